/* report.c - one report of a document: its head. */
#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "plain.h"
#include "report.h"

/* Parameters of STATEMENT_REPORT_ADD that are plain texts. */
static const int text_at[REPORT_FIELD_COUNT] = {
	[REPORT_KIND] = 4,
	[REPORT_TITLE] = 5,
	[REPORT_DEPARTMENT] = 8,
	[REPORT_UNIT] = 9,
	[REPORT_PROJECT_NAME] = 10,
	[REPORT_PROJECT_CODE] = 11,
	[REPORT_UNIT_CODE] = 12,
	[REPORT_GOAL_EXPECTED] = 13,
	[REPORT_GOAL_ACTUAL] = 14,
	[REPORT_GRADE] = 19,
	[REPORT_LAYOUT] = 20,
};

void
report_begin(struct report *r, long long id, struct slice number)
{
	struct arena *arena = r->arena;
	arena_reset(arena);
	*r = (struct report){ .arena = arena, .id = id };
	r->number = arena_copy(arena, number);
}

/* A code without the spaces that a dump put into it. */
static struct slice
code(struct report *r, struct slice text)
{
	char *to = arena_take(r->arena, text.n + 1);
	size_t n = 0;
	struct slice narrow = fold_width(r->arena, text);
	for (size_t i = 0; i < narrow.n && n < text.n; i++)
		if ((unsigned char)narrow.p[i] > ' ')
			to[n++] = narrow.p[i];
	return (struct slice){ to, n };
}

void
report_field(struct report *r, int field, const struct record *record)
{
	struct slice text = record_meant(record);
	if (field == REPORT_TOTAL_WEIGHT || field == REPORT_TOTAL_SCORE ||
	    field == REPORT_GOAL_SCORE || field == REPORT_FISCAL_YEAR)
		text = record->f[RECORD_VALUE];
	if (!text.p || text.n == 0)
		return;
	if (field == REPORT_PLACE) {
		if (r->place_n < REPORT_PLACES_MAX)
			r->place[r->place_n++] = arena_copy(r->arena, text);
		return;
	}
	if (r->field[field].p)
		return;
	if (field == REPORT_PROJECT_CODE || field == REPORT_UNIT_CODE)
		r->field[field] = code(r, text);
	else
		r->field[field] = arena_copy(r->arena, text);
	if (field == REPORT_KIND && record->f[RECORD_RULE].p)
		r->form = arena_copy(r->arena, record->f[RECORD_RULE]);
	if (field == REPORT_TOTAL_SCORE && record->f[RECORD_STEP].p)
		r->total_score_step =
		    arena_copy(r->arena, record->f[RECORD_STEP]);
}

/*
 * Project codes begin with the county's six digits, two of the year and a
 * letter: 13052924P00584210648N. Others tell nothing.
 */
static int
code_place(const struct report *r, const struct regions *regions, int *year)
{
	struct slice s = r->field[REPORT_PROJECT_CODE];
	if (!s.p || s.n < 12 || slice_digits(s, 0) < 8 || s.p[8] < 'A' ||
	    s.p[8] > 'Z')
		return REGION_NONE;
	int place = region_find(regions, (struct slice){ s.p, 6 });
	if (place != REGION_NONE)
		*year = 2000 + (s.p[6] - '0') * 10 + (s.p[7] - '0');
	return place;
}

struct evidence {
	struct region_evidence
	    list[REPORT_PLACES_MAX + DOCUMENT_PLACES_MAX + 5];
	size_t n;
};

static void
evidence_add(struct evidence *e, struct slice text, int rank)
{
	if (text.p && text.n > 0)
		e->list[e->n++] = (struct region_evidence){ text, rank };
}

static int
resolve(const struct report *r, const struct document *d,
    struct regions *regions, int context)
{
	long long year = 0;
	(void)plain_count(r->field[REPORT_FISCAL_YEAR], &year);
	int of = year < 10000 ? (int)year : 0;
	struct evidence e = { .n = 0 };
	evidence_add(&e, r->field[REPORT_UNIT], 0);
	evidence_add(&e, r->field[REPORT_DEPARTMENT], 1);
	evidence_add(&e, r->field[REPORT_TITLE], 2);
	for (int i = 0; i < r->place_n; i++)
		evidence_add(&e, r->place[i], 3);
	evidence_add(&e, d->publisher, 4);
	for (int i = 0; i < d->place_n; i++)
		evidence_add(&e, d->place[i], 5);
	int place = region_resolve(regions, e.list, e.n, context, of);
	if (place != REGION_NONE || context != REGION_NONE)
		return place;
	e.n = 0;
	evidence_add(&e, r->field[REPORT_PROJECT_NAME], 0);
	return region_resolve(regions, e.list, e.n, context, of);
}

/* Whether a code and a name agree; old codes live on in the systems. */
static bool
is_same(const struct regions *regions, int code, int name)
{
	return region_within(regions, code, name) ||
	    region_now(regions, code) == region_now(regions, name);
}

/* Returns the place. */
static int
bind_place(sqlite3_stmt *s, const struct report *r, const struct document *d,
    struct regions *regions)
{
	int year = 0;
	int by_code = code_place(r, regions, &year);
	int place = resolve(r, d, regions, by_code);
	const char *from = place != REGION_NONE ? "name" : NULL;
	if (by_code != REGION_NONE) {
		warehouse_text(s, 23, slice_of(region_code(regions, by_code)));
		sqlite3_bind_int(s, 24, year);
		if (place == REGION_NONE)
			from = "code";
		else if (is_same(regions, by_code, place))
			from = "both";
		if (place == REGION_NONE ||
		    region_within(regions, by_code, place))
			place = by_code;
	}
	warehouse_text(s, 7, slice_of(region_code(regions, place)));
	warehouse_text(s, 22, slice_of(from));
	return place;
}

/*
 * The same for all reports of the same project, unit, place and year. Where no
 * unit is named, only the document tells projects apart: by its bytes, as the
 * same file may lie in two places.
 */
static struct slice
project_key(struct report *r, const struct document *d, long long organisation)
{
	struct slice year = r->field[REPORT_FISCAL_YEAR];
	struct slice project = r->field[REPORT_PROJECT_NAME];
	struct slice file = d->sha256.p ? d->sha256 : d->path;
	if (project.p)
		project = fold_key_text(r->arena, project);
	size_t room = year.n + file.n + project.n + 32;
	char *text = arena_take(r->arena, room);
	int n;
	if (!project.p)
		/* Nothing says that it is the same as any other. */
		n = snprintf(text, room, "#%.*s|%.*s", SLICE_PRINT(file),
		    SLICE_PRINT(r->number));
	else if (organisation)
		n = snprintf(text, room, "%.*s|%lld|%.*s", SLICE_PRINT(year),
		    organisation, SLICE_PRINT(project));
	else
		n = snprintf(text, room, "%.*s|%.*s|%.*s", SLICE_PRINT(year),
		    SLICE_PRINT(file), SLICE_PRINT(project));
	return (struct slice){ text, (size_t)n };
}

void
report_end(
    struct report *r, const struct document *d, const struct report_run *with)
{
	if (!r->id)
		return;
	sqlite3_stmt *s = warehouse_use(with->w, STATEMENT_REPORT_ADD);
	sqlite3_bind_int64(s, 1, r->id);
	sqlite3_bind_int64(s, 2, d->id);
	sqlite3_bind_int(s, 3, 0); /* where the stream has no number */
	warehouse_count(s, 3, r->number);
	if (!r->field[REPORT_KIND].p)
		r->field[REPORT_KIND] = SLICE_LITERAL("unknown");
	for (int i = 0; i < REPORT_FIELD_COUNT; i++)
		if (text_at[i])
			warehouse_text(s, text_at[i], r->field[i]);
	warehouse_count(s, 6, r->field[REPORT_FISCAL_YEAR]);
	warehouse_double(s, 15, r->field[REPORT_TOTAL_WEIGHT]);
	warehouse_double(s, 16, r->field[REPORT_TOTAL_SCORE]);
	warehouse_count(s, 17, r->field[REPORT_FIRST_LINE]);
	warehouse_count(s, 18, r->field[REPORT_LAST_LINE]);
	warehouse_text(s, 21, r->form);
	int place = bind_place(s, r, d, with->regions);
	warehouse_double(s, 25, r->total_score_step);
	warehouse_double(s, 31, r->field[REPORT_GOAL_SCORE]);
	long long unit =
	    organisation_id(with->organisations, r->field[REPORT_UNIT], place);
	long long department = organisation_id(
	    with->organisations, r->field[REPORT_DEPARTMENT], place);
	warehouse_text(s, 26, project_key(r, d, unit ? unit : department));
	if (unit)
		sqlite3_bind_int64(s, 29, unit);
	if (department)
		sqlite3_bind_int64(s, 30, department);
	if (r->first_figure > 0) {
		sqlite3_bind_int64(s, 27, r->first_figure);
		sqlite3_bind_int64(s, 28, r->last_figure);
	}
	warehouse_step(with->w, STATEMENT_REPORT_ADD);
	r->id = 0;
}
