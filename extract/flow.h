/* flow.h - tables that lost the ends of their rows, between flow*.c. */
#ifndef FLOW_H
#define FLOW_H

#include "form.h"

#define TOTAL_MAX 8u

struct flow {
	struct form *r;
	struct view *v;
	size_t n;
	bool empties; /* the layout kept its empty cells */
	bool run_on;  /* nothing stands between the cells */
	const struct view
	    *row_label; /* a funds row that stood before the header */
	struct slice total[TOTAL_MAX]; /* money of the first row, as printed */
	size_t total_column[TOTAL_MAX];
	size_t total_n;
	size_t
	    divided; /* column that the rows below divide, and 1; 0: not told */
	struct slice total_rate; /* as printed, NULL: none */
};

/* True where the cell is a label of this kind. */
bool flow_is(const struct view *, enum role_kind);

/* A label that ends what stands before it. */
bool flow_ends_values(const struct view *);

/* Reads the header that begins at cell i; its cells, 0: none. */
size_t flow_header(struct flow *, size_t i);

/* A label and the cells up to the next label, at most so many. */
size_t flow_span(const struct flow *, size_t i, size_t most);

/* flow_rows.c: reads n cells from i on by their places; 0: they are no rows. */
size_t flow_rows(struct flow *, size_t i, size_t n);

/* flow_run.c: the row that begins at cell i of run-on text; its cells. */
size_t flow_run_row(struct flow *, size_t i);

/*
 * flow_lost.c: figures right behind the header of funds, their labels
 * elsewhere; the cells taken.
 */
size_t flow_lost_rows(struct flow *, size_t i);

/* Reads label i with the value that stands before it; false: it has none. */
bool flow_value_before(struct flow *, size_t i);

#endif
