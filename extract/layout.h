/*
 * layout.h - what the readers of the layouts share: a document's lines as they
 * see them, and the builder of a grid. What comes out is told in grid.h.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document.h"
#include "grid.h"
#include "rules.h"
#include "slice.h"

/* A line, or in HTML the part of one between two elements. */
struct layout_line {
	struct slice text;    /* without its line end */
	struct slice trim;    /* less white space at both ends; n == 0: blank */
	size_t number;        /* line in the document, from 0 */
	uint32_t tabs, pipes; /* tabs of a table of contents do not count */
	bool ruled; /* no words, only the rules that frame or divide a table */
	struct grid *grid; /* not NULL: a table of HTML in place of a line */
};

struct layout_source {
	struct document *doc;
	struct layout_line *line;
	size_t n;
	struct rules *rules;
	struct rule_set *discard, *mark; /* NULL: no such rules */
	enum layout forced;              /* LAYOUT_COUNT: detect */
};

/* Lines [first, end) of a source. */
struct layout_span {
	size_t first, end;
};

/* A stretch of lines that belongs together, and whether it is a table. */
struct layout_find {
	size_t end; /* behind the stretch; past its start */
	bool table;
};

/* Finds the next table in a stretch of free text; first == end: none. */
typedef struct layout_span layout_next_fn(
    const struct layout_source *, struct layout_span stretch);

/* Reads a table's lines as one grid, in the document's arena. */
typedef struct grid *layout_read_fn(
    const struct layout_source *, struct layout_span);

/* --- the layouts; find is told the stretch's first line, and where it must end */
struct layout_find layout_tabs_find(
    const struct layout_source *, struct layout_span);
layout_read_fn layout_tabs_read, layout_tab_cells_read;
struct layout_find layout_pipes_find(
    const struct layout_source *, struct layout_span);
layout_read_fn layout_pipes_read, layout_pipe_rows_read, layout_pipe_cells_read;
layout_next_fn layout_blank_next, layout_aligned_next, layout_words_next;
layout_read_fn layout_blank_read, layout_aligned_read;
layout_read_fn layout_spaces_read, layout_run_on_read;

/* True where the stretch that layout_tabs_find found opens cells with tabs. */
bool layout_tab_cells(const struct layout_source *, struct layout_span);
/* True where the layout_words_next table has nothing between its cells. */
bool layout_run_on(const struct layout_source *, struct layout_span);

/*
 * Makes bars that are not ASCII "|  " and lines of strokes "---", in a copy of
 * the text of the same length, where the document has enough of them.
 */
void layout_bars(struct document *);

/*
 * Tabs for the commas of comma separated values in a copy of the text, if it is
 * such: the first lines of its *n rows, and the line behind the last. A row has
 * several lines where a cell in quotes holds line ends. NULL: it is not such.
 */
size_t *layout_commas(const struct layout_source *, size_t *n);

/* Cuts src->doc to lines; takes the tags out of HTML first (markup.h). */
void layout_lines(struct layout_source *);

/* --- text */

/* Less white space at both ends: ASCII, no-break, ideographic, zero width. */
struct slice layout_trim(struct slice);

/* Bytes of white space at p; 0: none. */
size_t layout_space(const char *p, const char *end);

/* Display columns, a Han character being two. */
size_t layout_columns(struct slice);

/* Starts with a paragraph's number: 一、 (一) 1. 1、 but not 1.5 */
bool layout_is_numbered(struct slice);

/* A paragraph's heading, or the title of a form (`form` rules). */
bool layout_is_title(const struct layout_source *, struct slice);

/* A page mark, or what a `discard` rule names: no part of a report. */
bool layout_is_discarded(const struct layout_source *, struct slice);

/* How many words of a table (`mark` rules) stand in a text, at most max. */
size_t layout_marks(const struct layout_source *, struct slice, size_t max);

/* --- the builder: rows and cells of one grid, from left to right */

struct layout_builder {
	struct document *doc;
	struct grid *grid;
	struct cell *cell; /* of all rows; row->cell is set at the end */
	size_t cells, cell_room, row_room, row_start;
	struct piece *last; /* of the last cell; NULL where it is empty */
	size_t joined;      /* bytes its text will have, if it has two pieces */
	char between;       /* parts them; '\0': nothing does */
	bool gap;           /* before the next row; the reader sets it */
};

void layout_build(struct layout_builder *, const struct layout_source *,
    enum layout, struct layout_span);
/* The same, where the table's lines are not known yet. */
void layout_begin(struct layout_builder *, struct document *, enum layout);
/* Adds a cell: s, a part of the document, is trimmed. */
void layout_cell(struct layout_builder *, struct slice s);
/* Joins a further run of text to the last cell added, `between` in between. */
void layout_join(struct layout_builder *, struct slice s, char between);
/* Adds a cell that the cell of that index, merged with it, covers. */
void layout_cover(struct layout_builder *, size_t cell);
/* Adds the cells that c parts in s. */
void layout_split(struct layout_builder *, struct slice s, char c);
/*
 * Ends a row with the cells added since the last; none where there are none.
 * line: where it starts, numbered as in the document.
 */
void layout_row(struct layout_builder *, size_t line, bool sure);
struct grid *layout_done(struct layout_builder *);

#endif
