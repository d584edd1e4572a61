/* prose.c - figures, names and scores stated in running text. */
#include <string.h>

#include "form.h"

#define SENTENCE_MAX 1500u /* bytes of a sentence's key that are searched */

/* --- numbering: 一、 (一) 1. (1) ① --- */

static size_t
han_numeral(struct slice s)
{
	static const char digits[] = "一二三四五六七八九十";
	size_t n = 0;

	while (s.n - n >= 3) {
		bool found = false;
		for (size_t i = 0; i + 3 < sizeof(digits); i += 3)
			found |= memcmp(s.p + n, digits + i, 3) == 0;
		if (!found)
			break;
		n += 3;
	}
	return n;
}

static size_t
digits(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n <= 2 ? n : 0;
}

static size_t
one_of(struct slice s, const char *const *words)
{
	for (; *words != NULL; words++) {
		size_t n = strlen(*words);
		if (s.n >= n && memcmp(s.p, *words, n) == 0)
			return n;
	}
	return 0;
}

static struct slice
after(struct slice s, size_t n)
{
	return (struct slice){ s.p + n, s.n - n };
}

/* A number in brackets: depth 2 in Han numerals, 4 in digits. */
static int
bracketed(struct slice s, size_t *length)
{
	static const char *const open[] = { "(", "（", NULL };
	static const char *const close[] = { ")", "）", NULL };
	size_t o = one_of(s, open), han, dig, c;

	if (o == 0)
		return 0;
	han = han_numeral(after(s, o));
	dig = han > 0 ? 0 : digits(after(s, o));
	if (han + dig == 0)
		return 0;
	c = one_of(after(s, o + han + dig), close);
	*length = o + han + dig + c;
	return c == 0 ? 0 : han > 0 ? 2 : 4;
}

int
prose_numbering(struct slice s, size_t *length)
{
	static const char *const comma[] = { "、", "，", NULL };
	static const char *const dot[] = { ".", "、", "．", NULL };
	size_t n, c, unused;
	int depth;

	if (length == NULL)
		length = &unused;
	depth = bracketed(s, length);
	if (depth > 0)
		return depth;
	n = han_numeral(s);
	c = n > 0 ? one_of(after(s, n), comma) : 0;
	*length = n + c;
	if (c > 0)
		return 1;
	n = digits(s);
	c = n > 0 ? one_of(after(s, n), dot) : 0;
	*length = n + c;
	if (c > 0 && digits(after(s, n + c)) == 0)
		return 3;
	if (s.n >= 3 && memcmp(s.p, "\xe2\x91", 2) == 0 &&
	    (unsigned char)s.p[2] >= 0xa0 && (unsigned char)s.p[2] <= 0xb3) {
		*length = 3; /* circled digits */
		return 5;
	}
	return 0;
}

/* --- headings with points --- */

/* An indicator of a narrative: its heading and those above it. */
static void
add_scored(struct form *r, const struct key *key, struct slice text,
    const struct rule_match *m, int depth)
{
	static const char *const levels[] = { "level1", "level2", "level3",
		"level4" };
	static const char *const points[] = { "weight", "score" };
	struct report *report = forms_table(r);
	uint32_t row = report_row(report, SECTION_INDICATOR);
	struct figure f = { .rule = rule_id(m->rule),
		.type = "text",
		.row = row,
		.section = SECTION_INDICATOR };

	for (int d = 2; d < depth; d++)
		if (r->heading[d].p != NULL) {
			f.field = levels[d - 2];
			f.text = r->heading[d];
			f.at = f.text.p;
			f.origin = ORIGIN_CARRIED;
			report_add(r->arena, report, f);
		}
	f.origin = ORIGIN_OWN;
	f.field = levels[depth - 2];
	f.text = r->heading[depth];
	f.at = f.text.p;
	report_add(r->arena, report, f);
	f.type = "number";
	for (size_t i = 0; i < 2; i++) {
		f.field = points[i];
		f.text = pairs_source(key, text, rule_group(m, points[i]));
		f.at = f.text.p;
		report_add(r->arena, report, f);
	}
	document_claim(r->doc, text, LINE_VALUE);
}

/* Reads a numbered heading; false: the text is none. */
static bool
read_heading(struct form *r, struct slice text)
{
	size_t n = 0;
	int depth = prose_numbering(text, &n);
	struct slice rest = after(text, n);
	struct rule_match m;
	struct key key;

	if (depth == 0 || rest.n > 400)
		return false;
	key = fold_key(r->arena, rest);
	if (rules_match(lexicon_rules(r->lex), "heading", key.s, 0, &m) !=
	    RULES_MATCH)
		return false;
	for (int d = depth; d < HEADING_DEPTHS; d++)
		r->heading[d] = SLICE_NULL;
	r->heading[depth] =
	    pairs_source(&key, rest, rule_group(&m, "name"));
	if (rule_group(&m, "score").p == NULL) {
		document_claim(r->doc, text, LINE_STRUCTURAL);
		return false; /* a plain heading may still state something */
	}
	if (depth >= 2 && depth <= 5)
		add_scored(r, &key, rest, &m, depth);
	return true;
}

/* --- names --- */

static const struct {
	const char *field, *type;
} subject_fields[] = { { "fiscal_year", "year" }, { "unit", "text" },
	{ "project_name", "text" }, { "place", "text" } };

bool
prose_subject(struct form *r, struct report *report, struct slice text,
    struct rule_match *m)
{
	struct key key = fold_key(r->arena, text);
	struct slice s;

	if (rules_match(lexicon_rules(r->lex), "subject", key.s, 0, m) !=
	    RULES_MATCH)
		return false;
	for (size_t i = 0;
	     i < sizeof(subject_fields) / sizeof(subject_fields[0]); i++) {
		struct slice group = rule_group(m, subject_fields[i].field);
		struct figure f = { .field = subject_fields[i].field,
			.type = subject_fields[i].type,
			.rule = rule_id(m->rule),
			.section = SECTION_REPORT };
		s = pairs_source(&key, text, group);
		if (s.n == 0 ||
		    report_find(report, SECTION_REPORT, f.field) != NULL)
			continue;
		f.text = s;
		f.at = s.p;
		pairs_add(r, report, f);
		document_claim(r->doc, s, LINE_VALUE);
	}
	return true;
}

/* --- statements --- */

struct sentence {
	const struct key *key; /* of the whole paragraph */
	struct slice text;     /* of the whole paragraph, in the document */
	struct slice s;        /* the sentence, in the key */
	struct slice place;    /* the place the paragraph begins with */
};

static struct slice
source(const struct sentence *at, struct slice part)
{
	return pairs_source(at->key, at->text, part);
}

static void
add_part(struct form *r, struct report *report, struct figure f,
    const char *field, struct slice text)
{
	if (text.n == 0)
		return;
	f.field = field;
	f.text = text;
	f.at = text.p;
	report_add(r->arena, report, f);
}

static void
add_statement(struct form *r, const struct sentence *at,
    const struct rule_match *m, const struct rule *measure, struct slice group)
{
	struct report *report = forms_table(r);
	struct figure f = { .rule = rule_id(m->rule),
		.row = report_row(report, SECTION_STATEMENT),
		.section = SECTION_STATEMENT };
	struct slice text = source(at, group);

	f.clean = slice_of(rule_name(measure));
	add_part(r, report, f, "measure", text);
	f.clean = SLICE_NULL;
	add_part(r, report, f, "passage", source(at, at->s));
	add_part(r, report, f, "subject", source(at, rule_group(m, "subject")));
	add_part(r, report, f, "place", at->place);
	f.type = r->types[rule_index(measure)];
	if (strcmp(f.type, "money") == 0) {
		f.unit = SLICE_LITERAL("元");
		f.unit_from = "form";
	}
	add_part(r, report, f, "figure", text);
	document_claim(r->doc, text, LINE_VALUE);
}

/* A project that a sentence names gets a report of its own. */
static void
own_report(struct form *r, const struct sentence *at,
    const struct rule_match *m)
{
	struct slice subject = source(at, rule_group(m, "subject"));
	struct report *parent = r->report;
	const struct figure *name;
	struct figure f = { .field = "project_name",
		.text = subject,
		.at = subject.p,
		.type = "text",
		.rule = rule_id(m->rule),
		.section = SECTION_REPORT };

	for (struct report *p = r->first; p != NULL; p = p->next) {
		name = report_find(p, SECTION_REPORT, "project_name");
		if (name != NULL && slice_eq(name->text, subject)) {
			r->report = p;
			return;
		}
	}
	forms_new(r);
	r->report->narrative = true;
	r->report->form = parent ? parent->form : NULL;
	pairs_add(r, r->report, f);
	for (size_t i = 0; parent != NULL && i < parent->n; i++)
		if (strcmp(parent->figure[i].field, "unit") == 0 ||
		    strcmp(parent->figure[i].field, "department") == 0 ||
		    strcmp(parent->figure[i].field, "fiscal_year") == 0)
			pairs_add(r, r->report, parent->figure[i]);
}

static void
add_match(struct form *r, const struct sentence *at, const struct rule_match *m)
{
	struct rules *rules = lexicon_rules(r->lex);
	bool own = rule_has_word(m->rule, "project", "own");
	struct report *before = forms_table(r);

	if (own)
		own_report(r, at, m);
	for (size_t i = 0; i < rules_count(rules, "measure"); i++) {
		const struct rule *measure = rules_get(rules, "measure", i);
		struct slice group = rule_group(m, rule_name(measure));
		if (group.n > 0)
			add_statement(r, at, m, measure, group);
	}
	if (own)
		r->report = before;
}

static void
read_sentence(struct form *r, const struct sentence *at)
{
	struct rule_set *set = rules_set(lexicon_rules(r->lex), "statement");
	size_t from = 0;
	struct rule_match m;

	if (set == NULL || at->s.n > SENTENCE_MAX)
		return;
	while (from < at->s.n &&
	       rule_set_match(set, at->s, from, &m) == RULES_MATCH) {
		size_t end = (size_t)(m.whole.p - at->s.p) + m.whole.n;
		add_match(r, at, &m);
		from = end > from ? end : from + 1;
	}
}

static bool
has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static size_t
sentence_end(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ';' || s.p[i] == '!' || s.p[i] == '?')
			return i + 1;
		if (s.n - i >= 3 && memcmp(s.p + i, "。", 3) == 0)
			return i + 3;
	}
	return s.n;
}

static void
read_sentences(struct form *r, struct sentence *at)
{
	struct slice rest = at->key->s;

	while (rest.n > 0) {
		size_t n = sentence_end(rest);
		at->s = (struct slice){ rest.p, n };
		if (has_digit(at->s))
			read_sentence(r, at);
		rest = after(rest, n);
	}
}

/* True where the open text is, or this paragraph begins, a narrative. */
static bool
is_narrative(struct form *r, struct slice key)
{
	struct rule_match m;

	if (r->pending != NULL && r->pending->titled)
		return r->pending->narrative;
	if (r->report != NULL)
		return r->report->narrative;
	if (rules_match(lexicon_rules(r->lex), "document", key, 0, &m) !=
	    RULES_MATCH)
		return false;
	forms_pending(r)->narrative = true;
	r->pending->titled = true;
	return true;
}

static void
keep_measure_types(struct form *r)
{
	struct rules *rules = lexicon_rules(r->lex);
	size_t n = rules_count(rules, "measure");

	if (r->types != NULL)
		return;
	r->types = arena_take(r->arena, (n + 1) * sizeof(*r->types));
	for (size_t i = 0; i < n; i++)
		r->types[i] =
		    arena_copy(r->arena,
		        rule_attr(rules_get(rules, "measure", i), "type", 0))
		        .p;
}

void
prose_paragraph(struct form *r, struct slice text)
{
	struct sentence at = { .text = text };
	struct rule_match m;
	struct key key;

	if (text.n == 0)
		return;
	document_claim(r->doc, text, LINE_DISCARDED);
	key = fold_key(r->arena, text);
	if (key.s.n == 0 || !is_narrative(r, key.s))
		return;
	keep_measure_types(r);
	if (read_heading(r, text))
		return;
	prose_subject(r, forms_table(r), text, &m);
	if (rules_match(lexicon_rules(r->lex), "place", key.s, 0, &m) ==
	    RULES_MATCH)
		at.place = pairs_source(&key, text, rule_group(&m, "place"));
	at.key = &key;
	read_sentences(r, &at);
}
