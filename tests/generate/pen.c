/* pen.c - puts cells on a sheet. */
#include "pen.h"

#include <string.h>

void
pen_row(struct pen *p)
{
	p->row = p->s->n++;
	p->column = 0;
}

void
pen_put(struct pen *p, int rows, int cols, const char *text)
{
	struct sheet *s = p->s;
	while (p->column < s->width && s->cell[p->row][p->column].above > 0)
		p->column++;
	if (cols == 0)
		cols = s->width - p->column;
	for (int i = 0; i < rows; i++) {
		for (int k = 0; k < cols; k++) {
			struct sheet_cell *c =
			    &s->cell[p->row + i][p->column + k];
			*c = (struct sheet_cell){
				.text = "", .above = i, .left = k > 0
			};
		}
	}
	s->cell[p->row][p->column] =
	    (struct sheet_cell){ .text = text, .rows = rows, .cols = cols };
	p->column += cols;
}

const char *
pen_pick(struct pen *p, const char *words)
{
	long n = 1;
	for (const char *c = words; *c; c++)
		n += *c == '|';
	for (n = random_between(p->r, 1, n); n > 1; n--)
		words = strchr(words, '|') + 1;
	return facts_text(p->a, "%.*s", (int)strcspn(words, "|"), words);
}

void
pen_say(struct pen *p, const char *line)
{
	p->s->before[p->s->before_n++] = line;
}

/* A label with the points of its part, as some forms print them. */
static const char *
level1_label(struct pen *p, const char *level1)
{
	long sum = 0;
	for (int i = 0; i < p->f->indicator_n; i++)
		if (strcmp(p->f->indicator[i].level1, level1) == 0)
			sum += p->f->indicator[i].weight;
	if (p->f->form != FORM_PROJECT || p->f->year % 3 != 0)
		return level1;
	return facts_text(p->a, "%s（%s分）", level1, facts_points(sum, p->a));
}

/* How many indicators from n on share the first (or both) levels. */
static int
run_length(const struct facts *f, int n, bool both)
{
	int k = n;
	while (k < f->indicator_n &&
	    strcmp(f->indicator[k].level1, f->indicator[n].level1) == 0 &&
	    (!both ||
		strcmp(f->indicator[k].level2, f->indicator[n].level2) == 0))
		k++;
	return k - n;
}

static bool
opens_run(const struct facts *f, int n, bool both)
{
	return n == 0 || run_length(f, n - 1, both) == 1;
}

/* The first three cells of indicator n, merged where the form merges them. */
static void
pen_levels(struct pen *p, int n)
{
	const struct indicator *i = &p->f->indicator[n];
	if (opens_run(p->f, n, false))
		pen_put(p, run_length(p->f, n, false), 1,
		    level1_label(p, i->level1));
	if (opens_run(p->f, n, true))
		pen_put(p, run_length(p->f, n, true), 1, i->level2);
	pen_put(p, 1, 1, i->level3);
}

void
pen_goals(struct pen *p, const char *block, const char *expected,
    const char *actual, int half)
{
	pen_row(p);
	pen_put(p, 2, 1, block);
	pen_put(p, 1, half, expected);
	pen_put(p, 1, 0, actual);
	pen_row(p);
	pen_put(p, 1, half, p->f->goal_expected);
	pen_put(p, 1, 0, p->f->goal_actual);
}

static const char *
indicator_cell(struct pen *p, const struct indicator *i, char what)
{
	switch (what) {
	case 't': return i->target.printed;
	case 'o': return i->target.mark;
	case 'v': return i->target.digits;
	case 'u': return i->target.cell_unit;
	case 'a': return i->actual.printed;
	case 'w': return facts_points(i->weight, p->a);
	case 's': return facts_points(i->score, p->a);
	case 'd': return i->deviation;
	case 'x': return i->description;
	case 'b': return i->basis;
	case 'f': return random_once_in(p->r, 3) ? "有可能" : "确定能";
	default: return "";
	}
}

void
pen_indicators(struct pen *p, const char *block, const char *const *head,
    const char *columns)
{
	pen_row(p);
	p->s->header = p->row;
	if (block)
		pen_put(p, p->f->indicator_n + 1, 1, block);
	for (int i = 0; head[i]; i++)
		pen_put(p, 1, head[i + 1] ? 1 : 0, pen_pick(p, head[i]));
	for (int n = 0; n < p->f->indicator_n; n++) {
		pen_row(p);
		pen_levels(p, n);
		for (const char *c = columns; *c; c++)
			pen_put(p, 1, c[1] ? 1 : 0,
			    indicator_cell(p, &p->f->indicator[n], *c));
	}
}
