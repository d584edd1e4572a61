/*
 * cut.h - cells with nothing between them: run-on text.
 *
 * Labels are found by searching for them. Figures that stand together
 * (202010100.00%10) are cut in every way that fits the columns; the way where
 * executed / budget = rate, or target and actual agree, is taken, and none
 * where there is no such way.
 */
#ifndef CUT_H
#define CUT_H

#include "form.h"

/*
 * A row whose cells are the labels found in the row's cells and the text
 * between them. Its memory is the document's.
 */
struct row cut_labels(struct form *, const struct row *);

/*
 * Cuts a run of figures into the columns of the open funds header: views and
 * their columns, at most most of them; 0 where no way proves itself.
 */
size_t cut_funds(struct form *, const struct view *run, struct view *out,
    size_t *column, size_t most);

/* Lays the indicators of a run of text on the columns of the open header. */
void cut_indicators(struct form *, const struct view *run,
    const struct view *level, size_t levels);

/*
 * Bytes of the mark of a page (2、) that document-sharing sites leave at the
 * start of a line; 0: there is none.
 */
size_t cut_page_mark(struct slice);

/* The key of a text without these marks at the starts of its lines. */
struct key cut_key(struct form *, struct slice text);

/*
 * A view of a part of a cell: from < to are bytes of the key of its text. It
 * ends behind its last character, not before the next.
 */
struct view cut_view(struct form *, const struct cell *, const struct key *,
    size_t from, size_t to);

#endif
