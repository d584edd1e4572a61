/* Rows of text aligned by position: which lines continue the one before. */
#include <string.h>

#include "aligned.h"
#include "fold.h"

/* Rows of a column of single characters, written from top to bottom. */
#define DOWN_MIN 3u
/* Rows with blank lines between that show that all have these. */
#define SPREAD_MIN 3u
/* Lines that a label beside several rows may be spread over. */
#define MERGED_MAX 8u
/* Columns that a line of a cell that goes on cannot leave free. */
#define ROOM_MIN 4u
/* Columns by which the next one may be longer: a character less may fit. */
#define LONGER_MAX 1u

static const char *const label_kinds[ALIGNED_LABELS] = { "pair", "column",
	"row", "block", "level", "total", "form" };

/* --- cells wrapped from their first line down */

enum vote { VOTE_NONE, VOTE_JOIN, VOTE_PART };

/* What a segment says: the end of a word above, or certainly none. */
static enum vote
vote(const struct aligned_rows *rows, const struct aligned_segment *s)
{
	struct slice above = rows->key[s->column],
		     key = aligned_key(rows, s->s);

	if (rows->filled[s->column] && aligned_is_figure(s->s))
		return VOTE_PART;
	if (above.n + key.n <= ALIGNED_LABEL_MAX && key.n > 0 && above.n > 0 &&
	    aligned_is_label(rows, aligned_join(rows, above, key)))
		return VOTE_JOIN;
	if (rows->placeholder != NULL && key.n > 0 &&
	    rule_set_classify(rows->placeholder, key) != NULL)
		return VOTE_PART;
	if (!rows->filled[s->column])
		return aligned_is_label(rows, key) ? VOTE_PART : VOTE_NONE;
	return aligned_is_label(rows, above) || aligned_is_label(rows, key)
	    ? VOTE_PART
	    : VOTE_NONE;
}

/* ≥3处 under ≥90%: never in one cell. */
static bool
is_compared(const struct aligned_rows *rows, struct slice key)
{
	struct rule_match m;

	return rows->comparison != NULL && key.n > 0 &&
	    rule_set_match(rows->comparison, key, 0, &m) == RULES_MATCH;
}

/*
 * True where the line cannot be the rest of cells above: there was room for it
 * in each, or it is longer than the line above that it would not fit into. One
 * cell alone may hold lines of its own.
 */
static bool
had_room(const struct aligned_rows *rows, const struct aligned_line *line)
{
	size_t above = 0, room = 0, longer = 0;

	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		size_t last = rows->last[s->column];
		if (!rows->filled[s->column])
			continue;
		above++;
		room += last + ROOM_MIN <= rows->width[s->column];
		longer += s->end - s->start > last + LONGER_MAX;
	}
	return above >= 2 && (room == above || longer > 0);
}

static bool
starts_row(const struct aligned_rows *rows, const struct aligned_line *line)
{
	size_t join = 0, part = 0, beside = 0;

	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		enum vote v = vote(rows, s);
		if (rows->down && s->column == 0)
			continue;
		if (rows->filled[s->column] && aligned_is_figure(s->s) &&
		    aligned_is_figure(rows->key[s->column]))
			return true; /* no cell holds two figures */
		if (rows->filled[s->column] &&
		    is_compared(rows, rows->key[s->column]) &&
		    is_compared(rows, aligned_key(rows, s->s)))
			return true;
		join += v == VOTE_JOIN;
		part += v == VOTE_PART;
		beside += !rows->filled[s->column];
	}
	if (line->gap || part > join)
		return true;
	if (join > 0)
		return false;
	if (had_room(rows, line))
		return true;
	return (beside > 0 && (rows->figure || aligned_has_figure(line))) ||
	    (line->n >= 3 && line->n * 5 >= rows->section->columns * 4);
}

static void
clear_row(struct aligned_rows *rows)
{
	rows->figure = false;
	for (size_t i = 0; i < rows->section->columns; i++) {
		rows->key[i] = (struct slice){ "", 0 };
		rows->filled[i] = false;
		rows->last[i] = 0;
	}
}

/* Keys are kept as long as they may be a label's. */
static void
take_line(struct aligned_rows *rows, const struct aligned_line *line)
{
	rows->figure |= aligned_has_figure(line);
	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		struct slice *key = &rows->key[s->column];
		if (!rows->filled[s->column])
			*key = aligned_key(rows, s->s);
		else if (key->n > 0 && key->n + s->s.n <= ALIGNED_LABEL_MAX)
			*key =
			    aligned_join(rows, *key, aligned_key(rows, s->s));
		else
			key->n = 0;
		rows->filled[s->column] = true;
		rows->last[s->column] = s->end - s->start;
	}
}

/* --- cells that go on in the lines below */

static void
split_down(struct aligned_rows *rows)
{
	size_t behind = 0; /* the end of a row wrapped around its middle */

	clear_row(rows);
	for (size_t i = 0; i < rows->section->n; i++) {
		const struct aligned_line *line = &rows->section->line[i];
		size_t around = i < behind ? 0 : aligned_starts_around(rows, i);
		rows->starts[i] = i >= behind &&
		    (i == 0 || around > 0 || starts_row(rows, line));
		if (around > 0)
			behind = i + around;
		if (rows->starts[i])
			clear_row(rows);
		take_line(rows, line);
	}
}

/* --- rows with blank lines between */

/* True where blank lines stand between any two lines that hold figures. */
static bool
split_spread(struct aligned_rows *rows)
{
	const struct aligned_section *section = rows->section;
	size_t groups = 0, figures = 0, data = 0;

	for (size_t i = 0; i < section->n; i++) {
		rows->starts[i] = i == 0 || section->line[i].gap;
		groups += rows->starts[i];
		if (rows->starts[i])
			figures = 0;
		figures += aligned_has_figure(&section->line[i]);
		data += aligned_has_figure(&section->line[i]);
		if (figures > 1)
			return false;
	}
	return data >= SPREAD_MIN && groups < section->n;
}

/* --- output */

/* A first column of single characters: 绩 / 效 / 指 / 标 */
static bool
is_down(const struct aligned_section *section)
{
	size_t found = 0, n;

	for (size_t i = 0; i < section->n; i++) {
		const struct aligned_segment *s = &section->line[i].segment[0];
		if (s->column > 0)
			continue;
		if (s->s.n > 4 ||
		    !fold_is_han(fold_decode(s->s.p, s->s.n, &n)) ||
		    n != s->s.n)
			return false;
		found++;
	}
	return found >= DOWN_MIN;
}

/* One column of the lines of a row. */
static void
add_column(struct aligned_rows *rows, size_t column, size_t first, size_t end)
{
	const struct aligned_line *line = rows->section->line;
	bool opened = false;

	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < line[i].n; k++) {
			if (line[i].segment[k].column != column)
				continue;
			if (opened)
				layout_join(
				    rows->b, line[i].segment[k].s, '\n');
			else
				layout_cell(rows->b, line[i].segment[k].s);
			opened = true;
		}
	if (!opened)
		layout_cell(
		    rows->b, (struct slice){ line[first].segment[0].s.p, 0 });
}

/* The first segment of line i, if it is in the first column. */
static struct slice
first_cell(const struct aligned_rows *rows, size_t i)
{
	const struct aligned_segment *s = &rows->section->line[i].segment[0];

	return s->column == 0 ? s->s : (struct slice){ s->s.p, 0 };
}

/*
 * The end of the lines that a label in the first column is spread over, beside
 * several rows: 资金投入 / 情况 / (万元). At least first + 1.
 */
static size_t
merged_end(const struct aligned_rows *rows, size_t first)
{
	struct slice key = { "", 0 };
	size_t found = first + 1, n = rows->section->n;

	for (size_t i = first; i < n && i - first < MERGED_MAX; i++) {
		struct slice s = first_cell(rows, i), part, above = key;
		if (s.n == 0)
			continue;
		if (key.n + s.n > ALIGNED_LABEL_MAX)
			break;
		part = aligned_key(rows, s);
		key = aligned_join(rows, above, part);
		if (i > first && aligned_is_label(rows, part) &&
		    (aligned_is_label(rows, above) ||
			!aligned_is_label(rows, key)))
			break;
		if (i > first && aligned_is_label(rows, key))
			found = i + 1;
	}
	return found;
}

/* Joins such labels where they start; their other lines become empty. */
static void
merge_first(struct aligned_rows *rows)
{
	for (size_t i = 0; i < rows->section->n; i++) {
		size_t end =
		    first_cell(rows, i).n > 0 ? merged_end(rows, i) : i + 1;
		rows->merged[i] = end;
		for (size_t k = i + 1; k < end; k++)
			rows->merged[k] = 0;
		i = end - 1;
	}
}

static void
add_first(struct aligned_rows *rows, size_t first, size_t end)
{
	struct slice none = { rows->section->line[first].segment[0].s.p, 0 };
	size_t cells = rows->b->cells;

	for (size_t i = first; i < end; i++) {
		for (size_t k = i; k < rows->merged[i]; k++) {
			struct slice s = first_cell(rows, k);
			if (s.n > 0 && rows->b->cells == cells)
				layout_cell(rows->b, s);
			else if (s.n > 0)
				layout_join(rows->b, s, '\n');
		}
	}
	if (rows->b->cells == cells)
		layout_cell(rows->b, none);
}

static void
add_row(struct aligned_rows *rows, size_t first, size_t end)
{
	const struct aligned_section *section = rows->section;

	rows->b->gap |= section->line[first].gap;
	if (rows->down && first > 0)
		layout_cell(rows->b,
		    (struct slice){ section->line[first].segment[0].s.p, 0 });
	else if (rows->down)
		add_column(rows, 0, 0, section->n);
	else
		add_first(rows, first, end);
	for (size_t c = 1; c < section->columns; c++)
		add_column(rows, c, first, end);
	layout_row(rows->b, section->line[first].number, true);
}

/* Few segments in many columns: then only these, so that memory stays small. */
static bool
is_sparse(const struct aligned_section *section)
{
	size_t segments = 0;

	for (size_t i = 0; i < section->n; i++)
		segments += section->line[i].n;
	return section->n > 64 && section->columns * section->n > segments * 12;
}

static void
add_sparse(struct aligned_rows *rows)
{
	const struct aligned_section *section = rows->section;

	for (size_t i = 0; i < section->n; i++) {
		const struct aligned_line *line = &section->line[i];
		for (size_t k = 0; k < line->n; k++)
			layout_cell(rows->b, line->segment[k].s);
		layout_row(rows->b, line->number, false);
	}
}

static void
measure(struct aligned_rows *rows)
{
	for (size_t i = 0; i < rows->section->n; i++)
		for (size_t k = 0; k < rows->section->line[i].n; k++) {
			const struct aligned_segment *s =
			    &rows->section->line[i].segment[k];
			size_t width = s->end - s->start;
			if (width > rows->width[s->column])
				rows->width[s->column] = width;
		}
}

void
aligned_rows(const struct layout_source *src, struct layout_builder *b,
    const struct aligned_section *section)
{
	struct aligned_rows rows = { .src = src, .b = b, .section = section };
	size_t first = 0;

	if (is_sparse(section)) {
		add_sparse(&rows);
		return;
	}
	for (size_t i = 0; i < ALIGNED_LABELS; i++)
		rows.label[i] = rules_set(src->rules, label_kinds[i]);
	rows.placeholder = rules_set(src->rules, "placeholder");
	rows.comparison = rules_set(src->rules, "comparison");
	rows.down = is_down(section);
	rows.starts =
	    arena_take(src->doc->arena, section->n * sizeof(*rows.starts));
	rows.merged =
	    arena_take(src->doc->arena, section->n * sizeof(*rows.merged));
	measure(&rows);
	if (!split_spread(&rows) && !aligned_split_middle(&rows))
		split_down(&rows);
	merge_first(&rows);
	for (size_t i = 1; i <= section->n; i++) {
		if (i < section->n && !rows.starts[i])
			continue;
		add_row(&rows, first, i);
		first = i;
	}
}
