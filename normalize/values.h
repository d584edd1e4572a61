/*
 * values.h - finds the values in a text: numbers, percentages, money,
 * quantities, durations, dates, ordinals, with comparators and ranges.
 */
#ifndef VALUES_H
#define VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "decimal.h"
#include "slice.h"
#include "token.h"
#include "words.h"

enum { VALUE_ISO = 48 };

struct value {
	enum value_kind kind;
	enum value_op op;
	struct decimal low;  /* the value, or the lower end; in base units */
	struct decimal high; /* VALUE_RANGE: the upper end */
	/* Dates and durations: ISO 8601, NUL-terminated; else empty. */
	char iso[VALUE_ISO];
	char iso_high[VALUE_ISO];
	struct slice unit; /* base unit; NULL if none is printed */
	struct slice text; /* as printed, comparator and unit included */
	int step; /* power of ten that the last printed digit is worth */
	bool has_step;
	bool bare_month; /* a date of a month only: low has its number */
	bool scaled;     /* 万 or the like was printed behind the digits */
	bool chain;      /* a duration of several units: only iso tells it */
};

struct values {
	struct value *value; /* n of them, in the order of the text */
	size_t n;
};

/*
 * All values of a text, which is shorter than 4 GiB; they and their units are
 * in the arena, their texts point into the text. cell: the text is one cell of
 * a table, where white space and odd grouping inside a number are forgiven.
 */
struct values values_find(
    struct arena *, const struct words *, struct slice, bool cell);

/* The same of a text that is cut already. */
struct values values_of(struct arena *, const struct tokens *);

/* "number", "percent" ...; "text"; NULL for VALUE_NONE. */
const char *value_kind_name(enum value_kind);

/* "=", ">=", "<=", ">", "<", "range" */
const char *value_op_name(enum value_op);

#endif
