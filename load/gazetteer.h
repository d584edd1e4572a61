/* gazetteer.h - the names of places, and finding them in a text. */
#ifndef GAZETTEER_H
#define GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"
#include "warehouse.h"

struct gazetteer;

/* One place that a name can mean. */
struct gazetteer_sense {
	int place;
	bool bare; /* the name tells others apart, but names no place alone */
	bool
	    generic; /* a common word too (老城区): only inside a known place */
};

/* Reads regions.csv and words.csv, fills table region. Ends with 78. */
struct gazetteer *gazetteer_open(struct warehouse *);
void gazetteer_close(struct gazetteer *); /* accepts NULL */

/* Places and names are numbered from 0. A code is six digits and a NUL. */
const char *gazetteer_code(const struct gazetteer *, int place);
int gazetteer_parent(const struct gazetteer *, int place); /* or -1 */
/*
 * The last year of a place that is no more, and the place that most of it
 * became; 0 and the place itself where it still is.
 */
int gazetteer_until(const struct gazetteer *, int place, int *successor);

int gazetteer_find(const struct gazetteer *, struct slice code); /* or -1 */

/* The places that a name can mean, *n of them. */
const struct gazetteer_sense *gazetteer_senses(
    const struct gazetteer *, int name, size_t *n);

/*
 * Finds names in a folded text, the longest at each place, left to right.
 * Writes at most max of them and returns how many.
 */
int gazetteer_search(
    const struct gazetteer *, struct slice key, int *name, int max);

/* The bytes at the beginning of a folded text that are names of places. */
size_t gazetteer_lead(const struct gazetteer *, struct slice key);

#endif
