/* passage.h - the line a figure stands on, with the figure marked in it. */
#ifndef PASSAGE_H
#define PASSAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "original.h"

struct passage {
	struct slice line; /* SLICE_NULL: the document has no such line */
	size_t from, to; /* the figure's bytes in the line; equal: not there */
	struct slice before; /* the document up to the line */
};

/*
 * Looks for a figure's text at its place: line and column (in characters)
 * count from 1. A figure printed over several lines is marked on its first.
 */
struct passage passage_find(
    const struct original *, size_t line, size_t column, struct slice text);

/*
 * Prints what stands around the figure, tabs as bars, the figure in ⟦ ⟧. Before
 * a short line, such as a cell alone, stand the lines above it.
 */
void passage_print(const struct passage *, FILE *);

/* The same as JSON: the line, and where in it (in bytes) the figure stands. */
void passage_print_json(const struct passage *, FILE *);

#endif
