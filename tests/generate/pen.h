/* pen.h - puts the cells of a form on a sheet, row by row. */
#ifndef PEN_H
#define PEN_H

#include "sheet.h"

/* Where the next cell goes. */
struct pen {
	struct sheet *s;
	const struct facts *f;
	struct random *r;
	struct arena *a;
	int row, column;
};

/* Opens the next row; cells that one from above covers are left alone. */
void pen_row(struct pen *);

/* Puts a cell of rows x cols (cols 0: to the right edge) behind the last. */
void pen_put(struct pen *, int rows, int cols, const char *text);

/* One of the words that forms use for the same thing: "分值|权重". */
const char *pen_pick(struct pen *, const char *words);

/* A line of text above the table. */
void pen_say(struct pen *, const char *line);

/*
 * The header of the indicators (words as pen_pick() takes them, NULL behind the
 * last) and their rows: three cells of levels, merged where the form merges
 * them, then one for each letter of columns: t target, or o sign, v value and u
 * unit of it, a result, w weight, s score, d deviation, x description, b basis,
 * f forecast. block: the label beside all of them, NULL for none.
 */
void pen_indicators(struct pen *, const char *block, const char *const *head,
    const char *columns);

/* A block of two columns: what was expected, what came of it. */
void pen_goals(struct pen *, const char *block, const char *expected,
    const char *actual, int half);

/* Forms that are not in form.c. */
void form_department(struct pen *);
void form_monitoring(struct pen *);
void form_twenty(struct pen *);
void form_sources(struct pen *);
void form_narrative(struct pen *);

#endif
