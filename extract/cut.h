/* cut.h - cells with nothing between them: labels cut out of run-on text. */
#ifndef CUT_H
#define CUT_H

#include "form.h"

/*
 * A row whose cells are the labels found in the row's cells and the text
 * between them. Its memory is the document's.
 */
struct row cut_labels(struct form *, const struct row *);

#endif
