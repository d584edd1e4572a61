/* options.c - the command line of jixiao: one table of options for all. */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "beside.h"
#include "diag.h"
#include "options.h"
#include "slice.h"

#define VERSION "1.0.0"

static const char *const command_names[COMMAND_COUNT] = {
	[COMMAND_ASK] = "ask",
	[COMMAND_EXPORT] = "export",
	[COMMAND_INGEST] = "ingest",
	[COMMAND_STATUS] = "status",
	[COMMAND_TABLE] = "table",
	[COMMAND_TRACE] = "trace",
};

static const char usage_text[] =
    "usage: jixiao ingest --db FILE [--full] [--json] [--max-rejects N[%]]\n"
    "              [--prune] [--quiet] [--rules DIR] [--snapshot FILE] "
    "PATH ...\n"
    "       jixiao status --db FILE [--json] [--max-age HOURS] [--quiet]\n"
    "              [--rules DIR] [PATH ...]\n"
    "       jixiao table --db FILE [--quiet] [--year YEAR]\n"
    "       jixiao trace --db FILE [--json] [--quiet] [--year YEAR]\n"
    "              --report N | --funding N | --indicator N | --county PLACE\n"
    "       jixiao export --db FILE [--bom] [--format csv | jsonl] [--to DIR]\n"
    "              [TABLE ...]\n"
    "       jixiao export --db FILE --datasette [--rules DIR] [--to DIR]\n"
    "       jixiao ask [--db FILE] [--format csv | jsonl] [--rules DIR]\n"
    "              [QUESTION]\n"
    "       jixiao --help | --version\n";

static const char help_text[] =
    "\n"
    "ingest  reads what changed under the paths into the warehouse\n"
    "status  tells the last run, its age and what waits; exit status = state\n"
    "table   prints what each county was given and spent\n"
    "trace   shows where a figure comes from: document, line, rule\n"
    "export  writes tables and views as CSV or JSON Lines\n"
    "ask     lists the questions of the cookbook, or answers one\n"
    "\n"
    "--rules DIR names the rules folder in place of the one beside the "
    "program.\n"
    "See jixiao(1).\n";

enum {
	OPT_FIRST = 256,
	OPT_BOM = OPT_FIRST,
	OPT_COUNTY,
	OPT_DATASETTE,
	OPT_DB,
	OPT_FORMAT,
	OPT_FULL,
	OPT_FUNDING,
	OPT_HELP,
	OPT_INDICATOR,
	OPT_JSON,
	OPT_MAX_AGE,
	OPT_MAX_REJECTS,
	OPT_PRUNE,
	OPT_QUIET,
	OPT_REPORT,
	OPT_RULES,
	OPT_SNAPSHOT,
	OPT_TO,
	OPT_VERSION,
	OPT_YEAR,
	OPT_END
};

static const struct option long_options[] = {
	{ "bom", no_argument, NULL, OPT_BOM },
	{ "county", required_argument, NULL, OPT_COUNTY },
	{ "datasette", no_argument, NULL, OPT_DATASETTE },
	{ "db", required_argument, NULL, OPT_DB },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "full", no_argument, NULL, OPT_FULL },
	{ "funding", required_argument, NULL, OPT_FUNDING },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "indicator", required_argument, NULL, OPT_INDICATOR },
	{ "json", no_argument, NULL, OPT_JSON },
	{ "max-age", required_argument, NULL, OPT_MAX_AGE },
	{ "max-rejects", required_argument, NULL, OPT_MAX_REJECTS },
	{ "prune", no_argument, NULL, OPT_PRUNE },
	{ "quiet", no_argument, NULL, OPT_QUIET },
	{ "report", required_argument, NULL, OPT_REPORT },
	{ "rules", required_argument, NULL, OPT_RULES },
	{ "snapshot", required_argument, NULL, OPT_SNAPSHOT },
	{ "to", required_argument, NULL, OPT_TO },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ "year", required_argument, NULL, OPT_YEAR },
	{ NULL, 0, NULL, 0 },
};

#define IN(c) (1u << COMMAND_##c)

/* Which commands take an option; those not listed are taken by all. */
static const unsigned option_commands[OPT_END - OPT_FIRST] = {
	[OPT_BOM - OPT_FIRST] = IN(EXPORT),
	[OPT_COUNTY - OPT_FIRST] = IN(TRACE),
	[OPT_DATASETTE - OPT_FIRST] = IN(EXPORT),
	[OPT_FORMAT - OPT_FIRST] = IN(EXPORT) | IN(ASK),
	[OPT_FULL - OPT_FIRST] = IN(INGEST),
	[OPT_FUNDING - OPT_FIRST] = IN(TRACE),
	[OPT_INDICATOR - OPT_FIRST] = IN(TRACE),
	[OPT_JSON - OPT_FIRST] = IN(INGEST) | IN(STATUS) | IN(TRACE),
	[OPT_MAX_AGE - OPT_FIRST] = IN(STATUS),
	[OPT_MAX_REJECTS - OPT_FIRST] = IN(INGEST),
	[OPT_PRUNE - OPT_FIRST] = IN(INGEST),
	[OPT_REPORT - OPT_FIRST] = IN(TRACE),
	[OPT_SNAPSHOT - OPT_FIRST] = IN(INGEST),
	[OPT_TO - OPT_FIRST] = IN(EXPORT),
	[OPT_YEAR - OPT_FIRST] = IN(TABLE) | IN(TRACE),
};

enum command
options_command(const char *name)
{
	int c = 0;
	while (c < COMMAND_COUNT && strcmp(command_names[c], name) != 0)
		c++;
	return (enum command)c;
}

const char *
options_usage(void)
{
	return usage_text;
}

_Noreturn void
options_wrong(const char *format, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	diag(DIAG_ERROR, (struct place){ 0 }, "%s", text);
	fputs(usage_text, stderr);
	exit(EX_USAGE);
}

static long long
whole_number(const char *name, const char *s)
{
	char *end;
	errno = 0;
	long long n = strtoll(s, &end, 10);
	if (errno || end == s || *end || n < 1)
		options_wrong(
		    "--%s wants a whole number from 1, not “%s”", name, s);
	return n;
}

static double
hours(const char *s)
{
	char *end;
	errno = 0;
	double h = strtod(s, &end);
	if (errno || end == s || *end || !(h >= 0 && h < 1e6))
		options_wrong("--max-age wants hours, not “%s”", s);
	return h;
}

/* N or N%, as load wants it. */
static const char *
reject_limit(const char *s)
{
	size_t n = strspn(s, "0123456789");
	size_t point = s[n] == '.' ? 1 + strspn(s + n + 1, "0123456789") : 0;
	const char *rest = s + n + point;
	bool whole = *rest == '\0' && point == 0;
	if (n == 0 || n > 9 || !(whole || strcmp(rest, "%") == 0))
		options_wrong("--max-rejects wants N or N%%, not “%s”", s);
	return s;
}

static const char *
format_name(const char *s)
{
	if (strcmp(s, "csv") != 0 && strcmp(s, "jsonl") != 0)
		options_wrong("--format wants csv or jsonl, not “%s”", s);
	return s;
}

static void
say_and_end(const char *text, const char *more)
{
	fputs(text, stdout);
	fputs(more, stdout);
	exit(fflush(stdout) == 0 ? EX_OK : EX_IOERR);
}

static void
set(struct options *o, int id, const char *value)
{
	switch (id) {
	case OPT_BOM: o->bom = true; break;
	case OPT_COUNTY: o->county = value; break;
	case OPT_DATASETTE: o->datasette = true; break;
	case OPT_DB: o->db = value; break;
	case OPT_FORMAT: o->format = format_name(value); break;
	case OPT_FULL: o->full = true; break;
	case OPT_FUNDING: o->funding = whole_number("funding", value); break;
	case OPT_HELP: say_and_end(usage_text, help_text); break;
	case OPT_INDICATOR:
		o->indicator = whole_number("indicator", value);
		break;
	case OPT_JSON: o->json = true; break;
	case OPT_MAX_AGE: o->max_age = hours(value); break;
	case OPT_MAX_REJECTS: o->max_rejects = reject_limit(value); break;
	case OPT_PRUNE: o->prune = true; break;
	case OPT_QUIET: o->quiet = true; break;
	case OPT_REPORT: o->report = whole_number("report", value); break;
	case OPT_RULES: o->rules = value; break;
	case OPT_SNAPSHOT: o->snapshot = value; break;
	case OPT_TO: o->to = value; break;
	case OPT_VERSION: say_and_end("jixiao " VERSION "\n", ""); break;
	case OPT_YEAR: o->year = (long)whole_number("year", value); break;
	default: options_wrong("unknown option");
	}
}

static bool
takes(enum command command, int id)
{
	unsigned commands = option_commands[id - OPT_FIRST];
	return commands == 0 || (commands & (1u << command)) != 0;
}

void
options_parse(struct options *o, enum command command, int argc, char **argv)
{
	*o = (struct options){ .max_age = -1 };
	opterr = 0;
	optind = 1;
	for (;;) {
		int index = 0;
		int id = getopt_long(argc, argv, ":", long_options, &index);
		if (id == -1)
			break;
		if (id == ':')
			options_wrong("%s wants a value", argv[optind - 1]);
		if (id == '?')
			options_wrong("unknown option %s", argv[optind - 1]);
		if (!takes(command, id))
			options_wrong("%s takes no option --%s",
			    command_names[command], long_options[index].name);
		set(o, id, optarg);
	}
	o->arg = argv + optind;
	o->arg_n = argc - optind;
	if (!o->db && command != COMMAND_ASK)
		options_wrong("%s wants --db FILE", command_names[command]);
	if (!o->rules)
		o->rules = beside_rules();
	diag_open("jixiao", o->quiet);
}
