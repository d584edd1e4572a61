/* prose_figures.c - the figures of a sentence, and what each measures. */
#include <string.h>

#include "prose_context.h"
#include "prose_sums.h"
#include "utf8.h"

#define TAIL_MAX 72u /* bytes of key behind a figure */

/* A figure, the words in front of it, and what they come to. */
struct reading {
	struct context said; /* by the words */
	struct slice item;   /* printed: whose figure it is */
	bool follows;        /* another figure stands before, in the sentence */
};

static struct slice
part_of(struct slice s, size_t from, size_t to)
{
	return (struct slice){ s.p + from, to - from };
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

/*
 * "其中:中央80万元、省级20万元,支出95万元": what is spent is of the whole, where
 * the parts state nothing of the kind.
 */
static bool
ends_parts(
    struct form *r, const struct sentence *at, const struct reading *read)
{
	const struct measure *executed = prose_state(r)->executed;
	const struct context *c = &read->said;

	if (c->parts || c->source.cue != NULL)
		return false;
	if (c->heard.cue->main)
		return !at->part_stated ||
		    !slice_begins(c->window, "、"); /* its budget、spending */
	if (at->goes_on && !read->follows && c->heard.from == 0)
		return true; /* 其中:...;支出95万元 */
	return !at->part_stated && at->whole != NULL && at->whole != executed &&
	    c->heard.cue->measure == executed &&
	    c->heard.cue->otherwise == NULL && c->heard.from == c->clause &&
	    c->heard.to == c->window.n;
}

static bool
is_clear(const struct cue *cue)
{
	return cue != NULL && !cue->weak;
}

/* "总投资90万元,其中2022年安排50万元": the report's own year is no mere part. */
static bool
is_own_year(const struct sentence *at, const struct context *c)
{
	return at->parts && at->brackets == 0 && c->year == OPENS_OF &&
	    at->own_year;
}

/* True among the parts of a place that one of its own is named for. */
static bool
is_place_part(const struct sentence *at)
{
	return at->parts && at->place_apart && at->brackets == 0 &&
	    at->place.n > 0;
}

/* "其中:甲县60万元": a part that is the place's own of what the whole is. */
static const struct measure *
part_measure(
    const struct prose *p, const struct sentence *at, const struct context *c)
{
	bool ends = c->place.n > 0 && c->place.from + c->place.n == c->window.n;

	return ends && is_place_part(at) && at->whole != NULL &&
		strcmp(at->whole->type, "money") == 0
	    ? at->whole
	    : p->part;
}

static bool
holds(struct slice s, struct slice part)
{
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (memcmp(s.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

/*
 * "县级配套资金支付30万元": spent of what one level of government gave, which is a
 * part where the project is not named by it.
 */
static bool
is_of_level(struct form *r, const struct context *c)
{
	const struct heard *source = &c->source, *heard = &c->heard;
	const struct figure *f;
	struct slice words;

	if (source->cue == NULL || !source->cue->level || heard->cue == NULL ||
	    heard->cue->measure != prose_state(r)->executed ||
	    heard->cue->otherwise != NULL || source->from != c->clause ||
	    source->to > heard->from)
		return false;
	f = report_find(forms_table(r), SECTION_REPORT, "project_name");
	words = part_of(c->window, source->from, source->to);
	return f == NULL || !holds(prose_key(r, f->text).s, words);
}

/* What the figure measures; NULL: nothing that we keep. */
static const struct measure *
decide(struct form *r, struct sentence *at, const struct reading *read,
    const char *type)
{
	const struct context *c = &read->said;
	const struct prose *p = prose_state(r);
	bool inside = at->parts || (at->brackets > 0 && at->money > 0);
	const struct cue *cue = c->heard.cue, *source = c->source.cue;

	if (strcmp(type, "money") != 0) {
		if (cue == NULL || c->several ||
		    (at->parts && at->part_stated && !is_place_part(at)))
			return NULL;
	} else if (cue != NULL && cue->measure == NULL) {
		return NULL;
	} else if (inside &&
	    !((is_place_part(at) || is_own_year(at, c)) && is_clear(cue) &&
		source == NULL)) {
		if (cue == NULL || at->brackets > 0 ||
		    !ends_parts(r, at, read)) {
			at->part_stated |=
			    cue != NULL && !cue->weak && source == NULL;
			return source != NULL ? source->measure
					      : part_measure(p, at, c);
		}
		at->parts = false;
	} else if (source != NULL && (cue == NULL || cue->weak)) {
		return source->measure;
	} else if (is_of_level(r, c)) {
		return p->part;
	}
	if (cue == NULL)
		return NULL;
	if (at->until && cue->until != NULL)
		return cue->until;
	if (cue->otherwise != NULL && !said(r, at, cue))
		return cue->otherwise;
	return cue->measure;
}

/*
 * A score behind the points that an indicator can earn is the indicator's,
 * unless these were 100.
 */
static const struct measure *
carry(struct sentence *at, const struct prose *p, const struct found *found,
    const struct cue *cue, const struct measure *measure)
{
	if (measure == p->part_score && !slice_is(found->figure, "100"))
		at->scored = true;
	if (measure == p->score && at->scored && !(cue != NULL && cue->main))
		return p->part_score;
	return measure;
}

/* What is said of another year is none of the report's own. */
static const struct measure *
of_year(const struct sentence *at, const struct prose *p,
    const struct measure *measure)
{
	if (!at->other_year || measure == NULL || measure == p->part ||
	    measure == p->amount)
		return measure;
	if (strcmp(measure->type, "money") == 0)
		return p->other_year;
	return strcmp(measure->type, "percent") == 0 ? NULL : measure;
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
		for (n = TAIL_MAX; utf8_is_tail(at->s.p[from + n]);)
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

/* What the figure is of, less the place in front of it. */
static struct slice
subject_of(const struct context *c)
{
	struct slice subject = context_part(c, c->subject), place = SLICE_NULL;

	if (c->placed)
		place = context_part(c, c->place);
	if (place.n > 0 && subject.n > place.n && subject.p == place.p)
		return (
		    struct slice){ subject.p + place.n, subject.n - place.n };
	return subject;
}

/* What the figure measures, and (said->item) whose it is. */
static const struct measure *
judge(struct form *r, struct sentence *at, struct reading *reading,
    const struct found *found, const struct cue *tail)
{
	struct prose *p = prose_state(r);
	const struct context *c = &reading->said;
	const struct measure *measure = decide(r, at, reading, found->type);
	struct slice item = prose_printed(at, subject_of(c));
	const struct cue *cue = c->heard.cue;

	if (measure != p->part && prose_is_own(r, forms_table(r), item))
		item = SLICE_NULL;
	if (tail != NULL && tail->whole && measure != p->part &&
	    (cue == NULL || cue->weak))
		measure = p->budget;
	if (measure == p->budget && item.n > 0 && cue != NULL && cue->weak &&
	    tail == NULL)
		measure = p->amount; /* of something, not of the report */
	if (measure == p->amount && c->place.n > 0 && is_main(p, at->whole))
		measure = at->whole; /* the place's own */
	if (c->listed && measure == p->amount)
		measure = p->budget;
	if (c->listed && measure == p->part && cue != NULL &&
	    cue->measure != NULL && !cue->weak) {
		at->parts = false; /* each entry is a project */
		measure = cue->measure;
	}
	if (strcmp(found->type, "money") == 0)
		measure = sums_measure(r, at, c, measure);
	measure = of_year(at, p, carry(at, p, found, cue, measure));
	if (measure != p->part && !at->parts)
		at->whole = measure;
	if (item.n == 0 && cue != NULL && reading->follows && !c->sums &&
	    !cue->whole && (c->same || c->heard.from == c->clause))
		item = at->item;
	else if (measure != p->part && measure != p->amount && measure != NULL)
		at->item = item;
	reading->item = item;
	return measure;
}

/* True for what a tail says no more of than that it is no longer so. */
static bool
is_apart(const struct prose *p, const struct measure *m)
{
	return m == p->other_year || m == p->remaining;
}

static void
state(struct form *r, struct sentence *at, const struct reading *reading,
    const struct found *found, const struct measure *measure,
    const struct cue *tail)
{
	struct prose *p = prose_state(r);
	const struct context *c = &reading->said;
	const struct slice item = reading->item;
	const struct rule *rule = c->heard.cue != NULL ? c->heard.cue->rule
	    : c->source.cue != NULL                    ? c->source.cue->rule
						       : found->rule;
	struct report *before =
	    prose_own(r, rule, c->listed || item.n > 0 ? item : p->project,
		(is_main(p, measure) || measure == p->score) &&
		    (c->listed || item.n == 0));

	if (r->report == before && item.n > 0)
		prose_own(r, rule, p->project, false); /* of its money */

	if (measure == p->budget && c->source.cue != NULL &&
	    at->sourced != NULL &&
	    strcmp(at->sourced, c->source.cue->measure->name) != 0)
		measure = c->source.cue->measure; /* and so was the first */
	sums_note(r, at, c, measure, item.n > 0);
	if (measure != NULL)
		prose_statement(r, at, rule, measure, found, item);
	if (tail != NULL && tail->measure != measure && !is_apart(p, measure))
		prose_statement(r, at, tail->rule, tail->measure, found, item);
	r->report = before;
}

/* A year that is not the report's own, or several: not what it is of. */
static void
open_year(struct form *r, struct sentence *at, const struct context *c)
{
	struct slice year = context_part(c, c->of_year), own;
	const struct figure *f;

	if (c->year == OPENS_SPAN)
		at->other_year = true;
	if (c->year != OPENS_OF || at->brackets > 0)
		return;
	at->own_year = false;
	f = report_find(forms_table(r), SECTION_REPORT, "fiscal_year");
	if (f == NULL)
		return;
	own = prose_key(r, f->text).s;
	at->other_year = own.n >= year.n && memcmp(own.p, year.p, year.n) != 0;
	at->own_year = !at->other_year;
}

/* What the words open holds on in the sentence, and so does a place. */
static void
open_scopes(struct form *r, struct sentence *at, const struct context *c)
{
	open_year(r, at, c);
	if (c->parts) {
		at->parts = true;
		at->parts_inside = at->brackets > 0;
	}
	if (c->until != OPENS_NOTHING)
		at->until = c->until == OPENS_UNTIL;
	if (c->until == OPENS_UNTIL)
		at->until_leads = at->money == 0;
	if (c->placed) {
		at->place = prose_printed(at, context_part(c, c->place));
		at->place_apart = at->parts;
	}
}

/* "叁佰万元整(¥3,000,000.00)": the same amount once more. */
static bool
is_said_again(const struct sentence *at, const struct reading *reading)
{
	const struct slice words = reading->said.window;

	return at->money > 0 && words.n == 1 && words.p[0] == '(';
}

/* 98分。 under 四、自评得分: nothing else is said in the paragraph. */
static bool
stands_alone(const struct sentence *at, const struct found *found)
{
	size_t end = found->whole.n;

	return at->s.p == at->key->s.p && at->s.n == at->key->s.n &&
	    at->s.n <= end + strlen("。");
}

static void
read_figure(
    struct form *r, struct sentence *at, size_t from, const struct found *found)
{
	size_t to = (size_t)(found->whole.p - at->s.p);
	struct reading reading = { .follows = from > 0 };
	bool money = strcmp(found->type, "money") == 0;
	const struct cue *tail = money ? tail_of(r, at, found) : NULL, *cue;

	if (at->brackets == 0 && at->parts_inside)
		at->parts = at->parts_inside = false;
	if (to == 0 && !money && stands_alone(at, found))
		context_read(prose_state(r), prose_state(r)->heading, 0,
		    prose_state(r)->heading.n, found->rule, &reading.said);
	else
		context_read(prose_state(r), at->s, from, to, found->rule,
		    &reading.said);
	if (reading.said.all && from == 0 && at->s.p == at->key->s.p)
		prose_state(r)->project = SLICE_NULL; /* they are summed up */
	open_scopes(r, at, &reading.said);
	if (at->parts || (at->brackets > 0 && at->money > 0))
		tail = NULL; /* it speaks of the whole */
	cue = reading.said.heard.cue;
	if (cue != NULL && cue->measure == NULL) {
		at->changed |= cue->change;
		return;
	}
	if (money && is_said_again(at, &reading))
		return;
	state(
	    r, at, &reading, found, judge(r, at, &reading, found, tail), tail);
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

/* True where the open report's title says that it looks on in the year. */
static bool
is_mid_year(struct form *r)
{
	struct prose *p = prose_state(r);
	const struct report *report = forms_table(r);
	struct rule_match m;
	struct slice title;
	size_t from = 0;

	if (p->dated == report)
		return p->mid_year;
	p->dated = report;
	p->mid_year = false;
	if (p->openers == NULL || report->title.p == NULL)
		return false;
	title = prose_key(r, report->title).s;
	while (from < title.n &&
	    rule_set_match(p->openers, title, from, &m) == RULES_MATCH) {
		if (strcmp(rule_name(m.rule), "monitored") == 0)
			p->mid_year = true;
		from = (size_t)(m.whole.p - title.p) + m.whole.n;
	}
	return p->mid_year;
}

void
prose_sentence(struct form *r, struct sentence *at)
{
	struct prose *p = prose_state(r);
	struct rule_match m;
	size_t from = 0, next = 0;

	if (!at->goes_on)
		at->parts = at->until_leads = at->other_year = at->part_stated =
		    false;
	at->until = at->until_leads || is_mid_year(r);
	at->parts_inside = false;
	if (!at->goes_on)
		at->sourced = NULL;
	at->brackets = at->money = 0;
	if (!at->goes_on && at->place_apart) {
		at->place = SLICE_NULL; /* the parts are over */
		at->place_apart = false;
	}
	at->scored = at->yearless = at->changed = false;
	at->item = SLICE_NULL;
	if (p->figures == NULL || p->cues == NULL || p->part == NULL)
		return;
	if (prose_list(r, at))
		return;
	while (next < at->s.n &&
	    rule_set_match(p->figures, at->s, next, &m) == RULES_MATCH) {
		struct found found = { rule_group(&m, "figure"), m.whole,
			rule_name(m.rule), m.rule, rule_group(&m, "unit") };
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
