/* White space, widths, headings and page marks: what layouts ask of a text. */
#include <string.h>

#include "fold.h"
#include "layout.h"

/* No title of a form is longer (bytes). */
#define TITLE_MAX 160u
/* Longer lines are no page mark or notice that a discard rule names. */
#define DISCARD_MAX ((size_t)120)

/* Three bytes of white space in UTF-8: ideographic, zero width, mark, ... */
static bool
is_space3(const unsigned char *u)
{
	if (u[0] == 0xE3)
		return u[1] == 0x80 && u[2] == 0x80;
	if (u[0] == 0xEF)
		return u[1] == 0xBB && u[2] == 0xBF;
	return u[0] == 0xE2 &&
	    ((u[1] == 0x80 && (u[2] <= 0x8F || u[2] == 0xA8 || u[2] == 0xA9)) ||
		(u[1] == 0x81 && u[2] == 0xA0));
}

size_t
layout_space(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *)p;

	if (p == end)
		return 0;
	if (*u == ' ' || (*u >= '\t' && *u <= '\r'))
		return 1;
	if (*u < 0x80)
		return 0;
	if (end - p >= 2 && u[0] == 0xC2 && (u[1] == 0xA0 || u[1] == 0x85))
		return 2;
	return end - p >= 3 && is_space3(u) ? 3 : 0;
}

/* Bytes of white space that end at `end`; 0: none. */
static size_t
space_before(const char *start, const char *end)
{
	if (end > start && (unsigned char)end[-1] < 0x80)
		return layout_space(end - 1, end);
	if (end - start >= 3 && (unsigned char)end[-3] >= 0xE0)
		return layout_space(end - 3, end);
	for (size_t n = 1; n <= 3 && n <= (size_t)(end - start); n++)
		if (layout_space(end - n, end) == n)
			return n;
	return 0;
}

/* True for a first byte that white space can have; most text has none. */
static inline bool
may_be_space(char c)
{
	unsigned char u = (unsigned char)c;

	return u <= ' ' ||
	    (u >= 0xC2 && (u <= 0xC2 || u == 0xE2 || u == 0xE3 || u == 0xEF));
}

/* The same for a last byte. */
static inline bool
may_end_space(char c)
{
	unsigned char u = (unsigned char)c;

	return u <= ' ' || (u >= 0x80 && u <= 0xBF);
}

struct slice
layout_trim(struct slice s)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t n;

	if (s.n == 0 || (!may_be_space(*p) && !may_end_space(end[-1])))
		return s;
	while ((n = layout_space(p, end)) != 0)
		p += n;
	while ((n = space_before(p, end)) != 0)
		end -= n;
	return (struct slice){ p, (size_t)(end - p) };
}

size_t
layout_columns(struct slice s)
{
	size_t columns = 0;

	for (size_t i = 0, n; i < s.n; i += n)
		columns +=
		    (size_t)fold_columns(fold_decode(s.p + i, s.n - i, &n));
	return columns;
}

size_t
layout_marks(const struct layout_source *src, struct slice s, size_t max)
{
	struct slice key;
	struct rule_match match;
	size_t count = 0, from = 0;

	if (src->mark == NULL)
		return 0;
	key = fold_key_text(src->doc->arena, s);
	while (count < max && from < key.n &&
	    rule_set_match(src->mark, key, from, &match) == RULES_MATCH) {
		size_t end = (size_t)(match.whole.p - key.p) + match.whole.n;
		from = end > from ? end : from + 1;
		count++;
	}
	return count;
}

/* What a paragraph's number is made of, or is closed with. */
static bool
is_one_of(uint32_t c, const char *set)
{
	size_t left = strlen(set);

	for (size_t n; left > 0; set += n, left -= n)
		if (fold_decode(set, left, &n) == c)
			return true;
	return false;
}

bool
layout_is_numbered(struct slice s)
{
	size_t at = 0, n;

	for (int i = 0; i < 6 && at < s.n; i++, at += n) {
		uint32_t c = fold_decode(s.p + at, s.n - at, &n);
		if (i > 0 && is_one_of(c, "、.)）．"))
			return !slice_digit_at(s, at + n);
		if (!is_one_of(c, "0123456789(（一二三四五六七八九十"))
			return false;
	}
	return false;
}

bool
layout_is_title(const struct layout_source *src, struct slice s)
{
	struct rule_set *forms = rules_set(src->rules, "form");

	if (layout_is_numbered(s))
		return true;
	return forms != NULL && s.n <= TITLE_MAX &&
	    rule_set_classify(forms, fold_key_text(src->doc->arena, s)) != NULL;
}

/* True where the line is a page number between dashes: -1-, — 12 —. */
static bool
is_page_mark(struct slice s)
{
	size_t digits = 0, dashes = 0;

	if (s.n > 24)
		return false;
	for (size_t i = 0; i < s.n;) {
		size_t n;
		uint32_t c = fold_decode(s.p + i, s.n - i, &n);
		if (c >= '0' && c <= '9')
			digits++;
		else if (c == '-' || c == 0xFF0D ||
		    (c >= 0x2010 && c <= 0x2015) || c == 0xB7)
			dashes++;
		else if (layout_space(s.p + i, s.p + s.n) == 0)
			return false;
		i += n;
	}
	return digits > 0 && digits <= 4 && dashes >= 2;
}

bool
layout_is_discarded(const struct layout_source *src, struct slice s)
{
	struct arena *arena = src->doc->arena;

	/* What no eye sees makes a line no longer. */
	if (s.n > DISCARD_MAX && s.n <= 2 * DISCARD_MAX)
		s = fold_seen(arena, s);
	if (s.n > DISCARD_MAX)
		return false;
	if ((s.p[0] & 0x80) != 0 || s.p[0] == '-')
		if (is_page_mark(s))
			return true;
	return src->discard != NULL &&
	    rule_set_classify(src->discard, fold_key_text(arena, s)) != NULL;
}
