#include "markup_table.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"

/* Wider tables, and cells merged over more, are not expanded. */
#define COLUMNS_MAX 128u
#define SPAN_MAX 1000u
#define NESTED_MAX 64u
/* Own cells that a table with others inside must have to be one itself. */
#define OWN_MIN 6u

struct own_cell {
	size_t start, end; /* its text; start == end: none */
	size_t at;         /* its tag */
	unsigned columns, rows;
	bool first;  /* of its row */
	bool closed; /* takes no more text: a table inside has begun */
};

struct own_table {
	struct own_cell *cell;
	size_t n, room;
	size_t start, end;
	size_t nested, rows;
	bool row_open, cell_open, implied;
};

struct markup_tables {
	struct document *doc;
	const char *source;      /* the text with its tags */
	struct own_table *table; /* in the order they start */
	size_t n, room;
	size_t open[NESTED_MAX]; /* the innermost is last */
	size_t depth, too_deep;
};

struct markup_tables *
markup_tables_new(struct document *doc)
{
	struct markup_tables *t = arena_zero(doc->arena, sizeof(*t));

	t->doc = doc;
	t->source = doc->text.p;
	return t;
}

/* --- events */

static struct own_table *
innermost(struct markup_tables *t)
{
	return t->depth > 0 ? &t->table[t->open[t->depth - 1]] : NULL;
}

static void
open_table(struct markup_tables *t, size_t start, bool implied)
{
	struct own_table *outer = innermost(t);

	if (t->depth == NESTED_MAX) {
		t->too_deep++;
		return;
	}
	if (outer != NULL) {
		outer->nested++;
		if (outer->n > 0)
			outer->cell[outer->n - 1].closed = true;
	}
	t->table = arena_grow(t->doc->arena, t->table, t->n, &t->room, t->n + 1,
	    sizeof(*t->table));
	t->table[t->n] = (struct own_table){
		.start = start, .end = start, .implied = implied
	};
	t->open[t->depth++] = t->n++;
}

static void
close_table(struct markup_tables *t, size_t at)
{
	if (t->too_deep > 0)
		t->too_deep--;
	else if (t->depth > 0) {
		innermost(t)->end = at;
		t->depth--;
	}
}

/* The value of rowspan or colspan; 1 where it is none or of no sense. */
static unsigned
span_of(const char *const *attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		unsigned long value;
		if (strcmp(attributes[0], name) != 0 || attributes[1] == NULL)
			continue;
		value = strtoul(attributes[1], NULL, 10);
		return value >= 1 && value <= SPAN_MAX ? (unsigned)value : 1;
	}
	return 1;
}

static void
open_cell(struct markup_tables *t, const char *const *attributes, size_t at)
{
	struct own_table *table = innermost(t);

	if (table->n == table->room)
		table->cell = arena_grow(t->doc->arena, table->cell, table->n,
		    &table->room, table->n + 16, sizeof(*table->cell));
	table->cell[table->n++] = (struct own_cell){ .at = at,
		.columns = span_of(attributes, "colspan"),
		.rows = span_of(attributes, "rowspan"),
		.first = !table->row_open };
	table->rows += !table->row_open;
	table->row_open = true;
	table->cell_open = true;
}

static bool
is_cell(const char *name)
{
	return strcmp(name, "td") == 0 || strcmp(name, "th") == 0;
}

void
markup_table_start(struct markup_tables *t, const char *name,
    const char *const *attributes, size_t before, size_t at)
{
	struct own_table *table = innermost(t);
	bool row = strcmp(name, "tr") == 0, cell = is_cell(name);

	if (strcmp(name, "table") == 0) {
		if (table != NULL && table->implied && !table->cell_open)
			close_table(t, before);
		open_table(t, before, false);
		return;
	}
	if (!row && !cell) {
		if (table != NULL && table->implied && !table->cell_open)
			close_table(t, before);
		return;
	}
	if (table == NULL)
		open_table(t, before, true);
	if (row)
		innermost(t)->row_open = false;
	else
		open_cell(t, attributes, at);
}

void
markup_table_end(struct markup_tables *t, const char *name, size_t at)
{
	struct own_table *table = innermost(t);

	if (table == NULL)
		return;
	table->end = at;
	if (strcmp(name, "table") == 0)
		close_table(t, at);
	else if (strcmp(name, "tr") == 0)
		table->row_open = table->cell_open = false;
	else if (is_cell(name))
		table->cell_open = false;
}

void
markup_table_text(struct markup_tables *t, size_t start, size_t end)
{
	struct own_table *table = innermost(t);
	struct own_cell *cell;

	if (table == NULL)
		return;
	if (!table->cell_open) {
		struct slice s = { t->source + start, end - start };
		if (table->implied && layout_trim(s).n > 0)
			close_table(t, table->end);
		return;
	}
	table->end = end;
	cell = &table->cell[table->n - 1];
	if (cell->closed)
		return;
	if (cell->start == cell->end)
		cell->start = start;
	cell->end = end;
}

bool
markup_tables_inside(const struct markup_tables *t)
{
	return t->depth > 0;
}

/* --- grids */

/* A cell that reaches down: how many rows it still covers. */
struct hanging {
	size_t cell; /* index in the builder */
	unsigned rows;
};

struct expand {
	struct layout_builder b;
	struct hanging hanging[COLUMNS_MAX];
	size_t column;
	const char *source; /* with the tags */
	size_t budget;      /* covered cells that may still be made */
};

static void
cover(struct expand *x, size_t cell)
{
	if (x->column >= COLUMNS_MAX || x->budget == 0)
		return;
	x->budget--;
	layout_cover(&x->b, cell);
	x->column++;
}

/* The cells of rows above that reach into the next columns. */
static void
cover_hanging(struct expand *x)
{
	while (x->column < COLUMNS_MAX && x->hanging[x->column].rows > 0) {
		x->hanging[x->column].rows--;
		if (x->budget == 0)
			return;
		cover(x, x->hanging[x->column].cell);
	}
}

/* The cell's text less the spaces that stand for tags and references. */
static void
squeeze(struct layout_builder *b, const char *source, const char *text)
{
	struct cell *cell = &b->cell[b->cells - 1];
	size_t at = (size_t)(cell->text.p - text), n = 0;
	char *p;

	for (size_t i = 0; i < cell->text.n; i++)
		n += cell->text.p[i] == ' ' && source[at + i] != ' ';
	if (n == 0)
		return;
	p = arena_take(b->doc->arena, cell->text.n - n);
	for (size_t i = n = 0; i < cell->text.n; i++)
		if (cell->text.p[i] != ' ' || source[at + i] == ' ')
			p[n++] = cell->text.p[i];
	cell->text = (struct slice){ p, n };
}

static void
add_cell(struct expand *x, struct slice text, const struct own_cell *own)
{
	struct slice s = { text.p + own->start, own->end - own->start };
	size_t cell;

	if (s.n == 0)
		s = (struct slice){ text.p + own->at, 0 };
	cover_hanging(x);
	layout_cell(&x->b, s);
	squeeze(&x->b, x->source, text.p);
	cell = x->b.cells - 1;
	for (unsigned i = 0; i < own->columns && x->column < COLUMNS_MAX; i++) {
		if (own->rows > 1)
			x->hanging[x->column] =
			    (struct hanging){ cell, own->rows - 1 };
		if (i == 0)
			x->column++;
		else
			cover(x, cell);
	}
}

/* Covered columns to the right of a row's own cells, and what is between. */
static void
end_row(struct expand *x, const char *at, size_t line)
{
	size_t end = COLUMNS_MAX;

	while (end > x->column && x->hanging[end - 1].rows == 0)
		end--;
	while (x->column < end) {
		size_t column = x->column;
		cover_hanging(x);
		if (x->column == end || x->budget == 0)
			break;
		if (x->column == column || x->hanging[x->column].rows == 0) {
			layout_cell(&x->b, (struct slice){ at, 0 });
			x->column++;
		}
	}
	layout_row(&x->b, line, true);
	x->column = 0;
}

static struct grid *
make_grid(struct markup_tables *t, const struct own_table *table)
{
	struct expand *x = arena_zero(t->doc->arena, sizeof(*x));
	struct slice text = t->doc->text;
	const char *at = text.p;

	layout_begin(&x->b, t->doc, LAYOUT_HTML);
	x->source = t->source;
	x->budget = table->n * 8 + 256;
	for (size_t i = 0; i < table->n; i++) {
		const struct own_cell *own = &table->cell[i];
		if (own->first) {
			if (i > 0)
				end_row(x, at, document_line(t->doc, at));
			at = text.p + own->at;
		}
		add_cell(x, text, own);
	}
	end_row(x, at, document_line(t->doc, at));
	x->b.grid->first_line = document_line(t->doc, text.p + table->start);
	x->b.grid->end_line =
	    document_line(t->doc, text.p + table->end - (table->end > 0)) + 1;
	return layout_done(&x->b);
}

/* False for tables that only lay out a page's text. */
static bool
is_grid(const struct own_table *table)
{
	size_t filled = 0;

	if (table->n < 3 || table->n == table->rows)
		return false;
	if (table->nested == 0)
		return true;
	for (size_t i = 0; i < table->n; i++)
		filled += !table->cell[i].closed &&
		    table->cell[i].end > table->cell[i].start;
	return filled >= OWN_MIN;
}

struct markup
markup_tables_done(struct markup_tables *t)
{
	struct markup markup = { .n = t->n };

	t->too_deep = 0;
	while (t->depth > 0)
		close_table(t, innermost(t)->end);
	markup.table =
	    arena_zero(t->doc->arena, (t->n + 1) * sizeof(*markup.table));
	for (size_t i = 0; i < t->n; i++) {
		const struct own_table *own = &t->table[i];
		markup.table[i] = (struct markup_table){ .start = own->start,
			.end = own->end,
			.grid = is_grid(own) ? make_grid(t, own) : NULL };
	}
	return markup;
}
