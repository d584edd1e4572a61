/* settings.h - the options of the program. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>

struct settings {
	bool check_rules;
	bool text;         /* plain lines in, values out */
	const char *rules; /* folder, or NULL: the default one */
};

/* False where the program ends here; diag_status() is its exit status. */
bool settings_read(struct settings *, int argc, char **argv);

#endif
