/* check.c - what does not add up: one SQL file of rules/load/checks a rule. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "check.h"
#include "check_file.h"
#include "diag.h"
#include "heap.h"
#include "settle.h"
#include "sha256.h"
#include "sql.h"

struct checks {
	const char *rules;
	struct check_file *file;
	size_t n;
	char hash[SHA256_HEX];
	bool changed; /* since the warehouse was checked */
};

/* The files of load whose change makes other rows of the same stream. */
static const char *const shaping[] = { "regions.csv", "towns.csv", "words.csv",
	"standing.sql", "settle.sql" };

static void
make_hash(struct checks *c)
{
	struct warehouse w = { .rules = c->rules };
	struct sha256 *sum = sha256_new();
	for (size_t i = 0; i < sizeof shaping / sizeof *shaping; i++) {
		char *text = warehouse_rule(&w, shaping[i]);
		sha256_add(sum, text, strlen(text) + 1);
		free(text);
	}
	sha256_end(sum, c->hash);
	sha256_free(sum);
}

bool
checks_changed(struct checks *c, struct warehouse *w)
{
	char hash[SHA256_HEX];
	struct sha256 *sum = sha256_new();
	for (size_t i = 0; i < c->n; i++) {
		const struct check_file *f = &c->file[i];
		sha256_add(sum, f->id.p, f->id.n);
		sha256_add(sum, f->severity.p, f->severity.n);
		sha256_add(sum, f->around ? "a" : "f", 1);
		sha256_add(sum, f->query.p, f->query.n);
	}
	sha256_end(sum, hash);
	sha256_free(sum);
	c->changed = !warehouse_kept(w, "checks", slice_of(hash)) &&
	    warehouse_number(w, "SELECT floor FROM temp.bounds") > 0;
	return c->changed;
}

/* An id names one check: findings are kept by it. */
static void
refuse_twins(const struct checks *c)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct check_file *f = &c->file[i];
			if (f->id.n == 0 || !slice_eq(f->id, c->file[k].id))
				continue;
			source_mistake(&f->source, f->id.p,
			    "the check %.*s stands already in %s",
			    SLICE_PRINT(f->id), c->file[k].path);
			diag_worsen(EX_CONFIG);
		}
}

struct checks *
checks_open(const char *rules)
{
	struct checks *c = heap_zero(1, sizeof *c);
	char pattern[4096];
	glob_t found;
	c->rules = rules;
	snprintf(pattern, sizeof pattern, "%s/checks/*.sql", rules);
	if (glob(pattern, 0, NULL, &found) != 0)
		diag_fatal(EX_CONFIG, "%s: there are no checks", pattern);
	c->file = heap_zero(found.gl_pathc, sizeof *c->file);
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (!check_file_read(&c->file[c->n++], found.gl_pathv[i]))
			diag_worsen(EX_CONFIG);
	globfree(&found);
	refuse_twins(c);
	if (diag_status() == EX_CONFIG)
		exit(EX_CONFIG);
	make_hash(c);
	return c;
}

void
checks_close(struct checks *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->n; i++)
		check_file_free(&c->file[i]);
	free(c->file);
	free(c);
}

const char *
checks_hash(const struct checks *c)
{
	return c->hash;
}

static void
register_checks(const struct checks *c, struct warehouse *w)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct check_file *f = &c->file[i];
		sqlite3_stmt *s = warehouse_use(w, STATEMENT_CHECK_ADD);
		warehouse_text(s, 1, f->id);
		warehouse_text(s, 2, f->severity);
		warehouse_text(s, 3, f->says);
		warehouse_text(s, 4, f->tolerance);
		warehouse_step(w, STATEMENT_CHECK_ADD);
	}
}

/* The findings of one check to table temp.found; false: its SQL is wrong. */
static bool
find(const struct check_file *f, struct warehouse *w)
{
	static const char head[] =
	    "INSERT INTO temp.found (report_id, line, expected, observed, "
	    "message) SELECT report_id, line, expected, observed, message "
	    "FROM (";
	char *sql = heap_take(sizeof head + f->query.n + 2);
	int n = sprintf(sql, "%s%.*s)", head, SLICE_PRINT(f->query));
	sqlite3_stmt *s = NULL;
	int code = sqlite3_prepare_v2(w->db, sql, n, &s, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(s);
	if (code != SQLITE_DONE)
		sql_mistake(w->db, &f->source, f->query, sizeof head - 1);
	sqlite3_finalize(s);
	free(sql);
	return code == SQLITE_DONE;
}

/* All that is current counts as new; what is found no more is mended. */
static void
look_at_all(struct warehouse *w)
{
	warehouse_run(w,
	    "DELETE FROM temp.near;"
	    "INSERT INTO temp.near SELECT report_id FROM report "
	    "JOIN document USING (document_id) WHERE status = 'current';"
	    "UPDATE temp.bounds SET floor = 0;"
	    "CREATE TEMP VIEW fresh AS SELECT * FROM report "
	    "WHERE report_id IN (SELECT report_id FROM temp.near)");
}

static void
make_tables(struct warehouse *w, bool all)
{
	if (all)
		look_at_all(w);
	warehouse_run(w,
	    "CREATE TEMP VIEW IF NOT EXISTS fresh AS SELECT * FROM report "
	    "WHERE report_id > (SELECT floor FROM temp.bounds);"
	    "CREATE TEMP VIEW around AS SELECT r.* FROM report r "
	    "JOIN document d USING (document_id) WHERE d.status = 'current' "
	    "AND (r.report_id > (SELECT floor FROM temp.bounds) "
	    "OR r.report_id IN (SELECT report_id FROM temp.near))");
}

/* Mends, writes and clears; the number of findings that are new. */
static long long
keep(
    const struct check_file *f, bool all, struct warehouse *w, long long run_id)
{
	sqlite3_stmt *s;
	long long kept = 0;
	for (enum statement_id id = STATEMENT_FOUND_INHERIT;
	     id <= STATEMENT_FOUND_CLEAR; id++) {
		s = warehouse_use(w, id);
		if (id == STATEMENT_FOUND_MEND && !f->around && !all)
			continue;
		if (id != STATEMENT_FOUND_CLEAR)
			warehouse_text(s, 1, f->id);
		if (sqlite3_bind_parameter_count(s) > 1)
			sqlite3_bind_int64(s, 2, run_id);
		if (id == STATEMENT_FOUND_KEEP)
			warehouse_text(s, 3, f->severity);
		warehouse_step(w, id);
		if (id == STATEMENT_FOUND_KEEP)
			kept = sqlite3_changes64(w->db);
	}
	return kept;
}

/* Findings of checks that are no more are mended; severities are as now. */
static void
retire(const struct checks *c, struct warehouse *w, long long run_id)
{
	char sql[160];
	warehouse_run(w, "CREATE TEMP TABLE known (rule TEXT PRIMARY KEY)");
	for (size_t i = 0; i < c->n; i++) {
		char *add =
		    sqlite3_mprintf("INSERT INTO temp.known VALUES (%.*Q)",
			(int)c->file[i].id.n, c->file[i].id.p);
		warehouse_run(w, add);
		sqlite3_free(add);
	}
	snprintf(sql, sizeof sql,
	    "UPDATE finding SET mended_run = %lld WHERE mended_run IS NULL "
	    "AND rule NOT IN (SELECT rule FROM temp.known)",
	    run_id);
	warehouse_run(w, sql);
	warehouse_run(w,
	    "UPDATE finding SET severity = c.severity FROM check_rule c "
	    "WHERE c.rule = finding.rule AND finding.mended_run IS NULL "
	    "AND finding.severity <> c.severity");
}

long long
checks_run(struct checks *c, struct warehouse *w, long long run_id)
{
	long long found = 0;
	register_checks(c, w);
	make_tables(w, c->changed);
	for (size_t i = 0; i < c->n; i++) {
		if (!find(&c->file[i], w)) {
			warehouse_close(w);
			exit(EX_CONFIG);
		}
		found += keep(&c->file[i], c->changed, w, run_id);
	}
	if (c->changed)
		retire(c, w, run_id);
	sqlite3_bind_int64(warehouse_use(w, STATEMENT_FOUND_CLOSE), 1, run_id);
	warehouse_step(w, STATEMENT_FOUND_CLOSE);
	/* The open findings of each report are counted where views look. */
	warehouse_run(w,
	    "UPDATE standing SET findings = (SELECT count(*) FROM finding f "
	    "WHERE f.report_id = standing.report_id "
	    "AND f.mended_run IS NULL) "
	    "WHERE report_id > (SELECT floor FROM temp.bounds) "
	    "OR report_id IN (SELECT report_id FROM temp.near)");
	return found;
}

enum tried { TRIED_NOTHING, TRIED_FOUND, TRIED_BAD_ROWS, TRIED_BAD_QUERY };

/* One block of rows in a warehouse of its own. */
static enum tried
try_rows(const struct checks *c, const struct check_file *f,
    const struct check_rows *rows)
{
	struct warehouse w;
	enum tried tried = TRIED_BAD_ROWS;
	warehouse_open(&w, ":memory:", c->rules);
	if (sql_run(w.db, &f->source, rows->sql)) {
		settle_run(&w);
		make_tables(&w, false);
		tried = TRIED_BAD_QUERY;
		if (find(f, &w))
			tried = warehouse_number(
				    &w, "SELECT count(*) FROM temp.found") > 0
			    ? TRIED_FOUND
			    : TRIED_NOTHING;
	}
	warehouse_close(&w);
	return tried;
}

/* The number of mistakes in one file; a wrong query is said once. */
static int
try_file(const struct checks *c, const struct check_file *f)
{
	int wrong = 0;
	for (size_t i = 0; i < f->rows_n; i++) {
		const struct check_rows *rows = &f->rows[i];
		enum tried tried = try_rows(c, f, rows);
		if (tried == (rows->fails ? TRIED_FOUND : TRIED_NOTHING))
			continue;
		wrong++;
		if (tried == TRIED_BAD_QUERY)
			break;
		if (tried != TRIED_BAD_ROWS)
			source_mistake(&f->source, rows->name.p,
			    rows->fails ? "these rows must be found"
					: "these rows must pass");
	}
	return wrong;
}

int
checks_try(struct checks *c)
{
	int wrong = 0;
	for (size_t i = 0; i < c->n; i++)
		wrong += try_file(c, &c->file[i]);
	return wrong;
}
