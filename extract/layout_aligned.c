/* Text aligned by position: where it is, and its columns. */
#include <string.h>

#include "aligned.h"
#include "fold.h"

/* What lines add or take, and what a stretch must reach to be a table. */
#define ALIGNED_GAIN 3
#define GAPPED_GAIN 1
#define PROSE_LOSS 3
#define SCORE_MIN 9
#define SCORE_DROP 9
#define MARKS_MIN 3u
/* Segments that stand below others, and of two segments one. */
#define ALIGNED_MIN 5u
#define BLANK_MAX 3u
/* Lines in front of a table that may be its head. */
#define HEAD_MAX 12u
/* Bytes of a page mark between the rows. */
#define MARK_MAX 24u
/* Columns of a line that is prose rather than a cell's. */
#define PROSE_MIN 70u
/* Positions of segments that are remembered, to find those that align. */
#define RECENT_MAX 64u

/* --- segments */

/* One ideograph; a label may be spread over its cell as several. */
static bool
is_one_han(struct slice s)
{
	size_t n;

	return s.n > 0 && s.n <= 4 && fold_is_han(fold_decode(s.p, s.n, &n)) &&
	    n == s.n;
}

struct cut {
	struct aligned_segment segment[ALIGNED_MAX];
	size_t n;
	size_t spread; /* n, while the last segment is a word so spread */
};

/* True where two segments are one word, its characters spread: 合  计 */
static bool
is_spread(const struct cut *cut, const struct aligned_segment *next)
{
	const struct aligned_segment *last = &cut->segment[cut->n - 1];
	struct slice end = last->s;

	if (!is_one_han(next->s) || next->start - last->end > 3)
		return false;
	while (end.n > 4)
		end = (struct slice){ end.p + end.n - 3, 3 };
	return is_one_han(end) && !slice_eq(end, next->s) &&
	    (is_one_han(last->s) || cut->spread == cut->n);
}

static void
add_segment(struct cut *cut, struct aligned_segment segment)
{
	struct aligned_segment *last;
	bool spread = cut->n > 0 && is_spread(cut, &segment);

	if (cut->n < ALIGNED_MAX && !spread) {
		cut->segment[cut->n++] = segment;
		return;
	}
	last = &cut->segment[cut->n - 1];
	last->s.n = (size_t)(segment.s.p + segment.s.n - last->s.p);
	last->end = segment.end;
	cut->spread = spread ? cut->n : 0;
}

/* Cuts a line to segments; none where it is blank. */
static void
cut_line(const struct layout_line *line, struct cut *cut)
{
	struct slice s = line->text;
	struct aligned_segment segment = { .s = { s.p, 0 } };
	size_t column = 0, gap = 0, n;

	cut->n = cut->spread = 0;
	for (size_t i = 0; i < s.n; i += n) {
		uint32_t c = fold_decode(s.p + i, s.n - i, &n);
		size_t width =
		    c == '\t' ? 8 - column % 8 : (size_t)fold_columns(c);
		column += width;
		if (layout_space(s.p + i, s.p + s.n) > 0) {
			gap += width;
			continue;
		}
		if (gap >= 2 && segment.s.n > 0) {
			add_segment(cut, segment);
			segment.s.n = 0;
		}
		if (segment.s.n == 0) {
			segment.s.p = s.p + i;
			segment.start = column - width;
		}
		segment.s.n = (size_t)(s.p + i + n - segment.s.p);
		segment.end = column;
		gap = 0;
	}
	if (segment.s.n > 0)
		add_segment(cut, segment);
}

/* --- where a table is */

/* The lines that are not blank, cut to segments. */
static size_t
cut_lines(const struct layout_source *src, struct layout_span span,
    struct aligned_line *line)
{
	struct cut cut;
	bool gap = false;
	size_t count = 0;

	for (size_t i = span.first; i < span.end; i++) {
		struct aligned_line *to = &line[count];
		size_t bytes;
		cut_line(&src->line[i], &cut);
		if (cut.n == 1 && src->line[i].trim.n <= MARK_MAX &&
		    layout_is_discarded(src, src->line[i].trim)) {
			document_claim(
			    src->doc, src->line[i].trim, LINE_DISCARDED);
			cut.n = 0;
		}
		bytes = cut.n * sizeof(*to->segment);
		if (cut.n > 0) {
			*to = (struct aligned_line){ .n = cut.n,
				.number = src->line[i].number,
				.gap = gap,
				.segment = arena_take(src->doc->arena, bytes) };
			memcpy(to->segment, cut.segment, bytes);
			count++;
		}
		gap = cut.n == 0;
	}
	return count;
}

/* Two spaces, also no-break ones, or an ideographic one, between words. */
static bool
has_gap(const struct layout_line *line)
{
	struct slice s = line->trim;
	const char *p = s.p, *end = s.p + s.n;

	while ((p = memchr(p, ' ', (size_t)(end - p))) != NULL) {
		if (layout_space(p + 1, end) > 0)
			return true;
		p++;
	}
	for (p = s.p; (p = memchr(p, 0xC2, (size_t)(end - p))) != NULL; p++)
		if (layout_space(p, end) == 2 && layout_space(p + 2, end) > 0)
			return true;
	for (p = s.p; (p = memchr(p, 0xE3, (size_t)(end - p))) != NULL; p++)
		if (end - p >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0)
			return true;
	return false;
}

/* Where segments of the last lines started and ended, the first excepted. */
struct recent {
	size_t start[RECENT_MAX], end[RECENT_MAX];
	size_t n;       /* how many were seen */
	size_t aligned; /* of these, with others above */
};

static bool
is_near(size_t a, size_t b)
{
	return a > b ? a - b <= 1 : b - a <= 1;
}

static bool
is_aligned(const struct recent *recent, const struct aligned_segment *segment)
{
	size_t n = recent->n < RECENT_MAX ? recent->n : RECENT_MAX;

	for (size_t i = 0; i < n; i++) {
		size_t start = recent->start[i], end = recent->end[i];
		if (is_near(start, segment->start) ||
		    is_near(end, segment->end) ||
		    is_near(start + end, segment->start + segment->end))
			return true;
	}
	return false;
}

static void
remember(struct recent *recent, const struct aligned_segment *segment)
{
	size_t i = recent->n++ % RECENT_MAX;

	recent->start[i] = segment->start;
	recent->end[i] = segment->end;
}

static int
weight(struct recent *recent, const struct layout_line *line)
{
	struct cut cut;
	size_t aligned = 0;

	if (!has_gap(line)) {
		size_t columns = line->trim.n > PROSE_MIN
		    ? layout_columns(line->trim)
		    : line->trim.n;
		if (columns > PROSE_MIN)
			return -PROSE_LOSS;
		return line->trim.p - line->text.p >= 4 ? 0 : -1;
	}
	cut_line(line, &cut);
	for (size_t i = 1; i < cut.n; i++)
		aligned += is_aligned(recent, &cut.segment[i]);
	for (size_t i = 1; i < cut.n; i++)
		remember(recent, &cut.segment[i]);
	recent->aligned += aligned;
	return aligned > 0 ? ALIGNED_GAIN : cut.n > 1 ? GAPPED_GAIN : 0;
}

/* The end of a cell in the last row stands alone, below its column. */
static bool
is_rest(const struct layout_line *line)
{
	return line->trim.n > 0 && line->trim.n <= PROSE_MIN &&
	    line->trim.p - line->text.p >= 8;
}

/* The best stretch from a line on, or none; *behind: where to go on. */
static struct layout_span
best_from(
    const struct layout_source *src, struct layout_span stretch, size_t *behind)
{
	struct recent recent = { .n = 0 };
	struct layout_span span = { stretch.first, stretch.first };
	int score = 0, best = 0;
	size_t blanks = 0, i;

	for (i = stretch.first; i < stretch.end; i++) {
		const struct layout_line *line = &src->line[i];
		if (line->trim.n == 0) {
			if (++blanks > BLANK_MAX)
				break;
			continue;
		}
		blanks = 0;
		score += weight(&recent, line);
		if (score > best) {
			best = score;
			span.end = i + 1;
		}
		if (score <= 0 || best - score > SCORE_DROP)
			break;
	}
	*behind = i + 1;
	while (span.end < stretch.end && is_rest(&src->line[span.end]))
		span.end++;
	if (best < SCORE_MIN || recent.aligned < ALIGNED_MIN ||
	    recent.aligned * 2 < recent.n)
		span.end = span.first;
	return span;
}

static bool
has_marks(const struct layout_source *src, struct layout_span span)
{
	size_t marks = 0;

	for (size_t i = span.first; i < span.end && marks < MARKS_MIN; i++)
		marks += layout_marks(src, src->line[i].trim, MARKS_MIN);
	return marks >= MARKS_MIN;
}

/* The first lines of a form have few gaps, or words of it and none. */
static size_t
with_head(const struct layout_source *src, size_t first, size_t from)
{
	struct aligned_line around[3];
	size_t head = from, blanks = 0;

	for (size_t i = from; i > first && from - i < HEAD_MAX; i--) {
		const struct layout_line *line = &src->line[i - 1];
		if (line->trim.n == 0) {
			if (++blanks > 1)
				break;
			continue;
		}
		blanks = 0;
		if (layout_columns(line->trim) > PROSE_MIN && !has_gap(line))
			break;
		if (has_gap(line) || layout_marks(src, line->trim, 1) > 0)
			head = i - 1;
	}
	if (head > first && src->line[head - 1].trim.n > 0) {
		struct layout_span three = { head - 1, head + 2 };
		if (head + 2 <= src->n && cut_lines(src, three, around) == 3 &&
		    aligned_around(around, 0, 3) == 3)
			head--;
	}
	return head;
}

struct layout_span
layout_aligned_next(const struct layout_source *src, struct layout_span stretch)
{
	size_t behind, first = stretch.first;

	while (stretch.first < stretch.end) {
		const struct layout_line *line = &src->line[stretch.first];
		struct layout_span span;
		if (line->trim.n == 0 || !has_gap(line)) {
			stretch.first++;
			continue;
		}
		span = best_from(src, stretch, &behind);
		if (span.first < span.end && has_marks(src, span)) {
			span.first = with_head(src, first, span.first);
			return span;
		}
		stretch.first = behind;
	}
	return (struct layout_span){ stretch.end, stretch.end };
}

/* --- columns */

struct column {
	size_t start, end;
};

/* Lines so far that share columns. */
struct section {
	struct column column[ALIGNED_MAX]; /* from left to right */
	size_t columns;
};

static size_t
overlap(struct column column, const struct aligned_segment *segment)
{
	size_t start =
	    column.start > segment->start ? column.start : segment->start;
	size_t end = column.end < segment->end ? column.end : segment->end;

	return end > start ? end - start : 0;
}

/* A touch of one column is chance, unless one of the two is no wider. */
static bool
meets(struct column column, const struct aligned_segment *segment)
{
	size_t n = overlap(column, segment);

	return n > 1 || (n == 1 && segment->end - segment->start <= 2) ||
	    (n == 1 && column.end - column.start <= 2);
}

/* The column a segment is in; columns for none, SIZE_MAX for several. */
static size_t
find_column(const struct section *section, const struct aligned_segment *s)
{
	size_t found = section->columns;

	for (size_t i = 0; i < section->columns; i++) {
		if (!meets(section->column[i], s))
			continue;
		if (found < section->columns)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

static bool
fits(const struct section *section, const struct aligned_line *line)
{
	size_t last = SIZE_MAX, added = 0;

	for (size_t i = 0; i < line->n; i++) {
		size_t at = find_column(section, &line->segment[i]);
		if (at == SIZE_MAX || (at == last && at < section->columns))
			return false;
		added += at == section->columns;
		last = at;
	}
	return section->columns + added <= ALIGNED_MAX;
}

static void
insert_column(struct section *section, const struct aligned_segment *s)
{
	size_t i = section->columns++;

	while (i > 0 && section->column[i - 1].start > s->start) {
		section->column[i] = section->column[i - 1];
		i--;
	}
	section->column[i] = (struct column){ s->start, s->end };
}

/* Widens the columns to a line's segments, but not into their neighbours. */
static void
widen(struct section *section, const struct aligned_line *line)
{
	for (size_t i = 0; i < line->n; i++) {
		const struct aligned_segment *s = &line->segment[i];
		size_t at = find_column(section, s);
		struct column *column;
		if (at == SIZE_MAX)
			continue;
		if (at == section->columns) {
			if (at < ALIGNED_MAX)
				insert_column(section, s);
			continue;
		}
		column = &section->column[at];
		if (s->start < column->start &&
		    (at == 0 || column[-1].end <= s->start))
			column->start = s->start;
		if (s->end > column->end &&
		    (at + 1 == section->columns || column[1].start >= s->end))
			column->end = s->end;
	}
}

/* The column that holds most of a segment. */
static size_t
nearest(const struct section *section, const struct aligned_segment *s)
{
	size_t best = 0, most = 0;

	for (size_t i = 0; i < section->columns; i++) {
		size_t n = overlap(section->column[i], s);
		if (n > most) {
			most = n;
			best = i;
		}
	}
	return best;
}

/* Ends a section: all its columns are known, and so each segment's. */
static void
add_section(const struct layout_source *src, struct layout_builder *b,
    struct section *section, struct aligned_line *line, size_t n)
{
	struct aligned_section out = { line, n, section->columns };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < line[i].n; k++) {
			struct aligned_segment *s = &line[i].segment[k];
			s->column = nearest(section, s);
		}
	if (n > 0)
		aligned_rows(src, b, &out);
	section->columns = 0;
}

/*
 * The line where a section ends that line i no longer fits: before the lines
 * above the middle of a row, if i is that.
 */
static size_t
section_end(const struct aligned_line *line, size_t i, size_t first, size_t n)
{
	for (size_t k = 1; k <= ALIGNED_AROUND && i - k > first; k++)
		if (aligned_around(line, i - k, n) == 2 * k + 1)
			return i - k;
	return i;
}

struct grid *
layout_aligned_read(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	struct section section = { .columns = 0 };
	struct aligned_line *line = arena_take(
	    src->doc->arena, (span.end - span.first + 1) * sizeof(*line));
	size_t n = cut_lines(src, span, line), first = 0;

	layout_build(&b, src, LAYOUT_ALIGNED, span);
	for (size_t i = 0; i < n; i++) {
		if (!fits(&section, &line[i])) {
			size_t end = section_end(line, i, first, n);
			add_section(
			    src, &b, &section, line + first, end - first);
			for (first = end; end < i; end++)
				widen(&section, &line[end]);
		}
		widen(&section, &line[i]);
	}
	add_section(src, &b, &section, line + first, n - first);
	return layout_done(&b);
}
