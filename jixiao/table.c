/* table.c - the county table: who spent how much of what was budgeted. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "beside.h"
#include "columns.h"
#include "commands.h"
#include "heap.h"
#include "query.h"
#include "text.h"

#define WHAT_COLUMNS 46

enum {
	YEAR,
	COUNTY,
	PROJECTS,
	BUDGET,
	EXECUTED,
	RATE,
	FINDINGS,
	WHAT,
	COLUMNS
};

/* The county's name with what it belongs to; places known less closely too. */
static const char county_sql[] =
    "SELECT e.fiscal_year, e.region_code,"
    " coalesce(place_name, 'place not told'),"
    " e.projects, e.budget_wan, e.executed_wan, e.rate_pct, e.uncounted,"
    " e.plans, e.planned_wan, e.findings"
    " FROM (SELECT *, province || coalesce(' ' || prefecture, '')"
    "  || coalesce(' ' || county, '') AS place_name"
    "  FROM execution_by_county) e"
    " WHERE ?1 = 0 OR e.fiscal_year = ?1"
    " ORDER BY e.fiscal_year, e.region_code IS NULL, e.region_code";

static const char findings_sql[] =
    "SELECT replace(f.rule, '_', ' '), count(*) AS n"
    " FROM execution_fact r JOIN finding f USING (report_id)"
    " WHERE r.fiscal_year IS ?1 AND r.region_code IS ?2"
    " AND f.mended_run IS NULL GROUP BY f.rule ORDER BY n DESC, f.rule";

struct total {
	long long rows, projects, uncounted, plans, findings;
	double budget, executed, planned;
};

static void
set_amount(struct columns *c, int column, bool known, double wan)
{
	char buf[28];
	columns_set(c, column, known ? text_amount(buf, wan) : "—");
}

static void
set_count(struct columns *c, int column, long long n)
{
	char buf[28];
	columns_set(c, column, text_thousands(buf, n));
}

static void
set_rate(struct columns *c, bool known, double rate)
{
	char buf[32];
	snprintf(buf, sizeof buf, "%.2f %%", rate);
	columns_set(c, RATE, known ? buf : "—");
}

/* The kinds of findings in words: "weights sum 2, rate mismatch". */
static void
set_what(
    struct columns *c, struct sqlite3_stmt *row, struct sqlite3_stmt *findings)
{
	struct text text = { 0 };
	char times[40];
	sqlite3_reset(findings);
	query_bind_value(findings, 1, sqlite3_column_value(row, 0));
	query_bind_value(findings, 2, sqlite3_column_value(row, 1));
	while (query_step(findings)) {
		long long n = sqlite3_column_int64(findings, 1);
		text_add(&text, text.n ? ", " : "");
		text_add(&text, query_text(findings, 0));
		snprintf(times, sizeof times, " ×%lld", n);
		text_add(&text, n > 1 ? times : "");
	}
	if (text.n)
		columns_set(c, WHAT, text.p);
	free(text.p);
}

static bool
known(struct sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) != SQLITE_NULL;
}

static void
add_to(struct total *t, struct sqlite3_stmt *row)
{
	t->rows++;
	t->projects += sqlite3_column_int64(row, 3);
	t->budget += sqlite3_column_double(row, 4);
	t->executed += sqlite3_column_double(row, 5);
	t->uncounted += sqlite3_column_int64(row, 7);
	t->plans += sqlite3_column_int64(row, 8);
	t->planned += sqlite3_column_double(row, 9);
	t->findings += sqlite3_column_int64(row, 10);
}

/* A county with plans only shows what it planned, and no rate. */
static void
set_row(struct columns *c, struct sqlite3_stmt *row)
{
	long long projects = sqlite3_column_int64(row, 3);
	long long plans = sqlite3_column_int64(row, 8);
	const char *year = query_text(row, 0);
	columns_set(c, YEAR, year ? year : "—");
	columns_set(c, COUNTY, query_text(row, 2));
	char buf[64], number[28];
	if (projects == 0 && plans > 0) {
		snprintf(buf, sizeof buf, "%s planned",
		    text_thousands(number, plans));
		columns_set(c, PROJECTS, buf);
		set_amount(
		    c, BUDGET, known(row, 9), sqlite3_column_double(row, 9));
	} else if (projects == 0) {
		snprintf(buf, sizeof buf, "%s uncounted",
		    text_thousands(number, sqlite3_column_int64(row, 7)));
		columns_set(c, PROJECTS, buf);
		columns_set(c, BUDGET, "—");
	} else {
		set_count(c, PROJECTS, projects);
		set_amount(
		    c, BUDGET, known(row, 4), sqlite3_column_double(row, 4));
	}
	set_amount(c, EXECUTED, known(row, 5), sqlite3_column_double(row, 5));
	set_rate(c, known(row, 6), sqlite3_column_double(row, 6));
	set_count(c, FINDINGS, sqlite3_column_int64(row, 10));
}

static void
set_head(struct columns *c)
{
	columns_set(c, YEAR, "year");
	columns_set(c, COUNTY, "county");
	columns_set(c, PROJECTS, "projects");
	columns_set(c, BUDGET, "budget");
	columns_set(c, EXECUTED, "executed");
	columns_set(c, RATE, "rate");
	columns_set(c, WHAT, "what does not add up");
	columns_end_row(c);
	columns_set(c, BUDGET, "万元");
	columns_set(c, EXECUTED, "万元");
	columns_end_row_with_line(c);
}

static void
set_total(struct columns *c, const struct total *t)
{
	columns_set(c, COUNTY, "all");
	set_count(c, PROJECTS, t->projects);
	set_amount(c, BUDGET, t->projects > 0, t->budget);
	set_amount(c, EXECUTED, t->projects > 0, t->executed);
	set_rate(c, t->budget > 0, 100 * t->executed / t->budget);
	set_count(c, FINDINGS, t->findings);
	columns_end_row(c);
}

static struct total
read_rows(struct columns *c, struct sqlite3 *db, long long year)
{
	struct total total = { 0 };
	struct sqlite3_stmt *row = query_prepare(db, county_sql);
	struct sqlite3_stmt *findings = query_prepare(db, findings_sql);
	bool more;
	query_bind_number(row, 1, year);
	for (more = query_step(row); more;) {
		set_row(c, row);
		set_what(c, row, findings);
		add_to(&total, row);
		more = query_step(row);
		if (more)
			columns_end_row(c);
		else
			columns_end_row_with_line(c);
	}
	sqlite3_finalize(findings);
	sqlite3_finalize(row);
	return total;
}

static void
print_notes(const struct total *t)
{
	char n[28], wan[28];
	putchar('\n');
	if (t->plans)
		printf("Plans (%s, of %s 万元) state no spending: no rate.\n",
		    text_thousands(n, t->plans), text_amount(wan, t->planned));
	if (t->uncounted)
		printf("Uncounted (%s) lack the budget or the executed amount: "
		       "in no rate.\n",
		    text_thousands(n, t->uncounted));
	puts("The rate is all that was spent over all that was budgeted. "
	     "Nothing printed was changed.");
}

/* The path as a word of the shell. */
static void
print_word(const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
	if (s[strspn(s, plain)] == '\0') {
		fputs(s, stdout);
		return;
	}
	putchar('\'');
	for (; *s; s++) {
		if (*s == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*s);
	}
	putchar('\'');
}

static void
print_next(const char *db)
{
	static const char *const questions[] = {
		"SELECT * FROM execution_by_county",
		"SELECT project_name, message, line FROM finding JOIN report "
		"USING (report_id)",
		"SELECT level2, level3, target, actual, score FROM indicator "
		"WHERE score < weight",
	};
	fputs("\nThe warehouse is ", stdout);
	print_word(db);
	puts(". Ask it next:\n");
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		fputs("  sqlite3 -box ", stdout);
		print_word(db);
		printf(" \"%s\"\n", questions[i]);
	}
	fputs("\nOr: jixiao ask --db ", stdout);
	print_word(db);
	fputs(" (a cookbook), jixiao trace (where a figure comes from).\n",
	    stdout);
}

int
table_command(const struct options *o)
{
	if (o->arg_n)
		options_wrong("table takes no “%s”", o->arg[0]);
	struct sqlite3 *db = query_open(o->db);
	struct columns *c = columns_new(COLUMNS, "llrrrrrw");
	set_head(c);
	struct total total = read_rows(c, db, o->year);
	if (total.rows == 0) {
		fputs("No report in the warehouse tells of a county's money",
		    stdout);
		if (o->year)
			printf(" in %lld", o->year);
		puts(".");
	} else {
		set_total(c, &total);
		columns_print(c, stdout, WHAT_COLUMNS);
		print_notes(&total);
	}
	if (!o->quiet)
		print_next(o->db);
	columns_free(c);
	query_close(db);
	return 0;
}
