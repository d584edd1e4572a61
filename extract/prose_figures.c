/* prose_figures.c - the figures of a sentence, and what each measures. */
#include <string.h>

#include "prose.h"

#define WINDOW_MAX 240u /* bytes of key in front of a figure */
#define TAIL_MAX 72u    /* bytes of key behind it */
#define FILLER_MAX 30u  /* bytes of a clause that only goes on */

/* A cue found in front of a figure; offsets into the window. */
struct heard {
	const struct cue *cue; /* NULL: none */
	size_t from, to;
};

/* What stands in front of a figure. */
struct context {
	struct slice window;
	size_t clause; /* where the figure's own clause begins */
	struct heard strong, weak, source;
	struct heard heard; /* what it comes to */
	struct slice item;  /* printed: whose figure it is */
	bool listed;        /* the item is an entry of a numbered list */
	bool follows;       /* another figure stands before, in the sentence */
	bool several, opened;
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
		while (((unsigned char)s.p[from] & 0xc0) == 0x80)
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

/* What is opened in brackets ends with them. */
static void
open_scope(
    struct sentence *at, struct context *c, enum opens opens, size_t from)
{
	if (closes(part_of(c->window, from, c->window.n)))
		return;
	if (opens == OPENS_PARTS || opens == OPENS_SEVERAL) {
		at->parts = c->opened = true;
		at->parts_inside = at->brackets > 0;
	}
	if (opens == OPENS_SEVERAL)
		c->several = true;
	if (opens == OPENS_UNTIL)
		at->until = true;
	if (opens == OPENS_YEAR)
		at->until = false;
}

/* A cue without a measure says that the figure is none of ours. */
static bool
fits(const struct cue *cue, const char *type)
{
	if (cue->measure == NULL)
		return strcmp(type, "money") == 0 ||
		    strcmp(type, "percent") == 0;
	return strcmp(cue->measure->type, type) == 0;
}

static void
hear_openers(struct prose *p, struct sentence *at, struct context *c)
{
	struct rule_match m;
	size_t from = 0;

	while (p->openers != NULL && from < c->window.n &&
	    rule_set_match(p->openers, c->window, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p - c->window.p) + m.whole.n;
		open_scope(at, c, prose_opens(m.rule), from);
	}
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
		if (!fits(cue, type))
			continue;
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
only_goes_on(const struct context *c)
{
	static const char *const words[] = { "共计", "合计", "总计", "共", "计",
		"为", "约", "达", "金额" };
	struct slice s = part_of(c->window, c->clause, c->window.n);
	bool found = true;

	if (s.n > FILLER_MAX)
		return false;
	while (s.n > 0 && found) {
		found = false;
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			size_t n = strlen(words[i]);
			if (s.n < n || memcmp(s.p, words[i], n) != 0)
				continue;
			s = (struct slice){ s.p + n, s.n - n };
			found = true;
			break;
		}
	}
	return s.n == 0;
}

/* The cue that says what the figure is; of the clause before, if need be. */
static struct heard
nearest(struct prose *p, struct context *c, const char *type)
{
	struct context before = *c;

	hear_cues(p, c, c->clause, c->window.n, type);
	if (c->strong.cue != NULL)
		return c->strong;
	if (c->clause == 0 || !only_goes_on(c))
		return c->weak;
	hear_cues(p, &before,
	    clause_start(part_of(c->window, 0, c->clause - 1)), c->clause - 1,
	    type);
	if (before.strong.cue == NULL)
		return before.weak.cue != NULL ? before.weak : c->weak;
	return before.strong;
}

/* Is the word that decides between two measures said, here or above? */
static bool
said(struct form *r, const struct sentence *at, const struct cue *cue)
{
	struct slice heading = prose_state(r)->heading;

	return rule_attr_match(cue->rule, "where", at->s, 0, NULL) ==
	    RULES_MATCH ||
	    (heading.n > 0 &&
		rule_attr_match(cue->rule, "where", heading, 0, NULL) ==
		    RULES_MATCH);
}

/* What the figure measures; NULL: nothing that we keep. */
static const struct measure *
decide(struct form *r, struct sentence *at, const struct context *c,
    struct heard h, const char *type)
{
	const struct prose *p = prose_state(r);
	bool inside = at->parts || (at->brackets > 0 && at->money > 0);
	const struct cue *cue = h.cue, *source = c->source.cue;

	if (strcmp(type, "money") != 0) {
		if (cue == NULL || c->several)
			return NULL;
	} else if (cue != NULL && cue->measure == NULL) {
		return NULL;
	} else if (inside) {
		if (cue == NULL || !cue->main || c->opened || source != NULL ||
		    at->brackets > 0)
			return source != NULL ? source->measure : p->part;
		at->parts = false;
	} else if (source != NULL && (cue == NULL || cue->weak))
		return source->measure;
	if (cue == NULL)
		return NULL;
	if (at->until && cue->until != NULL)
		return cue->until;
	if (cue->otherwise != NULL && !said(r, at, cue))
		return cue->otherwise;
	return cue->measure;
}

/*
 * The project or item whose figure it is; empty: the report's own. *own: it is
 * an entry of a numbered list.
 */
static struct slice
subject(struct form *r, const struct context *c, struct heard h, bool *own)
{
	const struct prose *p = prose_state(r);
	size_t end = c->window.n;
	struct rule_match m;
	struct slice s;

	*own = false;
	if (h.cue != NULL && !h.cue->weak && h.from >= c->clause) {
		s = part_of(c->window, h.to, end);
		if (prose_match(p->items, s, &m))
			return rule_group(&m, "subject");
		end = h.from;
	}
	s = part_of(c->window, c->clause, end);
	if (!prose_match(p->items, s, &m))
		return SLICE_NULL;
	*own = rule_has_word(m.rule, "says", "own");
	return rule_group(&m, "subject");
}

/* A place named at the head of a clause holds until the next one. */
static void
hear_places(struct form *r, struct sentence *at, const struct context *c)
{
	struct prose *p = prose_state(r);
	struct rule_match m;
	size_t from = 0;

	while (p->places != NULL && from < c->window.n &&
	    rule_set_match(p->places, c->window, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p - c->window.p) + m.whole.n;
		at->place = prose_printed(at, rule_group(&m, "place"));
	}
}

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
	} else if (measure == prose_state(r)->budget) {
		at->sourced = source->measure->name;
		at->sourced_at = report->n; /* it comes there */
	} else if (measure == source->measure && at->sourced != NULL &&
	    at->sourced_at < report->n &&
	    strcmp(at->sourced, measure->name) != 0) {
		report->figure[at->sourced_at].clean = slice_of(at->sourced);
	}
}

/*
 * A score behind the points that an indicator can earn is the indicator's,
 * unless these were 100.
 */
static const struct measure *
carry(struct sentence *at, const struct prose *p, const struct found *found,
    const struct measure *measure)
{
	if (measure == p->part_score && !slice_is(found->figure, "100"))
		at->scored = true;
	if (measure == p->score && at->scored)
		return p->part_score;
	return measure;
}

/* What the words behind the figure say; NULL: nothing. */
static const struct cue *
tail_of(struct form *r, const struct sentence *at, const struct found *found)
{
	struct prose *p = prose_state(r);
	size_t from = (size_t)(found->whole.p - at->s.p) + found->whole.n;
	size_t n = at->s.n - from;
	struct rule_match m;

	if (n > TAIL_MAX)
		for (n = TAIL_MAX;
		     ((unsigned char)at->s.p[from + n] & 0xc0) == 0x80;)
			n--;
	if (p->tails == NULL || n == 0 ||
	    rule_set_match(p->tails, part_of(at->s, from, from + n), 0, &m) !=
		RULES_MATCH)
		return NULL;
	return prose_cue(p, p->tail, m.rule);
}

/* True for the figures by which a project is counted. */
static bool
is_main(const struct prose *p, const struct measure *m)
{
	return m != NULL && strcmp(m->type, "money") == 0 && m != p->part &&
	    m != p->amount;
}

/* What the figure measures, and (*item) whose it is. */
static const struct measure *
judge(struct form *r, struct sentence *at, struct context *c,
    const struct found *found, const struct cue *tail)
{
	struct prose *p = prose_state(r);
	const struct measure *measure = decide(r, at, c, c->heard, found->type);
	struct slice item =
	    prose_printed(at, subject(r, c, c->heard, &c->listed));
	const struct cue *cue = c->heard.cue;

	if (measure != p->part && prose_is_own(r, forms_table(r), item))
		item = SLICE_NULL;
	if (tail != NULL && tail->whole && measure != p->part &&
	    (cue == NULL || cue->weak))
		measure = p->budget;
	if (measure == p->budget && item.n > 0 && cue != NULL && cue->weak &&
	    tail == NULL)
		measure = p->amount; /* of something, not of the report */
	if (c->listed && measure == p->amount)
		measure = p->budget;
	if (c->listed && measure == p->part && cue != NULL &&
	    cue->measure != NULL && !cue->weak) {
		at->parts = false; /* each entry is a project */
		measure = cue->measure;
	}
	measure = carry(at, p, found, measure);
	if (item.n == 0 && cue != NULL && c->heard.from == c->clause &&
	    c->follows)
		item = at->item;
	else if (measure != p->part && measure != p->amount && measure != NULL)
		at->item = item;
	c->item = item;
	return measure;
}

static void
state(struct form *r, struct sentence *at, const struct context *c,
    const struct found *found, const struct measure *measure,
    const struct cue *tail)
{
	struct prose *p = prose_state(r);
	const struct rule *rule = c->heard.cue != NULL ? c->heard.cue->rule
	    : c->source.cue != NULL                    ? c->source.cue->rule
						       : found->rule;
	struct slice owner = c->listed || c->item.n > 0 ? c->item : p->project;
	struct report *before = prose_own(r, rule, owner,
	    is_main(p, measure) && (c->listed || c->item.n == 0));

	settle_source(r, at, c, measure);
	if (measure != NULL)
		prose_statement(r, at, rule, measure, found, c->item);
	if (tail != NULL && tail->measure != measure)
		prose_statement(
		    r, at, tail->rule, tail->measure, found, c->item);
	r->report = before;
}

static void
read_figure(
    struct form *r, struct sentence *at, size_t from, const struct found *found)
{
	struct prose *p = prose_state(r);
	size_t to = (size_t)(found->whole.p - at->s.p);
	struct context c = { .window = window(at->s, from, to),
		.follows = from > 0 };
	bool money = strcmp(found->type, "money") == 0;
	const struct cue *tail = money ? tail_of(r, at, found) : NULL;

	if (at->brackets == 0 && at->parts_inside)
		at->parts = at->parts_inside = false;
	c.clause = clause_start(c.window);
	hear_openers(p, at, &c);
	hear_places(r, at, &c);
	c.heard = nearest(p, &c, found->type);
	if (at->parts || (at->brackets > 0 && at->money > 0))
		tail = NULL; /* it speaks of the whole */
	if (c.heard.cue != NULL && c.heard.cue->measure == NULL)
		return;
	state(r, at, &c, found, judge(r, at, &c, found, tail), tail);
	at->money += money;
}

static size_t
count_brackets(struct slice s, size_t open)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '(')
			open++;
		else if (s.p[i] == ')' && open > 0)
			open--;
	return open;
}

void
prose_sentence(struct form *r, struct sentence *at)
{
	struct prose *p = prose_state(r);
	struct rule_match m;
	size_t from = 0, next = 0;

	at->parts = at->parts_inside = at->until = false;
	at->brackets = at->money = 0;
	at->sourced = NULL;
	at->scored = false;
	at->item = SLICE_NULL;
	if (p->figures == NULL || p->cues == NULL || p->part == NULL)
		return;
	if (prose_list(r, at))
		return;
	while (next < at->s.n &&
	    rule_set_match(p->figures, at->s, next, &m) == RULES_MATCH) {
		struct found found = { rule_group(&m, "figure"), m.whole,
			rule_name(m.rule), m.rule };
		size_t to = (size_t)(m.whole.p - at->s.p);
		next = to + m.whole.n;
		at->brackets =
		    count_brackets(part_of(at->s, from, to), at->brackets);
		if (found.figure.n > 0)
			read_figure(r, at, from, &found);
		from = next;
	}
	prose_year(r, at, false);
}
