/*
 * align.h - lays cells on columns where position alone does not tell.
 *
 * A row that lost leading or empty cells keeps its order. Each cell has a
 * shape (number, operator, level word, text); each column welcomes some
 * shapes. The cheapest order-keeping assignment is found by dynamic
 * programming: time is cells x columns squared, columns being at most 40.
 */
#ifndef ALIGN_H
#define ALIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "form.h"

/* No column: the cell was left out. */
#define ALIGN_NONE ((size_t)-1)

/* Cost from which position alone is doubted: text in a column of levels. */
#define ALIGN_DOUBT 38

/* What it costs to put a cell of this look into a column (lower is better). */
int align_fit(const struct view *, const struct column *);

/* Where cells may go, and where they went. */
struct align_way {
	size_t start;   /* first column */
	size_t restart; /* where a row may begin again; ALIGN_NONE: one row */
	size_t *column; /* set: of each cell, or ALIGN_NONE */
	size_t *row;    /* set: of each cell, from 0; NULL: not wanted */
};

/* Lays n cells on the columns of a head. Scratch memory is the arena's. */
void align_cells(struct arena *, const struct head *, const struct view *,
    size_t n, const struct align_way *);

#endif
