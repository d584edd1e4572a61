/* warehouse.c - the SQLite file: opening, its one transaction, its statements. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "later.h"
#include "plain.h"
#include "settle.h"
#include "sha256.h"
#include "sql.h"
#include "table.h"
#include "warehouse.h"

#define STATEMENT_SQL(id, sql) [STATEMENT_##id] = sql,
static const char *const sql_of[STATEMENT_COUNT] = { STATEMENTS(
    STATEMENT_SQL) };
#undef STATEMENT_SQL

/* How long a load waits for another one before it gives up, in ms. */
enum { PATIENCE = 2000 };

static int
status_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return EX_TEMPFAIL;
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_NOTADB:
	case SQLITE_PERM:
	case SQLITE_AUTH: return EX_CANTCREAT;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CORRUPT: return EX_IOERR;
	case SQLITE_CONSTRAINT:
	case SQLITE_TOOBIG: return EX_DATAERR;
	default: return EX_SOFTWARE;
	}
}

_Noreturn static void
refuse_busy(const struct warehouse *w)
{
	diag_fatal(EX_TEMPFAIL,
	    "%s: another load holds the warehouse, try again", w->path);
}

void
warehouse_fail(struct warehouse *w, const char *doing)
{
	int code = w->db ? sqlite3_extended_errcode(w->db) : SQLITE_NOMEM;
	int status = status_of(code);
	char message[400];
	snprintf(message, sizeof message, "%s",
	    w->db ? sqlite3_errmsg(w->db) : "out of memory");
	bool strange = !w->known && (code & 0xff) == SQLITE_ERROR;
	warehouse_close(w);
	/* A file that says our version, but was not made by our schema. */
	if (strange)
		diag_fatal(EX_CANTCREAT,
		    "%s: its tables are not those of version %d (%s): make "
		    "the warehouse anew",
		    w->path, WAREHOUSE_VERSION, message);
	if (status == EX_TEMPFAIL)
		refuse_busy(w);
	if ((code & 0xff) == SQLITE_NOTADB)
		diag_fatal(status, "%s: this file is not a warehouse (%s)",
		    w->path, message);
	diag_fatal(status, "%s: cannot %s: %s; nothing was loaded", w->path,
	    doing, message);
}

void
warehouse_run(struct warehouse *w, const char *sql)
{
	if (sqlite3_exec(w->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		warehouse_fail(w, "run the SQL of the rules");
}

char *
warehouse_rule(const struct warehouse *w, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", w->rules, name);
	char *text = table_text(path);
	if (!text)
		diag_fatal(EX_CONFIG, "%s: %s", path, strerror(errno));
	return text;
}

long long
warehouse_number(struct warehouse *w, const char *sql)
{
	sqlite3_stmt *s = NULL;
	long long number = 0;
	int code = sqlite3_prepare_v2(w->db, sql, -1, &s, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(s);
	if (code == SQLITE_ROW)
		number = sqlite3_column_int64(s, 0);
	else if (code != SQLITE_DONE)
		warehouse_fail(w, "read it");
	sqlite3_finalize(s);
	return number;
}

void
warehouse_run_rule(struct warehouse *w, const char *name)
{
	char path[4096];
	char *text = warehouse_rule(w, name);
	struct source file = { path, slice_of(text) };
	snprintf(path, sizeof path, "%s/%s", w->rules, name);
	/* SQL that does not fit the tables of a strange file is no mistake. */
	if (!w->known) {
		warehouse_run(w, text);
	} else if (!sql_run(w->db, &file, file.text)) {
		if ((sqlite3_errcode(w->db) & 0xff) != SQLITE_ERROR)
			warehouse_fail(w, "run the SQL of the rules");
		warehouse_close(w);
		diag_fatal(EX_CONFIG, "%s is wrong; nothing was loaded", path);
	}
	free(text);
}

/* Applies the schema files from version on; says where ours is too old. */
static void
migrate(struct warehouse *w)
{
	long long version = warehouse_number(w, "PRAGMA user_version");
	if (version > WAREHOUSE_VERSION) {
		warehouse_close(w);
		diag_fatal(EX_CANTCREAT,
		    "%s: the warehouse has version %lld, this program knows "
		    "%d: use a newer program",
		    w->path, version, WAREHOUSE_VERSION);
	}
	if (version == 0 &&
	    warehouse_number(w, "SELECT count(*) FROM sqlite_schema") > 0) {
		warehouse_close(w);
		diag_fatal(EX_CANTCREAT,
		    "%s: a database of something else, not a warehouse",
		    w->path);
	}
	for (long long next = version + 1; next <= WAREHOUSE_VERSION; next++) {
		char name[64];
		snprintf(name, sizeof name, "schema/%lld.sql", next);
		char *sql = warehouse_rule(w, name);
		warehouse_run(w, sql);
		free(sql);
		snprintf(name, sizeof name, "PRAGMA user_version = %lld", next);
		warehouse_run(w, name);
	}
}

static void
prepare(struct warehouse *w)
{
	for (int i = 0; i < STATEMENT_COUNT; i++)
		if (!w->statement[i] &&
		    sqlite3_prepare_v3(w->db, sql_of[i], -1,
			SQLITE_PREPARE_PERSISTENT, &w->statement[i],
			NULL) != SQLITE_OK)
			warehouse_fail(w, "prepare a statement");
	w->known = true;
}

bool
warehouse_kept(struct warehouse *w, const char *name, struct slice text)
{
	char digest[SHA256_HEX];
	sha256_hex(text.p, text.n, digest);
	sqlite3_stmt *s = warehouse_use(w, STATEMENT_META_GET);
	warehouse_text(s, 1, slice_of(name));
	bool kept = warehouse_row(w, STATEMENT_META_GET) &&
	    slice_is(warehouse_column(s, 0), digest);
	s = warehouse_use(w, STATEMENT_META_SET);
	warehouse_text(s, 1, slice_of(name));
	warehouse_text(s, 2, slice_of(digest));
	if (!kept)
		warehouse_step(w, STATEMENT_META_SET);
	return kept;
}

static void
drop_views(struct warehouse *w)
{
	static const char next[] = "SELECT name FROM sqlite_schema "
				   "WHERE type = 'view' LIMIT 1";
	sqlite3_stmt *s;
	if (sqlite3_prepare_v2(w->db, next, -1, &s, NULL) != SQLITE_OK)
		warehouse_fail(w, "list the views");
	while (sqlite3_step(s) == SQLITE_ROW) {
		char *drop = sqlite3_mprintf("DROP VIEW \"%w\"",
		    (const char *)sqlite3_column_text(s, 0));
		sqlite3_reset(s);
		warehouse_run(w, drop);
		sqlite3_free(drop);
	}
	sqlite3_finalize(s);
}

/* Views hold no data: they are made anew where their file has changed. */
static void
renew_views(struct warehouse *w)
{
	char *sql = warehouse_rule(w, "views.sql");
	if (!warehouse_kept(w, "views", slice_of(sql))) {
		drop_views(w);
		warehouse_run_rule(w, "views.sql");
	}
	free(sql);
}

void
warehouse_open(struct warehouse *w, const char *path, const char *rules)
{
	*w = (struct warehouse){ .path = path, .rules = rules };
	switch (fresh_begin(&w->built, path, PATIENCE)) {
	case FRESH_NONE: break;
	case FRESH_BUSY: refuse_busy(w);
	case FRESH_OURS: w->fresh = true;
	}
	if (sqlite3_open_v2(w->fresh ? w->built.path : path, &w->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK)
		warehouse_fail(w, "open it");
	sqlite3_extended_result_codes(w->db, 1);
	sqlite3_busy_timeout(w->db, PATIENCE);
	/* Pages of twice the usual size: half as many to go for. */
	warehouse_run(w,
	    w->fresh
		? "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;"
		  "PRAGMA synchronous = OFF"
		: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
	warehouse_run(w,
	    "PRAGMA cache_size = -10000;"
	    "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;"
	    "PRAGMA defer_foreign_keys = ON");
	settle_functions(w);
	migrate(w);
	settle_begin(w);
	if (w->fresh)
		later_begin(w);
	prepare(w);
	renew_views(w);
}

static void
let_go(struct warehouse *w)
{
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(w->statement[i]);
		w->statement[i] = NULL;
	}
	sqlite3_close_v2(w->db);
	w->db = NULL;
}

/*
 * What a run wrote into the log goes into the file, and the log is cut: readers
 * that stay connected would keep it as large as it is. Where one of them is in
 * the midst of reading, a later run does it.
 */
static void
empty_log(struct warehouse *w)
{
	for (int i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_reset(w->statement[i]);
	sqlite3_exec(
	    w->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
}

void
warehouse_commit(struct warehouse *w)
{
	later_make(w, LATER_COMMIT);
	warehouse_run(w, "COMMIT");
	if (!w->fresh) {
		empty_log(w);
		return;
	}
	warehouse_run(w, "PRAGMA journal_mode = WAL");
	let_go(w);
	w->fresh = false;
	if (fresh_end(&w->built, w->path))
		return;
	if (errno == EEXIST)
		refuse_busy(w);
	diag_fatal(
	    EX_IOERR, "%s: cannot make it: %s", w->path, strerror(errno));
}

void
warehouse_close(struct warehouse *w)
{
	let_go(w);
	if (w->fresh)
		fresh_drop(&w->built);
	w->fresh = false;
}

sqlite3_stmt *
warehouse_use(struct warehouse *w, enum statement_id id)
{
	sqlite3_stmt *s = w->statement[id];
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
	return s;
}

void
warehouse_step(struct warehouse *w, enum statement_id id)
{
	if (sqlite3_step(w->statement[id]) != SQLITE_DONE)
		warehouse_fail(w, "write to it");
	sqlite3_reset(w->statement[id]);
}

bool
warehouse_row(struct warehouse *w, enum statement_id id)
{
	int code = sqlite3_step(w->statement[id]);
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		warehouse_fail(w, "read it");
	sqlite3_reset(w->statement[id]);
	return false;
}

void
warehouse_text(sqlite3_stmt *s, int at, struct slice text)
{
	if (text.p)
		sqlite3_bind_text64(
		    s, at, text.p, text.n, SQLITE_STATIC, SQLITE_UTF8);
}

void
warehouse_count(sqlite3_stmt *s, int at, struct slice text)
{
	long long number;
	if (plain_count(text, &number))
		sqlite3_bind_int64(s, at, number);
}

void
warehouse_double(sqlite3_stmt *s, int at, struct slice text)
{
	double number;
	if (plain_double(text, &number))
		sqlite3_bind_double(s, at, number);
}

struct slice
warehouse_column(sqlite3_stmt *s, int at)
{
	const char *p = (const char *)sqlite3_column_text(s, at);
	if (!p)
		return SLICE_NULL;
	return (struct slice){ p, (size_t)sqlite3_column_bytes(s, at) };
}
