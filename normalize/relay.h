/* relay.h - one thread reads the stream, another reads its values. */
#ifndef RELAY_H
#define RELAY_H

#include <stdbool.h>

#include "record.h"

struct relay;

/*
 * A relay that calls work for each record put, in order, in a thread of its
 * own. Work may change the record, and returns false to stop. extra: columns
 * beside ours. Ends the process where no thread can be had.
 */
struct relay *relay_new(
    bool (*work)(void *user, struct record *), void *user, int extra);

/*
 * Hands on a copy of a record whose fields lie in one piece of memory. False
 * where work has stopped.
 */
bool relay_put(struct relay *, const struct record *);

/* Waits until all that was put is worked on, and frees. Accepts NULL. */
void relay_free(struct relay *);

#endif
