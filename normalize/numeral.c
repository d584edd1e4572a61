#include "numeral.h"

#include "arabic.h"
#include "whole.h"

/* A capital numeral alone between other characters is part of a word. */
static bool
is_weak(const struct tokens *t, size_t i)
{
	const struct token *k = &t->token[i];
	bool before = i > 0 && k->kind == TOKEN_WORD && token_glued(t, i) &&
	    t->token[i - 1].kind == TOKEN_OTHER && t->token[i - 1].c >= 0x3400;
	bool behind = token_glued(t, i + 1) &&
	    t->token[i + 1].kind == TOKEN_OTHER && t->token[i + 1].c >= 0x3400;
	return before || behind;
}

size_t
numeral_read_plain(const struct tokens *t, size_t i, struct numeral *n)
{
	static const struct numeral none;
	*n = none;
	const struct token *k = &t->token[i];
	bool point = arabic_has_places(t, i) &&
	    !(i > 0 && token_glued(t, i) && token_is_char(t, i - 1, '.'));
	if (k->kind != TOKEN_DIGITS && !point &&
	    !token_is(t, i,
		WORD_DIGIT | WORD_TEN | WORD_TENS | WORD_BIG | WORD_SOME |
		    WORD_NEARLY | WORD_POINT))
		return i;
	size_t end = whole_read(t, i, false, n);
	if (end == i || n->broken)
		return end;
	if (n->range)
		end = whole_read(t, i, true, n);
	for (size_t j = i; j < end && !n->formal; j++)
		n->formal =
		    t->token[j].kind == TOKEN_WORD && t->token[j].word->formal;
	n->weak = n->formal && end == i + 1 && is_weak(t, i);
	return end;
}

void
numeral_spread(struct numeral *n)
{
	struct decimal ten = decimal_of(10);
	struct decimal tens = decimal_of(0);
	while (decimal_compare(decimal_add(tens, ten), n->low) <= 0)
		tens = decimal_add(tens, ten);
	n->high = decimal_add(n->low, decimal_negate(tens));
	n->low = decimal_divide(tens, ten);
	n->pair = false;
	n->range = true;
}

/* A digit or 十 behind a minus or a slash: nothing is glued in front. */
static bool
is_sign(const struct tokens *t, size_t i)
{
	if (token_is(t, i, WORD_SIGN))
		return true;
	if (!token_is(t, i, WORD_DASH) || !token_is_char(t, i, '-'))
		return false;
	return i == 0 || !token_glued(t, i) ||
	    !(arabic_is_letter(t, i - 1) ||
		t->token[i - 1].kind == TOKEN_DIGITS);
}

static size_t
skip_sign(const struct tokens *t, size_t i, bool *negative)
{
	*negative = false;
	if (token_is_char(t, i, '+'))
		return i + 1;
	if (!is_sign(t, i))
		return i;
	*negative = !token_is(t, i, WORD_SIGN) || t->token[i].word->value < 0;
	return i + 1;
}

/* Behind a denominator: 分之 and the numerator. */
static size_t
read_over(const struct tokens *t, size_t i, struct numeral *n)
{
	bool portion = token_is(t, i, WORD_PORTION);
	struct numeral over;
	bool negative;
	if (!portion && !token_is(t, i, WORD_OVER))
		return i;
	size_t from = skip_sign(t, i + 1, &negative);
	size_t end = numeral_read_plain(t, from, &over);
	if (end == from || over.broken)
		return i;
	struct decimal below = n->low;
	if (portion)
		below = decimal_shift(below, t->token[i].word->portion);
	n->low = decimal_divide(over.low, below);
	n->negative = negative;
	n->fraction = true;
	n->power = 0;
	return end;
}

static bool
is_whole(const struct tokens *t, size_t i)
{
	return t->token[i].kind == TOKEN_DIGITS &&
	    !arabic_has_places(t, i + 1) &&
	    !(i > 0 && token_is_char(t, i - 1, '.') && token_glued(t, i));
}

/* 3/5, not in a chain such as 1/2/3. */
static size_t
read_slash(const struct tokens *t, size_t i, size_t end, struct numeral *n)
{
	if (end != i + 1 || !token_is_char(t, end, '/') || !is_whole(t, i) ||
	    !is_whole(t, end + 1) || !token_glued(t, end) ||
	    !token_glued(t, end + 1))
		return end;
	bool chain = token_is_char(t, end + 2, '/') ||
	    (i > 0 && token_is_char(t, i - 1, '/'));
	struct decimal below = decimal_of(0);
	token_append(t, end + 1, &below);
	if (chain || decimal_is_zero(below))
		return end;
	n->low = decimal_divide(n->low, below);
	n->fraction = true;
	n->power = 0;
	return end + 2;
}

/* 一半, 1半: a half, where no unit makes it half of that. */
static size_t
read_half(const struct tokens *t, size_t i, size_t end, struct numeral *n)
{
	if (end != i + 1 || !token_is(t, end, WORD_HALF) ||
	    decimal_compare(n->low, decimal_of(1)) != 0 ||
	    token_is(t, end + 1, WORD_UNIT | WORD_EACH | WORD_MONTH))
		return end;
	n->low = decimal_shift(decimal_of(5), -1);
	n->fraction = true;
	return end + 1;
}

/* 三又五分之一: the fraction behind 又. */
static size_t
read_and(const struct tokens *t, size_t end, struct numeral *n)
{
	if (!token_is(t, end, WORD_AND))
		return end;
	struct numeral part;
	size_t from = end + 1;
	size_t behind = numeral_read_plain(t, from, &part);
	if (behind == from || part.broken)
		return end;
	size_t over = read_over(t, behind, &part);
	if (over == behind)
		over = read_slash(t, from, behind, &part);
	if (!part.fraction)
		return end;
	n->low = decimal_add(n->low, part.low);
	n->fraction = true;
	n->power = 0;
	return over;
}

size_t
numeral_read(
    const struct tokens *t, size_t i, bool numerator, struct numeral *n)
{
	bool negative;
	size_t from = skip_sign(t, i, &negative);
	size_t end = numeral_read_plain(t, from, n);
	if (end == from)
		return i;
	n->negative = negative;
	if (n->broken || n->range || n->more)
		return end;
	n->negative = false;
	size_t behind = end;
	if (!numerator || token_is(t, end, WORD_OVER))
		behind = read_over(t, end, n);
	if (!n->fraction && !numerator) {
		behind = read_and(t, end, n);
		behind = n->fraction ? behind : read_slash(t, from, end, n);
		behind = n->fraction ? behind : read_half(t, from, end, n);
	}
	n->negative = negative != n->negative;
	return behind;
}
