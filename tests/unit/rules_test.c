/* Rule files: what they give, and what is said about mistakes. */
#include "rules.h"

#include <stdlib.h>

#include "capture.h"
#include "diag.h"
#include "fold.h"
#include "tap.h"

static const struct rule_attr column_attrs[] = {
	{ "type", RULE_WORDS, "money percent", true, false },
};
static const struct rule_attr sentence_attrs[] = {
	{ "when", RULE_PATTERN, NULL, false, true },
	{ "num", RULE_INTEGER, NULL, false, false },
	{ "dec", RULE_DECIMAL, NULL, false, false },
};
static const struct rule_attr title_attrs[] = {
	{ "needs", RULE_HELD, NULL, false, true },
	{ "over", RULE_RULES, "title", false, false },
	{ "signs", RULE_RULES, NULL, false, true },
	{ "unit", RULE_DEFINED, "money_unit", false, false },
};
static const struct rule_attr word_attrs[] = {
	{ "value", RULE_WORDS, NULL, true, true },
	{ "order", RULE_INTEGER, NULL, false, false },
	{ "type", RULE_WORD, "a b", false, false },
	{ "share", RULE_DECIMAL, NULL, false, false },
};
static const struct rule_kind kinds[] = {
	{ "column", true, true, column_attrs, 1, NULL },
	{ "sentence", true, false, sentence_attrs, 3, NULL },
	{ "word", false, false, word_attrs, 4, NULL },
	{ "title", true, true, title_attrs, 4, "unit" },
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static struct rules *
open_rules(const char *name)
{
	char dir[200];

	snprintf(dir, sizeof(dir), "tests/data/rules/%s", name);
	return rules_open(dir, kinds, KINDS);
}

/* --- messages, byte for byte --- */

static int
say_bad(void)
{
	struct rules *r;

	diag_open("extract", false);
	r = open_rules("bad");
	rules_close(r);
	return r ? 0 : diag_status();
}

static int
say_none(void)
{
	diag_open("extract", false);
	rules_close(open_rules("none"));
	rules_close(rules_open("tests/data/rules", kinds, KINDS));
	return diag_status();
}

static int
say_examples(void)
{
	struct rules *r;
	size_t failed, examples;

	diag_open("extract", false);
	r = open_rules("examples");
	failed = rules_check(r, &examples);
	rules_close(r);
	return failed == 5 && examples == 8 ? 0 : 1;
}

static void
check_golden(const char *name, int (*say)(void), int status)
{
	static char expected[32768];
	char path[200];
	FILE *f;
	size_t n = 0;
	int got = capture(say);

	snprintf(path, sizeof(path), "tests/data/rules/%s.msg", name);
	f = fopen(path, "r");
	if (f) {
		n = fread(expected, 1, sizeof(expected) - 1, f);
		fclose(f);
	}
	expected[n] = '\0';
	is(capture_text, strlen(capture_text), expected, path);
	ok(got == status, "%s: status %d", name, got);
}

/* --- matching --- */

static void
is_slice(struct slice got, const char *expected, const char *what)
{
	is(got.p, got.n, expected, what);
}

static void
test_columns(struct rules *r)
{
	struct rule_set *set = rules_set(r, "column");
	struct rule_match m;
	const struct rule *rule;

	rule = rule_set_classify(set, SLICE_LITERAL("年度预算"));
	ok(rule && strcmp(rule_id(rule), "column.annual") == 0 &&
		strcmp(rule_name(rule), "annual") == 0 && rule_index(rule) == 0,
	    "the second is line of a rule is an alternative");
	ok(rule_set_classify(set, SLICE_LITERAL("年度预算")) == rule,
	    "the memo remembers the same");
	rule = rule_set_classify(set, SLICE_LITERAL("x年度预算"));
	ok(rule && strcmp(rule_id(rule), "column.any") == 0,
	    "is must match the whole text, has need not");
	ok(!rule_set_classify(set, SLICE_LITERAL("x")) &&
		!rule_set_classify(set, SLICE_LITERAL("x")) &&
		!rule_set_classify(set, SLICE_NULL),
	    "no match is remembered, too");
	ok(rules_match(r, "column", SLICE_LITERAL("a全年执行数"), 1, &m) ==
		RULES_NO_MATCH,
	    "is rules are tried at the text's start only");
	ok(rules_match(r, "column", SLICE_LITERAL("执行数-"), 0, &m) ==
		RULES_MATCH,
	    "definitions of another file are known");
	is_slice(rule_group(&m, "v"), "-", "a group behind definitions");
	ok(!rule_group(&m, "int").p && !rule_group(&m, "none").p,
	    "groups of definitions and unknown names are NULL");
}

static void
test_sentences(struct rules *r)
{
	struct slice s =
	    SLICE_LITERAL("今年财政拨付12.5万元，付3亿元，拨付，2024年");
	struct rule_match m;
	size_t n = 0, from = 0;

	while (rules_match(r, "sentence", s, from, &m) == RULES_MATCH) {
		from = (size_t)(m.whole.p + m.whole.n - s.p);
		if (n == 0) {
			is_slice(m.whole, "财政拨付12.5万元", "first match");
			is_slice(rule_group(&m, "amount"), "12.5", "its group");
			is_slice(rule_group(&m, "who"), "财政", "another");
		} else if (n == 1) {
			is_slice(m.whole, "付3亿元", "leftmost wins");
			is_slice(rule_group(&m, "amount"), "3",
			    "the same name in another line");
			ok(!rule_group(&m, "who").p, "not in this line");
		} else
			is_slice(m.whole, "拨付", "then file order");
		n++;
	}
	ok(n == 3, "three matches");
	ok(rules_match(r, "sentence", SLICE_NULL, 0, &m) == RULES_NO_MATCH &&
		rules_match(r, "word", s, 0, &m) == RULES_NO_MATCH &&
		rules_match(r, "unknown", s, 0, &m) == RULES_NO_MATCH,
	    "nothing matches in nothing, or without rules");
}

static void
test_attributes(struct rules *r)
{
	const struct rule *all = rules_find(r, "sentence", "all");
	const struct rule *first = rules_get(r, "word", 0);
	struct rule_match m;

	ok(rule_attr_match(all, "when", SLICE_LITERAL("5月2024年"), 0, &m) ==
		RULES_MATCH,
	    "the pattern of an attribute matches");
	is_slice(rule_group(&m, "y"), "2024", "its first line is tried first");
	ok(rule_attr_match(all, "when", SLICE_LITERAL("5月"), 0, &m) ==
		RULES_MATCH,
	    "then its second");
	is_slice(rule_group(&m, "y"), "5", "with its group");
	ok(rule_attr_match(all, "when", SLICE_LITERAL("x"), 0, &m) ==
		    RULES_NO_MATCH &&
		rule_attr_match(first, "when", SLICE_LITERAL("x"), 0, &m) ==
		    RULES_NO_MATCH,
	    "no match, and no such attribute");
	ok(rule_integer(all, "num", 7) == 42 &&
		rule_integer(first, "num", 7) == 7,
	    "an integer, or what stands for it");
	is_slice(rule_attr(first, "value", 0), "one two  three", "raw text");
	is_slice(rule_attr(first, "value", 1), "four", "a repeated one");
	is_slice(rule_attr(first, "share", 0), "-0.50", "a decimal as text");
	ok(!rule_attr(first, "value", 2).p && !rule_attr(first, "x", 0).p,
	    "what is not given is NULL");
	ok(rule_has_word(first, "value", "two") &&
		rule_has_word(first, "value", "four") &&
		!rule_has_word(first, "value", "fou") &&
		!rule_has_word(first, "value", ""),
	    "one word of several");
	ok(rules_count(r, "word") == 2 && rules_count(r, "x") == 0 &&
		!rules_get(r, "word", 2) && rules_find(r, "word", "万元") &&
		!rules_find(r, "word", "x") && !rules_set(r, "x"),
	    "rules are found by number and name");
}

static void
test_limit(struct rules *r)
{
	static char text[3000];
	struct rule_match m;

	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = 'b';
	ok(rules_match(r, "sentence", (struct slice){ text, sizeof(text) }, 0,
	       &m) == RULES_LIMIT,
	    "a pattern that backtracks too much hits a limit");
}

static void
test_hash(struct rules *r)
{
	struct rules *again = open_rules("good");
	struct rules *other = open_rules("examples");

	ok(strlen(rules_hash(r)) == 64 &&
		strcmp(rules_hash(r), rules_hash(again)) == 0 &&
		strcmp(rules_hash(r), rules_hash(other)) != 0,
	    "the hash tells rules apart");
	rules_close(again);
	rules_close(other);
}

/* Many rules: more than one PCRE2 pattern holds. */
static void
test_many(void)
{
	char dir[] = "/tmp/rules-XXXXXX", path[64], text[64];
	struct rules *r;
	struct rule_match m;
	bool good = true;
	FILE *f;

	if (!mkdtemp(dir))
		return;
	snprintf(path, sizeof(path), "%s/a.rules", dir);
	f = fopen(path, "w");
	for (int i = 0; f && i < 3000; i++)
		fprintf(f,
		    "[sentence r%d]\nhas 第%d号(?<a>[一-龥]+)(?<b>\\d)?;\n", i,
		    i);
	if (f)
		fclose(f);
	r = rules_open(dir, kinds, KINDS);
	for (int i = 0; r && i < 3000; i += 7) {
		int n = snprintf(text, sizeof(text), "x第%d号预算5; 第%d号决;",
		    i, (i + 1500) % 3000);

		good = good &&
		    rules_match(r, "sentence",
			(struct slice){ text, (size_t)n }, 0,
			&m) == RULES_MATCH &&
		    rule_index(m.rule) == (size_t)i &&
		    slice_is(rule_group(&m, "a"), "预算") &&
		    slice_is(rule_group(&m, "b"), "5");
	}
	ok(r && good, "three thousand rules: the leftmost wins, with groups");
	rules_close(r);
	remove(path);
	remove(dir);
}

int
main(void)
{
	struct rules *r;

	if (fold_open() != 0)
		return 70;
	check_golden("bad", say_bad, 78);
	check_golden("none", say_none, 78);
	check_golden("examples", say_examples, 0);
	r = open_rules("good");
	if (ok(r && rules_check(r, NULL) == 0, "good rules are read")) {
		test_columns(r);
		test_sentences(r);
		test_attributes(r);
		test_limit(r);
		test_hash(r);
	}
	rules_close(r);
	rules_close(NULL);
	test_many();
	fold_close();
	return tap_end();
}
