/* cell.h - one printed figure and its meaning, by the type of its column. */
#ifndef CELL_H
#define CELL_H

#include "arena.h"
#include "record.h"
#include "values.h"
#include "words.h"

/* What a cell was read as. value.kind is VALUE_NONE where it states nothing. */
struct cell {
	struct value value;
	struct slice unit_from; /* cell, target, header, caption or form */
	const char *note;       /* static; NULL: nothing to say */
};

struct cell_reader;

/* A reader that remembers what the earlier cells of a row say. Never NULL. */
struct cell_reader *cell_reader_new(const struct words *);
void cell_reader_free(struct cell_reader *); /* accepts NULL */

/*
 * Reads a record's text (clean, if set) by its type: money, percent, number,
 * quantity, date or year; anything else states no value. Records come in the
 * order of the stream: a rate is held against the amounts of its row, a result
 * may have its target's unit. What the cell refers to lives in the arena or
 * until the next call.
 */
struct cell cell_read(
    struct cell_reader *, struct arena *, const struct record *);

#endif
