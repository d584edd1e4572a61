/* indicators.c - rows of the indicator block. */
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "form.h"

static bool
is_natural(const struct head *head, const struct view *v, size_t n)
{
	if (head->assumed)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (v[i].empty)
			continue;
		if (i >= head->n ||
		    align_fit(&v[i], &head->column[i]) >= ALIGN_DOUBT)
			return false;
	}
	return true;
}

/* The cell that stands in a column by its position alone; NULL: none. */
static const struct view *
by_position(
    const struct head *head, enum slot slot, const struct view *v, size_t n)
{
	size_t i = head_column(head, slot);

	return i < head->n && i < n && !v[i].empty ? &v[i] : NULL;
}

/* Cells may share their pieces, so the list is copied. */
static void
append_pieces(struct arena *arena, struct cell *to, const struct cell *from)
{
	const struct piece *lists[2] = { to->pieces, from->pieces };
	struct piece **end = &to->pieces;

	for (size_t i = 0; i < 2; i++)
		for (const struct piece *p = lists[i]; p != NULL; p = p->next) {
			*end = arena_take(arena, sizeof(**end));
			**end = (struct piece){ p->s, NULL };
			end = &(*end)->next;
		}
}

/* Joins a cell's continuation to it, as printed, a line break between. */
static void
join(struct arena *arena, struct cell *to, const struct cell *from,
    const char *between)
{
	size_t gap = strlen(between);
	char *p = arena_take(arena, to->text.n + gap + from->text.n + 1);

	memcpy(p, to->text.p, to->text.n);
	memcpy(p + to->text.n, between, gap);
	memcpy(p + to->text.n + gap, from->text.p, from->text.n);
	to->text = (struct slice){ p, to->text.n + gap + from->text.n };
	append_pieces(arena, to, from);
}

/* True where a level's word was cut: 社会效益指 above, 标 here. */
static bool
completes_level(struct form *r, enum slot slot, const struct view *v, size_t n)
{
	const struct view *here = by_position(&r->head, slot, v, n);
	size_t column = head_column(&r->head, slot);
	struct cell whole;
	struct view both;

	if (here == NULL || !r->indicator.filled[column] ||
	    here->labels->of[ROLE_LEVEL] != NULL)
		return false;
	whole = r->indicator.cell[column];
	join(r->arena, &whole, here->cell, "");
	view_cell(r, &whole, &both);
	return both.labels->of[ROLE_LEVEL] != NULL;
}

/*
 * After a page was turned, a row without a target, or one that completes the
 * word of a level, is the tail of the row before: its cells continue the cells
 * above them.
 */
static bool
is_tail(struct form *r, const struct view *v, size_t n)
{
	const struct head *head = &r->head;

	if (!head->repeated || !r->indicator.open || n > head->n + 1)
		return false;
	if (completes_level(r, SLOT_LEVEL1, v, n) ||
	    completes_level(r, SLOT_LEVEL2, v, n))
		return true;
	return head_column(head, SLOT_TARGET) < head->n &&
	    by_position(head, SLOT_LEVEL1, v, n) == NULL &&
	    by_position(head, SLOT_TARGET, v, n) == NULL &&
	    by_position(head, SLOT_WEIGHT, v, n) == NULL &&
	    by_position(head, SLOT_SCORE, v, n) == NULL;
}

static void
fill(struct form *r, size_t column, const struct view *v, enum origin origin)
{
	struct indicator *ind = &r->indicator;

	if (column >= COLUMNS_MAX || v->empty)
		return;
	if (ind->filled[column]) {
		join(r->arena, &ind->cell[column], v->cell, "\n");
		ind->cell[column].origin = origin;
		view_cell(r, &ind->cell[column], &ind->view[column]);
		return;
	}
	ind->cell[column] = *v->cell;
	ind->view[column] = *v;
	ind->filled[column] = true;
	if (origin == ORIGIN_REJOINED)
		ind->cell[column].origin = origin;
}

static void
start(struct form *r)
{
	indicators_flush(r);
	memset(r->indicator.filled, 0, sizeof(r->indicator.filled));
	r->indicator.open = true;
}

/* True where the row could be of an indicator block that lost its header. */
static bool
betrays_indicators(const struct view *v, size_t n)
{
	size_t filled = 0, levels = 0, signs = 0;

	for (size_t i = 0; i < n; i++) {
		filled += !v[i].empty;
		levels += v[i].labels->of[ROLE_LEVEL] != NULL;
		signs += i > 0 && v[i].op != NULL;
	}
	return (levels > 0 && filled >= levels + 2) ||
	    (signs > 0 && filled >= 4);
}

void
indicators_lay(
    struct form *r, const struct view *v, size_t n, const size_t *column)
{
	start(r);
	for (size_t i = 0; i < n; i++)
		if (column[i] != ALIGN_NONE)
			fill(r, column[i], &v[i], ORIGIN_OWN);
}

bool
indicators_row(struct form *r, const struct view *v, size_t n)
{
	size_t *column;

	if (r->head.part != PART_INDICATORS) {
		if (!betrays_indicators(v, n))
			return false;
		head_assume(r, v, n);
		if (r->head.part != PART_INDICATORS)
			return false;
	}
	if (is_tail(r, v, n)) {
		for (size_t i = 0; i < n; i++)
			fill(r, i, &v[i], ORIGIN_REJOINED);
		r->head.repeated = false;
		return true;
	}
	r->head.repeated = false;
	column = arena_take(r->arena, n * sizeof(*column) + 1);
	if (is_natural(&r->head, v, n))
		for (size_t i = 0; i < n; i++)
			column[i] = i;
	else
		align_cells(r->arena, &r->head, v, n,
		    &(struct align_way){
			.restart = ALIGN_NONE, .column = column });
	indicators_lay(r, v, n, column);
	return true;
}

static const struct cell *
cell_of(const struct form *r, enum slot slot)
{
	size_t i = head_column(&r->head, slot);

	return i < r->head.n && r->indicator.filled[i] ? &r->indicator.cell[i]
						       : NULL;
}

/* A figure that says something: not empty, no mark for nothing. */
static bool
says(const struct form *r, enum slot slot)
{
	size_t i = head_column(&r->head, slot);
	enum shape shape;

	if (i >= r->head.n || !r->indicator.filled[i])
		return false;
	shape = r->indicator.view[i].shape;
	return shape != SHAPE_EMPTY && shape != SHAPE_NOTHING &&
	    shape != SHAPE_FILLER;
}

/* Keeps a level's cell for the rows below, its points taken off. */
static void
keep_level(struct form *r, int i, const struct cell *cell)
{
	struct figure *f = &r->level[i];
	size_t at = head_column(&r->head, i == 0 ? SLOT_LEVEL1 : SLOT_LEVEL2);
	const struct role *role;
	const struct view *v;
	struct rule_match m;

	if (at >= r->head.n)
		return;
	v = &r->indicator.view[at];
	role = r->head.column[at].role;
	*f = (struct figure){ .field = role->field,
		.text = cell->text,
		.at = cell->at,
		.rule = rule_id(role->rule),
		.type = role->type,
		.origin = cell->origin,
		.section = SECTION_INDICATOR };
	role = v->labels->of[ROLE_LEVEL];
	if (role != NULL && lexicon_groups(r->lex, role, v->key, &m)) {
		f->clean = rule_group(&m, "word");
		f->rule = rule_id(role->rule);
	}
	if (i == 0)
		r->level[1].text = SLICE_NULL;
}

static void
add_level(struct form *r, struct report *report, uint32_t row, int i, bool own)
{
	struct figure f = r->level[i];

	if (f.text.p == NULL)
		return;
	f.row = row;
	if (!own)
		f.origin = ORIGIN_CARRIED;
	report_add(r->arena, report, f);
}

static bool
ends_with(struct slice s, struct slice end)
{
	return s.n >= end.n && slice_eq(slice_rest(s, s.n - end.n), end);
}

/* One target of operator, value and unit that stand in cells of their own. */
static struct cell
join_target(struct form *r)
{
	const struct cell *op = cell_of(r, SLOT_OP);
	const struct cell *value = cell_of(r, SLOT_TARGET);
	const struct cell *unit = cell_of(r, SLOT_UNIT);
	struct cell all = { 0 };

	if (op != NULL)
		all = *op;
	if (value != NULL && op != NULL)
		join(r->arena, &all, value,
		    op->text.n > 3 ? " " : ""); /* 定性 优 but ≥95 */
	else if (value != NULL)
		all = *value;
	if (unit != NULL && value != NULL && !ends_with(all.text, unit->text))
		join(r->arena, &all, unit, "");
	return all;
}

/*
 * A sign that the dump took for another, by the operator rule that gives the
 * one meant: a box-drawing line for =.
 */
static void
set_sign(struct form *r, struct figure *f)
{
	const struct cell *op = cell_of(r, SLOT_OP);
	struct slice key, sign, rest;
	struct rule_match m;
	char *clean;

	if (f == NULL || op == NULL)
		return;
	key = fold_key_text(r->arena, op->text);
	if (rules_match(lexicon_rules(r->lex), "operator", key, 0, &m) !=
	    RULES_MATCH)
		return;
	sign = rule_attr(m.rule, "sign", 0);
	if (sign.p == NULL || f->text.n < op->text.n)
		return;
	rest = slice_rest(f->text, op->text.n);
	clean = arena_take(r->arena, sign.n + rest.n);
	memcpy(clean, sign.p, sign.n);
	memcpy(clean + sign.n, rest.p, rest.n);
	f->clean = (struct slice){ clean, sign.n + rest.n };
}

/* The figure of a key without what stands before its digits. */
static struct slice
digits_of(struct slice key)
{
	size_t i = 0;

	while (i < key.n && !slice_digit_at(key, i))
		i++;
	return slice_rest(key, i);
}

static bool
is_percent_over(struct slice key, double limit)
{
	return key.n > 1 && key.p[key.n - 1] == '%' &&
	    strtod(key.p, NULL) > limit;
}

/*
 * 290%, 2400座: a sign of comparison that was read as 2, where without it the
 * other figure is met (and no share is above the whole).
 */
static bool
leads_with_two(const struct form *r, struct slice key, enum slot other)
{
	size_t i = head_column(&r->head, other);
	struct slice than, rest = slice_rest(key, 1);

	if (key.n < 3 || key.p[0] != '2' || rest.p[0] < '1' ||
	    rest.p[0] > '9' || i >= r->head.n || !r->indicator.filled[i])
		return false;
	than = digits_of(r->indicator.view[i].key);
	if (than.p == NULL || than.n == 0)
		return false;
	if (is_percent_over(key, 200) && !is_percent_over(rest, 100))
		return than.p[than.n - 1] == '%' &&
		    (!is_percent_over(than, 100) || slice_eq(than, key));
	return rest.n >= 5 && slice_eq(than, rest);
}

/* What a scan took for a sign before a figure: the sign it was. */
static void
mend_sign(struct form *r, struct figure *f, size_t column)
{
	const struct view *v = &r->indicator.view[column];
	enum slot slot = r->head.column[column].role->slot;
	enum slot other = slot == SLOT_TARGET ? SLOT_ACTUAL : SLOT_TARGET;
	struct slice sign = SLICE_NULL, rest;
	struct rule_match m;
	char *clean;

	if (f == NULL || v->key.p == NULL || v->key.n < 2 || v->key.n > 48 ||
	    f->clean.p != NULL)
		return;
	rest = slice_rest(v->key, 1);
	if (leads_with_two(r, v->key, other))
		sign = SLICE_LITERAL("≥");
	else if (!slice_digit_at(v->key, 0)) {
		struct slice first;
		rest = digits_of(v->key);
		first = (struct slice){ v->key.p, v->key.n - rest.n };
		if (rest.n > 0 && first.n > 0 && first.n <= 3 &&
		    rules_match(lexicon_rules(r->lex), "operator", first, 0,
			&m) == RULES_MATCH)
			sign = rule_attr(m.rule, "sign", 0);
	}
	if (sign.p == NULL)
		return;
	clean = arena_take(r->arena, sign.n + rest.n);
	memcpy(clean, sign.p, sign.n);
	memcpy(clean + sign.n, rest.p, rest.n);
	f->clean = (struct slice){ clean, sign.n + rest.n };
}

/* Two sets of columns, of all the years and of this: the last one counts. */
static bool
stands_again(const struct head *head, size_t i)
{
	for (size_t k = i + 1; k < head->n; k++)
		if (head->column[k].role == head->column[i].role)
			return true;
	return false;
}

static void
add_columns(struct form *r, uint32_t row)
{
	bool split = head_column(&r->head, SLOT_OP) < r->head.n ||
	    head_column(&r->head, SLOT_UNIT) < r->head.n;

	for (size_t i = 0; i < r->head.n; i++) {
		const struct role *role = r->head.column[i].role;
		struct cell joined;
		if (role == NULL || !r->indicator.filled[i] ||
		    r->head.column[i].idle || stands_again(&r->head, i) ||
		    role->slot == SLOT_OP || role->slot == SLOT_UNIT ||
		    role->slot == SLOT_LEVEL1 || role->slot == SLOT_LEVEL2)
			continue;
		report_saw(forms_table(r), role);
		if (split && role->slot == SLOT_TARGET) {
			joined = join_target(r);
			set_sign(r,
			    form_add(r, SECTION_INDICATOR, row, role, &joined));
		} else if (role->slot == SLOT_TARGET ||
		    role->slot == SLOT_ACTUAL)
			mend_sign(r,
			    form_add(r, SECTION_INDICATOR, row, role,
				&r->indicator.cell[i]),
			    i);
		else if (role->slot != SLOT_NAME || says(r, SLOT_NAME))
			form_add(r, SECTION_INDICATOR, row, role,
			    &r->indicator.cell[i]);
	}
}

static void
claim_row(struct form *r, enum line_class class)
{
	for (size_t i = 0; i < r->head.n; i++)
		if (r->indicator.filled[i])
			for (const struct piece *p =
				 r->indicator.cell[i].pieces;
			     p != NULL; p = p->next)
				document_claim(r->doc, p->s, class);
}

/* A level word in the place of a name, and nothing beside it. */
static bool
is_level_alone(struct form *r)
{
	size_t name = head_column(&r->head, SLOT_NAME);

	return name < r->head.n && r->indicator.filled[name] &&
	    r->indicator.view[name].labels->of[ROLE_LEVEL] != NULL &&
	    !says(r, SLOT_TARGET) && !says(r, SLOT_ACTUAL) &&
	    !says(r, SLOT_WEIGHT) && !says(r, SLOT_SCORE);
}

/* 小计 50 48: the points of the rows above, no indicator. */
static bool
is_sum(const struct form *r)
{
	for (size_t i = 0; i < r->head.n; i++)
		if (r->indicator.filled[i] &&
		    r->indicator.view[i].labels->of[ROLE_SUM] != NULL)
			return true;
	return false;
}

static bool
is_told_in_words(const struct view *op)
{
	return op->op != NULL && rule_has_word(op->op, "told", "words");
}

/*
 * 定性 及时 及时: what is told in words has no unit, so the second is the
 * result.
 */
static void
part_qualitative(struct form *r)
{
	struct indicator *ind = &r->indicator;
	size_t op = head_column(&r->head, SLOT_OP);
	size_t unit = head_column(&r->head, SLOT_UNIT);
	size_t actual = head_column(&r->head, SLOT_ACTUAL);

	if (r->placed || op >= r->head.n || unit >= r->head.n ||
	    actual >= r->head.n || !ind->filled[op] || !ind->filled[unit] ||
	    ind->filled[actual] || !is_told_in_words(&ind->view[op]))
		return;
	ind->cell[actual] = ind->cell[unit];
	ind->view[actual] = ind->view[unit];
	ind->filled[actual] = true;
	ind->filled[unit] = false;
}

void
indicators_flush(struct form *r)
{
	const struct cell *level1, *level2;
	struct report *report;
	uint32_t row;

	if (!r->indicator.open)
		return;
	r->indicator.open = false;
	if (is_sum(r)) {
		claim_row(r, LINE_STRUCTURAL);
		return;
	}
	part_qualitative(r);
	level1 = cell_of(r, SLOT_LEVEL1);
	level2 = cell_of(r, SLOT_LEVEL2);
	if (level1 != NULL)
		keep_level(r, 0, level1);
	if (level2 != NULL)
		keep_level(r, 1, level2);
	claim_row(r, LINE_STRUCTURAL);
	if (!says(r, SLOT_NAME) && !says(r, SLOT_TARGET) &&
	    !says(r, SLOT_ACTUAL) && !says(r, SLOT_WEIGHT) &&
	    !says(r, SLOT_SCORE))
		return;
	if (!says(r, SLOT_NAME) && level1 == NULL && level2 == NULL &&
	    !says(r, SLOT_WEIGHT) && !says(r, SLOT_SCORE))
		return;
	if (is_level_alone(r))
		return;
	if (!r->placed && !says(r, SLOT_NAME) && r->level[0].text.p == NULL &&
	    r->level[1].text.p == NULL)
		return; /* out of reading order: nobody's figures */
	report = forms_table(r);
	report->has_indicators = true;
	row = report_row(report, SECTION_INDICATOR);
	add_level(r, report, row, 0, level1 != NULL);
	add_level(r, report, row, 1, level2 != NULL);
	add_columns(r, row);
	claim_row(r, LINE_VALUE);
}
