#include "broken.h"

#include <string.h>

/* Two cells with a line break between, as one. */
static struct cell
join(struct form *r, const struct cell *a, const struct cell *b)
{
	struct cell whole = *a;
	struct piece *piece = arena_zero(r->arena, sizeof(*piece));
	const char *end = b->text.p + b->text.n;

	if (a->pieces == NULL || b->pieces == NULL || end < a->text.p)
		return whole;
	whole.text.n = (size_t)(end - a->text.p);
	whole.origin = ORIGIN_REJOINED;
	piece->s = whole.text;
	whole.pieces = piece;
	return whole;
}

/* True where the two are one header word, and the second alone is none. */
static bool
is_broken_word(struct form *r, const struct cell *a, const struct cell *b)
{
	struct view second, both;
	struct cell whole;

	if (a->text.n == 0 || b->text.n == 0 || b->text.n > 60 ||
	    a->text.n > 90)
		return false;
	view_cell(r, b, &second);
	if (second.empty || second.labels->any)
		return false;
	whole = join(r, a, b);
	view_cell(r, &whole, &both);
	return both.labels->of[ROLE_COLUMN] != NULL;
}

static bool
is_value(const struct view *v)
{
	return view_is_figure(v) || v->shape == SHAPE_NOTHING;
}

/* True where a row goes on with the figures of a row of the funds. */
static bool
continues_funds(struct form *r, const struct row *row, const struct row *next)
{
	struct view label, first;

	if (r->head.part != PART_FUNDS || row->n == 0 || next->n == 0 ||
	    row->n + next->n > r->head.n + 1)
		return false;
	view_cell(r, &row->cell[0], &label);
	view_cell(r, &next->cell[0], &first);
	return label.labels->of[ROLE_ROW] != NULL && is_value(&first);
}

static void
append(struct form *r, struct row *row, const struct row *next, bool word)
{
	size_t n = row->n + next->n - word;
	struct cell *cell = arena_take(r->arena, n * sizeof(*cell));

	memcpy(cell, row->cell, row->n * sizeof(*cell));
	if (word)
		cell[row->n - 1] =
		    join(r, &row->cell[row->n - 1], &next->cell[0]);
	memcpy(
	    cell + row->n, next->cell + word, (next->n - word) * sizeof(*cell));
	row->cell = cell;
	row->n = n;
}

size_t
broken_join(struct form *r, const struct grid *grid, size_t i, struct row *row)
{
	size_t taken = 1;

	*row = grid->row[i];
	if (grid->layout != LAYOUT_TABS)
		return taken;
	while (i + taken < grid->n && row->n > 0 && row->n < COLUMNS_MAX) {
		const struct row *next = &grid->row[i + taken];
		bool word;
		if (!next->sure || next->n == 0 || next->after_gap)
			break;
		word =
		    is_broken_word(r, &row->cell[row->n - 1], &next->cell[0]);
		if (!word && !continues_funds(r, row, next))
			break;
		append(r, row, next, word);
		taken++;
	}
	return taken;
}
