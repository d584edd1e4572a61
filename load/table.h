/* table.h - the files of rules/load. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"
#include "warehouse.h"

/*
 * Gives each row of the file to row, which returns false where it is wrong.
 * Trouble ends the process with 78.
 */
void table_read(const struct warehouse *, const char *name,
    bool (*row)(void *user, const struct slice *field, size_t n), void *user);

/* The text of a file, NUL behind it, freed by the caller; NULL: not readable. */
char *table_text(const char *path);

#endif
