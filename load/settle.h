/* settle.h - what each report counts as, once all rows of a run are there. */
#ifndef SETTLE_H
#define SETTLE_H

#include "warehouse.h"

/* Gives the SQL of the rules the functions gives() and spaced(). */
void settle_functions(struct warehouse *);

/*
 * Makes the temporary tables of a run: bounds (the highest report_id before
 * it), replaced (documents superseded in it), seen (documents of its streams),
 * heir (reports that follow others of an older version), near (reports of
 * earlier runs beside new ones) and found. warehouse_open does.
 */
void settle_begin(struct warehouse *);

/* Runs standing.sql, settle.sql and text.sql on the rows of this run. */
void settle_run(struct warehouse *);

#endif
