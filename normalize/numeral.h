/* numeral.h - numbers in digits, in Chinese numerals, and in both. */
#ifndef NUMERAL_H
#define NUMERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "decimal.h"
#include "token.h"

struct numeral {
	struct decimal low;  /* the number */
	struct decimal high; /* range and more: the upper end */
	bool range;          /* low to high: 三五百, 几十万 */
	bool more;           /* above low, below high: 十余万 */
	bool pair;           /* 七八: 78, or 7 to 8 if a unit follows */
	bool arabic;         /* begins with Arabic digits */
	bool formal;         /* has a capital numeral: 壹 */
	bool weak;           /* one character that is also part of words */
	bool fraction;       /* 三分之一, 1/3 */
	bool negative;       /* a minus stands in front; low has no sign */
	bool broken;         /* digits and points, but no number: 1.2.3 */
	int step;            /* power of ten of the last printed digit */
	int power; /* of the multiplier that ends it: 4 for 3万, or 0 */
};

/*
 * Reads the numeral that begins with token i, sign included. Returns the token
 * behind it; i if there is none. numerator: reading behind 百分之, where 万分之
 * begins another number.
 */
size_t numeral_read(
    const struct tokens *, size_t i, bool numerator, struct numeral *);

/* The same without sign and fraction. */
size_t numeral_read_plain(const struct tokens *, size_t i, struct numeral *);

/* Of a pair (七八): its two ends in low and high, and range set. */
void numeral_spread(struct numeral *);

#endif
