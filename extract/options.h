/* options.h - extract's command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "grid.h"
#include "input.h"

struct options {
	struct input_options input;
	const char *rules;      /* the rules folder, NULL: beside the program */
	const char *files_from; /* a list of paths, NULL: none */
	enum layout layout;     /* forced; LAYOUT_COUNT: detect */
	unsigned jobs;          /* processes that read; 0: by the machine */
	bool check_rules;
	char **path;
	int path_n;
};

/*
 * Reads the command line. Wrong usage ends the process with 64; --help and
 * --version end it with 0.
 */
void options_read(struct options *, int argc, char **argv);

#endif
