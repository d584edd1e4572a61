/* names.h - which names an archive had before: two members may share one. */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>

#include "slice.h"

/* All zero has no name; 16 to 32 bytes for each that it knows. */
struct names {
	struct name_seen *slot;
	size_t n, capacity;
};

/*
 * How many times the name was given before, 0 the first time. Names beyond the
 * first million are taken to be new.
 */
size_t names_before(struct names *, struct slice name);

void names_free(struct names *);

#endif
