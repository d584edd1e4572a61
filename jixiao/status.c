/* status.c - the last run, its age, and what waits for the next one. */
#include <math.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "lock.h"
#include "query.h"
#include "sources.h"
#include "text.h"

/* The state is the exit status; the worst that holds. See jixiao(1). */
enum state_of_things {
	WELL,    /* the last run read everything, nothing waits */
	REJECTS, /* the last run could not read some input */
	WAITING, /* files under the paths are new, changed or outdated */
	STALE    /* no run yet, or the last one is older than asked */
};

static const char *const state_names[] = {
	[WELL] = "well",
	[REJECTS] = "rejects",
	[WAITING] = "waiting",
	[STALE] = "stale",
};

#define CLOCKS_DIFFER 0.25 /* hours, between two machines */

struct status {
	enum state_of_things state;
	bool any_run;
	double age; /* hours */
	bool running;
	char who[256]; /* holds the lock */
	struct changes changes;
	size_t waiting;   /* files */
	long long unread; /* documents, of any run */
};

static const char last_run_sql[] =
    "SELECT run_id, started_at, finished_at, documents, reports, rejects,"
    " status, 24 * (julianday('now') - julianday(finished_at))"
    " FROM run WHERE finished_at IS NOT NULL ORDER BY run_id DESC LIMIT 1";

static void
worsen(struct status *s, bool holds, enum state_of_things state)
{
	if (holds && state > s->state)
		s->state = state;
}

static void
find_waiting(struct status *s, const struct options *o, struct sqlite3 *db)
{
	struct sources old;
	const struct changes_wanted wanted = { o->db, NULL, o->arg, o->arg_n,
		false };
	if (o->arg_n == 0)
		return;
	sources_read(&old, db, o->rules);
	changes_find(&s->changes, &old, &wanted);
	for (size_t i = 0; i < s->changes.files.n; i++)
		s->waiting += changes_reads(&s->changes, i);
	s->waiting += s->changes.gone;
	sources_free(&old);
}

static void
find_state(struct status *s, const struct options *o, struct sqlite3_stmt *run)
{
	if (s->any_run) {
		const char *ended = query_text(run, 6);
		s->age = sqlite3_column_double(run, 7);
		worsen(s, !ended || strcmp(ended, "ok") != 0, REJECTS);
	}
	worsen(s, s->waiting > 0, WAITING);
	/* By a clock that was wrong, no run would ever be too old. */
	bool old = s->age > o->max_age || s->age < -CLOCKS_DIFFER;
	worsen(s, !s->any_run || (o->max_age >= 0 && old), STALE);
}

static void
print_waiting(const struct changes *c)
{
	static const char *const names[STATE_COUNT] = {
		[STATE_NEW] = "new",
		[STATE_CHANGED] = "changed",
		[STATE_OUTDATED] = "read by other rules",
		[STATE_UNREADABLE] = "unreadable",
	};
	char buf[28];
	const char *comma = "";
	printf("  waiting     ");
	for (int i = 0; i < STATE_COUNT; i++) {
		if (!names[i] || !c->count[i])
			continue;
		printf("%s%s %s", comma,
		    text_thousands(buf, (long long)c->count[i]), names[i]);
		comma = ", ";
	}
	if (c->gone) {
		printf("%s%s gone", comma,
		    text_thousands(buf, (long long)c->gone));
		comma = ", ";
	}
	printf("%s (%s files under the paths)\n", *comma ? "" : "nothing",
	    text_thousands(buf, (long long)c->files.n));
}

static void
print_text(
    const struct status *s, const struct options *o, struct sqlite3_stmt *run)
{
	char documents[28], reports[28], rejects[28];
	printf("jixiao status: %s\n\n", state_names[s->state]);
	if (s->any_run) {
		printf("  last run    %s, %.1f hours %s: %s\n",
		    query_text(run, 2), fabs(s->age),
		    s->age < -CLOCKS_DIFFER ? "ahead of this clock" : "ago",
		    query_text(run, 6));
		printf("  it read     %s documents, %s reports, %s rejects\n",
		    text_thousands(documents, sqlite3_column_int64(run, 3)),
		    text_thousands(reports, sqlite3_column_int64(run, 4)),
		    text_thousands(rejects, sqlite3_column_int64(run, 5)));
	} else {
		puts("  last run    none yet");
	}
	if (s->unread)
		printf("  unread      %s documents in the warehouse, see the "
		       "table reject\n",
		    text_thousands(documents, s->unread));
	if (o->arg_n)
		print_waiting(&s->changes);
	if (s->running) {
		printf("  under way   ");
		text_safe(stdout, s->who, strlen(s->who));
		putchar('\n');
	}
	printf("  warehouse   ");
	text_safe(stdout, o->db, strlen(o->db));
	putchar('\n');
}

static void
print_json(
    const struct status *s, const struct options *o, struct sqlite3_stmt *run)
{
	const struct changes *c = &s->changes;
	printf("{\"state\":\"%s\",\"status\":%d,\"warehouse\":",
	    state_names[s->state], (int)s->state);
	text_json(stdout, o->db);
	fputs(",\"last_run\":", stdout);
	if (s->any_run) {
		printf("{\"run_id\":%lld,\"finished_at\":",
		    sqlite3_column_int64(run, 0));
		text_json(stdout, query_text(run, 2));
		printf(
		    ",\"age_hours\":%.3f,\"documents\":%lld,\"reports\":%lld,"
		    "\"rejects\":%lld,\"status\":",
		    s->age, sqlite3_column_int64(run, 3),
		    sqlite3_column_int64(run, 4), sqlite3_column_int64(run, 5));
		text_json(stdout, query_text(run, 6));
		putchar('}');
	} else {
		fputs("null", stdout);
	}
	if (o->arg_n)
		printf(",\"waiting\":{\"new\":%zu,\"changed\":%zu,"
		       "\"outdated\":%zu,\"unreadable\":%zu,\"gone\":%zu},"
		       "\"found\":%zu",
		    c->count[STATE_NEW], c->count[STATE_CHANGED],
		    c->count[STATE_OUTDATED], c->count[STATE_UNREADABLE],
		    c->gone, c->files.n);
	printf(",\"unread\":%lld,\"under_way\":", s->unread);
	text_json(stdout, s->running ? s->who : NULL);
	puts("}");
}

int
status_command(const struct options *o)
{
	struct status s = { .state = WELL };
	struct sqlite3 *db = query_open(o->db);
	struct sqlite3_stmt *run = query_prepare(db, last_run_sql);
	s.any_run = query_step(run);
	s.running = lock_held(o->db, s.who, sizeof s.who);
	s.unread = query_count(
	    db, "SELECT count(*) FROM document WHERE status = 'rejected'");
	find_waiting(&s, o, db);
	find_state(&s, o, run);
	if (o->json)
		print_json(&s, o, run);
	else if (!o->quiet || s.state != WELL)
		print_text(&s, o, run);
	sqlite3_finalize(run);
	changes_free(&s.changes);
	query_close(db);
	return (int)s.state;
}
