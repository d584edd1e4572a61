/* cut_told.h - target and result told in words, in run-on text. */
#ifndef CUT_TOLD_H
#define CUT_TOLD_H

#include <stddef.h>

#include "form.h"

/* Where the two texts begin that end at a place of a run; 0: none do. */
struct told {
	size_t target, actual;
};

/*
 * The texts that end at each byte of a run and at its end; they die with the
 * next call.
 */
struct told *cut_told(struct form *, struct slice run);

/*
 * The end of a name before two such texts, or of the first of them, that begins
 * at `at`; 0: it is neither.
 */
size_t cut_told_end(struct slice run, const struct told *, size_t at);

#endif
