/* prose_names.c - project, unit, place and year that running text states. */
#include <string.h>

#include "prose.h"
#include "utf8.h"

#define OPENING_PARAGRAPHS 5u /* names are looked for in so many */
#define YEAR_PARAGRAPHS 2u    /* likewise, where only the year is not known */
#define GRADE_MAX 600u        /* bytes of a paragraph that may state a grade */
#define HEAD_LINES 40u        /* lines that may say who published the page */
#define SIGNATURE_MAX 75u     /* bytes of a line that is a body's name */
#define OPENING_MAX 1500u     /* bytes of each */
#define MATCHES_MAX 8         /* rules that may match in one paragraph */
#define PLACES_MAX 4u         /* passages kept as evidence of the place */
#define PUBLISHER_LINE_MAX 400u

static const struct {
	const char *field, *type;
} fields[] = { { "fiscal_year", "year" }, { "unit", "text" },
	{ "department", "text" }, { "project_name", "text" },
	{ "place", "text" }, { "grade", "text" } };

/* The figure of a field that the report has already. */
static struct figure *
present(struct report *report, const char *field)
{
	for (size_t i = 0; i < report->n && i < 128; i++)
		if (report->figure[i].section == SECTION_REPORT &&
		    strcmp(report->figure[i].field, field) == 0)
			return &report->figure[i];
	return NULL;
}

static bool
is_wanted(struct prose *p, struct report *report, const char *field)
{
	if (strcmp(field, "place") == 0)
		return p->report != report || p->place_n < PLACES_MAX;
	if (strcmp(field, "fiscal_year") == 0 && report->has_year)
		return false;
	return present(report, field) == NULL;
}

/* A vague name of a project gives way to one that an opening states. */
static bool
replaces(struct form *r, struct report *report, const struct rule *rule,
    const struct figure *f)
{
	struct figure *old = present(report, f->field);

	if (old == NULL || strcmp(f->field, "project_name") != 0 ||
	    !rule_has_word(rule, "says", "object"))
		return false;
	for (size_t i = 0;; i++) {
		const struct rule *weak;
		struct rules *rules = lexicon_rules(r->lex);
		if (i == rules_count(rules, "subject"))
			return false;
		weak = rules_get(rules, "subject", i);
		if (rule_id(weak) == old->rule) {
			if (rule_has_word(weak, "says", "vague"))
				*old = *f;
			prose_state(r)->vague = false;
			return true;
		}
	}
}

static void
add_names(struct form *r, struct report *report, const struct key *key,
    struct slice text, const struct rule_match *m)
{
	struct prose *p = prose_state(r);

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct slice group = rule_group(m, fields[i].field);
		struct figure f = { .field = fields[i].field,
			.text = text,
			.type = fields[i].type,
			.rule = rule_id(m->rule),
			.section = SECTION_REPORT };
		if (group.n == 0)
			continue;
		prose_words(r, key, group, &f);
		if (f.text.n == 0 || replaces(r, report, m->rule, &f) ||
		    !is_wanted(p, report, f.field))
			continue;
		if (strcmp(f.field, "place") == 0)
			p->place_n++;
		if (strcmp(f.field, "project_name") == 0)
			p->vague = rule_has_word(m->rule, "says", "vague");
		pairs_add(r, report, f);
		document_claim(r->doc, f.text, LINE_VALUE);
	}
}

static bool
read_names(struct form *r, struct report *report, const struct key *key,
    struct slice text, const char *kind, struct rule_match *m)
{
	struct rule_set *set = rules_set(lexicon_rules(r->lex), kind);
	struct slice s = key->s;
	size_t from = 0;
	int n = 0;

	if (s.n > OPENING_MAX)
		for (s.n = OPENING_MAX; utf8_is_tail(s.p[s.n]);)
			s.n--;
	while (set != NULL && n < MATCHES_MAX && from < s.n &&
	    rule_set_match(set, s, from, m) == RULES_MATCH) {
		add_names(r, report, key, text, m);
		from = (size_t)(m->whole.p - s.p) + m->whole.n;
		n++;
	}
	return n > 0;
}

bool
prose_subject(struct form *r, struct report *report, struct slice text,
    struct rule_match *m)
{
	struct key key = prose_key(r, text);

	return read_names(r, report, &key, text, "subject", m);
}

void
prose_names(struct form *r, struct report *report, const struct key *key,
    struct slice text)
{
	struct prose *p = prose_state(r);
	struct rule_match m;

	if (p->report != report) {
		p->report = report;
		p->paragraphs = 0;
		p->graded = p->reviewed = false;
		p->place_n = 0;
	}
	if (p->paragraphs >= OPENING_PARAGRAPHS) {
		if (key->s.n <= GRADE_MAX && !p->graded)
			p->graded =
			    read_names(r, report, key, text, "grade", &m);
		return;
	}
	p->paragraphs += p->is_heading == 0;
	if ((!report->has_project || p->vague || !report->has_unit ||
		(!report->has_year && p->paragraphs <= YEAR_PARAGRAPHS)) &&
	    prose_match(p->signs, key->s, NULL))
		read_names(r, report, key, text, "subject", &m);
	read_names(r, report, key, text, "evidence", &m);
	if (!p->graded)
		p->graded = read_names(r, report, key, text, "grade", &m);
}

/* --- years --- */

/* True where at stands between 《 and 》 or [ and ]: in a cited notice. */
static bool
is_cited(struct slice s, const char *at)
{
	for (const char *q = at; q > s.p; q--) {
		size_t left = (size_t)(q - s.p);
		if (q[-1] == ']' || (left >= 3 && memcmp(q - 3, "》", 3) == 0))
			return false;
		if (q[-1] == '[' || (left >= 3 && memcmp(q - 3, "《", 3) == 0))
			return true;
		if (at - q > 200)
			return false;
	}
	return false;
}

static void
keep_any(struct form *r, const struct figure *f)
{
	struct prose *p = prose_state(r);

	if (p->any_year.text.p == NULL)
		p->any_year = *f;
	else if (!slice_eq(p->any_year.text, f->text))
		p->years_differ = true;
}

void
prose_year(struct form *r, struct sentence *at, bool money)
{
	struct prose *p = prose_state(r);
	struct report *report = forms_table(r);
	struct figure f = { .field = "fiscal_year",
		.type = "year",
		.section = SECTION_REPORT };
	struct rule_match m;
	size_t from = 0;

	if (report->has_year || p->years == NULL || p->years_differ ||
	    at->yearless)
		return;
	while (from < at->s.n &&
	    rule_set_match(p->years, at->s, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p - at->s.p) + m.whole.n;
		if (is_cited(at->s, m.whole.p))
			continue;
		f.text = pairs_source(
		    at->key, at->text, rule_group(&m, "fiscal_year"));
		f.at = f.text.p;
		f.rule = rule_id(m.rule);
		if (money) {
			pairs_add(r, report, f);
			return;
		}
		keep_any(r, &f);
	}
	at->yearless = from == 0;
}

/* --- publishers --- */

bool
prose_publisher(struct form *r, struct slice line, const struct key *key)
{
	struct prose *p = prose_state(r);
	struct rule_match m;
	struct figure f = { .text = line,
		.type = "text",
		.origin = ORIGIN_CARRIED,
		.section = SECTION_REPORT };

	if (line.n == 0 || line.n > PUBLISHER_LINE_MAX ||
	    (p->lines++ >= HEAD_LINES && line.n > SIGNATURE_MAX) ||
	    (p->publisher.text.p != NULL && !p->publisher_weak))
		return false;
	if (!prose_match(p->publishers, key->s, &m))
		return false;
	f.rule = rule_id(m.rule);
	prose_words(r, key, rule_group(&m, "publisher"), &f);
	if (f.text.n > 0 &&
	    (p->publisher.text.p == NULL ||
		(p->publisher_weak &&
		    !rule_has_word(m.rule, "says", "weak")))) {
		p->publisher = f;
		p->publisher_weak = rule_has_word(m.rule, "says", "weak");
		document_claim(r->doc, f.text, LINE_VALUE);
	}
	f.text = pairs_source(key, line, rule_group(&m, "fiscal_year"));
	if (f.text.n == 0)
		return m.whole.n == key->s.n;
	f.clean = SLICE_NULL;
	f.at = f.text.p;
	f.field = "fiscal_year";
	f.type = "year";
	if ((r->report == NULL || !r->report->narrative) &&
	    (r->pending == NULL || !r->pending->narrative))
		keep_any(r, &f);
	else if (p->cited_year.text.p == NULL)
		p->cited_year = f; /* where the text tells no other */
	return m.whole.n == key->s.n;
}

/* --- what only all of a document tells --- */

static void
add_carried(
    struct form *r, struct report *report, const char *field, struct figure f)
{
	f.field = field;
	f.origin = ORIGIN_CARRIED;
	report_add(r->arena, report, f);
}

/* Where one body only is named it is both department and unit. */
static void
settle_bodies(struct form *r, struct report *report)
{
	const struct prose *p = prose_state(r);
	const struct figure *unit = present(report, "unit");
	const struct figure *department = present(report, "department");
	const struct figure *publisher =
	    p->publisher.text.p != NULL ? &p->publisher : NULL;
	bool lacks_unit = unit == NULL && report->narrative;
	struct figure f; /* a copy: what is added may move the others */

	if (unit == NULL && department == NULL && publisher == NULL)
		return;
	f = department != NULL  ? *department
	    : publisher != NULL ? *publisher
				: *unit;
	if (department == NULL)
		add_carried(r, report, "department", f);
	if (lacks_unit)
		add_carried(r, report, "unit", f);
}

/* The publisher that a label named, in a report or above one. */
static void
labelled_publisher(struct form *r)
{
	struct prose *p = prose_state(r);

	for (struct report *q = r->first; q != NULL; q = q->next) {
		const struct figure *f = present(q, "publisher");
		if (f != NULL &&
		    (p->publisher.text.p == NULL || p->publisher_weak)) {
			p->publisher = *f;
			p->publisher_weak = false;
		}
	}
}

static bool
is_empty(const struct report *q)
{
	for (int s = 0; s < SECTION_COUNT; s++)
		if (q->rows[s] > 0)
			return false;
	return q->narrative;
}

/*
 * A title in the page's head that the text repeats, or of a collection of
 * reports, opened no report; nor did a sentence that only speaks of one.
 */
static bool
is_none(struct form *r, const struct report *q)
{
	const struct report *next = q->next;
	bool nameless = !q->has_unit && !q->has_project;

	if (q->narrative && q->title.p == NULL && prose_state(r)->doubtful)
		return true;
	if (!is_empty(q))
		return false;
	if (q->title.p == NULL)
		return nameless;
	return next != NULL && next->narrative && next->title.p != NULL &&
	    (nameless ||
		slice_eq(fold_key_text(r->arena, q->title),
		    fold_key_text(r->arena, next->title)));
}

static void
drop_none(struct form *r)
{
	struct report **at = &r->first;

	while (*at != NULL)
		if (is_none(r, *at))
			*at = (*at)->next;
		else
			at = &(*at)->next;
}

void
prose_settle(struct form *r)
{
	struct prose *p = prose_state(r);

	prose_projects(r);
	labelled_publisher(r);
	drop_none(r);
	forms_decide(r);
	for (struct report *q = r->first; q != NULL; q = q->next) {
		bool bare = !q->has_unit && present(q, "department") == NULL;
		if (q->narrative || bare)
			settle_bodies(r, q);
		if (!q->has_year && !p->years_differ &&
		    p->any_year.text.p != NULL &&
		    present(q, "fiscal_year") == NULL)
			add_carried(r, q, "fiscal_year", p->any_year);
		else if (!q->has_year && q->narrative && !p->years_differ &&
		    p->cited_year.text.p != NULL &&
		    present(q, "fiscal_year") == NULL)
			add_carried(r, q, "fiscal_year", p->cited_year);
	}
}
