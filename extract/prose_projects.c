/*
 * prose_projects.c - reports of projects that sentences name: each of which
 * both a budget and an amount spent are stated has a report of its own.
 */
#include <string.h>

#include "prose.h"

#define PROJECTS_MAX 32u /* in a report */

/* What is stated of a project in a report. */
struct named {
	struct slice name; /* printed */
	const char *rule;
	bool budget, executed;
};

struct names {
	struct named named[PROJECTS_MAX];
	size_t n;
};

static bool
is_field(const struct figure *f, const char *field)
{
	return f->section == SECTION_STATEMENT && strcmp(f->field, field) == 0;
}

/* True for a name that says itself that it is a project's. */
static bool
is_project(struct form *r, struct slice name)
{
	const struct prose *p = prose_state(r);
	struct rule_match m;

	return prose_match(p->kernels, prose_key(r, name).s, &m) &&
	    strcmp(rule_name(m.rule), "project") == 0;
}

static struct named *
find_name(struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->n; i++)
		if (slice_eq(names->named[i].name, name))
			return &names->named[i];
	return NULL;
}

/* Notes what a statement measures of whom. */
static void
note(struct form *r, struct names *names, const struct figure *subject,
    struct slice measure)
{
	static const char *const budgets[] = { "budget", "annual", "initial" };
	struct named *named = find_name(names, subject->text);

	if (named == NULL) {
		if (names->n == PROJECTS_MAX || !is_project(r, subject->text))
			return;
		named = &names->named[names->n++];
		*named = (struct named){ .name = subject->text,
			.rule = subject->rule };
	}
	named->executed |= slice_is(measure, "executed");
	for (size_t i = 0; i < sizeof(budgets) / sizeof(budgets[0]); i++)
		named->budget |= slice_is(measure, budgets[i]);
}

static void
read_report(struct form *r, const struct report *q, struct names *names)
{
	const struct figure *own =
	    report_find(q, SECTION_REPORT, "project_name");
	struct slice measure = SLICE_NULL;

	for (size_t i = 0; i < q->n; i++) {
		const struct figure *f = &q->figure[i];
		if (is_field(f, "measure"))
			measure = f->clean;
		else if (is_field(f, "subject") &&
		    (own == NULL || !slice_eq(own->text, f->text)))
			note(r, names, f, measure);
	}
}

/* True where the row of statements that begins at i is of the project. */
static bool
is_of(const struct report *q, size_t i, struct slice name)
{
	uint32_t row = q->figure[i].row;

	for (; i < q->n && q->figure[i].section == SECTION_STATEMENT &&
	     q->figure[i].row == row;
	     i++)
		if (is_field(&q->figure[i], "subject"))
			return slice_eq(q->figure[i].text, name);
	return false;
}

/* The score and the place that are stated of a project are its report's. */
static void
add_own(struct form *r, struct report *to, size_t from)
{
	bool score = false, placed = false, scored = false;

	for (size_t i = from, n = to->n; i < n; i++) {
		struct figure f = to->figure[i];
		if (is_field(&f, "measure"))
			score = slice_is(f.clean, "score");
		if (is_field(&f, "place") && !placed)
			f.field = "place";
		else if (is_field(&f, "figure") && score && !scored)
			f.field = "total_score";
		else
			continue;
		placed |= strcmp(f.field, "place") == 0;
		scored |= strcmp(f.field, "total_score") == 0;
		f.section = SECTION_REPORT;
		f.row = 0;
		pairs_add(r, to, f);
	}
}

/* Moves the statements of a project from one report to another. */
static void
move(struct form *r, struct report *from, struct report *to, struct slice name)
{
	size_t n = 0, first = to->n;
	uint32_t row = 0, new_row = 0;
	bool moves = false;

	for (size_t i = 0; i < from->n; i++) {
		struct figure f = from->figure[i];
		bool stated = f.section == SECTION_STATEMENT;
		if (stated && f.row != row) {
			row = f.row;
			moves = is_of(from, i, name);
			if (moves)
				new_row = report_row(to, SECTION_STATEMENT);
		}
		if (!stated || !moves) {
			from->figure[n++] = f;
			continue;
		}
		f.row = new_row;
		report_add(r->arena, to, f);
	}
	from->n = n;
	add_own(r, to, first);
}

/* A report of a project for each that is named with both its figures. */
static void
split(struct form *r, struct report *q)
{
	struct names names = { .n = 0 };

	read_report(r, q, &names);
	for (size_t i = 0; i < names.n; i++) {
		const struct named *named = &names.named[i];
		struct report *own;
		if (!named->budget || !named->executed)
			continue;
		own = prose_own_report(r, q, named->rule, named->name);
		if (own != NULL && own != q)
			move(r, q, own, named->name);
	}
}

void
prose_projects(struct form *r)
{
	for (const struct report *q = r->first; q != NULL; q = q->next)
		if (!q->narrative)
			return; /* tables report the projects */
	for (struct report *q = r->first; q != NULL; q = q->next)
		if (q->rows[SECTION_STATEMENT] > 1)
			split(r, q);
}
