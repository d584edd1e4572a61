/* layout.c - prints a sheet of cells as a dump would: one function a layout. */
#include <string.h>

#include "sheet.h"

const char *
layout_name(enum layout layout)
{
	static const char *const names[] = {
#define LAYOUT_NAME(id, name) name,
		LAYOUTS(LAYOUT_NAME)
#undef LAYOUT_NAME
	};
	return names[layout];
}

static bool
own(const struct sheet_cell *c)
{
	return c->rows > 0;
}

static bool
label(const char *text)
{
	return strlen(text) <= 36 && !strpbrk(text, "0123456789");
}

/* The characters of s, in bytes: where character n starts. */
static size_t
offset(const char *s, size_t n)
{
	size_t i = 0;
	while (s[i] && n > 0) {
		i++;
		while (((unsigned char)s[i] & 0xc0) == 0x80)
			i++;
		n--;
	}
	return i;
}

static size_t
characters(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/*
 * Prints a cell's text; now and then a label is broken by white space, as
 * narrow cells leave it. Only between Chinese characters.
 */
static void
put_text(const char *text, const char *gap, struct random *r, FILE *f)
{
	size_t n = characters(text);
	size_t cut = 0;
	if (n >= 4 && label(text) && gap && random_once_in(r, 4)) {
		cut = offset(text, n / 2);
		size_t after = cut;
		if ((unsigned char)text[after] < 0xe4 ||
		    (unsigned char)text[offset(text, n / 2 - 1)] < 0xe4)
			cut = 0;
	}
	if (cut)
		fprintf(f, "%.*s%s%s", (int)cut, text, gap, text + cut);
	else
		fputs(text, f);
}

static void
put_lines(const char *const *line, int n, const char *end, FILE *f)
{
	for (int i = 0; i < n; i++)
		fprintf(f, "%s%s", line[i], end);
}

/* --- one row a line, tabs between; merged cells keep their place --- */

/* How a tabbed dump went wrong. */
struct tabbed {
	bool ragged; /* empty cells at the end of a row are gone */
	int lost;    /* from this row on the blocks' and first levels' cells */
	int cut;     /* this row is cut by a page break; 0: none */
};

static struct tabbed
tabbed_of(const struct sheet *s, struct random *r)
{
	struct tabbed t = { .ragged = random_once_in(r, 3), .lost = s->n };
	bool block = s->header > 0 && s->cell[s->header][0].rows > 1;
	int middle = (int)random_between(r, s->header + 2, s->last - 1);
	if (s->last - s->header < 4)
		return t;
	if (block && random_once_in(r, 4))
		t.lost = middle;
	else if (!block && !t.ragged && random_once_in(r, 3))
		t.cut = middle;
	return t;
}

static void
put_tabs(const struct sheet *s, int i, const struct tabbed *t, struct random *r,
    FILE *f)
{
	int first = 0;
	int last = s->width - 1;
	while (t->ragged && last > 0 && !*s->cell[i][last].text)
		last--;
	while (i >= t->lost && i < s->last && first < 2 &&
	    s->cell[i][first].above > 0)
		first++;
	for (int k = first; k <= last; k++) {
		if (k > first)
			fputc('\t', f);
		put_text(s->cell[i][k].text, " ", r, f);
	}
	fputc('\n', f);
}

/* A page break inside a row: each cell goes on below the repeated header. */
static void
put_cut(const struct sheet *s, int i, const struct tabbed *t, struct random *r,
    FILE *f)
{
	size_t half[SHEET_WIDTH];
	for (int k = 0; k < s->width; k++) {
		const char *text = s->cell[i][k].text;
		size_t n = characters(text);
		/* Short cells fit their line; narrow levels never do. */
		bool plain =
		    n >= (k < 2 ? 4 : 7) && !strpbrk(text, "0123456789=<>");
		half[k] = offset(text, plain ? n - n / 3 : n);
		fprintf(f, "%s%.*s", k ? "\t" : "", (int)half[k], text);
	}
	fputs("\n\n", f);
	put_tabs(s, s->header, t, r, f);
	for (int k = 0; k < s->width; k++)
		fprintf(f, "%s%s", k ? "\t" : "", s->cell[i][k].text + half[k]);
	fputc('\n', f);
}

static void
print_tabs(const struct sheet *s, struct random *r, FILE *f)
{
	struct tabbed t = tabbed_of(s, r);
	for (int i = 0; i < s->n; i++) {
		if (t.cut > 0 && i == t.cut)
			put_cut(s, i, &t, r, f);
		else
			put_tabs(s, i, &t, r, f);
	}
}

/* --- one cell a line: a tab opens it, a blank line ends the row --- */

static void
print_tab_cells(const struct sheet *s, struct random *r, FILE *f)
{
	for (int i = 0; i < s->n; i++) {
		for (int k = 0; k < s->width; k++) {
			const struct sheet_cell *c = &s->cell[i][k];
			if (c->left)
				continue;
			fputc('\t', f);
			put_text(c->text, "\n", r, f);
			fputc('\n', f);
		}
		fputc('\n', f);
	}
}

/* --- one row a line, | between --- */

/* Every place of the table has its cell, as Markdown has them. */
static void
print_pipes_whole(const struct sheet *s, struct random *r, FILE *f)
{
	for (int i = 0; i < s->n; i++) {
		for (int k = 0; k < s->width; k++) {
			fputs(k ? " | " : "| ", f);
			put_text(s->cell[i][k].text, " ", r, f);
		}
		fputs(" |\n", f);
		for (int k = 0; i == 0 && k < s->width; k++)
			fputs(k == s->width - 1 ? "---|\n"
				: k             ? "---|"
						: "|---|",
			    f);
	}
}

/* Covered cells are gone, and as many | stand at the end of the row. */
static void
print_pipes_lost(const struct sheet *s, struct random *r, FILE *f)
{
	for (int i = 0; i < s->n; i++) {
		int lost = 0;
		for (int k = 0; k < s->width; k++) {
			const struct sheet_cell *c = &s->cell[i][k];
			if (!own(c)) {
				lost++;
				continue;
			}
			put_text(c->text, " ", r, f);
			fputs(" | ", f);
		}
		while (lost-- > 0)
			fputc('|', f);
		fputc('\n', f);
	}
}

static void
print_pipes(const struct sheet *s, struct random *r, FILE *f)
{
	if (random_once_in(r, 2))
		print_pipes_whole(s, r, f);
	else
		print_pipes_lost(s, r, f);
}

/* --- one cell a line, | behind it; merged cells stand once --- */

static void
print_pipe_cells(const struct sheet *s, struct random *r, FILE *f)
{
	for (int i = 0; i < s->n; i++) {
		for (int k = 0; k < s->width; k++) {
			const struct sheet_cell *c = &s->cell[i][k];
			if (!own(c))
				continue;
			put_text(c->text, NULL, r, f);
			fputs(*c->text ? " |\n" : "|\n", f);
		}
	}
}

/* --- one cell a line, blank lines between; a space for an empty cell --- */

static void
print_blank_cells(const struct sheet *s, struct random *r, FILE *f)
{
	const char *indent = random_once_in(r, 2) ? "    " : "";
	for (int i = 0; i < s->n; i++) {
		for (int k = 0; k < s->width; k++) {
			const struct sheet_cell *c = &s->cell[i][k];
			if (!own(c))
				continue;
			fputs(indent, f);
			put_text(*c->text ? c->text : " ", NULL, r, f);
			fputs("\n\n", f);
		}
	}
}

/* --- cells with a space, or nothing, between; empty cells are gone --- */

static void
print_flow(
    const struct sheet *s, const char *between, const char *rows, FILE *f)
{
	for (int i = 0; i < s->n; i++) {
		bool first = true;
		for (int k = 0; k < s->width; k++) {
			if (!*s->cell[i][k].text)
				continue;
			fprintf(f, "%s%s", first ? "" : between,
			    s->cell[i][k].text);
			first = false;
		}
		fputs(rows, f);
	}
	fputc('\n', f);
}

static void
print_spaces(const struct sheet *s, struct random *r, FILE *f)
{
	print_flow(s, " ", random_once_in(r, 2) ? " " : "\n", f);
}

static void
print_run_on(const struct sheet *s, struct random *r, FILE *f)
{
	(void)r;
	print_flow(s, "", "", f);
}

/* --- HTML --- */

static void
put_html(const char *text, FILE *f)
{
	for (; *text; text++) {
		if (strncmp(text, "≥", strlen("≥")) == 0) {
			fputs("&ge;", f);
			text += strlen("≥") - 1;
		} else if (*text == '<') {
			fputs("&lt;", f);
		} else if (*text == '&') {
			fputs("&amp;", f);
		} else {
			fputc(*text, f);
		}
	}
}

static void
print_html(const struct sheet *s, struct random *r, FILE *f)
{
	const char *open = random_once_in(r, 2) ? "<p>" : "";
	const char *close = *open ? "</p>" : "";
	fputs("<table border=\"1\">\n", f);
	for (int i = 0; i < s->n; i++) {
		fputs("<tr>\n", f);
		for (int k = 0; k < s->width; k++) {
			const struct sheet_cell *c = &s->cell[i][k];
			if (!own(c))
				continue;
			fputs("<td", f);
			if (c->rows > 1)
				fprintf(f, " rowspan=\"%d\"", c->rows);
			if (c->cols > 1)
				fprintf(f, " colspan=\"%d\"", c->cols);
			fprintf(f, ">%s", open);
			put_html(*c->text ? c->text : "\u00a0", f);
			fprintf(f, "%s</td>\n", close);
		}
		fputs("</tr>\n", f);
	}
	fputs("</table>\n", f);
}

/* --- columns by position, as pdftotext -layout leaves them --- */

enum { GAP = 3, COLUMN_MAX = 26 };

static int
width_of(const char *s, size_t n)
{
	int width = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if ((c & 0xc0) == 0x80)
			continue;
		width += c < 0xe3 ? 1 : 2;
	}
	return width;
}

/* How many bytes of s fit into so many columns; at least one character. */
static size_t
fit(const char *s, int columns)
{
	size_t n = 0;
	while (s[n]) {
		size_t next = n + offset(s + n, 1);
		if (n > 0 && width_of(s, next) > columns)
			break;
		n = next;
	}
	return n;
}

/* Column starts from the cells that span one column; start[width]: the end. */
static void
measure(const struct sheet *s, int start[static SHEET_WIDTH + 1])
{
	start[0] = 0;
	for (int k = 0; k < s->width; k++) {
		int most = 4;
		for (int i = 0; i < s->n; i++) {
			const struct sheet_cell *c = &s->cell[i][k];
			int width = width_of(c->text, strlen(c->text));
			if (own(c) && c->cols == 1 && width > most)
				most = width;
		}
		if (most > COLUMN_MAX)
			most = COLUMN_MAX;
		start[k + 1] = start[k] + most + GAP;
	}
}

/* A cell of the row that is being printed, and what is left of its text. */
struct strip {
	const char *left;
	int column, columns; /* where it starts, and how wide it is */
};

/* Prints the next line of a row; false where nothing is left. */
static bool
put_strips(struct strip *strip, int n, FILE *f)
{
	int at = 0;
	for (int i = 0; i < n; i++) {
		struct strip *t = &strip[i];
		if (!*t->left)
			continue;
		size_t bytes = fit(t->left, t->columns);
		fprintf(f, "%*s%.*s", t->column - at, "", (int)bytes, t->left);
		at = t->column + width_of(t->left, bytes);
		t->left += bytes;
	}
	if (at > 0)
		fputc('\n', f);
	return at > 0;
}

/* A blank line stands between rows, for a row may have several lines. */
static void
print_aligned(const struct sheet *s, struct random *r, FILE *f)
{
	int start[SHEET_WIDTH + 1];
	int margin = (int)random_between(r, 0, 6);
	measure(s, start);
	for (int i = 0; i < s->n; i++) {
		struct strip strip[SHEET_WIDTH];
		int n = 0;
		for (int k = 0; k < s->width; k++) {
			const struct sheet_cell *c = &s->cell[i][k];
			if (!own(c))
				continue;
			strip[n++] = (struct strip){ c->text, margin + start[k],
				start[k + c->cols] - start[k] - GAP };
		}
		while (put_strips(strip, n, f))
			;
		fputc('\n', f);
	}
}

void
layout_print(
    enum layout layout, const struct sheet *s, struct random *r, FILE *f)
{
	static void (*const print[])(
	    const struct sheet *, struct random *, FILE *) = {
#define LAYOUT_PRINT(id, name) [LAYOUT_##id] = print_##id,
		LAYOUTS(LAYOUT_PRINT)
#undef LAYOUT_PRINT
	};
	const char *end = layout == LAYOUT_blank_cells ? "\n\n"
	    : layout == LAYOUT_pipe_cells              ? " |\n"
						       : "\n";
	put_lines(s->before, s->before_n, end, f);
	fputs("\n", f);
	print[layout](s, r, f);
	fputs("\n", f);
	put_lines(s->after, s->after_n, "\n", f);
}
