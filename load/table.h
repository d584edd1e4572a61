/* table.h - the files of rules/load. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"
#include "source.h"
#include "warehouse.h"

/* A file of rows that is being read. */
struct table {
	struct source source;
	size_t line; /* of the row, from 1 */
	bool wrong;  /* a mistake was said */
};

/*
 * Gives each row of the file, the header too, to row, which says what is wrong
 * by table_mistake; then, with n 0, the end of the file. A file with a mistake, or that cannot be read, ends the
 * process with 78 when all of it was seen.
 */
void table_read(const struct warehouse *, const char *name,
    void (*row)(
	void *user, struct table *, const struct slice *field, size_t n),
    void *user);

/* Says a mistake in a field of the row, from 0, with its place. */
void table_mistake(struct table *, size_t field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The text of a file, NUL behind it, freed by the caller; NULL: not readable. */
char *table_text(const char *path);

#endif
