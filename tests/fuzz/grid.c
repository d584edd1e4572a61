/*
 * Fuzz target: text to grids. The first byte chooses the layout that is forced.
 * Every cell must stand in the document, and rows must stand in its order.
 */
#include <stdlib.h>

#include "diag.h"
#include "fold.h"
#include "grid.h"
#include "lexicon.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check(const struct document *doc, const struct grid *grid)
{
	for (size_t r = 0; r < grid->n; r++)
		for (size_t c = 0; c < grid->row[r].n; c++) {
			const char *at = grid->row[r].cell[c].at;
			if (at < doc->text.p || at > doc->text.p + doc->text.n)
				abort();
		}
	if (grid->end_line > doc->line_n)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct lexicon *lexicon;
	struct document doc = { .path = "fuzz" };
	struct blocks blocks;

	if (lexicon == NULL) {
		diag_open("fuzz", true);
		if (fold_open() != 0 ||
		    (lexicon = lexicon_open("rules/extract")) == NULL)
			abort();
	}
	if (n == 0 || utf8_valid((const char *)data + 1, n - 1) < n - 1)
		return -1;
	doc.arena = arena_new();
	doc.text = arena_copy(
	    doc.arena, (struct slice){ (const char *)data + 1, n - 1 });
	document_index(&doc);
	blocks = grid_read(&doc, lexicon_rules(lexicon),
	    (enum layout)(data[0] % (LAYOUT_COUNT + 1)));
	for (size_t i = 0; i < blocks.n; i++)
		if (blocks.block[i].grid != NULL)
			check(&doc, blocks.block[i].grid);
	arena_free(doc.arena);
	return 0;
}
