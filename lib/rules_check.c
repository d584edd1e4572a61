#include <stdio.h>

#include "fold.h"
#include "rules_store.h"

/* What is wrong with an example; false: nothing. */
static bool
rules_example_fails(struct rules *r, struct rule *rule,
    const struct rule_example *e, struct slice subject, char why[600])
{
	struct rule_match m;
	enum rules_result result = rule_set_match(rule->set, subject, 0, &m);

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
rules_check(struct rules *r, size_t *examples, size_t *without)
{
	struct arena *a = arena_new();
	size_t failed = 0, n = 0, bare = 0;

	for (size_t s = 0; s < r->set_n; s++)
		for (size_t i = 0; i < r->sets[s].n; i++) {
			struct rule *rule = r->sets[s].rule[i];

			failed += rules_check_rule(r, rule, a);
			n += rule->example_n;
			if (r->sets[s].kind->patterns && !rules_has_ok(rule))
				bare++;
		}
	if (examples)
		*examples = n;
	if (without)
		*without = bare;
	arena_free(a);
	return failed;
}
