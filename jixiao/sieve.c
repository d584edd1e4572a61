/* sieve.c - which documents a change of rules can apply to. */
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "pattern.h"
#include "sieve.h"

/*
 * Kinds whose rules do nothing but match: a new one, or one less, is felt only
 * where it matches. Columns and pairs may also be meant by their names.
 */
static const char *const only_match[] = { "block", "discard", "level", "line",
	"mark", "note", "placeholder", "row" };
static const char *const new_only_match[] = { "column", "pair" };

static bool
is_one_of(const char *kind, const char *const list[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(kind, list[i]) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(kind, list) \
	is_one_of(kind, list, sizeof(list) / sizeof *(list))

static int
by_number(const void *a, const void *b)
{
	const struct rule_line *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

/* Marks the lines that both have; both are sorted by what they say. */
static void
mark_common(struct rulebook *a, struct rulebook *b)
{
	size_t i = 0, k = 0;
	while (i < a->n && k < b->n) {
		int order = rule_line_compare(&a->line[i], &b->line[k]);
		if (order == 0)
			a->line[i].common = b->line[k].common = true;
		i += order <= 0;
		k += order >= 0;
	}
}

static const struct rule_line *
next_common(const struct rulebook *b, size_t *i)
{
	while (*i < b->n && !b->line[*i].common)
		++*i;
	return *i < b->n ? &b->line[(*i)++] : NULL;
}

/* The lines that stayed stand in the same order: the first match wins. */
static bool
same_order(const struct rulebook *a, const struct rulebook *b)
{
	size_t i = 0, k = 0;
	const struct rule_line *x, *y;
	do {
		x = next_common(a, &i);
		y = next_common(b, &k);
		if (!x != !y || (x && rule_line_compare(x, y) != 0))
			return false;
	} while (x);
	return true;
}

/* True where the line's rule itself came or went with it, and may do so. */
static bool
is_of_new_rule(const struct rulebook *b, size_t i)
{
	size_t head = i;
	while (head > 0 && *b->line[head].key)
		head--;
	return !b->line[head].common;
}

static void
add(struct sieve *s, const char *pattern)
{
	s->pattern =
	    heap_grow(s->pattern, &s->capacity, s->n + 1, sizeof *s->pattern);
	s->pattern[s->n++] = heap_copy(slice_of(pattern));
}

/* What the lines mean that only this book has. */
static void
add_changes(struct sieve *s, const struct rulebook *b, bool new)
{
	for (size_t i = 0; i < b->n && !s->all; i++) {
		const struct rule_line *l = &b->line[i];
		if (l->common)
			continue;
		/* load runs other checks on what is there. */
		if (strncmp(l->rule, "load/checks/", 12) == 0)
			continue;
		if (!l->extract)
			s->all = true;
		else if (strcmp(l->key, "is") == 0 ||
		    strcmp(l->key, "has") == 0)
			add(s, l->text);
		else if (*l->key)
			s->all = !is_of_new_rule(b, i);
		else
			s->all = !IS_ONE_OF(l->kind, only_match) &&
			    !(new &&IS_ONE_OF(l->kind, new_only_match));
	}
}

void
sieve_make(struct sieve *s, struct rulebook *old, struct rulebook *new)
{
	*s = (struct sieve){ 0 };
	mark_common(old, new);
	if (old->n)
		qsort(old->line, old->n, sizeof *old->line, by_number);
	if (new->n)
		qsort(new->line, new->n, sizeof *new->line, by_number);
	s->all = old->n == 0 || !same_order(old, new);
	add_changes(s, old, false);
	add_changes(s, new, true);
}

void
sieve_free(struct sieve *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->pattern[i]);
	free(s->pattern);
	*s = (struct sieve){ 0 };
}

bool
sieve_applies(const struct sieve *s, const char *path, struct charset *set)
{
	if (s->all || s->n == 0)
		return s->all;
	if (!charset_read(set, path))
		return true;
	for (size_t i = 0; i < s->n; i++)
		if (pattern_may_match(slice_of(s->pattern[i]), set))
			return true;
	return false;
}
