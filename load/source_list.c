/* source_list.c - the files a run was made from. */
#include "source_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"

/* Each act with its statement: ?1 a line of the list, ?2 run, ?3 now. */
static const struct act {
	const char *name, *sql;
} acts[] = {
	{ "read",
	    "INSERT INTO source (path, bytes, mtime_ns, sha256, rules, run_id)"
	    " VALUES (?1 ->> 'path', ?1 ->> 'bytes', ?1 ->> 'mtime_ns',"
	    " ?1 ->> 'sha256', ?1 ->> 'rules', ?2)"
	    " ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes,"
	    " mtime_ns = excluded.mtime_ns, sha256 = excluded.sha256,"
	    " rules = excluded.rules, run_id = excluded.run_id,"
	    " missing_since = NULL" },
	{ "touched",
	    "UPDATE source SET bytes = ?1 ->> 'bytes',"
	    " mtime_ns = ?1 ->> 'mtime_ns',"
	    " rules = coalesce(?1 ->> 'rules', rules), missing_since = NULL"
	    " WHERE path = ?1 ->> 'path'" },
	{ "rules",
	    "INSERT OR REPLACE INTO rule_file (rules, place, name, text)"
	    " VALUES (?1 ->> 'rules', ?1 ->> 'place', ?1 ->> 'path',"
	    " ?1 ->> 'text')" },
	{ "members", "SELECT 1 WHERE ?1 IS NULL" },
	{ "missing",
	    "UPDATE source SET missing_since = ?3"
	    " WHERE path = ?1 ->> 'path' AND missing_since IS NULL" },
	{ "prune",
	    "INSERT OR IGNORE INTO temp.pruned SELECT document_id"
	    " FROM document WHERE path = ?1 ->> 'path'"
	    " OR path >= (?1 ->> 'path') || '!' AND path < (?1 ->> 'path') || '\"'" },
};

enum { ACTS = sizeof acts / sizeof *acts };

struct list {
	struct warehouse *w;
	const char *file;
	FILE *stream;
	sqlite3_stmt *act, *statement[ACTS];
	unsigned long long line;
	bool prune_members; /* that archives read in this run no longer have */
};

static sqlite3_stmt *
prepare(struct warehouse *w, const char *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(w->db, sql, -1, &s, NULL) != SQLITE_OK)
		warehouse_fail(w, "prepare a statement");
	return s;
}

_Noreturn static void
refuse(struct list *l, int status, const char *what)
{
	fclose(l->stream);
	warehouse_close(l->w);
	diag_fatal(
	    status, "%s:%llu: %s; nothing was loaded", l->file, l->line, what);
}

/* Which act the line asks for; a line that asks for none is refused. */
static int
act_of(struct list *l, const char *line, int n)
{
	int found = ACTS;
	sqlite3_reset(l->act);
	sqlite3_bind_text(l->act, 1, line, n, SQLITE_STATIC);
	if (sqlite3_step(l->act) != SQLITE_ROW)
		refuse(l, EX_DATAERR, "expected a JSON object");
	const char *name = (const char *)sqlite3_column_text(l->act, 0);
	for (int i = 0; name && i < ACTS; i++)
		if (strcmp(name, acts[i].name) == 0)
			found = i;
	if (found == ACTS)
		refuse(l, EX_DATAERR, "expected a path and an act");
	return found;
}

static void
apply(
    struct list *l, const char *line, int n, long long run_id, const char *now)
{
	int act = act_of(l, line, n);
	sqlite3_stmt *s = l->statement[act];
	sqlite3_reset(s);
	sqlite3_bind_text(s, 1, line, n, SQLITE_STATIC);
	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_int64(s, 2, run_id);
	if (sqlite3_bind_parameter_count(s) > 2)
		sqlite3_bind_text(s, 3, now, -1, SQLITE_STATIC);
	if (sqlite3_step(s) != SQLITE_DONE)
		warehouse_fail(l->w, "write what files there are");
	if (strcmp(acts[act].name, "members") == 0)
		l->prune_members = true;
	if (strcmp(acts[act].name, "prune") != 0)
		return;
	s = prepare(l->w, "DELETE FROM source WHERE path = ?1 ->> 'path'");
	sqlite3_bind_text(s, 1, line, n, SQLITE_STATIC);
	if (sqlite3_step(s) != SQLITE_DONE)
		warehouse_fail(l->w, "prune what files there were");
	sqlite3_finalize(s);
}

/*
 * What was read and is no document now, such as an archive that was broken and
 * is whole again, or a text in whose place there is an archive now: what was
 * said of it counts no more.
 */
static void
supersede_others(struct warehouse *w)
{
	warehouse_run(w,
	    "INSERT OR IGNORE INTO temp.replaced SELECT d.document_id"
	    " FROM source s CROSS JOIN document d ON d.path = s.path"
	    " WHERE s.run_id = (SELECT coalesce(max(run_id), 0) + 1 FROM run)"
	    " AND s.missing_since IS NULL AND d.status <> 'superseded'"
	    " AND d.document_id NOT IN temp.seen");
}

/*
 * A member that an archive no longer has was not read again with it. It gets a
 * row of its own, so that it is missing as a file is; one that is back loses
 * the row. Or all versions of such a member are to be pruned.
 */
static void
keep_members(struct warehouse *w, bool prune, const char *now)
{
	sqlite3_stmt *s = prepare(w,
	    "INSERT OR IGNORE INTO source (path, run_id, missing_since)"
	    " SELECT d.path, d.run_id, ?1 FROM source s CROSS JOIN document d"
	    " ON d.path >= s.path || '!' AND d.path < s.path || '\"'"
	    " WHERE s.run_id = (SELECT coalesce(max(run_id), 0) + 1 FROM run)"
	    " AND d.status <> 'superseded'"
	    " AND d.document_id NOT IN temp.seen");
	sqlite3_bind_text(s, 1, now, -1, SQLITE_STATIC);
	if (sqlite3_step(s) != SQLITE_DONE)
		warehouse_fail(w, "mark the members that are gone");
	sqlite3_finalize(s);
	warehouse_run(w,
	    "DELETE FROM source WHERE sha256 IS NULL AND missing_since NOT NULL"
	    " AND path IN (SELECT path FROM document"
	    " WHERE document_id IN temp.seen)");
	if (!prune)
		return;
	warehouse_run(w,
	    "CREATE TEMP TABLE gone AS SELECT m.path FROM source m"
	    " WHERE m.missing_since NOT NULL AND m.sha256 IS NULL"
	    " AND EXISTS (SELECT 1 FROM source s"
	    " WHERE s.run_id = (SELECT coalesce(max(run_id), 0) + 1 FROM run)"
	    " AND m.path >= s.path || '!' AND m.path < s.path || '\"');"
	    "INSERT OR IGNORE INTO temp.pruned SELECT document_id"
	    " FROM document WHERE path IN (SELECT path FROM temp.gone);"
	    "DELETE FROM source WHERE path IN (SELECT path FROM temp.gone)");
}

long long
source_list_apply(
    struct warehouse *w, const char *file, long long run_id, const char *now)
{
	struct list l = { .w = w, .file = file, .stream = fopen(file, "re") };
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	if (!l.stream) {
		warehouse_close(w);
		diag_fatal(EX_NOINPUT, "%s: %s; nothing was loaded", file,
		    strerror(errno));
	}
	warehouse_run(
	    w, "CREATE TEMP TABLE pruned (document_id INTEGER PRIMARY KEY)");
	l.act =
	    prepare(w, "SELECT iif(?1 ->> 'path' IS NULL, NULL, ?1 ->> 'act')");
	for (int i = 0; i < ACTS; i++)
		l.statement[i] = prepare(w, acts[i].sql);
	while ((n = getline(&line, &size, l.stream)) > 0) {
		l.line++;
		apply(&l, line, (int)n, run_id, now);
	}
	if (ferror(l.stream))
		refuse(&l, EX_IOERR, strerror(errno));
	sqlite3_finalize(l.act);
	for (int i = 0; i < ACTS; i++)
		sqlite3_finalize(l.statement[i]);
	fclose(l.stream);
	free(line);
	warehouse_run(w,
	    "DELETE FROM rule_file WHERE rules NOT IN (SELECT rules FROM source"
	    " WHERE rules IS NOT NULL)");
	supersede_others(w);
	keep_members(w, l.prune_members, now);
	warehouse_run(w,
	    "INSERT OR IGNORE INTO temp.replaced SELECT * FROM temp.pruned;"
	    "UPDATE document SET status = 'superseded'"
	    " WHERE document_id IN temp.replaced");
	return warehouse_number(w, "SELECT count(*) FROM temp.replaced");
}

/* Deletes from every table that has the column what temp.set names. */
static void
delete_by(struct warehouse *w, const char *column, const char *set)
{
	sqlite3_stmt *s = prepare(w,
	    "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c"
	    " WHERE t.type = 'table' AND c.name = ?1"
	    " ORDER BY t.name IN ('report', 'document')");
	sqlite3_str *all = sqlite3_str_new(w->db);
	sqlite3_bind_text(s, 1, column, -1, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW)
		sqlite3_str_appendf(all,
		    "DELETE FROM main.\"%w\" WHERE \"%w\" IN temp.\"%w\";",
		    (const char *)sqlite3_column_text(s, 0), column, set);
	sqlite3_finalize(s);
	char *sql = sqlite3_str_finish(all);
	if (!sql)
		warehouse_fail(w, "prune");
	warehouse_run(w, sql);
	sqlite3_free(sql);
}

void
source_list_prune(struct warehouse *w)
{
	warehouse_run(w,
	    "CREATE TEMP TABLE pruned_report (report_id INTEGER PRIMARY KEY);"
	    "INSERT INTO temp.pruned_report SELECT report_id FROM report"
	    " WHERE document_id IN temp.pruned;"
	    "INSERT INTO text_search (text_search, rowid, project_name,"
	    " organisation, goals, indicators, deviations) SELECT 'delete',"
	    " report_id, spaced(project_name), spaced(organisation),"
	    " spaced(goals), spaced(indicators), spaced(deviations)"
	    " FROM report_text WHERE report_id IN temp.pruned_report;"
	    "DELETE FROM figure WHERE figure_id IN (SELECT f.figure_id"
	    " FROM report r JOIN figure f"
	    " ON f.figure_id BETWEEN r.first_figure AND r.last_figure"
	    " WHERE r.report_id IN temp.pruned_report);"
	    "DELETE FROM figure WHERE figure_id IN (SELECT f.figure_id"
	    " FROM document d JOIN figure f"
	    " ON f.figure_id BETWEEN d.first_figure AND d.last_figure"
	    " WHERE d.document_id IN temp.pruned);"
	    "UPDATE document SET superseded_by = NULL"
	    " WHERE superseded_by IN temp.pruned");
	delete_by(w, "report_id", "pruned_report");
	delete_by(w, "document_id", "pruned");
}
