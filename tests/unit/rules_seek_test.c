/* Which characters begin a match, and that a search which skips the others
 * finds what PCRE2 finds. */
#include <stdlib.h>

#include "fold.h"
#include "lexicon.h"
#include "rules_store.h"
#include "tap.h"
#include "utf8.h"

/* --- first characters; NULL: any --- */

static const struct {
	const char *pattern, *first;
} rows[] = {
	{ "预算", "预" },
	{ "预?算", "预算" },
	{ "预*+算", "预算" },
	{ "预+算", "预" },
	{ "预{0,2}算", "预算" },
	{ "预{1,2}算", "预" },
	{ "预{x", NULL },
	{ "预{,2}算", NULL },
	{ "预算|支出", "预支" },
	{ "|预", "预" },
	{ "(?:预|年(?:初|末))算", "预年" },
	{ "(?:预|年?)算", "预年算" },
	{ "(?:全)?(?:年)?(?<x>预)?算", "全年预算" },
	{ "(?:预)*?算", "预算" },
	{ "(?>预|支)", "预支" },
	{ "(预)", "预" },
	{ "(?=支)预", "预" },
	{ "(?!支(?:出|付))预", "预" },
	{ "(?<![政市])预", "预" },
	{ "(?<=实际)预", "预" },
	{ "^预", "预" },
	{ "(?:^|,)预", ",预" },
	{ "$|预", "预" },
	{ "\\A预\\b|\\Z", "预" },
	{ "[预支]出", "预支" },
	{ "[一二]?预", "一二预" },
	{ "[1-3-]预", "123-" },
	{ "[]预]", "]预" },
	{ "[\\]\\d]", "]0123456789" },
	{ "\\d[,.]", "0123456789" },
	{ "\\.预", "." },
	{ "\\(预", "(" },
	{ "预[^支]\\p{sc:Han}.\\w", NULL },
	{ "预[^支]\\p{sc:Han}.", "预" },
	{ "[^支]预", NULL },
	{ "支?[^支]预", NULL },
	{ "\\p{sc:Han}预", NULL },
	{ "[\\p{sc:Han}预]", NULL },
	{ "[\\b]", NULL },
	{ ".预", NULL },
	{ "预?.", NULL },
	{ "\\w", NULL },
	{ "(?i)a", NULL },
	{ "(?|预|支)", NULL },
	{ "(*COMMIT)预", NULL },
	{ "(?<x>预)\\k<x>", NULL },
	{ "[[:alpha:]]", NULL },
	{ "\\x{9884}", NULL },
	{ "𠀀", NULL },
	{ "(?&no_such_name)", NULL },
	{ "[预", NULL },
	{ "(预", NULL },
	{ "预)", NULL },
	{ "(?&year)年", "2一" },
	{ "(?&more)年", "年2一," },
	{ "(?&itself)年", NULL },
};

/* The characters of the masks whose bit is set are those of the text. */
static bool
same(const uint64_t *masks, const char *text)
{
	struct slice s = slice_of(text);
	size_t count = 0, want = 0, n;

	for (uint32_t c = 0; c < RULES_PLANE; c++)
		count += masks[c] != 0;
	for (size_t i = 0; i < s.n; i += n, want++)
		if (!masks[utf8_decode(s.p + i, s.n - i, &n)])
			return false;
	return count == want;
}

static void
test_first(void)
{
	static struct rules_define defines[] = {
		{ .name = { "year", 4 }, .text = { "20[0-4]\\d|一", 13 } },
		{ .name = { "more", 4 }, .text = { "(?:,|(?&year))*", 15 } },
		{ .name = { "itself", 6 }, .text = { "(?&itself)?", 11 } },
	};
	struct rules r = { .defines = defines, .define_n = 3 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t *masks = calloc(RULES_PLANE, sizeof(*masks));
		bool found;

		if (!masks)
			return;
		found = rules_first(&r, slice_of(rows[i].pattern), masks, 4);
		ok(found == (rows[i].first != NULL) &&
			(!found || same(masks, rows[i].first)),
		    "%s begins with %s", rows[i].pattern,
		    rows[i].first ? rows[i].first : "anything");
		free(masks);
	}
}

/* --- searches --- */

static uint32_t
dice(uint32_t sides)
{
	static uint32_t state = 2463534242;

	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % sides;
}

/* A few examples of the set's rules, or parts of them, one after another. */
static struct slice
made_text(struct arena *arena, const struct rule_set *set)
{
	char *to = arena_take(arena, 4000);
	size_t n = 0;

	for (uint32_t left = 1 + dice(6); left > 0; left--) {
		const struct rule *rule = set->rule[dice((uint32_t)set->n)];
		struct slice s;
		size_t from, used;

		if (rule->example_n == 0)
			continue;
		s = rule->examples[dice((uint32_t)rule->example_n)].text;
		s = fold_key_text(arena, s);
		if (s.n == 0 || s.n > 500)
			continue;
		from = dice(3) ? 0 : dice((uint32_t)s.n);
		for (; from < s.n; from += used) {
			utf8_decode(s.p + from, s.n - from, &used);
			if (((unsigned char)s.p[from] & 0xc0) == 0x80)
				continue;
			memcpy(to + n, s.p + from, used);
			n += used;
		}
		if (dice(2))
			to[n++] = ',';
	}
	return (struct slice){ to, n };
}

/* Both searches at each character: how often they differ. */
static unsigned
differences(struct rule_set *set, struct slice text)
{
	struct rule_match a, b;
	unsigned count = 0;
	size_t n;

	for (size_t at = 0; at < text.n; at += n) {
		enum rules_result one = rule_set_match(set, text, at, &a);
		enum rules_result two = rule_set_search(set, text, at, &b);

		utf8_decode(text.p + at, text.n - at, &n);
		if (one != two) {
			count++;
			continue;
		}
		if (one != RULES_MATCH)
			continue;
		count += a.rule != b.rule || a.whole.p != b.whole.p ||
		    a.whole.n != b.whole.n;
		for (size_t i = 0; a.rule == b.rule && i < a.rule->group_n; i++)
			count += a.group[i].p != b.group[i].p ||
			    a.group[i].n != b.group[i].n;
	}
	return count;
}

static bool
is_searched(const struct rule_set *set)
{
	for (size_t i = 0; i < set->pattern_n; i++)
		if (set->patterns[i]->whole)
			return false;
	return set->pattern_n > 0;
}

static void
test_set(struct rule_set *set)
{
	struct arena *arena = arena_new();
	unsigned count = 0;

	for (int i = 0; i < 500; i++) {
		count += differences(set, made_text(arena, set));
		arena_reset(arena);
	}
	ok(count == 0, "[%s]: %u differences", set->kind->name, count);
	arena_free(arena);
}

int
main(void)
{
	struct lexicon *lexicon;
	struct rules *r;
	struct rule_set *cues;

	if (fold_open() != 0 || !(lexicon = lexicon_open("rules/extract")))
		return 70;
	r = lexicon_rules(lexicon);
	test_first();
	for (size_t i = 0; i < r->set_n; i++)
		if (is_searched(&r->sets[i]))
			test_set(&r->sets[i]);
	cues = rules_set(r, "cue");
	ok(cues && cues->seek && cues->codes[0].n > 32,
	    "cues are many, and most characters are skipped");
	lexicon_close(lexicon);
	fold_close();
	return tap_end();
}
