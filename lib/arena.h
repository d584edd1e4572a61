/* arena.h - memory that lives as long as one document and is freed at once. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

#include "slice.h"

struct arena;

/* A new, empty arena. Running out of memory ends the process (status 70). */
struct arena *arena_new(void);

/* Frees the arena and all that was taken from it. Accepts NULL. */
void arena_free(struct arena *);

/* Forgets all that was taken; keeps at most 1 MiB for the next document. */
void arena_reset(struct arena *);

/* n bytes, aligned for any type, not cleared; valid until reset or free. */
void *arena_take(struct arena *, size_t n);

/* Like arena_take, filled with zeros. */
void *arena_zero(struct arena *, size_t n);

/* A copy of s (with a NUL behind it that n does not count). */
struct slice arena_copy(struct arena *, struct slice s);

/*
 * Grows an array of old_n elements to hold at least want elements: returns p
 * itself if *capacity suffices, else a copy of twice the size, *capacity set.
 */
void *arena_grow(struct arena *, void *p, size_t old_n, size_t *capacity,
    size_t want, size_t element);

#endif
