/*
 * broken.h - rows that a line break inside a cell cut in two.
 *
 * A converter that keeps the break leaves 全年预算数 at the end of one line and
 * (A) at the start of the next: together they are a header word. A row of the
 * funds may go on in the next line, which then begins with a figure.
 */
#ifndef BROKEN_H
#define BROKEN_H

#include "form.h"

/*
 * The row that begins with row i of a grid, joined with those that continue
 * it, in *row (its cells in the document's arena); how many rows it took.
 */
size_t broken_join(
    struct form *, const struct grid *, size_t i, struct row *row);

#endif
