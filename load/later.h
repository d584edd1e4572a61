/* later.h - indexes of a new warehouse that are made when its rows are there. */
#ifndef LATER_H
#define LATER_H

#include "warehouse.h"

enum later_when { LATER_SETTLE, LATER_COMMIT };

/*
 * Puts off those indexes whose keys come in no order: to sort them once is
 * less work than to find each its place, and stays so when the index no longer
 * fits into memory. Only for a warehouse that is built beside its place.
 */
void later_begin(struct warehouse *);

/* Makes those that are wanted from then on; nothing where none was put off. */
void later_make(struct warehouse *, enum later_when);

#endif
