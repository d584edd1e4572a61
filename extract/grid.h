/*
 * grid.h - the step between layout and form: a document as blocks of text and
 * tables, every table as one grid of cells, whatever layout it was dumped in.
 */
#ifndef GRID_H
#define GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document.h"
#include "rules.h"
#include "slice.h"

/* clang-format off */
#define LAYOUTS(F) \
	F(PROSE,      "prose",      "running text") \
	F(TABS,       "tabs",       "one row a line, tabs between cells") \
	F(TAB_CELLS,  "tab-cells",  "one cell a line: a tab opens it, lines without continue it, a blank line ends the row") \
	F(PIPES,      "pipes",      "one row a line, | between cells (also Markdown)") \
	F(PIPE_CELLS, "pipe-cells", "one cell a line, | behind (or before) it") \
	F(BLANK_CELLS,"blank-cells","one cell a line, blank lines between") \
	F(HTML,       "html",       "an HTML table") \
	F(ALIGNED,    "aligned",    "columns by position, as pdftotext -layout leaves them") \
	F(SPACES,     "spaces",     "cells with spaces between, several rows a line") \
	F(RUN_ON,     "run-on",     "cells with nothing between")
/* clang-format on */
#define LAYOUT_ENUM(id, name, meaning) LAYOUT_##id,
enum layout { LAYOUTS(LAYOUT_ENUM) LAYOUT_COUNT };
#undef LAYOUT_ENUM

const char *layout_name(enum layout);
/* The layout of that name, LAYOUT_COUNT for none. */
enum layout layout_find(const char *name);

enum origin {
	ORIGIN_OWN, /* the cell's own text */
	ORIGIN_COVERED, /* part of a merged cell (rowspan, colspan): text of its first */
	ORIGIN_CARRIED,  /* left out in this row, carried down from above */
	ORIGIN_REJOINED, /* cut by a page break or wrapped, joined again */
	ORIGIN_COUNT
};

const char *origin_name(enum origin);

/* A run of the document's text that a cell was printed as. */
struct piece {
	struct slice s; /* in doc->text */
	struct piece *next;
};

struct cell {
	struct slice
	    text; /* as printed: in doc->text, or joined in the arena */
	struct piece *pieces; /* where it stands; NULL for an empty cell */
	const char *at; /* in doc->text: where it starts, or would start */
	enum origin origin;
};

struct row {
	struct cell *cell;
	size_t n;
	size_t line; /* 0-based, of its first cell */
	bool
	    after_gap; /* blank lines, a page mark or text lines stand before it */
	/*
	 * The layout is sure where the row starts and ends. In layouts that lost
	 * their row ends (pipe-cells, blank-cells, spaces, run-on) a whole table
	 * is one row with sure == false, and forms cut it by their labels.
	 */
	bool sure;
};

struct grid {
	enum layout layout;
	struct row *row;
	size_t n;
	size_t first_line, end_line; /* 0-based, half open */
};

/* A document is a sequence of blocks in the order they stand. */
struct block {
	struct grid *grid; /* NULL: lines of text */
	size_t first_line, end_line;
	/*
	 * Of a text block: what it covers of doc->text. Whole lines, but in HTML,
	 * where a line may hold paragraphs and tables; line feeds part those.
	 */
	struct slice text;
};

struct blocks {
	struct block *block;
	size_t n;
};

/*
 * Cuts a document into blocks. Lines that a `discard` rule matches are put into
 * class DISCARDED and taken out; blank lines are skipped. Each table's layout is
 * detected by its own lines unless forced (LAYOUT_COUNT: detect). Everything
 * lives in doc->arena. Linear in the document.
 */
struct blocks grid_read(struct document *, struct rules *, enum layout forced);

#endif
