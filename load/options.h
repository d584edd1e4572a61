/* options.h - the command line of load. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "load.h"

struct options {
	struct load_options load;
	const char *rules; /* as given, or NULL */
	bool check_rules;
};

/*
 * Reads the command line. Wrong usage ends the process with 64; --help and
 * --version end it with 0.
 */
void options_read(struct options *, int argc, char **argv);

#endif
