#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "diag.h"
#include "extract.h"
#include "workers.h"

static const char usage_text[] =
    "usage: extract [--check-rules] [--encoding NAME] [--files-from FILE]\n"
    "               [--help] [--jobs N] [--layout NAME] [--quiet] [--rules DIR]\n"
    "               [--version] [PATH ...]\n";

enum {
	CHECK = 256,
	ENCODING,
	FILES_FROM,
	HELP,
	JOBS,
	LAYOUT,
	QUIET,
	RULES,
	VERSION
};

static const struct option long_options[] = {
	{ "check-rules", no_argument, NULL, CHECK },
	{ "encoding", required_argument, NULL, ENCODING },
	{ "files-from", required_argument, NULL, FILES_FROM },
	{ "help", no_argument, NULL, HELP },
	{ "jobs", required_argument, NULL, JOBS },
	{ "layout", required_argument, NULL, LAYOUT },
	{ "quiet", no_argument, NULL, QUIET },
	{ "rules", required_argument, NULL, RULES },
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

static bool
set_layout(struct options *o, const char *name)
{
	o->layout = layout_find(name);
	if (o->layout != LAYOUT_COUNT)
		return true;
	diag(DIAG_ERROR, (struct place){ 0 },
	    "no layout is named %s; there are:", name);
	for (int i = 0; i < LAYOUT_COUNT; i++)
		fprintf(stderr, "  %s\n", layout_name((enum layout)i));
	diag_worsen(EX_USAGE);
	return false;
}

static bool
set_encoding(struct options *o, const char *name)
{
	o->input.encoding = name;
	if (input_knows_encoding(name))
		return true;
	diag(DIAG_ERROR, (struct place){ 0 }, "no encoding is named %s", name);
	return wrong();
}

static bool
set_jobs(struct options *o, const char *text)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || n == 0 ||
	    n > WORKERS_MAX) {
		diag(DIAG_ERROR, (struct place){ 0 },
		    "--jobs takes a number from 1 to %d", WORKERS_MAX);
		return wrong();
	}
	o->jobs = (unsigned)n;
	return true;
}

/* False: stop, the status says why. */
static bool
one_option(struct options *o, int c)
{
	switch (c) {
	case CHECK: o->check_rules = true; return true;
	case ENCODING: return set_encoding(o, optarg);
	case FILES_FROM: o->files_from = optarg; return true;
	case HELP:
		fputs(usage_text, stdout);
		fputs(
		    "Reads text dumps, writes records as CSV. See extract(1).\n",
		    stdout);
		return false;
	case JOBS: return set_jobs(o, optarg);
	case LAYOUT: return set_layout(o, optarg);
	case QUIET:
		o->quiet = true;
		diag_open("extract", true);
		return true;
	case RULES: o->rules = optarg; return true;
	case VERSION: puts("extract " EXTRACT_VERSION); return false;
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
options_read(struct options *o, int argc, char **argv)
{
	struct input_options defaults = INPUT_DEFAULTS;
	int c;

	*o = (struct options){ .input = defaults, .layout = LAYOUT_COUNT };
	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		if (!one_option(o, c))
			return served();
	o->path = argv + optind;
	o->path_n = argc - optind;
	if (o->path_n == 0 && o->files_from == NULL && !o->check_rules)
		return wrong();
	return true;
}
