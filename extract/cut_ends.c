/* cut_ends.c - where a cell of run-on text may end. */
#include "cut_ends.h"

#include <string.h>

#define WORDS_BYTES 6u /* of the operator that says: told in words */

static bool
is_three(struct slice s, size_t i, const char *word)
{
	return s.n - i >= 3 && s.p[i] == word[0] && s.p[i + 1] == word[1] &&
	    s.p[i + 2] == word[2];
}

/* What scans make of ≥ and ≤ before a figure. */
static size_t
misread_sign(struct slice s, size_t i)
{
	switch (s.p[i]) {
	case '$':
	case '^':
	case 'w':
	case 'W': return slice_digit_at(s, i + 1);
	default:
		return i > 0 && is_three(s, i, "工") &&
			slice_digit_at(s, i - 1) && slice_digit_at(s, i + 3)
		    ? 3
		    : 0;
	}
}

size_t
ends_operator(struct slice s, size_t i)
{
	size_t n;

	if (i >= s.n || slice_digit_at(s, i))
		return 0;
	n = misread_sign(s, i);
	if (n > 0)
		return n;
	switch (s.p[i]) {
	case '>':
	case '<': return i + 1 < s.n && s.p[i + 1] == '=' ? 2 : 1;
	case '=': return 1;
	case '\xe2':
		return is_three(s, i, "≥") || is_three(s, i, "≤") ||
			is_three(s, i, "≧") || is_three(s, i, "≦") ||
			is_three(s, i, "═")
		    ? 3
		    : 0;
	default: return 0;
	}
}

/* 10 as scans read it. */
static bool
misread_ten(struct slice s, size_t i)
{
	return s.n - i >= 2 && (s.p[i] == 'I' || s.p[i] == 'l') &&
	    s.p[i + 1] == 'O';
}

/* The month or day of a date that began before: 12 of 2022年12月. */
static bool
goes_on(struct slice s, size_t i)
{
	bool year, month;

	if (i < 4 || !slice_digit_at(s, i - 4))
		return false;
	year = is_three(s, i - 3, "年");
	month = is_three(s, i - 3, "月");
	if (!year && !month)
		return false;
	for (size_t n = 0; slice_digit_at(s, i) && n < 2; n++)
		i++;
	return s.n - i >= 3 && memcmp(s.p + i, year ? "月" : "日", 3) == 0;
}

size_t
ends_year(struct slice s, size_t i)
{
	size_t n = slice_digits(s, i);

	return n == 4 && s.p[i] == '2' && s.p[i + 1] == '0' && s.n - i >= 7 &&
		memcmp(s.p + i + 4, "年", 3) == 0
	    ? i + 7
	    : 0;
}

/* True where a figure may begin: at a digit behind something else. */
bool
ends_figure_starts(struct slice s, size_t i)
{
	if (ends_operator(s, i) > 0)
		return i == 0 || ends_operator(s, i - 1) == 0;
	if (misread_ten(s, i))
		return true;
	return slice_digit_at(s, i) && !goes_on(s, i) &&
	    (i == 0 ||
		(!slice_digit_at(s, i - 1) && s.p[i - 1] != '.' &&
		    s.p[i - 1] != '=' && s.p[i - 1] != '>' &&
		    s.p[i - 1] != '<'));
}

size_t
ends_add(size_t *end, size_t n, size_t to)
{
	if (n < ENDS_MAX)
		end[n++] = to;
	return n;
}

/* Ends at the next figures; at most three of them. */
size_t
ends_at_figures(struct slice s, size_t at, size_t *end, size_t n)
{
	size_t found = 0;

	for (size_t i = at + 1; i < s.n && found < 3; i++)
		if (ends_figure_starts(s, i)) {
			n = ends_add(end, n, i);
			found++;
		}
	return found < 3 ? ends_add(end, n, s.n) : n;
}

bool
ends_in_words(struct slice s, size_t i)
{
	return i < s.n && s.n - i >= WORDS_BYTES && is_three(s, i, "定") &&
	    memcmp(s.p + i, "定性", WORDS_BYTES) == 0 &&
	    (i < 3 || memcmp(s.p + i - 3, "稳", 3) != 0);
}

/*
 * X10X: the end of a text that the one behind the next figure repeats; where
 * the text that is repeated begins, 0: nowhere.
 */
static size_t
ends_repeated(struct slice s, size_t at, size_t to)
{
	size_t from = to, end;

	while (slice_digit_at(s, from) || (from < s.n && s.p[from] == '.'))
		from++;
	if (from == to || from - to > 5)
		return 0;
	for (end = from; end < s.n && !ends_figure_starts(s, end);)
		end++;
	if (end - from < 6 || to - at < end - from + 6 ||
	    memcmp(s.p + to - (end - from), s.p + from, end - from) != 0)
		return 0;
	return to - (end - from);
}

/* XX: two equal texts in a row up to the next figure; the first one's end. */
size_t
ends_half(struct slice s, size_t at)
{
	size_t to = at + 1, least = 12;

	while (to < s.n && !ends_figure_starts(s, to))
		to++;
	if (ends_in_words(s, at)) {
		at += WORDS_BYTES;
		least = 6; /* 好好: the value's place is known */
	}
	if (to < at || (to - at) % 2 != 0 || to - at < least)
		return 0;
	return memcmp(s.p + at, s.p + at + (to - at) / 2, (to - at) / 2) == 0
	    ? at + (to - at) / 2
	    : 0;
}

size_t
ends_of_name(struct slice s, size_t at, size_t *end)
{
	size_t n = 0, to = at + 1;

	if (ends_operator(s, at) > 0)
		return 0;
	while (slice_digit_at(s, at) && slice_digit_at(s, at + 1))
		at++; /* 12月底之前完成 */
	while (to < s.n && !ends_figure_starts(s, to))
		to++;
	/* A name before two equal texts: 名称XX */
	for (size_t i = at + 6; i + 12 <= to && n < 2; i += 3)
		if (ends_half(s, i) > 0)
			n = ends_add(end, n, i);
	if (ends_repeated(s, at, to) > 0)
		n = ends_add(end, n, ends_repeated(s, at, to));
	return ends_at_figures(s, at, end, n);
}

size_t
ends_of_points(struct slice s, size_t at, size_t *end)
{
	size_t n = 0, i = at;

	if (misread_ten(s, at))
		return ends_add(end, n, at + 2); /* 10, misread */
	if (ends_year(s, at) > 0)
		return 0;
	while (slice_digit_at(s, i) && i - at < 3) {
		i++;
		if ((s.p[at] == '0' && i - at > 1) ||
		    (i - at == 3 && memcmp(s.p + at, "100", 3) != 0))
			break;
		if (i == s.n || s.p[i] != '.' || !slice_digit_at(s, i + 1))
			n = ends_add(end, n, i);
		else {
			n = ends_add(end, n, i + 2);
			if (slice_digit_at(s, i + 2))
				n = ends_add(end, n, i + 3);
		}
	}
	return n;
}
