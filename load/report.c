/* report.c - one report of a document: its head. */
#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "plain.h"
#include "report.h"

/* Parameters of STATEMENT_REPORT_ADD, in its order. */
enum {
	AT_ID = 1,
	AT_DOCUMENT,
	AT_ORDINAL,
	AT_KIND,
	AT_TITLE,
	AT_YEAR,
	AT_REGION,
	AT_DEPARTMENT,
	AT_UNIT,
	AT_PROJECT_NAME,
	AT_PROJECT_CODE,
	AT_UNIT_CODE,
	AT_GOAL_EXPECTED,
	AT_GOAL_ACTUAL,
	AT_TOTAL_WEIGHT,
	AT_TOTAL_SCORE,
	AT_FIRST_LINE,
	AT_LAST_LINE,
	AT_GRADE,
	AT_LAYOUT,
	AT_FORM,
	AT_REGION_FROM,
	AT_CODE_REGION,
	AT_CODE_YEAR,
	AT_TOTAL_SCORE_STEP,
	AT_PROJECT_KEY,
	AT_FIRST_FIGURE,
	AT_LAST_FIGURE,
	AT_UNIT_ID,
	AT_DEPARTMENT_ID,
	AT_GOAL_SCORE
};

/* Fields that are plain texts, and where they go. */
static const int text_at[REPORT_FIELD_COUNT] = {
	[REPORT_KIND] = AT_KIND,
	[REPORT_TITLE] = AT_TITLE,
	[REPORT_DEPARTMENT] = AT_DEPARTMENT,
	[REPORT_UNIT] = AT_UNIT,
	[REPORT_PROJECT_NAME] = AT_PROJECT_NAME,
	[REPORT_PROJECT_CODE] = AT_PROJECT_CODE,
	[REPORT_UNIT_CODE] = AT_UNIT_CODE,
	[REPORT_GOAL_EXPECTED] = AT_GOAL_EXPECTED,
	[REPORT_GOAL_ACTUAL] = AT_GOAL_ACTUAL,
	[REPORT_GRADE] = AT_GRADE,
	[REPORT_LAYOUT] = AT_LAYOUT,
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
		warehouse_text(
		    s, AT_CODE_REGION, slice_of(region_code(regions, by_code)));
		sqlite3_bind_int(s, AT_CODE_YEAR, year);
		if (place == REGION_NONE)
			from = "code";
		else if (is_same(regions, by_code, place))
			from = "both";
		if (place == REGION_NONE ||
		    region_within(regions, by_code, place))
			place = by_code;
	}
	warehouse_text(s, AT_REGION, slice_of(region_code(regions, place)));
	warehouse_text(s, AT_REGION_FROM, slice_of(from));
	return place;
}

/*
 * A project's name less the year that it is reported for: 2022年桥梁维修 goes on
 * as 2023年桥梁维修. Of another year it is another project.
 */
static struct slice
less_year(struct report *r, struct slice name, struct slice year)
{
	for (size_t i = 0; year.n == 4 && i + 4 < name.n; i++) {
		struct slice rest = { name.p + i + 4, name.n - i - 4 };
		if (memcmp(name.p + i, year.p, 4) != 0 ||
		    !slice_begins(rest, "年"))
			continue;
		const char *word = slice_begins(rest, "年度") ? "年度" : "年";
		size_t n = strlen(word);
		if (i + rest.n == n)
			break; /* the year is all of its name */
		char *p = arena_take(r->arena, name.n);
		memcpy(p, name.p, i);
		memcpy(p + i, rest.p + n, rest.n - n);
		return (struct slice){ p, i + rest.n - n };
	}
	return name;
}

/*
 * The same for all reports of the same project, or of the whole department, of
 * the same unit, place and year. Where no unit is named, only the document
 * tells projects apart: by its bytes, as the same file may lie in two places.
 */
static struct slice
project_key(struct report *r, const struct document *d, long long organisation)
{
	struct slice year = r->field[REPORT_FISCAL_YEAR];
	struct slice project = r->field[REPORT_PROJECT_NAME];
	struct slice file = d->sha256.p ? d->sha256 : d->path;
	bool whole = !project.p && year.p && organisation &&
	    slice_is(r->field[REPORT_KIND], "department_self_evaluation");
	if (project.p)
		project = less_year(r, fold_key_text(r->arena, project), year);
	else if (whole)
		project = SLICE_LITERAL("=whole");
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
	sqlite3_bind_int64(s, AT_ID, r->id);
	sqlite3_bind_int64(s, AT_DOCUMENT, d->id);
	sqlite3_bind_int(s, AT_ORDINAL, 0); /* where the stream has no number */
	warehouse_count(s, AT_ORDINAL, r->number);
	if (!r->field[REPORT_KIND].p)
		r->field[REPORT_KIND] = SLICE_LITERAL("unknown");
	for (int i = 0; i < REPORT_FIELD_COUNT; i++)
		if (text_at[i])
			warehouse_text(s, text_at[i], r->field[i]);
	warehouse_count(s, AT_YEAR, r->field[REPORT_FISCAL_YEAR]);
	warehouse_double(s, AT_TOTAL_WEIGHT, r->field[REPORT_TOTAL_WEIGHT]);
	warehouse_double(s, AT_TOTAL_SCORE, r->field[REPORT_TOTAL_SCORE]);
	warehouse_count(s, AT_FIRST_LINE, r->field[REPORT_FIRST_LINE]);
	warehouse_count(s, AT_LAST_LINE, r->field[REPORT_LAST_LINE]);
	warehouse_text(s, AT_FORM, r->form);
	int place = bind_place(s, r, d, with->regions);
	warehouse_double(s, AT_TOTAL_SCORE_STEP, r->total_score_step);
	warehouse_double(s, AT_GOAL_SCORE, r->field[REPORT_GOAL_SCORE]);
	long long unit =
	    organisation_id(with->organisations, r->field[REPORT_UNIT], place);
	long long department = organisation_id(
	    with->organisations, r->field[REPORT_DEPARTMENT], place);
	warehouse_text(
	    s, AT_PROJECT_KEY, project_key(r, d, unit ? unit : department));
	if (unit)
		sqlite3_bind_int64(s, AT_UNIT_ID, unit);
	if (department)
		sqlite3_bind_int64(s, AT_DEPARTMENT_ID, department);
	if (r->first_figure > 0) {
		sqlite3_bind_int64(s, AT_FIRST_FIGURE, r->first_figure);
		sqlite3_bind_int64(s, AT_LAST_FIGURE, r->last_figure);
	}
	warehouse_step(with->w, STATEMENT_REPORT_ADD);
	r->id = 0;
}
