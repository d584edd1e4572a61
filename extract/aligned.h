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

/* --- how a section is cut to rows; the parts of aligned_rows */

#define ALIGNED_LABELS 7       /* kinds of rules whose words are labels */
#define ALIGNED_LABEL_MAX 120u /* no label has more bytes */

struct aligned_rows {
	const struct layout_source *src;
	struct layout_builder *b;
	const struct aligned_section *section;
	struct rule_set *label[ALIGNED_LABELS], *placeholder, *comparison;
	bool *starts; /* by line: a row starts with it */
	/* By line: the end of the lines that its first cell is joined of. */
	size_t *merged;
	bool down; /* the first column is written from top to bottom */
	/* The row so far: what stands in each column, as a label's key. */
	struct slice key[ALIGNED_MAX];
	bool filled[ALIGNED_MAX];
	size_t last[ALIGNED_MAX];  /* columns that its last line takes there */
	bool figure;               /* in any of them */
	size_t width[ALIGNED_MAX]; /* of the widest segment of each column */
};

/* A segment as a label's key; empty where it is too long to be one. */
struct slice aligned_key(const struct aligned_rows *, struct slice s);
struct slice aligned_join(
    const struct aligned_rows *, struct slice a, struct slice b);
bool aligned_is_label(const struct aligned_rows *, struct slice key);

/* Digits, with a sign that compares, points and a percent sign: never cut. */
bool aligned_is_figure(struct slice s);
bool aligned_has_figure(const struct aligned_line *);

/* aligned_around, but words whole in one line are joined by figures only. */
size_t aligned_starts_around(const struct aligned_rows *, size_t i);

/*
 * Sets starts where as many lines stand below the middle of each row as above
 * it. False where the lines cannot be such rows, or nothing shows that they are.
 */
bool aligned_split_middle(struct aligned_rows *);

/* Adds a section's rows: lines that continue a cell are joined to it. */
void aligned_rows(const struct layout_source *, struct layout_builder *,
    const struct aligned_section *);

#endif
