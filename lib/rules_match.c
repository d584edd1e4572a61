#include <assert.h>
#include <stdlib.h>

#include "heap.h"
#include "rules_store.h"

static size_t
rules_mark(pcre2_match_data *data)
{
	PCRE2_SPTR mark = pcre2_get_mark(data);
	size_t n = 0;

	while (mark && *mark >= '0' && *mark <= '9')
		n = n * 10 + (size_t)(*mark++ - '0');
	return n;
}

enum rules_result
rules_code_match(const struct rules *r, const struct rule_code *c,
    struct slice subject, size_t from, size_t *which)
{
	PCRE2_SPTR text = (PCRE2_SPTR)(subject.p ? subject.p : "");
	uint32_t options = PCRE2_NO_UTF_CHECK;
	int n;

	/* An empty match in a text is of no use, and callers would loop. */
	if (subject.n)
		options |= PCRE2_NOTEMPTY;
	n = pcre2_match(
	    c->code, text, subject.n, from, options, c->data, r->match);
	if (n == PCRE2_ERROR_NOMATCH)
		return RULES_NO_MATCH;
	if (n == PCRE2_ERROR_NOMEMORY)
		heap_exhausted();
	if (n < 0)
		return RULES_LIMIT;
	*which = rules_mark(c->data);
	assert(*which < c->n);
	return RULES_MATCH;
}

static struct slice
rules_part(struct slice subject, const PCRE2_SIZE *pair)
{
	if (pair[0] == PCRE2_UNSET || pair[1] == PCRE2_UNSET)
		return SLICE_NULL;
	/* \K in a look-ahead can put the start behind the end. */
	if (pair[0] > pair[1])
		return (struct slice){ subject.p + pair[1], 0 };
	return (struct slice){ subject.p + pair[0], pair[1] - pair[0] };
}

static void
rules_fill_match(const struct rule_code *c, size_t which, struct slice subject,
    struct rule_match *m)
{
	const struct rule_pattern *p = c->patterns[which];
	const PCRE2_SIZE *pairs = pcre2_get_ovector_pointer(c->data);

	m->rule = p->rule;
	m->whole = rules_part(subject, pairs);
	for (size_t i = 0; i < p->rule->group_n; i++)
		m->group[i] = SLICE_NULL;
	for (size_t i = 0; i < p->group_n; i++) {
		size_t number = c->base[which] + p->groups[i].number;
		struct slice part = rules_part(subject, pairs + 2 * number);

		if (part.p)
			m->group[p->groups[i].slot] = part;
	}
}

/* Of the parts of a set the leftmost match wins, then the earlier part. */
static void
rules_find_part(const struct rule_set *set, struct slice subject, size_t from,
    struct rules_found *found)
{
	size_t best = SIZE_MAX;

	found->result = RULES_NO_MATCH;
	for (size_t i = 0; i < set->code_n; i++) {
		const struct rule_code *c = &set->codes[i];
		enum rules_result one;
		size_t which, start;

		one = rules_code_match(set->rules, c, subject, from, &which);
		if (one == RULES_LIMIT) {
			found->result = RULES_LIMIT;
			return;
		}
		if (one == RULES_NO_MATCH)
			continue;
		start = pcre2_get_ovector_pointer(c->data)[0];
		if (start >= best)
			continue;
		best = start;
		*found = (struct rules_found){ RULES_MATCH, c, which };
	}
}

static struct rules_found
rule_set_find(struct rule_set *set, struct slice subject, size_t from)
{
	struct rules_found found = { RULES_NO_MATCH, NULL, 0 };

	if (from > 0 ? set->starts != NULL : !rules_may_start(set, subject))
		return found;
	if (set->starts != NULL || !rules_seek(set, subject, from, &found))
		rules_find_part(set, subject, from, &found);
	return found;
}

enum rules_result
rule_set_match(struct rule_set *set, struct slice subject, size_t from,
    struct rule_match *m)
{
	struct rules_found found = rule_set_find(set, subject, from);

	if (found.result == RULES_MATCH && m)
		rules_fill_match(found.code, found.which, subject, m);
	return found.result;
}

enum rules_result
rule_set_search(struct rule_set *set, struct slice subject, size_t from,
    struct rule_match *m)
{
	const struct rule_code *c = rules_loose(set);
	enum rules_result result;
	size_t which = 0;

	if (!c)
		return RULES_NO_MATCH;
	result = rules_code_match(set->rules, c, subject, from, &which);
	if (result == RULES_MATCH)
		rules_fill_match(c, which, subject, m);
	return result;
}

enum rules_result
rules_match(struct rules *r, const char *kind, struct slice subject,
    size_t from, struct rule_match *m)
{
	struct rule_set *set = rules_set(r, kind);

	return set ? rule_set_match(set, subject, from, m) : RULES_NO_MATCH;
}

static const struct rule *
rule_set_ask(struct rule_set *set, struct slice subject)
{
	struct rules_found found = rule_set_find(set, subject, 0);

	if (found.result != RULES_MATCH)
		return NULL;
	return found.code->patterns[found.which]->rule;
}

static size_t
rules_memo_slot(struct slice s)
{
	return (size_t)(slice_hash(s) >> 40) % RULES_MEMO_SLOTS;
}

const struct rule *
rule_set_classify(struct rule_set *set, struct slice subject)
{
	struct rules_memo *memo;

	if (subject.n == 0 || subject.n > RULES_MEMO_TEXT)
		return rule_set_ask(set, subject);
	if (!rules_may_start(set, subject))
		return NULL;
	if (!set->memo)
		set->memo = heap_zero(RULES_MEMO_SLOTS, sizeof(*set->memo));
	memo = &set->memo[rules_memo_slot(subject)];
	if (memo->n == subject.n &&
	    memcmp(memo->text, subject.p, subject.n) == 0)
		return memo->rule;
	memo->rule = rule_set_ask(set, subject);
	memo->n = (uint32_t)subject.n;
	memcpy(memo->text, subject.p, subject.n);
	return memo->rule;
}

struct slice
rule_group(const struct rule_match *m, const char *name)
{
	for (size_t i = 0; i < m->rule->group_n; i++)
		if (slice_is(m->rule->groups[i], name))
			return m->group[i];
	return SLICE_NULL;
}

enum rules_result
rule_attr_match(const struct rule *rule, const char *attr, struct slice subject,
    size_t from, struct rule_match *m)
{
	for (size_t i = 0; i < rule->value_n; i++) {
		const struct rule_value *v = &rule->values[i];
		enum rules_result result;
		size_t which = 0;

		if (!v->pattern || strcmp(v->attr->name, attr) != 0)
			continue;
		result = rules_code_match(
		    rule->rules, &v->code, subject, from, &which);
		if (result == RULES_MATCH && m)
			rules_fill_match(&v->code, which, subject, m);
		if (result != RULES_NO_MATCH)
			return result;
	}
	return RULES_NO_MATCH;
}
