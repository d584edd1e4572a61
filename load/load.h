/* load.h - a whole run: streams in, one transaction, a settled warehouse. */
#ifndef LOAD_H
#define LOAD_H

/* Strings are borrowed from argv. */
struct load_options {
	const char *warehouse;
	const char *rules; /* the folder rules/load */
	char **stream;     /* none: standard input */
	int stream_n;
};

/*
 * Loads the streams, all or nothing. Trouble ends the process with its status
 * from 64 up; nothing was committed then. Input that could not be read raises
 * the status to 1.
 */
void load_run(const struct load_options *);

#endif
