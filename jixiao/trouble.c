#include "trouble.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "query.h"
#include "text.h"

static void
print_text(const char *s)
{
	text_safe(stdout, s ? s : "", s ? strlen(s) : 0);
}

/* The same project of the same unit and year in another report. */
static void
print_rival(struct sqlite3 *db, long long report)
{
	struct sqlite3_stmt *row = query_prepare(db,
	    "SELECT max(o.report_id) FROM standing s"
	    " JOIN report a USING (report_id)"
	    " JOIN standing o ON o.project_key = s.project_key"
	    " JOIN report b ON b.report_id = o.report_id"
	    " WHERE s.report_id = ?1 AND s.standing = 'superseded'"
	    " AND o.standing <> 'superseded'"
	    " AND (b.kind = 'performance_target')"
	    " = (a.kind = 'performance_target')");
	query_bind_number(row, 1, report);
	if (query_step(row) && query_text(row, 0))
		printf("\n  does not count: report %s, of the same, does\n",
		    query_text(row, 0));
	sqlite3_finalize(row);
}

void
trouble_print(struct sqlite3 *db, long long report)
{
	struct sqlite3_stmt *row = query_prepare(db,
	    "SELECT line, severity, rule, message FROM finding"
	    " WHERE report_id = ?1 AND mended_run IS NULL"
	    " ORDER BY line, rule");
	query_bind_number(row, 1, report);
	for (bool first = true; query_step(row); first = false) {
		printf("%s  %s %s, line %s: ", first ? "\n" : "",
		    query_text(row, 1), query_text(row, 2),
		    query_text(row, 0) ? query_text(row, 0) : "—");
		print_text(query_text(row, 3));
		putchar('\n');
	}
	sqlite3_finalize(row);
	print_rival(db, report);
}
