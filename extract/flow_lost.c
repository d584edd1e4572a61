/*
 * flow_lost.c - cells out of reading order: figures that lost their labels,
 * and names that stand before theirs. What the figures prove is taken.
 */
#include <math.h>
#include <string.h>

#include "cut.h"
#include "flow.h"

#define RUN_CELLS 8u  /* figures of a row that lost its label */
#define FAR_CELLS 96u /* a header's figures stand no further away */
#define FAR_FIGURES 24u
#define BEFORE_CELLS 6u /* pieces of a name before its label */

/* Figures and marks for nothing from cell i on. */
static size_t
figures_run(const struct flow *f, size_t i)
{
	size_t n = 0;

	while (i + n < f->n && n < RUN_CELLS &&
	    (view_is_figure(&f->v[i + n]) ||
		f->v[i + n].shape == SHAPE_NOTHING))
		n++;
	return n;
}

/* The label that a row which lost its place is of: kept, or still to come. */
static const struct view *
lost_label(const struct flow *f, size_t i)
{
	if (f->row_label != NULL)
		return f->row_label;
	for (; i < f->n && !flow_is(&f->v[i], ROLE_FORM); i++)
		if (flow_is(&f->v[i], ROLE_ROW) &&
		    strcmp(f->v[i].labels->of[ROLE_ROW]->name, "total") == 0)
			return &f->v[i];
	return NULL;
}

/* --- 0 207.4538 10 100% 10: all was spent, so what is positive was */

struct spent {
	const struct view *money, *weight, *rate, *score;
};

static bool
find_spent(const struct view *v, size_t n, struct spent *s)
{
	size_t rate = 0;

	memset(s, 0, sizeof(*s));
	while (rate < n && !view_is_percent(v[rate].key))
		rate++;
	if (rate == n || view_value(&v[rate]) != 100)
		return false;
	s->rate = &v[rate];
	for (size_t i = rate + 1; i < n; i++)
		if (v[i].shape == SHAPE_PLAIN) {
			if (s->score != NULL)
				return false;
			s->score = &v[i];
		}
	if (s->score != NULL) {
		if (rate == 0 ||
		    view_value(&v[rate - 1]) != view_value(s->score))
			return false;
		s->weight = &v[--rate];
	}
	for (size_t i = 0; i < rate; i++) {
		if (!view_is_figure(&v[i]) || view_value(&v[i]) == 0)
			continue;
		if (s->money != NULL)
			return false;
		s->money = &v[i];
	}
	return s->money != NULL;
}

static void
lay_spent(struct flow *f, const struct view *label, const struct spent *s)
{
	const struct head *head = &f->r->head;
	const struct view *const part[] = { s->money, s->weight, s->rate,
		s->score };
	static const enum slot slot[] = { SLOT_EXECUTED, SLOT_WEIGHT, SLOT_RATE,
		SLOT_SCORE };
	struct view value[4];
	size_t column[4], n = 0;

	for (size_t i = 0; i < 4; i++)
		if (part[i] != NULL && head_column(head, slot[i]) < head->n) {
			value[n] = *part[i];
			column[n++] = head_column(head, slot[i]);
		}
	funds_lay(f->r, label, value, column, n);
}

/*
 * All was spent: the only amount above zero is what was, whatever columns
 * were lost. The run may go on with a part that repeats it.
 */
static size_t
read_spent(struct flow *f, size_t i, const struct view *label)
{
	struct spent total, part;
	size_t n, more;

	for (n = figures_run(f, i); n >= 4; n--)
		if (find_spent(f->v + i, n, &total) && total.score != NULL &&
		    (view_value(total.score) == 10 ||
			view_value(total.score) == 20))
			break;
	if (n < 4)
		return 0;
	lay_spent(f, label, &total);
	more = figures_run(f, i + n);
	if (more >= 2 && i + n + more < f->n &&
	    flow_is(&f->v[i + n + more], ROLE_ROW) &&
	    find_spent(f->v + i + n, more, &part) && part.score == NULL &&
	    slice_eq(part.money->key, total.money->key)) {
		lay_spent(f, &f->v[i + n + more], &part);
		n += more;
	}
	return n;
}

/* --- figures that stand far from each other, but prove each other */

struct far {
	const struct head *head;
	struct view *figure[FAR_FIGURES];
	size_t n;
	struct view *annual, *executed, *rate, *weight, *score;
	size_t found; /* sets of different figures */
};

static void
collect(struct flow *f, size_t i, struct far *far)
{
	for (size_t k = i; k < f->n && k - i < FAR_CELLS; k++) {
		struct view *v = &f->v[k];
		if (flow_is(v, ROLE_FORM) || flow_is(v, ROLE_LEVEL))
			return;
		if (view_is_figure(v) && far->n < FAR_FIGURES &&
		    (view_is_plain(v->key) || view_is_percent(v->key)) &&
		    view_value(v) > 0)
			far->figure[far->n++] = v;
	}
}

static bool
same(const struct view *a, const struct view *b)
{
	return a == b || (a != NULL && b != NULL && slice_eq(a->key, b->key));
}

static void
offer(struct far *far, struct view *annual, struct view *executed,
    struct view *rate)
{
	double share = view_value(executed) / view_value(annual);

	for (size_t w = 0; w < far->n; w++)
		for (size_t s = 0; s < far->n; s++) {
			struct view *weight = far->figure[w];
			struct view *score = far->figure[s];
			if (w == s || view_is_percent(weight->key) ||
			    view_is_percent(score->key) || score == executed ||
			    (view_value(weight) != 10 &&
				view_value(weight) != 20) ||
			    fabs(view_value(weight) * share -
				view_value(score)) > 0.0051)
				continue;
			if (far->found > 0 && same(far->annual, annual) &&
			    same(far->executed, executed) &&
			    same(far->weight, weight) &&
			    same(far->score, score))
				continue;
			far->found++;
			far->annual = annual;
			far->executed = executed;
			far->rate = rate;
			far->weight = weight;
			far->score = score;
		}
}

/* A rate with decimals is met by chance hardly ever. */
static bool
is_exact(const struct view *rate)
{
	return view_is_percent(rate->key) &&
	    memchr(rate->key.p, '.', rate->key.n) != NULL &&
	    view_value(rate) < 100;
}

static void
search_far(struct far *far)
{
	for (size_t r = 0; r < far->n; r++) {
		if (!is_exact(far->figure[r]))
			continue;
		for (size_t a = 0; a < far->n; a++)
			for (size_t e = 0; e < far->n; e++) {
				double whole = view_value(far->figure[a]);
				double part = view_value(far->figure[e]);
				if (view_is_percent(far->figure[a]->key) ||
				    view_is_percent(far->figure[e]->key) ||
				    fabs(part / whole * 100 -
					view_value(far->figure[r])) > 0.0051)
					continue;
				offer(far, far->figure[a], far->figure[e],
				    far->figure[r]);
			}
	}
}

static size_t
take(struct far *far, enum slot slot, struct view *from, struct view *value,
    size_t *column, size_t n)
{
	if (from == NULL || head_column(far->head, slot) == far->head->n)
		return n;
	value[n] = *from;
	column[n] = head_column(far->head, slot);
	from->empty = true; /* read: no value of another label */
	from->shape = SHAPE_EMPTY;
	return n + 1;
}

/* 20000 and 9,034, 45.17 % and 4.52 of 10, wherever in the block they stand. */
static bool
read_far(struct flow *f, size_t i, const struct view *label)
{
	struct far far = { .head = &f->r->head };
	struct view value[6], *initial = NULL;
	size_t column[6], n = 0;

	collect(f, i, &far);
	search_far(&far);
	if (far.found != 1)
		return false;
	if (far.annual + 1 < f->v + f->n && same(far.annual, far.annual + 1)) {
		initial = far.annual; /* the same figure twice, side by side */
		far.annual++;
	}
	n = take(&far, SLOT_INITIAL, initial, value, column, n);
	n = take(&far, SLOT_ANNUAL, far.annual, value, column, n);
	n = take(&far, SLOT_EXECUTED, far.executed, value, column, n);
	n = take(&far, SLOT_WEIGHT, far.weight, value, column, n);
	n = take(&far, SLOT_RATE, far.rate, value, column, n);
	n = take(&far, SLOT_SCORE, far.score, value, column, n);
	funds_lay(f->r, label, value, column, n);
	return true;
}

/* The rate of a row that was proven without: as exact, and the only one. */
static void
add_far_rate(struct flow *f, size_t i, size_t n)
{
	struct far far = { .head = &f->r->head };
	size_t c = head_column(far.head, SLOT_RATE), seen = 0;
	const struct report *report = f->r->report;
	double annual = 0, executed = 0;
	struct view *rate = NULL;
	uint32_t row = report->rows[SECTION_FUNDING];

	for (size_t k = 0; k < report->n; k++) {
		const struct figure *g = &report->figure[k];
		struct view v = { .key = g->text };
		if (g->section != SECTION_FUNDING || g->row != row)
			continue;
		if (strcmp(g->field, "rate") == 0)
			return;
		if (strcmp(g->field, "annual") == 0)
			annual = view_value(&v);
		if (strcmp(g->field, "executed") == 0)
			executed = view_value(&v);
	}
	collect(f, i + n, &far);
	for (size_t k = 0; k < far.n; k++)
		if (is_exact(far.figure[k])) {
			seen++;
			rate = far.figure[k];
		}
	if (seen != 1 || c == far.head->n || !(annual > 0) ||
	    fabs(executed / annual * 100 - view_value(rate)) > 0.0101)
		return;
	funds_add_value(f->r, row, far.head->column[c].role, rate, SLICE_NULL);
	rate->empty = true;
	rate->shape = SHAPE_EMPTY;
}

size_t
flow_lost_rows(struct flow *f, size_t i)
{
	const struct view *label = lost_label(f, i);
	size_t n;

	if (label == NULL || f->empties || f->r->head.part != PART_FUNDS ||
	    figures_run(f, i) == 0)
		return 0;
	if (read_far(f, i, label)) {
		f->row_label = NULL;
		return 0;
	}
	for (n = figures_run(f, i); n >= 3; n--)
		if (funds_proven(f->r, label, f->v + i, n)) {
			f->row_label = NULL;
			add_far_rate(f, i, n);
			return n;
		}
	n = read_spent(f, i, label);
	if (n > 0)
		f->row_label = NULL;
	return n;
}

/* --- a name before its label */

/* True where what follows this cell is no value of it. */
static bool
takes_no_value(const struct view *v)
{
	return flow_is(v, ROLE_FORM) || flow_is(v, ROLE_BLOCK) ||
	    (view_is_figure(v) && !view_is_plain(v->key));
}

/* True where a label stands next; figures that were read are passed over. */
static bool
ends_at(const struct flow *f, size_t i)
{
	while (i < f->n && f->v[i].empty)
		i++;
	return i < f->n && flow_ends_values(&f->v[i]);
}

bool
flow_value_before(struct flow *f, size_t i)
{
	const struct role *role = f->v[i].labels->of[ROLE_PAIR];
	struct view row[BEFORE_CELLS + 1];
	size_t n = 0;

	if (f->empties || f->run_on || role == NULL || role->type == NULL ||
	    strcmp(role->type, "text") != 0 || role->field == NULL ||
	    !ends_at(f, i + 1))
		return false;
	while (n < i && n < BEFORE_CELLS && !f->v[i - 1 - n].empty &&
	    !f->v[i - 1 - n].labels->any && !view_is_figure(&f->v[i - 1 - n]))
		n++;
	if (n == 0 || n == i || !takes_no_value(&f->v[i - 1 - n]))
		return false;
	row[0] = f->v[i];
	memcpy(row + 1, &f->v[i - n], n * sizeof(*row));
	return table_row(f->r, row, n + 1);
}
