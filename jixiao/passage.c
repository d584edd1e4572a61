/* passage.c - the line a figure stands on, with the figure marked in it. */
#include "passage.h"

#include <string.h>

#include "fold.h"
#include "text.h"
#include "utf8.h"

enum {
	AROUND = 56, /* columns shown on each side of the figure */
	SHORT = 16,  /* columns of a line that says little by itself */
	ABOVE = 3    /* lines shown above a short one */
};

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
		struct slice rest = slice_rest(line, at);
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
	struct passage p = { .line = original_line(o, line) };
	if (!p.line.p)
		return p;
	p.before = (struct slice){ o->text, (size_t)(p.line.p - o->text) };
	size_t at = skip_characters(p.line, column ? column - 1 : 0);
	struct slice rest = slice_rest(p.line, at);
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
		while (at > 0 && utf8_is_tail(s.p[at]))
			at--;
		columns -= fold_columns(fold_decode(s.p + at, to - at, &n));
		if (columns < 0)
			break;
		to = at;
	}
	return to;
}

static bool
is_blank(struct slice s)
{
	size_t n;
	for (; s.n; s.p += n, s.n -= n) {
		uint32_t c = fold_decode(s.p, s.n, &n);
		if (c > ' ' && c != 0x3000 && c != 0xA0)
			return false;
	}
	return true;
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

/* Prints the text, its lines with strokes between, without blank ones. */
static void
print_lines(FILE *f, struct slice s)
{
	while (s.n) {
		size_t n = 0;
		while (n < s.n && s.p[n] != '\n' && s.p[n] != '\r')
			n++;
		if (!is_blank((struct slice){ s.p, n })) {
			size_t start = strspn(s.p, "\t ");
			print_part(f, s, start, n);
			fputs(" / ", f);
		}
		n += n < s.n;
		s = slice_rest(s, n);
	}
}

/* The last lines of a text that are not blank, at most so many. */
static struct slice
last_lines(struct slice s, int lines)
{
	size_t at = s.n;
	while (at > 0 && lines > 0) {
		size_t end = at;
		do
			at--;
		while (at > 0 && s.p[at - 1] != '\n' && s.p[at - 1] != '\r');
		lines -= !is_blank((struct slice){ s.p + at, end - at });
	}
	return slice_rest(s, at);
}

static int
columns_of(struct slice s)
{
	size_t n;
	int columns = 0;
	for (; s.n && columns < SHORT; s.p += n, s.n -= n)
		columns += fold_columns(fold_decode(s.p, s.n, &n));
	return columns;
}

void
passage_print(const struct passage *p, FILE *f)
{
	if (columns_of(p->line) < SHORT)
		print_lines(f, last_lines(p->before, ABOVE));
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
