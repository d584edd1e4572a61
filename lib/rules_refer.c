/*
 * rules_refer.c - attributes that name other rules: a name that is not there
 * would never be missed, only never met.
 */
#include <stdio.h>

#include "rules_store.h"

static bool
rules_named(const struct rule_set *set, struct slice name)
{
	for (size_t i = 0; i < set->n; i++)
		if (slice_is(name, set->rule[i]->name))
			return true;
	return false;
}

/* The set of "kind" or of "kind.name", and what is behind the dot. */
static const struct rule_set *
rules_refer_set(const struct rules *r, const char *kind, struct slice *name)
{
	const char *dot = kind ? NULL : memchr(name->p, '.', name->n);
	struct slice front = kind ? slice_of(kind) : SLICE_NULL;

	if (dot) {
		front = (struct slice){ name->p, (size_t)(dot - name->p) };
		name->n -= front.n + 1;
		name->p = dot + 1;
	}
	for (size_t i = 0; i < r->set_n; i++)
		if (slice_is(front, r->sets[i].kind->name))
			return &r->sets[i];
	return NULL;
}

static void
rules_refer_list(const struct rule_set *set, char *list, size_t size)
{
	size_t n = 0;

	list[0] = '\0';
	for (size_t i = 0; i < set->n && n + 80 < size; i++)
		n += (size_t)snprintf(list + n, size - n, "%s%.64s",
		    i ? ", " : "", set->rule[i]->name);
}

static void
rules_refer_word(
    struct rules *r, const struct rule_attr *attr, struct slice word)
{
	struct slice name = word;
	const struct rule_set *set;
	char list[900];

	if (!attr->words && name.p[0] == '!')
		name = slice_rest(name, 1);
	set = rules_refer_set(r, attr->words, &name);
	if (!set) {
		rules_mistake(
		    r, word.p, "expected kind.name, such as column.annual");
		return;
	}
	if (rules_named(set, name))
		return;
	rules_refer_list(set, list, sizeof(list));
	rules_mistake(r, name.p, "there is no [%s %.*s]; expected one of: %s",
	    set->kind->name, SLICE_PRINT(name), list);
}

static void
rules_refer_value(struct rules *r, const struct rule_value *v)
{
	struct slice left = v->text, word;

	if (v->attr->type != RULE_RULES)
		return;
	for (word = rules_word(&left); word.n; word = rules_word(&left))
		rules_refer_word(r, v->attr, word);
}

void
rules_refer(struct rules *r)
{
	for (size_t s = 0; s < r->set_n; s++)
		for (size_t i = 0; i < r->sets[s].n; i++) {
			const struct rule *rule = r->sets[s].rule[i];

			for (size_t v = 0; v < rule->value_n; v++)
				rules_refer_value(r, &rule->values[v]);
		}
}
