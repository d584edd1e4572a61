/* export.c - tables and views as CSV or JSON Lines; Datasette's metadata. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "diag.h"
#include "heap.h"
#include "metadata.h"
#include "query.h"
#include "rows.h"

static void
list_tables(struct sqlite3 *db)
{
	struct sqlite3_stmt *row = query_prepare(db,
	    "SELECT name AS 'table or view', type FROM sqlite_schema"
	    " WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
	    " AND name NOT IN (SELECT name FROM pragma_table_list"
	    "  WHERE type = 'shadow')"
	    " ORDER BY type, name");
	rows_write(row, ROWS_TABLE, stdout);
	sqlite3_finalize(row);
}

static void
write_one(
    struct sqlite3 *db, const char *table, enum rows_format format, FILE *f)
{
	char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
	if (!sql)
		heap_exhausted();
	struct sqlite3_stmt *row = query_prepare(db, sql);
	rows_write(row, format, f);
	sqlite3_finalize(row);
	sqlite3_free(sql);
}

/* A file of that name in the folder of --to. */
static FILE *
create(const char *folder, const char *name, const char *suffix)
{
	size_t n = strlen(folder) + strlen(name) + strlen(suffix) + 2;
	char *path = heap_take(n);
	snprintf(path, n, "%s/%s%s", folder, name, suffix);
	FILE *f = fopen(path, "w");
	if (!f)
		diag_fatal(EX_CANTCREAT, "cannot create %s: %s", path,
		    strerror(errno));
	free(path);
	return f;
}

static void
finish(FILE *f, const char *name)
{
	int failed = ferror(f);
	if (fclose(f) != 0 || failed)
		diag_fatal(
		    EX_IOERR, "cannot write %s: %s", name, strerror(errno));
}

static void
export_tables(struct sqlite3 *db, const struct options *o)
{
	enum rows_format format = rows_format_of(o->format, ROWS_CSV);
	const char *suffix = format == ROWS_CSV ? ".csv" : ".jsonl";
	for (int i = 0; i < o->arg_n; i++) {
		if (!query_has(db, o->arg[i]))
			diag_fatal(EX_USAGE,
			    "the warehouse has no table or view “%s”; "
			    "export without one lists them",
			    o->arg[i]);
	}
	for (int i = 0; i < o->arg_n; i++) {
		FILE *f = o->to ? create(o->to, o->arg[i], suffix) : stdout;
		if (o->bom && format == ROWS_CSV)
			fputs("\xEF\xBB\xBF", f);
		write_one(db, o->arg[i], format, f);
		if (o->to)
			finish(f, o->arg[i]);
	}
}

int
export_command(const struct options *o)
{
	if (o->arg_n > 1 && !o->to)
		options_wrong("several tables want --to DIR: a file for each");
	if (o->datasette && o->arg_n)
		options_wrong("--datasette takes no table");
	struct sqlite3 *db = query_open(o->db);
	if (o->datasette) {
		FILE *f = o->to ? create(o->to, "metadata", ".json") : stdout;
		metadata_write(db, o->db, o->rules, f);
		if (o->to)
			finish(f, "metadata.json");
	} else if (o->arg_n) {
		export_tables(db, o);
	} else {
		list_tables(db);
	}
	query_close(db);
	return 0;
}
