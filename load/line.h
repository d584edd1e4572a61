/*
 * line.h - one line below a report's head: of the funds block, an indicator,
 * a step of a plan, a figure in prose. Its fields come one record each.
 */
#ifndef LINE_H
#define LINE_H

#include "arena.h"
#include "field.h"
#include "record.h"
#include "warehouse.h"

/* Values bound so far live in arena, reset with each line. */
struct line {
	struct arena *arena;
	enum record_type type; /* TYPE_UNKNOWN: no line is open */
	struct slice number;   /* its ordinal, as the stream has it */
	sqlite3_stmt *statement;
	bool own_line; /* the line number is of a figure of its own */
	double step;   /* coarsest precision of the amounts, fen */
};

/* report_id 0: of the document itself. */
void line_begin(struct line *, struct warehouse *, enum record_type,
    struct slice number, long long report_id);

/* Only for statements: they name their document too. */
void line_document(struct line *, long long document_id);

/* Takes a record of the line; field: an index for field_row. */
void line_field(struct line *, int field, const struct record *);

/* Writes the line; does nothing where none is open. */
void line_end(struct line *, struct warehouse *);

/*
 * What load did to an amount that the warehouse cannot keep as it is: a note
 * on parts of a fen, or on one too large. NULL: nothing.
 */
const char *line_note(int field, const struct record *);

#endif
