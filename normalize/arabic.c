#include "arabic.h"

enum { PLACES_MAX = 4096 };

/* The token behind digits and groups: 12,345 */
static size_t
skip_groups(const struct tokens *t, size_t i)
{
	unsigned least = t->cell ? 2 : 3;
	unsigned most = t->cell ? 4 : 3;
	size_t end = i + 1;
	if (t->token[i].digits > 3 && !t->cell)
		return end;
	while (token_is_char(t, end, ',') && token_glued(t, end) &&
	    token_glued(t, end + 1) && token_is_digits(t, end + 1, least, most))
		end += 2;
	return end;
}

bool
arabic_has_places(const struct tokens *t, size_t i)
{
	if (!token_is_char(t, i, '.') || t->token[i + 1].kind != TOKEN_DIGITS)
		return false;
	/* 1.2022年度 is the first item of a list, about 2022. */
	if (token_is_digits(t, i + 1, 4, 4) && token_is(t, i + 2, WORD_YEAR))
		return false;
	bool joined = token_glued(t, i) && token_glued(t, i + 1);
	return joined || (t->cell && !t->token[i + 1].breaks);
}

size_t
arabic_skip(const struct tokens *t, size_t i)
{
	size_t end = skip_groups(t, i);
	return arabic_has_places(t, end) ? end + 2 : end;
}

bool
arabic_is_letter(const struct tokens *t, size_t i)
{
	uint32_t c = t->token[i].c | 0x20;
	return t->token[i].kind != TOKEN_DIGITS && c >= 'a' && c <= 'z';
}

/* Exponent: e5, E+14 */
static size_t
read_exponent(const struct tokens *t, size_t i, struct arabic *a)
{
	if (!token_is_char(t, i, 'e') && !token_is_char(t, i, 'E'))
		return i;
	size_t at = i + 1;
	bool minus = token_is_char(t, at, '-');
	if (minus || token_is_char(t, at, '+'))
		at++;
	if (!token_is_digits(t, at, 1, 9) || !token_glued(t, i) ||
	    !token_glued(t, at))
		return i;
	int power = token_integer(t, at);
	a->value = decimal_shift(a->value, minus ? -power : power);
	a->places += minus ? power : -power;
	return at + 1;
}

/* k, M behind digits; nothing may be glued to it that makes it a word. */
static size_t
read_suffix(const struct tokens *t, size_t i, struct arabic *a)
{
	if (!token_is(t, i, WORD_SUFFIX))
		return i;
	bool glued = token_glued(t, i + 1);
	if (glued &&
	    (arabic_is_letter(t, i + 1) ||
		t->token[i + 1].kind == TOKEN_DIGITS))
		return i;
	a->power = t->token[i].word->suffix;
	a->value = decimal_shift(a->value, a->power);
	a->places -= a->power;
	return i + 1;
}

/* Zeros at the end of the digits of a token, if others stand before. */
static int
zeros_at_end(const struct tokens *t, size_t i)
{
	const char *p = t->text.p + t->token[i].end;
	unsigned n = 0;
	while (n < t->token[i].digits && p[-1 - (int)n] == '0')
		n++;
	return n < t->token[i].digits ? (int)n : 0;
}

static size_t
read_whole(const struct tokens *t, size_t i, struct arabic *a)
{
	size_t end = skip_groups(t, i);
	for (size_t k = i; k < end; k++) {
		if (t->token[k].kind == TOKEN_DIGITS)
			token_append(t, k, &a->value);
	}
	a->digits = t->token[i].digits;
	a->zeros = zeros_at_end(t, end - 1);
	return end;
}

static size_t
read_places(const struct tokens *t, size_t i, struct arabic *a)
{
	unsigned places = t->token[i + 1].digits;
	token_append(t, i + 1, &a->value);
	a->places = places < PLACES_MAX ? (int)places : PLACES_MAX;
	a->value = decimal_shift(a->value, -a->places);
	a->zeros = 0;
	a->digits += places;
	size_t end = i + 2;
	a->broken = arabic_has_places(t, end);
	while (arabic_has_places(t, end))
		end += 2;
	return end;
}

size_t
arabic_read(const struct tokens *t, size_t i, struct arabic *a)
{
	size_t end = i;
	*a = (struct arabic){ .value = decimal_of(0) };
	if (t->token[i].kind == TOKEN_DIGITS)
		end = read_whole(t, i, a);
	if (arabic_has_places(t, end))
		end = read_places(t, end, a);
	end = read_exponent(t, end, a);
	return read_suffix(t, end, a);
}
