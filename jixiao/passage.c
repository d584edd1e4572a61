/* passage.c - the line a figure stands on, with the figure marked in it. */
#include "passage.h"

#include <string.h>

#include "fold.h"
#include "text.h"

enum { AROUND = 56 }; /* columns shown on each side of the figure */

static size_t
skip_characters(struct slice s, size_t characters)
{
	size_t at = 0, n;
	for (; characters && at < s.n; characters--, at += n)
		fold_decode(s.p + at, s.n - at, &n);
	return at;
}

/* Bytes of a character reference of HTML at the start of s; 0 for none. */
static size_t
reference(struct slice s)
{
	size_t n = 0;
	if (s.n == 0 || s.p[0] != '&')
		return 0;
	while (n < s.n && n < 12 && s.p[n] != ';')
		n++;
	return n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

/*
 * Bytes of the line that print what the text begins with, whole characters; in
 * HTML a reference prints one character.
 */
static size_t
alike(struct slice text, struct slice line)
{
	size_t at = 0, done = 0, n;
	while (at < line.n && done < text.n) {
		struct slice rest = { line.p + at, line.n - at };
		fold_decode(text.p + done, text.n - done, &n);
		if (n <= rest.n && memcmp(rest.p, text.p + done, n) == 0)
			at += n;
		else if (reference(rest))
			at += reference(rest);
		else
			break;
		done += n;
	}
	return at;
}

/* Where `what` stands in s, s.n for nowhere. */
static size_t
search(struct slice s, struct slice what)
{
	for (size_t at = 0; what.n && at + what.n <= s.n; at++)
		if (memcmp(s.p + at, what.p, what.n) == 0)
			return at;
	return s.n;
}

struct passage
passage_find(
    const struct original *o, size_t line, size_t column, struct slice text)
{
	struct passage p = { original_line(o, line), 0, 0 };
	if (!p.line.p)
		return p;
	size_t at = skip_characters(p.line, column ? column - 1 : 0);
	struct slice rest = { p.line.p + at, p.line.n - at };
	size_t n = alike(text, rest);
	if (n == 0) {
		struct slice first = { text.p, 0 };
		while (first.n < text.n && !strchr("\r\n\t", text.p[first.n]))
			first.n++;
		at = search(p.line, first);
		n = at < p.line.n ? first.n : 0;
	}
	p.from = n ? at : 0;
	p.to = n ? at + n : 0;
	return p;
}

/* The end of what fits into the columns from `from` on. */
static size_t
fit(struct slice s, size_t from, int columns)
{
	size_t n;
	while (from < s.n) {
		columns -=
		    fold_columns(fold_decode(s.p + from, s.n - from, &n));
		if (columns < 0)
			break;
		from += n;
	}
	return from;
}

/* The start of what fits into the columns before `to`. */
static size_t
fit_back(struct slice s, size_t to, int columns)
{
	while (to > 0) {
		size_t at = to - 1, n;
		while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80)
			at--;
		columns -= fold_columns(fold_decode(s.p + at, to - at, &n));
		if (columns < 0)
			break;
		to = at;
	}
	return to;
}

static void
print_part(FILE *f, struct slice s, size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		const char *tab = memchr(s.p + at, '\t', to - at);
		size_t end = tab ? (size_t)(tab - s.p) : to;
		text_safe(f, s.p + at, end - at);
		fputs(tab ? " | " : "", f);
		at = end + (tab != NULL);
	}
}

void
passage_print(const struct passage *p, FILE *f)
{
	size_t start = fit_back(p->line, p->from, AROUND);
	size_t end = fit(p->line, p->to, AROUND);
	fputs(start ? "…" : "", f);
	print_part(f, p->line, start, p->from);
	if (p->to > p->from) {
		fputs("⟦", f);
		print_part(f, p->line, p->from, p->to);
		fputs("⟧", f);
	}
	print_part(f, p->line, p->to, end);
	fputs(end < p->line.n ? "…" : "", f);
}

void
passage_print_json(const struct passage *p, FILE *f)
{
	fputs("{\"line\":", f);
	text_json_n(f, p->line.p, p->line.n);
	fprintf(f, ",\"from\":%zu,\"to\":%zu}", p->from, p->to);
}
