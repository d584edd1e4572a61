/* columns.h - a table in columns of a fixed-width screen; Han takes two. */
#ifndef COLUMNS_H
#define COLUMNS_H

#include <stdio.h>

#define COLUMNS_MAX 24

struct columns;

/*
 * A table of n columns (at most COLUMNS_MAX). align has a letter per column:
 * l or r, and w for one (the last) whose long text continues below itself.
 */
struct columns *columns_new(int n, const char *align);
void columns_free(struct columns *); /* accepts NULL */

/* Sets a cell of the row that is being filled; control characters escaped. */
void columns_set(struct columns *, int column, const char *text);

/* Ends the row; cells that were not set are empty. */
void columns_end_row(struct columns *);

/* Ends the row and draws a line below it. */
void columns_end_row_with_line(struct columns *);

/* Prints all rows; the wrapped column is cut at that many columns. */
void columns_print(const struct columns *, FILE *, int wrap);

#endif
