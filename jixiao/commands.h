/* commands.h - the commands: each returns the status the process ends with. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "options.h"

int ask_command(const struct options *);
int export_command(const struct options *);
int ingest_command(const struct options *);
int status_command(const struct options *);
int table_command(const struct options *);
int trace_command(const struct options *);

#endif
