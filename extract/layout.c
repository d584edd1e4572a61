#include "layout.h"

#include <assert.h>
#include <string.h>

#include "fold.h"
#include "markup.h"

/* --- lines */

/* True for a line of nothing but the strokes that frame a table. */
static bool
is_ruled(struct slice s)
{
	size_t strokes = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '-' || s.p[i] == '=')
			strokes++;
		else if (strchr("+|: \t", s.p[i]) == NULL || s.p[i] == '\0')
			return false;
	}
	return strokes >= 3 && strokes * 2 >= s.n;
}

static inline bool
may_be_ruled(char c)
{
	return c == '-' || c == '+' || c == '=' || c == '|' || c == ':';
}

static void
line_set(struct layout_line *line, struct slice text, size_t number)
{
	*line = (struct layout_line){
		.text = text, .trim = layout_trim(text), .number = number
	};
	if (line->trim.n >= 3 && may_be_ruled(line->trim.p[0]))
		line->ruled = is_ruled(line->trim);
}

/* True for a line of a table of contents: a title, a dotted line, its page. */
static bool
is_contents(struct slice s)
{
	const char *tab = memchr(s.p, '\t', s.n);
	size_t left;

	if (tab == NULL || !slice_digit_at(s, s.n - 1))
		return false;
	left = (size_t)(tab - s.p);
	return (left >= 2 && memcmp(tab - 2, "..", 2) == 0) ||
	    (left >= 3 && memcmp(tab - 3, "\xE2\x80\xA6", 3) == 0) ||
	    (left >= 4 && memcmp(tab - 4, "\xC2\xB7\xC2\xB7", 4) == 0);
}

/* Counts a character line by line; costs no more than memchr and the hits. */
static void
count_all(struct layout_source *src, char c, bool tabs)
{
	const char *p = src->doc->text.p, *end = p + src->doc->text.n;
	size_t i = 0;

	while (p < end && (p = memchr(p, c, (size_t)(end - p))) != NULL) {
		struct slice *text = &src->line[i].text;
		while (i < src->n && p >= text->p + text->n)
			text = &src->line[++i].text;
		if (i == src->n)
			return;
		if (p >= text->p) {
			if (tabs)
				src->line[i].tabs++;
			else
				src->line[i].pipes++;
		}
		p++;
	}
}

static void
count_marks(struct layout_source *src)
{
	count_all(src, '\t', true);
	count_all(src, '|', false);
	for (size_t i = 0; i < src->n; i++)
		if (src->line[i].tabs == 1 && is_contents(src->line[i].trim))
			src->line[i].tabs = 0;
}

/* The lines of a text freed of tags, with a line in place of each table. */
struct cutter {
	struct layout_source *src;
	size_t room, at, number;
};

static struct layout_line *
cut_line(struct cutter *cut)
{
	struct layout_source *src = cut->src;
	const struct document *doc = src->doc;

	while (cut->number + 1 < doc->line_n &&
	    doc->line_start[cut->number + 1] <= cut->at)
		cut->number++;
	src->line = arena_grow(doc->arena, src->line, src->n, &cut->room,
	    src->n + 64, sizeof(*src->line));
	return &src->line[src->n++];
}

/* Line feeds stand in place of tags too, inside a line of the document. */
static void
cut_text(struct cutter *cut, size_t end)
{
	const struct document *doc = cut->src->doc;

	while (cut->at < end) {
		struct layout_line *line = cut_line(cut);
		size_t stop = doc->line_start[cut->number + 1];
		struct slice s = { doc->text.p + cut->at, 0 };
		const char *feed;
		if (stop > end || stop <= cut->at)
			stop = end;
		feed = memchr(s.p, '\n', stop - cut->at);
		if (feed != NULL)
			stop = (size_t)(feed - doc->text.p) + 1;
		s.n = stop - cut->at - (feed != NULL);
		line_set(line, s, cut->number);
		cut->at = stop;
	}
}

static void
cut_tables(struct layout_source *src, const struct markup *markup)
{
	struct cutter cut = { .src = src };

	for (size_t i = 0; i < markup->n; i++) {
		const struct markup_table *table = &markup->table[i];
		struct slice at = { src->doc->text.p + table->start, 0 };
		struct layout_line *line;
		if (table->grid == NULL)
			continue;
		cut_text(&cut, table->start);
		line = cut_line(&cut);
		*line = (struct layout_line){ .number = cut.number,
			.text = at,
			.trim = at,
			.grid = table->grid };
		if (table->end > cut.at)
			cut.at = table->end;
	}
	cut_text(&cut, src->doc->text.n);
}

/* Each row of comma separated values as one line. */
static bool
comma_rows(struct layout_source *src)
{
	struct document *doc = src->doc;
	size_t n, *first = layout_commas(src, &n);

	if (first == NULL)
		return false;
	src->n = n;
	src->line = arena_take(doc->arena, (n + 1) * sizeof(*src->line));
	for (size_t i = 0; i < n; i++) {
		struct slice s = document_line_text(doc, first[i]);
		struct slice last = document_line_text(doc, first[i + 1] - 1);
		s.n = (size_t)(last.p + last.n - s.p);
		line_set(&src->line[i], s, first[i]);
	}
	return true;
}

void
layout_lines(struct layout_source *src)
{
	struct document *doc = src->doc;
	struct markup markup;

	layout_bars(doc);
	if (comma_rows(src)) {
		count_marks(src);
		return;
	}
	if (markup_read(doc, &markup)) {
		cut_tables(src, &markup);
		count_marks(src);
		return;
	}
	src->n = doc->line_n;
	src->line =
	    arena_take(doc->arena, (src->n + 1) * sizeof(struct layout_line));
	for (size_t i = 0; i < src->n; i++)
		line_set(&src->line[i], document_line_text(doc, i), i);
	count_marks(src);
}

/* --- the builder */

void
layout_begin(struct layout_builder *b, struct document *doc, enum layout layout)
{
	*b = (struct layout_builder){ .doc = doc };
	b->grid = arena_zero(doc->arena, sizeof(struct grid));
	b->grid->layout = layout;
}

void
layout_build(struct layout_builder *b, const struct layout_source *src,
    enum layout layout, struct layout_span span)
{
	layout_begin(b, src->doc, layout);
	b->gap = span.first > 0;
	if (span.first < span.end) {
		b->grid->first_line = src->line[span.first].number;
		b->grid->end_line = src->line[span.end - 1].number + 1;
	}
}

static struct piece *
piece_new(struct layout_builder *b, struct slice s)
{
	struct piece *piece = arena_take(b->doc->arena, sizeof(*piece));

	*piece = (struct piece){ .s = s };
	return piece;
}

/* Makes the text of the last cell where it stands in several pieces. */
static void
close_cell(struct layout_builder *b)
{
	struct cell *cell;
	char *p;

	if (b->joined == 0)
		return;
	cell = &b->cell[b->cells - 1];
	cell->text.n = b->joined;
	cell->text.p = p = arena_take(b->doc->arena, b->joined);
	for (const struct piece *i = cell->pieces; i != NULL; i = i->next) {
		if (i != cell->pieces && b->between != '\0')
			*p++ = b->between;
		memcpy(p, i->s.p, i->s.n);
		p += i->s.n;
	}
	b->joined = 0;
}

void
layout_cell(struct layout_builder *b, struct slice s)
{
	struct slice text = layout_trim(s);

	close_cell(b);
	if (b->cells == b->cell_room)
		b->cell = arena_grow(b->doc->arena, b->cell, b->cells,
		    &b->cell_room, b->cells + 1, sizeof(struct cell));
	b->last = text.n == 0 ? NULL : piece_new(b, text);
	b->cell[b->cells++] =
	    (struct cell){ .text = text, .pieces = b->last, .at = text.p };
}

void
layout_cover(struct layout_builder *b, size_t cell)
{
	struct cell *covered;

	layout_cell(b, (struct slice){ b->cell[cell].at, 0 });
	covered = &b->cell[b->cells - 1];
	*covered = b->cell[cell];
	covered->origin = ORIGIN_COVERED;
}

void
layout_join(struct layout_builder *b, struct slice s, char between)
{
	struct slice text = layout_trim(s);
	struct cell *cell = &b->cell[b->cells - 1];
	struct piece *piece;

	assert(b->cells > b->row_start);
	if (text.n == 0)
		return;
	piece = piece_new(b, text);
	if (b->last == NULL) {
		cell->text = text;
		cell->at = text.p;
		cell->pieces = piece;
	} else {
		if (b->joined == 0)
			b->joined = cell->text.n;
		b->joined += text.n + (between != '\0');
		b->between = between;
		b->last->next = piece;
	}
	b->last = piece;
}

void
layout_split(struct layout_builder *b, struct slice s, char c)
{
	const char *p = s.p, *end = s.p + s.n, *stop;

	while ((stop = memchr(p, c, (size_t)(end - p))) != NULL) {
		layout_cell(b, (struct slice){ p, (size_t)(stop - p) });
		p = stop + 1;
	}
	layout_cell(b, (struct slice){ p, (size_t)(end - p) });
}

void
layout_row(struct layout_builder *b, size_t line, bool sure)
{
	struct grid *grid = b->grid;

	if (b->cells == b->row_start)
		return;
	close_cell(b);
	if (grid->n == b->row_room)
		grid->row = arena_grow(b->doc->arena, grid->row, grid->n,
		    &b->row_room, grid->n + 16, sizeof(struct row));
	grid->row[grid->n++] = (struct row){ .n = b->cells - b->row_start,
		.line = line,
		.after_gap = b->gap,
		.sure = sure };
	b->row_start = b->cells;
	b->gap = false;
}

struct grid *
layout_done(struct layout_builder *b)
{
	struct cell *cell = b->cell;

	close_cell(b);
	for (size_t i = 0; i < b->grid->n; i++) {
		b->grid->row[i].cell = cell;
		cell += b->grid->row[i].n;
	}
	return b->grid;
}
