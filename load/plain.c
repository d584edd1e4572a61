/* plain.c - plain decimals of the stream to what the warehouse keeps. */
#include <stdlib.h>

#include "plain.h"

/* Ten thousand billion yuan: sums of thousands of them still fit. */
enum { DIGITS_MAX = 18, YUAN_DIGITS_MAX = 13, DECIMAL_MAX = 400 };

bool
plain_count(struct slice text, long long *number)
{
	long long n = 0;
	if (!text.p || text.n == 0 || text.n > DIGITS_MAX)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		n = n * 10 + (text.p[i] - '0');
	}
	*number = n;
	return true;
}

/* Splits -12.345 into its sign, 12 and 345; either part may be empty. */
static bool
split(
    struct slice text, bool *negative, struct slice *whole, struct slice *part)
{
	*negative = text.n > 0 && text.p[0] == '-';
	size_t at = *negative;
	*whole = (struct slice){ text.p + at, slice_digits(text, at) };
	at += whole->n;
	*part = (struct slice){ text.p + at, 0 };
	if (at < text.n && text.p[at] == '.') {
		at++;
		*part = (struct slice){ text.p + at, slice_digits(text, at) };
		at += part->n;
	}
	return at == text.n && whole->n + part->n > 0;
}

bool
plain_fen(struct slice yuan, long long *fen, bool *rounded)
{
	bool negative;
	struct slice whole, part;
	long long n = 0;
	if (!yuan.p || !split(yuan, &negative, &whole, &part))
		return false;
	while (whole.n > 0 && *whole.p == '0')
		whole = slice_rest(whole, 1);
	if (whole.n > YUAN_DIGITS_MAX)
		return false;
	for (size_t i = 0; i < whole.n; i++)
		n = n * 10 + (whole.p[i] - '0');
	for (size_t i = 0; i < 2; i++)
		n = n * 10 + (i < part.n ? part.p[i] - '0' : 0);
	*rounded = false;
	for (size_t i = 2; i < part.n; i++)
		*rounded = *rounded || part.p[i] != '0';
	if (part.n > 2 && part.p[2] >= '5')
		n++;
	*fen = negative ? -n : n;
	return true;
}

bool
plain_double(struct slice text, double *number)
{
	char copy[DECIMAL_MAX + 1];
	bool negative;
	struct slice whole, part;
	if (!text.p || text.n > DECIMAL_MAX ||
	    !split(text, &negative, &whole, &part))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	*number = strtod(copy, NULL);
	return true;
}
