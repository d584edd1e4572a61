/* main.c - jixiao: the command for people and cron, on top of the stages. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "diag.h"
#include "options.h"

typedef int command_function(const struct options *);

static command_function *const functions[COMMAND_COUNT] = {
	[COMMAND_ASK] = ask_command,
	[COMMAND_EXPORT] = export_command,
	[COMMAND_INGEST] = ingest_command,
	[COMMAND_STATUS] = status_command,
	[COMMAND_TABLE] = table_command,
	[COMMAND_TRACE] = trace_command,
};

int
main(int argc, char **argv)
{
	struct options options;
	diag_open("jixiao", false);
	/* Files may have any name, also file:x. */
	sqlite3_config(SQLITE_CONFIG_URI, 0);
	if (argc < 2)
		options_wrong("which command?");
	enum command command = options_command(argv[1]);
	if (command == COMMAND_COUNT) {
		if (argv[1][0] != '-')
			options_wrong("there is no command “%s”", argv[1]);
		/* --help and --version: ends, or says what is wrong. */
		options_parse(&options, COMMAND_COUNT, argc, argv);
		options_wrong("which command?");
	}
	options_parse(&options, command, argc - 1, argv + 1);
	diag_worsen(functions[command](&options));
	if (fflush(stdout) != 0 || ferror(stdout))
		diag_fatal(74, "cannot write to standard output");
	return diag_status();
}
