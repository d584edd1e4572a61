/* One row a line with | between cells; or one cell a line with | behind. */
#include <string.h>

#include "layout.h"

/* Lines without a bar that may stand inside a table, and their bytes. */
#define INSIDE_MAX 2u
#define INSIDE_BYTES 90u
/* Lines that one row may be broken over. */
#define BROKEN_MAX 64u
/* Lines of a last row that is cut off. */
#define TAIL_MAX 4u

static bool
is_blank(const struct layout_line *line)
{
	return line->trim.n == 0;
}

static bool
starts_with_bar(const struct layout_line *line)
{
	return line->trim.n > 0 && line->trim.p[0] == '|';
}

static bool
ends_with_bar(const struct layout_line *line)
{
	return line->trim.n > 0 && line->trim.p[line->trim.n - 1] == '|';
}

/* A run of bars at the end: empty cells that fill up the row. */
static bool
ends_row(const struct layout_line *line)
{
	struct slice s = line->trim;

	if (s.n < 2 || s.p[s.n - 1] != '|')
		return false;
	return s.p[s.n - 2] == '|' ||
	    (s.n >= 3 && s.p[s.n - 2] == ' ' && s.p[s.n - 3] == '|');
}

/* Nothing but bars, and more than one. */
static bool
is_run(const struct layout_line *line)
{
	return line->pipes >= 2 && line->trim.n == line->pipes;
}

/* --- where a table ends */

/* Lines without a bar from line i on that a cell of the table may be. */
static size_t
inside(const struct layout_source *src, size_t i, size_t end)
{
	size_t n = 0;

	while (i + n < end && src->line[i + n].pipes == 0) {
		const struct layout_line *line = &src->line[i + n];
		if (line->ruled)
			return i + n + 1 < end ? n + 1 : 0;
		if (n == INSIDE_MAX || is_blank(line) ||
		    line->trim.n > INSIDE_BYTES ||
		    layout_is_title(src, line->trim))
			return 0;
		n++;
	}
	return i + n < end ? n : 0;
}

static size_t
pipes_end(const struct layout_source *src, struct layout_span span)
{
	const struct layout_line *line = &src->line[span.first];
	bool spread = span.first + 4 < span.end && is_blank(&line[1]) &&
	    line[2].pipes > 0 && is_blank(&line[3]) && line[4].pipes > 0;
	size_t i = span.first;

	while (i < span.end) {
		size_t n = 1;
		if (src->line[i].pipes == 0) {
			if (spread && is_blank(&src->line[i]))
				n = i + 1 < span.end &&
				    src->line[i + 1].pipes > 0;
			else
				n = inside(src, i, span.end);
		}
		if (n == 0)
			break;
		i += n;
	}
	return i;
}

struct layout_find
layout_pipes_find(const struct layout_source *src, struct layout_span span)
{
	struct layout_find found = { pipes_end(src, span), false };
	size_t lines = 0, bars = 0, closed = 0;

	for (size_t i = span.first; i < found.end; i++) {
		const struct layout_line *line = &src->line[i];
		lines += line->pipes > 0;
		bars += line->pipes;
		closed += line->pipes > 0 &&
		    (starts_with_bar(line) || ends_with_bar(line));
	}
	found.table = bars >= 3 && (lines >= 3 || closed > 0);
	return found;
}

/* --- what kind of table it is */

struct shape {
	size_t lines;    /* that have a bar */
	size_t single;   /* that have one bar, at an end */
	size_t trailing; /* that end with one */
	size_t leading;  /* that start with one */
	size_t runs;     /* that are a run of bars */
	size_t row_ends; /* that end with a run of bars */
	size_t words;    /* without a bar */
	uint32_t usual;  /* number of bars that most lines with several have */
	size_t same;     /* lines that have it */
};

static void
shape_line(struct shape *shape, const struct layout_line *line)
{
	if (line->pipes == 0) {
		shape->words += !is_blank(line) && !line->ruled;
		return;
	}
	shape->lines++;
	shape->single +=
	    line->pipes == 1 && (ends_with_bar(line) || starts_with_bar(line));
	shape->leading += starts_with_bar(line);
	shape->trailing += ends_with_bar(line);
	shape->runs += is_run(line);
	shape->row_ends += ends_row(line);
}

/* The majority among lines with several bars (Boyer and Moore), then counted. */
static struct shape
shape_of(const struct layout_source *src, struct layout_span span)
{
	struct shape shape = { 0 };
	size_t votes = 0;

	for (size_t i = span.first; i < span.end; i++) {
		const struct layout_line *line = &src->line[i];
		shape_line(&shape, line);
		if (line->pipes < 2)
			continue;
		if (votes == 0)
			shape.usual = line->pipes;
		votes = line->pipes == shape.usual ? votes + 1 : votes - 1;
	}
	for (size_t i = span.first; i < span.end; i++)
		shape.same += src->line[i].pipes == shape.usual;
	return shape;
}

/* --- rows by the number of their bars */

/* Lines from i on that have together as many bars as a row; 0: none fits. */
static size_t
row_lines(const struct layout_source *src, size_t i, size_t end, uint32_t bars)
{
	uint32_t sum = 0;

	for (size_t n = 0; i + n < end && n < BROKEN_MAX; n++) {
		const struct layout_line *line = &src->line[i + n];
		sum += line->pipes;
		if (sum == bars)
			return n + 1;
		if (sum > bars || is_blank(line) || line->ruled)
			break;
		if (i + n + 1 == end && n < TAIL_MAX && !ends_row(line))
			return n + 1;
	}
	return 0;
}

/*
 * True where each run of bars that ends a line also ends a row of so many
 * bars, and enough do to believe it. Then cells broken over lines are joined.
 */
static bool
rows_fit(const struct layout_source *src, struct layout_span span,
    uint32_t bars, const struct shape *shape)
{
	size_t rows = 0, wrong = 0, proved = 0;

	if (bars < 2)
		return false;
	for (size_t i = span.first; i < span.end;) {
		size_t n = row_lines(src, i, span.end, bars);
		if (src->line[i].ruled || is_blank(&src->line[i])) {
			i++;
			continue;
		}
		wrong += n == 0 && i + 1 < span.end;
		proved += n > 0 && ends_row(&src->line[i + n - 1]);
		for (size_t k = 0; k + 1 < n; k++)
			wrong += ends_row(&src->line[i + k]);
		rows++;
		i += n > 0 ? n : 1;
	}
	return wrong * 10 <= rows &&
	    (proved >= 3 || shape->same * 2 > shape->lines);
}

static struct slice
lines_text(const struct layout_source *src, size_t first, size_t end)
{
	const struct layout_line *last = &src->line[end - 1];
	const char *p = src->line[first].text.p;

	return (struct slice){ p, (size_t)(last->text.p + last->text.n - p) };
}

/* Bars in front of a row's first cell, and behind its last. */
struct style {
	bool leading, trailing;
};

static const struct style closed = { true, true };

static struct style
style_of(const struct shape *shape)
{
	return (struct style){ shape->leading * 5 >= shape->lines * 4,
		shape->trailing * 2 >= shape->lines };
}

/* The text between the bars; one in front and one behind close the row. */
static void
add_row(struct layout_builder *b, struct slice s, struct style style)
{
	struct slice t = layout_trim(s);

	if (t.n > 0 && style.leading && t.p[0] == '|')
		t = slice_rest(t, 1);
	if (t.n > 0 && style.trailing && t.p[t.n - 1] == '|')
		t.n--;
	layout_split(b, t, '|');
}

/* bars: of a whole row; 0 where each line is a row. */
static struct grid *
read_rows(const struct layout_source *src, struct layout_span span,
    uint32_t bars, struct style style)
{
	struct layout_builder b;

	layout_build(&b, src, LAYOUT_PIPES, span);
	for (size_t i = span.first; i < span.end;) {
		const struct layout_line *line = &src->line[i];
		size_t n = bars > 0 ? row_lines(src, i, span.end, bars) : 0;
		if (n == 0)
			n = 1;
		if (line->ruled)
			document_claim(src->doc, line->trim, LINE_STRUCTURAL);
		else if (!is_blank(line)) {
			add_row(&b, lines_text(src, i, i + n), style);
			layout_row(&b, line->number, true);
		}
		i += n;
	}
	return layout_done(&b);
}

/* --- one cell a line */

/* All cells in one row; a line feed between two bars is an empty cell too. */
static struct grid *
read_flow(const struct layout_source *src, struct layout_span span,
    enum layout layout)
{
	struct layout_builder b;
	struct slice s = lines_text(src, span.first, span.end);

	layout_build(&b, src, layout, span);
	add_row(&b, s, closed);
	layout_row(&b, src->line[span.first].number, false);
	return layout_done(&b);
}

/* Rows that a run of bars ends: the bar that opens the next is not a cell's. */
static struct grid *
read_runs(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	size_t first = span.first;

	layout_build(&b, src, LAYOUT_PIPE_CELLS, span);
	for (size_t i = span.first; i < span.end; i++) {
		if (i + 1 < span.end && !is_run(&src->line[i]))
			continue;
		add_row(&b, lines_text(src, first, i + 1), closed);
		layout_row(&b, src->line[first].number, true);
		first = i + 1;
	}
	return layout_done(&b);
}

/* True where runs of bars part the table to rows of about as many cells. */
static bool
runs_fit(const struct layout_source *src, struct layout_span span)
{
	uint32_t bars = 0, least = UINT32_MAX, most = 0;
	size_t runs = 0;

	for (size_t i = span.first; i < span.end; i++) {
		bars += src->line[i].pipes;
		if (!is_run(&src->line[i]))
			continue;
		least = bars < least ? bars : least;
		most = bars > most ? bars : most;
		bars = 0;
		runs++;
	}
	return runs >= 2 && most - least <= 2;
}

struct grid *
layout_pipe_cells_read(const struct layout_source *src, struct layout_span span)
{
	if (runs_fit(src, span))
		return read_runs(src, span);
	return read_flow(src, span, LAYOUT_PIPE_CELLS);
}

/* --- any table with bars */

/* The number of bars of a row, where one can be told; else 0. */
static uint32_t
row_bars(const struct layout_source *src, struct layout_span span,
    const struct shape *shape)
{
	uint32_t first = src->line[span.first].pipes;

	if (ends_row(&src->line[span.first]) &&
	    rows_fit(src, span, first, shape))
		return first;
	return rows_fit(src, span, shape->usual, shape) ? shape->usual : 0;
}

struct grid *
layout_pipes_read(const struct layout_source *src, struct layout_span span)
{
	struct shape shape = shape_of(src, span);
	struct style style = style_of(&shape);
	bool cells = shape.single * 2 >= shape.lines && shape.lines >= 4;
	uint32_t bars = row_bars(src, span, &shape);

	if (bars > 0)
		return read_rows(src, span, bars, style);
	if (cells)
		return layout_pipe_cells_read(src, span);
	if (style.leading && shape.same * 2 < shape.lines)
		return read_flow(src, span, LAYOUT_PIPES);
	return read_rows(src, span, 0, style);
}

struct grid *
layout_pipe_rows_read(const struct layout_source *src, struct layout_span span)
{
	struct shape shape = shape_of(src, span);

	return read_rows(
	    src, span, row_bars(src, span, &shape), style_of(&shape));
}
