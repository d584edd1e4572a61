/* cell_row.h - what the cells of one row say, for the cells behind them. */
#ifndef CELL_ROW_H
#define CELL_ROW_H

#include <stdbool.h>

#include "arena.h"
#include "decimal.h"
#include "record.h"
#include "values.h"

enum { CELL_ROW_KEY = 4096 + 256 };

struct cell_row {
	struct arena *arena;
	bool has_annual;
	bool has_executed;
	struct decimal annual;
	struct decimal executed;
	bool has_target;
	enum value_kind target_kind;
	bool target_scaled; /* 万 or the like was printed in the target */
	struct slice target_unit; /* may be NULL */
	/* Document, report, kind of record and row that it is about. */
	size_t key_n;
	char key[CELL_ROW_KEY];
};

/* Forgets all where the record belongs to another row. */
void cell_row_enter(struct cell_row *, const struct record *);

/* Keeps what later cells of the row are read by. */
void cell_row_remember(
    struct cell_row *, const struct record *, const struct value *);

/*
 * True if the amounts of the row show that a bare figure is a part of one, not
 * of a hundred: executed / annual = figure, as far as it is printed.
 */
bool cell_row_proves_ratio(const struct cell_row *, const struct value *);

#endif
