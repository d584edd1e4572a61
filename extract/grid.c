#include "grid.h"

#include <string.h>

#include "fold.h"
#include "layout.h"

#define LAYOUT_NAME(id, name, meaning) name,
static const char *const layout_names[] = { LAYOUTS(LAYOUT_NAME) };
#undef LAYOUT_NAME

static const char *const origin_names[] = { "own", "covered", "carried",
	"rejoined" };

const char *
layout_name(enum layout layout)
{
	return layout < LAYOUT_COUNT ? layout_names[layout] : "";
}

enum layout
layout_find(const char *name)
{
	int i = 0;

	while (i < LAYOUT_COUNT && strcmp(layout_names[i], name) != 0)
		i++;
	return (enum layout)i;
}

const char *
origin_name(enum origin origin)
{
	return origin < ORIGIN_COUNT ? origin_names[origin] : "";
}

/* --- blocks */

struct maker {
	struct layout_source source;
	struct blocks blocks;
	size_t room;
};

static struct block *
block_add(struct maker *m)
{
	m->blocks.block = arena_grow(m->source.doc->arena, m->blocks.block,
	    m->blocks.n, &m->room, m->blocks.n + 1, sizeof(struct block));
	return &m->blocks.block[m->blocks.n++];
}

static void
add_table(struct maker *m, struct grid *grid)
{
	if (grid->n == 0)
		return;
	*block_add(m) = (struct block){ .grid = grid,
		.first_line = grid->first_line,
		.end_line = grid->end_line };
}

/* Text lines, less those that a rule discards; blank lines at the ends go. */
static void
add_text(struct maker *m, struct layout_span span)
{
	const struct layout_source *src = &m->source;
	struct block *open = NULL;

	for (size_t i = span.first; i < span.end; i++) {
		const struct layout_line *line = &src->line[i];
		if (line->trim.n == 0)
			continue;
		if (line->ruled || layout_is_discarded(src, line->trim)) {
			document_claim(src->doc, line->trim, LINE_DISCARDED);
			open = NULL;
			continue;
		}
		if (open == NULL) {
			open = block_add(m);
			*open = (struct block){ .grid = NULL,
				.first_line = line->number };
			open->text.p = line->text.p;
		}
		open->end_line = line->number + 1;
		open->text.n =
		    (size_t)(line->text.p + line->text.n - open->text.p);
	}
}

/* --- tables in free text, which has no tabs or bars to tell them by */

struct free_layout {
	enum layout layout;
	layout_next_fn *next;
	layout_read_fn *read;
};

static const struct free_layout free_layouts[] = {
	{ LAYOUT_BLANK_CELLS, layout_blank_next, layout_blank_read },
	{ LAYOUT_ALIGNED, layout_aligned_next, layout_aligned_read },
	{ LAYOUT_SPACES, layout_words_next, NULL },
};

#define FREE_LAYOUTS (sizeof(free_layouts) / sizeof(free_layouts[0]))

static struct grid *
read_words(const struct layout_source *src, struct layout_span span)
{
	return layout_run_on(src, span) ? layout_run_on_read(src, span)
					: layout_spaces_read(src, span);
}

/* What is between the tables of one layout may be a table of the next. */
static void
add_free(struct maker *m, struct layout_span span, size_t with)
{
	const struct layout_source *src = &m->source;

	if (with == FREE_LAYOUTS) {
		add_text(m, span);
		return;
	}
	while (span.first < span.end) {
		const struct free_layout *f = &free_layouts[with];
		struct layout_span table = f->next(src, span);
		if (table.first == table.end)
			break;
		add_free(m, (struct layout_span){ span.first, table.first },
		    with + 1);
		add_table(m,
		    f->read != NULL ? f->read(src, table)
				    : read_words(src, table));
		span.first = table.end;
	}
	if (span.first < span.end)
		add_free(m, span, with + 1);
}

/* --- the document */

static bool
is_free(const struct layout_line *line)
{
	return line->tabs == 0 && line->pipes == 0;
}

static layout_read_fn *const forced_read[LAYOUT_COUNT] = {
	[LAYOUT_TABS] = layout_tabs_read,
	[LAYOUT_TAB_CELLS] = layout_tab_cells_read,
	[LAYOUT_PIPES] = layout_pipe_rows_read,
	[LAYOUT_PIPE_CELLS] = layout_pipe_cells_read,
	[LAYOUT_BLANK_CELLS] = layout_blank_read,
	[LAYOUT_ALIGNED] = layout_aligned_read,
	[LAYOUT_SPACES] = layout_spaces_read,
	[LAYOUT_RUN_ON] = layout_run_on_read,
};

static layout_read_fn *
reader_of(const struct layout_source *src, struct layout_span span, bool bars)
{
	if (src->forced < LAYOUT_COUNT && forced_read[src->forced] != NULL)
		return forced_read[src->forced];
	if (bars)
		return layout_pipes_read;
	return layout_tab_cells(src, span) ? layout_tab_cells_read
					   : layout_tabs_read;
}

/* Tables told by tabs or bars from a line on; returns the line behind. */
static size_t
add_marked(struct maker *m, struct layout_span rest)
{
	const struct layout_source *src = &m->source;
	const struct layout_line *line = &src->line[rest.first];
	bool bars = line->pipes >= line->tabs;
	struct layout_find found =
	    bars ? layout_pipes_find(src, rest) : layout_tabs_find(src, rest);
	struct layout_span span = { rest.first, found.end };

	if (found.table || src->forced != LAYOUT_COUNT)
		add_table(m, reader_of(src, span, bars)(src, span));
	else
		add_text(m, span);
	return found.end;
}

static void
add_stretch(struct maker *m, struct layout_span span)
{
	while (span.first < span.end) {
		size_t i = span.first;
		while (i < span.end && is_free(&m->source.line[i]))
			i++;
		add_free(m, (struct layout_span){ span.first, i },
		    m->source.forced == LAYOUT_COUNT ? 0 : FREE_LAYOUTS);
		span.first = i;
		if (i < span.end)
			span.first = add_marked(m, span);
	}
}

/* HTML's tables are cut out already. */
static void
add_lines(struct maker *m, struct layout_span span)
{
	for (size_t i = span.first; i < span.end; i++) {
		struct grid *grid = m->source.line[i].grid;
		if (grid == NULL)
			continue;
		add_stretch(m, (struct layout_span){ span.first, i });
		add_table(m, grid);
		span.first = i + 1;
	}
	add_stretch(m, span);
}

/* A layout that neither tabs nor bars tell is forced on all lines. */
static bool
takes_all(enum layout layout)
{
	return layout == LAYOUT_BLANK_CELLS || layout == LAYOUT_ALIGNED ||
	    layout == LAYOUT_SPACES || layout == LAYOUT_RUN_ON;
}

struct blocks
grid_read(struct document *doc, struct rules *rules, enum layout forced)
{
	struct maker m = { .source.doc = doc, .source.forced = forced };
	struct layout_span all;

	m.source.rules = rules;
	m.source.discard = rules_set(rules, "discard");
	m.source.mark = rules_set(rules, "mark");
	layout_lines(&m.source);
	all = (struct layout_span){ 0, m.source.n };
	if (forced == LAYOUT_PROSE)
		add_text(&m, all);
	else if (takes_all(forced))
		add_table(&m, forced_read[forced](&m.source, all));
	else
		add_lines(&m, all);
	return m.blocks;
}
