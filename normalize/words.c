#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "fold.h"
#include "rules.h"
#include "trie.h"
#include "utf8.h"

static const struct rule_attr character_attrs[] = {
	{ "pairs", RULE_TEXT, NULL, true, true },
};
static const struct rule_attr mark_attrs[] = {
	{ "words", RULE_TEXT, NULL, true, true },
};
static const struct rule_attr digit_attrs[] = {
	{ "value", RULE_INTEGER, NULL, true, false },
	{ "words", RULE_TEXT, NULL, true, true },
	{ "formal", RULE_TEXT, NULL, false, true },
};
static const struct rule_attr power_attrs[] = {
	{ "power", RULE_INTEGER, NULL, true, false },
	{ "words", RULE_TEXT, NULL, true, true },
	{ "formal", RULE_TEXT, NULL, false, true },
};
static const struct rule_attr sign_attrs[] = {
	{ "value", RULE_WORD, "plus minus", true, false },
	{ "words", RULE_TEXT, NULL, true, true },
};
static const struct rule_attr period_attrs[] = {
	{ "from", RULE_INTEGER, NULL, true, false },
	{ "to", RULE_INTEGER, NULL, true, false },
	{ "words", RULE_TEXT, NULL, true, true },
};
static const struct rule_attr operator_attrs[] = {
	{ "op", RULE_WORD, "= >= <= > <", true, false },
	{ "words", RULE_TEXT, NULL, false, true },
	{ "after", RULE_TEXT, NULL, false, true },
	{ "than", RULE_TEXT, NULL, false, true },
};
static const struct rule_attr unit_attrs[] = {
	{ "kind", RULE_WORD, "percent money quantity duration", true, false },
	{ "base", RULE_TEXT, NULL, true, false },
	{ "factor", RULE_DECIMAL, NULL, false, false },
	{ "iso", RULE_WORD, "Y M W D h m s", false, false },
	{ "of", RULE_TEXT, NULL, false, false },
	{ "share", RULE_DECIMAL, NULL, false, false },
	{ "words", RULE_TEXT, NULL, false, true },
	{ "before", RULE_TEXT, NULL, false, true },
};
static const struct rule_attr rate_attrs[] = {
	{ "base", RULE_TEXT, NULL, true, false },
	{ "words", RULE_TEXT, NULL, true, true },
};
static const struct rule_attr example_attrs[] = {
	{ "reads", RULE_TEXT, NULL, true, true },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define KIND(name, attrs)                                     \
	{                                                     \
		name, false, false, attrs, COUNT(attrs), NULL \
	}

const struct rule_kind words_kinds[] = {
	KIND("character", character_attrs),
	KIND("digit", digit_attrs),
	KIND("tens", digit_attrs),
	KIND("ten", power_attrs),
	KIND("big", power_attrs),
	KIND("suffix", power_attrs),
	KIND("portion", power_attrs),
	KIND("sign", sign_attrs),
	KIND("period", period_attrs),
	KIND("operator", operator_attrs),
	KIND("unit", unit_attrs),
	KIND("counter", mark_attrs),
	KIND("rate", rate_attrs),
	KIND("mark", mark_attrs),
	KIND("example", example_attrs),
};
const size_t words_kind_n = COUNT(words_kinds);

struct words {
	struct arena *arena;
	struct trie *trie;
	struct slice at; /* the word that is read, where it stands */
	bool wrong;      /* a mistake was reported */
};

/* The word of this spelling, made if there is none yet. */
static struct word *
word_for(struct words *w, struct slice text)
{
	struct word *word = trie_get(w->trie, text);
	if (word == NULL) {
		word = arena_zero(w->arena, sizeof(*word));
		word->text = trie_plain(w->trie, text);
		unsigned char first = (unsigned char)text.p[0];
		word->latin = first >= 'A' && first < 0x80;
		trie_put(w->trie, text, word);
	}
	return word;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The next word of a line of words; false at its end. */
static bool
next_word(struct slice *line, struct slice *word)
{
	size_t i = 0;
	while (i < line->n && is_blank(line->p[i]))
		i++;
	size_t from = i;
	while (i < line->n && !is_blank(line->p[i]))
		i++;
	*word = (struct slice){ line->p + from, i - from };
	*line = slice_rest(*line, i);
	return word->n > 0;
}

/* What a rule gives to each of its words. */
typedef void give(struct words *, struct word *, const struct rule *, long);

static void
each_word(struct words *w, const struct rule *r, const char *attr, long value,
    give *f)
{
	struct slice line;
	for (size_t i = 0; (line = rule_attr(r, attr, i)).p != NULL; i++) {
		struct slice text;
		while (next_word(&line, &text)) {
			w->at = text;
			f(w, word_for(w, text), r, value);
		}
	}
}

static void
contradiction(struct words *w, const struct word *word, const struct rule *r)
{
	w->wrong = true;
	rule_mistake(r, w->at,
	    "`%.*s` has such a role already, with another meaning",
	    SLICE_PRINT(word->text));
}

static void
add_role(
    struct words *w, struct word *word, const struct rule *r, uint64_t role)
{
	if (word->roles & role)
		contradiction(w, word, r);
	word->roles |= role;
}

static void
give_digit(struct words *w, struct word *word, const struct rule *r, long value)
{
	add_role(w, word, r, WORD_DIGIT);
	word->value = (short)value;
}

static void
give_tens(struct words *w, struct word *word, const struct rule *r, long value)
{
	add_role(w, word, r, WORD_TENS);
	word->value = (short)value;
}

static void
give_ten(struct words *w, struct word *word, const struct rule *r, long power)
{
	add_role(w, word, r, WORD_TEN);
	word->power = (short)power;
}

static void
give_big(struct words *w, struct word *word, const struct rule *r, long power)
{
	add_role(w, word, r, WORD_BIG);
	word->power = (short)power;
}

static void
give_suffix(
    struct words *w, struct word *word, const struct rule *r, long power)
{
	add_role(w, word, r, WORD_SUFFIX);
	word->suffix = (short)power;
}

static void
give_portion(
    struct words *w, struct word *word, const struct rule *r, long power)
{
	add_role(w, word, r, WORD_PORTION);
	word->portion = (short)power;
}

static void
give_formal(struct words *w, struct word *word, const struct rule *r, long v)
{
	(void)w;
	(void)r;
	(void)v;
	word->formal = true;
}

static void
give_sign(struct words *w, struct word *word, const struct rule *r, long value)
{
	add_role(w, word, r, WORD_SIGN);
	word->value = (short)value;
}

static void
give_period(struct words *w, struct word *word, const struct rule *r, long v)
{
	(void)v;
	add_role(w, word, r, WORD_PERIOD);
	word->first_month = (short)rule_integer(r, "from", 1);
	word->last_month = (short)rule_integer(r, "to", 12);
}

static void
give_op(struct words *w, struct word *word, const struct rule *r, long op)
{
	add_role(w, word, r, WORD_OP);
	word->op = (enum value_op)op;
}

static void
give_op_after(struct words *w, struct word *word, const struct rule *r, long op)
{
	add_role(w, word, r, WORD_OP_AFTER);
	word->op_after = (enum value_op)op;
}

static void
give_op_than(struct words *w, struct word *word, const struct rule *r, long op)
{
	add_role(w, word, r, WORD_OP_THAN);
	word->op_than = (enum value_op)op;
}

static void
give_mark(struct words *w, struct word *word, const struct rule *r, long bit)
{
	(void)w;
	(void)r;
	word->roles |= UINT64_C(1) << bit;
}

/* The unit a rule describes. */
static struct unit *
unit_of(struct words *w, const struct rule *r)
{
	static const char *const kinds[VALUE_KIND_COUNT] = { NULL, NULL,
		"percent", "money", "quantity", "duration", NULL, NULL, NULL };
	struct unit *u = arena_zero(w->arena, sizeof(*u));
	u->kind = VALUE_QUANTITY;
	for (int k = VALUE_NONE; k < VALUE_KIND_COUNT; k++) {
		if (kinds[k] != NULL && rule_has_word(r, "kind", kinds[k]))
			u->kind = (enum value_kind)k;
	}
	struct slice base = rule_attr(r, "base", 0);
	struct slice of = rule_attr(r, "of", 0);
	struct slice iso = rule_attr(r, "iso", 0);
	u->base = base.p ? arena_copy(w->arena, base) : SLICE_NULL;
	u->of = of.p ? arena_copy(w->arena, of) : SLICE_NULL;
	u->iso = iso.p ? iso.p[0] : 0;
	if (!decimal_parse(rule_attr(r, "share", 0), &u->share))
		u->share = decimal_of(1);
	if (!decimal_parse(rule_attr(r, "factor", 0), &u->factor))
		u->factor = decimal_of(1);
	struct decimal one = u->factor;
	while (decimal_compare(one, decimal_of(10)) >= 0 && u->power < 30)
		one = decimal_shift(u->factor, -++u->power);
	while (decimal_compare(one, decimal_of(1)) < 0 && u->power > -30)
		one = decimal_shift(u->factor, - --u->power);
	u->is_power = decimal_compare(one, decimal_of(1)) == 0;
	return u;
}

static void
give_unit(struct words *w, struct word *word, const struct rule *r, long v)
{
	(void)v;
	add_role(w, word, r, WORD_UNIT);
	if (word->unit == NULL)
		word->unit = unit_of(w, r);
}

/* A counter is its own base. */
static void
give_counter(struct words *w, struct word *word, const struct rule *r, long v)
{
	(void)v;
	add_role(w, word, r, WORD_UNIT);
	struct unit *u = unit_of(w, r);
	u->base = word->text;
	word->unit = u;
}

static void
give_before(struct words *w, struct word *word, const struct rule *r, long i)
{
	(void)i;
	add_role(w, word, r, WORD_BEFORE);
	word->before = unit_of(w, r);
}

static void
give_rate(struct words *w, struct word *word, const struct rule *r, long v)
{
	(void)v;
	add_role(w, word, r, WORD_RATE);
	word->rate = arena_copy(w->arena, rule_attr(r, "base", 0));
}

/* A rule whose words all get one number, or none. */
static void
add_words(struct words *w, const struct rule *r, const char *number, give *f)
{
	long value = number != NULL ? rule_integer(r, number, 0) : 0;
	each_word(w, r, "words", value, f);
}

/* A rule that gives no word a meaning says nothing. */
static void
need_words(struct words *w, const struct rule *r, const char *const *keys)
{
	char list[80] = "";
	size_t n = 0;
	for (size_t i = 0; keys[i] != NULL && n < sizeof(list); i++) {
		if (rule_attr(r, keys[i], 0).p != NULL)
			return;
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
		    i > 0 ? " or " : "", keys[i]);
	}
	w->wrong = true;
	rule_mistake(
	    r, SLICE_NULL, "the rule %s needs a line %s", rule_id(r), list);
}

static void
add_mark(struct words *w, const struct rule *r)
{
#define MARK_NAME(id, name, meaning) name,
	static const char *const names[] = { WORD_MARKS(MARK_NAME) };
#undef MARK_NAME
	for (int bit = 0; bit < WORD_BIT_COUNT; bit++) {
		if (strcmp(names[bit], rule_name(r)) == 0) {
			each_word(w, r, "words", bit, give_mark);
			return;
		}
	}
	w->wrong = true;
	char list[600] = "";
	size_t n = 0;
	for (int bit = 0; bit < WORD_BIT_COUNT && n < sizeof(list); bit++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
		    bit > 0 ? " " : "", names[bit]);
	rule_mistake(r, SLICE_NULL,
	    "there is no mark \"%s\"; expected one of: %s", rule_name(r), list);
}

static void
add_operator(struct words *w, const struct rule *r)
{
	static const char *const ops[] = { "=", ">=", "<=", ">", "<" };
	static const char *const keys[] = { "words", "after", "than", NULL };
	need_words(w, r, keys);
	for (long op = 0; op < (long)COUNT(ops); op++) {
		if (!rule_has_word(r, "op", ops[op]))
			continue;
		each_word(w, r, "words", op, give_op);
		each_word(w, r, "after", op, give_op_after);
		each_word(w, r, "than", op, give_op_than);
	}
}

static void
add_digit(struct words *w, const struct rule *r)
{
	long value = rule_integer(r, "value", 0);
	each_word(w, r, "words", value, give_digit);
	each_word(w, r, "formal", value, give_digit);
	each_word(w, r, "formal", 0, give_formal);
}

static void
add_ten(struct words *w, const struct rule *r)
{
	long power = rule_integer(r, "power", 0);
	each_word(w, r, "words", power, give_ten);
	each_word(w, r, "formal", power, give_ten);
	each_word(w, r, "formal", 0, give_formal);
}

static void
add_sign(struct words *w, const struct rule *r)
{
	long value = rule_has_word(r, "value", "minus") ? -1 : 1;
	each_word(w, r, "words", value, give_sign);
}

static void
add_unit(struct words *w, const struct rule *r)
{
	static const char *const keys[] = { "words", "before", NULL };
	need_words(w, r, keys);
	each_word(w, r, "words", 0, give_unit);
	each_word(w, r, "before", 0, give_before);
}

/* Pairs of characters written together, a variant and its plain form. */
static void
add_characters(struct words *w, const struct rule *r)
{
	struct slice line;
	for (size_t i = 0; (line = rule_attr(r, "pairs", i)).p != NULL; i++) {
		struct slice pair;
		while (next_word(&line, &pair)) {
			size_t n;
			size_t m = 0;
			uint32_t from = fold_decode(pair.p, pair.n, &n);
			uint32_t to = 0;
			if (n < pair.n)
				to = fold_decode(pair.p + n, pair.n - n, &m);
			if (n + m == pair.n && m > 0) {
				trie_same(w->trie, from, to);
				continue;
			}
			w->wrong = true;
			rule_mistake(r, pair,
			    "expected a pair of characters, a variant and its "
			    "plain form");
		}
	}
}

/* What a unit may stand behind must be one itself. */
static void
check_larger(struct words *w, const struct rules *rules)
{
	for (size_t i = 0; i < rules_count(rules, "unit"); i++) {
		const struct rule *r = rules_get(rules, "unit", i);
		struct slice of = rule_attr(r, "of", 0);
		const struct word *word =
		    of.p == NULL ? NULL : trie_get(w->trie, of);
		if (of.p == NULL || (word != NULL && word->unit != NULL))
			continue;
		w->wrong = true;
		rule_mistake(
		    r, of, "no unit has the word \"%.*s\"", SLICE_PRINT(of));
	}
}

struct words *
words_open(const struct rules *rules)
{
	static const struct {
		const char *kind;
		void (*add)(struct words *, const struct rule *);
		/* Where add is NULL: its number, and what its words get. */
		const char *number;
		give *give;
	} kinds[] = {
		/* Variants first: they say which spellings are the same. */
		{ "character", add_characters, NULL, NULL },
		{ "digit", add_digit, NULL, NULL },
		{ "tens", NULL, "value", give_tens },
		{ "ten", add_ten, NULL, NULL },
		{ "big", NULL, "power", give_big },
		{ "suffix", NULL, "power", give_suffix },
		{ "portion", NULL, "power", give_portion },
		{ "sign", add_sign, NULL, NULL },
		{ "period", NULL, NULL, give_period },
		{ "operator", add_operator, NULL, NULL },
		{ "unit", add_unit, NULL, NULL },
		{ "counter", NULL, NULL, give_counter },
		{ "rate", NULL, NULL, give_rate },
		{ "mark", add_mark, NULL, NULL },
	};
	struct arena *arena = arena_new();
	struct words *w = arena_zero(arena, sizeof(*w));
	w->arena = arena;
	w->trie = trie_new(arena);
	for (size_t k = 0; k < COUNT(kinds); k++) {
		size_t n = rules_count(rules, kinds[k].kind);
		for (size_t i = 0; i < n; i++) {
			const struct rule *r =
			    rules_get(rules, kinds[k].kind, i);
			if (kinds[k].add != NULL)
				kinds[k].add(w, r);
			else
				add_words(w, r, kinds[k].number, kinds[k].give);
		}
	}
	check_larger(w, rules);
	if (!w->wrong)
		return w;
	words_close(w);
	return NULL;
}

void
words_close(struct words *w)
{
	if (w != NULL)
		arena_free(w->arena);
}

const struct word *
words_match(const struct words *w, const char *p, size_t left, size_t *n)
{
	return trie_match(w->trie, p, left, n);
}

const struct word *
words_match_shorter(const struct words *w, const char *p, size_t *n)
{
	const struct word *word;
	do
		word = trie_match(w->trie, p, *n - 1, n);
	while (word != NULL && (word->roles & WORD_STOP));
	return word;
}

bool
words_may_begin(const struct words *w, uint32_t c)
{
	return trie_may_begin(w->trie, c);
}
