/*
 * markup.h - HTML in a document: its text freed of tags, its tables as grids.
 *
 * libxml2 reads it, as SAX events, so that each run of text is known by its
 * place. The document's text is then replaced by one of the same length: tags
 * are spaces, entities the characters they mean, an element that starts a line
 * is a line feed. So every place in it is a place in the original.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "layout.h"

/* A table, in the order they start; one inside another follows it. */
struct markup_table {
	struct grid *grid; /* NULL: it only lays out text */
	size_t start, end; /* offsets into the text, tags included */
};

struct markup {
	struct markup_table *table;
	size_t n, room;
};

/*
 * Replaces doc->text where it holds elements or entities of HTML, and puts the
 * lines that held nothing else into class STRUCTURAL. False where there is
 * none, or where it is made to stall a parser.
 */
bool markup_read(struct document *doc, struct markup *);

#endif
