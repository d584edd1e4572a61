/* One row a line with tabs between cells; or a tab before each cell. */
#include <string.h>

#include "fold.h"
#include "layout.h"

/* Lines looked at to tell which of the two a stretch is. */
#define SAMPLE 64u
/* A cell is seldom longer (bytes); paragraphs mostly are. */
#define CELL_MAX 120u
/* A line with tabs in front only, and so long, is a paragraph. */
#define INDENTED_MIN 60u
/* Lines that one row may be broken over. */
#define BROKEN_MAX 6u
/* Bytes of the longest label that starts a row. */
#define PAIR_MAX 90u

static bool
is_blank(const struct layout_line *line)
{
	return line->trim.n == 0 && line->tabs == 0;
}

static bool
opens_cell(const struct layout_line *line)
{
	return line->tabs == 1 && line->text.n > 0 && line->text.p[0] == '\t';
}

/* --- a tab opens a cell, a blank line ends the row */

/* Up to a line of text behind a blank line. */
static size_t
tab_cells_end(
    const struct layout_source *src, struct layout_span span, size_t most)
{
	size_t end = span.first;
	bool open = true;

	for (size_t i = span.first; i < span.end && i - span.first < most;
	     i++) {
		const struct layout_line *line = &src->line[i];
		if (is_blank(line)) {
			open = false;
			continue;
		}
		if (line->tabs > 0)
			open = true;
		else if (!open || line->pipes > 1)
			break;
		end = i + 1;
	}
	return end;
}

bool
layout_tab_cells(const struct layout_source *src, struct layout_span span)
{
	size_t opened = 0, other = 0, large = 0, row = 0, rows = 0;
	size_t end = tab_cells_end(src, span, SAMPLE);

	if (!opens_cell(&src->line[span.first]))
		return false;
	for (size_t i = span.first; i < end; i++) {
		const struct layout_line *line = &src->line[i];
		if (is_blank(line))
			row = 0;
		if (line->tabs == 0)
			continue;
		if (!opens_cell(line)) {
			other++;
			continue;
		}
		opened++;
		large += line->text.n > CELL_MAX;
		rows += ++row == 2;
	}
	return opened >= 4 && other * 4 <= opened && large * 3 <= opened &&
	    rows >= 1;
}

struct grid *
layout_tab_cells_read(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	size_t first = span.first;

	layout_build(&b, src, LAYOUT_TAB_CELLS, span);
	for (size_t i = span.first; i < span.end; i++) {
		const struct layout_line *line = &src->line[i];
		struct slice s = line->text;
		if (is_blank(line)) {
			layout_row(&b, src->line[first].number, true);
			first = i + 1;
			continue;
		}
		if (line->tabs > 0 && s.p[0] == '\t')
			s = slice_rest(s, 1);
		else if (i > first && line->tabs == 0) {
			layout_join(&b, s, '\n');
			continue;
		}
		layout_split(&b, s, '\t');
	}
	layout_row(&b, src->line[first].number, true);
	return layout_done(&b);
}

/* --- one row a line */

/* Tabs between or behind words: those in front may be an indent. */
static bool
has_cells(const struct layout_line *line)
{
	size_t indent = 0;

	while (indent < line->text.n && line->text.p[indent] == '\t')
		indent++;
	return line->tabs > indent;
}

/* True where each row of a table is followed by one blank line. */
static bool
is_spread(const struct layout_source *src, struct layout_span span)
{
	const struct layout_line *line = &src->line[span.first];

	return span.first + 4 < span.end && is_blank(&line[1]) &&
	    line[2].tabs > 0 && is_blank(&line[3]) && line[4].tabs > 0;
}

/* How many lines without a tab a broken cell takes from line i on; 0: none. */
static size_t
broken(const struct layout_source *src, size_t i, size_t end)
{
	size_t n = 0;

	while (i + n < end && n < 3 && src->line[i + n].tabs == 0) {
		const struct layout_line *line = &src->line[i + n];
		if (is_blank(line) || line->text.n > CELL_MAX ||
		    line->pipes > 0)
			return 0;
		n++;
	}
	return i + n < end && src->line[i + n].tabs > 0 ? n : 0;
}

static size_t
tabs_end(const struct layout_source *src, struct layout_span span)
{
	size_t i = span.first;
	bool spread = is_spread(src, span);

	while (i < span.end) {
		size_t n = 1;
		if (spread && is_blank(&src->line[i]))
			n = i + 1 < span.end && src->line[i + 1].tabs > 0;
		else if (src->line[i].tabs == 0)
			n = broken(src, i, span.end);
		if (n == 0)
			break;
		i += n;
	}
	return i;
}

struct layout_find
layout_tabs_find(const struct layout_source *src, struct layout_span span)
{
	struct layout_find found = { tabs_end(src, span), true };
	size_t rows = 0, wide = 0;

	if (src->forced == LAYOUT_TAB_CELLS || layout_tab_cells(src, span)) {
		found.end = tab_cells_end(src, span, SIZE_MAX);
		return found;
	}
	if (!has_cells(&src->line[span.first]) &&
	    src->line[span.first].text.n > INDENTED_MIN)
		return (struct layout_find){ span.first + 1, false };
	for (size_t i = span.first; i < found.end; i++) {
		rows += has_cells(&src->line[i]);
		wide += has_cells(&src->line[i]) && src->line[i].tabs >= 3;
	}
	found.table = rows >= 2 || wide >= 1;
	return found;
}

/* The number of tabs that nine of ten lines have; 0 where there is none. */
static uint32_t
usual_tabs(const struct layout_source *src, struct layout_span span)
{
	uint32_t usual = 0;
	size_t votes = 0, same = 0, rows = 0;

	for (size_t i = span.first; i < span.end; i++) {
		uint32_t tabs = src->line[i].tabs;
		if (votes == 0)
			usual = tabs;
		votes = tabs == usual ? votes + 1 : votes - 1;
	}
	for (size_t i = span.first; i < span.end; i++) {
		rows += src->line[i].tabs > 0;
		same += src->line[i].tabs == usual;
	}
	return same * 10 >= rows * 9 ? usual : 0;
}

/* True for what may be the start of a label that goes on in the next line. */
static bool
is_stub(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] & 0x80) == 0)
			return false;
	return s.n <= 12;
}

/* The rest of a last cell: the row below it starts with an empty one. */
static size_t
tail_lines(const struct layout_source *src, size_t i, size_t end)
{
	const struct layout_line *line = &src->line[i];

	return i + 1 < end && line->tabs == 0 && !is_blank(line) &&
	    line[1].tabs > 0 && line[1].text.p[0] == '\t';
}

/* True where the line's first cell is the label of a pair: a row starts. */
static bool
starts_pair(const struct layout_source *src, const struct layout_line *line)
{
	struct rule_set *pairs = rules_set(src->rules, "pair");
	const char *tab = memchr(line->text.p, '\t', line->text.n);
	struct slice s = line->text;

	if (pairs == NULL || tab == NULL)
		return false;
	s.n = (size_t)(tab - s.p);
	return s.n > 0 && s.n <= PAIR_MAX &&
	    rule_set_classify(pairs, fold_key_text(src->doc->arena, s)) != NULL;
}

/* Lines of the row that starts at line i: more than one where it is broken. */
static size_t
row_lines(const struct layout_source *src, size_t i, size_t end, uint32_t usual)
{
	uint32_t tabs = 0;

	for (size_t n = 0; i + n < end && n < BROKEN_MAX; n++) {
		const struct layout_line *line = &src->line[i + n];
		if (n > 0 && line->tabs > 0 && starts_pair(src, line))
			break;
		tabs += line->tabs;
		if (tabs == usual)
			return n + 1 + tail_lines(src, i + n + 1, end);
		if (tabs == 0 && !is_stub(line->trim))
			break;
		if (tabs > usual || is_blank(line))
			break;
	}
	return 1;
}

struct grid *
layout_tabs_read(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	uint32_t usual = usual_tabs(src, span);
	size_t n;

	layout_build(&b, src, LAYOUT_TABS, span);
	for (size_t i = span.first; i < span.end; i += n) {
		const struct layout_line *line = &src->line[i];
		const struct layout_line *last;
		n = usual == 0 ? 1 : row_lines(src, i, span.end, usual);
		if (is_blank(line)) {
			b.gap |= i > 0 && is_blank(&src->line[i - 1]);
			continue;
		}
		last = &src->line[i + n - 1];
		layout_split(&b,
		    (struct slice){ line->text.p,
			(size_t)(last->text.p + last->text.n - line->text.p) },
		    '\t');
		layout_row(&b, line->number, true);
	}
	return layout_done(&b);
}
