/*
 * flow_rows.c - indicators one cell a line, empty ones too: where each row has
 * as many cells as the header, places tell the columns, whatever the words.
 */
#include <string.h>

#include "flow.h"

#define ROWS_MIN 2u

/* A cell that may stand in this column. */
static bool
fits(const struct view *v, const struct column *c)
{
	enum slot slot;

	if (v->empty || c->role == NULL)
		return true;
	slot = c->role->slot;
	if (slot == SLOT_LEVEL1 || slot == SLOT_LEVEL2)
		return !view_is_figure(v) && !v->nothing;
	if (slot == SLOT_WEIGHT || slot == SLOT_SCORE)
		return v->shape == SHAPE_PLAIN || v->nothing;
	return !flow_is(v, ROLE_LEVEL) &&
	    (slot != SLOT_NAME || !view_is_figure(v));
}

/* True where a row of the header's columns from `first` on stands at v. */
static bool
is_row(const struct head *head, const struct view *v, size_t first)
{
	size_t name = head_column(head, SLOT_NAME);
	size_t weight = head_column(head, SLOT_WEIGHT);

	for (size_t c = first; c < head->n; c++)
		if (!fits(&v[c - first], &head->column[c]))
			return false;
	return !v[name - first].empty &&
	    (weight == head->n || v[weight - first].shape == SHAPE_PLAIN);
}

/* How many cells from v on are such rows, all of them; 0: not all. */
static size_t
rows_end(const struct head *head, const struct view *v, size_t n, size_t first)
{
	size_t width = head->n - first, at = 0;

	while (n - at >= width && is_row(head, v + at, first))
		at += width;
	for (size_t i = at; i < n; i++)
		if (!v[i].empty)
			return 0;
	return at >= ROWS_MIN * width ? at : 0;
}

size_t
flow_rows(struct flow *f, size_t i, size_t n)
{
	struct form *r = f->r;
	const struct head *head = &r->head;
	size_t column[COLUMNS_MAX], end = 0, first;

	if (!f->empties || head->assumed || head->n > COLUMNS_MAX ||
	    head_column(head, SLOT_NAME) == head->n ||
	    head_column(head, SLOT_LEVEL1) == head->n)
		return 0;
	for (first = 0; first <= head->first && end == 0; first++)
		if (first == 0 || first == head->first)
			end = rows_end(head, f->v + i, n, first);
	if (end == 0)
		return 0;
	first--;
	for (size_t c = first; c < head->n; c++)
		column[c - first] = c;
	for (size_t at = 0; at < end; at += head->n - first)
		indicators_lay(r, f->v + i + at, head->n - first, column);
	indicators_flush(r);
	return n;
}
