/* ingest.c - one run of the night: the stages under one lock. */
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "diag.h"
#include "heap.h"
#include "lock.h"
#include "pipeline.h"
#include "progress.h"
#include "query.h"
#include "snapshot.h"
#include "sources.h"
#include "summary.h"

struct ingest {
	const struct options *options;
	struct sources old;
	struct changes changes;
	FILE *list; /* paths for extract, one a line */
	FILE *side; /* rows of sources for load */
	long *end;  /* per path of the list: see struct progress */
	long long *bytes;
	size_t listed;
	char **odd; /* paths with a line break, which no list can hold */
	size_t odd_n;
	long long last_run; /* before this one; 0: there was none */
};

static struct pipeline running;
static volatile sig_atomic_t stopped_by;

static void
stop(int number)
{
	stopped_by = number;
	pipeline_kill(&running);
}

static void
catch_signals(void)
{
	const int caught[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction action = { .sa_handler = stop };
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
		struct sigaction old;
		/* nohup(1) is heeded. */
		if (sigaction(caught[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
	/* Too large a file is an error to report, not a reason to be killed. */
	signal(SIGXFSZ, SIG_IGN);
}

static double
seconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	    (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* A file without a name, that goes when the last process closes it. */
static FILE *
scratch(void)
{
	const char *folder = getenv("TMPDIR");
	if (!folder || !*folder)
		folder = "/tmp";
	size_t n = strlen(folder) + sizeof "/jixiao-XXXXXX";
	char *path = heap_take(n);
	snprintf(path, n, "%s/jixiao-XXXXXX", folder);
	int fd = mkstemp(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");
	if (!f)
		diag_fatal(EX_CANTCREAT, "cannot make a file in %s: %s", folder,
		    strerror(errno));
	unlink(path);
	free(path);
	return f;
}

static void
finish(FILE *f)
{
	if (fflush(f) != 0 || ferror(f))
		diag_fatal(EX_IOERR, "cannot write a list of files: %s",
		    strerror(errno));
	lseek(fileno(f), 0, SEEK_SET);
}

static void
write_list(struct ingest *in)
{
	const struct changes *c = &in->changes;
	long offset = 0;
	long long bytes = 0;
	in->list = scratch();
	in->end = heap_zero(c->files.n + 1, sizeof *in->end);
	in->bytes = heap_zero(c->files.n + 1, sizeof *in->bytes);
	in->odd = heap_zero(c->files.n + 1, sizeof *in->odd);
	for (size_t i = 0; i < c->files.n; i++) {
		const struct file *e = &c->files.file[i];
		if (!changes_reads(c, i))
			continue;
		if (strchr(e->path, '\n')) {
			in->odd[in->odd_n++] = e->path;
			continue;
		}
		fprintf(in->list, "%s\n", e->path);
		offset += (long)strlen(e->path) + 1;
		bytes += e->bytes > 0 ? e->bytes : 0;
		in->end[in->listed] = offset;
		in->bytes[in->listed++] = bytes;
	}
	finish(in->list);
}

static void
write_side(struct ingest *in)
{
	in->side = scratch();
	changes_write(&in->changes, &in->old, in->options->prune, in->side);
	finish(in->side);
}

/* Arguments of a stage; NULL behind the last. */
struct arguments {
	char **list;
	size_t n, capacity;
};

static void
add(struct arguments *a, const char *s)
{
	a->list = heap_grow(a->list, &a->capacity, a->n + 2, sizeof *a->list);
	a->list[a->n++] = heap_copy(slice_of(s));
	a->list[a->n] = NULL;
}

static void
arguments_free(struct arguments *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->list[i]);
	free(a->list);
}

/* What all stages are told. */
static struct arguments
arguments_for_all(const struct options *o)
{
	struct arguments a = { 0 };
	add(&a, "--quiet");
	add(&a, "--rules");
	add(&a, o->rules);
	return a;
}

static struct arguments
arguments_for_extract(const struct ingest *in)
{
	struct arguments a = arguments_for_all(in->options);
	char jobs[24];
	snprintf(jobs, sizeof jobs, "%lld", in->options->jobs);
	add(&a, "--files-from");
	/* Several processes each open the list for themselves. */
	add(&a, in->options->jobs > 1 ? "/dev/stdin" : "-");
	if (in->options->jobs > 1) {
		add(&a, "--jobs");
		add(&a, jobs);
	}
	add(&a, "--");
	for (size_t i = 0; i < in->odd_n; i++)
		add(&a, in->odd[i]);
	return a;
}

static struct arguments
arguments_for_load(const struct ingest *in)
{
	const struct options *o = in->options;
	struct arguments a = arguments_for_all(o);
	char side[64];
	snprintf(side, sizeof side, "/dev/fd/%d", fileno(in->side));
	if (o->full)
		add(&a, "--full");
	add(&a, "--sources");
	add(&a, side);
	if (o->max_rejects) {
		add(&a, "--max-rejects");
		add(&a, o->max_rejects);
	}
	add(&a, "--");
	add(&a, o->db);
	return a;
}

/*
 * What the run's own row in the warehouse says: 0, 1 where it has rejects, -1
 * where there is none, so that nothing of it was committed.
 */
static int
committed(const struct ingest *in)
{
	struct sqlite3 *db = query_open_if_there(in->options->db);
	if (!db)
		return -1;
	int status = -1;
	struct sqlite3_stmt *run = query_prepare(db,
	    "SELECT status <> 'ok' FROM run WHERE run_id > ?1"
	    " AND finished_at IS NOT NULL ORDER BY run_id DESC");
	query_bind_number(run, 1, in->last_run);
	if (query_step(run))
		status = sqlite3_column_int(run, 0);
	sqlite3_finalize(run);
	query_close(db);
	return status;
}

/* What the stages' ends mean; killed after the commit, none is missed. */
static int
status_of_stages(const struct ingest *in)
{
	int done = pipeline_was_killed(&running) ? committed(in) : -1;
	if (done < 0)
		return pipeline_status(&running, stopped_by != 0);
	if (!stopped_by)
		diag(DIAG_WARNING, (struct place){ 0 },
		    "a stage was killed after all was committed");
	return done;
}

/* Runs the stages and waits for them: the worst status. */
static int
run_stages(struct ingest *in)
{
	struct arguments of[STAGE_COUNT] = {
		[STAGE_EXTRACT] = arguments_for_extract(in),
		[STAGE_NORMALIZE] = arguments_for_all(in->options),
		[STAGE_LOAD] = arguments_for_load(in),
	};
	const struct progress progress = { fileno(in->list), in->end, in->bytes,
		in->listed };
	struct pipeline_arguments arguments;
	for (int i = 0; i < STAGE_COUNT; i++)
		arguments.stage[i] = of[i].list;
	pipeline_start(&running, &arguments, fileno(in->list), STDERR_FILENO);
	progress_wait(&progress, &running);
	for (int i = 0; i < STAGE_COUNT; i++)
		arguments_free(&of[i]);
	return status_of_stages(in);
}

static void
print_summary(const struct ingest *in, int status, double seconds)
{
	const struct changes *c = &in->changes;
	const struct options *o = in->options;
	const struct summary summary = {
		.warehouse = o->db,
		.status = status,
		.seconds = seconds,
		.found = c->files.n,
		.new = c->count[STATE_NEW],
		.changed = c->count[STATE_CHANGED],
		.outdated = c->count[STATE_OUTDATED],
		.unchanged = c->count[STATE_UNCHANGED],
		.unreadable = c->count[STATE_UNREADABLE],
		.missing = c->missing,
		.bytes_read = c->to_read,
		.pruned = o->prune,
	};
	struct sqlite3 *db = status <= 1 ? query_open(o->db) : NULL;
	if (o->json)
		summary_print_json(&summary, db);
	else
		summary_print(&summary, db);
	query_close(db);
}

static void
close_all(struct ingest *in)
{
	sources_free(&in->old);
	changes_free(&in->changes);
	fclose(in->list);
	fclose(in->side);
	free(in->end);
	free(in->bytes);
	free(in->odd);
}

/* Ends as the signal would have ended us, now that the stages are gone. */
static void
end_if_stopped(int status)
{
	if (!stopped_by || status <= 1)
		return;
	diag(DIAG_ERROR, (struct place){ 0 },
	    "stopped by signal %d: nothing was committed", (int)stopped_by);
	signal(stopped_by, SIG_DFL);
	raise(stopped_by);
}

int
ingest_command(const struct options *o)
{
	struct ingest in = { .options = o };
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	if (o->arg_n == 0)
		options_wrong("ingest wants a PATH to read");
	for (int i = 0; i < o->arg_n; i++)
		if (strcmp(o->arg[i], "-") == 0)
			options_wrong("ingest reads files, not standard input; "
				      "for that connect the stages by pipes");
	if (o->snapshot)
		snapshot_check(o->db, o->snapshot);
	catch_signals();
	lock_take(o->db);
	struct sqlite3 *db = query_open_if_there(o->db);
	sources_read(&in.old, db, o->rules);
	if (db && query_has(db, "run"))
		in.last_run = query_count(db, "SELECT max(run_id) FROM run");
	query_close(db);
	const struct changes_wanted wanted = { o->db, o->snapshot, o->arg,
		o->arg_n, o->full };
	changes_find(&in.changes, &in.old, &wanted);
	write_list(&in);
	write_side(&in);
	int status = run_stages(&in);
	end_if_stopped(status);
	if (o->snapshot && status <= 1)
		snapshot_write(o->db, o->snapshot);
	if (status != 0 || !o->quiet)
		print_summary(&in, status, seconds_since(&start));
	close_all(&in);
	return status;
}
