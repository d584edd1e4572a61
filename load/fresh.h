/* fresh.h - a new warehouse: built beside its place, moved there when whole. */
#ifndef FRESH_H
#define FRESH_H

#include <stdbool.h>

/*
 * What is built there needs no journal, since nobody sees it before it is
 * whole: half the writing, and nothing to undo where a run is killed.
 */
struct fresh {
	char *path; /* where it is built: the place with -new behind */
	int fd;     /* holds the lock that keeps other loads out */
};

enum fresh_state {
	FRESH_NONE, /* something is there, or nothing can be made beside it */
	FRESH_BUSY, /* another load builds it */
	FRESH_OURS  /* fresh_end or fresh_drop ends it */
};

/*
 * Takes the place of a warehouse that is not there yet and makes an empty file
 * beside it. Waits for another load so many milliseconds.
 */
enum fresh_state fresh_begin(
    struct fresh *, const char *place, int patience_ms);

/*
 * Moves the file, which nobody may have open any more, to its place, and has
 * the disk keep both. False where that fails (errno says why; EEXIST: somebody
 * else made a file there); then the file is gone.
 */
bool fresh_end(struct fresh *, const char *place);

/* Deletes what was built. */
void fresh_drop(struct fresh *);

#endif
