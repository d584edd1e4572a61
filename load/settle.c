/* settle.c - what each report counts as, once all rows of a run are there. */
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "later.h"
#include "settle.h"
#include "utf8.h"

/* Whether a rate, in percent, is printed as such. */
static bool
is_printed_as(double rate, double printed, double step)
{
	/* Quotients that lie on the edge must not fall over it. */
	static const double slack = 1e-9;
	/* A first rounding to two places may go before the printed one. */
	static const double twice = 0.005;
	if (step <= 0)
		step = printed >= 0 && printed < 1e9 &&
			printed == (double)(long)printed
		    ? 1
		    : 0.01;
	double low =
	    printed - step / 2 - slack - (step > 2 * twice ? twice : 0);
	return rate >= low && rate < printed + step - slack;
}

/*
 * gives(executed, budget, rate, step): 1 where executed / budget is the
 * printed rate in percent, rounded to or cut at its last printed digit.
 */
static void
gives(sqlite3_context *context, int n, sqlite3_value **value)
{
	(void)n;
	for (int i = 0; i < 3; i++)
		if (sqlite3_value_type(value[i]) == SQLITE_NULL) {
			sqlite3_result_int(context, 0);
			return;
		}
	double executed = sqlite3_value_double(value[0]);
	double budget = sqlite3_value_double(value[1]);
	double printed = sqlite3_value_double(value[2]);
	bool given = budget > 0 ? is_printed_as(100 * executed / budget,
				      printed, sqlite3_value_double(value[3]))
				: budget <= 0 && executed <= 0 && printed <= 0;
	sqlite3_result_int(context, given);
}

/* spaced(text): a space on both sides of each Han character. */
static void
spaced(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *text = (const char *)sqlite3_value_text(value[0]);
	size_t size = (size_t)sqlite3_value_bytes(value[0]), length, to = 0;
	(void)n;
	if (!text)
		return;
	/* A Han character has at least 3 bytes and becomes 2 longer. */
	char *out = sqlite3_malloc64(size * 2 + 1);
	if (!out) {
		sqlite3_result_error_nomem(context);
		return;
	}
	for (size_t at = 0; at < size; at += length) {
		bool han =
		    fold_is_han(utf8_decode(text + at, size - at, &length));
		if (han)
			out[to++] = ' ';
		memcpy(out + to, text + at, length);
		to += length;
		if (han)
			out[to++] = ' ';
	}
	sqlite3_result_text64(context, out, to, sqlite3_free, SQLITE_UTF8);
}

void
settle_functions(struct warehouse *w)
{
	if (sqlite3_create_function(w->db, "spaced", 1,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, spaced, NULL,
		NULL) != SQLITE_OK ||
	    sqlite3_create_function(w->db, "gives", 4,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, gives, NULL,
		NULL) != SQLITE_OK)
		warehouse_fail(w, "prepare a function");
}

void
settle_begin(struct warehouse *w)
{
	warehouse_run(w,
	    "CREATE TEMP TABLE bounds AS "
	    "SELECT coalesce(max(report_id), 0) AS floor FROM report;"
	    "CREATE TEMP TABLE replaced (document_id INTEGER PRIMARY KEY);"
	    "CREATE TEMP TABLE seen (document_id INTEGER PRIMARY KEY);"
	    "CREATE TEMP TABLE heir (old_id INTEGER PRIMARY KEY, "
	    "new_id INTEGER);"
	    "CREATE INDEX temp.heir_new ON heir (new_id);"
	    "CREATE TEMP TABLE near (report_id INTEGER PRIMARY KEY);"
	    "CREATE TEMP TABLE found (report_id INTEGER, line INTEGER, "
	    "expected TEXT, observed TEXT, message TEXT)");
}

void
settle_run(struct warehouse *w)
{
	/* Each sort may take as much again as the cache. */
	warehouse_run(w, "PRAGMA cache_size = -5000");
	warehouse_run_rule(w, "standing.sql");
	later_make(w, LATER_SETTLE);
	warehouse_run_rule(w, "settle.sql");
	warehouse_run_rule(w, "text.sql");
}
