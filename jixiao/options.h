/* options.h - the command line of jixiao: one struct for all commands. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

enum command {
	COMMAND_ASK,
	COMMAND_EXPORT,
	COMMAND_INGEST,
	COMMAND_STATUS,
	COMMAND_TABLE,
	COMMAND_TRACE,
	COMMAND_COUNT
};

/* Strings are borrowed from argv; NULL, 0 or false where not given. */
struct options {
	const char *county; /* name, or six digits of GB/T 2260 */
	const char *db;     /* never NULL after options_parse but for ask */
	const char *format; /* "csv" or "jsonl" */
	const char *max_rejects; /* N or N% */
	const char *rules;       /* the rules folder; never NULL */
	const char *snapshot;
	const char *to; /* a folder */
	double max_age; /* hours; negative: not asked */
	long long jobs; /* processes of extract */
	long long report, funding, indicator;
	long long year;
	bool bom, datasette, full, json, prune, quiet;
	char **arg; /* operands */
	int arg_n;
};

/* The command of that name, COMMAND_COUNT for none. */
enum command options_command(const char *name);

/*
 * Reads the arguments behind the command's name (argv[0] is that name;
 * COMMAND_COUNT: no command is named). Wrong usage ends the process with 64;
 * --help, which shows the command's options, and --version end it with 0.
 */
void options_parse(struct options *, enum command, int argc, char **argv);

/* Says what is wrong with the usage and ends the process with 64. */
_Noreturn void options_wrong(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
