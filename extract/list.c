/*
 * list.c - lists of projects: one row a project, under a header that names the
 * project as well as its money. Each row is a report of its own.
 */
#include <string.h>

#include "form.h"

static bool
is_pair(const struct view *v, const char *field)
{
	const struct role *pair = v->labels->of[ROLE_PAIR];

	return pair != NULL && pair->field != NULL &&
	    strcmp(pair->field, field) == 0;
}

static size_t
name_column(const struct view *v, size_t n)
{
	size_t i = 0;

	while (i < n && !is_pair(&v[i], "project_name"))
		i++;
	return i;
}

static bool
is_funds(const struct view *v)
{
	const struct role *c = v->labels->of[ROLE_COLUMN];

	return c != NULL && (c->parts & 1u << PART_FUNDS) != 0;
}

static bool
holds_slot(const struct view *v, size_t n, enum slot slot)
{
	for (size_t i = 0; i < n; i++)
		if (is_funds(&v[i]) &&
		    v[i].labels->of[ROLE_COLUMN]->slot == slot)
			return true;
	return false;
}

/* Words only, most of them known. */
static bool
is_words(const struct view *v, size_t n)
{
	size_t filled = 0, known = 0;

	for (size_t i = 0; i < n; i++) {
		filled += !v[i].empty;
		known += v[i].labels->any;
		if (view_is_figure(&v[i]))
			return false;
	}
	return known * 3 >= filled * 2;
}

/* What the lines above say of all rows; NULL: nothing. */
static const struct report *
lines_above(const struct form *r)
{
	const struct report *open = r->report;

	if (r->pending != NULL)
		return r->pending;
	if (open != NULL && open->titled && !open->has_project &&
	    !open->has_funds && !open->has_indicators)
		return open; /* 单位：万元 opened it */
	return r->list.head;
}

/* A performance form: its title says so, or a column of scores. */
static bool
is_performance(const struct form *r, const struct view *v, size_t n)
{
	const struct report *head = lines_above(r);

	return (head != NULL && head->form != NULL) ||
	    holds_slot(v, n, SLOT_SCORE);
}

/* The upper half of a header in two rows holds the names of its columns. */
static size_t
below(const struct list *list, const struct view *v, size_t n, struct view *to)
{
	size_t all = n > list->upper_n ? n : list->upper_n;

	for (size_t i = 0; i < all; i++)
		to[i] = i < n && (!v[i].empty || i >= list->upper_n)
		    ? v[i]
		    : list->upper[i];
	return all;
}

static void
open_list(struct form *r, const struct view *v, size_t n)
{
	struct list *list = &r->list;

	indicators_flush(r);
	list->n = n;
	list->name = name_column(v, n);
	list->head = lines_above(r);
	list->before = r->report;
	r->pending = NULL;
	r->head.part = PART_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct labels *labels = v[i].labels;
		list->column[i] = is_funds(&v[i]) ? labels->of[ROLE_COLUMN]
						  : labels->of[ROLE_PAIR];
		list->unit[i] = is_funds(&v[i])
		    ? funds_label_unit(r, list->column[i], &v[i])
		    : SLICE_NULL;
	}
}

bool
list_header(struct form *r, const struct view *v, size_t n)
{
	struct list *list = &r->list;
	struct view all[COLUMNS_MAX];
	size_t k;

	if (list->upper_n == 0 && name_column(v, n) == n)
		return false;
	k = n <= COLUMNS_MAX && is_words(v, n) ? below(list, v, n, all) : 0;
	list->upper_n = 0;
	if (name_column(all, k) == k)
		return false;
	if (!holds_slot(all, k, SLOT_EXECUTED) ||
	    (!holds_slot(all, k, SLOT_ANNUAL) &&
		!holds_slot(all, k, SLOT_INITIAL))) {
		memcpy(list->upper, v, n * sizeof(*v));
		list->upper_n = n;
		return false;
	}
	if (!is_performance(r, all, k))
		return false;
	open_list(r, all, k);
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* Figures where the header asks for them, and one amount at least. */
static bool
fits(const struct list *list, const struct view *v, size_t n)
{
	size_t money = 0;

	for (size_t i = 0; i < n; i++) {
		const struct role *c = i < list->n ? list->column[i] : NULL;
		if (v[i].empty || c == NULL || c->kind != ROLE_COLUMN ||
		    c->type == NULL || strcmp(c->type, "text") == 0)
			continue;
		if (!view_is_figure(&v[i]) && !v[i].nothing)
			return false;
		money += strcmp(c->type, "money") == 0 && view_is_figure(&v[i]);
	}
	return money > 0;
}

/* A report with what the lines above the list say of all. */
static void
open_row(struct form *r)
{
	const struct report *head = r->list.head;
	struct report *report;

	forms_new(r);
	report = r->report;
	if (head == NULL)
		return;
	report->form = head->narrative ? NULL : head->form;
	report->title = head->title;
	report->first_title = head->first_title;
	report->title_at = head->title_at;
	report->titled = head->titled;
	for (size_t i = 0; i < head->n; i++)
		pairs_add(r, report, head->figure[i]);
}

static void
read_row(struct form *r, const struct view *v, size_t n)
{
	const struct list *list = &r->list;
	const struct role *total = lexicon_named(r->lex, ROLE_ROW, "total");
	const struct role *score =
	    lexicon_named(r->lex, ROLE_PAIR, "total_score");
	uint32_t row;

	open_row(r);
	for (size_t i = 0; i < n && i < list->n; i++)
		if (list->column[i] != NULL &&
		    list->column[i]->kind == ROLE_PAIR && !v[i].empty &&
		    list->column[i]->field != NULL)
			form_add(
			    r, SECTION_REPORT, 0, list->column[i], v[i].cell);
	row = funds_add_row(r, &v[list->name], total);
	for (size_t i = 0; i < n && i < list->n; i++) {
		const struct role *c = list->column[i];
		if (c == NULL || c->kind != ROLE_COLUMN || v[i].empty)
			continue;
		report_saw(r->report, c);
		if (c->slot == SLOT_SCORE && score != NULL &&
		    view_is_plain(v[i].key))
			form_add(r, SECTION_REPORT, 0, score, v[i].cell);
		else if (strcmp(c->type, "money") == 0 ||
		    strcmp(c->type, "percent") == 0)
			funds_add_value(r, row, c, &v[i], list->unit[i]);
	}
}

/* A heading over some of the rows. */
static bool
is_heading(const struct view *v, size_t n)
{
	size_t filled = 0;

	for (size_t i = 0; i < n; i++) {
		filled += !v[i].empty;
		if (v[i].labels->any)
			return false;
	}
	return filled == 1;
}

bool
list_row(struct form *r, const struct view *v, size_t n)
{
	struct list *list = &r->list;
	bool is_row;

	if (list->n == 0 || n == 0)
		return false;
	is_row = list->name < n && fits(list, v, n);
	if (!is_row && !is_heading(v, n)) {
		list_close(r);
		return false;
	}
	if (is_row && !v[list->name].empty && !v[list->name].labels->any &&
	    !view_is_figure(&v[list->name]))
		read_row(r, v, n);
	table_claim(r, v, n, LINE_STRUCTURAL); /* sums are of no project */
	return true;
}

/* The text around the list goes on; a title right above it is the list's. */
void
list_close(struct form *r)
{
	struct list *list = &r->list;
	struct report *before = list->before;

	if (list->n > 0) {
		forms_close(r);
		if (before != NULL && before->narrative) {
			before->narrative = before->has_project ||
			    before->rows[SECTION_STATEMENT] > 0;
			r->report = before;
		}
	}
	list->n = list->upper_n = 0;
	list->before = NULL;
}
