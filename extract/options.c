#include "options.h"

#include <limits.h>

#include "cli.h"
#include "diag.h"
#include "extract.h"
#include "workers.h"

static const char usage_text[] =
    "usage: extract [--check-rules] [--encoding NAME] [--files-from FILE]\n"
    "               [--help] [--jobs N] [--layout NAME] [--quiet] [--rules DIR]\n"
    "               [--version] [PATH ...]\n";

static const char about[] =
    "Reads text dumps of reports, writes what is printed there as CSV.\n";

/* The names of all layouts, as one line. */
static const char *
layouts(void)
{
	static char names[256];
	size_t n = 0;

	for (int i = 0; i < LAYOUT_COUNT && n < sizeof(names); i++)
		n += (size_t)snprintf(names + n, sizeof(names) - n, "%s%s",
		    i ? ", " : "", layout_name((enum layout)i));
	return names;
}

void
options_read(struct options *o, int argc, char **argv)
{
	const struct input_options defaults = INPUT_DEFAULTS;
	const char *layout = NULL;
	long long jobs = 0;

	*o = (struct options){ .input = defaults, .layout = LAYOUT_COUNT };
	const struct cli_option option[] = {
		{ "check-rules", NULL, "tries the rules' examples and ends",
		    .flag = &o->check_rules },
		{ "encoding", "NAME",
		    "the encoding of all documents, else told by bytes",
		    .text = &o->input.encoding },
		{ "files-from", "FILE", "reads paths from it, one a line",
		    .text = &o->files_from },
		{ "jobs", "N", "reads in so many processes, 1 to 16",
		    .number = &jobs, .most = WORKERS_MAX },
		{ "layout", "NAME",
		    "the layout of all tables, else told by lines",
		    .text = &layout },
	};
	struct cli cli = { .usage = usage_text,
		.about = about,
		.option = option,
		.option_n = sizeof(option) / sizeof(*option) };

	cli_read(&cli, argc, argv);
	o->rules = cli.rules;
	o->jobs = (unsigned)jobs;
	o->path = cli.arg;
	o->path_n = cli.arg_n;
	if (layout)
		o->layout = layout_find(layout);
	if (layout && o->layout == LAYOUT_COUNT)
		cli_wrong(&cli, "no layout is named %s; there are %s", layout,
		    layouts());
	if (o->input.encoding && !input_knows_encoding(o->input.encoding))
		cli_wrong(&cli, "no encoding is named %s", o->input.encoding);
	if (o->path_n == 0 && o->files_from == NULL && !o->check_rules)
		cli_wrong(&cli, "what is to be read?");
}
