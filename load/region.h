/*
 * region.h - counties, prefectures and provinces: which place a report is of.
 *
 * Names are searched in the passages that may name the place, the longest
 * first. A name that several places have (鼓楼区) counts only where the
 * prefecture or province beside it, or other evidence, leaves one of them.
 */
#ifndef REGION_H
#define REGION_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"
#include "warehouse.h"

struct regions;

/* No place. */
enum { REGION_NONE = -1 };

/* Reads regions.csv and words.csv of rules/load, and fills table region. */
struct regions *regions_open(struct warehouse *);
void regions_close(struct regions *); /* accepts NULL */

/* The code of a place, NULL-terminated; NULL for REGION_NONE. */
const char *region_code(const struct regions *, int place);

/* The place with this code of six digits, or REGION_NONE. */
int region_find(const struct regions *, struct slice code);

/* The place itself, or what became of it where that is another place now. */
int region_now(const struct regions *, int place);

/* True where a lies in b or is b. */
bool region_within(const struct regions *, int a, int b);

/* One piece of evidence: the lower the rank, the more it counts. */
struct region_evidence {
	struct slice text;
	int rank;
};

/*
 * The place that the evidence names (sorted by rank), the finest that no
 * evidence of a better rank excludes; REGION_NONE where none is named, or
 * several that nothing tells apart. context: a place told by other means.
 * year: of what is told, or 0: a former name means the place that it was until
 * its last year, and later (or where no year is known) what became of it.
 */
int region_resolve(struct regions *, const struct region_evidence *, size_t n,
    int context, int year);

/* The bytes at the beginning of a folded text that are names of places. */
size_t region_lead(const struct regions *, struct slice key);

#endif
