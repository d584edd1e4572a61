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

/* Columns of an option and its value in what --help prints. */
enum { OPTION_WIDTH = 20 };

/* What each program has. */
static const struct {
	struct cli_option option;
	int id;
} common[] = {
	{ { .name = "help", .what = "prints this and ends" }, HELP },
	{ { .name = "quiet", .what = "prints warnings and errors only" },
	    QUIET },
	{ { .name = "rules",
	      .value = "DIR",
	      .what = "the folder of rules, in place of JIXIAO_RULES or "
		      "../rules" },
	    RULES },
	{ { .name = "version", .what = "prints the version and ends" },
	    VERSION },
};
enum { COMMON_COUNT = sizeof(common) / sizeof(*common) };

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

static struct option
entry(const struct cli_option *o, int id)
{
	return (struct option){ o->name,
		o->value ? required_argument : no_argument, NULL, id };
}

/* The table as getopt_long(3) wants it. */
static void
table(const struct cli *c, struct option all[OPTIONS_MAX])
{
	size_t n = 0;

	assert(COMMON_COUNT + c->option_n < OPTIONS_MAX);
	for (int i = 0; i < COMMON_COUNT; i++)
		all[n++] = entry(&common[i].option, common[i].id);
	for (size_t i = 0; i < c->option_n; i++)
		all[n++] = entry(&c->option[i], FIRST + (int)i);
	all[n] = (struct option){ 0 };
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
print_option(const struct cli_option *o)
{
	int n = printf("  --%s%s%s", o->name, o->value ? " " : "",
	    o->value ? o->value : "");

	printf(
	    "%*s  %s\n", n < OPTION_WIDTH ? OPTION_WIDTH - n : 0, "", o->what);
}

static void
print_help(const struct cli *c)
{
	printf("%s\n%s\n", c->usage, c->about);
	for (size_t i = 0; i < c->option_n; i++)
		if (!c->option[i].refused)
			print_option(&c->option[i]);
	for (int i = 0; i < COMMON_COUNT; i++)
		print_option(&common[i].option);
	printf("\nSee %s(1).\n", diag_program());
}

static void
take(struct cli *c, int id, const char *value)
{
	switch (id) {
	case HELP: print_help(c); end();
	case QUIET: c->quiet = true; break;
	case RULES: c->rules = value; break;
	case VERSION: printf("%s %s\n", diag_program(), CLI_VERSION); end();
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
