/* main.c - load: records in, SQLite warehouse. See load(1). */
#include <sqlite3.h>
#include <stdlib.h>
#include <sysexits.h>

#include "diag.h"
#include "fold.h"
#include "load.h"
#include "location.h"
#include "options.h"

int
main(int argc, char **argv)
{
	struct options options;
	diag_open("load", false);
	options_read(&options, argc, argv);
	char *rules = location_rules(options.rules, "load");
	options.load.rules = rules;
	/* A warehouse may have any name, also file:x. */
	sqlite3_config(SQLITE_CONFIG_URI, 0);
	if (fold_open() != 0)
		diag_fatal(EX_SOFTWARE, "ICU lacks its data");
	if (options.check_rules)
		diag_worsen(load_check(rules) > 0 ? EX_CONFIG : EX_OK);
	else
		load_run(&options.load);
	fold_close();
	free(rules);
	return diag_status();
}
