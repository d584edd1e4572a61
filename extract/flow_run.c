/*
 * flow_run.c - run-on text: nothing stands between the cells. Labels were
 * found in it (cut.c); what stands between them is cut here, by the part of
 * the form that is open.
 */
#include <string.h>

#include "cut.h"
#include "flow.h"
#include "utf8.h"

/* Text between labels: its end may be the title of what follows. */
static void
run_text(struct form *r, const struct view *v)
{
	struct slice s = v->cell->text;
	const size_t most = 240;
	size_t from = s.n > most ? s.n - most : 0;

	while (from < s.n && utf8_is_tail(s.p[from]))
		from++;
	pairs_line(
	    r, r->pending ? r->pending : forms_table(r), slice_rest(s, from));
	table_claim(r, v, 1, LINE_DISCARDED);
}

/* Keeps the money of the first row, which the rows below it may repeat. */
static void
keep_total(
    struct flow *f, const struct view *value, const size_t *column, size_t n)
{
	if (f->total_n > 0)
		return;
	for (size_t i = 0; i < n && f->total_n < TOTAL_MAX; i++) {
		const struct role *role = f->r->head.column[column[i]].role;
		if (role->slot == SLOT_RATE && !view_is_plain(value[i].key))
			f->total_rate = value[i].key;
		if (strcmp(role->type, "money") != 0)
			continue;
		f->total[f->total_n] = value[i].key;
		f->total_column[f->total_n++] = column[i];
	}
}

/* The same rate as the total's behind marks for nothing: -80%-. */
static size_t
rate_like_total(struct flow *f, const struct view *run, const struct key *key,
    size_t at, struct view *value, size_t *column)
{
	struct slice rate = f->total_rate;
	size_t n = f->total_n;

	while (at < key->s.n && key->s.p[at] == '-')
		at++;
	if (rate.n == 0 || key->s.n - at < rate.n ||
	    memcmp(key->s.p + at, rate.p, rate.n) != 0 ||
	    slice_digit_at(key->s, at + rate.n))
		return n;
	value[n] = cut_view(f->r, run->cell, key, at, at + rate.n);
	column[n] = head_column(&f->r->head, SLOT_RATE);
	return n + 1;
}

/* A row that repeats the total's money: 2020 under 20 and 20. */
static size_t
like_total(
    struct flow *f, const struct view *run, struct view *value, size_t *column)
{
	struct key key = cut_key(f->r, run->cell->text);
	size_t at = 0;

	for (size_t i = 0; i < f->total_n; i++) {
		struct slice t = f->total[i];
		if (key.s.n - at < t.n || memcmp(key.s.p + at, t.p, t.n) != 0)
			return 0;
		value[i] = cut_view(f->r, run->cell, &key, at, at + t.n);
		column[i] = f->total_column[i];
		at += t.n;
	}
	if (at < key.s.n &&
	    (slice_digit_at(key.s, at) || key.s.p[at] == '.' ||
		key.s.p[at] == '%' || key.s.p[at] == ','))
		return 0; /* more than the total's figures stand there */
	return rate_like_total(f, run, &key, at, value, column);
}

/*
 * 一般公共预算：1320.50 其中：基本支出：980: one figure behind each label. The
 * first repeats one amount of the total, and only one: that is divided.
 */
static size_t
divide_total(
    struct flow *f, const struct view *run, struct view *value, size_t *column)
{
	size_t same = 0;

	if (f->total_n < 2 || run->key.p == NULL || !view_is_plain(run->key))
		return 0;
	for (size_t i = 0; i < f->total_n && f->divided == 0; i++)
		if (slice_eq(f->total[i], run->key)) {
			column[0] = f->total_column[i];
			same++;
		}
	if (same == 1)
		f->divided = column[0] + 1;
	if (f->divided == 0)
		return 0;
	column[0] = f->divided - 1;
	value[0] = *run;
	return 1;
}

/* One figure stands behind each label there, and no other to be told from. */
static bool
is_target_form(const struct form *r)
{
	const struct report *report =
	    r->pending != NULL && r->pending->titled ? r->pending : r->report;

	return report != NULL && report->form != NULL &&
	    strcmp(report->form->name, "performance_target") == 0;
}

/* A run of figures behind a label of the funds block, or behind its header. */
static size_t
run_funds(struct flow *f, size_t i)
{
	bool labelled = flow_is(&f->v[i], ROLE_ROW);
	const struct view *label = labelled ? &f->v[i] : f->row_label;
	size_t at = i + labelled, n;
	struct view value[COLUMNS_MAX];
	size_t column[COLUMNS_MAX];

	if (at < f->n && labelled && is_target_form(f->r) &&
	    f->r->head.part != PART_FUNDS && view_is_number(f->v[at].key))
		return table_row(f->r, &f->v[i], 2), 2;
	if (at >= f->n || f->r->head.part != PART_FUNDS) {
		f->row_label = label;
		return 1;
	}
	/* A row of parts has no rate to prove a cut, but repeats the total. */
	n = label != NULL ? like_total(f, &f->v[at], value, column) : 0;
	if (n == 0)
		n = cut_funds(f->r, &f->v[at], value, column, COLUMNS_MAX);
	if (n == 0 && labelled && label != NULL)
		n = divide_total(f, &f->v[at], value, column);
	if (n > 0 && label != NULL) {
		funds_lay(f->r, label, value, column, n);
		if (n > 1 || f->divided == 0)
			keep_total(f, value, column, n);
	} else if (label != NULL && n == 0 && flow_ends_values(&f->v[at]))
		return table_row(f->r, &f->v[i], 1), 1;
	if (n == 0)
		table_leave(f->r, &f->v[at], 1);
	f->row_label = NULL;
	return at - i + 1;
}

/* Levels, and the run of cells behind them. */
static size_t
run_indicators(struct flow *f, size_t i)
{
	size_t levels = 0;

	while (i + levels < f->n && flow_is(&f->v[i + levels], ROLE_LEVEL))
		levels++;
	if (f->r->head.part != PART_INDICATORS)
		head_assume(f->r, f->v + i, levels);
	if (i + levels == f->n || flow_ends_values(&f->v[i + levels]))
		return levels > 0 ? levels : 1;
	cut_indicators(f->r, &f->v[i + levels], f->v + i, levels);
	return levels + 1;
}

/*
 * 100100 or 10096.5 behind 总分: the sum of the weights, which is 100, and the
 * sum of the scores.
 */
static size_t
run_total(struct flow *f, size_t i)
{
	struct view row[3];
	struct key key;
	size_t n = 0, parts = 1;
	const struct cell *run = f->v[i + 1 < f->n ? i + 1 : i].cell;

	if (i + 1 == f->n || f->v[i + 1].empty)
		return 1;
	key = fold_key(f->r->arena, run->text);
	while (n < key.s.n && (slice_digit_at(key.s, n) || key.s.p[n] == '.'))
		n++;
	row[0] = f->v[i];
	if (n > 3 && memcmp(key.s.p, "100", 3) == 0 && n <= 8) {
		row[parts++] = cut_view(f->r, run, &key, 0, 3);
		row[parts++] = cut_view(f->r, run, &key, 3, n);
	} else if (n >= 2 && n <= 5)
		row[parts++] = cut_view(f->r, run, &key, 0, n);
	table_row(f->r, row, parts);
	return 2;
}

/* 自评得分98…: the value of a number's label ends with the number. */
static void
cut_number(struct flow *f, size_t i)
{
	const struct role *role = f->v[i].labels->of[ROLE_PAIR];
	struct key key;
	size_t n = 0;

	if (role->type == NULL || strcmp(role->type, "number") != 0)
		return;
	key = cut_key(f->r, f->v[i + 1].cell->text);
	while (n < key.s.n &&
	    (slice_digit_at(key.s, n) || (key.s.p[n] == '.' && n > 0)))
		n++;
	if (n > 0)
		f->v[i + 1] = cut_view(f->r, f->v[i + 1].cell, &key, 0, n);
}

size_t
flow_run_row(struct flow *f, size_t i)
{
	struct view *v = &f->v[i];
	size_t n = flow_header(f, i);

	if (n > 0 && f->r->head.part == PART_FUNDS) {
		f->total_n = f->divided = 0; /* of the form before */
		f->total_rate = SLICE_NULL;
	}
	if (n > 0)
		return n;
	if (flow_is(v, ROLE_TOTAL) && f->r->head.part != PART_FUNDS)
		return run_total(f, i);
	if (flow_is(v, ROLE_LEVEL))
		return run_indicators(f, i);
	if (flow_is(v, ROLE_ROW) ||
	    (f->r->head.part == PART_FUNDS && !v->labels->any))
		return run_funds(f, i);
	if (!v->labels->any) {
		run_text(f->r, v);
		return 1;
	}
	n = flow_is(v, ROLE_PAIR) ? flow_span(f, i, 1) : 1;
	if (n == 2)
		cut_number(f, i);
	table_row(f->r, v, n);
	return n;
}
