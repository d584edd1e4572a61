/*
 * flow.c - tables that lost the ends of their rows. All cells stand in one
 * run; labels tell where a row begins, and the columns of the open header how
 * far it goes. Each row found is read as if the layout had kept it.
 */
#include <string.h>

#include "align.h"
#include "cut.h"
#include "form.h"

#define SEGMENT_MAX 256u /* cells laid at once */
#define SEGMENT_SOFT 64u /* from here on a level word ends the segment */
#define JOIN_MAX 5u      /* pieces that a label may be broken into */
#define JOIN_BYTES 96u
#define TOTAL_MAX 8u
#define RUN_CELLS 8u /* figures of a row that lost its label */

struct flow {
	struct form *r;
	struct view *v;
	size_t n;
	bool empties; /* the layout kept its empty cells */
	bool run_on;  /* nothing stands between the cells */
	const struct view
	    *row_label; /* a funds row that stood before the header */
	struct slice total[TOTAL_MAX]; /* money of the first row, as printed */
	size_t total_column[TOTAL_MAX];
	size_t total_n;
};

static bool
is(const struct view *v, enum role_kind kind)
{
	return v->labels->of[kind] != NULL;
}

/* A label that ends what stands before it. */
static bool
ends_values(const struct view *v)
{
	return is(v, ROLE_PAIR) || is(v, ROLE_ROW) || is(v, ROLE_BLOCK) ||
	    is(v, ROLE_LEVEL) || is(v, ROLE_FORM) || is(v, ROLE_COLUMN) ||
	    is(v, ROLE_TOTAL) || is(v, ROLE_NOTE);
}

/* The end of a run of header words from i on, and how many it holds. */
static size_t
header_end(const struct flow *f, size_t i, size_t *columns)
{
	size_t end = i;

	*columns = 0;
	for (; i < f->n; i++) {
		const struct view *v = &f->v[i];
		if (is(v, ROLE_COLUMN)) {
			++*columns;
			end = i + 1;
		} else if (!v->empty && !is(v, ROLE_BLOCK))
			break;
	}
	return end;
}

/* The unit that a funds block's label states, NULL: none. */
static struct slice
stated_unit(struct flow *f, const struct view *v)
{
	const struct role *block = v->labels->of[ROLE_BLOCK];
	struct rule_match m;

	if (block == NULL || strcmp(block->name, "funds") != 0 ||
	    !lexicon_groups(f->r->lex, block, v->key, &m))
		return SLICE_NULL;
	return rule_group(&m, "unit");
}

/* Out of reading order, the unit may stand behind the figures it is of. */
static void
find_unit(struct flow *f, size_t i)
{
	struct slice unit = SLICE_NULL;

	if (f->r->head.part != PART_FUNDS || f->r->head.unit.p != NULL)
		return;
	for (size_t k = i; k < f->n && !is(&f->v[k], ROLE_FORM); k++)
		if ((unit = stated_unit(f, &f->v[k])).p != NULL)
			break;
	for (size_t k = i; unit.p == NULL && k > 0 &&
	    !is(&f->v[k], ROLE_FORM); k--)
		unit = stated_unit(f, &f->v[k - 1]);
	f->r->head.unit = unit;
}

static size_t
read_header(struct flow *f, size_t i)
{
	size_t columns;
	size_t end = header_end(f, i, &columns);

	if (columns < 2)
		return 0;
	if (!table_row(f->r, f->v + i, end - i))
		return 0;
	find_unit(f, end);
	return end - i;
}

/* A label and the cells up to the next label, at most so many. */
static size_t
span(const struct flow *f, size_t i, size_t most)
{
	size_t end = i + 1;

	while (end < f->n && end - i <= most && !ends_values(&f->v[end]))
		end++;
	return end - i;
}

static size_t
funds_width(const struct flow *f)
{
	const struct head *head = &f->r->head;

	return head->part == PART_FUNDS && f->empties ? head->n - head->first
						      : 12;
}

/* The end of the indicator cells from i on. */
static size_t
segment_end(const struct flow *f, size_t i)
{
	size_t from = i, columns;

	for (; i < f->n && i - from < SEGMENT_MAX; i++) {
		const struct view *v = &f->v[i];
		if (is(v, ROLE_FORM) || is(v, ROLE_TOTAL) || is(v, ROLE_NOTE) ||
		    (is(v, ROLE_PAIR) &&
			v->labels->of[ROLE_PAIR]->field != NULL) ||
		    (is(v, ROLE_PAIR) && !is(v, ROLE_LEVEL)))
			break;
		if (is(v, ROLE_COLUMN)) {
			header_end(f, i, &columns);
			if (columns >= 2)
				break;
		}
		if (is(v, ROLE_LEVEL) && i - from > SEGMENT_SOFT &&
		    !is(v - 1, ROLE_LEVEL))
			break;
	}
	return i;
}

static size_t
read_indicators(struct flow *f, size_t i)
{
	struct form *r = f->r;
	size_t n = segment_end(f, i) - i, from = 0;
	size_t *column, *row;

	if (n == 0)
		return 0;
	if (r->head.part != PART_INDICATORS) {
		head_assume(r, f->v + i, n);
		if (r->head.part != PART_INDICATORS)
			return 0;
	}
	column = arena_take(r->arena, n * sizeof(*column));
	row = arena_take(r->arena, n * sizeof(*row));
	align_cells(r->arena, &r->head, r->head.first, r->head.first, f->v + i,
	    n, column, row);
	for (size_t k = 1; k <= n; k++)
		if (k == n || row[k] != row[from]) {
			indicators_lay(
			    r, f->v + i + from, k - from, column + from);
			from = k;
		}
	indicators_flush(r);
	return n;
}

/* The texts under a header of goals or months: one to a column, in order. */
static size_t
read_under(struct flow *f, size_t i)
{
	struct head *head = &f->r->head;
	size_t n = 0, filled = 0;
	struct view row[COLUMNS_MAX];
	static const struct cell nothing;

	while (i + n < f->n && !ends_values(&f->v[i + n]) && n < COLUMNS_MAX) {
		filled += !f->v[i + n].empty;
		n++;
	}
	if (n == 0 || head->n - head->first > COLUMNS_MAX)
		return 0;
	if (filled != head->n - head->first && !f->empties) {
		table_claim(f->r, f->v + i, n, LINE_DISCARDED);
		head->part = PART_NONE;
		return n;
	}
	for (size_t k = 0; k < head->first; k++) {
		view_cell(f->r, &nothing, &row[k]);
	}
	for (size_t k = head->first, at = i; k < head->n; k++)
		row[k] = at < i + n ? f->v[at++] : row[0];
	table_row(f->r, row, head->n);
	head->part = PART_NONE;
	return n;
}

/* Figures and marks for nothing from cell i on. */
static size_t
figures_run(const struct flow *f, size_t i)
{
	size_t n = 0;

	while (i + n < f->n && n < RUN_CELLS &&
	    (f->v[i + n].shape == SHAPE_PLAIN ||
		f->v[i + n].shape == SHAPE_NUMBER ||
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
	for (; i < f->n; i++)
		if (is(&f->v[i], ROLE_ROW) &&
		    strcmp(f->v[i].labels->of[ROLE_ROW]->name, "total") == 0)
			return &f->v[i];
	return NULL;
}

/*
 * Figures right behind a header, their label elsewhere: taken only where they
 * prove each other. The number of cells taken.
 */
static size_t
read_lost_row(struct flow *f, size_t i)
{
	const struct view *label = lost_label(f, i);
	size_t n = figures_run(f, i);

	if (label == NULL || f->empties || f->r->head.part != PART_FUNDS)
		return 0;
	for (; n >= 3; n--)
		if (funds_proven(f->r, label, f->v + i, n)) {
			f->row_label = NULL;
			return n;
		}
	return 0;
}

/*
 * 指标6:… 12次 96次 1 1 指标7:…: a numbered name, its figures and the next
 * name. Certain whatever stands around it.
 */
static size_t
read_numbered(struct flow *f, size_t i)
{
	struct form *r = f->r;
	size_t column[5] = { 2, 3, 4, 5, 6 };
	size_t n = 1;

	if (f->empties || !view_is_numbered(r, &f->v[i]))
		return 0;
	while (i + n < f->n && n < 6 &&
	    (f->v[i + n].shape == SHAPE_NUMBER ||
		f->v[i + n].shape == SHAPE_QUANTITY ||
		f->v[i + n].shape == SHAPE_PLAIN))
		n++;
	if (n != 5 || f->v[i + 3].shape != SHAPE_PLAIN ||
	    f->v[i + 4].shape != SHAPE_PLAIN ||
	    f->v[i + 1].shape == SHAPE_PLAIN ||
	    (i + n < f->n && !view_is_numbered(r, &f->v[i + n]) &&
		!ends_values(&f->v[i + n])))
		return 0;
	head_assume(r, f->v + i, n);
	indicators_lay(r, f->v + i, n, column);
	indicators_flush(r);
	r->head.part = PART_NONE;
	return n;
}

static bool
at_indicators(const struct flow *f, size_t i)
{
	return is(&f->v[i], ROLE_LEVEL) || f->r->head.part == PART_INDICATORS;
}

/* Text between labels: its end may be the title of what follows. */
static void
run_text(struct form *r, const struct view *v)
{
	struct slice s = v->cell->text;
	const size_t most = 240;
	size_t from = s.n > most ? s.n - most : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xc0) == 0x80)
		from++;
	pairs_line(r, r->pending ? r->pending : forms_table(r),
	    (struct slice){ s.p + from, s.n - from });
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
		if (strcmp(role->type, "money") != 0)
			continue;
		f->total[f->total_n] = value[i].key;
		f->total_column[f->total_n++] = column[i];
	}
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
		value[i] = cut_view(
		    f->r, run->cell, key.where[at], key.where[at + t.n]);
		column[i] = f->total_column[i];
		at += t.n;
	}
	if (at < key.s.n &&
	    ((key.s.p[at] >= '0' && key.s.p[at] <= '9') || key.s.p[at] == '.' ||
		key.s.p[at] == '%'))
		return 0; /* more than the total's figures stand there */
	return f->total_n;
}

/* A run of figures behind a label of the funds block, or behind its header. */
static size_t
run_funds(struct flow *f, size_t i)
{
	const struct view *label = is(&f->v[i], ROLE_ROW) ? &f->v[i] : NULL;
	size_t at = i + (label != NULL), n;
	struct view value[COLUMNS_MAX];
	size_t column[COLUMNS_MAX];

	if (at == f->n || f->r->head.part != PART_FUNDS) {
		if (label != NULL)
			f->row_label = label;
		return label != NULL;
	}
	n = cut_funds(f->r, &f->v[at], value, column, COLUMNS_MAX);
	if (label == NULL)
		label = f->row_label;
	if (n == 0 && label != NULL)
		n = like_total(f, &f->v[at], value, column);
	if (n > 0 && label != NULL) {
		funds_lay(f->r, label, value, column, n);
		keep_total(f, value, column, n);
	} else if (label != NULL && n == 0 && ends_values(&f->v[at]))
		return table_row(f->r, &f->v[i], 1), 1;
	f->row_label = NULL;
	return at - i + 1;
}

/* Levels, and the run of cells behind them. */
static size_t
run_indicators(struct flow *f, size_t i)
{
	size_t levels = 0;

	while (i + levels < f->n && is(&f->v[i + levels], ROLE_LEVEL))
		levels++;
	if (f->r->head.part != PART_INDICATORS)
		head_assume(f->r, f->v + i, levels);
	if (i + levels == f->n || ends_values(&f->v[i + levels]))
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
	struct slice key;
	size_t n = 0, parts = 1;
	const struct cell *run = f->v[i + 1 < f->n ? i + 1 : i].cell;

	if (i + 1 == f->n || f->v[i + 1].empty)
		return 1;
	key = fold_key_text(f->r->arena, run->text);
	while (n < key.n &&
	    ((key.p[n] >= '0' && key.p[n] <= '9') || key.p[n] == '.'))
		n++;
	row[0] = f->v[i];
	if (n > 3 && memcmp(key.p, "100", 3) == 0 && n <= 8) {
		row[parts++] = cut_view(f->r, run, 0, 3);
		row[parts++] = cut_view(f->r, run, 3, n);
	} else if (n >= 2 && n <= 5)
		row[parts++] = cut_view(f->r, run, 0, n);
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
	    ((key.s.p[n] >= '0' && key.s.p[n] <= '9') ||
		(key.s.p[n] == '.' && n > 0)))
		n++;
	if (n > 0)
		f->v[i + 1] = cut_view(
		    f->r, f->v[i + 1].cell, key.where[0], key.where[n - 1] + 1);
}

/* The row that begins at cell i of run-on text; the number of cells. */
static size_t
run_row(struct flow *f, size_t i)
{
	struct view *v = &f->v[i];
	size_t n = read_header(f, i);

	if (n > 0)
		return n;
	if (is(v, ROLE_TOTAL) && f->r->head.part != PART_FUNDS)
		return run_total(f, i);
	if (is(v, ROLE_LEVEL))
		return run_indicators(f, i);
	if (is(v, ROLE_ROW) ||
	    (f->r->head.part == PART_FUNDS && !v->labels->any))
		return run_funds(f, i);
	if (!v->labels->any) {
		run_text(f->r, v);
		return 1;
	}
	n = is(v, ROLE_PAIR) ? span(f, i, 1) : 1;
	if (n == 2)
		cut_number(f, i);
	table_row(f->r, v, n);
	return n;
}

/* Reads the row that begins at cell i; the number of cells it took. */
static size_t
read_row(struct flow *f, size_t i)
{
	struct view *v = &f->v[i];
	size_t n = read_header(f, i);

	if (n > 0)
		return n + read_lost_row(f, i + n);
	n = read_numbered(f, i);
	if (n > 0)
		return n;
	if (is(v, ROLE_FORM) || is(v, ROLE_NOTE))
		n = 1;
	else if (is(v, ROLE_TOTAL) && f->r->head.part != PART_FUNDS)
		n = span(f, i, 3);
	else if (is(v, ROLE_PAIR))
		n = span(f, i, f->empties ? 1 : 24);
	else if (is(v, ROLE_ROW) ||
	    (is(v, ROLE_COLUMN) && !at_indicators(f, i)))
	{
		n = span(f, i, funds_width(f));
		if (n == 1 && is(v, ROLE_ROW) && !f->empties) {
			f->row_label = v;
			return n;
		}
	} else if ((f->r->head.part == PART_GOALS ||
		     f->r->head.part == PART_PLAN) &&
	    !is(v, ROLE_LEVEL))
		return read_under(f, i);
	else if (at_indicators(f, i) && !is(v, ROLE_BLOCK))
		return read_indicators(f, i);
	else
		n = 1;
	table_row(f->r, v, n);
	return n;
}

/* Joins pieces of a label that white space broke: 年度 总体 目标. */
static size_t
join_label(struct flow *f, const struct row *row, size_t i, struct view *out)
{
	const struct cell *first = &row->cell[i];
	size_t best = 1;
	struct cell *joined;

	view_cell(f->r, first, out);
	for (size_t k = 2; k <= JOIN_MAX && i + k <= row->n; k++) {
		const struct cell *last = &row->cell[i + k - 1];
		struct slice s = { first->text.p, 0 };
		struct view v;
		if (last->text.p == NULL || last->text.p < first->text.p ||
		    first->pieces == NULL || last->pieces == NULL)
			break;
		s.n = (size_t)(last->text.p + last->text.n - first->text.p);
		if (s.n > JOIN_BYTES)
			break;
		joined = arena_zero(f->r->arena, sizeof(*joined));
		*joined = *first;
		joined->text = s;
		joined->pieces = arena_zero(f->r->arena, sizeof(struct piece));
		joined->pieces->s = s;
		view_cell(f->r, joined, &v);
		if (v.labels->any) {
			*out = v;
			best = k;
		}
	}
	return best;
}

static void
take_cells(struct flow *f, const struct row *row, bool join)
{
	for (size_t i = 0; i < row->n;) {
		struct view *v = &f->v[f->n];
		if (join)
			i += join_label(f, row, i, v);
		else
			view_cell(f->r, &row->cell[i++], v);
		f->n += view_split(f->r, v) ? 2 : 1;
	}
}

void
flow_read(struct form *r, const struct row *row)
{
	struct flow f = { .r = r,
		.empties = r->layout == LAYOUT_PIPE_CELLS ||
		    r->layout == LAYOUT_BLANK_CELLS,
		.run_on = r->layout == LAYOUT_RUN_ON };
	struct row cut;

	if (r->layout == LAYOUT_RUN_ON || r->layout == LAYOUT_SPACES) {
		cut = cut_labels(r, row);
		row = &cut;
	}
	f.v = arena_take(r->arena, (2 * row->n + 1) * sizeof(*f.v));
	take_cells(&f, row, r->layout == LAYOUT_SPACES);
	for (size_t i = 0; i < f.n;)
		i += f.run_on ? run_row(&f, i) : read_row(&f, i);
	indicators_flush(r);
}
