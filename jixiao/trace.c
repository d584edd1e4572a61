/*
 * trace.c - where a figure comes from: its document, its line as it stands
 * there today, the rule that read it and what normalization made of it.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "diag.h"
#include "heap.h"
#include "passage.h"
#include "query.h"
#include "text.h"
#include "trouble.h"

/* The document that is being shown: many figures come from one. */
struct trace {
	struct sqlite3 *db;
	bool json;
	long long document; /* whose original is open; 0: none yet */
	long long shown;    /* named last in the output */
	struct original original;
	bool readable, changed;
	long long figures;
	bool doubtful; /* some document is gone or has changed */
};

enum {
	AT_RECORD,
	AT_ROW,
	AT_FIELD,
	AT_TEXT,
	AT_VALUE,
	AT_UNIT,
	AT_LINE,
	AT_COLUMN,
	AT_RULE,
	AT_ORIGIN,
	AT_TYPE,
	AT_UNIT_FROM,
	AT_CONTEXT_UNIT,
	AT_NOTE,
	AT_PATH,
	AT_DOCUMENT,
	AT_SHA256,
	AT_ENCODING,
	AT_LOADED,
	AT_COLUMNS
};

/* What has no line was not printed: the layout, where a report begins. */
#define FIGURES                                                             \
	"SELECT p.record, p.row, p.field, p.text, p.value, p.unit, p.line," \
	" p.\"column\", p.rule, p.origin, p.type, p.unit_from,"             \
	" p.context_unit, p.note, p.path, d.document_id, d.sha256,"         \
	" d.encoding, d.loaded_at"                                          \
	" FROM provenance p JOIN document d USING (document_id)"            \
	" WHERE p.report_id = ?1 AND p.line NOT NULL"
#define ORDER " ORDER BY p.figure_id"

static const char report_sql[] = FIGURES ORDER;
static const char funding_sql[] =
    FIGURES " AND p.record = 'funding' AND p.row ="
	    " (SELECT ordinal FROM funding WHERE funding_id = ?2)" ORDER;
static const char indicator_sql[] =
    FIGURES " AND p.record = 'indicator' AND p.row ="
	    " (SELECT ordinal FROM indicator WHERE indicator_id = ?2)" ORDER;

/* What a county's rate is made of: the amounts of the total line, or prose. */
static const char county_sql[] = FIGURES
    " AND (p.record = 'funding'"
    "  AND p.field IN ('initial', 'annual', 'executed')"
    "  AND p.row = (SELECT ordinal FROM funding f"
    "   WHERE f.report_id = ?1 ORDER BY f.source <> 'total', ordinal LIMIT 1)"
    " OR p.record = 'statement' AND p.field = 'figure'"
    "  AND NOT EXISTS (SELECT 1 FROM funding f WHERE f.report_id = ?1)"
    "  AND p.row IN (SELECT ordinal FROM statement t"
    "   WHERE t.report_id = ?1 AND t.measure IN ('budget', 'executed')"
    "   AND t.unit = '元'))" ORDER;

static const char place_sql[] =
    "SELECT region_code, province || coalesce(' ' || prefecture, '')"
    " || coalesce(' ' || county, '') FROM region"
    " WHERE (?1 IN (region_code, name, county, prefecture || name,"
    "  province || name, province || coalesce(prefecture, '') || name))"
    " AND region_code IN (SELECT region_code FROM report) LIMIT 20";

static const char members_sql[] =
    "SELECT report_id FROM execution_fact WHERE region_code = ?1"
    " AND (?2 = 0 OR fiscal_year = ?2) AND standing IN ('counted', 'plan')"
    " ORDER BY fiscal_year, report_id";

static const char head_sql[] =
    "SELECT r.kind, r.title, r.project_name, r.fiscal_year, r.unit,"
    " g.province || coalesce(' ' || g.prefecture, '')"
    " || coalesce(' ' || g.county, '')"
    " FROM report r LEFT JOIN region g USING (region_code)"
    " WHERE r.report_id = ?1";

static void
open_document(struct trace *t, struct sqlite3_stmt *row)
{
	long long id = sqlite3_column_int64(row, AT_DOCUMENT);
	const char *path = query_text(row, AT_PATH);
	const char *sha256 = query_text(row, AT_SHA256);
	if (t->document == id)
		return;
	original_close(&t->original);
	t->document = id;
	t->readable =
	    original_open(&t->original, path, query_text(row, AT_ENCODING));
	t->changed =
	    t->readable && sha256 && strcmp(sha256, t->original.sha256) != 0;
	const struct place place = { .document = path };
	if (!t->readable)
		diag(DIAG_WARNING, place,
		    "cannot be read now (%s): the passages are shown as they "
		    "were read",
		    t->original.why);
	else if (t->changed)
		diag(DIAG_WARNING, place,
		    "has changed since it was read on %s: its lines may not be "
		    "those that were read",
		    query_text(row, AT_LOADED));
	t->doubtful = t->doubtful || !t->readable || t->changed;
}

static void
print_text(const char *s)
{
	text_safe(stdout, s ? s : "", s ? strlen(s) : 0);
}

static void
print_document(const struct trace *t, struct sqlite3_stmt *row)
{
	const char *sha256 = query_text(row, AT_SHA256);
	fputs("  ", stdout);
	print_text(query_text(row, AT_PATH));
	printf("\n  sha256 %.16s…, read %s, %s\n", sha256 ? sha256 : "?",
	    query_text(row, AT_LOADED),
	    !t->readable     ? "cannot be read now"
		: t->changed ? "CHANGED since"
			     : "the same today");
}

/* What normalization made of the text. */
static void
print_value(struct sqlite3_stmt *row)
{
	const char *value = query_text(row, AT_VALUE);
	const char *unit = query_text(row, AT_UNIT);
	const char *from = query_text(row, AT_UNIT_FROM);
	const char *context = query_text(row, AT_CONTEXT_UNIT);
	const char *note = query_text(row, AT_NOTE);
	if (value)
		printf("; is %s%s%s", value, unit ? " " : "", unit ? unit : "");
	if (from)
		printf(", unit from the %s", from);
	if (from && context && strcmp(from, "cell") != 0)
		printf(" (%s)", context);
	if (note) {
		fputs("; ", stdout);
		print_text(note);
	}
	putchar('\n');
}

static void
print_figure(
    struct sqlite3_stmt *row, const struct passage *p, const char *text)
{
	const char *origin = query_text(row, AT_ORIGIN);
	const char *rule = query_text(row, AT_RULE);
	printf(
	    "\n  %s %s", query_text(row, AT_RECORD), query_text(row, AT_FIELD));
	if (sqlite3_column_int64(row, AT_ROW))
		printf(" (row %s)", query_text(row, AT_ROW));
	printf(", line %s, column %s\n    ", query_text(row, AT_LINE),
	    query_text(row, AT_COLUMN));
	if (p->line.p && p->to > p->from) {
		passage_print(p, stdout);
	} else {
		fputs("read as: ⟦", stdout);
		print_text(text);
		fputs("⟧", stdout);
	}
	printf("\n    read by %s", rule ? rule : "no rule");
	if (query_text(row, AT_TYPE))
		printf(" as %s", query_text(row, AT_TYPE));
	if (origin && strcmp(origin, "own") != 0)
		printf(" (%s)", origin);
	print_value(row);
}

static void
json_field(struct sqlite3_stmt *row, int at)
{
	putchar(',');
	text_json(stdout, sqlite3_column_name(row, at));
	putchar(':');
	if (sqlite3_column_type(row, at) == SQLITE_INTEGER)
		fputs(query_text(row, at), stdout);
	else
		text_json(stdout, query_text(row, at));
}

static void
json_figure(const struct trace *t, long long report, struct sqlite3_stmt *row,
    const struct passage *p)
{
	printf("{\"report_id\":%lld", report);
	for (int i = 0; i < AT_COLUMNS; i++)
		json_field(row, i);
	printf(",\"document_is\":\"%s\",\"passage\":",
	    !t->readable     ? "unreadable"
		: t->changed ? "changed"
			     : "same");
	if (p->line.p)
		passage_print_json(p, stdout);
	else
		fputs("null", stdout);
	puts("}");
}

static void
show_figure(struct trace *t, long long report, struct sqlite3_stmt *row)
{
	long long document = sqlite3_column_int64(row, AT_DOCUMENT);
	struct passage p = { .line = SLICE_NULL };
	const char *text = query_text(row, AT_TEXT);
	open_document(t, row);
	if (t->readable)
		p = passage_find(&t->original,
		    (size_t)sqlite3_column_int64(row, AT_LINE),
		    (size_t)sqlite3_column_int64(row, AT_COLUMN),
		    slice_of(text));
	t->figures++;
	if (t->json) {
		json_figure(t, report, row, &p);
		return;
	}
	if (t->shown != document)
		print_document(t, row);
	t->shown = document;
	print_figure(row, &p, text);
}

static void
print_head(struct trace *t, long long report)
{
	struct sqlite3_stmt *row = query_prepare(t->db, head_sql);
	query_bind_number(row, 1, report);
	if (query_step(row)) {
		printf("Report %lld: ", report);
		const char *name = query_text(row, 2);
		print_text(name ? name : query_text(row, 1));
		printf(" (%s", query_text(row, 0));
		for (int i = 3; i < 6; i++)
			if (query_text(row, i)) {
				fputs(", ", stdout);
				print_text(query_text(row, i));
			}
		puts(")");
	}
	sqlite3_finalize(row);
	t->shown = 0;
}

/* Shows the figures of a report that the query picks. */
static void
show_report(struct trace *t, const char *sql, long long report, long long part)
{
	struct sqlite3_stmt *row = query_prepare(t->db, sql);
	query_bind_number(row, 1, report);
	if (part)
		query_bind_number(row, 2, part);
	if (!t->json)
		print_head(t, report);
	while (query_step(row))
		show_figure(t, report, row);
	sqlite3_finalize(row);
	if (t->json)
		return;
	trouble_print(t->db, report);
	putchar('\n');
}

/* The report that a row of a table belongs to. Ends with 64 for none. */
static long long
report_of(struct trace *t, const char *table, long long id)
{
	char sql[128];
	snprintf(sql, sizeof sql, "SELECT report_id FROM %s WHERE %s_id = %lld",
	    table, table, id);
	long long report = query_count(t->db, sql);
	if (report == 0)
		diag_fatal(EX_USAGE, "the warehouse has no %s %lld", table, id);
	return report;
}

/* The one place with reports that is meant; the caller frees it. */
static char *
find_place(struct trace *t, const char *name)
{
	struct sqlite3_stmt *row = query_prepare(t->db, place_sql);
	char *code = NULL;
	char all[1024] = "";
	int n = 0;
	query_bind_text(row, 1, name);
	for (; query_step(row); n++) {
		size_t used = strlen(all);
		snprintf(all + used, sizeof all - used, "%s%s %s",
		    n ? ", " : "", query_text(row, 0), query_text(row, 1));
		if (!code)
			code = heap_copy(slice_of(query_text(row, 0)));
	}
	sqlite3_finalize(row);
	if (n == 0)
		diag_fatal(
		    EX_USAGE, "no report in the warehouse is of “%s”", name);
	if (n > 1)
		diag_fatal(
		    EX_USAGE, "“%s” is more than one place: %s", name, all);
	return code;
}

static void
print_sum(struct trace *t, const char *code, long long year)
{
	struct sqlite3_stmt *row = query_prepare(t->db,
	    "SELECT fiscal_year, projects, budget_wan, executed_wan, rate_pct,"
	    " plans, planned_wan FROM execution_by_county"
	    " WHERE region_code = ?1 AND (?2 = 0 OR fiscal_year = ?2)");
	query_bind_text(row, 1, code);
	query_bind_number(row, 2, year);
	while (query_step(row)) {
		const char *y = query_text(row, 0);
		printf("Together, %s: ", y ? y : "no year");
		if (sqlite3_column_int64(row, 1))
			printf("%s projects, budget %s 万元, executed %s 万元, "
			       "rate %s %%",
			    query_text(row, 1), query_text(row, 2),
			    query_text(row, 3),
			    query_text(row, 4) ? query_text(row, 4) : "—");
		else
			printf("%s plans of %s 万元, no rate",
			    query_text(row, 5),
			    query_text(row, 6) ? query_text(row, 6) : "—");
		putchar('\n');
	}
	sqlite3_finalize(row);
}

static void
show_county(struct trace *t, const char *name, long long year)
{
	char *code = find_place(t, name);
	struct sqlite3_stmt *row = query_prepare(t->db, members_sql);
	query_bind_text(row, 1, code);
	query_bind_number(row, 2, year);
	bool any = false;
	for (; query_step(row); any = true)
		show_report(t, county_sql, sqlite3_column_int64(row, 0), 0);
	sqlite3_finalize(row);
	if (!any)
		diag_fatal(
		    EX_USAGE, "no report of “%s” in %lld counts", name, year);
	if (!t->json)
		print_sum(t, code, year);
	free(code);
}

int
trace_command(const struct options *o)
{
	struct trace t = { .json = o->json };
	int asked = (o->report > 0) + (o->funding > 0) + (o->indicator > 0) +
	    (o->county != NULL);
	if (asked != 1 || o->arg_n)
		options_wrong("trace wants one of --report, --funding, "
			      "--indicator and --county");
	t.db = query_open(o->db);
	if (o->report)
		show_report(
		    &t, report_sql, report_of(&t, "report", o->report), 0);
	else if (o->funding)
		show_report(&t, funding_sql,
		    report_of(&t, "funding", o->funding), o->funding);
	else if (o->indicator)
		show_report(&t, indicator_sql,
		    report_of(&t, "indicator", o->indicator), o->indicator);
	else
		show_county(&t, o->county, o->year);
	original_close(&t.original);
	query_close(t.db);
	return t.doubtful ? 1 : 0;
}
