/* Comma separated values, as spreadsheets write them: commas become tabs. */
#include <string.h>

#include "layout.h"

/* Commas that a line must have, and lines that must have as many. */
#define COMMAS_MIN 3u
#define COMMAS_MAX 63u
#define LINES_MIN 6u
#define LINES_FEW 3u         /* where all are rows and hold words of forms */
#define LINE_MAX_BYTES 8192u /* no row of a sheet is longer */
#define ROW_LINES_MAX 16u    /* lines of a row with line ends in its cells */

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

/* Lines [first, end) of the document, without the last one's end. */
static struct slice
lines(const struct document *doc, size_t first, size_t end)
{
	struct slice s = document_line_text(doc, first);
	struct slice last = document_line_text(doc, end - 1);

	s.n = (size_t)(last.p + last.n - s.p);
	return s;
}

static size_t
count_quotes(struct slice s)
{
	size_t n = 0;

	for (const char *p = s.p, *end = s.p + s.n;
	     p < end && (p = memchr(p, '"', (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

/*
 * The line behind the row that starts at this one: a cell in quotes may hold
 * line ends. A quotation mark that nothing closes in the next lines is none.
 */
static size_t
row_end(const struct document *doc, size_t first)
{
	size_t quotes = 0;

	for (size_t i = first; i < doc->line_n && i - first < ROW_LINES_MAX;
	     i++) {
		struct slice s = document_line_text(doc, i);
		if (s.n > LINE_MAX_BYTES)
			break;
		quotes += count_quotes(s);
		if (quotes % 2 == 0)
			return i + 1;
	}
	return first + 1;
}

struct tally {
	size_t rows[COMMAS_MAX + 1]; /* by their number of commas */
	size_t filled, all, digits, most;
};

static void
count_row(struct tally *t, struct slice s)
{
	bool quoted = false;
	size_t n = 0;

	for (size_t at = next_comma(s, 0, &quoted); at < s.n;
	     at = next_comma(s, at + 1, &quoted)) {
		t->digits += at > 0 && at + 1 < s.n &&
		    slice_is_digit(s.p[at - 1]) && slice_is_digit(s.p[at + 1]);
		n++;
	}
	t->all += n;
	t->filled += layout_trim(s).n > 0;
	if (n >= COMMAS_MIN && n <= COMMAS_MAX && ++t->rows[n] > t->most)
		t->most = t->rows[n];
}

/*
 * True where most rows have the same number of commas, most of these between
 * other things than digits: 1,250.00 has commas in any text. A few rows must
 * all be alike, but for a title, and hold words of a table.
 */
static bool
is_separated(const struct layout_source *src)
{
	const struct document *doc = src->doc;
	struct tally t = { 0 };

	for (size_t i = 0, end; i < doc->line_n; i = end) {
		struct slice s = lines(doc, i, end = row_end(doc, i));
		if (s.n > LINE_MAX_BYTES || memchr(s.p, '\t', s.n) != NULL ||
		    memchr(s.p, '|', s.n) != NULL)
			return false;
		count_row(&t, s);
	}
	if (t.digits * 2 >= t.all)
		return false;
	if (t.most < LINES_MIN)
		return t.most >= LINES_FEW && t.most + 1 >= t.filled &&
		    layout_marks(src, doc->text, 2) == 2;
	return t.most * 5 >= t.filled * 3;
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

size_t *
layout_commas(const struct layout_source *src, size_t *n)
{
	struct document *doc = src->doc;
	size_t *first;
	char *out;

	*n = 0;
	if (doc->line_n < LINES_FEW ||
	    memchr(doc->text.p, ',', doc->text.n) == NULL || !is_separated(src))
		return NULL;
	first = arena_take(doc->arena, (doc->line_n + 1) * sizeof(*first));
	out = arena_take(doc->arena, doc->text.n + 1);
	memcpy(out, doc->text.p, doc->text.n);
	out[doc->text.n] = '\0';
	for (size_t i = 0, end; i < doc->line_n; i = end) {
		struct slice s = lines(doc, i, end = row_end(doc, i));
		tabs_for_commas(out + (s.p - doc->text.p), s);
		first[(*n)++] = i;
	}
	first[*n] = doc->line_n;
	document_replace(doc, out);
	return first;
}
