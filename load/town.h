/*
 * town.h - townships: they tell the county of a unit that names no county.
 *
 * Their names stand more than once, so they are of use only inside of a
 * prefecture or province that is known. The list is read when it is needed.
 */
#ifndef TOWN_H
#define TOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "gazetteer.h"
#include "slice.h"
#include "warehouse.h"

struct towns;

struct towns *towns_new(const struct warehouse *);
void towns_free(struct towns *); /* accepts NULL */

/*
 * The county of the township that a folded text names, the only one of that
 * name inside the frame (a place of the gazetteer); -1 for none or several.
 */
int towns_county(
    struct towns *, const struct gazetteer *, struct slice key, int frame);

#endif
