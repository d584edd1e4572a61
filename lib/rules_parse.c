#include <stdio.h>

#include "heap.h"
#include "rules_store.h"
#include "utf8.h"

/* Where the parser stands: the section that lines belong to. */
struct rules_parser {
	struct rules *rules;
	struct rule_set *set; /* of the open rule */
	struct rule *rule;    /* the open rule; NULL: none */
	bool define;          /* inside [define] */
	bool skip;            /* inside a section with a mistake */
};

static bool
rules_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct slice
rules_trim(struct slice s)
{
	while (s.n && rules_is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && rules_is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct slice
rules_word(struct slice *text)
{
	struct slice word = { text->p, 0 };

	while (word.n < text->n && !rules_is_blank(word.p[word.n]))
		word.n++;
	*text = rules_trim(slice_rest(*text, word.n));
	return word;
}

/* Appends a name to a list for a message: "a, b, c". */
static void
rules_list_add(char *list, size_t size, const char *name)
{
	size_t n = strlen(list);

	snprintf(list + n, size - n, "%s%s", n ? ", " : "", name);
}

static void
rules_list_kinds(const struct rules *r, char *list, size_t size)
{
	list[0] = '\0';
	rules_list_add(list, size, "define");
	for (size_t i = 0; i < r->set_n; i++)
		rules_list_add(list, size, r->sets[i].kind->name);
}

static void
rules_list_keys(const struct rule_kind *kind, char *list, size_t size)
{
	list[0] = '\0';
	if (kind->patterns)
		rules_list_add(list, size, "is, has, ok, no");
	for (size_t i = 0; i < kind->attr_n; i++)
		rules_list_add(list, size, kind->attrs[i].name);
}

static struct rule_set *
rules_find_set(struct rules *r, struct slice kind)
{
	for (size_t i = 0; i < r->set_n; i++)
		if (slice_is(kind, r->sets[i].kind->name))
			return &r->sets[i];
	return NULL;
}

/* --- values --- */

bool
rules_among(struct slice word, const char *words)
{
	struct slice left = rules_trim(slice_of(words));

	while (left.n)
		if (slice_eq(rules_word(&left), word))
			return true;
	return false;
}

static void
rules_check_words(
    struct rules *r, const struct rule_attr *attr, struct slice text)
{
	struct slice left = text, word = rules_word(&left);

	if (attr->type == RULE_WORD && left.n)
		rules_mistake(r, left.p, "%s takes one word only", attr->name);
	for (; attr->words && word.n; word = rules_word(&left)) {
		if (!rules_among(word, attr->words))
			rules_mistake(r, word.p,
			    "unknown word \"%.*s\"; expected one of: %s",
			    SLICE_PRINT(word), attr->words);
		if (attr->type == RULE_WORD)
			break;
	}
}

static void
rules_check_integer(struct rules *r, struct slice s)
{
	size_t n = slice_digits(s, 0);

	if (n != s.n || n > 10 ||
	    (n == 10 && memcmp(s.p, "1000000000", 10) > 0))
		rules_mistake(
		    r, s.p, "expected a whole number, 0 to 1000000000");
}

static void
rules_check_decimal(struct rules *r, struct slice s)
{
	size_t i = s.p[0] == '-' ? 1 : 0, n = slice_digits(s, i);
	bool good = n > 0;

	i += n;
	if (i < s.n && s.p[i] == '.') {
		n = slice_digits(s, i + 1);
		good = good && n > 0;
		i += 1 + n;
	}
	if (!good || i != s.n)
		rules_mistake(r, s.p, "expected a decimal number such as 0.01");
}

static void
rules_check_value(
    struct rules *r, const struct rule_attr *attr, struct slice text)
{
	switch (attr->type) {
	case RULE_WORD:
	case RULE_WORDS: rules_check_words(r, attr, text); break;
	case RULE_INTEGER: rules_check_integer(r, text); break;
	case RULE_DECIMAL: rules_check_decimal(r, text); break;
	case RULE_TEXT:
	case RULE_PATTERN:
	case RULE_RULES:
	case RULE_DEFINED:
	case RULE_HELD: break; /* looked at when all files are read */
	}
}

/* --- lines of a rule --- */

static struct rule_pattern *
rules_new_pattern(struct rule *rule, struct slice text, bool whole)
{
	struct rule_pattern *p = arena_zero(rule->rules->arena, sizeof(*p));

	p->rule = rule;
	p->text = text;
	p->whole = whole;
	return p;
}

/* A pattern that calls a definition. */
static struct slice
rules_call(struct rules *r, const char *name)
{
	size_t n = strlen(name) + 5;
	char *text = arena_take(r->arena, n);

	snprintf(text, n, "(?&%s)", name);
	return slice_of(text);
}

static void
rules_add_pattern(struct rule *rule, struct slice text, bool whole)
{
	struct rule_set *set = rule->set;

	set->patterns = heap_grow(set->patterns, &set->pattern_max,
	    set->pattern_n + 1, sizeof(struct rule_pattern *));
	set->patterns[set->pattern_n++] = rules_new_pattern(rule, text, whole);
	rule->pattern_n++;
}

static void
rules_add_example(struct rule *rule, struct slice text, bool ok)
{
	rule->examples = arena_grow(rule->rules->arena, rule->examples,
	    rule->example_n, &rule->example_max, rule->example_n + 1,
	    sizeof(*rule->examples));
	rule->examples[rule->example_n++] = (struct rule_example){ text, ok };
}

static void
rules_add_value(struct rule *rule, const struct rule_attr *attr,
    struct slice key, struct slice text)
{
	struct rules *r = rule->rules;
	struct rule_value *value;

	for (size_t i = 0; i < rule->value_n && !attr->repeats; i++)
		if (rule->values[i].attr == attr) {
			rules_mistake(
			    r, key.p, "%s is given twice", attr->name);
			return;
		}
	rules_check_value(r, attr, text);
	rule->values = arena_grow(r->arena, rule->values, rule->value_n,
	    &rule->value_max, rule->value_n + 1, sizeof(*rule->values));
	value = &rule->values[rule->value_n++];
	memset(value, 0, sizeof(*value));
	value->attr = attr;
	value->text = text;
	if (attr->type == RULE_PATTERN)
		value->pattern = rules_new_pattern(rule, text, false);
	else if (attr->type == RULE_DEFINED)
		value->pattern =
		    rules_new_pattern(rule, rules_call(r, attr->words), true);
}

/* An is, has, ok or no line; false if it is none of these. */
static bool
rules_take_pattern_key(struct rule *rule, struct slice key, struct slice text)
{
	if (!rule->set->kind->patterns)
		return false;
	if (slice_is(key, "is") || slice_is(key, "has"))
		rules_add_pattern(rule, text, slice_is(key, "is"));
	else if (slice_is(key, "ok") || slice_is(key, "no"))
		rules_add_example(rule, text, slice_is(key, "ok"));
	else
		return false;
	return true;
}

static void
rules_take_key(struct rules_parser *p, struct slice key, struct slice text)
{
	const struct rule_kind *kind = p->set->kind;
	char list[512];

	if (text.n == 0) {
		rules_mistake(p->rules, key.p + key.n,
		    "expected a value behind \"%.*s\"", SLICE_PRINT(key));
		return;
	}
	if (rules_take_pattern_key(p->rule, key, text))
		return;
	for (size_t i = 0; i < kind->attr_n; i++)
		if (slice_is(key, kind->attrs[i].name)) {
			rules_add_value(p->rule, &kind->attrs[i], key, text);
			return;
		}
	rules_list_keys(kind, list, sizeof(list));
	rules_mistake(p->rules, key.p, "unknown key \"%.*s\"; [%s] takes: %s",
	    SLICE_PRINT(key), kind->name, list);
}

/* --- [define] --- */

static bool
rules_is_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || c == '_';

		if (!letter && (i == 0 || c < '0' || c > '9'))
			return false;
	}
	return s.n > 0 && s.n <= 32;
}

static void
rules_take_define(struct rules *r, struct slice name, struct slice text)
{
	struct rules_define *d;

	if (!rules_is_name(name)) {
		rules_mistake(r, name.p,
		    "expected a name of at most 32 letters, digits and _");
		return;
	}
	if (text.n == 0) {
		rules_mistake(r, name.p + name.n,
		    "expected a pattern behind \"%.*s\"", SLICE_PRINT(name));
		return;
	}
	for (size_t i = 0; i < r->define_n; i++)
		if (slice_eq(r->defines[i].name, name)) {
			rules_mistake(r, name.p,
			    "\"%.*s\" is defined already, see %s",
			    SLICE_PRINT(name),
			    rules_where(r, r->defines[i].name.p).p);
			return;
		}
	r->defines = heap_grow(
	    r->defines, &r->define_max, r->define_n + 1, sizeof(*r->defines));
	d = &r->defines[r->define_n++];
	*d = (struct rules_define){ .name = name, .text = text };
}

/* --- sections --- */

static void
rules_end_rule(struct rules_parser *p)
{
	const struct rule *rule = p->rule;
	const struct rule_kind *kind;

	p->rule = NULL;
	if (!rule)
		return;
	kind = rule->set->kind;
	if (kind->patterns && rule->pattern_n == 0)
		rules_mistake(p->rules, rule->at,
		    "the rule %s needs an is or has line", rule->id);
	for (size_t i = 0; i < kind->attr_n; i++)
		if (kind->attrs[i].required &&
		    !rule_attr(rule, kind->attrs[i].name, 0).p)
			rules_mistake(p->rules, rule->at,
			    "the rule %s needs a line \"%s\"", rule->id,
			    kind->attrs[i].name);
}

static const char *
rules_make_id(struct rules *r, const char *kind, struct slice name)
{
	size_t n = strlen(kind) + name.n + 2;
	char *id = arena_take(r->arena, n);

	snprintf(id, n, "%s.%.*s", kind, SLICE_PRINT(name));
	return id;
}

static void
rules_begin_rule(
    struct rules_parser *p, struct rule_set *set, struct slice name)
{
	struct rule *rule = arena_zero(p->rules->arena, sizeof(*rule));

	rule->rules = p->rules;
	rule->set = set;
	rule->id = rules_make_id(p->rules, set->kind->name, name);
	rule->name = rule->id + strlen(set->kind->name) + 1;
	rule->index = set->n;
	rule->at = name.p;
	set->rule =
	    heap_grow(set->rule, &set->max, set->n + 1, sizeof(struct rule *));
	set->rule[set->n++] = rule;
	p->set = set;
	p->rule = rule;
}

/* The words between the brackets. False: a mistake, reported. */
static bool
rules_open_section(struct rules_parser *p, struct slice text)
{
	struct slice kind = rules_word(&text), name = rules_word(&text);
	struct rule_set *set = rules_find_set(p->rules, kind);
	const struct rule *same;
	char list[512];

	p->define = slice_is(kind, "define");
	if (!set && !p->define) {
		rules_list_kinds(p->rules, list, sizeof(list));
		rules_mistake(p->rules, kind.p,
		    "unknown kind \"%.*s\"; expected one of: %s",
		    SLICE_PRINT(kind), list);
		return false;
	}
	if (p->define ? name.n > 0 : name.n == 0 || text.n > 0) {
		rules_mistake(p->rules, name.p,
		    p->define ? "[define] takes no name"
			      : "expected one name: [kind name]");
		return false;
	}
	if (p->define)
		return true;
	same = rules_find(
	    p->rules, set->kind->name, arena_copy(p->rules->arena, name).p);
	if (same)
		rules_mistake(p->rules, name.p,
		    "the rule %s stands already at %s", same->id,
		    rules_where(p->rules, same->at).p);
	else
		rules_begin_rule(p, set, name);
	return !same;
}

static void
rules_take_section(struct rules_parser *p, struct slice line)
{
	rules_end_rule(p);
	p->define = false;
	p->skip = true;
	if (line.p[line.n - 1] != ']') {
		rules_mistake(p->rules, line.p + line.n,
		    "expected ] at the end of the line");
		return;
	}
	p->skip = !rules_open_section(
	    p, rules_trim((struct slice){ line.p + 1, line.n - 2 }));
}

static void
rules_take_line(struct rules_parser *p, struct slice line)
{
	struct slice key;
	char list[512];

	if (line.n == 0 || line.p[0] == '#')
		return;
	if (line.p[0] == '[') {
		rules_take_section(p, line);
		return;
	}
	if (p->skip)
		return;
	key = rules_word(&line);
	if (p->define)
		rules_take_define(p->rules, key, line);
	else if (p->rule)
		rules_take_key(p, key, line);
	else {
		rules_list_kinds(p->rules, list, sizeof(list));
		rules_mistake(p->rules, key.p,
		    "expected a section first, [kind name], of: %s", list);
		p->skip = true;
	}
}

void
rules_parse(struct rules *r, const struct rules_file *file)
{
	struct rules_parser p = { .rules = r };
	struct slice left = { file->text, file->n };
	size_t good = utf8_valid(file->text, file->n);
	const char *nul = memchr(file->text, '\0', file->n);

	if (good < file->n || nul) {
		rules_mistake(r, good < file->n ? file->text + good : nul,
		    "expected UTF-8 text");
		return;
	}
	if (left.n >= 3 && memcmp(left.p, "\xEF\xBB\xBF", 3) == 0)
		left = slice_rest(left, 3);
	while (left.n) {
		const char *end = memchr(left.p, '\n', left.n);
		size_t n = end ? (size_t)(end - left.p) : left.n;

		rules_take_line(&p, rules_trim((struct slice){ left.p, n }));
		n += end ? 1 : 0;
		left = slice_rest(left, n);
	}
	rules_end_rule(&p);
}
