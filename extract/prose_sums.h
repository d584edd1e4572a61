/* prose_sums.h - amounts in a row, and what their sum measures. */
#ifndef PROSE_SUMS_H
#define PROSE_SUMS_H

#include "prose_context.h"

/* What an amount measures in its row: a sum what the amounts before it do. */
const struct measure *sums_measure(struct form *, struct sentence *,
    const struct context *, const struct measure *);

/*
 * Remembers an amount that is about to be added to the open report, and
 * corrects those before it that it shows to be parts. named: it is of a project
 * of its own.
 */
void sums_note(struct form *, struct sentence *, const struct context *,
    const struct measure *, bool named);

#endif
