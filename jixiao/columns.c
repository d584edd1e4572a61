/* columns.c - a table in columns of a fixed-width screen; Han takes two. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fold.h"
#include "heap.h"
#include "text.h"

struct columns_row {
	char *cell[COLUMNS_MAX];
	bool line; /* below it */
};

struct columns {
	int n;
	char align[COLUMNS_MAX];
	int width[COLUMNS_MAX];
	struct columns_row *row; /* row[row_n] is being filled */
	size_t row_n, capacity;
};

static void
begin_row(struct columns *c)
{
	c->row = heap_grow(c->row, &c->capacity, c->row_n + 1, sizeof *c->row);
	c->row[c->row_n] = (struct columns_row){ 0 };
}

struct columns *
columns_new(int n, const char *align)
{
	struct columns *c = heap_zero(1, sizeof *c);
	c->n = n;
	memcpy(c->align, align, (size_t)n);
	begin_row(c);
	return c;
}

void
columns_free(struct columns *c)
{
	if (!c)
		return;
	for (size_t r = 0; r <= c->row_n; r++)
		for (int i = 0; i < c->n; i++)
			free(c->row[r].cell[i]);
	free(c->row);
	free(c);
}

void
columns_set(struct columns *c, int column, const char *text)
{
	char *safe = text_safe_copy(text, strlen(text));
	free(c->row[c->row_n].cell[column]);
	c->row[c->row_n].cell[column] = safe;
	int width = text_columns(safe);
	if (width > c->width[column])
		c->width[column] = width;
}

void
columns_end_row(struct columns *c)
{
	c->row_n++;
	begin_row(c);
}

void
columns_end_row_with_line(struct columns *c)
{
	c->row[c->row_n].line = true;
	columns_end_row(c);
}

/* Bytes of s that fit into the width: up to a space where there is one. */
static size_t
fitting(const char *s, int width)
{
	size_t at = 0, space = 0, n, left = strlen(s);
	int columns = 0;
	while (at < left) {
		columns += fold_columns(fold_decode(s + at, left - at, &n));
		if (columns > width)
			return space ? space : at ? at : n;
		at += n;
		if (s[at] == ' ')
			space = at;
	}
	return at;
}

static void
print_wrapped(FILE *f, const char *s, int indent, int width)
{
	if (!s)
		return;
	while (*s) {
		size_t n = fitting(s, width);
		fwrite(s, 1, n, f);
		s += n + strspn(s + n, " ");
		if (*s)
			fprintf(f, "\n%*s", indent, "");
	}
}

static void
print_row(
    const struct columns *c, const struct columns_row *row, FILE *f, int wrap)
{
	int last = c->n - 1, indent = 0;
	while (last > 0 && !row->cell[last])
		last--;
	for (int i = 0; i <= last; i++) {
		if (c->align[i] == 'w')
			print_wrapped(f, row->cell[i], indent, wrap);
		else if (i == last && c->align[i] == 'l')
			fputs(row->cell[i] ? row->cell[i] : "", f);
		else
			text_pad(
			    f, row->cell[i], c->width[i], c->align[i] == 'r');
		if (i < last)
			fputs("  ", f);
		indent += c->width[i] + 2;
	}
	putc('\n', f);
}

static void
print_line(const struct columns *c, FILE *f, int wrap)
{
	for (int i = 0; i < c->n; i++) {
		int width = c->width[i];
		if (c->align[i] == 'w' && width > wrap)
			width = wrap;
		for (int k = 0; k < width; k++)
			fputs("─", f);
		fputs(i + 1 < c->n ? "  " : "\n", f);
	}
}

void
columns_print(const struct columns *c, FILE *f, int wrap)
{
	for (size_t r = 0; r < c->row_n; r++) {
		print_row(c, &c->row[r], f, wrap);
		if (c->row[r].line)
			print_line(c, f, wrap);
	}
}
