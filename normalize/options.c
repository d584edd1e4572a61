#include "options.h"

#include "cli.h"

static const char usage_text[] =
    "usage: normalize [--check-rules] [--help] [--quiet] [--rules DIR] [--text]\n"
    "                 [--version]\n";

static const char about[] =
    "Reads records, writes them with the values of their texts beside them.\n";

void
options_read(struct options *o, int argc, char **argv)
{
	*o = (struct options){ .rules = NULL };
	const struct cli_option option[] = {
		{ "check-rules", NULL, "tries the rules' examples and ends",
		    .flag = &o->check_rules },
		{ "text", NULL, "reads lines, writes the values in them",
		    .flag = &o->text },
	};
	struct cli cli = { .usage = usage_text,
		.about = about,
		.option = option,
		.option_n = sizeof(option) / sizeof(*option) };

	cli_read(&cli, argc, argv);
	o->rules = cli.rules;
	if (cli.arg_n > 0)
		cli_wrong(&cli, "normalize reads standard input, not “%s”",
		    cli.arg[0]);
}
