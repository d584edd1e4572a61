/* cli.h - the command line of a program: what all programs have in common. */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stddef.h>

/* Of all programs: they are built, tested and installed as one. */
#define CLI_VERSION "0.1.0"

/* One long option; exactly one of flag, text and number says where it goes. */
struct cli_option {
	const char *name;
	const char *value; /* what --help calls its value; NULL: takes none */
	const char *what;  /* what --help says of it */
	bool *flag;        /* takes no value */
	const char **text; /* takes a value, borrowed from argv */
	long long *number; /* takes a whole number from 1 to most */
	long long most;
	bool refused; /* another command's: wrong usage here */
};

/*
 * A program's options, besides --help, --quiet, --rules and --version, which
 * each has.
 */
struct cli {
	const char *usage; /* equal to the SYNOPSIS of its page; ends in \n */
	const char *about; /* what --help prints between that and the options */
	const struct cli_option *option;
	size_t option_n;
	/* What was read: */
	bool quiet;
	const char *rules; /* as given, NULL: not given */
	char **arg;        /* operands */
	int arg_n;
};

/*
 * Reads the arguments behind argv[0]. Wrong usage ends the process with 64;
 * --help, which shows the options that are not refused, and --version end it
 * with 0, or 74 where they cannot be printed. The
 * program must have its name by diag_open(); --quiet holds for its messages
 * from here on.
 */
void cli_read(struct cli *, int argc, char **argv);

/* Says what is wrong with the usage, shows it, ends the process with 64. */
_Noreturn void cli_wrong(const struct cli *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
