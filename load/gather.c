/* gather.c - records of the stream, one by one, to rows of the warehouse. */
#include <stdio.h>
#include <time.h>

#include "gather.h"

static void
set_rules(struct gather *g)
{
	snprintf(g->run.rules, sizeof g->run.rules,
	    "extract:%s normalize:%s load:%s", g->extract, g->normalize,
	    g->load);
}

void
gather_open(struct gather *g, struct warehouse *w, const char *load)
{
	time_t now = time(NULL);
	struct tm tm;
	*g = (struct gather){ .w = w, .run = { .w = w } };
	strftime(g->run.now, sizeof g->run.now, "%Y-%m-%dT%H:%M:%SZ",
	    gmtime_r(&now, &tm));
	snprintf(g->extract, sizeof g->extract, "-");
	snprintf(g->normalize, sizeof g->normalize, "-");
	snprintf(g->load, sizeof g->load, "%s", load);
	set_rules(g);
	sqlite3_stmt *s = warehouse_use(w, STATEMENT_LAST_IDS);
	warehouse_row(w, STATEMENT_LAST_IDS);
	g->run.next_id = sqlite3_column_int64(s, 0) + 1;
	g->next_report = sqlite3_column_int64(s, 1) + 1;
	g->run.run_id = sqlite3_column_int64(s, 2) + 1;
	sqlite3_reset(s);
	g->with.w = w;
	g->with.regions = regions_open(w);
	g->with.organisations = organisations_open(w, g->with.regions);
	g->figures = figures_open(w);
	g->document.arena = arena_new();
	g->report.arena = arena_new();
	g->line.arena = arena_new();
}

void
gather_close(struct gather *g)
{
	organisations_close(g->with.organisations);
	regions_close(g->with.regions);
	figures_close(g->figures);
	arena_free(g->document.arena);
	arena_free(g->report.arena);
	arena_free(g->line.arena);
}

static void
end_report(struct gather *g)
{
	line_end(&g->line, g->w);
	report_end(&g->report, &g->document, &g->with);
}

void
gather_flush(struct gather *g)
{
	end_report(g);
	document_end(&g->document, &g->run, g->first_figure, g->last_figure);
	g->document.path = SLICE_NULL;
	g->first_figure = g->last_figure = 0;
}

/* run records state what made the stream; they stand at its beginning. */
static void
take_run(struct gather *g, const struct record *r)
{
	struct slice text = r->f[RECORD_TEXT];
	char *to = NULL;
	size_t room = sizeof g->extract;
	if (slice_is(r->f[RECORD_FIELD], "version")) {
		to = g->version;
		room = sizeof g->version;
	} else if (slice_is(r->f[RECORD_FIELD], "rules")) {
		to = g->extract;
	} else if (slice_is(r->f[RECORD_FIELD], "rules_normalize")) {
		to = g->normalize;
	}
	if (to && text.n > 0)
		snprintf(to, room, "%.*s", SLICE_PRINT(text));
	set_rules(g);
}

static void
switch_report(struct gather *g, struct slice number)
{
	if (g->report.id && slice_eq(g->report.number, number))
		return;
	end_report(g);
	if (!number.p || number.n == 0)
		return;
	report_begin(&g->report, g->next_report++, number);
	g->document.reports++;
	g->reports++;
}

static void
switch_line(struct gather *g, enum record_type type, struct slice number)
{
	if (g->line.type == type && slice_eq(g->line.number, number))
		return;
	line_end(&g->line, g->w);
	if (!g->report.id && type != TYPE_STATEMENT)
		return;
	line_begin(&g->line, g->w, type, number, g->report.id);
	if (type == TYPE_STATEMENT)
		line_document(&g->line, g->document.id);
}

static void
keep_figure(
    struct gather *g, const struct reading *reading, const struct record *r)
{
	struct record noted;
	const char *note = reading->record == TYPE_REPORT
	    ? NULL
	    : line_note(reading->field, r);
	if (note) {
		noted = *r;
		noted.f[RECORD_NOTE] = slice_of(note);
		r = &noted;
	}
	long long id = figures_add(g->figures, reading, r);
	g->last_figure = id;
	g->first_figure = g->first_figure ? g->first_figure : id;
	if (g->report.id) {
		g->report.last_figure = id;
		if (!g->report.first_figure)
			g->report.first_figure = id;
	}
}

/* A record of a report or of a line below it. */
static void
take_figure(struct gather *g, const struct record *r)
{
	if (!document_open(&g->document, &g->run))
		return;
	struct reading reading = *figures_reading(g->figures, r);
	switch_report(g, r->f[RECORD_REPORT]);
	if (reading.record == TYPE_REPORT) {
		line_end(&g->line, g->w);
		if (g->report.id && reading.field != FIELD_UNKNOWN)
			report_field(&g->report, reading.field, r);
	} else {
		switch_line(g, reading.record, r->f[RECORD_ROW]);
		if (g->line.type != TYPE_UNKNOWN)
			line_field(&g->line, reading.field, r);
	}
	keep_figure(g, &reading, r);
}

/* A document begins with its hash: the same path once more, given twice. */
static bool
is_again(const struct gather *g, enum record_type type, const struct record *r)
{
	return type == TYPE_DOCUMENT && g->document.sha256.p &&
	    slice_is(r->f[RECORD_FIELD], "sha256");
}

bool
gather_record(void *user, const struct record *r)
{
	struct gather *g = user;
	enum record_type type = field_type(r->f[RECORD_RECORD]);
	if (type == TYPE_RUN || type == TYPE_UNKNOWN) {
		if (type == TYPE_RUN)
			take_run(g, r);
		return true;
	}
	if (!g->document.path.p ||
	    !slice_eq(g->document.path, r->f[RECORD_DOCUMENT]) ||
	    is_again(g, type, r)) {
		gather_flush(g);
		document_begin(&g->document, r->f[RECORD_DOCUMENT]);
	}
	if (type == TYPE_DOCUMENT)
		document_field(&g->document, r);
	else if (type == TYPE_ACCOUNT)
		document_account(&g->document, r);
	else if (type == TYPE_REJECT)
		document_reject(&g->document, &g->run, r);
	else if (document_scattered(&g->document, &g->run))
		return false;
	else
		take_figure(g, r);
	return true;
}
