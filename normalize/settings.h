/* settings.h - the options of the program. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>

struct settings {
	bool check_rules;
	bool text;         /* plain lines in, values out */
	const char *rules; /* folder, or NULL: the default one */
};

/*
 * Reads the command line. Wrong usage ends the process with 64; --help and
 * --version end it with 0.
 */
void settings_read(struct settings *, int argc, char **argv);

#endif
