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

/* Cost above which a cell does not belong in a column. */
#define ALIGN_MISFIT 40

/* What it costs to put a cell of this look into a column (lower is better). */
int align_fit(const struct view *, const struct column *);

/*
 * Lays n cells on the columns start..head->n. column[i] is set to the column of
 * cell i or ALIGN_NONE. With restart != ALIGN_NONE rows may end and begin
 * again at column restart: row[i] counts them from 0 (row may be NULL). The
 * memory is the arena's.
 */
void align_cells(struct arena *, const struct head *, size_t start,
    size_t restart, const struct view *, size_t n, size_t *column, size_t *row);

#endif
