/*
 * figure.h - where each figure comes from: line, column, passage and rule.
 *
 * A figure is kept for each value, so these rows are most of a warehouse. What
 * many figures share (field, rule, units, ...) is one row of table reading.
 */
#ifndef FIGURE_H
#define FIGURE_H

#include "field.h"
#include "record.h"
#include "warehouse.h"

struct figures;

/* How a figure was read; the record's field resolved once for all of them. */
struct reading {
	long long id;
	enum record_type record;
	int field; /* of that record's fields, or FIELD_UNKNOWN */
};

/* Knows the readings that the warehouse has. Never NULL. */
struct figures *figures_open(struct warehouse *);
void figures_close(struct figures *); /* accepts NULL */

/* The way the record was read. The pointer lives until the next call. */
const struct reading *figures_reading(struct figures *, const struct record *);

/* Writes the figure and returns its id. */
long long figures_add(
    struct figures *, const struct reading *, const struct record *);

#endif
