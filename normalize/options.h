/* options.h - the command line of normalize. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

struct options {
	bool check_rules;
	bool text;         /* plain lines in, values out */
	const char *rules; /* folder, or NULL: the default one */
};

/*
 * Reads the command line. Wrong usage ends the process with 64; --help and
 * --version end it with 0.
 */
void options_read(struct options *, int argc, char **argv);

#endif
