/* query.c - the warehouse as a reader sees it: opened read-only. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "diag.h"
#include "heap.h"
#include "query.h"
#include "warehouse_version.h"

#define BUSY_MS 10000

/* The path as a file: URI, every byte that means something there escaped. */
static char *
uri_of(const char *path, const char *query)
{
	size_t n = strlen(path) * 3 + strlen(query) + 8;
	char *uri = heap_take(n);
	char *to = uri + sprintf(uri, "file:");
	for (const char *p = path; *p; p++) {
		if (strchr("%?#", *p))
			to += sprintf(to, "%%%02X", (unsigned char)*p);
		else
			*to++ = *p;
	}
	memcpy(to, query, strlen(query) + 1);
	return uri;
}

static int
open_uri(const char *path, const char *query, struct sqlite3 **db)
{
	char *uri = uri_of(path, query);
	int rc = sqlite3_open_v2(
	    uri, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	free(uri);
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_busy_timeout(*db, BUSY_MS);
	return sqlite3_exec(
	    *db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
}

/* NULL where there is no such file; other trouble ends with the status. */
static struct sqlite3 *
open_or_end(const char *path, int status)
{
	struct sqlite3 *db = NULL;
	struct stat st;
	bool there = stat(path, &st) == 0;
	if (!there && errno == ENOENT)
		return NULL;
	if (there && !S_ISREG(st.st_mode))
		diag_fatal(status, "the warehouse %s: %s", path,
		    S_ISDIR(st.st_mode) ? "is a folder" : "is no file");
	int rc = open_uri(path, "?mode=ro", &db);
	if (rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY) {
		/* In a folder that may not be written, no WAL can be made. */
		sqlite3_close(db);
		rc = open_uri(path, "?mode=ro&immutable=1", &db);
	}
	if (rc == SQLITE_NOTADB)
		diag_fatal(status, "%s is not a warehouse: %s", path,
		    sqlite3_errmsg(db));
	if (rc != SQLITE_OK)
		diag_fatal(status, "cannot open the warehouse %s: %s", path,
		    sqlite3_errmsg(db));
	long long version = query_count(db, "PRAGMA user_version");
	if (version > WAREHOUSE_VERSION)
		diag_fatal(status,
		    "%s: the warehouse has version %lld, this program knows "
		    "%d: use a newer program",
		    path, version, WAREHOUSE_VERSION);
	return db;
}

struct sqlite3 *
query_open_if_there(const char *path)
{
	return open_or_end(path, EX_CANTCREAT);
}

struct sqlite3 *
query_open(const char *path)
{
	struct sqlite3 *db = open_or_end(path, EX_NOINPUT);
	if (!db)
		diag_fatal(EX_NOINPUT,
		    "there is no warehouse %s; make one: jixiao ingest "
		    "--db %s PATH...",
		    path, path);
	if (!query_has(db, "report") || !query_has(db, "run"))
		diag_fatal(
		    EX_NOINPUT, "%s holds no warehouse of reports", path);
	return db;
}

void
query_close(struct sqlite3 *db)
{
	sqlite3_close(db);
}

struct sqlite3_stmt *
query_prepare(struct sqlite3 *db, const char *sql)
{
	struct sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		diag_fatal(EX_NOINPUT, "the warehouse does not answer: %s",
		    sqlite3_errmsg(db));
	return statement;
}

/* Binding fails only where memory ran out. */
static void
need(int rc)
{
	if (rc != SQLITE_OK)
		heap_exhausted();
}

void
query_bind_text(struct sqlite3_stmt *s, int parameter, const char *text)
{
	need(sqlite3_bind_text(s, parameter, text, -1, SQLITE_STATIC));
}

void
query_bind_number(struct sqlite3_stmt *s, int parameter, long long number)
{
	need(sqlite3_bind_int64(s, parameter, number));
}

void
query_bind_value(
    struct sqlite3_stmt *s, int parameter, struct sqlite3_value *value)
{
	need(sqlite3_bind_value(s, parameter, value));
}

bool
query_step(struct sqlite3_stmt *statement)
{
	int rc = sqlite3_step(statement);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		diag_fatal(EX_IOERR, "cannot read the warehouse: %s",
		    sqlite3_errmsg(sqlite3_db_handle(statement)));
	return rc == SQLITE_ROW;
}

bool
query_has(struct sqlite3 *db, const char *name)
{
	struct sqlite3_stmt *s = query_prepare(db,
	    "SELECT 1 FROM sqlite_schema WHERE name = ? "
	    "AND type IN ('table', 'view')");
	query_bind_text(s, 1, name);
	bool has = query_step(s);
	sqlite3_finalize(s);
	return has;
}

long long
query_count(struct sqlite3 *db, const char *sql)
{
	struct sqlite3_stmt *s = query_prepare(db, sql);
	long long n = query_step(s) ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_finalize(s);
	return n;
}

const char *
query_text(struct sqlite3_stmt *statement, int column)
{
	bool null = sqlite3_column_type(statement, column) == SQLITE_NULL;
	const unsigned char *text = sqlite3_column_text(statement, column);
	if (!text && !null)
		heap_exhausted();
	return (const char *)text;
}
