/* metadata.h - what Datasette shows beside the warehouse. */
#ifndef METADATA_H
#define METADATA_H

#include <stdio.h>

struct sqlite3;

/*
 * Writes metadata.json: titles of tables and views, what each column means
 * and its unit (from the comments in the schema), and the cookbook as canned
 * queries. The database goes by the name of its file, as in Datasette.
 */
void metadata_write(
    struct sqlite3 *, const char *path, const char *rules, FILE *);

#endif
