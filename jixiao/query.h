/* query.h - the warehouse as a reader sees it: opened read-only. */
#ifndef QUERY_H
#define QUERY_H

#include <stdbool.h>

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

/*
 * Opens a warehouse for reading. A file that is not there, not a database or
 * not a warehouse ends the process with 66 and a message.
 */
struct sqlite3 *query_open(const char *path);

/*
 * The same for a run that will write to it: NULL where there is none yet, and
 * what cannot become one ends the process with 73.
 */
struct sqlite3 *query_open_if_there(const char *path);

void query_close(struct sqlite3 *); /* accepts NULL */

/* A prepared statement; SQL that does not fit the warehouse ends with 66. */
struct sqlite3_stmt *query_prepare(struct sqlite3 *, const char *sql);

/* Gives a parameter (from 1) its value; the text must outlive the steps. */
void query_bind_text(struct sqlite3_stmt *, int parameter, const char *);
void query_bind_number(struct sqlite3_stmt *, int parameter, long long);
void query_bind_value(
    struct sqlite3_stmt *, int parameter, struct sqlite3_value *);

/* Steps a statement: true for a row, false at the end; trouble ends with 74. */
bool query_step(struct sqlite3_stmt *);

/* True where a table or view of that name exists. */
bool query_has(struct sqlite3 *, const char *name);

/* The first column of the first row, 0 where there is none or it is NULL. */
long long query_count(struct sqlite3 *, const char *sql);

/* A text column, NULL where it is NULL; dies with the next step. */
const char *query_text(struct sqlite3_stmt *, int column);

#endif
