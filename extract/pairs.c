/* pairs.c - labels with a value: 项目名称 | …, and 主管部门：… in a line. */
#include <string.h>

#include "form.h"

#define CAPTION_MAX 48u   /* bytes: a cell that says 单位：万元 */
#define LINE_KEY_MAX 400u /* bytes; longer text is no name and no fact */

/* The part of a cell's text that a slice of its key was folded from. */
struct slice
pairs_source(const struct key *key, struct slice text, struct slice part)
{
	size_t from, to;

	if (part.p == NULL)
		return SLICE_NULL;
	from = key->where[(size_t)(part.p - key->s.p)];
	to = key->where[(size_t)(part.p - key->s.p) + part.n];
	if (part.n >
	    0) { /* end behind the last character, not before the next */
		size_t last =
		    key->where[(size_t)(part.p - key->s.p) + part.n - 1];
		size_t len = 1;
		fold_decode(text.p + last, text.n - last, &len);
		if (last + len < to || to <= last)
			to = last + len;
	}
	return (struct slice){ text.p + from, to - from };
}

static void
note_field(struct report *report, const char *field)
{
	report->has_project |= strcmp(field, "project_name") == 0;
	report->has_unit |= strcmp(field, "unit") == 0;
	report->has_year |= strcmp(field, "fiscal_year") == 0;
	report->has_total |= strcmp(field, "total_score") == 0;
}

/*
 * Codes glued to a name (219001-…) and stamps before it (（公章）…) are taken
 * off by the strip rule of the field's name: group word is the name, group code
 * a code of its own field.
 */
/* The code that was glued to a name, as a figure of its own. */
static void
add_code(struct form *r, struct report *report, const struct figure *name,
    struct slice text, const struct rule *rule)
{
	struct figure code = *name;

	if (text.n == 0 || strcmp(name->field, "department") == 0)
		return;
	code.text = text;
	code.clean = SLICE_NULL;
	code.at = text.p;
	code.type = "code";
	code.rule = rule_id(rule);
	code.field = strcmp(name->field, "project_name") == 0 ? "project_code"
							      : "unit_code";
	report_add(r->arena, report, code);
}

/*
 * Takes off what is glued to a name: its code (219001-...), a stamp mark
 * （公章）, a list number. Group word of the rule is the name that remains.
 */
static void
strip(struct form *r, struct report *report, struct figure *f,
    const struct rule *rule)
{
	struct rule_match m;
	struct key key;

	if (f->text.n > LINE_KEY_MAX)
		return;
	key = fold_key(r->arena, f->text);
	if (rules_match(lexicon_rules(r->lex), "strip", key.s, 0, &m) !=
		RULES_MATCH ||
	    m.rule != rule)
		return;
	f->clean = fold_clean(
	    r->arena, pairs_source(&key, f->text, rule_group(&m, "word")));
	add_code(r, report, f,
	    pairs_source(&key, f->text, rule_group(&m, "code")), rule);
}

void
pairs_add(struct form *r, struct report *report, struct figure f)
{
	const struct rule *rule = lexicon_strip(r->lex, f.field);
	size_t i = report->n;

	if (f.section == SECTION_REPORT)
		note_field(report, f.field);
	report_add(r->arena, report, f);
	if (f.clean.p == NULL && rule != NULL)
		strip(r, report, &report->figure[i], rule);
}

void
pairs_add_role(struct form *r, struct report *report, struct figure f,
    const struct role *role)
{
	size_t i = report->n;

	if (f.section == SECTION_REPORT)
		note_field(report, f.field);
	report_add(r->arena, report, f);
	if (role->strip != NULL)
		strip(r, report, &report->figure[i], role->strip);
}

/* The values of a label: the cells up to the next label, joined. */
static struct cell
value_of(
    struct form *r, const struct view *v, size_t from, size_t to, bool join)
{
	struct cell value = { 0 };
	const char *end = NULL;

	for (size_t i = from; i < to; i++) {
		const struct cell *c = v[i].cell;
		if (v[i].empty || v[i].labels->of[ROLE_PLACEHOLDER] != NULL)
			continue;
		if (value.text.p == NULL)
			value = *c;
		else if (!join)
			break;
		else if (c->text.p >= r->doc->text.p && c->text.p > end &&
		    value.pieces != NULL)
			value.text.n =
			    (size_t)(c->text.p + c->text.n - value.text.p);
		end = c->text.p + c->text.n;
	}
	return value;
}

static bool
is_label(const struct view *v)
{
	return v->labels->of[ROLE_PAIR] != NULL ||
	    v->labels->of[ROLE_BLOCK] != NULL;
}

/* A second project's name opens a report of its own. */
static void
open_project(struct form *r, const struct view *v, size_t n)
{
	bool named = false;

	for (size_t i = 0; i < n; i++)
		named |= v[i].labels->of[ROLE_PAIR] != NULL &&
		    strcmp(v[i].labels->of[ROLE_PAIR]->name, "project_name") ==
			0;
	if (named && r->report != NULL &&
	    (r->report->has_project || r->report->has_indicators ||
		r->report->narrative))
		forms_new(r);
}

static bool
has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (slice_digit_at(s, i) ||
		    (unsigned char)s.p[i] == 0xef) /* full-width */
			return true;
	return false;
}

/* A figure or header word where a name is asked for: it is of another cell. */
static bool
is_no_name(struct form *r, const struct role *role, const struct cell *value)
{
	struct view v;

	if (role->type == NULL || strcmp(role->type, "text") != 0)
		return false;
	view_cell(r, value, &v);
	return v.key.p != NULL &&
	    (view_is_plain(v.key) || view_is_percent(v.key) ||
		v.labels->of[ROLE_COLUMN] != NULL);
}

/* Reads the label at i and its value; the cells taken. */
static size_t
read_pair(struct form *r, const struct view *v, size_t n)
{
	const struct role *role = v[0].labels->of[ROLE_PAIR];
	struct cell value;
	size_t end = 1;

	if (role == NULL)
		return 1;
	while (end < n && !is_label(&v[end]))
		end++;
	value = value_of(r, v, 1, end, r->layout == LAYOUT_SPACES);
	report_saw(forms_table(r), role);
	if (role->field != NULL && value.text.n > 0 &&
	    !is_no_name(r, role, &value) &&
	    (strcmp(role->type, "year") != 0 || has_digit(value.text)))
		form_add(r, SECTION_REPORT, 0, role, &value);
	else
		table_claim(r, v, end, LINE_STRUCTURAL);
	return end;
}

/* A label that reaches down from the row above has had its value there. */
static bool
from_above(const struct view *v)
{
	return v->cell->origin == ORIGIN_COVERED &&
	    v->labels->of[ROLE_PAIR] != NULL;
}

void
pairs_block(struct form *r, const struct view *v)
{
	struct slice unit;

	r->block = v->labels->of[ROLE_BLOCK];
	unit = funds_label_unit(r, r->block, v);
	if (unit.p != NULL)
		r->block_unit = unit;
}

void
pairs_captions(struct form *r, const struct view *v, size_t n)
{
	struct rules *rules = lexicon_rules(r->lex);
	struct rule_match m;

	for (size_t i = 0; i < n; i++) {
		struct slice text = v[i].cell->text;
		struct key key;
		if (v[i].empty || v[i].key.p == NULL ||
		    v[i].key.n > CAPTION_MAX || v[i].labels->any ||
		    ((*v[i].key.p != '(' || r->head.part == PART_INDICATORS) &&
			memchr(v[i].key.p, ':', v[i].key.n) == NULL))
			continue;
		key = fold_key(r->arena, text);
		if (rules_match(rules, "caption", key.s, 0, &m) == RULES_MATCH)
			r->caption_unit = pairs_source(
			    &key, text, rule_group(&m, "caption_unit"));
	}
}

#define INDICATOR_CELLS 4u /* of an indicator's row, its levels merged */

/* A label in the column of second levels is one: 绩效目标 beside 项目立项. */
static bool
is_level_here(const struct form *r, const struct view *v, size_t n)
{
	const struct role *column;
	size_t i = 0, filled = 0;

	if (!r->placed || r->head.part != PART_INDICATORS)
		return false;
	while (i < n && v[i].empty)
		i++;
	if (i >= n || i >= r->head.n)
		return false;
	column = r->head.column[i].role;
	for (size_t k = i; k < n; k++)
		filled += !v[k].empty;
	return column != NULL && filled >= INDICATOR_CELLS &&
	    column->slot == SLOT_LEVEL2;
}

bool
pairs_row(struct form *r, const struct view *v, size_t n)
{
	size_t first = 0;

	if (is_level_here(r, v, n))
		return false;
	while (first < n &&
	    (!v[first].labels->of[ROLE_PAIR] || from_above(&v[first]))) {
		if (!v[first].empty && !from_above(&v[first]) &&
		    v[first].labels->of[ROLE_BLOCK] == NULL)
			return false;
		first++;
	}
	if (first == n)
		return false;
	indicators_flush(r);
	open_project(r, v, n);
	while (first < n)
		first += read_pair(r, v + first, n - first);
	r->head.part = PART_NONE;
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* Facts that a line of text states by the groups of a line rule. */
static void
line_facts(struct form *r, struct report *report, struct slice line,
    const struct key *key, const struct rule_match *m)
{
	static const struct {
		const char *field, *type;
	} facts[] = { { "fiscal_year", "year" }, { "unit_code", "code" },
		{ "unit", "text" }, { "project_name", "text" },
		{ "project_code", "code" }, { "department", "text" },
		{ "publisher", "text" }, { "place", "text" },
		{ "total_score", "number" } };
	struct slice unit = rule_group(m, "caption_unit");

	if (unit.p != NULL)
		r->caption_unit = pairs_source(key, line, unit);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct slice s =
		    pairs_source(key, line, rule_group(m, facts[i].field));
		if (s.n == 0)
			continue;
		pairs_add(r, report,
		    (struct figure){ .field = facts[i].field,
			.text = s,
			.at = s.p,
			.rule = rule_id(m->rule),
			.type = facts[i].type,
			.section = SECTION_REPORT });
	}
	document_claim(r->doc, line, LINE_VALUE);
}

/* The value ends where a gap and the next label with its colon follow. */
static struct slice
before_next_pair(struct form *r, struct slice value)
{
	for (size_t i = 1; i + 2 < value.n; i++) {
		struct slice rest = slice_rest(value, i);
		const char *colon;
		struct key key;
		if (value.p[i - 1] != ' ' || value.p[i] != ' ')
			continue;
		key = fold_key(r->arena, rest);
		colon = memchr(key.s.p, ':', key.s.n);
		if (colon != NULL &&
		    lexicon_labels(r->lex,
			(struct slice){
			    key.s.p, (size_t)(colon - key.s.p) + 1 })
			    ->of[ROLE_PAIR] != NULL)
			return (struct slice){ value.p, i - 1 };
		while (i < value.n && value.p[i] == ' ')
			i++;
	}
	return value;
}

/* A name without the full stop of the sentence that it ends. */
static struct slice
less_stop(struct slice value)
{
	static const char stop[] = "。";
	size_t n = sizeof(stop) - 1;

	if (value.n > n && memcmp(value.p + value.n - n, stop, n) == 0)
		value.n -= n;
	return value;
}

static bool
is_passage(const char *field)
{
	return strcmp(field, "goal_expected") == 0 ||
	    strcmp(field, "goal_actual") == 0 || strcmp(field, "purpose") == 0;
}

/* What a template leaves behind a label that nobody filled in: ____ */
static bool
is_placeholder(struct form *r, struct slice value)
{
	return value.n > 0 &&
	    lexicon_labels(r->lex, fold_key(r->arena, value).s)
		->of[ROLE_PLACEHOLDER] != NULL;
}

/*
 * What a label says goes before what the words of a title made one think, as
 * long as the text has told nothing yet. False: no title told it.
 */
static bool
corrects_title(struct report *report, const struct figure *f)
{
	static const char guess[] = "subject.";

	for (size_t i = 0; i < report->n; i++) {
		struct figure *old = &report->figure[i];
		if (old->section != SECTION_REPORT ||
		    strcmp(old->field, f->field) != 0)
			continue;
		if (report->rows[SECTION_STATEMENT] > 0 ||
		    strncmp(old->rule, guess, sizeof(guess) - 1) != 0)
			return false;
		*old = *f;
		return true;
	}
	return false;
}

static bool
pair_in_line(struct form *r, struct report *report, struct slice line,
    const struct key *key)
{
	const char *colon = memchr(key->s.p, ':', key->s.n);
	const struct labels *labels;
	struct slice label, value;
	const struct role *role;
	struct figure f;

	if (colon == NULL)
		return false;
	label = (struct slice){ key->s.p, (size_t)(colon - key->s.p) + 1 };
	labels = lexicon_labels(r->lex, label);
	role = labels->of[ROLE_PAIR];
	if (role == NULL)
		return false;
	if (role->field != NULL && is_passage(role->field))
		return false; /* a sentence of the text, not of a form */
	if (strcmp(role->type, "number") == 0 &&
	    !slice_digit_at(key->s, label.n))
		return false; /* 得分情况:自评得分91分 */
	value = (struct slice){ colon + 1, key->s.n - label.n };
	value = before_next_pair(r, pairs_source(key, line, value));
	value = less_stop(value);
	if (is_placeholder(r, value))
		value.n = 0;
	document_claim(r->doc, line, LINE_STRUCTURAL);
	if (role->field == NULL || value.n == 0)
		return true;
	f = (struct figure){ .field = role->field,
		.text = value,
		.at = value.p,
		.rule = rule_id(role->rule),
		.type = role->type,
		.section = SECTION_REPORT };
	if (!corrects_title(report, &f))
		pairs_add(r, report, f);
	document_claim(r->doc, line, LINE_VALUE);
	return true;
}

/* The last word of a line, behind its last white space. */
static struct slice
last_word(struct slice line)
{
	size_t i = line.n;

	while (i > 0 && line.p[i - 1] != ' ' && line.p[i - 1] != '\t' &&
	    !(i >= 3 && memcmp(line.p + i - 3, "\xe3\x80\x80", 3) == 0))
		i--;
	return slice_rest(line, i);
}

/* The same with nothing between: ...自评表金额单位：元 */
static struct slice
take_glued_caption(struct form *r, struct slice line)
{
	struct arena_mark mark = arena_mark(r->arena);
	struct key key = fold_key(r->arena, line);
	struct slice before;
	struct rule_match m;

	if (memchr(key.s.p, ':', key.s.n) != NULL &&
	    rules_match(lexicon_rules(r->lex), "caption", key.s, 0, &m) ==
		RULES_MATCH &&
	    m.whole.p != key.s.p) { /* all of it: a rule of its own */
		before =
		    (struct slice){ key.s.p, (size_t)(m.whole.p - key.s.p) };
		r->caption_unit =
		    pairs_source(&key, line, rule_group(&m, "caption_unit"));
		line = pairs_source(&key, line, before);
	}
	arena_release(r->arena, mark);
	return line;
}

/* 单位：元 at the end of a line that says something else: the line before it. */
static struct slice
take_caption(struct form *r, struct slice line)
{
	struct slice word = last_word(line), unit;
	struct rule_match m;
	struct key key;

	if (word.n == line.n || word.n < 9 || word.n > 60)
		return take_glued_caption(r, line);
	key = fold_key(r->arena, word);
	if (rules_match(lexicon_rules(r->lex), "line", key.s, 0, &m) !=
	    RULES_MATCH)
		return take_glued_caption(r, line);
	unit = rule_group(&m, "caption_unit");
	if (unit.p == NULL)
		return line;
	r->caption_unit = pairs_source(&key, word, unit);
	line.n -= word.n;
	return line;
}

/* The same behind a list number: 1、项目实施单位：某县水利局。 */
static bool
numbered_pair(struct form *r, struct report *report, struct slice line)
{
	size_t n = 0;
	struct key key;

	if (prose_numbering(line, &n) == 0 || n >= line.n)
		return false;
	line = slice_rest(line, n);
	key = fold_key(r->arena, line);
	return pair_in_line(r, report, line, &key);
}

bool
pairs_line(struct form *r, struct report *report, struct slice line)
{
	struct arena_mark mark;
	struct key key;
	struct rule_match m;

	if (line.n <= LINE_KEY_MAX)
		line = take_caption(r, line);

	if (line.n == 0 || line.n > LINE_KEY_MAX)
		return false;
	mark = arena_mark(r->arena);
	key = fold_key(r->arena, line);
	if (key.s.n > 0 &&
	    (pair_in_line(r, report, line, &key) ||
		numbered_pair(r, report, line)))
		return true;
	if (key.s.n == 0 ||
	    rules_match(lexicon_rules(r->lex), "line", key.s, 0, &m) !=
		RULES_MATCH) {
		arena_release(r->arena, mark);
		return false;
	}
	line_facts(r, report, line, &key, &m);
	return true;
}
