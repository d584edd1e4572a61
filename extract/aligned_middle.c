/* Rows of aligned text whose cells are wrapped around the middle. */
#include <string.h>

#include "aligned.h"

static bool
has_column(const struct aligned_line *line, size_t column)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->segment[i].column == column)
			return true;
	return false;
}

/* The line in the middle of a row has its figures, or most of its cells. */
static bool
is_main(const struct aligned_rows *rows, const struct aligned_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (aligned_is_figure(line->segment[i].s) ||
		    aligned_is_label(
			rows, aligned_key(rows, line->segment[i].s)))
			return true;
	return line->n >= 3;
}

/* Cells of the middle line that lines above and below it fill are empty. */
static bool
stands_above(const struct aligned_line *part, const struct aligned_line *main)
{
	for (size_t i = 0; i < part->n; i++)
		if (has_column(main, part->segment[i].column))
			return false;
	return true;
}

/* A line whose cells go on below has no room for more. */
static bool
is_full(const struct aligned_rows *rows, const struct aligned_line *line)
{
	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		if (s->end - s->start + 3 < rows->width[s->column])
			return false;
	}
	return true;
}

static bool
meet(const struct aligned_segment *a, const struct aligned_segment *b)
{
	return a->start < b->end && b->start < a->end;
}

/* True where two lines fill the same places, none of them with figures. */
static bool
mirrors(const struct aligned_line *a, const struct aligned_line *b)
{
	if (a->n != b->n || b->gap || aligned_has_figure(a) ||
	    aligned_has_figure(b))
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!meet(&a->segment[i], &b->segment[i]))
			return false;
	return true;
}

static bool
leaves_out(const struct aligned_line *part, const struct aligned_line *main)
{
	for (size_t i = 0; i < part->n; i++)
		for (size_t k = 0; k < main->n; k++)
			if (meet(&part->segment[i], &main->segment[k]))
				return false;
	return true;
}

size_t
aligned_around(const struct aligned_line *line, size_t i, size_t n)
{
	for (size_t k = 1; k <= ALIGNED_AROUND && i + 2 * k < n; k++) {
		const struct aligned_line *main = &line[i + k];
		size_t same = 0, out = 0;
		if (main->gap)
			return 0;
		while (same < k && !line[i + k + same + 1].gap &&
		    mirrors(main - same - 1, main + same + 1)) {
			same++;
			out += leaves_out(main - same, main);
		}
		if (same == k && out > 0 && main->n >= main[-1].n)
			return 2 * k + 1;
	}
	return 0;
}

/* The same; words that are whole in one line are joined by figures only. */
size_t
aligned_starts_around(const struct aligned_rows *rows, size_t i)
{
	const struct aligned_line *line = rows->section->line;
	size_t around = aligned_around(line, i, rows->section->n);

	if (around > 0 && aligned_has_figure(&line[i + around / 2]))
		return around;
	for (size_t k = 0; k < around / 2; k++) {
		const struct aligned_line *a = &line[i + k];
		const struct aligned_line *b = &line[i + around - 1 - k];
		for (size_t c = 0; c < a->n; c++) {
			struct slice key = aligned_key(rows, a->segment[c].s);
			if (aligned_is_label(rows, key) &&
			    !aligned_is_label(rows,
				aligned_join(rows, key,
				    aligned_key(rows, b->segment[c].s))))
				return 0;
		}
	}
	return around;
}

/* What is found going down the lines of a section. */
struct centred {
	size_t above;        /* lines above the middle of the row */
	size_t parts;        /* lines since the last middle */
	bool main;           /* there was one since the last gap */
	size_t rows, proved; /* that have lines above; by an empty cell */
	bool wrong;
};

/* A row's middle: as many lines belong below the last one as above it. */
static void
take_main(struct aligned_rows *rows, struct centred *c, size_t i)
{
	const struct aligned_line *line = rows->section->line;
	size_t below = c->main ? c->above : 0;

	if (c->parts < below) {
		c->wrong = true;
		below = c->parts;
	}
	c->above = c->parts - below;
	rows->starts[i - c->above] = true;
	for (size_t k = i - c->above; k < i; k++)
		c->wrong |= !is_full(rows, &line[k]);
	if (c->above > 0) {
		c->rows++;
		c->proved += stands_above(&line[i - 1], &line[i]);
	}
	c->main = true;
	c->parts = 0;
}

/* The lines before a gap or the end all belong to the last row. */
static void
take_gap(struct centred *c)
{
	c->wrong |= c->main ? c->parts != c->above : c->parts > 0;
	c->above = c->parts = 0;
	c->main = false;
}

/*
 * As many lines stand below the middle of a row as above it. False where the
 * lines cannot be rows of that kind, or nothing shows that they are.
 */
bool
aligned_split_middle(struct aligned_rows *rows)
{
	const struct aligned_section *section = rows->section;
	struct centred c = { .above = 0 };
	size_t middle = 0, behind = 0; /* of a row that shows what it is */

	memset(rows->starts, 0, section->n * sizeof(*rows->starts));
	for (size_t i = 0; i < section->n && !c.wrong; i++) {
		const struct aligned_line *line = &section->line[i];
		size_t around = i < behind ? 0 : aligned_starts_around(rows, i);
		if (line->gap) {
			take_gap(&c);
			rows->starts[i] = true;
		}
		if (around > 0) {
			middle = i + around / 2;
			behind = i + around;
		}
		if (i < behind ? i == middle : is_main(rows, line))
			take_main(rows, &c, i);
		else
			c.parts++;
	}
	take_gap(&c);
	return !c.wrong && (c.rows >= 2 || c.proved >= 1);
}
