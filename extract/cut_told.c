/*
 * cut_told.c - results told in words, with nothing between them and the name
 * that they belong to: 群众安全感显著提升已完成10. The words are rules.
 */
#include "cut_told.h"

#include <string.h>

#include "cut_ends.h"
#include "utf8.h"

#define TOLD_MAX 96u /* bytes of a name's end and two texts */

/* The start of a character, at most TOLD_MAX bytes before `to`. */
static size_t
begin_of(struct slice s, size_t from, size_t to)
{
	if (to - from > TOLD_MAX)
		from = to - TOLD_MAX;
	while (from < to && utf8_is_tail(s.p[from]))
		from++;
	return from;
}

struct told *
cut_told(struct form *r, struct slice s)
{
	struct rules *rules = lexicon_rules(r->lex);
	struct told *told;
	size_t from = 0;

	r->told = told = arena_grow(
	    r->arena, r->told, 0, &r->told_room, s.n + 1, sizeof(*told));
	memset(told, 0, (s.n + 1) * sizeof(*told));
	if (rules_count(rules, "told") == 0)
		return told;
	for (size_t to = 1; to <= s.n; to++) {
		struct rule_match m;
		struct slice text;
		if (to < s.n && !ends_figure_starts(s, to))
			continue;
		from = begin_of(s, from, to);
		text = (struct slice){ s.p + from, to - from };
		if (rules_match(rules, "told", text, 0, &m) == RULES_MATCH) {
			told[to].target =
			    (size_t)(rule_group(&m, "target").p - s.p);
			told[to].actual =
			    (size_t)(rule_group(&m, "actual").p - s.p);
		}
		from = to;
	}
	return told;
}

size_t
cut_told_end(struct slice s, const struct told *told, size_t at)
{
	size_t to = at + 1;

	while (to < s.n && !ends_figure_starts(s, to))
		to++;
	if (to > s.n || told[to].actual == 0)
		return 0;
	if (at == told[to].target)
		return told[to].actual;
	return at < told[to].target ? told[to].target : 0;
}
