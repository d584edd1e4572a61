/* sql.c - SQL that stands in a file of the rules, with mistakes at their place. */
#include "sql.h"

void
sql_mistake(
    sqlite3 *db, const struct source *file, struct slice sql, size_t head)
{
	int offset = sqlite3_error_offset(db);
	size_t at = 0;
	if (offset >= 0 && (size_t)offset >= head)
		at = (size_t)offset - head;
	else
		while (at < sql.n && (sql.p[at] == ' ' || sql.p[at] == '\n'))
			at++;
	source_mistake(
	    file, sql.p + (at < sql.n ? at : sql.n), "%s", sqlite3_errmsg(db));
}

bool
sql_run(sqlite3 *db, const struct source *file, struct slice sql)
{
	while (sql.n > 0) {
		sqlite3_stmt *s = NULL;
		const char *tail = NULL;
		int code = sqlite3_prepare_v2(db, sql.p, (int)sql.n, &s, &tail);
		/* NULL: a comment, or blanks. */
		while (s && (code = sqlite3_step(s)) == SQLITE_ROW)
			;
		if (sqlite3_finalize(s) != SQLITE_OK ||
		    (code != SQLITE_OK && code != SQLITE_DONE)) {
			sql_mistake(db, file, sql, 0);
			return false;
		}
		sql = (struct slice){ tail, sql.n - (size_t)(tail - sql.p) };
	}
	return true;
}
