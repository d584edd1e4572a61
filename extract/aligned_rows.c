/* Rows of text aligned by position: which lines continue the one before. */
#include <string.h>

#include "aligned.h"
#include "fold.h"

/* No label is longer (bytes). */
#define LABEL_MAX 120u
/* Rows of a column of single characters, written from top to bottom. */
#define DOWN_MIN 3u
/* Rows with blank lines between that show that all have these. */
#define SPREAD_MIN 3u
/* Lines that a label beside several rows may be spread over. */
#define MERGED_MAX 8u

static const char *const label_kinds[] = { "pair", "column", "row", "block",
	"level", "total", "form" };

#define LABEL_KINDS (sizeof(label_kinds) / sizeof(label_kinds[0]))

struct rows {
	const struct layout_source *src;
	struct layout_builder *b;
	const struct aligned_section *section;
	struct rule_set *label[LABEL_KINDS], *placeholder;
	bool *starts; /* by line: a row starts with it */
	size_t
	    *merged; /* by line: end of the lines its first cell is joined of */
	bool down;   /* the first column is written from top to bottom */
	/* The row so far: what stands in each column, as a label's key. */
	struct slice key[ALIGNED_MAX];
	bool filled[ALIGNED_MAX];
	bool figure;               /* in any of them */
	size_t width[ALIGNED_MAX]; /* of the widest segment of each column */
};

/* --- what a segment is */

static bool
is_label(const struct rows *rows, struct slice key)
{
	if (key.n == 0 || key.n > LABEL_MAX)
		return false;
	for (size_t i = 0; i < LABEL_KINDS; i++)
		if (rows->label[i] != NULL &&
		    rule_set_classify(rows->label[i], key) != NULL)
			return true;
	return false;
}

/* Digits, with a sign that compares, points and a percent sign: never cut. */
static bool
is_figure(struct slice s)
{
	size_t digits = 0;

	while (s.n > 0 && (strchr("<>=", s.p[0]) != NULL))
		s = (struct slice){ s.p + 1, s.n - 1 };
	if (s.n > 3 && (unsigned char)s.p[0] == 0xE2)
		s = (struct slice){ s.p + 3, s.n - 3 };
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		digits += c >= '0' && c <= '9';
		if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '%')
			return false;
	}
	return digits > 0;
}

static bool
has_figure(const struct aligned_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (is_figure(line->segment[i].s))
			return true;
	return false;
}

static struct slice
key_of(const struct rows *rows, struct slice s)
{
	if (s.n > LABEL_MAX)
		return (struct slice){ s.p, 0 };
	return fold_key_text(rows->src->doc->arena, s);
}

static struct slice
join_keys(const struct rows *rows, struct slice a, struct slice b)
{
	char *p = arena_take(rows->src->doc->arena, a.n + b.n + 1);

	memcpy(p, a.p, a.n);
	memcpy(p + a.n, b.p, b.n);
	p[a.n + b.n] = '\0';
	return (struct slice){ p, a.n + b.n };
}

/* --- cells wrapped from their first line down */

enum vote { VOTE_NONE, VOTE_JOIN, VOTE_PART };

/* What a segment says: the end of a word above, or certainly none. */
static enum vote
vote(const struct rows *rows, const struct aligned_segment *s)
{
	struct slice above = rows->key[s->column], key = key_of(rows, s->s);

	if (rows->filled[s->column] && is_figure(s->s))
		return VOTE_PART;
	if (above.n + key.n <= LABEL_MAX && key.n > 0 && above.n > 0 &&
	    is_label(rows, join_keys(rows, above, key)))
		return VOTE_JOIN;
	if (rows->placeholder != NULL && key.n > 0 &&
	    rule_set_classify(rows->placeholder, key) != NULL)
		return VOTE_PART;
	if (!rows->filled[s->column])
		return is_label(rows, key) ? VOTE_PART : VOTE_NONE;
	return is_label(rows, above) || is_label(rows, key) ? VOTE_PART
							    : VOTE_NONE;
}

static bool
starts_row(const struct rows *rows, const struct aligned_line *line)
{
	size_t join = 0, part = 0, beside = 0;

	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		enum vote v = vote(rows, s);
		if (rows->down && s->column == 0)
			continue;
		join += v == VOTE_JOIN;
		part += v == VOTE_PART;
		beside += !rows->filled[s->column];
	}
	if (line->gap || part > join)
		return true;
	if (join > 0)
		return false;
	return (beside > 0 && (rows->figure || has_figure(line))) ||
	    (line->n >= 3 && line->n * 5 >= rows->section->columns * 4);
}

static void
clear_row(struct rows *rows)
{
	rows->figure = false;
	for (size_t i = 0; i < rows->section->columns; i++) {
		rows->key[i] = (struct slice){ "", 0 };
		rows->filled[i] = false;
	}
}

/* Keys are kept as long as they may be a label's. */
static void
take_line(struct rows *rows, const struct aligned_line *line)
{
	rows->figure |= has_figure(line);
	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		struct slice *key = &rows->key[s->column];
		if (!rows->filled[s->column])
			*key = key_of(rows, s->s);
		else if (key->n > 0 && key->n + s->s.n <= LABEL_MAX)
			*key = join_keys(rows, *key, key_of(rows, s->s));
		else
			key->n = 0;
		rows->filled[s->column] = true;
	}
}

/* --- cells wrapped around the middle of their row */

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
is_main(const struct rows *rows, const struct aligned_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (is_figure(line->segment[i].s) ||
		    is_label(rows, key_of(rows, line->segment[i].s)))
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
is_full(const struct rows *rows, const struct aligned_line *line)
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
	if (a->n != b->n || b->gap || has_figure(a) || has_figure(b))
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
static size_t
starts_around(const struct rows *rows, size_t i)
{
	const struct aligned_line *line = rows->section->line;
	size_t around = aligned_around(line, i, rows->section->n);

	if (around > 0 && has_figure(&line[i + around / 2]))
		return around;
	for (size_t k = 0; k < around / 2; k++) {
		const struct aligned_line *a = &line[i + k];
		const struct aligned_line *b = &line[i + around - 1 - k];
		for (size_t c = 0; c < a->n; c++) {
			struct slice key = key_of(rows, a->segment[c].s);
			if (is_label(rows, key) &&
			    !is_label(rows,
				join_keys(
				    rows, key, key_of(rows, b->segment[c].s))))
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
take_main(struct rows *rows, struct centred *c, size_t i)
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
static bool
split_centred(struct rows *rows)
{
	const struct aligned_section *section = rows->section;
	struct centred c = { .above = 0 };
	size_t middle = 0, behind = 0; /* of a row that shows what it is */

	memset(rows->starts, 0, section->n * sizeof(*rows->starts));
	for (size_t i = 0; i < section->n && !c.wrong; i++) {
		const struct aligned_line *line = &section->line[i];
		size_t around = i < behind ? 0 : starts_around(rows, i);
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

/* --- cells that go on in the lines below */

static void
split_down(struct rows *rows)
{
	size_t behind = 0; /* the end of a row wrapped around its middle */

	clear_row(rows);
	for (size_t i = 0; i < rows->section->n; i++) {
		const struct aligned_line *line = &rows->section->line[i];
		size_t around = i < behind ? 0 : starts_around(rows, i);
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
split_spread(struct rows *rows)
{
	const struct aligned_section *section = rows->section;
	size_t groups = 0, figures = 0, data = 0;

	for (size_t i = 0; i < section->n; i++) {
		rows->starts[i] = i == 0 || section->line[i].gap;
		groups += rows->starts[i];
		if (rows->starts[i])
			figures = 0;
		figures += has_figure(&section->line[i]);
		data += has_figure(&section->line[i]);
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
add_column(struct rows *rows, size_t column, size_t first, size_t end)
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
first_cell(const struct rows *rows, size_t i)
{
	const struct aligned_segment *s = &rows->section->line[i].segment[0];

	return s->column == 0 ? s->s : (struct slice){ s->s.p, 0 };
}

/*
 * The end of the lines that a label in the first column is spread over, beside
 * several rows: 资金投入 / 情况 / (万元). At least first + 1.
 */
static size_t
merged_end(const struct rows *rows, size_t first)
{
	struct slice key = { "", 0 };
	size_t found = first + 1, n = rows->section->n;

	for (size_t i = first; i < n && i - first < MERGED_MAX; i++) {
		struct slice s = first_cell(rows, i);
		if (s.n == 0)
			continue;
		if (key.n + s.n > LABEL_MAX)
			break;
		key = join_keys(rows, key, key_of(rows, s));
		if (i > first && is_label(rows, key_of(rows, s)) &&
		    !is_label(rows, key))
			break;
		if (i > first && is_label(rows, key))
			found = i + 1;
	}
	return found;
}

/* Joins such labels where they start; their other lines become empty. */
static void
merge_first(struct rows *rows)
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
add_first(struct rows *rows, size_t first, size_t end)
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
add_row(struct rows *rows, size_t first, size_t end)
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
add_sparse(struct rows *rows)
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
measure(struct rows *rows)
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
	struct rows rows = { .src = src, .b = b, .section = section };
	size_t first = 0;

	if (is_sparse(section)) {
		add_sparse(&rows);
		return;
	}
	for (size_t i = 0; i < LABEL_KINDS; i++)
		rows.label[i] = rules_set(src->rules, label_kinds[i]);
	rows.placeholder = rules_set(src->rules, "placeholder");
	rows.down = is_down(section);
	rows.starts =
	    arena_take(src->doc->arena, section->n * sizeof(*rows.starts));
	rows.merged =
	    arena_take(src->doc->arena, section->n * sizeof(*rows.merged));
	measure(&rows);
	if (!split_spread(&rows) && !split_centred(&rows))
		split_down(&rows);
	merge_first(&rows);
	for (size_t i = 1; i <= section->n; i++) {
		if (i < section->n && !rows.starts[i])
			continue;
		add_row(&rows, first, i);
		first = i;
	}
}
