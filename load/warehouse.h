/* warehouse.h - the SQLite file: opening, its one transaction, its statements. */
#ifndef WAREHOUSE_H
#define WAREHOUSE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "fresh.h"
#include "slice.h"
#include "statements.h"
#include "warehouse_version.h"

#define STATEMENT_ENUM(id, sql) STATEMENT_##id,
enum statement_id { STATEMENTS(STATEMENT_ENUM) STATEMENT_COUNT };
#undef STATEMENT_ENUM

struct warehouse {
	sqlite3 *db;
	const char *path;
	const char *rules; /* the folder rules/load */
	sqlite3_stmt *statement[STATEMENT_COUNT];
	bool known; /* its tables are those that the statements want */
	bool fresh; /* it is new, and built beside its place */
	struct fresh built;
};

/*
 * Opens the file, takes the write lock and brings the schema and the views up
 * to date, all inside the transaction that warehouse_commit ends. Where there
 * is no file, one is built beside its place: nothing is there before the
 * commit. Trouble ends the process: 73 the file cannot be made
 * or is no warehouse of ours, 75 another load holds it, 74 the disk.
 */
void warehouse_open(struct warehouse *, const char *path, const char *rules);

/*
 * Makes all that was written since warehouse_open stand. Only
 * warehouse_close may follow.
 */
void warehouse_commit(struct warehouse *);

/* Drops what was not committed and closes the file. Twice does no harm. */
void warehouse_close(struct warehouse *);

/* Runs SQL of a rule file: several statements, no data in it. */
void warehouse_run(struct warehouse *, const char *sql);

/*
 * Runs a file of rules/load. A mistake in its SQL is said with its place and
 * ends the process with 78, other trouble as warehouse_fail does.
 */
void warehouse_run_rule(struct warehouse *, const char *name);

/* Reads a file of rules/load; the caller frees it. Ends the process with 78. */
char *warehouse_rule(const struct warehouse *, const char *name);

/*
 * True where the warehouse knows the digest of this text under the name
 * already: the rule file has not changed. Else it is known from now on.
 */
bool warehouse_kept(struct warehouse *, const char *name, struct slice text);

/* One number that a query gives; 0 for NULL or no row. */
long long warehouse_number(struct warehouse *, const char *sql);

/* Closes the file and ends the process with a status that tells the error. */
_Noreturn void warehouse_fail(struct warehouse *, const char *doing);

/* The statement, reset, with all its parameters NULL. */
sqlite3_stmt *warehouse_use(struct warehouse *, enum statement_id);

/* Runs a statement that gives no row. */
void warehouse_step(struct warehouse *, enum statement_id);

/* Goes to the next row. Returns false, with the statement reset, at the end. */
bool warehouse_row(struct warehouse *, enum statement_id);

/* Binds a text (NULL for SLICE_NULL), which must live until the step. */
void warehouse_text(sqlite3_stmt *, int at, struct slice);

/* Bind what a text of the stream says; nothing where it is no such number. */
void warehouse_count(sqlite3_stmt *, int at, struct slice);
void warehouse_double(sqlite3_stmt *, int at, struct slice);

/* The text of a column of the row; lives until the next step. */
struct slice warehouse_column(sqlite3_stmt *, int at);

#endif
