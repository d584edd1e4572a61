/*
 * prose_context.c - cues, openers, places and names in front of a figure.
 *
 * Reports say the same few words in front of their figures again and again. So
 * what they say is a function of the words and of the figure's rule alone, and
 * is remembered: a search through the cues costs more than all else that is
 * done for a figure.
 */
#include <string.h>

#include "heap.h"
#include "prose_context.h"
#include "utf8.h"

#define WINDOW_MAX 240u /* bytes of key in front of a figure */
#define FILLER_MAX 45u  /* bytes of a clause that only goes on */

enum {
	MEMO_SLOTS = 1024,
	MEMO_TEXT = 120 /* bytes of a window that is worth remembering */
};

struct context_memo {
	const struct rule *figure; /* NULL: empty */
	struct context context;    /* its window is of a text that is gone */
	char text[MEMO_TEXT];
};

/* --- clauses --- */

static bool
ends_clause(char c)
{
	return c == ',' || c == ';' || c == ':';
}

static size_t
clause_start(struct slice s)
{
	size_t i = s.n;

	while (i > 0 && !ends_clause(s.p[i - 1]))
		i--;
	return i;
}

/* The words in front of a figure, at most WINDOW_MAX, whole clauses. */
static struct slice
window(struct slice s, size_t from, size_t to)
{
	if (to - from <= WINDOW_MAX)
		return (struct slice){ s.p + from, to - from };
	from = to - WINDOW_MAX;
	while (from < to && !ends_clause(s.p[from]))
		from++;
	if (from == to) {
		from = to - WINDOW_MAX;
		while (utf8_is_tail(s.p[from]))
			from++;
		return (struct slice){ s.p + from, to - from };
	}
	from++;
	return (struct slice){ s.p + from, to - from };
}

static struct slice
part_of(struct slice s, size_t from, size_t to)
{
	return (struct slice){ s.p + from, to - from };
}

/* --- cues --- */

/* A cue without a measure says that the figure is none of ours. */
static bool
fits(const struct cue *cue, const char *type)
{
	if (cue->measure == NULL)
		return strcmp(type, "money") == 0 ||
		    strcmp(type, "percent") == 0;
	return strcmp(cue->measure->type, type) == 0;
}

static size_t
next_char(struct slice s, size_t i)
{
	for (i++; i < s.n && utf8_is_tail(s.p[i]);)
		i++;
	return i;
}

/* The last cues between two offsets of the window. */
static void
hear_cues(struct prose *p, struct context *c, size_t from, size_t to,
    const char *type)
{
	struct slice s = { c->window.p, to };
	struct rule_match m;

	while (
	    from < to && rule_set_match(p->cues, s, from, &m) == RULES_MATCH) {
		const struct cue *cue = prose_cue(p, p->cue, m.rule);
		struct heard h = { cue, (size_t)(m.whole.p - s.p), 0 };
		h.to = from = h.from + m.whole.n;
		if (!fits(cue, type)) {
			from = next_char(s, h.from); /* one of ours within */
			continue;
		}
		if (cue->source)
			c->source = h;
		else if (cue->weak)
			c->weak = h;
		else
			c->strong = h;
	}
}

/* True where the figure's clause only goes on with the one before. */
static bool
only_goes_on(const struct prose *p, struct context *c)
{
	struct slice s = part_of(c->window, c->clause, c->window.n);
	struct rule_match m;

	if (s.n == 0)
		return true;
	if (s.n > FILLER_MAX || !prose_match(p->items, s, &m))
		return false;
	c->sums = rule_has_word(m.rule, "says", "sum");
	return c->sums || rule_has_word(m.rule, "says", "filler");
}

/* The cue that says what the figure is; of the clause before, if need be. */
static struct heard
nearest(struct prose *p, struct context *c, const char *type)
{
	struct context before = *c;
	bool goes_on = only_goes_on(p, c);

	hear_cues(p, c, c->clause, c->window.n, type);
	if (c->strong.cue != NULL)
		return c->strong;
	if (c->clause == 0 || !goes_on)
		return c->weak;
	hear_cues(p, &before,
	    clause_start(part_of(c->window, 0, c->clause - 1)), c->clause - 1,
	    type);
	if (c->source.cue == NULL && c->clause == c->window.n)
		c->source = before.source;
	if (before.strong.cue == NULL)
		return before.weak.cue != NULL ? before.weak : c->weak;
	return before.strong;
}

/* --- openers, places, subjects --- */

/* True where a bracket that was open before s is closed in it. */
static bool
closes(struct slice s)
{
	size_t open = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '(')
			open++;
		else if (s.p[i] == ')' && open-- == 0)
			return true;
	return false;
}

static struct span
span_of(const struct context *c, struct slice part)
{
	if (part.n == 0)
		return (struct span){ 0 };
	return (struct span){ (size_t)(part.p - c->window.p), part.n };
}

/* What is opened in brackets ends with them. */
static void
open_scope(struct context *c, const struct rule_match *m, size_t from)
{
	enum opens opens = prose_opens(m->rule);

	if (closes(part_of(c->window, from, c->window.n)))
		return;
	if (opens == OPENS_PARTS || opens == OPENS_SEVERAL)
		c->parts = true;
	if (opens == OPENS_SEVERAL)
		c->several = true;
	if (opens == OPENS_UNTIL || opens == OPENS_YEAR)
		c->until = opens;
	if (opens == OPENS_OF || opens == OPENS_SPAN) {
		c->year = opens;
		c->of_year = span_of(c, rule_group(m, "of_year"));
	}
}

static void
hear_openers(struct prose *p, struct context *c)
{
	struct rule_match m;
	size_t from = 0;

	while (p->openers != NULL && from < c->window.n &&
	    rule_set_match(p->openers, c->window, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p - c->window.p) + m.whole.n;
		open_scope(c, &m, from);
	}
}

/* A place named at the head of a clause holds until the next one. */
static void
hear_places(struct prose *p, struct context *c)
{
	struct rule_match m;
	size_t from = 0;

	while (p->places != NULL && from < c->window.n &&
	    rule_set_match(p->places, c->window, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p - c->window.p) + m.whole.n;
		c->placed = true;
		c->place = span_of(c, rule_group(&m, "place"));
	}
}

/* The project or item whose figure it is; none: the report's own. */
static void
hear_subject(const struct prose *p, struct context *c)
{
	const struct heard *h = &c->heard;
	size_t end = c->window.n;
	struct rule_match m;

	if (h->cue != NULL && !h->cue->weak && h->from >= c->clause) {
		if (prose_match(p->items, part_of(c->window, h->to, end), &m)) {
			c->subject = span_of(c, rule_group(&m, "subject"));
			return;
		}
		end = h->from;
	}
	if (!prose_match(p->items, part_of(c->window, c->clause, end), &m))
		return;
	c->listed = rule_has_word(m.rule, "says", "own");
	c->same = rule_has_word(m.rule, "says", "same");
	c->all = rule_has_word(m.rule, "says", "all");
	c->subject = span_of(c, rule_group(&m, "subject"));
}

/* --- all of it --- */

static void
hear_all(struct prose *p, const struct rule *figure, struct context *c)
{
	c->clause = clause_start(c->window);
	hear_openers(p, c);
	hear_places(p, c);
	c->heard = nearest(p, c, rule_name(figure));
	if (c->heard.cue == NULL || c->heard.cue->measure != NULL)
		hear_subject(p, c);
}

static struct context_memo *
memo_slot(struct prose *p, struct slice window, const struct rule *figure)
{
	uint64_t hash = slice_hash(window);

	if (*p->memo == NULL)
		*p->memo = heap_zero(MEMO_SLOTS, sizeof(**p->memo));
	return &(*p->memo)[((hash >> 40) + rule_index(figure)) % MEMO_SLOTS];
}

void
context_read(struct prose *p, struct slice s, size_t from, size_t to,
    const struct rule *figure, struct context *c)
{
	struct slice words = window(s, from, to);
	struct context_memo *memo = NULL;

	if (words.n <= MEMO_TEXT) {
		memo = memo_slot(p, words, figure);
		if (memo->figure == figure &&
		    memo->context.window.n == words.n &&
		    memcmp(memo->text, words.p, words.n) == 0) {
			*c = memo->context;
			c->window = words;
			return;
		}
	}
	*c = (struct context){ .window = words };
	hear_all(p, figure, c);
	if (memo == NULL)
		return;
	memo->figure = figure;
	memo->context = *c;
	memcpy(memo->text, words.p, words.n);
}

struct slice
context_part(const struct context *c, struct span span)
{
	if (span.n == 0)
		return SLICE_NULL;
	return part_of(c->window, span.from, span.from + span.n);
}
