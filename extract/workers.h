/*
 * workers.h - several processes read, one writes: the stream is the same, in
 * the same order, as if one had done it all.
 *
 * Every worker walks all paths, and reads each n-th of the inputs that it
 * comes to (a file, or an archive with all it holds). What it writes for one
 * ends with a NUL, which no stream has, and the number of its records. The
 * parent takes one input from each in turn, from memory that it shares with
 * the worker: buffers that one fills and the other writes out.
 */
#ifndef WORKERS_H
#define WORKERS_H

#include <stdbool.h>

#include "record.h"
#include "row.h"

/* Which of n workers this is, and the inputs that were met so far. */
struct worker {
	unsigned n;
	unsigned index;
	unsigned long long met;
};

/* True where the next input is this worker's. NULL: there is only one. */
bool worker_turn(struct worker *);

/* Ends what the worker wrote for one input. Returns 0, or -1 with errno. */
int worker_done(struct record_writer *);

/* Ends all that the worker wrote, with its status. Returns 0, or -1. */
int worker_end(struct record_writer *, int status);

/*
 * Starts n workers (2 to WORKERS_MAX) that each call work with a sink for a
 * writer of their own and end; writes what they do to the writer. Worsens the status
 * by the worst of theirs; a worker that died is an error, status 70. Returns
 * 0, or -1 where the writer failed, with errno, or a worker died (errno 0).
 */
int workers_run(struct record_writer *, unsigned n,
    void (*work)(void *user, struct worker *, const struct row_sink *),
    void *user);

#define WORKERS_MAX 16

#endif
