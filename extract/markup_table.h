/* markup_table.h - tables of HTML: events in, grids out. */
#ifndef MARKUP_TABLE_H
#define MARKUP_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "document.h"
#include "markup.h"

struct markup_tables;

/* Lives in the document's arena. */
struct markup_tables *markup_tables_new(struct document *);

/*
 * Events, in order; others than those of tables are ignored. Offsets are into
 * the text: at is where the parser stands, before the place of the last text.
 */
void markup_table_start(struct markup_tables *, const char *name,
    const char *const *attributes, size_t before, size_t at);
/* The end of an element, where the parser stands. */
void markup_table_end(struct markup_tables *, const char *name, size_t at);
void markup_table_text(struct markup_tables *, size_t start, size_t end);

/* True while a table is open. */
bool markup_tables_inside(const struct markup_tables *);

/* The tables, once doc->text is what the offsets are of. */
struct markup markup_tables_done(struct markup_tables *);

#endif
