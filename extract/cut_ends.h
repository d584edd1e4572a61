/* cut_ends.h - where a cell of run-on text may end, by what it looks like. */
#ifndef CUT_ENDS_H
#define CUT_ENDS_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

#define ENDS_MAX 8u /* ways a cell may end */

/* Bytes of a sign of comparison at i, also of one misread by a scan; 0: none. */
size_t ends_operator(struct slice, size_t i);

/* True where the operator stands that says: told in words. */
bool ends_in_words(struct slice, size_t i);

/* True where a figure may begin: at a digit behind something else. */
bool ends_figure_starts(struct slice, size_t i);

/* The end of a year that stands at i (2022年), 0: none does. */
size_t ends_year(struct slice, size_t i);

/* Adds one way to end to the n ways so far; how many there are then. */
size_t ends_add(size_t *end, size_t n, size_t to);

/* Ends at the next figures; at most three of them. */
size_t ends_at_figures(struct slice, size_t at, size_t *end, size_t n);

/* XX: two equal texts up to the next figure; the first one's end, 0: none. */
size_t ends_half(struct slice, size_t at);

/* The ways in which a name, or points of a score, that begin at `at` may end. */
size_t ends_of_name(struct slice, size_t at, size_t *end);
size_t ends_of_points(struct slice, size_t at, size_t *end);

#endif
