#include "cli.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"

/* What getopt_long(3) returns: FIRST + i for option i, or one of these. */
enum { HELP = 256, QUIET, RULES, VERSION, FIRST };

enum { OPTIONS_MAX = 40 };

_Noreturn void
cli_wrong(const struct cli *c, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	diag(DIAG_ERROR, (struct place){ 0 }, "%s", text);
	fputs(c->usage, stderr);
	exit(EX_USAGE);
}

_Noreturn static void
end(void)
{
	if (fflush(stdout) != 0)
		diag_fatal(EX_IOERR, "cannot write to standard output: %s",
		    strerror(errno));
	exit(EX_OK);
}

static void
set_number(const struct cli *c, const struct cli_option *o, const char *text)
{
	char *rest;

	errno = 0;
	*o->number = strtoll(text, &rest, 10);
	if (errno || *text < '0' || *text > '9' || *rest || *o->number < 1 ||
	    *o->number > o->most)
		cli_wrong(c,
		    "--%s wants a whole number from 1 to %lld, "
		    "not “%s”",
		    o->name, o->most, text);
}

static void
set(const struct cli *c, const struct cli_option *o, const char *value)
{
	if (o->refused)
		cli_wrong(c, "--%s is not an option of this command", o->name);
	if (o->flag)
		*o->flag = true;
	else if (o->text)
		*o->text = value;
	else
		set_number(c, o, value);
}

/* The table as getopt_long(3) wants it. */
static void
table(const struct cli *c, struct option all[OPTIONS_MAX])
{
	static const struct option common[] = {
		{ "help", no_argument, NULL, HELP },
		{ "quiet", no_argument, NULL, QUIET },
		{ "rules", required_argument, NULL, RULES },
		{ "version", no_argument, NULL, VERSION },
	};
	size_t n = sizeof(common) / sizeof(*common);

	assert(n + c->option_n < OPTIONS_MAX);
	memcpy(all, common, sizeof(common));
	for (size_t i = 0; i < c->option_n; i++)
		all[n + i] = (struct option){ c->option[i].name,
			c->option[i].flag ? no_argument : required_argument,
			NULL, FIRST + (int)i };
	all[n + c->option_n] = (struct option){ 0 };
}

/* What getopt_long(3) did not take, in words; last: the argument it was at. */
_Noreturn static void
refuse(const struct cli *c, int got, const char *last)
{
	if (got == ':')
		cli_wrong(c, "%s wants a value", last);
	if (optopt >= HELP)
		cli_wrong(
		    c, "%.*s takes no value", (int)strcspn(last, "="), last);
	if (optopt > 0)
		cli_wrong(c, "unknown option -%c", optopt);
	cli_wrong(c, "unknown option %s", last);
}

static void
take(struct cli *c, int id, const char *value)
{
	switch (id) {
	case HELP:
		fputs(c->usage, stdout);
		fputs(c->about, stdout);
		end();
	case QUIET: c->quiet = true; break;
	case RULES: c->rules = value; break;
	case VERSION: printf("%s %s\n", diag_program(), c->version); end();
	default: set(c, &c->option[id - FIRST], value);
	}
}

void
cli_read(struct cli *c, int argc, char **argv)
{
	struct option all[OPTIONS_MAX];
	int id;

	table(c, all);
	opterr = 0;
	optind = 0;
	while ((id = getopt_long(argc, argv, ":", all, NULL)) != -1) {
		if (id == '?' || id == ':')
			refuse(c, id, argv[optind - 1]);
		take(c, id, optarg);
	}
	c->arg = argv + optind;
	c->arg_n = argc - optind;
	if (c->rules && !*c->rules)
		cli_wrong(c, "--rules wants a folder");
	diag_open(NULL, c->quiet);
}
