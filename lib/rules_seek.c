/*
 * rules_seek.c - searching a text for any of many patterns.
 *
 * PCRE2 tries all patterns of a set at each character, and skips none: all Han
 * characters share six first bytes. Here most characters begin no match at all
 * and are passed over, and at the others only the patterns are tried that can
 * begin there. These groups are compiled when they are met. Patterns that can
 * begin with anything are searched for as ever, and the leftmost wins.
 */
#include <stdlib.h>

#include "heap.h"
#include "rules_store.h"
#include "utf8.h"

enum {
	SEEK_AFTER =
	    16 * 1024,      /* bytes searched, before it is worth the while */
	SEEK_PATTERNS = 64, /* bits of a mask */
	SEEK_GROUPS = 256,  /* the first is empty */
	SEEK_LEAST = 16     /* characters; fewer PCRE2 finds by itself */
};

/* Patterns that can begin with the same characters. */
struct rules_group {
	uint64_t mask; /* by their place in the set */
	struct rule_pattern *patterns[SEEK_PATTERNS];
	struct rule_code code; /* empty until met */
};

struct rules_seek {
	bool useful;
	uint8_t *group_of; /* of each character */
	struct rules_group *groups[SEEK_GROUPS];
	size_t group_n;
	struct rules_group any; /* these are searched for */
};

/* --- making --- */

/* \K moves a match's start away from where it was tried. */
static bool
rules_moves_start(struct slice text)
{
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.p[i] == '\\' && text.p[i + 1] == 'K')
			return true;
	return false;
}

/* Patterns that match at the beginning only are tried there at once. */
static bool
rules_is_anchored(const struct rule_code *c)
{
	uint32_t options = 0;

	pcre2_pattern_info(c->code, PCRE2_INFO_ALLOPTIONS, &options);
	return (options & PCRE2_ANCHORED) != 0;
}

static bool
rules_set_fits(const struct rule_set *set)
{
	if (set->pattern_n > SEEK_PATTERNS || rules_is_anchored(set->codes))
		return false;
	for (size_t i = 0; i < set->rules->define_n; i++)
		if (rules_moves_start(set->rules->defines[i].text))
			return false;
	for (size_t i = 0; i < set->pattern_n; i++)
		if (set->patterns[i]->whole ||
		    rules_moves_start(set->patterns[i]->text))
			return false;
	return true;
}

/* The number of a group, made if it is a new one; 0: there are too many. */
static uint8_t
rules_group_of(struct rules_seek *seek, uint64_t mask)
{
	size_t i = 1;

	while (i < seek->group_n && seek->groups[i]->mask != mask)
		i++;
	if (i == SEEK_GROUPS)
		return 0;
	if (i == seek->group_n) {
		seek->groups[i] = heap_zero(1, sizeof(*seek->groups[i]));
		seek->groups[i]->mask = mask;
		seek->group_n++;
	}
	return (uint8_t)i;
}

/* Groups the characters; false: too few or too different for a gain. */
static bool
rules_seek_group(struct rules_seek *seek, const uint64_t *masks)
{
	size_t characters = 0;

	for (uint32_t c = 0; c < RULES_PLANE; c++) {
		uint64_t mask = masks[c] & ~seek->any.mask;

		if (mask == 0)
			continue;
		seek->group_of[c] = rules_group_of(seek, mask);
		if (seek->group_of[c] == 0)
			return false;
		characters++;
	}
	return characters >= SEEK_LEAST;
}

static struct rules_seek *
rules_seek_new(const struct rule_set *set)
{
	struct rules_seek *seek = heap_zero(1, sizeof(*seek));
	uint64_t *masks;

	if (!rules_set_fits(set))
		return seek;
	masks = heap_zero(RULES_PLANE, sizeof(*masks));
	seek->group_of = heap_zero(RULES_PLANE, 1);
	seek->group_n = 1;
	for (size_t i = 0; i < set->pattern_n; i++)
		if (!rules_first(set->rules, set->patterns[i]->text, masks,
			UINT64_C(1) << i))
			seek->any.mask |= UINT64_C(1) << i;
	seek->useful = rules_seek_group(seek, masks);
	free(masks);
	return seek;
}

static void
rules_group_free(struct rules_group *g)
{
	if (g)
		rules_code_free(&g->code);
	free(g);
}

void
rules_seek_free(struct rules_seek *seek)
{
	if (!seek)
		return;
	for (size_t i = 1; i < seek->group_n; i++)
		rules_group_free(seek->groups[i]);
	rules_code_free(&seek->any.code);
	free(seek->group_of);
	free(seek);
}

/* --- searching --- */

/* The place in the set of a group's pattern. */
static unsigned
rules_group_rank(const struct rules_group *g, size_t which)
{
	uint64_t mask = g->mask;
	unsigned rank = 0;

	for (;; rank++, mask >>= 1)
		if (mask & 1 && which-- == 0)
			return rank;
}

static bool
rules_group_ready(
    struct rule_set *set, struct rules_group *g, enum rules_fit fit)
{
	size_t n = 0;

	if (g->code.code)
		return true;
	for (size_t i = 0; i < set->pattern_n; i++)
		if (g->mask >> i & 1)
			g->patterns[n++] = set->patterns[i];
	return rules_compile_some(set->rules, &g->code, g->patterns, n, fit);
}

/* Tries what can begin at each character up to `to`, where `any` was found. */
static bool
rules_seek_groups(struct rule_set *set, struct slice subject, size_t from,
    size_t to, struct rules_found *found)
{
	const struct rules_seek *seek = set->seek;
	size_t n;

	for (size_t at = from; at < subject.n && at <= to; at += n) {
		uint32_t c = utf8_decode(subject.p + at, subject.n - at, &n);
		size_t i = c < RULES_PLANE ? seek->group_of[c] : 0, which;
		struct rules_group *g = seek->groups[i];
		enum rules_result one;

		if (i == 0)
			continue;
		if (!rules_group_ready(set, g, RULES_ANCHORED))
			return false;
		one =
		    rules_code_match(set->rules, &g->code, subject, at, &which);
		if (one == RULES_NO_MATCH ||
		    (one == RULES_MATCH && at == to &&
			rules_group_rank(g, which) >
			    rules_group_rank(&seek->any, found->which)))
			continue;
		*found = (struct rules_found){ one, &g->code, which };
		return true;
	}
	return true;
}

bool
rules_seek(struct rule_set *set, struct slice subject, size_t from,
    struct rules_found *found)
{
	struct rules_group *any;
	size_t to = SIZE_MAX;

	set->searched += subject.n - from;
	if (set->searched < SEEK_AFTER || set->code_n == 0 || subject.n == 0)
		return false;
	if (!set->seek)
		set->seek = rules_seek_new(set);
	any = &set->seek->any;
	if (!set->seek->useful ||
	    (any->mask && !rules_group_ready(set, any, RULES_AS_THEY_ARE)))
		return false;
	*found = (struct rules_found){ RULES_NO_MATCH, &any->code, 0 };
	if (any->mask)
		found->result = rules_code_match(
		    set->rules, &any->code, subject, from, &found->which);
	if (found->result == RULES_LIMIT)
		return true;
	if (found->result == RULES_MATCH)
		to = pcre2_get_ovector_pointer(any->code.data)[0];
	return rules_seek_groups(set, subject, from, to, found);
}
