/* heap.h - memory of the process's own; running out ends it (status 70). */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

#include "slice.h"

/* n bytes, not cleared; the caller frees them with free(3). */
void *heap_take(size_t n);

/* count elements of size bytes each, filled with zeros. */
void *heap_zero(size_t count, size_t size);

/* realloc(3) to count elements of size bytes each. */
void *heap_resize(void *p, size_t count, size_t size);

/*
 * Makes room in an array for want elements of size bytes: p itself where
 * *capacity suffices, else at least twice as much, *capacity set.
 */
void *heap_grow(void *p, size_t *capacity, size_t want, size_t size);

/* A copy of s with a NUL behind it; the caller frees it. */
char *heap_copy(struct slice s);

/*
 * From here on large pieces (256 KiB and more) go back to the system when they
 * are freed, so that large documents of many sizes leave no holes behind. Where
 * the C library has no such setting nothing changes.
 */
void heap_return_large(void);

/* Ends the process: memory ran out. */
_Noreturn void heap_exhausted(void);

#endif
