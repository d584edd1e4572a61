/* forms.c - where one report ends and the next begins, and what form it is. */
#include <string.h>

#include "form.h"

struct report *
forms_pending(struct form *r)
{
	if (r->pending == NULL)
		r->pending = arena_zero(r->arena, sizeof(*r->pending));
	return r->pending;
}

void
forms_open(
    struct form *r, const struct role *form, struct slice title, const char *at)
{
	struct report *p;

	indicators_flush(r); /* into the report that ends here */
	r->list.head = NULL;
	p = forms_pending(r);
	p->form = form;
	if (p->first_title.p == NULL)
		p->first_title = title;
	p->title = title;
	p->title_at = at;
	p->titled = true;
	p->narrative = strcmp(form->name, "self_evaluation_narrative") == 0;
}

void
forms_close(struct form *r)
{
	indicators_flush(r);
	r->report = NULL;
	r->head = (struct head){ 0 };
	r->level[0].text = r->level[1].text = SLICE_NULL;
	r->block = NULL;
	r->total = NULL;
	r->block_unit = SLICE_NULL;
	r->source_n = r->source_columns = 0;
}

void
forms_new(struct form *r)
{
	struct report *next = forms_pending(r);

	r->pending = NULL; /* what is still open belongs to the one before */
	forms_close(r);
	r->report = next;
	next->layout = r->layout;
	*r->last = next;
	r->last = &next->next;
}

struct report *
forms_table(struct form *r)
{
	if (r->report == NULL || (r->pending != NULL && r->pending->titled))
		forms_new(r);
	return r->report;
}

/* True where every sign of a line was seen, and none that ! denies. */
static bool
signs_hold(const struct report *report, struct slice signs)
{
	while (signs.n > 0) {
		const char *end = memchr(signs.p, ' ', signs.n);
		size_t n = end ? (size_t)(end - signs.p) : signs.n;
		bool deny = n > 0 && signs.p[0] == '!';
		struct slice id = { signs.p + deny, n - deny };
		if (n > 0 && report_has_seen(report, id) == deny)
			return false;
		n += end != NULL;
		signs = slice_rest(signs, n);
	}
	return true;
}

static bool
has_signs(const struct report *report, const struct rule *form)
{
	struct slice signs;

	for (size_t k = 0; (signs = rule_attr(form, "signs", k)).p != NULL; k++)
		if (signs_hold(report, signs))
			return true;
	return false;
}

/*
 * The form that a report's columns and labels tell: any where its title tells
 * none, else only one that is said to stand over the title's.
 */
static const struct role *
by_signs(struct form *r, const struct report *report, const struct role *titled)
{
	struct rules *rules = lexicon_rules(r->lex);

	for (size_t i = 0; i < rules_count(rules, "form"); i++) {
		const struct rule *form = rules_get(rules, "form", i);
		if (titled != NULL &&
		    !rule_has_word(form, "over", titled->name))
			continue;
		if (has_signs(report, form))
			return lexicon_role(r->lex, ROLE_FORM, form);
	}
	return titled;
}

static bool
states_something(const struct report *report)
{
	return report->has_funds || report->has_indicators ||
	    report->has_project || report->rows[SECTION_STATEMENT] > 0 ||
	    report->rows[SECTION_PLAN] > 0 || report->narrative;
}

/*
 * True for amounts that nothing says are a project's: no title, no label but
 * those of columns and rows. Budgets and accounts have such tables too.
 */
static bool
is_nameless(const struct report *report)
{
	return report->form == NULL && !report->titled && !report->narrative &&
	    !report->has_project && !report->has_unit &&
	    !report->has_indicators && !report->has_goals &&
	    report->rows[SECTION_STATEMENT] == 0 &&
	    report->rows[SECTION_PLAN] == 0 &&
	    report_find(report, SECTION_REPORT, "unit_named") == NULL &&
	    report_find(report, SECTION_REPORT, "department") == NULL;
}

/* What no label names, the titles may: project, unit, year. */
static void
names_from_titles(struct form *r, struct report *report)
{
	struct rule_match m;

	if (report->has_project && report->has_unit && report->has_year)
		return;
	if (report->first_title.p != NULL)
		prose_subject(r, report, report->first_title, &m);
	if (report->title.p != report->first_title.p)
		prose_subject(r, report, report->title, &m);
}

/* Who filled in the form stands for the unit that no label names. */
static void
unit_from_named(struct form *r, struct report *report)
{
	const struct figure *named =
	    report_find(report, SECTION_REPORT, "unit_named");
	struct figure f;

	if (named == NULL || report->has_unit)
		return;
	f = *named;
	f.field = "unit";
	pairs_add(r, report, f);
}

/* The province's department where no label names one below it. */
static void
department_from_upper(struct form *r, struct report *report)
{
	const struct figure *upper =
	    report_find(report, SECTION_REPORT, "department_upper");
	struct figure f;

	if (upper == NULL ||
	    report_find(report, SECTION_REPORT, "department") != NULL)
		return;
	f = *upper;
	f.field = "department";
	pairs_add(r, report, f);
}

static void
decide(struct form *r, struct report *report)
{
	const struct role *project =
	    lexicon_named(r->lex, ROLE_FORM, "project_self_evaluation");

	report->form = by_signs(r, report, report->form);
	if (report->form != NULL &&
	    strcmp(report->form->name, "department_self_evaluation") == 0 &&
	    report->has_project && project != NULL)
		report->form =
		    project; /* 部门整体 in the title, one project in it */
	if (report->form == NULL)
		report->form = lexicon_named(
		    r->lex, ROLE_FORM, "self_evaluation_narrative");
	report_order(r->arena, report);
	unit_from_named(r, report);
	department_from_upper(r, report);
	names_from_titles(r, report);
	if (!report->has_year && r->year.text.p != NULL) {
		struct figure year = r->year;
		year.origin = ORIGIN_CARRIED;
		report_add(r->arena, report, year);
	}
}

/* Its columns are of no form: what was read there is nobody's. */
static void
keep_names(struct report *report)
{
	size_t n = 0;

	for (size_t i = 0; i < report->n; i++) {
		const struct figure *f = &report->figure[i];
		if (f->section == SECTION_REPORT && f->type != NULL &&
		    strcmp(f->type, "number") != 0)
			report->figure[n++] = *f;
	}
	report->n = n;
}

/*
 * A list of who gets how much has no figures of a project; its title says whose
 * money it is, and of which year.
 */
static bool
is_allocation(struct form *r, struct report *report)
{
	if (report->form == NULL ||
	    strcmp(report->form->name, "allocation") != 0)
		return false;
	names_from_titles(r, report);
	keep_names(report);
	return report->has_project && report->has_year;
}

void
forms_decide(struct form *r)
{
	struct report **at = &r->first;

	while (*at != NULL) {
		if (is_allocation(r, *at) ||
		    (states_something(*at) && !is_nameless(*at))) {
			decide(r, *at);
			at = &(*at)->next;
		} else
			*at = (*at)->next;
	}
}
