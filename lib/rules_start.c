/*
 * rules_start.c - which characters the matches of a set begin with.
 *
 * PCRE2 tells the first byte at most, and all Han characters share six. Each
 * character that stands in the patterns is tried alone: where a partial match
 * says that more text could make it match, it may begin one. A character that
 * stands in no pattern stands for all others, which only classes could match.
 * Most are never met, so each is tried when it is.
 */
#include <stdlib.h>

#include "heap.h"
#include "rules_store.h"
#include "utf8.h"

enum {
	RULES_START_BYTES =
	    RULES_PLANE / 8,    /* the basic plane; others may start */
	RULES_STRANGER = 0x9f98 /* a Han character of no form */
};

static bool
rules_try_start(const struct rule_set *set, uint32_t c)
{
	char text[4];
	size_t n = utf8_encode(c, text);

	for (size_t i = 0; i < set->code_n; i++) {
		const struct rule_code *code = &set->codes[i];
		int result = pcre2_match(code->code, (PCRE2_SPTR)text, n, 0,
		    PCRE2_PARTIAL_HARD | PCRE2_NO_JIT, code->data,
		    set->rules->match);

		if (result != PCRE2_ERROR_NOMATCH)
			return true;
	}
	return false;
}

/* Notes that a character stands in a pattern: it is tried when it is met. */
static void
rules_note_start(struct rule_set *set, uint32_t c)
{
	if (c < RULES_START_BYTES * 8)
		set->untried[c / 8] |= (uint8_t)(1u << c % 8);
}

static void
rules_note_text(struct rule_set *set, struct slice s)
{
	size_t n;

	for (size_t i = 0; i < s.n; i += n)
		rules_note_start(set, utf8_decode(s.p + i, s.n - i, &n));
}

/* True where all ways through the pattern begin at the subject's start. */
static bool
rules_is_anchored(const pcre2_code *code)
{
	uint32_t options = 0;

	return pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options) == 0 &&
	    (options & PCRE2_ANCHORED) != 0;
}

void
rules_find_starts(struct rule_set *set)
{
	struct rules *r = set->rules;
	bool whole = true, anchored = true;

	for (size_t i = 0; i < set->pattern_n; i++)
		whole &= set->patterns[i]->whole;
	for (size_t i = 0; i < set->code_n; i++)
		anchored &= rules_is_anchored(set->codes[i].code);
	if (!whole && !anchored)
		return; /* searched for: begins anywhere */
	if (set->pattern_n == 0 || rules_try_start(set, RULES_STRANGER))
		return;
	set->starts = heap_zero(2, RULES_START_BYTES);
	set->untried = set->starts + RULES_START_BYTES;
	for (uint32_t c = 1; c < 0x80; c++)
		rules_note_start(set, c);
	for (size_t i = 0; i < set->pattern_n; i++)
		rules_note_text(set, set->patterns[i]->text);
	for (size_t i = 0; i < r->define_n; i++)
		rules_note_text(set, r->defines[i].text);
}

bool
rules_may_start(const struct rule_set *set, struct slice subject)
{
	uint8_t bit;
	uint32_t c;
	size_t n;

	if (!set->starts || subject.n == 0)
		return true;
	c = utf8_decode(subject.p, subject.n, &n);
	if (c >= RULES_START_BYTES * 8)
		return true;
	bit = (uint8_t)(1u << c % 8);
	if (set->untried[c / 8] & bit) {
		set->untried[c / 8] &= (uint8_t)~bit;
		if (rules_try_start(set, c))
			set->starts[c / 8] |= bit;
	}
	return (set->starts[c / 8] & bit) != 0;
}
