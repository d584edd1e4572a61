/*
 * aligned.h - lines of text aligned by position, as columns and rows.
 *
 * Columns are counted as a terminal shows them, a Han character being two.
 */
#ifndef ALIGNED_H
#define ALIGNED_H

#include <stdbool.h>
#include <stddef.h>

#include "layout.h"

/* Segments of a line, and columns of a section; more are put together. */
#define ALIGNED_MAX 48u

/* Text between two gaps of at least two columns. */
struct aligned_segment {
	struct slice s;
	size_t start, end; /* columns of the display, half open */
	size_t column;     /* of its section, from 0 */
};

struct aligned_line {
	struct aligned_segment *segment;
	size_t n;      /* 0: blank */
	size_t number; /* in the document */
	bool gap;      /* blank lines stand before it */
};

/* Lines that share columns; none of them blank. */
struct aligned_section {
	struct aligned_line *line;
	size_t n;
	size_t columns;
};

/* Lines above, and as many below, that the middle of a row may have. */
#define ALIGNED_AROUND 4u

/*
 * Lines of a row whose cells are wrapped around its middle, from line i of n
 * on; 0 where it starts no such row, or none that shows to be one: lines above
 * and below must mirror each other, and some leave out what the middle holds.
 */
size_t aligned_around(const struct aligned_line *, size_t i, size_t n);

/* Adds a section's rows: lines that continue a cell are joined to it. */
void aligned_rows(const struct layout_source *, struct layout_builder *,
    const struct aligned_section *);

#endif
