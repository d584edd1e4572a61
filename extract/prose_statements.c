/* prose_statements.c - statements, and reports of projects that prose names. */
#include <string.h>

#include "prose.h"
#include "utf8.h"

#define PASSAGE_MAX 360u /* bytes of key; a longer sentence is not all shown */
#define PASSAGE_FRONT 240u /* of these, in front of the figure */
#define INHERITED_MAX 64u  /* figures of the parent that are looked at */

struct slice
prose_printed(const struct sentence *at, struct slice part)
{
	return pairs_source(at->key, at->text, part);
}

static void
add_part(struct form *r, struct report *report, struct figure f,
    const char *field, struct slice text)
{
	if (text.n == 0)
		return;
	f.field = field;
	f.text = text;
	f.at = text.p;
	report_add(r->arena, report, f);
}

/* The same for a name, its words in simplified characters. */
static void
add_name(struct form *r, struct report *report, struct figure f,
    const char *field, struct slice text)
{
	struct key key;

	if (text.n == 0)
		return;
	key = prose_key(r, text);
	f.text = text;
	prose_words(r, &key, key.s, &f);
	add_part(r, report, f, field, text);
}

/* The sentence, or what is around the figure of a long one. */
static struct slice
passage(const struct sentence *at, struct slice figure)
{
	size_t from = (size_t)(figure.p - at->s.p), to = from + figure.n;

	if (at->passage.p != NULL)
		return at->passage;
	if (at->s.n <= PASSAGE_MAX)
		return prose_printed(at, at->s);
	from = from > PASSAGE_FRONT ? from - PASSAGE_FRONT : 0;
	while (from > 0 && utf8_is_tail(at->s.p[from]))
		from--;
	while (to < at->s.n && at->s.p[to] != ',' && at->s.p[to] != ';' &&
	    to - from < PASSAGE_MAX)
		to++;
	while (to < at->s.n && utf8_is_tail(at->s.p[to]))
		to++;
	return prose_printed(at, (struct slice){ at->s.p + from, to - from });
}

/*
 * The report's own score is its total; that of who checked it only where there
 * is no other.
 */
static void
add_total_score(struct form *r, struct report *report, struct figure f,
    struct slice text, bool review)
{
	struct prose *p = prose_state(r);
	struct figure *old = NULL;

	for (size_t i = 0; i < report->n && p->reviewed && !review; i++)
		if (report->figure[i].section == SECTION_REPORT &&
		    strcmp(report->figure[i].field, "total_score") == 0)
			old = &report->figure[i];
	if (report->has_total && old == NULL)
		return;
	p->reviewed = review;
	f.field = "total_score";
	f.row = 0;
	f.section = SECTION_REPORT;
	f.text = text;
	f.at = text.p;
	f.type = "number";
	if (old != NULL)
		*old = f;
	else
		pairs_add(r, report, f);
}

/* --- reports of projects that headings and lists name --- */

/* True where the characters of b stand in a, in their order. */
static bool
has_in_order(struct slice a, struct slice b)
{
	size_t i = 0, n;

	for (size_t k = 0; k < b.n; k += n, i += n) {
		fold_decode(b.p + k, b.n - k, &n);
		while (i + n <= a.n && memcmp(a.p + i, b.p + k, n) != 0)
			i++;
		if (i + n > a.n)
			return false;
	}
	return true;
}

/* The key of a name without the words that all of them end in. */
static struct slice
kernel(struct form *r, struct slice key)
{
	struct rule_match m;

	return prose_match(prose_state(r)->kernels, key, &m)
	    ? rule_group(&m, "word")
	    : key;
}

bool
prose_is_own(struct form *r, const struct report *report, struct slice name)
{
	const struct figure *f;
	struct slice a, b;

	if (!report->has_project || name.n == 0)
		return false;
	f = report_find(report, SECTION_REPORT, "project_name");
	if (f == NULL)
		return false;
	a = prose_key(r, f->text).s;
	b = prose_key(r, name).s;
	if (has_in_order(a, b) || has_in_order(b, a))
		return true;
	a = kernel(r, a);
	b = kernel(r, b);
	return has_in_order(a, b) || has_in_order(b, a);
}

static struct report *
own_report(struct form *r, struct slice name)
{
	struct prose *p = prose_state(r);

	for (size_t i = 0; i < p->own_n; i++)
		if (slice_eq(p->own_name[i], name))
			return p->own[i];
	return NULL;
}

static bool
is_inherited(const struct figure *f)
{
	return f->section == SECTION_REPORT &&
	    (strcmp(f->field, "unit") == 0 ||
		strcmp(f->field, "department") == 0 ||
		strcmp(f->field, "place") == 0 ||
		strcmp(f->field, "fiscal_year") == 0);
}

/* A report for a project, with its parent's unit, place and year. */
static void
open_own(struct form *r, const char *rule, struct slice name)
{
	struct prose *p = prose_state(r);
	struct report *parent = r->report;
	struct figure f = { .text = name,
		.type = "text",
		.rule = rule,
		.section = SECTION_REPORT };
	size_t n = parent ? parent->n : 0;
	struct key key = prose_key(r, name);

	forms_new(r);
	r->report->narrative = true;
	r->report->form = parent ? parent->form : NULL;
	f.field = "project_name";
	prose_words(r, &key, key.s, &f);
	pairs_add(r, r->report, f);
	for (size_t i = 0; i < n && i < INHERITED_MAX; i++)
		if (is_inherited(&parent->figure[i]))
			pairs_add(r, r->report, parent->figure[i]);
	if (parent != NULL && parent->title.p != NULL &&
	    report_find(parent, SECTION_REPORT, "place") == NULL) {
		f.field = "place";
		f.origin = ORIGIN_CARRIED;
		f.clean = SLICE_NULL;
		f.text = parent->title;
		f.at = parent->title_at;
		pairs_add(r, r->report, f);
	}
	p->own_name[p->own_n] = name;
	p->own[p->own_n++] = r->report;
}

struct report *
prose_own(struct form *r, const struct rule *rule, struct slice name, bool add)
{
	struct prose *p = prose_state(r);
	struct report *before = forms_table(r), *own;

	if (name.n == 0)
		return before;
	own = own_report(r, name);
	if (own != NULL)
		r->report = own;
	else if (add && p->own_n < sizeof(p->own) / sizeof(p->own[0]) &&
	    !prose_is_own(r, before, name))
		open_own(r, rule_id(rule), name);
	return before;
}

struct report *
prose_own_report(
    struct form *r, struct report *parent, const char *rule, struct slice name)
{
	struct prose *p = prose_state(r);
	struct report *own = own_report(r, name);

	if (own == NULL && p->own_n < sizeof(p->own) / sizeof(p->own[0])) {
		r->pending = NULL;
		r->report = parent;
		open_own(r, rule, name);
		own = r->report;
		forms_close(r);
	}
	return own;
}

/* --- statements --- */

/* A figure without the white space that the dump put between its digits. */
static struct slice
joined_figure(struct form *r, struct slice text, struct slice key)
{
	char *to;
	size_t n = 0;
	bool cut = document_line_ends(text) > 0;

	for (size_t i = 1; i + 1 < text.n && !cut; i++)
		cut = text.p[i] == ' ' &&
		    strchr("0123456789.,", text.p[i - 1]) &&
		    slice_digit_at(text, i + 1);
	if (!cut)
		return SLICE_NULL;
	to = arena_take(r->arena, key.n + 1);
	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] != ' ')
			to[n++] = key.p[i];
	return (struct slice){ to, n };
}

/* True where a sentence about a project, n 0: none, is about a report's. */
static bool
is_about(struct form *r, const struct report *report, struct slice project)
{
	const struct report *own;

	if (project.n == 0)
		return true;
	own = own_report(r, project);
	return own != NULL && own == report;
}

/* True where a sentence about a place, n 0: none, is about a report's own. */
static bool
is_of_place(struct form *r, const struct report *report, struct slice place)
{
	static const char *const fields[] = { "place", "unit" };
	struct slice name;

	if (place.n == 0)
		return true;
	name = prose_key(r, place).s;
	if (report->title.p != NULL &&
	    has_in_order(prose_key(r, report->title).s, name))
		return true;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct figure *f =
		    report_find(report, SECTION_REPORT, fields[i]);
		if (f != NULL && has_in_order(prose_key(r, f->text).s, name))
			return true;
	}
	return false;
}

void
prose_statement(struct form *r, struct sentence *at, const struct rule *rule,
    const struct measure *measure, const struct found *found, struct slice item)
{
	struct report *report = forms_table(r);
	const struct prose *p = prose_state(r);
	struct figure f = { .rule = rule_id(rule),
		.row = report_row(report, SECTION_STATEMENT),
		.section = SECTION_STATEMENT };
	struct slice text = prose_printed(at, found->figure);

	f.clean = slice_of(measure->name);
	add_part(r, report, f, "measure", text);
	f.clean = SLICE_NULL;
	add_part(r, report, f, "passage", passage(at, found->figure));
	add_name(r, report, f, "subject", item.n > 0 ? item : p->project);
	add_name(r, report, f, "place", at->place.n > 0 ? at->place : p->place);
	f.type = measure->type;
	if (strcmp(f.type, "money") == 0) {
		f.unit = found->unit.n > 0 ? arena_copy(r->arena, found->unit)
					   : SLICE_LITERAL("元");
		f.unit_from = found->unit.n > 0 ? "header" : "form";
	}
	f.clean = joined_figure(r, text, found->figure);
	add_part(r, report, f, "figure", text);
	if ((measure == p->score || measure == p->review_score) &&
	    is_of_place(r, report, at->place) &&
	    is_about(r, report, item.n > 0 ? item : p->project))
		add_total_score(r, report, f, text, measure != p->score);
	document_claim(r->doc, text, LINE_VALUE);
	prose_year(r, at, strcmp(f.type, "money") == 0);
}

/* A project in a list, behind the numbers of its documents. */
static void
add_listed(struct form *r, struct sentence *at, const struct rule_match *m)
{
	struct slice name = prose_printed(at, rule_group(m, "subject"));
	struct slice figure = rule_group(m, "budget");
	struct found found = { figure, figure, "money", m->rule, SLICE_NULL };
	struct report *before = prose_own(r, m->rule, name, true);

	prose_statement(r, at, m->rule, prose_state(r)->budget, &found, name);
	r->report = before;
}

bool
prose_list(struct form *r, struct sentence *at)
{
	struct prose *p = prose_state(r);
	struct rule_match m;
	size_t from = 0;

	if (p->lists == NULL || p->budget == NULL ||
	    memchr(at->s.p, '-', at->s.n) == NULL)
		return false;
	while (from < at->s.n &&
	    rule_set_match(p->lists, at->s, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p - at->s.p) + m.whole.n;
		add_listed(r, at, &m);
	}
	return from > 0;
}
