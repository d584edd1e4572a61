/*
 * decimal.h - exact decimal numbers of up to 120 digits.
 *
 * A number of more digits, zeros at its end counted, or of more than 200
 * places is `lost`: every operation on a lost number is lost, and it has no
 * printed form. So an extreme input yields no value, never a wrong one.
 */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

enum {
	DECIMAL_LIMBS = 14,   /* of nine digits each */
	DECIMAL_DIGITS = 120, /* digits a coefficient may have */
	DECIMAL_PLACES = 200, /* size of the exponent, either way */
	DECIMAL_TEXT = 336    /* bytes that a printed number takes at most */
};

/* (-1)^negative x coefficient x 10^exponent; the lowest limb comes first. */
struct decimal {
	uint32_t limb[DECIMAL_LIMBS];
	short n; /* limbs in use, 0 for zero */
	short exponent;
	bool negative;
	bool lost;
};

struct decimal decimal_of(uint64_t);

/*
 * Puts ASCII digits behind the digits of *d: the coefficient times 10^n plus
 * the digits. The exponent stays. Bytes that are no digits are passed over.
 */
void decimal_append(struct decimal *d, const char *digits, size_t n);

/* Reads what decimal_print wrote, also with a sign; false if it is no number. */
bool decimal_parse(struct slice, struct decimal *);

/* d x 10^places */
struct decimal decimal_shift(struct decimal d, int places);

struct decimal decimal_negate(struct decimal);
struct decimal decimal_add(struct decimal, struct decimal);
struct decimal decimal_multiply(struct decimal, struct decimal);

/*
 * a / b: exact where it ends within 40 digits, else cut after 40. Lost if b is
 * 0 or has more than 18 digits.
 */
struct decimal decimal_divide(struct decimal a, struct decimal b);

/* Below, equal, above: -1, 0, 1. A lost number is equal to any. */
int decimal_compare(struct decimal, struct decimal);

bool decimal_is_zero(struct decimal);

/*
 * Writes plain decimals into text, which has DECIMAL_TEXT bytes: no exponent,
 * no separators, no zeros at the end of the places. Returns the bytes written,
 * 0 for a lost number. No NUL is written.
 */
size_t decimal_print(struct decimal, char *text);

#endif
