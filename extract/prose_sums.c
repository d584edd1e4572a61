/* prose_sums.c - amounts in a row, and what their sum measures. */
#include <string.h>

#include "prose_sums.h"

/*
 * "中央安排60万元、省级40万元": what looked like the budget was a part, as the
 * second figure shows.
 */
static void
settle_source(struct form *r, struct sentence *at, const struct context *c,
    const struct measure *measure)
{
	struct report *report = forms_table(r);
	const struct cue *source = c->source.cue;

	if (source == NULL || measure == NULL || at->parts) {
		at->sourced = NULL;
	} else if (measure == prose_state(r)->budget ||
	    (measure == prose_state(r)->executed &&
		c->heard.to <= c->source.from)) {
		at->sourced = source->measure->name;
		at->sourced_at = report->n; /* it comes there */
	} else if (measure == source->measure && at->sourced != NULL &&
	    at->sourced_at < report->n &&
	    strcmp(at->sourced, measure->name) != 0) {
		report->figure[at->sourced_at].clean = slice_of(at->sourced);
	}
}

/*
 * "中央60万元,省级40万元,合计100万元": the sum of a row of sources measures what
 * its first figure does.
 */
static const struct measure *
add_up(struct form *r, struct sentence *at, const struct context *c,
    const struct measure *measure)
{
	const struct prose *p = prose_state(r);
	bool sum = at->sources >= 2 || (at->sources == 1 && at->parts);

	if (c->source.cue != NULL) {
		if (at->sources++ == 0)
			at->shared = measure == c->source.cue->measure ||
				measure == p->part
			    ? p->budget
			    : measure;
		else if (at->sources > 2 && measure == p->budget)
			return c->source.cue->measure; /* one of the row */
		return measure;
	}
	at->sources = 0;
	if (!sum || !c->sums || at->brackets > 0 ||
	    (measure != p->part && measure != p->amount))
		return measure;
	at->parts = false;
	return at->shared;
}

/* "年初200万元,追加50万元,合计250万元": the sum is the budget as changed. */
static const struct measure *
after_change(struct sentence *at, const struct prose *p,
    const struct context *c, const struct measure *measure)
{
	bool sum = at->changed && c->sums &&
	    (measure == NULL || measure == p->part || measure == p->amount);

	if (measure != NULL)
		at->changed = false;
	return sum ? p->annual : measure;
}

/* "下达40万元,下达15万元,共计55万元": it measures what they do. */
static const struct measure *
sum_of_row(struct form *r, struct sentence *at, const struct context *c,
    const struct measure *measure)
{
	const struct prose *p = prose_state(r);
	struct report *report = forms_table(r);
	size_t n = at->row_n;

	if (!c->sums || measure != p->amount || at->brackets > 0 ||
	    at->row == NULL || at->row_of != report || n < 2 ||
	    (at->row_places > 0 && at->row_places < n))
		return measure;
	if (at->row_places > 0)
		at->place = SLICE_NULL; /* each has its own */
	for (size_t i = 0; i < n && at->row_places == 0; i++)
		if (at->row_at[i] < report->n)
			report->figure[at->row_at[i]].clean =
			    slice_of(p->part->name);
	at->row_n = 0;
	return at->row;
}

const struct measure *
sums_measure(struct form *r, struct sentence *at, const struct context *c,
    const struct measure *measure)
{
	const struct prose *p = prose_state(r);

	measure = after_change(at, p, c, add_up(r, at, c, measure));
	return sum_of_row(r, at, c, measure);
}

void
sums_note(struct form *r, struct sentence *at, const struct context *c,
    const struct measure *measure, bool named)
{
	const struct prose *p = prose_state(r);
	struct report *report = forms_table(r);
	bool fits = measure == p->budget || measure == p->executed;

	settle_source(r, at, c, measure);
	if (measure == NULL || strcmp(measure->type, "money") != 0)
		return;
	if (!fits || named || c->source.cue != NULL || at->parts ||
	    at->brackets > 0) {
		at->row_n = 0;
		return;
	}
	if (measure != at->row || report != at->row_of || at->row_n == ROW_MAX)
		at->row_n = 0;
	at->row = measure;
	at->row_of = report;
	if (at->row_n == 0)
		at->row_places = 0;
	at->row_places += c->place.n > 0;
	at->row_at[at->row_n++] = report->n;
}
