/* options.c - the command line of load. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "options.h"

#define VERSION "1.0"

static const char usage_text[] =
    "usage: load [--full] [--max-rejects N[%]] [--quiet] [--rules DIR]\n"
    "            [--sources FILE] WAREHOUSE.db [STREAM ...]\n"
    "       load --check-rules [--rules DIR]\n"
    "       load --help | --version\n";

enum {
	OPTION_CHECK = 256,
	OPTION_FULL,
	OPTION_HELP,
	OPTION_MAX_REJECTS,
	OPTION_QUIET,
	OPTION_RULES,
	OPTION_SOURCES,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "check-rules", no_argument, NULL, OPTION_CHECK },
	{ "full", no_argument, NULL, OPTION_FULL },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "max-rejects", required_argument, NULL, OPTION_MAX_REJECTS },
	{ "quiet", no_argument, NULL, OPTION_QUIET },
	{ "rules", required_argument, NULL, OPTION_RULES },
	{ "sources", required_argument, NULL, OPTION_SOURCES },
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

/* N, or N% of the documents. */
static void
read_limit(struct load_options *o, const char *s)
{
	char *end;
	o->max_rejects = strtod(s, &end);
	o->reject_percent = strcmp(end, "%") == 0;
	if (end == s || (*end && !o->reject_percent) || !(o->max_rejects >= 0))
		wrong();
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c;
	*o = (struct options){ .load = { .max_rejects = -1 } };
	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		switch (c) {
		case OPTION_CHECK: o->check_rules = true; break;
		case OPTION_FULL: o->load.full = true; break;
		case OPTION_HELP: say(usage_text);
		case OPTION_MAX_REJECTS: read_limit(&o->load, optarg); break;
		case OPTION_QUIET: o->quiet = true; break;
		case OPTION_RULES: o->rules = optarg; break;
		case OPTION_SOURCES: o->load.sources = optarg; break;
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
