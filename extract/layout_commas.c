/* Comma separated values, as spreadsheets write them: commas become tabs. */
#include <string.h>

#include "layout.h"

/* Commas that a line must have, and lines that must have as many. */
#define COMMAS_MIN 3u
#define COMMAS_MAX 63u
#define LINES_MIN 6u
#define LINE_MAX_BYTES 8192u /* no row of a sheet is longer */

/* The next comma outside quotes from at on; s.n where there is none. */
static size_t
next_comma(struct slice s, size_t at, bool *quoted)
{
	const char *p;

	if (!*quoted && memchr(s.p + at, '"', s.n - at) == NULL) {
		p = memchr(s.p + at, ',', s.n - at);
		return p == NULL ? s.n : (size_t)(p - s.p);
	}
	for (; at < s.n; at++) {
		if (s.p[at] == '"')
			*quoted = !*quoted;
		else if (s.p[at] == ',' && !*quoted)
			return at;
	}
	return s.n;
}

/*
 * True where most lines have the same number of commas, most of these between
 * other things than digits: 1,250.00 has commas in any text.
 */
static bool
is_separated(const struct document *doc)
{
	size_t lines[COMMAS_MAX + 1] = { 0 }, filled = 0, all = 0, digits = 0;
	size_t most = 0;

	for (size_t i = 0; i < doc->line_n; i++) {
		struct slice s = document_line_text(doc, i);
		bool quoted = false;
		size_t n = 0;
		if (s.n > LINE_MAX_BYTES || memchr(s.p, '\t', s.n) != NULL ||
		    memchr(s.p, '|', s.n) != NULL)
			return false;
		for (size_t at = next_comma(s, 0, &quoted); at < s.n;
		     at = next_comma(s, at + 1, &quoted)) {
			digits += at > 0 && at + 1 < s.n &&
			    slice_digit_at(s, at - 1) &&
			    slice_digit_at(s, at + 1);
			n++;
		}
		all += n;
		filled += layout_trim(s).n > 0;
		if (n >= COMMAS_MIN && n <= COMMAS_MAX && ++lines[n] > most)
			most = lines[n];
	}
	return most >= LINES_MIN && most * 5 >= filled * 3 && digits * 2 < all;
}

static void
tabs_for_commas(char *out, struct slice s)
{
	bool quoted = false;

	for (size_t at = next_comma(s, 0, &quoted); at < s.n;
	     at = next_comma(s, at + 1, &quoted))
		out[at] = '\t';
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"')
			out[i] = ' ';
}

void
layout_commas(struct document *doc)
{
	char *out;

	if (doc->line_n < LINES_MIN ||
	    memchr(doc->text.p, ',', doc->text.n) == NULL || !is_separated(doc))
		return;
	out = arena_take(doc->arena, doc->text.n + 1);
	memcpy(out, doc->text.p, doc->text.n);
	out[doc->text.n] = '\0';
	for (size_t i = 0; i < doc->line_n; i++) {
		struct slice s = document_line_text(doc, i);
		tabs_for_commas(out + (s.p - doc->text.p), s);
	}
	doc->text.p = out;
}
