/* load.h - a whole run: streams in, one transaction, a settled warehouse. */
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>

/* Strings are borrowed from argv. */
struct load_options {
	const char *warehouse;
	const char *rules; /* the folder rules/load */
	char **stream;     /* none: standard input */
	int stream_n;
	const char *sources; /* list of files, see source_list.h; or NULL */
	double max_rejects;  /* documents rejected at most; negative: any */
	bool reject_percent; /* max_rejects is a part of the documents */
	bool full;           /* documents that are there already, too */
};

/*
 * Loads the streams, all or nothing. Trouble ends the process with its status
 * from 64 up; nothing was committed then. Input that could not be read raises
 * the status to 1.
 */
void load_run(const struct load_options *);

/*
 * Tries the checks in the folder on their rows, and reads views, places and
 * words. Returns the number of checks that are wrong; other mistakes end the
 * process with 78.
 */
int load_check(const char *rules);

#endif
