/*
 * Each pattern is first compiled by itself, so that a mistake is reported at
 * its own place, and so that its groups are known; then all patterns of a kind
 * are put together in one, where a mark says which of them matched.
 */
#include <stdio.h>
#include <stdlib.h>

#include "heap.h"
#include "rules_store.h"

enum {
	RULES_OPTIONS = PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DUPNAMES |
	    PCRE2_DOLLAR_ENDONLY | PCRE2_NO_AUTO_CAPTURE |
	    PCRE2_NEVER_BACKSLASH_C,
	RULES_HEAP_LIMIT = 16 * 1024, /* KiB */
	RULES_DEPTH_LIMIT = 100000,
	RULES_MATCH_LIMIT = 2000000,
	RULES_STACK_LEAST = 32 * 1024,
	RULES_STACK = 512 * 1024
};

/* A pattern that is put together. */
struct rules_text {
	char *p;
	size_t n, max;
};

static void
rules_add(struct rules_text *t, struct slice s)
{
	t->p = heap_grow(t->p, &t->max, t->n + s.n + 1, 1);
	memcpy(t->p + t->n, s.p, s.n);
	t->n += s.n;
	t->p[t->n] = '\0';
}

static void
rules_add_text(struct rules_text *t, const char *s)
{
	rules_add(t, slice_of(s));
}

static pcre2_code *
rules_try(const struct rules *r, struct slice text, int *error, size_t *at)
{
	return pcre2_compile(
	    (PCRE2_SPTR)text.p, text.n, RULES_OPTIONS, error, at, r->compile);
}

static void
rules_pcre_mistake(struct rules *r, const char *at, int error)
{
	char list[400] = "";
	PCRE2_UCHAR why[200];
	size_t n = 0;

	pcre2_get_error_message(error, why, sizeof(why));
	for (size_t i = 0; i < r->define_n && n + 40 < sizeof(list); i++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%.*s",
		    i ? ", " : "", SLICE_PRINT(r->defines[i].name));
	if (error == PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE && n)
		rules_mistake(
		    r, at, "%s; expected one of: %s", (char *)why, list);
	else
		rules_mistake(r, at, "%s", (char *)why);
}

/* --- definitions --- */

static bool
rules_refers(struct slice text)
{
	for (size_t i = 0; i + 2 < text.n; i++)
		if ((text.p[i] == '?' &&
			(text.p[i + 1] == '&' || text.p[i + 1] == 'P')) ||
		    (text.p[i] == '\\' && text.p[i + 1] == 'g'))
			return true;
	return false;
}

/* Marks the definitions that text needs, and those that they need. */
static void
rules_use(struct rules *r, struct slice text)
{
	if (!rules_refers(text))
		return;
	for (size_t i = 0; i < r->define_n; i++) {
		struct rules_define *d = &r->defines[i];

		if (d->used || !slice_holds(text, d->name))
			continue;
		d->used = true;
		rules_use(r, d->text);
	}
}

static void
rules_use_none(struct rules *r)
{
	for (size_t i = 0; i < r->define_n; i++)
		r->defines[i].used = false;
}

static bool
rules_uses_bad(const struct rules *r)
{
	for (size_t i = 0; i < r->define_n; i++)
		if (r->defines[i].used && r->defines[i].bad)
			return true;
	return false;
}

/* (?(DEFINE)...) of the definitions in use, with their patterns or empty. */
static void
rules_add_defines(const struct rules *r, struct rules_text *t, bool whole)
{
	bool any = false;

	for (size_t i = 0; i < r->define_n; i++) {
		if (!r->defines[i].used)
			continue;
		rules_add_text(t, any ? "(?<" : "(?(DEFINE)(?<");
		rules_add(t, r->defines[i].name);
		rules_add_text(t, ">");
		if (whole)
			rules_add(t, r->defines[i].text);
		rules_add_text(t, ")");
		any = true;
	}
	if (any)
		rules_add_text(t, ")");
}

/* Groups that the definitions in use have: PCRE2 counts them first. */
static uint32_t
rules_define_groups(const struct rules *r)
{
	struct rules_text t = { 0 };
	uint32_t count = 0;
	pcre2_code *code;
	size_t at;
	int error;

	rules_add_text(&t, "");
	rules_add_defines(r, &t, true);
	code = rules_try(r, (struct slice){ t.p, t.n }, &error, &at);
	if (code)
		pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &count);
	pcre2_code_free(code);
	free(t.p);
	return count;
}

/*
 * Compiles one pattern behind empty definitions: what is wrong is then wrong
 * with the pattern. NULL: the mistake is remembered.
 */
static pcre2_code *
rules_compile_alone(struct rules *r, struct slice text, uint32_t *before)
{
	struct rules_text t = { 0 };
	size_t prefix, at = 0;
	pcre2_code *code;
	int error = 0;

	rules_use_none(r);
	rules_use(r, text);
	rules_add_text(&t, "");
	rules_add_defines(r, &t, false);
	*before = 0;
	for (size_t i = 0; i < r->define_n; i++)
		*before += r->defines[i].used;
	prefix = t.n;
	rules_add(&t, text);
	code = rules_try(r, (struct slice){ t.p, t.n }, &error, &at);
	if (!code) {
		at = at < prefix ? 0 : at - prefix;
		rules_pcre_mistake(
		    r, text.p + (at < text.n ? at : text.n), error);
	}
	free(t.p);
	return code;
}

/* Is the pattern whole, so that others may stand behind it? */
static bool
rules_check_closed(struct rules *r, struct slice text)
{
	struct rules_text t = { 0 };
	pcre2_code *code;
	size_t at;
	int error;

	rules_add_text(&t, "");
	rules_add_defines(r, &t, true);
	rules_add_text(&t, "(?:");
	rules_add(&t, text);
	rules_add_text(&t, ")");
	code = rules_try(r, (struct slice){ t.p, t.n }, &error, &at);
	if (!code) {
		PCRE2_UCHAR why[200];

		pcre2_get_error_message(error, why, sizeof(why));
		rules_mistake(r, text.p,
		    "the pattern does not fit among others: %s", (char *)why);
	}
	pcre2_code_free(code);
	free(t.p);
	return code != NULL;
}

static void
rules_check_define(struct rules *r, struct rules_define *d)
{
	uint32_t before;
	pcre2_code *code;

	if (!rules_scan(r, d->text)) {
		d->bad = true;
		return;
	}
	code = rules_compile_alone(r, d->text, &before);
	d->bad = !code;
	pcre2_code_free(code);
}

static void
rules_check_defines(struct rules *r)
{
	for (size_t i = 0; i < r->define_n; i++)
		rules_check_define(r, &r->defines[i]);
	/* Then with all that they use, which must be good for that. */
	for (size_t i = 0; i < r->define_n; i++) {
		rules_use_none(r);
		rules_use(r, r->defines[i].text);
		if (!r->defines[i].bad && !rules_uses_bad(r))
			r->defines[i].bad =
			    !rules_check_closed(r, r->defines[i].text);
	}
}

/* --- one pattern --- */

static int
rules_slot(struct rule *rule, struct slice name)
{
	for (size_t i = 0; i < rule->group_n; i++)
		if (slice_eq(rule->groups[i], name))
			return (int)i;
	if (rule->group_n == RULES_GROUPS)
		return -1;
	rule->groups[rule->group_n] = arena_copy(rule->rules->arena, name);
	return (int)rule->group_n++;
}

static bool
rules_take_group(
    struct rule_pattern *p, const unsigned char *entry, uint32_t before)
{
	uint32_t number = (uint32_t)entry[0] << 8 | entry[1];
	struct slice name = slice_of((const char *)entry + 2);
	const char *groups = p->rule->set->kind->groups;
	int slot;

	if (number <= before)
		return true;
	if (groups && !rules_among(name, groups) &&
	    !slice_holds(p->text, SLICE_LITERAL("\\k"))) {
		rules_mistake(p->rule->rules, p->text.p,
		    "unknown group \"%.*s\"; [%s] knows: %s", SLICE_PRINT(name),
		    p->rule->set->kind->name, *groups ? groups : "none");
		return false;
	}
	slot = rules_slot(p->rule, name);
	if (slot < 0) {
		rules_mistake(p->rule->rules, p->text.p,
		    "the rule has more than %d named groups", RULES_GROUPS);
		return false;
	}
	p->groups[p->group_n++] =
	    (struct rule_group_at){ number - before, (uint32_t)slot };
	return true;
}

/* The names of the pattern's groups, behind `before` groups of others. */
static bool
rules_take_groups(
    struct rule_pattern *p, const pcre2_code *code, uint32_t before)
{
	PCRE2_SPTR table = NULL;
	uint32_t count = 0, size = 0;

	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &p->captures);
	p->captures -= before;
	pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
	p->groups =
	    arena_take(p->rule->rules->arena, count * sizeof(*p->groups));
	for (uint32_t i = 0; i < count; i++)
		if (!rules_take_group(p, table + (size_t)i * size, before))
			return false;
	return true;
}

static void
rules_check_pattern(struct rules *r, struct rule_pattern *p, bool keyed)
{
	uint32_t before;
	pcre2_code *code;

	p->bad = !rules_scan(r, p->text);
	if (keyed && !p->bad)
		p->bad = !rules_scan_key(r, p->text);
	if (p->bad)
		return;
	code = rules_compile_alone(r, p->text, &before);
	p->bad =
	    !code || rules_uses_bad(r) || !rules_take_groups(p, code, before);
	pcre2_code_free(code);
}

/* --- patterns together --- */

static void
rules_add_alternative(
    struct rules_text *t, const struct rule_pattern *p, size_t mark, bool whole)
{
	char number[32];

	snprintf(number, sizeof(number), "(*MARK:%zu)", mark);
	rules_add_text(t, mark ? "|" : "");
	rules_add_text(t, whole ? "\\A(?:" : "(?:");
	rules_add(t, p->text);
	rules_add_text(t, whole ? ")\\z" : ")");
	rules_add_text(t, number);
}

static void
rules_code_number(const struct rules *r, struct rule_code *c)
{
	uint32_t base = rules_define_groups(r);

	c->base = heap_zero(c->n, sizeof(*c->base));
	for (size_t i = 0; i < c->n; i++) {
		c->base[i] = base;
		base += c->patterns[i]->captures;
	}
}

/* Compiles n patterns to one. 0, or PCRE2's error. */
static int
rules_join(const struct rules *r, struct rule_code *c,
    struct rule_pattern **patterns, size_t n, enum rules_fit fit)
{
	struct rules_text t = { 0 };
	int error = 0;
	size_t at;

	rules_add_text(&t, "");
	rules_add_defines(r, &t, true);
	rules_add_text(&t, fit == RULES_ANCHORED ? "\\G(?:" : "(?:");
	for (size_t i = 0; i < n; i++)
		rules_add_alternative(&t, patterns[i], i,
		    patterns[i]->whole && fit != RULES_LOOSE);
	rules_add_text(&t, ")");
	*c = (struct rule_code){ .patterns = patterns, .n = n };
	c->code = rules_try(r, (struct slice){ t.p, t.n }, &error, &at);
	free(t.p);
	if (!c->code)
		return error;
	/* Without JIT (no executable memory) matching is slower, not wrong. */
	pcre2_jit_compile(c->code, PCRE2_JIT_COMPLETE);
	c->data = pcre2_match_data_create_from_pattern(c->code, r->memory);
	rules_code_number(r, c);
	return 0;
}

void
rules_code_free(struct rule_code *c)
{
	pcre2_match_data_free(c->data);
	pcre2_code_free(c->code);
	free(c->base);
}

/* One of the patterns spoils the whole: find which. */
static void
rules_blame(
    struct rules *r, struct rule_pattern **patterns, size_t n, int error)
{
	size_t before = r->mistake_n;

	for (size_t i = 0; i < n; i++) {
		rules_use_none(r);
		rules_use(r, patterns[i]->text);
		rules_check_closed(r, patterns[i]->text);
	}
	if (r->mistake_n == before)
		rules_pcre_mistake(r, patterns[0]->text.p, error);
}

static void
rules_join_all(struct rules *r, struct rule_set *set, size_t first, size_t n)
{
	struct rule_pattern **patterns = set->patterns + first;
	struct rule_code code;
	int error;

	rules_use_none(r);
	for (size_t i = 0; i < n; i++)
		rules_use(r, patterns[i]->text);
	error = rules_join(r, &code, patterns, n, RULES_AS_THEY_ARE);
	if (error == PCRE2_ERROR_PATTERN_TOO_LARGE && n > 1) {
		rules_join_all(r, set, first, n / 2);
		rules_join_all(r, set, first + n / 2, n - n / 2);
		return;
	}
	if (error) {
		rules_blame(r, patterns, n, error);
		return;
	}
	set->codes = heap_grow(
	    set->codes, &set->code_max, set->code_n + 1, sizeof(*set->codes));
	set->codes[set->code_n++] = code;
}

static const struct rules_define *
rules_define_of(const struct rules *r, const char *name)
{
	for (size_t i = 0; i < r->define_n; i++)
		if (slice_is(r->defines[i].name, name))
			return &r->defines[i];
	return NULL;
}

/* False, and a mistake: the definition that the value is held to is missing. */
static bool
rules_defined(struct rules *r, const struct rule_value *v)
{
	if (v->attr->type != RULE_DEFINED || rules_define_of(r, v->attr->words))
		return true;
	rules_mistake(r, v->text.p, "%s needs the definition \"%s\"",
	    v->attr->name, v->attr->words);
	return false;
}

static void
rules_check_defined(struct rules *r, const struct rule_value *v)
{
	size_t which;

	if (v->attr->type == RULE_DEFINED &&
	    rules_code_match(r, &v->code, v->text, 0, &which) != RULES_MATCH)
		rules_mistake(r, v->text.p,
		    "\"%.*s\" does not match the definition %s: %.*s",
		    SLICE_PRINT(v->text), v->attr->words,
		    SLICE_PRINT(rules_define_of(r, v->attr->words)->text));
}

static void
rules_compile_values(struct rules *r, struct rule *rule)
{
	for (size_t i = 0; i < rule->value_n; i++) {
		struct rule_value *v = &rule->values[i];
		int error;

		if (!v->pattern || !rules_defined(r, v))
			continue;
		rules_check_pattern(r, v->pattern, false);
		if (v->pattern->bad)
			continue;
		error =
		    rules_join(r, &v->code, &v->pattern, 1, RULES_AS_THEY_ARE);
		if (error)
			rules_blame(r, &v->pattern, 1, error);
		else
			rules_check_defined(r, v);
	}
}

/* Where they are not put together, those that would not fit stay unseen. */
static void
rules_check_all_closed(struct rules *r, const struct rule_set *set)
{
	for (size_t i = 0; i < set->pattern_n; i++) {
		rules_use_none(r);
		rules_use(r, set->patterns[i]->text);
		if (!set->patterns[i]->bad && !rules_uses_bad(r))
			rules_check_closed(r, set->patterns[i]->text);
	}
}

static void
rules_compile_set(struct rules *r, struct rule_set *set)
{
	bool bad = false;

	for (size_t i = 0; i < set->pattern_n; i++) {
		rules_check_pattern(r, set->patterns[i], set->kind->keyed);
		bad = bad || set->patterns[i]->bad;
	}
	for (size_t i = 0; i < set->n; i++)
		rules_compile_values(r, set->rule[i]);
	if (bad)
		rules_check_all_closed(r, set);
	else if (set->pattern_n) {
		rules_join_all(r, set, 0, set->pattern_n);
		rules_find_starts(set);
	}
}

bool
rules_compile_some(struct rules *r, struct rule_code *c,
    struct rule_pattern **patterns, size_t n, enum rules_fit fit)
{
	rules_use_none(r);
	for (size_t i = 0; i < n; i++)
		rules_use(r, patterns[i]->text);
	return rules_join(r, c, patterns, n, fit) == 0;
}

const struct rule_code *
rules_loose(struct rule_set *set)
{
	if (!set->loose.code &&
	    (set->pattern_n == 0 ||
		!rules_compile_some(set->rules, &set->loose, set->patterns,
		    set->pattern_n, RULES_LOOSE)))
		return NULL;
	return &set->loose;
}

static void *
rules_pcre_take(PCRE2_SIZE n, void *user)
{
	(void)user;
	return heap_take(n);
}

static void
rules_pcre_free(void *p, void *user)
{
	(void)user;
	free(p);
}

static void
rules_open_pcre(struct rules *r)
{
	r->memory = pcre2_general_context_create(
	    rules_pcre_take, rules_pcre_free, NULL);
	r->compile = pcre2_compile_context_create(r->memory);
	r->match = pcre2_match_context_create(r->memory);
	r->stack =
	    pcre2_jit_stack_create(RULES_STACK_LEAST, RULES_STACK, r->memory);
	pcre2_set_newline(r->compile, PCRE2_NEWLINE_LF);
	pcre2_set_heap_limit(r->match, RULES_HEAP_LIMIT);
	pcre2_set_depth_limit(r->match, RULES_DEPTH_LIMIT);
	pcre2_set_match_limit(r->match, RULES_MATCH_LIMIT);
	pcre2_jit_stack_assign(r->match, NULL, r->stack);
}

void
rules_compile(struct rules *r)
{
	rules_open_pcre(r);
	rules_check_defines(r);
	for (size_t i = 0; i < r->set_n; i++)
		rules_compile_set(r, &r->sets[i]);
}
