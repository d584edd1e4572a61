/* table.c - reads a table's rows, each by what its cells say. */
#include <string.h>

#include "broken.h"
#include "form.h"

void
table_claim(
    struct form *r, const struct view *v, size_t n, enum line_class class)
{
	for (size_t i = 0; i < n; i++)
		for (const struct piece *p = v[i].cell->pieces; p != NULL;
		     p = p->next)
			document_claim(r->doc, p->s, class);
}

void
table_leave(struct form *r, const struct view *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (const struct piece *p = v[i].cell->pieces;
		     p != NULL && v[i].labels->of[ROLE_PLACEHOLDER] == NULL;
		     p = p->next)
			document_leave(r->doc, p->s);
}

/* 100%o: a scan read a full stop as a letter. NULL: it did not. */
static struct slice
less_stop(struct slice s)
{
	if (s.n < 3 || (s.p[s.n - 1] != 'o' && s.p[s.n - 1] != 'O') ||
	    s.p[s.n - 2] != '%')
		return SLICE_NULL;
	return (struct slice){ s.p, s.n - 1 };
}

struct figure *
form_add(struct form *r, enum section section, uint32_t row,
    const struct role *role, const struct cell *cell)
{
	struct report *report = forms_table(r);
	struct figure f = { .field = role->field,
		.text = cell->text,
		.at = cell->at,
		.rule = rule_id(role->rule),
		.type = role->type,
		.origin = cell->origin,
		.row = row,
		.section = section };
	size_t i = report->n;

	if (cell->text.n == 0 || role->field == NULL)
		return NULL;
	for (const struct piece *p = cell->pieces; p != NULL; p = p->next)
		document_claim(r->doc, p->s, LINE_VALUE);
	if (role->type != NULL &&
	    (strcmp(role->type, "percent") == 0 ||
		strcmp(role->type, "quantity") == 0))
		f.clean = less_stop(cell->text);
	else if (role->type != NULL && strcmp(role->type, "number") == 0 &&
	    (slice_is(cell->text, "IO") || slice_is(cell->text, "lO")))
		f.clean = SLICE_LITERAL("10"); /* as a scan read it */
	pairs_add_role(r, report, f, role);
	return &report->figure[i];
}

/* A cell that says something; a label reaching down from above does not. */
static bool
says(const struct view *v)
{
	return !v->empty &&
	    (v->cell->origin != ORIGIN_COVERED || !v->labels->any);
}

static size_t
filled(const struct view *v, size_t n, const struct view **only)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (says(&v[i]) && count++ == 0)
			*only = &v[i];
	return count;
}

static bool
title_row(struct form *r, const struct view *v, size_t n)
{
	const struct view *only = NULL;

	for (size_t i = 0; i < n; i++)
		if (v[i].labels->of[ROLE_FORM] != NULL) {
			only = &v[i];
			break;
		}
	if (only == NULL)
		return false;
	forms_open(
	    r, only->labels->of[ROLE_FORM], only->cell->text, only->cell->at);
	pairs_line(r, r->pending, only->cell->text);
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* The row 总分 says more than a row 合计 above it, which may lack the funds. */
static void
over_sum(struct report *report, bool of_all)
{
	size_t kept = 0;

	for (size_t i = 0; of_all && report->summed && i < report->n; i++)
		if (strncmp(report->figure[i].field, "total_", 6) != 0)
			report->figure[kept++] = report->figure[i];
	if (of_all && report->summed)
		report->n = kept;
	report->summed = !of_all && !report->has_total;
}

/*
 * True where the only figure of a total, in cell i of its row, is the sum of
 * the weights: it stands in their column, or no row above has a score.
 */
static bool
is_weight(struct form *r, const struct role *role, const struct view *number,
    size_t i)
{
	const struct report *report = forms_table(r);
	size_t weight = head_column(&r->head, SLOT_WEIGHT);

	if (weight >= r->head.n ||
	    head_column(&r->head, SLOT_SCORE) >= r->head.n)
		return strcmp(role->name, "weight") == 0;
	return strcmp(role->name, "weight") == 0 || i == weight ||
	    (slice_is(number->key, "100") &&
		report_find(report, SECTION_INDICATOR, "score") == NULL &&
		report_find(report, SECTION_FUNDING, "score") == NULL);
}

/* Adds the one or two figures of a total: 总分 100 98.6 */
static void
add_total(struct form *r, const struct role *role,
    const struct view *const number[2], size_t found, size_t i)
{
	const struct role *weight = lexicon_named(r->lex, ROLE_TOTAL, "weight");
	const struct role *score = lexicon_named(r->lex, ROLE_TOTAL, "score");
	struct report *report;

	if (weight == NULL || score == NULL || found == 0)
		return;
	report = forms_table(r);
	over_sum(report, strcmp(role->name, "score") == 0);
	if (found == 2 || is_weight(r, role, number[0], i))
		form_add(r, SECTION_REPORT, 0, weight, number[0]->cell);
	else
		form_add(r, SECTION_REPORT, 0, score, number[0]->cell);
	if (found == 2)
		form_add(r, SECTION_REPORT, 0, score, number[1]->cell);
	report->has_total = true;
	r->head.part = PART_NONE;
}

static bool
total_row(struct form *r, const struct view *v, size_t n)
{
	size_t k = 0, found = 0, at = n;
	const struct view *number[2] = { NULL, NULL };

	while (k < n && v[k].empty)
		k++;
	if (k == n || v[k].labels->of[ROLE_TOTAL] == NULL ||
	    (r->head.part == PART_FUNDS && v[k].labels->of[ROLE_ROW] != NULL))
		return false;
	indicators_flush(r);
	for (size_t i = k + 1; i < n && found < 2; i++)
		if (!v[i].empty && v[i].key.p != NULL &&
		    view_is_plain(v[i].key)) {
			at = i;
			number[found++] = &v[i];
		}
	table_claim(r, v, n, LINE_STRUCTURAL);
	add_total(r, v[k].labels->of[ROLE_TOTAL], number, found, at);
	r->total = found == 0 ? v[k].labels->of[ROLE_TOTAL] : NULL;
	return true;
}

size_t
table_late_total(struct form *r, const struct view *v, size_t n)
{
	const struct role *role = r->total;
	const struct view *number[2] = { NULL, NULL };
	size_t found = 0, end = 0;

	for (size_t i = 0; role != NULL && i < n; i++) {
		if (v[i].empty)
			continue;
		if (v[i].shape != SHAPE_PLAIN)
			break;
		if (found == 2) {
			found = end = 0; /* more than a total has */
			break;
		}
		number[found++] = &v[i];
		end = i + 1;
	}
	r->total = NULL;
	add_total(r, role, number, found, COLUMNS_MAX);
	table_claim(r, v, end, LINE_STRUCTURAL);
	return end;
}

/* The k-th column that a header word opens; head->n for none. */
static size_t
named_column(const struct head *head, size_t k)
{
	size_t i = 0;

	for (; i < head->n; i++)
		if (head->column[i].role != NULL && k-- == 0)
			break;
	return i;
}

/* A word of the form beside the texts: 完成情况, the end of a block's name. */
static bool
is_word(const struct view *v)
{
	return v->labels->of[ROLE_BLOCK] != NULL ||
	    v->labels->of[ROLE_COLUMN] != NULL;
}

/*
 * True where every column has its cell: then order tells which is whose, also
 * where the row lost the cells in front.
 */
static bool
one_each(const struct head *head, const struct view *v, size_t n)
{
	size_t texts = 0;

	for (size_t i = 0; i < n; i++)
		texts += !v[i].empty && !is_word(&v[i]);
	return texts > 0 && named_column(head, texts) == head->n &&
	    named_column(head, texts - 1) < head->n;
}

/* A text of the goals, or the points given for them. */
static void
add_goal(struct form *r, const struct role *role, const struct view *v)
{
	struct figure *f;

	if (role->slot == SLOT_SCORE && v->shape != SHAPE_PLAIN)
		return;
	f = form_add(r, SECTION_REPORT, 0, role, v->cell);
	if (f != NULL && role->slot == SLOT_SCORE)
		f->field = "goal_score";
}

static bool
goals_row(struct form *r, const struct view *v, size_t n)
{
	const struct head *head = &r->head;
	bool in_order = one_each(head, v, n);
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		size_t c = in_order ? named_column(head, found) : i;
		if (v[i].empty || is_word(&v[i]))
			continue;
		if (c >= head->n || head->column[c].role == NULL)
			return false;
		if (v[i].labels->of[ROLE_PLACEHOLDER] == NULL)
			add_goal(r, head->column[c].role, &v[i]);
		found++;
	}
	table_claim(r, v, n, LINE_STRUCTURAL);
	return found > 0;
}

static bool
plan_row(struct form *r, const struct view *v, size_t n)
{
	struct report *report = forms_table(r);
	bool in_order = one_each(&r->head, v, n);

	for (size_t i = 0, found = 0; i < n; i++) {
		size_t at = in_order ? named_column(&r->head, found) : i;
		const struct column *c = &r->head.column[at];
		uint32_t row;
		struct figure f;
		if (v[i].empty || at >= r->head.n || c->role == NULL ||
		    is_word(&v[i]))
			continue;
		found++;
		if (v[i].key.p == NULL || !view_is_number(v[i].key))
			return false;
		row = report_row(report, SECTION_PLAN);
		f = (struct figure){ .field = "month",
			.text = c->month_text,
			.clean = c->month,
			.at = c->month_at,
			.rule = rule_id(c->role->rule),
			.row = row,
			.section = SECTION_PLAN };
		report_add(r->arena, report, f);
		f.field = "planned";
		f.clean = SLICE_NULL;
		f.text = v[i].cell->text;
		f.at = v[i].cell->at;
		f.type = "percent";
		report_add(r->arena, report, f);
		table_claim(r, &v[i], 1, LINE_VALUE);
	}
	r->head.part = PART_NONE;
	return true;
}

#define LINE_CELLS 3u /* (2023年度) | 单位：万元 */
#define LINE_CELL 60u /* bytes of the key of such a cell */

/* True where every filled cell of the row is a fact by itself. */
static bool
all_lines(struct form *r, const struct view *v, size_t n)
{
	struct rule_match m;

	for (size_t i = 0; i < n; i++)
		if (says(&v[i]) &&
		    (v[i].key.p == NULL || v[i].key.n > LINE_CELL ||
			v[i].labels->any ||
			rules_match(lexicon_rules(r->lex), "line", v[i].key, 0,
			    &m) != RULES_MATCH))
			return false;
	return true;
}

/* A row that only says the year, the unit of money or the like. */
static bool
line_row(struct form *r, const struct view *v, size_t n)
{
	const struct view *only = NULL;
	size_t cells = filled(v, n, &only);
	struct report *report;
	bool read = false;

	if (cells == 0 || cells > LINE_CELLS || only->key.p == NULL ||
	    (cells > 1 && !all_lines(r, v, n)))
		return false;
	report = r->pending     ? r->pending
	    : r->report == NULL ? forms_pending(r)
				: forms_table(r);
	for (size_t i = 0; i < n; i++)
		read |= says(&v[i]) && pairs_line(r, report, v[i].cell->text);
	if (!read)
		return false;
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* Free text under a label that is merged over several rows. */
static bool
under_block(struct form *r, const struct view *v, size_t n)
{
	const struct view *only = NULL;
	const struct role *purpose;

	if (filled(v, n, &only) != 1 || r->block == NULL ||
	    strcmp(r->block->name, "funds") != 0 || only->labels->any ||
	    only->shape != SHAPE_LONG || r->layout == LAYOUT_SPACES ||
	    r->head.part == PART_INDICATORS)
		return false;
	purpose = lexicon_named(r->lex, ROLE_PAIR, "purpose");
	if (purpose == NULL)
		return false;
	form_add(r, SECTION_REPORT, 0, purpose, only->cell);
	return true;
}

static bool
labels_only(struct form *r, const struct view *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!v[i].empty && !v[i].labels->any)
			return false;
	for (size_t i = 0; i < n; i++)
		if (v[i].labels->of[ROLE_BLOCK] != NULL)
			pairs_block(r, &v[i]);
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* 按收入性质分：1320.50 tells which amount of the total is divided below. */
static bool
note_row(struct form *r, const struct view *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!v[i].empty &&
		    (v[i].cell->origin != ORIGIN_COVERED ||
			v[i].labels->of[ROLE_BLOCK] == NULL)) {
			if (v[i].labels->of[ROLE_NOTE] == NULL)
				return false;
			if (i + 1 < n && view_is_figure(&v[i + 1]))
				funds_divided(r, &v[i + 1]);
			table_claim(r, v, n, LINE_DISCARDED);
			r->block = NULL;
			return true;
		}
	return false;
}

static bool
part_row(struct form *r, const struct view *v, size_t n)
{
	switch (r->head.part) {
	case PART_GOALS: return goals_row(r, v, n);
	case PART_PLAN: return plan_row(r, v, n);
	case PART_MANAGEMENT: table_claim(r, v, n, LINE_DISCARDED); return true;
	case PART_NONE:
	case PART_FUNDS:
	case PART_INDICATORS:
	case PART_COUNT: break;
	}
	return false;
}

/* Lines inside a form that nothing claimed; they become rejects. */
static void
unclaimed(struct form *r, const struct view *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!v[i].empty && v[i].labels->any)
			table_claim(r, &v[i], 1, LINE_STRUCTURAL);
}

static bool
header_row(struct form *r, const struct view *v, size_t n)
{
	if (head_read(r, v, n))
		return true;
	r->head.fresh = false;
	return false;
}

bool
table_row(struct form *r, struct view *v, size_t n)
{
	const struct view *only = NULL;

	if (filled(v, n, &only) == 0 || table_late_total(r, v, n) > 0)
		return true;
	if (list_row(r, v, n))
		return true;
	pairs_captions(r, v, n);
	if (list_header(r, v, n))
		return true;
	if (title_row(r, v, n) || note_row(r, v, n) || header_row(r, v, n) ||
	    total_row(r, v, n))
		return true;
	if (sources_header(r, v, n) || sources_row(r, v, n))
		return true;
	if (r->head.part == PART_PLAN && part_row(r, v, n))
		return true;
	if (pairs_row(r, v, n) || funds_row(r, v, n) ||
	    (r->head.part != PART_FUNDS && funds_inline(r, v, n)))
		return true;
	return part_row(r, v, n) || line_row(r, v, n) ||
	    (r->head.part != PART_FUNDS && indicators_row(r, v, n)) ||
	    under_block(r, v, n) || labels_only(r, v, n);
}

/*
 * True where a cell holds the text of the one before it only because both are
 * one merged cell: a label, what stands below a header word that does so, or
 * where no header is open beside a label that does.
 */
static bool
is_again(const struct form *r, const struct view *v, size_t i, bool repeats)
{
	const struct column *c;

	if (v->labels->any)
		return v->labels->of[ROLE_LEVEL] == NULL;
	if (r->head.part == PART_NONE)
		return repeats;
	if (i >= r->head.n)
		return false;
	c = &r->head.column[i];
	if (r->head.part == PART_GOALS) /* often both texts are the same */
		return c->again || repeats;
	return c->again ||
	    (c->role == NULL && !c->unknown && !view_is_figure(v) &&
		c[-1].role == NULL && !c[-1].unknown);
}

/* The same text in two cells, side by side. */
static bool
is_same(const struct cell *cell, size_t i)
{
	return i > 0 && cell->text.n > 0 && slice_eq(cell->text, cell[-1].text);
}

/*
 * Cells that hold a label and its value (政府性基金拨款：0) become two. The
 * row's views with room for twice as many. What a merged cell repeats in each
 * of its columns counts once.
 */
static size_t
explode(struct form *r, const struct row *row, struct view *v)
{
	static const struct cell nothing;
	struct slice last = SLICE_NULL;
	size_t n = 0;
	bool repeats = false;

	for (size_t i = 0; i < row->n; i++) {
		const struct cell *cell = &row->cell[i];
		bool same = is_same(cell, i), again, split;
		/* A cell that is merged over several columns counts once. */
		if (same && cell->origin == ORIGIN_COVERED &&
		    cell->at == cell[-1].at)
			cell = &nothing;
		view_cell(r, cell, &v[n]);
		again = (same || slice_eq(v[n].key, last)) && !v[n].empty &&
		    n > 0 && is_again(r, &v[n], n, repeats);
		last = v[n].empty ? last : v[n].key;
		split = !again && view_split(r, &v[n]);
		if (again || (split && same)) {
			view_cell(r, &nothing, &v[n]);
			v[n].again = repeats = true;
			split = false;
		}
		n += split ? 2 : 1;
	}
	return n;
}

/*
 * The block's label again in the row below it, which a merged cell repeats as
 * well: it reaches down, and what stands beside it is no value of it.
 */
static void
cover_block(struct form *r, struct view *v, struct slice above)
{
	struct cell *covered;

	if (v->empty || v->labels->of[ROLE_BLOCK] == NULL ||
	    !slice_eq(v->key, above))
		return;
	covered = arena_take(r->arena, sizeof(*covered));
	*covered = *v->cell;
	covered->origin = ORIGIN_COVERED;
	v->cell = covered;
}

/* The last indicator stays open: the next page may continue it. */
void
table_read(struct form *r, const struct grid *grid)
{
	size_t room = 0;
	struct view *v = NULL;
	struct row row;
	struct slice above = SLICE_NULL;

	r->layout = grid->layout;
	for (size_t i = 0; i < grid->n;) {
		size_t n;
		r->placed = grid->row[i].sure;
		if (!grid->row[i].sure) {
			flow_read(r, &grid->row[i++]);
			continue;
		}
		i += broken_join(r, grid, i, &row);
		v = arena_grow(
		    r->arena, v, 0, &room, 2 * row.n + 1, sizeof(*v));
		n = explode(r, &row, v);
		if (n > 0)
			cover_block(r, &v[0], above);
		above = n > 0 ? v[0].key : SLICE_NULL;
		if (!table_row(r, v, n))
			unclaimed(r, v, n);
	}
	list_close(r);
}
