/*
 * flow.c - tables that lost the ends of their rows. All cells stand in one
 * run; labels tell where a row begins, and the columns of the open header how
 * far it goes. Each row found is read as if the layout had kept it.
 */
#include <string.h>

#include "align.h"
#include "cut.h"
#include "flow.h"

#define SEGMENT_MAX 256u /* cells laid at once */
#define SEGMENT_SOFT 64u /* from here on a level word ends the segment */
#define JOIN_MAX 5u      /* pieces that a label may be broken into */
#define JOIN_BYTES 96u
#define TOTAL_SPAN 12u
#define PAIR_GAP 3u /* empty cells between a label and its value */

bool
flow_is(const struct view *v, enum role_kind kind)
{
	return v->labels->of[kind] != NULL;
}

bool
flow_ends_values(const struct view *v)
{
	return flow_is(v, ROLE_PAIR) || flow_is(v, ROLE_ROW) ||
	    flow_is(v, ROLE_BLOCK) || flow_is(v, ROLE_LEVEL) ||
	    flow_is(v, ROLE_FORM) || flow_is(v, ROLE_COLUMN) ||
	    flow_is(v, ROLE_TOTAL) || flow_is(v, ROLE_NOTE);
}

/*
 * True where cell i is a header word: no label of a row whose figure follows
 * (年度金额: 500), and no month that an indicator names as its date.
 */
static bool
is_header_word(const struct flow *f, size_t i)
{
	const struct view *v = &f->v[i];
	size_t next = i + 1;

	if (!flow_is(v, ROLE_COLUMN) ||
	    (f->r->head.part == PART_INDICATORS &&
		v->labels->of[ROLE_COLUMN]->parts == 1u << PART_PLAN))
		return false;
	if (!flow_is(v, ROLE_ROW))
		return true;
	while (next < f->n && f->v[next].empty)
		next++;
	return next == f->n ||
	    !(view_is_figure(&f->v[next]) ||
		(f->run_on && slice_digit_at(f->v[next].key, 0)));
}

/* The end of a run of header words from i on, and how many it holds. */
static size_t
header_end(const struct flow *f, size_t i, size_t *columns)
{
	size_t end = i;

	*columns = 0;
	for (; i < f->n; i++) {
		const struct view *v = &f->v[i];
		if (is_header_word(f, i)) {
			++*columns;
			end = i + 1;
		} else if (!v->empty && !flow_is(v, ROLE_BLOCK))
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
	for (size_t k = i; k < f->n && !flow_is(&f->v[k], ROLE_FORM); k++)
		if ((unit = stated_unit(f, &f->v[k])).p != NULL)
			break;
	for (size_t k = i;
	     unit.p == NULL && k > 0 && !flow_is(&f->v[k - 1], ROLE_FORM); k--)
		unit = stated_unit(f, &f->v[k - 1]);
	f->r->head.unit = unit;
}

size_t
flow_header(struct flow *f, size_t i)
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

size_t
flow_span(const struct flow *f, size_t i, size_t most)
{
	size_t end = i + 1;

	while (end < f->n && end - i <= most && !flow_ends_values(&f->v[end]))
		end++;
	return end - i;
}

static size_t
funds_width(const struct flow *f)
{
	const struct head *head = &f->r->head;

	return head->part == PART_FUNDS && f->empties ? head->n : 12;
}

/* True where a header word asks for a text: a reason, a note. */
static bool
wants_text(const struct head *head)
{
	for (size_t i = 0; i < head->n; i++)
		if (head->column[i].role != NULL &&
		    strcmp(head->column[i].role->type, "text") == 0)
			return true;
	return false;
}

/* A label of the funds block and its figures; no text that stands behind. */
static size_t
funds_span(const struct flow *f, size_t i)
{
	size_t n = flow_span(f, i, funds_width(f)), figures = 0;

	if (f->r->head.part != PART_FUNDS || wants_text(&f->r->head))
		return n;
	for (size_t k = 1; k < n; k++) {
		const struct view *v = &f->v[i + k];
		if (figures > 0 &&
		    (v->shape == SHAPE_SHORT || v->shape == SHAPE_LONG))
			return k;
		figures += view_is_figure(v);
	}
	return n;
}

/* 预算数: 150 执行数: 142: header words of money, each before its figure. */
static size_t
inline_span(const struct flow *f, size_t i)
{
	size_t n = 0;

	while (i + n + 1 < f->n && flow_is(&f->v[i + n], ROLE_COLUMN) &&
	    f->v[i + n].labels->of[ROLE_COLUMN]->parts == 1u << PART_FUNDS &&
	    view_is_figure(&f->v[i + n + 1]))
		n += 2;
	return n;
}

/*
 * 合计 420 合计 400 合计 380: a label that stands again and again is of blocks
 * side by side; the cells up to the next other label.
 */
static size_t
blocks_span(const struct flow *f, size_t i)
{
	const struct role *role = f->v[i].labels->of[ROLE_ROW];
	size_t n = 0;

	while (i + n < f->n && n < (size_t)4 * COLUMNS_MAX &&
	    f->v[i + n].labels->of[ROLE_ROW] == role)
		n += funds_span(f, i + n);
	return n;
}

/* The end of the indicator cells from i on. */
static size_t
segment_end(const struct flow *f, size_t i)
{
	size_t from = i, columns;

	for (; i < f->n && i - from < SEGMENT_MAX; i++) {
		const struct view *v = &f->v[i];
		if (flow_is(v, ROLE_FORM) || flow_is(v, ROLE_TOTAL) ||
		    flow_is(v, ROLE_NOTE) ||
		    (flow_is(v, ROLE_PAIR) &&
			v->labels->of[ROLE_PAIR]->field != NULL) ||
		    (flow_is(v, ROLE_PAIR) && !flow_is(v, ROLE_LEVEL)))
			break;
		if (flow_is(v, ROLE_COLUMN)) {
			header_end(f, i, &columns);
			if (columns >= 2)
				break;
		}
		if (flow_is(v, ROLE_LEVEL) && i - from > SEGMENT_SOFT &&
		    !flow_is(v - 1, ROLE_LEVEL))
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
	if (flow_rows(f, i, n) > 0)
		return n;
	column = arena_take(r->arena, n * sizeof(*column));
	row = arena_take(r->arena, n * sizeof(*row));
	align_cells(r->arena, &r->head, f->v + i, n,
	    &(struct align_way){ r->head.first, r->head.first, column, row });
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
	size_t n = 0, filled = 0, named = 0;
	struct view row[COLUMNS_MAX];
	static const struct cell nothing;

	while (i + n < f->n && !flow_ends_values(&f->v[i + n]) &&
	    n < COLUMNS_MAX) {
		filled += !f->v[i + n].empty;
		n++;
	}
	if (n == 0 || head->n > COLUMNS_MAX)
		return 0;
	for (size_t k = 0; k < head->n; k++) {
		view_cell(f->r, &nothing, &row[k]);
		named += head->column[k].role != NULL;
	}
	if (filled != named && !f->empties) {
		table_claim(f->r, f->v + i, n, LINE_DISCARDED);
		head->part = PART_NONE;
		return n;
	}
	for (size_t k = head->first, at = i; k < head->n; k++) {
		if (filled == named)
			while (at < i + n && f->v[at].empty)
				at++;
		if (at < i + n && (filled != named || head->column[k].role))
			row[k] = f->v[at++];
	}
	table_row(f->r, row, head->n);
	head->part = PART_NONE;
	return n;
}

/* 总分 and its one or two figures; merged cells may stand between as empty. */
static size_t
total_span(const struct flow *f, size_t i)
{
	size_t n = 1, found = 0, end = 1;

	while (i + n < f->n && n < TOTAL_SPAN && found < 2 &&
	    (f->v[i + n].empty || view_is_figure(&f->v[i + n])))
		if (!f->v[i + n++].empty) {
			found++;
			end = n;
		}
	return end;
}

/* Nothing, or a stamp's place in a cell of its own. */
static bool
is_gap(const struct view *v)
{
	return v->empty || flow_is(v, ROLE_PLACEHOLDER);
}

/* A label and its value; merged cells may stand between as empty. */
static size_t
pair_span(const struct flow *f, size_t i)
{
	size_t n = flow_span(f, i, 1);

	if (n < 2 || !is_gap(&f->v[i + 1]))
		return n;
	while (i + n < f->n && n <= PAIR_GAP && is_gap(&f->v[i + n]))
		n++;
	return i + n < f->n && !f->v[i + n].empty && !f->v[i + n].labels->any
	    ? n + 1
	    : 2;
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
		!flow_ends_values(&f->v[i + n])))
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
	return flow_is(&f->v[i], ROLE_LEVEL) ||
	    f->r->head.part == PART_INDICATORS;
}

/* A label without figures; of several the total's. */
static void
keep_label(struct flow *f, const struct view *v)
{
	if (f->row_label == NULL ||
	    strcmp(v->labels->of[ROLE_ROW]->name, "total") == 0)
		f->row_label = v;
}

/* True where no header stands that a row's figures could be laid on. */
static bool
no_header(const struct flow *f)
{
	return f->r->head.part != PART_FUNDS;
}

/*
 * 项目名称 主管部门 and then their values, pieces of them perhaps: whose is
 * which is not told. The cells of both.
 */
static size_t
unsure_pairs(const struct flow *f, size_t i)
{
	size_t labels = 0, n;

	while (i + labels < f->n && flow_is(&f->v[i + labels], ROLE_PAIR))
		labels++;
	if (f->empties || labels < 2)
		return 0;
	n = flow_span(f, i + labels - 1, 24);
	return n > 2 ? labels + n - 1 : 0;
}

/* Reads the row that begins at cell i; the number of cells it took. */
static size_t
read_row(struct flow *f, size_t i)
{
	struct view *v = &f->v[i];
	size_t n = table_late_total(f->r, v, f->n - i);

	if (n == 0)
		n = sources_run(f->r, v, f->n - i, f->empties);
	if (n > 0)
		return n;
	n = flow_header(f, i);
	if (n > 0)
		return n + flow_lost_rows(f, i + n);
	n = read_numbered(f, i);
	if (n > 0)
		return n;
	if (flow_is(v, ROLE_FORM) || flow_is(v, ROLE_NOTE))
		n = 1;
	else if (flow_value_before(f, i))
		return 1;
	else if (flow_is(v, ROLE_TOTAL) && f->r->head.part != PART_FUNDS)
		n = f->empties || (i + 1 < f->n && v[1].empty)
		    ? total_span(f, i)
		    : flow_span(f, i, 3);
	else if (unsure_pairs(f, i) > 0)
		return unsure_pairs(f, i);
	else if (flow_is(v, ROLE_PAIR))
		n = f->empties ? pair_span(f, i) : flow_span(f, i, 24);
	else if (inline_span(f, i) > 2 && !at_indicators(f, i))
		n = inline_span(f, i);
	else if (flow_is(v, ROLE_ROW) ||
	    (flow_is(v, ROLE_COLUMN) && !at_indicators(f, i))) {
		n = flow_is(v, ROLE_ROW) ? blocks_span(f, i) : funds_span(f, i);
		if (flow_is(v, ROLE_ROW) && !f->empties &&
		    (n == 1 ||
			(i > 0 && flow_is(v - 1, ROLE_ROW) && no_header(f)))) {
			keep_label(f, v);
			return n;
		}
	} else if ((f->r->head.part == PART_GOALS ||
		       f->r->head.part == PART_PLAN) &&
	    !flow_is(v, ROLE_LEVEL) && (n = read_under(f, i)) > 0)
		return n;
	else if (at_indicators(f, i) && !flow_is(v, ROLE_BLOCK))
		return read_indicators(f, i);
	else
		n = 1;
	if (!table_row(f->r, v, n))
		table_leave(f->r, v, n);
	return n;
}

/* A bare figure that is no year, which a title may begin with. */
static bool
is_row_figure(const struct view *v)
{
	return v->shape == SHAPE_PLAIN && *v->key.p != '(' &&
	    (v->key.n != 4 || memcmp(v->key.p, "20", 2) != 0);
}

/* Joins pieces of a label that white space broke: 年度 总体 目标. */
static size_t
join_label(struct flow *f, const struct row *row, size_t i, struct view *out)
{
	const struct cell *first = &row->cell[i];
	size_t best = 1;
	struct cell *joined;
	bool figures;

	view_cell(f->r, first, out);
	figures = is_row_figure(out);
	for (size_t k = 2; k <= JOIN_MAX && i + k <= row->n; k++) {
		const struct cell *last = &row->cell[i + k - 1];
		struct arena_mark mark = arena_mark(f->r->arena);
		struct slice s = { first->text.p, 0 };
		struct view v, piece;
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
		view_cell(f->r, last, &piece);
		if (flow_is(out, ROLE_ROW) && flow_is(&piece, ROLE_ROW))
			break; /* 市 县: two sources, not both in one */
		figures |= is_row_figure(&piece);
		if (figures && flow_is(&v, ROLE_FORM))
			break; /* 总分 98 and the title of the next form */
		if (v.labels->any) {
			*out = v;
			best = k;
		} else {
			arena_release(f->r->arena, mark);
		}
	}
	return best;
}

/* 2、 of a document-sharing site, in a cell of its own. */
static bool
is_page_mark(struct slice s)
{
	size_t n = cut_page_mark(s);

	return n > 0 && n == s.n;
}

static void
take_cells(struct flow *f, const struct row *row, bool join)
{
	for (size_t i = 0; i < row->n;) {
		struct view *v = &f->v[f->n];
		if (join && is_page_mark(row->cell[i].text)) {
			i++;
			continue;
		}
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
	for (size_t i = 0; i < f.n;) {
		size_t n = f.run_on ? flow_run_row(&f, i) : read_row(&f, i);
		i += n > 0 ? n : 1; /* a cell that no reader takes */
	}
	indicators_flush(r);
}
