/* progress.h - how far a run is, shown on a terminal only. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stddef.h>

struct pipeline;

/* What extract was handed: the list of paths it reads from `list`. */
struct progress {
	int list;        /* the descriptor that extract reads the list from */
	const long *end; /* per document: where its line of the list ends */
	const long long
	    *bytes; /* per document: bytes of it and all before it */
	size_t n;
};

/*
 * Waits until all stages ended. On a terminal (standard error) it shows the
 * documents read, their size, the rate and the time left twice a second.
 */
void progress_wait(const struct progress *, struct pipeline *);

#endif
