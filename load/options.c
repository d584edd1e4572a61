/* options.c - the command line of load. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "diag.h"
#include "options.h"

#define VERSION "1.0"

static const char usage_text[] =
    "usage: load [--quiet] [--rules DIR] WAREHOUSE.db [STREAM ...]\n"
    "       load --check-rules [--rules DIR]\n"
    "       load --help | --version\n";

enum {
	OPTION_CHECK = 256,
	OPTION_HELP,
	OPTION_QUIET,
	OPTION_RULES,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "check-rules", no_argument, NULL, OPTION_CHECK },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "quiet", no_argument, NULL, OPTION_QUIET },
	{ "rules", required_argument, NULL, OPTION_RULES },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

_Noreturn static void
say(const char *text)
{
	fputs(text, stdout);
	exit(fflush(stdout) == 0 ? EX_OK : EX_IOERR);
}

_Noreturn static void
wrong(void)
{
	fputs(usage_text, stderr);
	exit(EX_USAGE);
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c;
	*o = (struct options){ 0 };
	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		switch (c) {
		case OPTION_CHECK: o->check_rules = true; break;
		case OPTION_HELP: say(usage_text);
		case OPTION_QUIET: o->quiet = true; break;
		case OPTION_RULES: o->rules = optarg; break;
		case OPTION_VERSION: say("load (jixiao) " VERSION "\n");
		default: wrong();
		}
	if (o->check_rules ? optind != argc : optind == argc)
		wrong();
	if (o->check_rules)
		return;
	o->load.warehouse = argv[optind];
	o->load.stream = argv + optind + 1;
	o->load.stream_n = argc - optind - 1;
}
