#include "lexicon.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "diag.h"
#include "heap.h"

#define KEY_MAX 180u /* no label is longer */
#define SIGN_MAX 12u /* no operator, no mark for nothing is longer */
#define MEMO_SIZE 16384u
#define MEMO_FULL 12288u

static const char parts_words[] = "funds goals indicators plan management";
static const char types_words[] =
    "money percent number quantity date year code text";
/* Those of the warehouse, and those that only the stream has. */
static const char fields_words[] =
    "- project_name project_code unit unit_named unit_code department "
    "department_upper department_central publisher place fiscal_year "
    "total_weight total_score grade goal_expected goal_actual purpose period";

static const struct rule_attr pair_attrs[] = {
	{ "field", RULE_WORD, fields_words, true, false },
	{ "glued", RULE_WORD, "no", false, false },
	{ "type", RULE_WORD, types_words, true, false },
};
static const struct rule_attr operator_attrs[] = {
	{ "alone", RULE_WORD, "no", false, false },
	{ "sign", RULE_TEXT, NULL, false, false },
	{ "told", RULE_WORD, "words", false, false },
};
static const struct rule_attr column_attrs[] = {
	{ "blocks", RULE_WORDS, parts_words, true, false },
	{ "indicators", RULE_RULES, "column", false, false },
	{ "field", RULE_TEXT, NULL, false, false },
	{ "type", RULE_WORD, types_words, true, false },
};
static const struct rule_attr form_attrs[] = {
	{ "needs", RULE_HELD, NULL, false, true },
	{ "over", RULE_RULES, "form", false, false },
	{ "signs", RULE_RULES, NULL, false, true },
	{ "unit", RULE_DEFINED, "money_unit", false, false },
};
/* Of what says what a figure in a sentence measures: see prose.h. */
static const struct rule_attr cue_attrs[] = {
	{ "measure", RULE_RULES, "measure", false, false },
	{ "until", RULE_RULES, "measure", false, false },
	{ "where", RULE_PATTERN, NULL, false, false },
	{ "otherwise", RULE_RULES, "measure", false, false },
	{ "says", RULE_WORDS, "weak source main whole change level", false,
	    false },
};
static const struct rule_attr opener_attrs[] = {
	{ "opens", RULE_WORD, "parts several until year of span", true, false },
};
static const struct rule_attr item_attrs[] = {
	{ "says", RULE_WORDS, "own same sum filler all", false, false },
};
static const struct rule_attr heading_attrs[] = {
	{ "says", RULE_WORDS, "bare", false, false },
};
static const struct rule_attr subject_attrs[] = {
	{ "says", RULE_WORDS, "vague object", false, false },
};
static const struct rule_attr publisher_attrs[] = {
	{ "says", RULE_WORDS, "weak", false, false },
};
static const struct rule_attr document_attrs[] = {
	{ "scope", RULE_WORD, "in maybe out", true, false },
	{ "reason", RULE_TEXT, NULL, false, false },
};
static const struct rule_attr measure_attrs[] = {
	{ "type", RULE_WORD, types_words, true, false },
};
static const struct rule_attr order_attrs[] = {
	{ "columns", RULE_RULES, "column", true, false },
};

#define ATTRS(a) a, sizeof(a) / sizeof(a[0])

static const char line_groups[] =
    "fiscal_year unit unit_code caption_unit project_name project_code "
    "department publisher place total_score";
static const char name_groups[] =
    "fiscal_year unit department project_name place grade";

static const struct rule_kind kinds[] = {
	{ "pair", true, true, ATTRS(pair_attrs), "" },
	{ "column", true, true, ATTRS(column_attrs), "unit month" },
	{ "row", true, true, NULL, 0, "unit" },
	{ "block", true, true, NULL, 0, "unit" },
	{ "level", true, true, NULL, 0, "word" },
	{ "total", true, true, NULL, 0, "" },
	{ "sum", true, true, NULL, 0, "" },
	{ "placeholder", true, true, NULL, 0, "" },
	{ "form", true, true, ATTRS(form_attrs), "" },
	{ "note", true, true, NULL, 0, "" },
	{ "strip", true, true, NULL, 0, "word code" },
	{ "order", false, false, ATTRS(order_attrs), NULL },
	{ "operator", true, true, ATTRS(operator_attrs), "" },
	{ "comparison", true, true, NULL, 0, "" },
	{ "nothing", true, true, NULL, 0, "" },
	{ "told", true, true, NULL, 0, "target actual" },
	{ "counter", true, true, NULL, 0, "" },
	{ "mark", true, true, NULL, 0, "" },
	{ "discard", true, true, NULL, 0, "" },
	{ "line", true, true, NULL, 0, line_groups },
	{ "caption", true, true, NULL, 0, "caption_unit" },
	{ "heading", true, true, ATTRS(heading_attrs),
	    "name place project weight score" },
	{ "statement", true, true, NULL, 0, "subject budget" },
	{ "figure", true, true, NULL, 0, "figure unit" },
	{ "cue", true, true, ATTRS(cue_attrs), "" },
	{ "opener", true, true, ATTRS(opener_attrs), "of_year" },
	{ "tail", true, true, ATTRS(cue_attrs), "" },
	{ "item", true, true, ATTRS(item_attrs), "subject" },
	{ "year", true, true, NULL, 0, "fiscal_year" },
	{ "measure", false, false, ATTRS(measure_attrs), NULL },
	{ "subject", true, true, ATTRS(subject_attrs), name_groups },
	{ "evidence", true, true, NULL, 0, name_groups },
	{ "grade", true, true, NULL, 0, name_groups },
	{ "sign", true, true, NULL, 0, "" },
	{ "lead", true, true, NULL, 0, "" },
	{ "kernel", true, true, NULL, 0, "word" },
	{ "publisher", true, true, ATTRS(publisher_attrs),
	    "publisher fiscal_year" },
	{ "place", true, true, NULL, 0, "place" },
	{ "document", true, true, ATTRS(document_attrs), "" },
};

struct memo {
	char *key;
	size_t n;
	uint32_t hash;
	struct labels labels;
};

struct lexicon {
	void *kept; /* by lexicon_keep */
	void (*release)(void *);
	struct rules *rules;
	struct rule_set *set[ROLE_KIND_COUNT];
	struct rule_set *operators, *comparisons, *nothings;
	struct role *role[ROLE_KIND_COUNT];
	struct slice *needs; /* one of them stands in each title */
	size_t needs_n, needs_max;
	struct memo *memo;
	size_t memo_n;
	struct arena
	    *spill; /* answers where the memo is full, for a document */
};

#define ROLE_NAME(id, name) name,
static const char *const kind_names[] = { ROLE_KINDS(ROLE_NAME) };
#undef ROLE_NAME

static const char *const part_names[] = { "", "funds", "goals", "indicators",
	"plan", "management" };

static char *
total_field(const char *name)
{
	static const char front[] = "total_";
	size_t n = strlen(name) + 1;
	char *field = heap_take(sizeof(front) - 1 + n);

	memcpy(field, front, sizeof(front) - 1);
	memcpy(field + sizeof(front) - 1, name, n);
	return field;
}

static enum slot
slot_of(const char *name)
{
#define SLOT_NAME(id, name) name,
	static const char *const names[] = { SLOTS(SLOT_NAME) };
#undef SLOT_NAME

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return (enum slot)i;
	return SLOT_OTHER;
}

const struct rule *
lexicon_strip(const struct lexicon *x, const char *field)
{
	static const char *const names[] = { "project_name", "unit",
		"department" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], field) == 0)
			return rules_find(x->rules, "strip", "name");
	return rules_find(x->rules, "strip", field);
}

static void
role_read(struct role *role, enum role_kind kind, const struct rule *rule)
{
	struct slice field = SLICE_NULL, type = SLICE_NULL;

	if (kind == ROLE_PAIR || kind == ROLE_COLUMN) {
		field = rule_attr(rule, "field", 0);
		type = rule_attr(rule, "type", 0);
	}
	*role = (struct role){
		.rule = rule, .name = rule_name(rule), .kind = kind
	};
	if (kind == ROLE_TOTAL)
		role->field = total_field(role->name);
	else if (field.p == NULL)
		role->field = heap_copy(slice_of(role->name));
	else if (!slice_is(field, "-"))
		role->field = heap_copy(field);
	if (type.p != NULL)
		role->type = heap_copy(type);
	else if (kind == ROLE_TOTAL)
		role->type = heap_copy(SLICE_LITERAL("number"));
	role->slot = kind == ROLE_COLUMN ? slot_of(role->name) : SLOT_OTHER;
	if (kind == ROLE_COLUMN)
		for (int i = 1; i < PART_COUNT; i++)
			if (rule_has_word(rule, "blocks", part_names[i]))
				role->parts |= 1u << i;
}

static void
add_need(struct lexicon *x, struct slice word)
{
	for (size_t i = 0; i < x->needs_n; i++)
		if (slice_eq(x->needs[i], word))
			return;
	x->needs = heap_grow(
	    x->needs, &x->needs_max, x->needs_n + 1, sizeof(*x->needs));
	x->needs[x->needs_n++] = word;
}

/* The words that forms need, each once; of a form that needs none, "". */
static void
read_needs(struct lexicon *x)
{
	for (size_t i = 0; i < rules_count(x->rules, "form"); i++) {
		const struct rule *form = rules_get(x->rules, "form", i);
		struct slice word = rule_attr(form, "needs", 0);

		add_need(x, word);
		for (size_t k = 1; word.p != NULL; k++)
			if ((word = rule_attr(form, "needs", k)).p != NULL)
				add_need(x, word);
	}
}

struct lexicon *
lexicon_open(const char *dir)
{
	struct lexicon *x;
	struct rules *rules =
	    rules_open(dir, kinds, sizeof(kinds) / sizeof(kinds[0]));

	if (rules == NULL)
		return NULL;
	x = heap_zero(1, sizeof(*x));
	x->rules = rules;
	x->operators = rules_set(rules, "operator");
	x->comparisons = rules_set(rules, "comparison");
	x->nothings = rules_set(rules, "nothing");
	read_needs(x);
	x->spill = arena_new();
	x->memo = heap_zero(MEMO_SIZE, sizeof(*x->memo));
	for (int k = 0; k < ROLE_KIND_COUNT; k++) {
		size_t n = rules_count(rules, kind_names[k]);
		x->set[k] = rules_set(rules, kind_names[k]);
		x->role[k] = heap_zero(n + 1, sizeof(struct role));
		for (size_t i = 0; i < n; i++) {
			struct role *role = &x->role[k][i];
			role_read(role, (enum role_kind)k,
			    rules_get(rules, kind_names[k], i));
			if (role->field != NULL)
				role->strip = lexicon_strip(x, role->field);
		}
	}
	return x;
}

void
lexicon_keep(struct lexicon *x, void *kept, void (*release)(void *))
{
	x->kept = kept;
	x->release = release;
}

void *
lexicon_kept(const struct lexicon *x)
{
	return x->kept;
}

void
lexicon_close(struct lexicon *x)
{
	if (x == NULL)
		return;
	if (x->kept != NULL)
		x->release(x->kept);
	for (int k = 0; k < ROLE_KIND_COUNT; k++) {
		size_t n = rules_count(x->rules, kind_names[k]);
		for (size_t i = 0; i < n; i++) {
			free((void *)(uintptr_t)x->role[k][i].field);
			free((void *)(uintptr_t)x->role[k][i].type);
		}
		free(x->role[k]);
	}
	for (size_t i = 0; i < MEMO_SIZE; i++)
		free(x->memo[i].key);
	free(x->memo);
	free(x->needs);
	arena_free(x->spill);
	rules_close(x->rules);
	free(x);
}

struct rules *
lexicon_rules(const struct lexicon *x)
{
	return x->rules;
}

const struct role *
lexicon_role(
    const struct lexicon *x, enum role_kind kind, const struct rule *rule)
{
	return &x->role[kind][rule_index(rule)];
}

const struct role *
lexicon_named(const struct lexicon *x, enum role_kind kind, const char *name)
{
	const struct rule *rule = rules_find(x->rules, kind_names[kind], name);

	return rule == NULL ? NULL : lexicon_role(x, kind, rule);
}

/* A cheap look before the search: titles hold a word of their forms. */
static bool
may_be_title(const struct lexicon *x, struct slice key)
{
	for (size_t i = 0; i < x->needs_n; i++)
		if (x->needs[i].n == 0 || slice_holds(key, x->needs[i]))
			return true;
	return false;
}

static void
look_up(struct lexicon *x, struct slice key, struct labels *out)
{
	struct rule_match m;

	*out = (struct labels){ 0 };
	for (int k = 0; k < ROLE_KIND_COUNT; k++) {
		if (k == ROLE_FORM && !may_be_title(x, key))
			continue;
		if (x->set[k] == NULL ||
		    rule_set_match(x->set[k], key, 0, &m) != RULES_MATCH)
			continue;
		out->of[k] = lexicon_role(x, (enum role_kind)k, m.rule);
		out->any = true;
	}
}

static const struct labels none;

/* An answer of its own for a document: the memo takes no more. */
static const struct labels *
spill(struct lexicon *x, struct slice key)
{
	struct labels found, *kept;

	look_up(x, key, &found);
	if (!found.any)
		return &none;
	kept = arena_take(x->spill, sizeof(*kept));
	*kept = found;
	return kept;
}

void
lexicon_begin(struct lexicon *x)
{
	arena_reset(x->spill);
}

const struct labels *
lexicon_labels(struct lexicon *x, struct slice key)
{
	struct memo *m;
	uint32_t hash;

	if (key.n == 0 || key.n > KEY_MAX)
		return &none;
	hash = (uint32_t)(slice_hash(key) >> 32);
	for (uint32_t i = hash;; i++) {
		m = &x->memo[i % MEMO_SIZE];
		if (m->key == NULL)
			break;
		if (m->hash == hash && m->n == key.n &&
		    memcmp(m->key, key.p, key.n) == 0)
			return &m->labels;
	}
	if (x->memo_n >= MEMO_FULL)
		return spill(x, key);
	x->memo_n++;
	m->key = heap_copy(key);
	m->n = key.n;
	m->hash = hash;
	look_up(x, key, &m->labels);
	return &m->labels;
}

const struct rule *
lexicon_operator(const struct lexicon *x, struct slice key)
{
	const struct rule *rule;

	if (x->operators == NULL || key.n > SIGN_MAX)
		return NULL;
	rule = rule_set_classify(x->operators, key);
	return rule != NULL && !rule_has_word(rule, "alone", "no") ? rule
								   : NULL;
}

size_t
lexicon_comparison(const struct lexicon *x, struct slice key)
{
	struct rule_match m;

	if (x->comparisons == NULL ||
	    rule_set_match(x->comparisons, key, 0, &m) != RULES_MATCH)
		return 0;
	return m.whole.n;
}

bool
lexicon_is_nothing(const struct lexicon *x, struct slice key)
{
	return x->nothings != NULL && key.n <= SIGN_MAX &&
	    rule_set_classify(x->nothings, key) != NULL;
}

bool
lexicon_groups(struct lexicon *x, const struct role *role, struct slice key,
    struct rule_match *m)
{
	return rule_set_match(x->set[role->kind], key, 0, m) == RULES_MATCH;
}

const struct role *
lexicon_search(struct lexicon *x, enum role_kind kind, struct slice text,
    size_t from, struct rule_match *m)
{
	if (x->set[kind] == NULL || from >= text.n ||
	    rule_set_search(x->set[kind], text, from, m) != RULES_MATCH)
		return NULL;
	return lexicon_role(x, kind, m->rule);
}
