/* One cell a line with blank lines between; or one with nothing between. */
#include <string.h>

#include "fold.h"
#include "layout.h"

/* Bytes of a cell that speaks for a table, and of one that speaks against. */
#define SHORT_MAX 72u
#define LONG_MIN 200u
/* What a cell adds or takes, and what a stretch must reach to be a table. */
#define SHORT_GAIN 1
#define LONG_LOSS 4
#define PROSE_LOSS 2
/* Spaces between cells that stand side by side, bytes of such a line. */
#define ROW_GAP 4u
#define ROW_MIN 20u
#define SCORE_MIN 10
#define SCORE_DROP 14
#define MARKS_MIN 3u
#define TAIL_MAX 2u
#define HEAD_MAX 6u /* lines above a table and its first cell */

static bool
is_blank(const struct layout_line *line)
{
	return line->trim.n == 0;
}

/* The lines of one cell, or of the blank between two. */
static size_t
group_end(const struct layout_source *src, size_t i, size_t end)
{
	bool blank = is_blank(&src->line[i]);

	while (i < end && is_blank(&src->line[i]) == blank)
		i++;
	return i;
}

static struct slice
group_text(const struct layout_source *src, size_t first, size_t end)
{
	const char *p = src->line[first].trim.p;
	struct slice last = src->line[end - 1].trim;

	return (struct slice){ p, (size_t)(last.p + last.n - p) };
}

/* 一、 and （一） open chapters of prose. */
static bool
is_heading(struct slice s)
{
	static const char digits[] = "一二三四五六七八九十";

	static const char open[] = "（";

	if (s.n > 9 && memcmp(s.p, open, 3) == 0)
		s = slice_rest(s, 3);
	else if (s.n > 9 && *s.p == '(')
		s = slice_rest(s, 1);
	else if (s.n < 6 || memcmp(s.p + 3, "、", 3) != 0)
		return false;
	for (size_t i = 0; i + 3 < sizeof(digits); i += 3)
		if (memcmp(s.p, digits + i, 3) == 0)
			return true;
	return false;
}

static bool
ends_sentence(struct slice s)
{
	return slice_ends(s, "。");
}

static bool
is_figure(struct slice s)
{
	static const char signs[] = "0123456789.,%";

	for (size_t i = 0, n; i < s.n; i += n) {
		uint32_t c = fold_decode(s.p + i, s.n - i, &n);
		char to[FOLD_NFKC_MAX];
		if (fold_nfkc(c, to) != 1 ||
		    memchr(signs, *to, sizeof(signs) - 1) == NULL)
			return false;
	}
	return s.n > 0;
}

/* Figures on lines of their own are cells: no cell holds two of them. */
static bool
holds_cells(const struct layout_source *src, size_t first, size_t end)
{
	size_t figures = 0;

	for (size_t i = first; i < end; i++)
		figures += is_figure(src->line[i].trim);
	return figures > 1;
}

/* Words far apart in one line are cells side by side, aligned by position. */
static bool
is_row(struct slice s)
{
	size_t gap = 0;

	if (s.n < ROW_MIN)
		return false;
	for (size_t i = 0, n; i < s.n; i += n) {
		char c = s.p[i]; /* of a space: ASCII, no-break, ideographic */
		n = c == ' ' || c == '\t' || c == '\xc2' || c == '\xe3'
		    ? layout_space(s.p + i, s.p + s.n)
		    : 0;
		gap = n > 0 ? gap + (n < 3 ? 1 : 2) : 0; /* of two columns */
		if (gap >= ROW_GAP)
			return true;
		n += n == 0;
	}
	return false;
}

static bool
has_row(const struct layout_source *src, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (is_row(src->line[i].trim))
			return true;
	return false;
}

static int
weight(const struct layout_source *src, size_t first, size_t end)
{
	struct slice text = group_text(src, first, end);
	size_t n = text.n;

	if (n > LONG_MIN || end - first > 4 || holds_cells(src, first, end))
		return -LONG_LOSS;
	if (is_heading(text) || ends_sentence(text) || has_row(src, first, end))
		return -PROSE_LOSS;
	return n <= SHORT_MAX ? SHORT_GAIN : 0;
}

/* True for lines that stand together because one of them is a title. */
static bool
has_title(const struct layout_source *src, size_t first, size_t end)
{
	for (size_t i = first; i < end && i < first + HEAD_MAX; i++)
		if (layout_is_title(src, src->line[i].trim))
			return true;
	return false;
}

/* The best stretch of cells from a line on: highest sum of their weights. */
struct best {
	struct layout_span span;
	int score;
	size_t behind; /* where the search may go on */
};

static struct best
best_from(const struct layout_source *src, struct layout_span stretch)
{
	struct best best = { { stretch.first, stretch.first }, 0, stretch.end };
	int score = 0;
	size_t next;

	for (size_t i = stretch.first; i < stretch.end; i = next) {
		next = group_end(src, i, stretch.end);
		if (is_blank(&src->line[i]))
			continue;
		score += weight(src, i, next);
		if (score <= 0 && best.score == 0 && next - i > 1 &&
		    has_title(src, i, next))
			score = SHORT_GAIN;
		if (score > best.score) {
			best.score = score;
			best.span.end = next;
		}
		if (score <= 0 || best.score - score > SCORE_DROP) {
			best.behind = next;
			break;
		}
	}
	return best;
}

static size_t
count_marks(const struct layout_source *src, struct layout_span span)
{
	size_t marks = 0, next;

	for (size_t i = span.first; i < span.end && marks < MARKS_MIN;
	     i = next) {
		next = group_end(src, i, span.end);
		if (!is_blank(&src->line[i]) && weight(src, i, next) > 0)
			marks += layout_marks(src, group_text(src, i, next), 1);
	}
	return marks;
}

/* The goals of a table that is cut off behind them are long, and its own. */
static size_t
with_tail(const struct layout_source *src, size_t from, size_t end)
{
	size_t cells = 0, next;

	for (size_t i = from; i < end && cells <= TAIL_MAX; i = next) {
		next = group_end(src, i, end);
		if (!is_blank(&src->line[i]) &&
		    is_heading(group_text(src, i, next)))
			return i;
		cells += !is_blank(&src->line[i]);
	}
	return cells <= TAIL_MAX ? end : from;
}

struct layout_span
layout_blank_next(const struct layout_source *src, struct layout_span stretch)
{
	while (stretch.first < stretch.end) {
		struct best best = best_from(src, stretch);
		if (best.score >= SCORE_MIN &&
		    count_marks(src, best.span) >= MARKS_MIN) {
			best.span.end =
			    with_tail(src, best.span.end, stretch.end);
			return best.span;
		}
		stretch.first = best.score > 0 ? best.span.end : best.behind;
	}
	return (struct layout_span){ stretch.end, stretch.end };
}

/*
 * Empty cells in the blank between two others: lines that hold white space
 * among lines that hold none; without these, one for each two lines too many.
 */
static void
add_empty(struct layout_builder *b, const struct layout_source *src,
    size_t first, size_t end)
{
	size_t spaced = 0, bare = 0;

	for (size_t i = first; i < end; i++) {
		spaced += src->line[i].text.n > 0;
		bare += src->line[i].text.n == 0;
	}
	if (spaced == 0 || bare == 0) {
		for (size_t i = 1; i + 1 < end - first; i += 2)
			layout_cell(b, src->line[first + i].text);
		return;
	}
	for (size_t i = first; i < end; i++)
		if (src->line[i].text.n > 0)
			layout_cell(b, src->line[i].text);
}

/* The title and what stands around it have no blank lines between. */
static void
add_lines(struct layout_builder *b, const struct layout_source *src,
    size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		layout_cell(b, src->line[i].trim);
}

struct grid *
layout_blank_read(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	size_t next;

	layout_build(&b, src, LAYOUT_BLANK_CELLS, span);
	for (size_t i = span.first; i < span.end; i = next) {
		next = group_end(src, i, span.end);
		if (is_blank(&src->line[i]))
			add_empty(&b, src, i, next);
		else if (b.cells == 0 && has_title(src, i, next))
			add_lines(&b, src, i, next);
		else
			layout_cell(&b, group_text(src, i, next));
	}
	if (span.first < span.end)
		layout_row(&b, src->line[span.first].number, false);
	return layout_done(&b);
}
