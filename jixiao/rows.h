/* rows.h - the rows of a query, written for machines, sheets and people. */
#ifndef ROWS_H
#define ROWS_H

#include <stdio.h>

struct sqlite3_stmt;

enum rows_format { ROWS_TABLE, ROWS_CSV, ROWS_JSONL };

/*
 * Writes all rows with their names. CSV (RFC 4180, UTF-8) is safe to open in
 * a spreadsheet: a text that it would take for a formula gets an apostrophe
 * in front; numbers stay numbers; NULL is an empty field, empty text "".
 */
void rows_write(struct sqlite3_stmt *, enum rows_format, FILE *);

/* "csv", "jsonl" or NULL, which gives the default. */
enum rows_format rows_format_of(const char *name, enum rows_format otherwise);

#endif
