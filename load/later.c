/* later.c - indexes of a new warehouse that are made when its rows are there. */
#include "later.h"

/* Takes what the query gives, row by row, as SQL to run. */
static void
run_each(struct warehouse *w, const char *query)
{
	sqlite3_stmt *s;
	if (sqlite3_prepare_v2(w->db, query, -1, &s, NULL) != SQLITE_OK)
		warehouse_fail(w, "list the indexes");
	sqlite3_str *all = sqlite3_str_new(w->db);
	while (sqlite3_step(s) == SQLITE_ROW)
		sqlite3_str_appendf(
		    all, "%s;", (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	int code = sqlite3_str_errcode(all);
	char *sql = sqlite3_str_finish(all);
	if (code != SQLITE_OK)
		warehouse_fail(w, "list the indexes");
	if (sql)
		warehouse_run(w, sql);
	sqlite3_free(sql);
}

void
later_begin(struct warehouse *w)
{
	/* standing_place has what checks still change. */
	warehouse_run(w,
	    "CREATE TEMP TABLE later AS SELECT name, sql, "
	    "name = 'standing_place' AS at_commit FROM sqlite_schema "
	    "WHERE type = 'index' AND name IN ('report_unit', "
	    "'report_department', 'report_place', 'standing_project', "
	    "'standing_place')");
	run_each(w, "SELECT 'DROP INDEX ' || name FROM temp.later");
}

void
later_make(struct warehouse *w, enum later_when when)
{
	static const char *const queries[] = {
		[LATER_SETTLE] =
		    "SELECT sql FROM temp.later WHERE NOT at_commit",
		[LATER_COMMIT] = "SELECT sql FROM temp.later",
	};
	static const char *const done[] = {
		[LATER_SETTLE] = "DELETE FROM temp.later WHERE NOT at_commit",
		[LATER_COMMIT] = "DELETE FROM temp.later",
	};
	if (!w->fresh)
		return;
	run_each(w, queries[when]);
	warehouse_run(w, done[when]);
}
