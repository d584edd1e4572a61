/* arabic.h - numbers in Arabic digits: 12,345.67, 1.5e6, 30k. */
#ifndef ARABIC_H
#define ARABIC_H

#include <stdbool.h>
#include <stddef.h>

#include "decimal.h"
#include "token.h"

struct arabic {
	struct decimal value;
	int places;      /* digits behind the point, as the value counts them */
	unsigned digits; /* as printed */
	int zeros;       /* at the end of a whole number */
	int power;       /* of a suffix such as k, or 0 */
	bool broken;     /* points make it no number: 1.2.3 */
};

/* Reads the digits, or point and digits, that are token i; the token behind. */
size_t arabic_read(const struct tokens *, size_t i, struct arabic *);

/* The token behind digits, groups and places, suffix left out. */
size_t arabic_skip(const struct tokens *, size_t i);

/* True if token i is a decimal point with digits behind it. */
bool arabic_has_places(const struct tokens *, size_t i);

/* True if token i begins with an ASCII letter. */
bool arabic_is_letter(const struct tokens *, size_t i);

#endif
