/* sheet.h - a form as rows of logical cells, before any layout. */
#ifndef SHEET_H
#define SHEET_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "facts.h"
#include "random.h"

enum { SHEET_WIDTH = 12, SHEET_ROWS = 64, SHEET_LINES = 8 };

struct sheet_cell {
	const char *text;
	int rows, cols; /* spans; 0 for a cell that another one covers */
	int above;      /* rows above to the cell that covers it */
	bool left;      /* covered from the left, in its own row */
};

struct sheet {
	int width, n;
	int header; /* the header of the indicators; 0: none */
	int last;   /* the row behind the last indicator */
	struct sheet_cell cell[SHEET_ROWS][SHEET_WIDTH];
	const char *before[SHEET_LINES], *after[SHEET_LINES];
	int before_n, after_n;
};

/* Lays the facts out in their form. Text lives in the arena. */
void form_fill(
    struct sheet *, const struct facts *, struct random *, struct arena *);

/* The last two lose where cells end: not every fact can come back. */
/* clang-format off */
#define LAYOUTS(F) \
	F(tabs,        "tabs") \
	F(tab_cells,   "tab-cells") \
	F(pipes,       "pipes") \
	F(pipe_cells,  "pipe-cells") \
	F(html,        "html") \
	F(aligned,     "aligned") \
	F(blank_cells, "blank-cells") \
	F(spaces,      "spaces") \
	F(run_on,      "run-on")
/* clang-format on */
#define LAYOUT_ENUM(id, name) LAYOUT_##id,
enum layout { LAYOUTS(LAYOUT_ENUM) LAYOUT_COUNT };
#undef LAYOUT_ENUM

/* The layout's name, as extract calls it. */
const char *layout_name(enum layout);

/* Prints a sheet in a layout; the random choices vary how it is dumped. */
void layout_print(enum layout, const struct sheet *, struct random *, FILE *);

#endif
