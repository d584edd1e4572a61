#include "settings.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

#include "diag.h"
#include "normalize.h"

static const char usage_text[] =
    "usage: normalize [--check-rules] [--help] [--quiet] [--rules DIR] [--text]\n"
    "                 [--version]\n";

enum { CHECK = 256, HELP, QUIET, RULES, TEXT, VERSION };

static const struct option long_options[] = {
	{ "check-rules", no_argument, NULL, CHECK },
	{ "help", no_argument, NULL, HELP },
	{ "quiet", no_argument, NULL, QUIET },
	{ "rules", required_argument, NULL, RULES },
	{ "text", no_argument, NULL, TEXT },
	{ "version", no_argument, NULL, VERSION },
	{ NULL, 0, NULL, 0 },
};

static bool
wrong(void)
{
	fputs(usage_text, stderr);
	diag_worsen(EX_USAGE);
	return false;
}

/* False: stop, the status says why. */
static bool
one_option(struct settings *s, int c)
{
	switch (c) {
	case CHECK: s->check_rules = true; return true;
	case HELP:
		fputs(usage_text, stdout);
		fputs("Reads records, adds typed values; with --text, reads "
		      "lines,\nwrites the values in them. See normalize(1).\n",
		    stdout);
		return false;
	case QUIET: diag_open("normalize", true); return true;
	case RULES: s->rules = optarg; return true;
	case TEXT: s->text = true; return true;
	case VERSION: puts("normalize " NORMALIZE_VERSION); return false;
	default: return wrong();
	}
}

/* What --help and --version print is checked like any output. */
static bool
served(void)
{
	if (fflush(stdout) != 0)
		diag_worsen(EX_IOERR);
	return false;
}

bool
settings_read(struct settings *s, int argc, char **argv)
{
	int c;
	*s = (struct settings){ .rules = NULL };
	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!one_option(s, c))
			return served();
	}
	return optind == argc || wrong();
}
