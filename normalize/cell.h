/* cell.h - one printed figure and its meaning, by the type of its column. */
#ifndef CELL_H
#define CELL_H

#include <stdbool.h>

#include "arena.h"
#include "decimal.h"
#include "record.h"
#include "values.h"
#include "words.h"

/* What the earlier cells of the same row say. */
struct cell_row {
	bool has_annual;
	bool has_executed;
	struct decimal annual;
	struct decimal executed;
	bool has_target;
	enum value_kind target_kind;
	bool target_scaled;      /* 万 or the like was printed in the target */
	struct slice target_unit; /* in the caller's memory; may be NULL */
};

/* What a cell was read as. value.kind is VALUE_NONE where it states nothing. */
struct cell {
	struct value value;
	struct slice unit_from; /* cell, target, header, caption or form */
	const char *note;       /* static; NULL: nothing to say */
};

struct cell_reader {
	struct arena *arena;
	const struct words *words;
	struct cell_row row;
};

/* The unit of a column: 万元, (元), 单位：万元. False if it names none. */
bool cell_unit(const struct cell_reader *, struct slice context,
    struct decimal *factor, struct slice *base, enum value_kind *);

/*
 * Reads a record's text by its type: money, percent, number, quantity, date
 * or year. Anything else states no value.
 */
struct cell cell_read(const struct cell_reader *, const struct record *);

#endif
