/* arena.h - memory that lives as long as one document and is freed at once. */
#ifndef ARENA_H
#define ARENA_H

#include <setjmp.h>
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
 * The old array is gone then: only one that was never grown (p is NULL, or
 * *capacity 0) may be read on.
 */
void *arena_grow(struct arena *, void *p, size_t old_n, size_t *capacity,
    size_t want, size_t element);

/* Gives back what follows the first n bytes of p, if p was taken last. */
void arena_shrink(struct arena *, const void *p, size_t n);

/* A moment in an arena's life. */
struct arena_mark {
	size_t used, serial;
};
struct arena_mark arena_mark(const struct arena *); /* now */

/*
 * Forgets what was taken since the mark. No array from before the mark may
 * have grown since.
 */
void arena_release(struct arena *, struct arena_mark);

/*
 * Bounds the arena to `most` bytes: a call that would pass them does not
 * return, but jumps to *out, from where the arena may be reset, or read. The
 * caller sees to it that all between setjmp and here lives in arenas. Where
 * out is NULL there is no bound. Returns the earlier `out`.
 */
jmp_buf *arena_bound(struct arena *, size_t most, jmp_buf *out);

/* The bound that is set; 0: none. */
size_t arena_most(const struct arena *);

#endif
