/* document.c - one document of the stream on its way into the warehouse. */
#include "document.h"

static const char *const count_name[COUNT_COUNT] = {
	[COUNT_LINES] = "lines",
	[COUNT_BLANK] = "blank",
	[COUNT_VALUE] = "value",
	[COUNT_STRUCTURAL] = "structural",
	[COUNT_DISCARDED] = "discarded",
	[COUNT_UNCLAIMED] = "unclaimed",
	[COUNT_BAD] = "bad",
};

void
document_begin(struct document *d, struct slice path)
{
	struct arena *arena = d->arena;
	arena_reset(arena);
	*d = (struct document){ .arena = arena };
	d->path = arena_copy(arena, path);
}

static struct slice
copy(struct document *d, struct slice text)
{
	return text.p ? arena_copy(d->arena, text) : SLICE_NULL;
}

void
document_field(struct document *d, const struct record *r)
{
	struct slice name = r->f[RECORD_FIELD];
	struct slice text = record_meant(r);
	if (slice_is(name, "sha256"))
		d->sha256 = copy(d, text);
	else if (slice_is(name, "bytes"))
		d->bytes = copy(d, text);
	else if (slice_is(name, "encoding"))
		d->encoding = copy(d, text);
	else if (slice_is(name, "layout"))
		d->layout = copy(d, text);
	else if (slice_is(name, "publisher") && !d->publisher.p)
		d->publisher = copy(d, text);
	else if (slice_is(name, "place") && d->place_n < DOCUMENT_PLACES_MAX)
		d->place[d->place_n++] = copy(d, text);
}

void
document_account(struct document *d, const struct record *r)
{
	for (int i = 0; i < COUNT_COUNT; i++)
		if (slice_is(r->f[RECORD_FIELD], count_name[i]))
			d->count[i] = copy(d, r->f[RECORD_TEXT]);
}

bool
document_open(struct document *d, struct document_run *run)
{
	if (d->id || d->skip)
		return !d->skip;
	sqlite3_stmt *s = warehouse_use(run->w, STATEMENT_DOCUMENT_FIND);
	warehouse_text(s, 1, d->path);
	warehouse_text(s, 2, d->sha256);
	warehouse_text(s, 3, slice_of(run->rules));
	while (warehouse_row(run->w, STATEMENT_DOCUMENT_FIND)) {
		d->replaces = sqlite3_column_int64(s, 0);
		d->skip = d->skip || sqlite3_column_int(s, 1);
	}
	d->skip = d->skip && !run->full;
	if (d->skip)
		run->unchanged++;
	else
		d->id = run->next_id++;
	run->documents += !d->skip;
	s = warehouse_use(run->w, STATEMENT_DOCUMENT_SEEN);
	sqlite3_bind_int64(s, 1, d->skip ? d->replaces : d->id);
	warehouse_step(run->w, STATEMENT_DOCUMENT_SEEN);
	return !d->skip;
}

bool
document_scattered(const struct document *d, struct document_run *run)
{
	if (d->id || d->skip || d->sha256.p)
		return false;
	sqlite3_stmt *s = warehouse_use(run->w, STATEMENT_DOCUMENT_AGAIN);
	warehouse_text(s, 1, d->path);
	bool again = warehouse_row(run->w, STATEMENT_DOCUMENT_AGAIN);
	sqlite3_reset(s);
	return again;
}

void
document_reject(
    struct document *d, struct document_run *run, const struct record *r)
{
	struct slice class = r->f[RECORD_FIELD];
	bool bad = slice_is(class, "bad");
	d->bad = d->bad || bad;
	run->bad += bad;
	if (!document_open(d, run) ||
	    (!bad && !slice_is(class, "discarded") &&
		!slice_is(class, "unclaimed")))
		return;
	sqlite3_stmt *s = warehouse_use(run->w, STATEMENT_REJECT_ADD);
	sqlite3_bind_int64(s, 1, d->id);
	warehouse_text(s, 2, d->path);
	warehouse_count(s, 3, r->f[RECORD_LINE]);
	warehouse_text(s, 4, class);
	warehouse_text(s, 5, r->f[RECORD_NOTE]);
	warehouse_text(s, 6, r->f[RECORD_TEXT]);
	warehouse_count(s, 7, r->f[RECORD_COLUMN]);
	warehouse_count(s, 8, r->f[RECORD_BYTE]);
	warehouse_text(s, 9, r->f[RECORD_RULE]);
	warehouse_step(run->w, STATEMENT_REJECT_ADD);
	run->rejects++;
}

static void
replace(const struct document *d, struct document_run *run)
{
	sqlite3_stmt *s = warehouse_use(run->w, STATEMENT_DOCUMENT_REPLACE);
	sqlite3_bind_int64(s, 1, d->replaces);
	sqlite3_bind_int64(s, 2, d->id);
	warehouse_step(run->w, STATEMENT_DOCUMENT_REPLACE);
	s = warehouse_use(run->w, STATEMENT_DOCUMENT_REPLACED);
	sqlite3_bind_int64(s, 1, d->replaces);
	warehouse_step(run->w, STATEMENT_DOCUMENT_REPLACED);
}

void
document_end(struct document *d, struct document_run *run, long long first,
    long long last)
{
	if (!d->path.p || !document_open(d, run))
		return;
	bool rejected = d->bad && d->reports == 0;
	run->rejected += rejected;
	sqlite3_stmt *s = warehouse_use(run->w, STATEMENT_DOCUMENT_ADD);
	sqlite3_bind_int64(s, 1, d->id);
	warehouse_text(s, 2, d->path);
	warehouse_text(s, 3, d->sha256);
	warehouse_count(s, 4, d->bytes);
	warehouse_text(s, 5, d->encoding);
	warehouse_text(s, 6, d->layout);
	warehouse_text(s, 7, slice_of(run->now));
	warehouse_text(s, 8, slice_of(rejected ? "rejected" : "current"));
	sqlite3_bind_int64(s, 9, run->run_id);
	warehouse_text(s, 10, d->publisher);
	warehouse_text(s, 11, slice_of(run->rules));
	for (int i = 0; i < COUNT_COUNT; i++)
		warehouse_count(s, 12 + i, d->count[i]);
	if (first > 0) {
		sqlite3_bind_int64(s, 19, first);
		sqlite3_bind_int64(s, 20, last);
	}
	warehouse_step(run->w, STATEMENT_DOCUMENT_ADD);
	if (d->replaces)
		replace(d, run);
}
