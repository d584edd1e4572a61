/* sql.h - SQL that stands in a file of the rules, with mistakes at their place. */
#ifndef SQL_H
#define SQL_H

#include <sqlite3.h>
#include <stdbool.h>

#include "slice.h"
#include "source.h"

/* Runs all statements of sql, a part of the file. False: a mistake, said. */
bool sql_run(sqlite3 *, const struct source *file, struct slice sql);

/*
 * Says what is wrong with the statement that failed last. sql is the part of
 * the file that it was made of, behind `head` bytes of ours.
 */
void sql_mistake(
    sqlite3 *, const struct source *file, struct slice sql, size_t head);

#endif
