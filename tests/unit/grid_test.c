#include <stdlib.h>

#include "diag.h"
#include "fold.h"
#include "grid_print.h"
#include "lexicon.h"
#include "tap.h"

/* Each has a .txt and a .expected in tests/data/grid. */
static const char *const names[] = { "tabs", "tabs-broken", "tabs-spread",
	"tab-cells", "pipes", "pipes-broken", "markdown", "pipes-wide",
	"pipe-flow", "pipe-cells", "pipe-cells-rows", "pipe-cells-runs",
	"blank-cells", "spaces", "spaces-lines", "run-on", "aligned-top",
	"aligned-middle", "html", "html-line", "commas", "commas-few",
	"prose" };

static struct rules *rules;

static struct slice
read_file(const char *name, const char *end, struct arena *arena)
{
	size_t room = 1 << 16;
	char path[200], *p = arena_take(arena, room + 1);
	struct slice s = { p, 0 };
	FILE *file;

	snprintf(path, sizeof(path), "tests/data/grid/%s.%s", name, end);
	file = fopen(path, "rb");
	if (file != NULL) {
		s.n = fread(p, 1, room, file);
		(void)fclose(file);
	}
	p[s.n] = '\0';
	return s;
}

static struct blocks
read_text(struct document *doc, struct arena *arena, struct slice text,
    enum layout forced)
{
	*doc = (struct document){ .path = "-", .arena = arena, .text = text };
	document_index(doc);
	return grid_read(doc, rules, forced);
}

/* A cell stands where its pieces say, and its text is made of them. */
static bool
is_placed(const struct document *doc, const struct cell *cell, bool tags)
{
	const char *start = doc->text.p, *end = start + doc->text.n;
	size_t left = cell->text.n;

	if (cell->at < start || cell->at > end)
		return false;
	if (cell->pieces == NULL)
		return left == 0;
	if (tags)
		return left <= cell->pieces->s.n;
	for (const struct piece *i = cell->pieces; i != NULL; i = i->next) {
		if (i->s.p < start || i->s.p + i->s.n > end || i->s.n > left ||
		    i->s.n == 0)
			return false;
		left -= i->s.n;
		if (i->next != NULL && left > 0 && cell->text.p[i->s.n] == '\n')
			left--;
	}
	return left == 0 && cell->pieces->s.p == cell->at;
}

static bool
are_placed(const struct document *doc, const struct blocks *blocks)
{
	for (size_t b = 0; b < blocks->n; b++) {
		const struct grid *grid = blocks->block[b].grid;
		for (size_t r = 0; grid != NULL && r < grid->n; r++)
			for (size_t c = 0; c < grid->row[r].n; c++)
				if (!is_placed(doc, &grid->row[r].cell[c],
					grid->layout == LAYOUT_HTML))
					return false;
	}
	return true;
}

static void
test_golden(const char *name)
{
	struct arena *arena = arena_new();
	struct slice expected = read_file(name, "expected", arena);
	struct document doc;
	struct blocks blocks =
	    read_text(&doc, arena, read_file(name, "txt", arena), LAYOUT_COUNT);
	char *got = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&got, &n);

	for (size_t i = 0; i < blocks.n; i++)
		print_block(to, &blocks.block[i]);
	(void)fclose(to);
	is(got, n, expected.p, name);
	ok(are_placed(&doc, &blocks), "%s: the cells' places", name);
	free(got);
	arena_free(arena);
}

/* --- what a forced layout makes of a text */

struct forced {
	const char *layout, *text;
	size_t rows, cells; /* of the first table; cells of its first row */
};

static const struct forced forced[] = {
	{ "tabs", "\ta\n\tb\n\tc\n\td\n", 4, 2 },
	{ "tab-cells", "\ta\tb\n\tc\n\n\td\n", 2, 3 },
	{ "pipes", "a | b |\nc | d |\n", 2, 2 },
	{ "pipe-cells", "a | b |\nc | d |\n", 1, 4 },
	{ "blank-cells", "a\n\nb c\n\n \n\nd\n", 1, 4 },
	{ "spaces", "a b\nc d\n", 1, 4 },
	{ "run-on", "a b\nc d\n", 1, 1 },
	{ "aligned", "a   1\nc   2\n", 2, 2 },
};

static void
test_forced(const struct forced *f)
{
	struct arena *arena = arena_new();
	struct document doc;
	struct blocks blocks =
	    read_text(&doc, arena, slice_of(f->text), layout_find(f->layout));
	const struct grid *grid = blocks.n > 0 ? blocks.block[0].grid : NULL;

	ok(grid != NULL &&
		slice_is(slice_of(layout_name(grid->layout)), f->layout) &&
		grid->n == f->rows && grid->row[0].n == f->cells,
	    "forced %s", f->layout);
	arena_free(arena);
}

static void
test_prose(void)
{
	struct arena *arena = arena_new();
	struct document doc;
	struct blocks blocks = read_text(
	    &doc, arena, SLICE_LITERAL("a | b |\nc | d |\n"), LAYOUT_PROSE);

	ok(blocks.n == 1 && blocks.block[0].grid == NULL, "forced prose");
	blocks = read_text(&doc, arena, SLICE_LITERAL(""), LAYOUT_COUNT);
	ok(blocks.n == 0, "nothing in an empty document");
	arena_free(arena);
}

static void
test_classes(void)
{
	struct arena *arena = arena_new();
	struct document doc;

	read_text(&doc, arena,
	    SLICE_LITERAL("<div>\n-3-\n|a|b|\n|---|---|\n|c|d|\n</div>\n"),
	    LAYOUT_COUNT);
	ok(doc.line_class[0] == LINE_STRUCTURAL &&
		doc.line_class[5] == LINE_STRUCTURAL,
	    "lines of tags alone are structural");
	ok(doc.line_class[1] == LINE_DISCARDED, "page marks are discarded");
	ok(doc.line_class[3] == LINE_STRUCTURAL,
	    "rules between rows are structural");
	arena_free(arena);
}

/* --- hostile texts: each is a unit repeated up to so many bytes */

static const char *const hostile[] = { "|", "\t", "|\n", "\tx\n\n", "a|", "\n",
	"a\n||\n", "一级指标 ", "一级指标二级指标", "一级指标\n\n", "a  b  c\n",
	"<table><tr><td>", "<td rowspan=9 colspan=9>x", "<b></i>", "<p>&ge;",
	"<!--", "</p", "<p>&#", "  项目名称   主管部门  10\n        x\n",
	"\tx\na\tb\n\n", "x\nx|\ny\n" };

static void
test_hostile(const char *unit)
{
	struct arena *arena = arena_new();
	size_t n = strlen(unit), most = 200000;
	char *p = arena_take(arena, most);
	struct slice text = { p, most / n * n };
	struct document doc;
	struct blocks blocks;

	for (size_t i = 0; i < text.n; i++)
		p[i] = unit[i % n];
	blocks = read_text(&doc, arena, text, LAYOUT_COUNT);
	ok(are_placed(&doc, &blocks), "200,000 bytes of one unit, %zu", n);
	arena_free(arena);
}

int
main(void)
{
	struct lexicon *lexicon;

	diag_open("grid_test", true);
	if (fold_open() != 0 || !(lexicon = lexicon_open("rules/extract")))
		return 70;
	rules = lexicon_rules(lexicon);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		test_golden(names[i]);
	for (size_t i = 0; i < sizeof(forced) / sizeof(forced[0]); i++)
		test_forced(&forced[i]);
	test_prose();
	test_classes();
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
		test_hostile(hostile[i]);
	lexicon_close(lexicon);
	fold_close();
	return tap_end();
}
