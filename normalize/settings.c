#include "settings.h"

#include "cli.h"
#include "normalize.h"

static const char usage_text[] =
    "usage: normalize [--check-rules] [--help] [--quiet] [--rules DIR] [--text]\n"
    "                 [--version]\n";

static const char about[] =
    "Reads records, adds typed values; with --text, reads "
    "lines,\nwrites the values in them. See normalize(1).\n";

void
settings_read(struct settings *s, int argc, char **argv)
{
	*s = (struct settings){ .rules = NULL };
	const struct cli_option option[] = {
		{ "check-rules", .flag = &s->check_rules },
		{ "text", .flag = &s->text },
	};
	struct cli cli = { .version = NORMALIZE_VERSION,
		.usage = usage_text,
		.about = about,
		.option = option,
		.option_n = sizeof(option) / sizeof(*option) };

	cli_read(&cli, argc, argv);
	s->rules = cli.rules;
	if (cli.arg_n > 0)
		cli_wrong(&cli, "normalize reads standard input, not “%s”",
		    cli.arg[0]);
}
