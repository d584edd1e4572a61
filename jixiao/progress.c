/*
 * progress.c - how far a run is, shown on a terminal only. extract reads its
 * list of paths through a descriptor that it shares with this process, so the
 * offset of the list tells how far it is, and nothing stands in the pipes.
 * Where several processes read, each has opened the list for itself, and the
 * system is asked for their offsets.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pipeline.h"
#include "progress.h"
#include "text.h"

enum { LINE = 256 }; /* 16 numbers of processes */

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

/* The first line of a file of /proc; empty where there is none. */
static void
first_line(const char *path, char line[LINE])
{
	FILE *f = fopen(path, "re");
	line[0] = '\0';
	if (f && !fgets(line, LINE, f))
		line[0] = '\0';
	if (f)
		fclose(f);
}

/* The highest offset that the process has in the list; 0 where unknown. */
static long
offset_of(long pid, const struct stat *list)
{
	char path[300], line[LINE];
	long highest = 0;
	snprintf(path, sizeof path, "/proc/%ld/fd", pid);
	DIR *dir = opendir(path);
	struct dirent *d;
	while (dir && (d = readdir(dir))) {
		struct stat st;
		snprintf(path, sizeof path, "/proc/%ld/fd/%s", pid, d->d_name);
		if (stat(path, &st) != 0 || st.st_ino != list->st_ino ||
		    st.st_dev != list->st_dev)
			continue;
		snprintf(
		    path, sizeof path, "/proc/%ld/fdinfo/%s", pid, d->d_name);
		first_line(path, line);
		long at = strncmp(line, "pos:", 4) == 0
		    ? strtol(line + 4, NULL, 10)
		    : 0;
		highest = at > highest ? at : highest;
	}
	if (dir)
		closedir(dir);
	return highest;
}

/* How far the list is read, by extract or the furthest of its processes. */
static long
offset(const struct progress *p, long extract)
{
	char path[64], line[LINE], *end;
	struct stat list;
	long pid, highest = lseek(p->list, 0, SEEK_CUR);
	if (highest > 0 || extract == 0 || fstat(p->list, &list) != 0)
		return highest;
	snprintf(
	    path, sizeof path, "/proc/%ld/task/%ld/children", extract, extract);
	first_line(path, line);
	for (char *at = line; (pid = strtol(at, &end, 10)) > 0; at = end) {
		long reached = offset_of(pid, &list);
		highest = reached > highest ? reached : highest;
	}
	return highest;
}

static void
show(const struct progress *p, long extract, double started)
{
	char done_text[28], all_text[28];
	/* Of several processes that ended no offset is left. */
	static long furthest;
	long now_at = offset(p, extract);
	furthest = now_at > furthest ? now_at : furthest;
	size_t done = documents_before(p, furthest);
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
			show(p, pipeline->pid[STAGE_EXTRACT], started);
		nanosleep(&pause, NULL);
	}
	fputs("\r\033[K", stderr);
}
