/* options.c - the command line of load. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "options.h"

static const char usage_text[] =
    "usage: load [--full] [--max-rejects N[%]] [--quiet] [--rules DIR]\n"
    "            [--sources FILE] WAREHOUSE.db [STREAM ...]\n"
    "       load --check-rules [--rules DIR]\n"
    "       load --help | --version\n";

/* N, or N% of the documents. */
static void
read_limit(const struct cli *c, struct load_options *o, const char *s)
{
	char *end;
	o->max_rejects = strtod(s, &end);
	o->reject_percent = strcmp(end, "%") == 0;
	if (*s < '0' || *s > '9' || (*end && !o->reject_percent) ||
	    !(o->max_rejects >= 0))
		cli_wrong(c, "--max-rejects wants N or N%%, not “%s”", s);
}

void
options_read(struct options *o, int argc, char **argv)
{
	const char *limit = NULL;
	*o = (struct options){ .load = { .max_rejects = -1 } };
	const struct cli_option option[] = {
		{ "check-rules", NULL, "tries the checks on their own rows",
		    .flag = &o->check_rules },
		{ "full", NULL, "loads also what has not changed",
		    .flag = &o->load.full },
		{ "max-rejects", "N[%]",
		    "commits nothing where more documents were unreadable",
		    .text = &limit },
		{ "sources", "FILE",
		    "lists the files read, as jixiao writes it",
		    .text = &o->load.sources },
	};
	struct cli cli = { .usage = usage_text,
		.about = "Reads records into a warehouse, an SQLite file.\n",
		.option = option,
		.option_n = sizeof option / sizeof *option };
	cli_read(&cli, argc, argv);
	o->rules = cli.rules;
	if (limit)
		read_limit(&cli, &o->load, limit);
	if (o->check_rules && cli.arg_n > 0)
		cli_wrong(&cli, "--check-rules reads no stream");
	if (o->check_rules)
		return;
	if (cli.arg_n == 0)
		cli_wrong(&cli, "which warehouse?");
	if (!*cli.arg[0] || strcmp(cli.arg[0], ":memory:") == 0)
		cli_wrong(&cli, "a warehouse is a file, not “%s”", cli.arg[0]);
	o->load.warehouse = cli.arg[0];
	o->load.stream = cli.arg + 1;
	o->load.stream_n = cli.arg_n - 1;
}
