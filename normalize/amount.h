/* amount.h - a numeral with its unit: money, percent, quantity, duration. */
#ifndef AMOUNT_H
#define AMOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "numeral.h"
#include "token.h"
#include "values.h"

struct amount {
	struct value v;
	struct numeral n;
	const struct unit *unit; /* NULL: none is printed */
	bool before;             /* the unit stands in front */
};

/*
 * Reads the amount that begins with token i. Returns the token behind it; i if
 * there is none. Where the digits are no number (1.2.3), v.kind is VALUE_NONE.
 */
size_t amount_read(
    struct arena *, const struct tokens *, size_t i, struct amount *);

/* Reads a unit, also a compound one (元/人·月), as one gives a column's unit. */
size_t amount_read_unit(struct arena *, const struct tokens *, size_t i,
    const struct unit **, struct slice *base);

/* Puts what the number is for behind its unit: 元 becomes 元/人. */
void amount_put_rate(struct arena *, struct amount *, struct slice rate);

/* Gives the amount the unit of another one: 1.6 in 1.6~3.9米. */
void amount_take_unit(struct amount *, const struct amount *from);

/* Gives the amount the multiplier of another one: 两 in 两到三万. */
void amount_take_power(struct amount *, const struct amount *from);

#endif
