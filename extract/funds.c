/* funds.c - rows of the funds block: where the money came from and went. */
#include <math.h>
#include <string.h>

#include "align.h"
#include "form.h"

#define VALUES_MAX 12
/* Of money in a table whose form nothing tells: all forms of tables have it. */
#define UNIT_OF_TABLES SLICE_LITERAL("万元")

/* A row being laid: its label, its values, the column of each. */
struct laid {
	const struct view *label;
	const struct view *value[VALUES_MAX];
	size_t column[VALUES_MAX];
	size_t n;
};

static bool
fits(const struct view *v, const struct column *c)
{
	if (v->empty)
		return true;
	if (c->role == NULL)
		return false;
	if (strcmp(c->role->type, "text") == 0)
		return true;
	if (strcmp(c->role->type, "code") == 0)
		return v->key.p != NULL && v->key.n <= 2 &&
		    view_is_plain(v->key);
	if (v->key.p == NULL)
		return false;
	if (v->nothing)
		return true;
	if (strcmp(c->role->type, "percent") == 0)
		return view_is_plain(v->key) || view_is_percent(v->key);
	if (strcmp(c->role->type, "money") == 0)
		return view_is_number(v->key) && !view_is_percent(v->key) &&
		    !slice_ends(v->key, "分");
	return view_is_plain(v->key);
}

/* Each value in the column that is so many cells further on. */
static bool
lay_shifted(const struct head *head, const struct view *v, size_t n, size_t k,
    size_t shift, struct laid *laid)
{
	laid->n = 0;
	for (size_t i = k + 1; i < n; i++) {
		size_t c = i + shift;
		if (v[i].empty)
			continue;
		if (c < head->n && head->column[c].unknown)
			continue; /* under a word that says nothing here */
		if (c >= head->n || laid->n == VALUES_MAX ||
		    !fits(&v[i], &head->column[c]))
			return false;
		laid->value[laid->n] = &v[i];
		laid->column[laid->n++] = c;
	}
	return true;
}

static double
value_in(const struct head *head, const struct laid *laid, enum slot slot)
{
	size_t c = head_column(head, slot);

	for (size_t i = 0; i < laid->n; i++)
		if (laid->column[i] == c && !laid->value[i]->nothing)
			return view_value(laid->value[i]);
	return NAN;
}

/* True where part / whole is the rate, within what is printed. */
static bool
proves(double part, double whole, double rate)
{
	if (isnan(part) || isnan(whole) || isnan(rate))
		return false;
	if (whole == 0)
		return part == 0 && (rate == 0 || rate == 100);
	return fabs(part / whole * 100 - rate) < 0.6 ||
	    (rate == 1 && part == whole);
}

/* True where the score is the weight's share that was executed. */
static bool
proves_score(double executed, double annual, double weight, double score)
{
	if (isnan(executed) || isnan(annual) || isnan(weight) || isnan(score) ||
	    annual <= 0 || executed >= annual)
		return false;
	return fabs(weight * executed / annual - score) < 0.06;
}

/* How well a row hangs together when its values stand in these columns. */
static int
merit(const struct head *head, const struct laid *laid)
{
	double executed = value_in(head, laid, SLOT_EXECUTED);
	double annual = value_in(head, laid, SLOT_ANNUAL);
	double initial = value_in(head, laid, SLOT_INITIAL);
	double base = value_in(head, laid, SLOT_BASE);
	double rate = value_in(head, laid, SLOT_RATE);
	double weight = value_in(head, laid, SLOT_WEIGHT);
	double score = value_in(head, laid, SLOT_SCORE);
	int m = 0;

	if (proves(executed, annual, rate) || proves(executed, base, rate) ||
	    (isnan(rate) && proves_score(executed, annual, weight, score)))
		m += 100;
	else if (proves(executed, initial, rate))
		m += 50;
	else if (!isnan(executed) && !isnan(annual) && !isnan(rate))
		m -= 100;
	if (!isnan(executed) && !isnan(annual) && executed > annual * 1.5)
		m -= 30;
	m += 4 * !isnan(annual) + 4 * !isnan(executed) + !isnan(initial);
	if (!isnan(weight) && !isnan(score) && score > weight)
		m -= 50;
	if (weight == 10 || weight == 20)
		m += 6;
	if (!isnan(rate) && rate > 150)
		m -= 40;
	return m;
}

/*
 * Where empty cells of merged ones were kept or lost, a row stands further to
 * one side than it seems: so far as makes its figures prove each other, or as
 * the row before stood.
 */
static bool
lay_displaced(struct head *head, const struct view *v, size_t n, size_t k,
    struct laid *laid)
{
	size_t natural = head->first - k - 1;

	if (head->shifted && lay_shifted(head, v, n, k, head->shift, laid) &&
	    merit(head, laid) >= 0)
		return true;
	for (size_t shift = natural; shift-- > 0;)
		if (lay_shifted(head, v, n, k, shift, laid) &&
		    merit(head, laid) >= 100) {
			head->shift = shift;
			head->shifted = true;
			return true;
		}
	return false;
}

/*
 * By position: under the header where the row kept its place, else as if the
 * label stood in the column before the first figure.
 */
static bool
lay_natural(
    struct form *r, const struct view *v, size_t n, size_t k, struct laid *laid)
{
	struct head *head = &r->head;
	bool in_place = r->placed && k + 1 < head->first, natural;
	struct laid other = *laid;

	for (size_t i = k + 1; i < n && i < head->first; i++)
		in_place &= v[i].empty || head->column[i].unknown;
	if (in_place && lay_shifted(head, v, n, k, 0, laid))
		return true;
	natural = lay_shifted(head, v, n, k, head->first - k - 1, laid);
	if (r->placed || k + 1 >= head->first ||
	    (natural && !head->shifted && merit(head, laid) >= 0))
		return natural;
	if (lay_displaced(head, v, n, k, &other)) {
		*laid = other;
		return true;
	}
	return natural;
}

struct search {
	const struct head *head;
	struct laid now, best;
	int best_merit;
	bool tied[VALUES_MAX]; /* equally good ways put the value elsewhere */
	size_t steps;
};

#define SEARCH_STEPS 5000u /* ways tried; a row has some hundred */

static void
take(struct search *s)
{
	int m = merit(s->head, &s->now);

	if (m > s->best_merit) {
		s->best_merit = m;
		s->best = s->now;
		memset(s->tied, 0, sizeof(s->tied));
	} else if (m == s->best_merit)
		for (size_t i = 0; i < s->now.n; i++)
			s->tied[i] |= s->now.column[i] != s->best.column[i];
}

static void
search(struct search *s, size_t i, size_t column)
{
	if (s->steps++ > SEARCH_STEPS)
		return;
	if (i == s->now.n) {
		take(s);
		return;
	}
	for (size_t c = column; c < s->head->n; c++)
		if (s->head->column[c].role != NULL &&
		    fits(s->now.value[i], &s->head->column[c])) {
			s->now.column[i] = c;
			search(s, i + 1, c + 1);
		}
}

/*
 * Where empty cells were lost: tries all ways that keep the order and takes
 * the one where executed / budget = rate. Values that equally good ways put
 * into different columns are left out.
 */
static void
lay_search(const struct head *head, const struct view *v, size_t n, size_t k,
    struct laid *laid)
{
	struct search s = { .head = head, .best_merit = -1000 };

	s.now.label = laid->label;
	for (size_t i = k + 1; i < n && s.now.n < VALUES_MAX; i++)
		if (!v[i].empty)
			s.now.value[s.now.n++] = &v[i];
	search(&s, 0, 0);
	laid->n = 0;
	for (size_t i = 0; i < s.best.n; i++)
		if (!s.tied[i]) {
			laid->value[laid->n] = s.best.value[i];
			laid->column[laid->n++] = s.best.column[i];
		}
}

static void
add_unit(struct form *r, struct figure *f, struct slice own)
{
	const struct role *form = r->report->form;

	if (f == NULL)
		return;
	f->unit_from = "header";
	if (own.p != NULL)
		f->unit = own;
	else if (r->head.part == PART_FUNDS && r->head.unit.p != NULL)
		f->unit = r->head.unit;
	else if (r->block_unit.p != NULL)
		f->unit = r->block_unit;
	else if (r->caption_unit.p != NULL) {
		f->unit = r->caption_unit;
		f->unit_from = "caption";
	} else {
		f->unit = form == NULL ? UNIT_OF_TABLES
				       : rule_attr(form->rule, "unit", 0);
		f->unit_from = f->unit.p == NULL ? NULL : "form";
	}
}

/* The unit that a row's label or a header word states in brackets. */
struct slice
funds_label_unit(struct form *r, const struct role *role, const struct view *v)
{
	struct rule_match m;

	if (role == NULL || v->key.p == NULL ||
	    memchr(v->key.p, '(', v->key.n) == NULL ||
	    !lexicon_groups(r->lex, role, v->key, &m))
		return SLICE_NULL;
	return rule_group(&m, "unit");
}

/* Opens a funding row: its label and its source. */
uint32_t
funds_add_row(
    struct form *r, const struct view *label, const struct role *source)
{
	struct report *report = forms_table(r);
	uint32_t row = report_row(report, SECTION_FUNDING);
	struct figure f = { .field = "label",
		.text = label->cell->text,
		.at = label->cell->at,
		.rule = source ? rule_id(source->rule) : "row.further",
		.origin = label->cell->origin,
		.row = row,
		.section = SECTION_FUNDING };

	report->has_funds = true;
	report_add(r->arena, report, f);
	f.field = "source";
	f.clean = source ? slice_of(source->name) : SLICE_LITERAL("further");
	report_add(r->arena, report, f);
	table_claim(r, label, 1, LINE_VALUE);
	return row;
}

void
funds_add_value(struct form *r, uint32_t row, const struct role *role,
    const struct view *v, struct slice unit)
{
	struct figure *f = form_add(r, SECTION_FUNDING, row, role, v->cell);

	if (strcmp(role->type, "money") == 0)
		add_unit(r, f, unit);
}

static void
add_values(struct form *r, uint32_t row, const struct laid *laid,
    struct slice row_unit)
{
	for (size_t i = 0; i < laid->n; i++) {
		const struct column *c = &r->head.column[laid->column[i]];
		struct figure *f;
		if (c->role == NULL)
			continue;
		if (laid->value[i]->nothing &&
		    strcmp(c->role->type, "text") != 0) {
			table_claim(r, laid->value[i], 1, LINE_STRUCTURAL);
			continue;
		}
		if (strcmp(c->role->type, "text") == 0 ||
		    strcmp(c->role->type, "code") == 0) {
			table_claim(r, laid->value[i], 1, LINE_VALUE);
			continue;
		}
		f = form_add(
		    r, SECTION_FUNDING, row, c->role, laid->value[i]->cell);
		if (strcmp(c->role->type, "money") == 0)
			add_unit(r, f, c->unit.p ? c->unit : row_unit);
	}
}

/* True for words of no meaning with a source of money right behind them. */
static bool
names_unknown_block(const struct view *v, size_t n)
{
	if (v[0].labels->any || v[0].key.p == NULL ||
	    view_is_number(v[0].key) || v[0].nothing)
		return false;
	for (size_t i = 1; i < n; i++)
		if (!v[i].empty)
			return v[i].labels->of[ROLE_ROW] != NULL;
	return false;
}

/* The first cell that is not empty and names no block. */
static size_t
first_word(const struct view *v, size_t n)
{
	size_t k = 0;

	while (k < n &&
	    (v[k].empty ||
		(v[k].labels->of[ROLE_BLOCK] != NULL &&
		    v[k].labels->of[ROLE_ROW] == NULL)))
		k++;
	if (k < n && names_unknown_block(&v[k], n - k))
		for (k++; v[k].empty;)
			k++;
	return k;
}

bool
funds_proven(
    struct form *r, const struct view *label, const struct view *v, size_t n)
{
	struct laid laid = { .label = label };
	struct view row[VALUES_MAX + 1];

	if (n > VALUES_MAX)
		return false;
	row[0] = *label;
	memcpy(row + 1, v, n * sizeof(*v));
	lay_search(&r->head, row, n + 1, 0, &laid);
	if (laid.n < n || merit(&r->head, &laid) < 100)
		return false;
	add_values(r, funds_add_row(r, label, label->labels->of[ROLE_ROW]),
	    &laid, funds_label_unit(r, label->labels->of[ROLE_ROW], label));
	return true;
}

void
funds_lay(struct form *r, const struct view *label, const struct view *value,
    const size_t *column, size_t n)
{
	const struct role *source = label->labels->of[ROLE_ROW];
	struct laid laid = { .label = label };

	for (size_t i = 0; i < n && i < VALUES_MAX; i++) {
		laid.value[i] = &value[i];
		laid.column[laid.n++] = column[i];
	}
	add_values(r, funds_add_row(r, label, source), &laid,
	    funds_label_unit(r, source, label));
	table_claim(r, label, 1, LINE_STRUCTURAL);
}

static bool
is_money(const struct head *head, size_t column)
{
	return strcmp(head->column[column].role->type, "money") == 0;
}

static void
keep_total(struct head *head, const struct laid *laid)
{
	head->total_n = 0;
	for (size_t i = 0; i < laid->n && head->total_n < TOTAL_MONEY; i++) {
		if (!is_money(head, laid->column[i]) || laid->value[i]->nothing)
			continue;
		head->total[head->total_n] = laid->value[i]->key;
		head->total_column[head->total_n++] = laid->column[i];
	}
}

/* The amounts of the total again: they stand where the total's stood. */
static void
lay_like_total(const struct head *head, struct laid *laid)
{
	size_t k = 0;

	for (size_t i = 0; i < laid->n; i++)
		if (is_money(head, laid->column[i]) &&
		    !laid->value[i]->nothing &&
		    (k == head->total_n ||
			!slice_eq(laid->value[i]->key, head->total[k++])))
			return;
	if (k == 0 || k != head->total_n)
		return;
	for (size_t i = k = 0; i < laid->n; i++)
		if (is_money(head, laid->column[i]) && !laid->value[i]->nothing)
			laid->column[i] = head->total_column[k++];
}

static void
lay_divided(struct form *r, struct laid *laid)
{
	const struct role *of = funds_divided(r, laid->value[0]);

	if (of != NULL && of->slot != SLOT_OTHER)
		laid->column[0] = head_column(&r->head, of->slot);
}

/*
 * True for 10 or 20 and nothing but zeros behind it: where a template was left
 * blank, only its weight stands there, whatever column it seems to be in.
 */
static bool
is_only_weight(const struct form *r, const struct laid *laid)
{
	size_t weight = head_column(&r->head, SLOT_WEIGHT);
	double first;

	if (laid->n == 0 || laid->n > 3 || weight == r->head.n ||
	    laid->column[0] == weight || (r->placed && laid->n > 1))
		return false;
	first = view_value(laid->value[0]);
	for (size_t i = 1; i < laid->n; i++)
		if (!laid->value[i]->nothing && view_value(laid->value[i]) != 0)
			return false;
	return first == 10 || first == 20;
}

/*
 * Where a row with fewer cells than its header contradicts itself as it stands
 * (38.38 for 10 of 2.00), empty cells were lost: another way that keeps the
 * order and is proven takes its place. So it does in the rows below.
 */
static void
lay_contradicted(
    struct form *r, const struct view *v, size_t n, size_t k, struct laid *laid)
{
	struct head *head = &r->head;
	struct laid other = { .label = laid->label };
	int m = merit(head, laid);

	if (n >= head->n || m >= (head->lost ? 100 : -60))
		return;
	lay_search(head, v, n, k, &other);
	if (other.n < laid->n || merit(head, &other) < 100)
		return;
	*laid = other;
	head->lost = true;
}

/* A source whose name no rule knows, if its figures prove each other. */
static bool
further_row(struct form *r, const struct view *v, size_t n, size_t k)
{
	struct laid laid = { .label = &v[k] };

	if (!r->placed || v[k].labels->any || v[k].key.p == NULL ||
	    view_is_number(v[k].key) || !lay_natural(r, v, n, k, &laid) ||
	    merit(&r->head, &laid) < 100)
		return false;
	add_values(r, funds_add_row(r, &v[k], NULL), &laid, SLICE_NULL);
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

bool
funds_row(struct form *r, const struct view *v, size_t n)
{
	size_t k = first_word(v, n);
	const struct role *source;
	struct laid laid = { 0 };

	if (k == n || r->head.part != PART_FUNDS)
		return false;
	source = v[k].labels->of[ROLE_ROW];
	if (source == NULL)
		return further_row(r, v, n, k);
	if (sources_blocks(r, v, n) ||
	    (sources_count(v, n) > 1 && funds_inline(r, v, n)))
		return true;
	laid.label = &v[k];
	if (lay_natural(r, v, n, k, &laid))
		lay_contradicted(r, v, n, k, &laid);
	else if (funds_inline(r, v, n))
		return true;
	else {
		laid.n = 0;
		lay_search(&r->head, v, n, k, &laid);
	}
	if (is_only_weight(r, &laid)) {
		laid.n = 1;
		laid.column[0] = head_column(&r->head, SLOT_WEIGHT);
	}
	if (strcmp(source->name, "total") == 0)
		keep_total(&r->head, &laid);
	else if (!r->placed && laid.n == 1 &&
	    is_money(&r->head, laid.column[0]))
		lay_divided(r, &laid);
	else
		lay_like_total(&r->head, &laid);
	add_values(r, funds_add_row(r, &v[k], source), &laid,
	    funds_label_unit(r, source, &v[k]));
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}
