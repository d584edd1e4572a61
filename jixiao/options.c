/* options.c - the command line of jixiao: one table of options for all. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "beside.h"
#include "cli.h"
#include "options.h"

#define JOBS_MAX 16 /* as extract has it */

static const char *const command_names[COMMAND_COUNT] = {
	[COMMAND_ASK] = "ask",
	[COMMAND_EXPORT] = "export",
	[COMMAND_INGEST] = "ingest",
	[COMMAND_STATUS] = "status",
	[COMMAND_TABLE] = "table",
	[COMMAND_TRACE] = "trace",
};

static const char usage_text[] =
    "usage: jixiao ingest --db FILE [--full] [--jobs N] [--json]\n"
    "              [--max-rejects N[%]] [--prune] [--quiet] [--rules DIR]\n"
    "              [--snapshot FILE] PATH ...\n"
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

static const char about_text[] =
    "ingest  reads what changed under the paths into the warehouse\n"
    "status  tells the last run, its age and what waits; exit status = state\n"
    "table   prints what each county was given and spent\n"
    "trace   shows where a figure comes from: document, line, rule\n"
    "export  writes tables and views as CSV or JSON Lines\n"
    "ask     lists the questions of the cookbook, or answers one\n";

enum command
options_command(const char *name)
{
	int c = 0;
	while (c < COMMAND_COUNT && strcmp(command_names[c], name) != 0)
		c++;
	return (enum command)c;
}

_Noreturn void
options_wrong(const char *format, ...)
{
	const struct cli cli = { .usage = usage_text };
	char text[512];
	va_list ap;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	cli_wrong(&cli, "%s", text);
}

static void
check_hours(struct options *o, const char *s)
{
	char *end;
	errno = 0;
	o->max_age = strtod(s, &end);
	if (errno || *s < '0' || *s > '9' || *end ||
	    !(o->max_age >= 0 && o->max_age < 1e6))
		options_wrong("--max-age wants hours, not “%s”", s);
}

/* N or N%, as load wants it. */
static void
check_limit(const char *s)
{
	size_t n = strspn(s, "0123456789");
	size_t point = s[n] == '.' ? 1 + strspn(s + n + 1, "0123456789") : 0;
	const char *rest = s + n + point;
	bool whole = *rest == '\0' && point == 0;
	if (n == 0 || n > 9 || !(whole || strcmp(rest, "%") == 0))
		options_wrong("--max-rejects wants N or N%%, not “%s”", s);
}

static void
check(struct options *o, enum command command, const char *max_age)
{
	if (max_age)
		check_hours(o, max_age);
	if (o->max_rejects)
		check_limit(o->max_rejects);
	if (o->format && strcmp(o->format, "csv") != 0 &&
	    strcmp(o->format, "jsonl") != 0)
		options_wrong(
		    "--format wants csv or jsonl, not “%s”", o->format);
	if (!o->db && command < COMMAND_COUNT && command != COMMAND_ASK)
		options_wrong("%s wants --db FILE", command_names[command]);
	if (o->db && (!*o->db || strcmp(o->db, ":memory:") == 0))
		options_wrong("--db wants the name of a file");
	if (o->snapshot && !*o->snapshot)
		options_wrong("--snapshot wants the name of a file");
}

/* True where there is a command and it is none of those. */
#define NOT(commands) ((1u << command & (commands | IN(COUNT))) == 0)
#define IN(c) (1u << COMMAND_##c)

void
options_parse(struct options *o, enum command command, int argc, char **argv)
{
	const char *max_age = NULL;
	*o = (struct options){ .max_age = -1 };
	/* clang-format off */
	const struct cli_option option[] = {
		{ "bom", NULL, "begins CSV with a mark, for Excel",
		    .flag = &o->bom, .refused = NOT(IN(EXPORT)) },
		{ "county", "PLACE", "the amounts that its rate is made of",
		    .text = &o->county, .refused = NOT(IN(TRACE)) },
		{ "datasette", NULL, "metadata for Datasette",
		    .flag = &o->datasette, .refused = NOT(IN(EXPORT)) },
		{ "db", "FILE", "the warehouse",
		    .text = &o->db },
		{ "format", "NAME", "csv, which is the default, or jsonl",
		    .text = &o->format, .refused = NOT(IN(EXPORT) | IN(ASK)) },
		{ "full", NULL, "reads also what has not changed",
		    .flag = &o->full, .refused = NOT(IN(INGEST)) },
		{ "funding", "N", "the row of funds of that number",
		    .number = &o->funding, .most = LLONG_MAX, .refused = NOT(IN(TRACE)) },
		{ "indicator", "N", "the indicator of that number",
		    .number = &o->indicator, .most = LLONG_MAX, .refused = NOT(IN(TRACE)) },
		{ "jobs", "N", "so many processes of extract, 1 to 16",
		    .number = &o->jobs, .most = JOBS_MAX, .refused = NOT(IN(INGEST)) },
		{ "json", NULL, "prints lines of JSON",
		    .flag = &o->json, .refused = NOT(IN(INGEST) | IN(STATUS) | IN(TRACE)) },
		{ "max-age", "HOURS", "the last run may not be older",
		    .text = &max_age, .refused = NOT(IN(STATUS)) },
		{ "max-rejects", "N[%]", "commits nothing where more were unreadable",
		    .text = &o->max_rejects, .refused = NOT(IN(INGEST)) },
		{ "prune", NULL, "deletes what was read from files now gone",
		    .flag = &o->prune, .refused = NOT(IN(INGEST)) },
		{ "report", "N", "all figures of the report of that number",
		    .number = &o->report, .most = LLONG_MAX, .refused = NOT(IN(TRACE)) },
		{ "snapshot", "FILE", "leaves a copy of the warehouse there",
		    .text = &o->snapshot, .refused = NOT(IN(INGEST)) },
		{ "to", "DIR", "writes files into it",
		    .text = &o->to, .refused = NOT(IN(EXPORT)) },
		{ "year", "YEAR", "the fiscal year",
		    .number = &o->year, .most = 9999, .refused = NOT(IN(TABLE) | IN(TRACE)) },
	};
	/* clang-format on */
	struct cli cli = { .usage = usage_text,
		.about = about_text,
		.option = option,
		.option_n = sizeof option / sizeof *option };
	cli_read(&cli, argc, argv);
	o->arg = cli.arg;
	o->arg_n = cli.arg_n;
	o->quiet = cli.quiet;
	o->rules = cli.rules ? cli.rules : beside_rules();
	check(o, command, max_age);
}
