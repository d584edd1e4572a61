/* load.c - a whole run: streams in, one transaction, a settled warehouse. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "diag.h"
#include "gather.h"
#include "load.h"
#include "settle.h"
#include "source_list.h"
#include "town.h"

struct load {
	struct warehouse w;
	struct gather gather;
	struct checks *checks;
	long long records, findings;
};

_Noreturn static void
refuse(struct load *l, int status, const char *stream,
    const struct record_reader *reader, const char *what)
{
	warehouse_close(&l->w);
	diag_fatal(status, "%s:%llu: %s; nothing was loaded", stream,
	    reader->line, reader->message[0] ? reader->message : what);
}

/* Without values, every figure would come out as one that is not printed. */
static bool
has_values(void *user, const struct slice *extra, int n,
    const bool known[RECORD_FIELD_COUNT])
{
	(void)user;
	(void)extra;
	(void)n;
	return known[RECORD_VALUE] && known[RECORD_TEXT];
}

static void
read_stream(struct load *l, const char *name, int fd)
{
	static const char *const stopped[] = {
		"the stream has no values; normalize gives them",
		"the records of a document do not stand together"
	};
	struct record_reader reader = { .header = has_values,
		.record = gather_record,
		.user = &l->gather };
	switch (record_read(&reader, fd)) {
	case RECORD_END_OK: break;
	case RECORD_END_TRUNCATED:
		refuse(
		    l, EX_DATAERR, name, &reader, "the stream is incomplete");
	case RECORD_END_IO: refuse(l, EX_IOERR, name, &reader, strerror(errno));
	case RECORD_END_MALFORMED:
		refuse(l, EX_DATAERR, name, &reader, "the stream is malformed");
	case RECORD_END_STOPPED:
		reader.message[0] = '\0';
		refuse(l, EX_DATAERR, name, &reader, stopped[reader.line > 1]);
	}
	gather_flush(&l->gather);
	l->records += (long long)reader.records;
}

static void
read_streams(struct load *l, const struct load_options *o)
{
	for (int i = 0; i < o->stream_n; i++) {
		const char *name = o->stream[i];
		if (strcmp(name, "-") == 0) {
			read_stream(l, "(standard input)", STDIN_FILENO);
			continue;
		}
		int fd = open(name, O_RDONLY | O_CLOEXEC);
		if (fd < 0) {
			warehouse_close(&l->w);
			diag_fatal(EX_NOINPUT, "%s: %s; nothing was loaded",
			    name, strerror(errno));
		}
		read_stream(l, name, fd);
		close(fd);
	}
	if (o->stream_n == 0)
		read_stream(l, "(standard input)", STDIN_FILENO);
}

static void
write_run(struct load *l)
{
	struct gather *g = &l->gather;
	char now[32];
	time_t t = time(NULL);
	struct tm tm;
	strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &tm));
	sqlite3_stmt *s = warehouse_use(&l->w, STATEMENT_RUN_ADD);
	sqlite3_bind_int64(s, 1, g->run.run_id);
	warehouse_text(s, 2, slice_of(g->run.now));
	warehouse_text(s, 3, slice_of(now));
	sqlite3_bind_int64(s, 4, g->run.documents);
	sqlite3_bind_int64(s, 5, g->run.unchanged);
	sqlite3_bind_int64(s, 6, g->reports);
	sqlite3_bind_int64(s, 7, l->records);
	sqlite3_bind_int64(s, 8, g->run.rejects);
	sqlite3_bind_int64(s, 9, l->findings);
	warehouse_text(s, 10, slice_of(g->run.bad ? "rejects" : "ok"));
	if (g->version[0])
		warehouse_text(s, 11, slice_of(g->version));
	warehouse_text(s, 12, slice_of(g->run.rules));
	warehouse_step(&l->w, STATEMENT_RUN_ADD);
}

/* Ends the process where more documents were rejected than may be. */
static void
heed_limit(struct load *l, const struct load_options *o)
{
	const struct document_run *run = &l->gather.run;
	double all = (double)(run->documents + run->unchanged);
	double limit = o->max_rejects * (o->reject_percent ? all / 100 : 1);
	if (o->max_rejects < 0 || (double)run->rejected <= limit)
		return;
	warehouse_close(&l->w);
	diag_fatal(EX_DATAERR,
	    "%lld of %.0f documents could not be read, more than %g%s; "
	    "nothing was loaded",
	    run->rejected, all, o->max_rejects, o->reject_percent ? "%" : "");
}

/*
 * A run that brought nothing new leaves no trace: twice is once. But where
 * the files are kept track of, the run itself tells that they were looked at.
 */
static void
finish(struct load *l, const struct load_options *o)
{
	struct gather *g = &l->gather;
	long long pruned = 0;
	heed_limit(l, o);
	if (o->sources)
		pruned = source_list_apply(
		    &l->w, o->sources, g->run.run_id, g->run.now);
	bool recheck = checks_changed(l->checks, &l->w);
	if (g->run.documents > 0 || pruned > 0 || recheck) {
		settle_run(&l->w);
		l->findings = checks_run(l->checks, &l->w, g->run.run_id);
	}
	if (g->run.documents > 0 || o->sources || recheck)
		write_run(l);
	if (pruned > 0)
		source_list_prune(&l->w);
	warehouse_commit(&l->w);
	diag(DIAG_INFO, (struct place){ .document = l->w.path },
	    "%lld documents new or changed, %lld unchanged; %lld reports, "
	    "%lld findings, %lld rejects",
	    g->run.documents, g->run.unchanged, g->reports, l->findings,
	    g->run.rejects);
	if (g->run.bad > 0)
		diag_worsen(1);
}

int
load_check(const char *rules)
{
	struct warehouse w;
	struct gather g;
	struct checks *checks = checks_open(rules);
	int wrong = checks_try(checks);
	warehouse_open(&w, ":memory:", rules);
	gather_open(&g, &w, "");
	towns_free(towns_new(&w));
	gather_close(&g);
	checks_close(checks);
	warehouse_close(&w);
	return wrong;
}

void
load_run(const struct load_options *o)
{
	static struct load l;
	l.checks = checks_open(o->rules);
	warehouse_open(&l.w, o->warehouse, o->rules);
	gather_open(&l.gather, &l.w, checks_hash(l.checks));
	l.gather.run.full = o->full;
	read_streams(&l, o);
	finish(&l, o);
	gather_close(&l.gather);
	checks_close(l.checks);
	warehouse_close(&l.w);
}
