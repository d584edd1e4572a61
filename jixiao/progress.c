/*
 * progress.c - how far a run is, shown on a terminal only. extract reads its
 * list of paths through a descriptor that it shares with this process, so the
 * offset of the list tells how far it is, and nothing stands in the pipes.
 */
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "pipeline.h"
#include "progress.h"
#include "text.h"

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Documents whose lines stand wholly before the offset. */
static size_t
documents_before(const struct progress *p, long offset)
{
	size_t low = 0, high = p->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->end[middle] <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
show(const struct progress *p, double started)
{
	char done_text[28], all_text[28];
	size_t done = documents_before(p, lseek(p->list, 0, SEEK_CUR));
	double now = seconds() - started;
	double all = (double)p->bytes[p->n - 1] / 1e6;
	double mb = done ? (double)p->bytes[done - 1] / 1e6 : 0;
	fprintf(stderr, "\r\033[K%s of %s documents, %.1f of %.1f MB",
	    text_thousands(done_text, (long long)done),
	    text_thousands(all_text, (long long)p->n), mb, all);
	if (done == p->n)
		fputs(" read; the rest is being loaded and checked", stderr);
	else if (now > 0.5 && mb > 0)
		fprintf(stderr, ", %.1f MB/s, %.0f s left", mb / now,
		    (all - mb) * now / mb);
	fflush(stderr);
}

void
progress_wait(const struct progress *p, struct pipeline *pipeline)
{
	const struct timespec pause = { 0, 50000000 };
	double started = seconds();
	if (!isatty(STDERR_FILENO) || p->n == 0) {
		pipeline_wait(pipeline, true);
		return;
	}
	for (unsigned tick = 0; pipeline_wait(pipeline, false); tick++) {
		if (tick % 10 == 9)
			show(p, started);
		nanosleep(&pause, NULL);
	}
	fputs("\r\033[K", stderr);
}
