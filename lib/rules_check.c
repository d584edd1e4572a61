#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "rules_store.h"

static bool
rules_holds(struct slice subject, struct slice word)
{
	for (size_t i = 0; i + word.n <= subject.n; i++)
		if (memcmp(subject.p + i, word.p, word.n) == 0)
			return true;
	return false;
}

/* The attribute of whose texts the example holds none; NULL: none. */
static const struct rule_attr *
rules_lost(const struct rule *rule, struct slice subject)
{
	const struct rule_attr *lost = NULL;

	for (size_t i = 0; i < rule->value_n; i++) {
		if (rule->values[i].attr->type != RULE_HELD)
			continue;
		if (rules_holds(subject, rule->values[i].text))
			return NULL;
		lost = rule->values[i].attr;
	}
	return lost;
}

/* What is wrong with an example; false: nothing. */
static bool
rules_example_fails(struct rules *r, struct rule *rule,
    const struct rule_example *e, struct slice subject, char why[600])
{
	struct rule_match m;
	enum rules_result result = rule_set_match(rule->set, subject, 0, &m);
	const struct rule_attr *lost = e->ok ? rules_lost(rule, subject) : NULL;

	if (result == RULES_LIMIT)
		snprintf(why, 600, "the example of %s hits the match limit",
		    rule->id);
	else if (e->ok && result == RULES_NO_MATCH)
		snprintf(why, 600,
		    "the example should match %s, but no %s "
		    "rule matches it",
		    rule->id, rule->set->kind->name);
	else if (e->ok && m.rule != rule)
		snprintf(why, 600,
		    "the example should match %s, but %s matches first, see %s",
		    rule->id, m.rule->id, rules_where(r, m.rule->at).p);
	else if (!e->ok && result == RULES_MATCH && m.rule == rule)
		snprintf(why, 600, "the example should not match %s", rule->id);
	else if (lost)
		snprintf(why, 600,
		    "the example should hold a word that %s names with %s",
		    rule->id, lost->name);
	else
		return false;
	return true;
}

static size_t
rules_check_rule(struct rules *r, struct rule *rule, struct arena *a)
{
	size_t failed = 0;
	char why[600];

	for (size_t i = 0; i < rule->example_n; i++) {
		const struct rule_example *e = &rule->examples[i];
		struct slice subject = e->text;

		arena_reset(a);
		if (rule->set->kind->keyed)
			subject = fold_key_text(a, subject);
		if (!rules_example_fails(r, rule, e, subject, why))
			continue;
		rules_say(r, e->text.p, why);
		failed++;
	}
	return failed;
}

static bool
rules_has_ok(const struct rule *rule)
{
	for (size_t i = 0; i < rule->example_n; i++)
		if (rule->examples[i].ok)
			return true;
	return false;
}

size_t
rules_check(struct rules *r, size_t *examples)
{
	struct arena *a = arena_new();
	size_t failed = 0, n = 0;

	for (size_t s = 0; s < r->set_n; s++)
		for (size_t i = 0; i < r->sets[s].n; i++) {
			struct rule *rule = r->sets[s].rule[i];

			failed += rules_check_rule(r, rule, a);
			n += rule->example_n;
			if (r->sets[s].kind->patterns && !rules_has_ok(rule)) {
				rule_mistake(rule, SLICE_NULL,
				    "the rule %s needs an ok line, a text that "
				    "it must match",
				    rule->id);
				failed++;
			}
		}
	if (examples)
		*examples = n;
	arena_free(a);
	return failed;
}
