/*
 * grid_print.h - a document's blocks, rows and cells as text.
 *
 *     text 1-3 A⏎B        lines of text; ⏎ is a line break
 *     table tabs 5-20     a table; its rows follow, each with its line
 *      5 a ¦ b            cells; an empty one is nothing
 *     ~9 c ¦ ^c           ~ a gap stands before; ^ part of a merged cell
 *     ?12 d               ? where the row ends is not known
 */
#ifndef GRID_PRINT_H
#define GRID_PRINT_H

#include <stdio.h>

#include "grid.h"

static void
print_text(FILE *to, struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			(void)fputs("⏎", to);
		else if (s.p[i] == '\t')
			(void)fputs("⇥", to);
		else if (s.p[i] != '\r')
			(void)fputc(s.p[i], to);
	}
}

static void
print_row(FILE *to, const struct row *row)
{
	fprintf(to, "%c%s%zu ", row->sure ? ' ' : '?',
	    row->after_gap ? "~" : "", row->line + 1);
	for (size_t i = 0; i < row->n; i++) {
		(void)fputs(i > 0 ? " ¦ " : "", to);
		if (row->cell[i].origin != ORIGIN_OWN)
			(void)fputc('^', to);
		print_text(to, row->cell[i].text);
	}
	(void)fputc('\n', to);
}

static void
print_block(FILE *to, const struct block *block)
{
	size_t first = block->first_line + 1, end = block->end_line;

	if (block->grid == NULL) {
		fprintf(to, "text %zu-%zu ", first, end);
		print_text(to, block->text);
		(void)fputc('\n', to);
		return;
	}
	fprintf(to, "table %s %zu-%zu\n", layout_name(block->grid->layout),
	    first, end);
	for (size_t i = 0; i < block->grid->n; i++)
		print_row(to, &block->grid->row[i]);
}

#endif
