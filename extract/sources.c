/*
 * sources.c - funds by source in parallel: a column for each source, or blocks
 * side by side, each with its own labels of sources.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "form.h"

/* The funding row of a source in this block; a new one on its first figure. */
static uint32_t
row_of(struct form *r, const struct view *label)
{
	const struct role *source = label->labels->of[ROLE_ROW];
	struct source_row *s = r->source_row;

	for (size_t i = 0; i < r->source_n; i++)
		if (s[i].source == source)
			return s[i].row;
	if (r->source_n == SOURCES_MAX)
		return funds_add_row(r, label, source);
	s[r->source_n].source = source;
	s[r->source_n].row = funds_add_row(r, label, source);
	return s[r->source_n++].row;
}

static bool
is_source(const struct view *v)
{
	return v->labels->of[ROLE_ROW] != NULL;
}

size_t
sources_count(const struct view *v, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += is_source(&v[i]);
	return count;
}

/* How often the row's first source stands in it. */
static size_t
repeats(const struct view *v, size_t n)
{
	const struct role *first = NULL;
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (!is_source(&v[i]))
			continue;
		if (first == NULL)
			first = v[i].labels->of[ROLE_ROW];
		if (v[i].labels->of[ROLE_ROW] != first)
			return 0;
		count++;
	}
	return count;
}

/* A header whose words are sources: its columns hold one source each. */
bool
sources_header(struct form *r, const struct view *v, size_t n)
{
	if (n > COLUMNS_MAX || sources_count(v, n) < 3 || repeats(v, n) > 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!v[i].empty && !is_source(&v[i]) &&
		    v[i].labels->of[ROLE_BLOCK] == NULL)
			return false;
	forms_table(r);
	indicators_flush(r);
	memset(&r->head, 0, sizeof(r->head));
	r->source_n = 0;
	r->source_columns = n;
	for (size_t i = 0; i < n; i++) {
		r->source_column[i] = v[i];
		if (v[i].labels->of[ROLE_BLOCK] != NULL && !is_source(&v[i]))
			r->block_unit = funds_label_unit(
			    r, v[i].labels->of[ROLE_BLOCK], &v[i]);
	}
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* The word of a column that the row's figures are of; NULL: none. */
static const struct role *
row_column(const struct view *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct role *c = v[i].labels->of[ROLE_COLUMN];
		if (v[i].empty || v[i].labels->of[ROLE_BLOCK] != NULL)
			continue;
		return c != NULL && c->parts & 1u << PART_FUNDS ? c : NULL;
	}
	return NULL;
}

/* True where all figures of a row stand under sources, moved by so much. */
static bool
fits_header(const struct form *r, const struct view *v, size_t n, ptrdiff_t by)
{
	for (size_t i = 0; i < n; i++) {
		ptrdiff_t k = (ptrdiff_t)i + by;
		if (view_is_figure(&v[i]) &&
		    (k < 0 || (size_t)k >= r->source_columns ||
			!is_source(&r->source_column[k])))
			return false;
	}
	return true;
}

/*
 * How far a row has moved against its header of sources, where a merged cell
 * in front of one of them was lost: the label stands in front of the sources.
 * False where its figures fit no place.
 */
static bool
find_shift(const struct form *r, const struct view *v, size_t n, ptrdiff_t *by)
{
	size_t label = 0, first = 0;

	while (label < n && v[label].labels->of[ROLE_COLUMN] == NULL)
		label++;
	while (
	    first < r->source_columns && !is_source(&r->source_column[first]))
		first++;
	*by = 0;
	if ((label + 1 >= first || label >= r->source_columns ||
		r->source_column[label].labels->of[ROLE_BLOCK] == NULL) &&
	    label < first && fits_header(r, v, n, 0))
		return true;
	*by = (ptrdiff_t)first - 1 - (ptrdiff_t)label;
	return fits_header(r, v, n, *by);
}

/* 全年预算数 | 300 | 180 | 60 under a header of sources. */
bool
sources_row(struct form *r, const struct view *v, size_t n)
{
	const struct role *column;
	ptrdiff_t by;

	if (r->source_columns == 0)
		return false;
	column = row_column(v, n);
	if (column == NULL) {
		r->source_columns = 0;
		return false;
	}
	if (!find_shift(r, v, n, &by)) {
		table_leave(r, v, n);
		return true;
	}
	for (size_t i = 0; i < n; i++)
		if (view_is_figure(&v[i]))
			funds_add_value(r,
			    row_of(r, &r->source_column[(ptrdiff_t)i + by]),
			    column, &v[i], SLICE_NULL);
	report_saw(r->report, column);
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* Cells of a row of a run: a label of money and a cell for each source. */
static size_t
run_row(const struct view *v, size_t n, size_t sources, bool empties)
{
	size_t figures = 0;

	if (n <= sources || row_column(v, 1) == NULL)
		return 0;
	for (size_t i = 1; i <= sources; i++) {
		if (!view_is_figure(&v[i]) && !(empties && v[i].empty))
			return 0;
		figures += view_is_figure(&v[i]);
	}
	if (figures == 0 ||
	    (n > sources + 1 && view_is_figure(&v[sources + 1])))
		return 0;
	return sources + 1;
}

/*
 * Cells of a row that lost some, but whose first figure is the sum of the
 * others, whosever these are; 0: it is not.
 */
static size_t
sum_row(const struct view *v, size_t n, size_t sources)
{
	double sum = 0;
	size_t i = 2;

	if (n < 3 || row_column(v, 1) == NULL || !view_is_figure(&v[1]))
		return 0;
	for (; i < n && view_is_figure(&v[i]); i++)
		sum += view_value(&v[i]);
	return i > 2 && i <= sources &&
		fabs(sum - view_value(&v[1])) < 0.006 * (double)i
	    ? i
	    : 0;
}

/* Reads a row of a run, if it is one: its cells. */
static size_t
read_run_row(struct form *r, const struct view *v, size_t n, bool empties)
{
	size_t sources = r->source_columns;
	const struct role *first = r->source_column[0].labels->of[ROLE_ROW];
	size_t cells = run_row(v, n, sources, empties);

	if (cells > 0) {
		sources_row(r, v, cells);
		return cells;
	}
	cells = empties || strcmp(first->name, "total") != 0
	    ? 0
	    : sum_row(v, n, sources);
	if (cells > 0) {
		sources_row(r, v, 2);
		table_leave(r, v + 2, cells - 2);
	}
	return cells;
}

size_t
sources_run(struct form *r, const struct view *v, size_t n, bool empties)
{
	size_t sources = 0, taken, cells;

	while (sources < n && sources < COLUMNS_MAX && is_source(&v[sources]))
		sources++;
	if (sources < 3 || n == sources || row_column(v + sources, 1) == NULL ||
	    (run_row(v + sources, n - sources, sources, empties) == 0 &&
		(empties || sum_row(v + sources, n - sources, sources) == 0)) ||
	    !sources_header(r, v, sources))
		return 0;
	for (taken = sources;
	     (cells = read_run_row(r, v + taken, n - taken, empties)) > 0;
	     taken += cells)
		;
	r->source_columns = 0;
	return taken;
}

/* The header's column that stands over cell i or to its left. */
static const struct column *
column_over(const struct head *head, size_t i)
{
	for (size_t c = i + 1; c-- > 0;)
		if (c < head->n && head->column[c].role != NULL)
			return &head->column[c];
	return NULL;
}

/* Columns of money in the header. */
static size_t
money_columns(const struct head *head, const struct column **k_th, size_t k)
{
	size_t n = 0;

	for (size_t c = 0; c < head->n; c++) {
		const struct role *role = head->column[c].role;
		if (role == NULL || role->type == NULL ||
		    strcmp(role->type, "money") != 0)
			continue;
		if (n++ == k)
			*k_th = &head->column[c];
	}
	return n;
}

/*
 * The same source as often as there are columns of money: in order, wherever
 * the cells stand.
 */
static bool
blocks_in_order(struct form *r, const struct view *v, size_t n)
{
	const struct column *c = NULL;
	size_t k = 0;

	if (repeats(v, n) != money_columns(&r->head, &c, 0))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!is_source(&v[i]))
			continue;
		money_columns(&r->head, &c, k++);
		if (c != NULL && i + 1 < n && view_is_figure(&v[i + 1]))
			funds_add_value(
			    r, row_of(r, &v[i]), c->role, &v[i + 1], c->unit);
	}
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* 合计 | 420 | | 合计 | 400 under 计划安排资金 | | | 实际到位资金. */
bool
sources_blocks(struct form *r, const struct view *v, size_t n)
{
	if (r->head.part != PART_FUNDS || repeats(v, n) < 2)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!v[i].empty && !is_source(&v[i]) &&
		    !view_is_figure(&v[i]) &&
		    v[i].labels->of[ROLE_BLOCK] == NULL)
			return false;
	if (blocks_in_order(r, v, n))
		return true;
	if (!r->placed)
		return false;
	for (size_t i = 0; i + 1 < n; i++) {
		const struct column *c = column_over(&r->head, i);
		if (!is_source(&v[i]) || c == NULL || c->role->type == NULL ||
		    strcmp(c->role->type, "money") != 0 ||
		    !view_is_figure(&v[i + 1]))
			continue;
		funds_add_value(
		    r, row_of(r, &v[i]), c->role, &v[i + 1], c->unit);
	}
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}
