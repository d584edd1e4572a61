/* summary.h - what a run did, for the mail of a person or for a machine. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include <stddef.h>

struct sqlite3;

struct summary {
	const char *warehouse; /* path, as named */
	int status;            /* the run's exit status */
	double seconds;
	/* Files under the paths. */
	size_t found, new, changed, outdated, unchanged, unreadable, missing;
	long long bytes_read;
	int pruned; /* 1: missing ones were deleted on request */
};

/* Both write to standard output. db: NULL where nothing was committed. */
void summary_print(const struct summary *, struct sqlite3 *db);
void summary_print_json(const struct summary *, struct sqlite3 *db);

#endif
