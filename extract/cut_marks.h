/* cut_marks.h - where figures begin in a run of text, counted once. */
#ifndef CUT_MARKS_H
#define CUT_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

#define RUN_MAX 1200u /* bytes of a run that is cut */

/* How many stand before each byte of a run, the place behind its last too. */
struct marks {
	uint16_t starts[RUN_MAX + 1];    /* places where a figure may begin */
	uint16_t dates[RUN_MAX + 1];     /* of them, parts of dates: 12月 */
	uint16_t points[RUN_MAX + 1];    /* . */
	uint16_t operators[RUN_MAX + 1]; /* signs that compare */
	uint16_t digits[RUN_MAX + 1];
};

/* Counts them in a run of at most RUN_MAX bytes. */
void marks_count(struct marks *, struct slice run);

/* True where a figure may begin at byte i < run.n. */
bool marks_starts(const struct marks *, size_t i);

/*
 * Figures inside bytes [from, to) of the run, behind the one that they begin
 * with; a text that begins with none also counts 5 for each point in it.
 */
int marks_inside(
    const struct marks *, struct slice run, size_t from, size_t to);

#endif
