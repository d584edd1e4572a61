/* cut_agree.h - a target and its result in run-on text, which prove each other. */
#ifndef CUT_AGREE_H
#define CUT_AGREE_H

#include <stdbool.h>

#include "slice.h"

/* What stands behind a figure's sign and digits. */
struct slice agree_unit(struct slice text);

/* Equal, or equal but for a misread operator: 90% and 290%, 280% and ^80%. */
bool agree_texts(struct slice a, struct slice b);

/* 14万元 and 14: the unit is left out in one of them. */
bool agree_figures(struct slice target, struct slice actual);

/* They end with the same sign or words. */
bool agree_units(struct slice a, struct slice b);

#endif
