/* summary.c - what a run did, for the mail of a person or for a machine. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "query.h"
#include "summary.h"
#include "text.h"

/* The last run, and what came of it. */
static const char last_run[] =
    "SELECT run_id, started_at, finished_at, documents, reports, records,"
    " rejects, status,"
    " (SELECT count(*) FROM finding WHERE mended_run IS NULL),"
    " (SELECT count(*) FROM finding WHERE mended_run = run.run_id)"
    " FROM run ORDER BY run_id DESC LIMIT 1";

static const char findings_by_rule[] =
    "SELECT finding.rule, coalesce(says, finding.rule), count(*) AS n"
    " FROM finding LEFT JOIN check_rule USING (rule)"
    " WHERE run_id = ?1 AND mended_run IS NULL"
    " GROUP BY finding.rule ORDER BY n DESC, finding.rule";

static const char rejects_by_reason[] =
    "SELECT reject.path, reason FROM reject"
    " JOIN document USING (document_id)"
    " WHERE run_id = ?1 AND class = 'bad' ORDER BY reject_id LIMIT 11";

static void
line_of(const char *label)
{
	printf("  %-12s", label);
}

static void
print_part(size_t n, const char *what, const char **comma)
{
	char buf[28];
	if (n == 0)
		return;
	printf("%s%s %s", *comma, text_thousands(buf, (long long)n), what);
	*comma = ", ";
}

static void
print_files(const struct summary *s)
{
	char buf[28];
	const char *comma = ": ";
	line_of("files");
	printf("%s found", text_thousands(buf, (long long)s->found));
	print_part(s->new, "new", &comma);
	print_part(s->changed, "changed", &comma);
	print_part(s->outdated, "to read again by other rules", &comma);
	print_part(s->unchanged, "unchanged", &comma);
	print_part(s->unreadable, "unreadable", &comma);
	putchar('\n');
	if (s->missing == 0)
		return;
	line_of("");
	printf("%s no longer there: %s\n",
	    text_thousands(buf, (long long)s->missing),
	    s->pruned ? "deleted from the warehouse, as asked"
		      : "kept and marked (--prune deletes them)");
}

static void
print_count(const char *label, struct sqlite3_stmt *run, int column)
{
	char buf[28];
	line_of(label);
	printf("%s", text_thousands(buf, sqlite3_column_int64(run, column)));
}

static void
print_rejects(struct sqlite3 *db, long long run)
{
	struct sqlite3_stmt *row = query_prepare(db, rejects_by_reason);
	query_bind_number(row, 1, run);
	for (int n = 0; query_step(row); n++) {
		line_of("");
		if (n == 10) {
			puts("... see the table reject");
			continue;
		}
		const char *path = query_text(row, 0);
		text_safe(stdout, path, (size_t)sqlite3_column_bytes(row, 0));
		fputs(": ", stdout);
		const char *why = query_text(row, 1);
		text_safe(stdout, why ? why : "",
		    (size_t)sqlite3_column_bytes(row, 1));
		putchar('\n');
	}
	sqlite3_finalize(row);
}

static void
print_findings(struct sqlite3 *db, long long run)
{
	struct sqlite3_stmt *row = query_prepare(db, findings_by_rule);
	query_bind_number(row, 1, run);
	bool any = query_step(row);
	for (bool more = any; more; more = query_step(row)) {
		line_of("");
		printf("%6lld  %s\n", sqlite3_column_int64(row, 2),
		    query_text(row, 1));
	}
	if (!any) {
		line_of("");
		puts("     0");
	}
	sqlite3_finalize(row);
}

static void
print_run(struct sqlite3 *db)
{
	char buf[28];
	struct sqlite3_stmt *run = query_prepare(db, last_run);
	if (query_step(run)) {
		long long id = sqlite3_column_int64(run, 0);
		print_count("documents", run, 3);
		puts(" read");
		print_count("reports", run, 4);
		putchar('\n');
		print_count("rejects", run, 6);
		putchar('\n');
		print_rejects(db, id);
		print_count("findings", run, 8);
		puts(" in the whole warehouse; new in this run:");
		print_findings(db, id);
		long long mended = sqlite3_column_int64(run, 9);
		if (mended) {
			line_of("");
			printf("%6s  no longer found: mended\n",
			    text_thousands(buf, mended));
		}
	}
	sqlite3_finalize(run);
}

static const char *
verdict(const struct summary *s)
{
	if (s->status == 0)
		return "all is well";
	if (s->status == 1)
		return "done, but some input could not be read";
	return "failed; nothing was committed, the warehouse is as before";
}

void
summary_print(const struct summary *s, struct sqlite3 *db)
{
	printf("jixiao ingest: %s", verdict(s));
	if (s->status > 1)
		printf(" (status %d)", s->status);
	puts("\n");
	print_files(s);
	if (db)
		print_run(db);
	line_of("time");
	printf("%.1f s", s->seconds);
	if (s->bytes_read && s->seconds > 0)
		printf(" for %.1f MB", (double)s->bytes_read / 1e6);
	putchar('\n');
	line_of("warehouse");
	text_safe(stdout, s->warehouse, strlen(s->warehouse));
	putchar('\n');
}

static void
json_findings(struct sqlite3 *db, long long run)
{
	struct sqlite3_stmt *row = query_prepare(db, findings_by_rule);
	const char *comma = "";
	query_bind_number(row, 1, run);
	fputs(",\"findings_of_run\":{", stdout);
	for (; query_step(row); comma = ",") {
		fputs(comma, stdout);
		text_json(stdout, query_text(row, 0));
		printf(":%lld", sqlite3_column_int64(row, 2));
	}
	putchar('}');
	sqlite3_finalize(row);
}

static void
json_run(struct sqlite3 *db)
{
	struct sqlite3_stmt *run = query_prepare(db, last_run);
	if (query_step(run)) {
		long long id = sqlite3_column_int64(run, 0);
		printf(",\"run_id\":%lld,\"started_at\":", id);
		text_json(stdout, query_text(run, 1));
		fputs(",\"finished_at\":", stdout);
		text_json(stdout, query_text(run, 2));
		printf(",\"documents\":%lld,\"reports\":%lld,"
		       "\"records\":%lld,\"rejects\":%lld,"
		       "\"findings\":%lld,\"findings_mended\":%lld",
		    sqlite3_column_int64(run, 3), sqlite3_column_int64(run, 4),
		    sqlite3_column_int64(run, 5), sqlite3_column_int64(run, 6),
		    sqlite3_column_int64(run, 8), sqlite3_column_int64(run, 9));
		json_findings(db, id);
	}
	sqlite3_finalize(run);
}

void
summary_print_json(const struct summary *s, struct sqlite3 *db)
{
	printf("{\"status\":%d,\"committed\":%s,\"warehouse\":", s->status,
	    db ? "true" : "false");
	text_json(stdout, s->warehouse);
	printf(",\"seconds\":%.3f,\"files\":{\"found\":%zu,\"new\":%zu,"
	       "\"changed\":%zu,\"outdated\":%zu,\"unchanged\":%zu,"
	       "\"unreadable\":%zu,\"missing\":%zu},\"pruned\":%s,"
	       "\"bytes_read\":%lld",
	    s->seconds, s->found, s->new, s->changed, s->outdated, s->unchanged,
	    s->unreadable, s->missing, s->pruned ? "true" : "false",
	    s->bytes_read);
	if (db)
		json_run(db);
	puts("}");
}
