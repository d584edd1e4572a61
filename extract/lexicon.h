/*
 * lexicon.h - the words of the forms: what a cell's label means.
 *
 * The kinds of rule that extract knows are mechanisms; their words are in
 * rules/extract. A role is one rule of a label kind with its attributes read.
 */
#ifndef LEXICON_H
#define LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "fold.h"
#include "rules.h"
#include "slice.h"

/* clang-format off */
/* Kinds of label, in the order in which a cell's words are looked up. */
#define ROLE_KINDS(F) \
	F(PAIR,        "pair")        /* its value stands to the right, or behind a colon */ \
	F(COLUMN,      "column")      /* a header word */ \
	F(ROW,         "row")         /* a row of the funds block */ \
	F(BLOCK,       "block")       /* names a part of the form */ \
	F(LEVEL,       "level")       /* a word of indicator level 1 or 2 */ \
	F(TOTAL,       "total")       /* opens the row of totals */ \
	F(SUM,         "sum")         /* names a row that adds up those above it */ \
	F(PLACEHOLDER, "placeholder") /* what a template leaves in empty cells */ \
	F(FORM,        "form")        /* a form's title */ \
	F(NOTE,        "note")        /* small print of a form, claimed and dropped */
/* clang-format on */
#define ROLE_ENUM(id, name) ROLE_##id,
enum role_kind { ROLE_KINDS(ROLE_ENUM) ROLE_KIND_COUNT };
#undef ROLE_ENUM

/* Parts of a form that have a header of their own. */
enum part {
	PART_NONE,
	PART_FUNDS,
	PART_GOALS,
	PART_INDICATORS,
	PART_PLAN,
	PART_MANAGEMENT,
	PART_COUNT
};

/* Columns that C asks for by what they hold; the rule's name is the slot's. */
/* clang-format off */
#define SLOTS(F) \
	F(LEVEL1, "level1") F(LEVEL2, "level2") F(NAME, "level3") \
	F(LEVEL4, "level4") F(DESCRIPTION, "description") F(BASIS, "basis") \
	F(OP, "target_op") F(TARGET, "target") F(UNIT, "target_unit") \
	F(ACTUAL, "actual") F(WEIGHT, "weight") F(SCORE, "score") \
	F(DEVIATION, "deviation") F(INITIAL, "initial") F(ANNUAL, "annual") \
	F(EXECUTED, "executed") F(RATE, "rate") \
	F(RECEIVED, "received") F(RECEIVED_RATE, "received_rate") \
	F(SURPLUS, "surplus") F(BASE, "budget_after_pooling")
/* clang-format on */
#define SLOT_ENUM(id, name) SLOT_##id,
enum slot { SLOTS(SLOT_ENUM) SLOT_OTHER, SLOT_COUNT };
#undef SLOT_ENUM

struct role {
	const struct rule *rule;
	const char *name;  /* the rule's name: "annual" */
	const char *field; /* field in the stream; NULL for "-" */
	const char *type;  /* value type in the stream: "money" */
	unsigned parts;    /* bit 1 << part for each part it is a column of */
	const struct rule
	    *strip; /* takes off what is glued to it; NULL: nothing */
	enum role_kind kind;
	enum slot slot;
};

/* What a cell's words mean, by kind; NULL where they mean nothing. */
struct labels {
	const struct role *of[ROLE_KIND_COUNT];
	bool any;
};

struct lexicon;

/* Compiles rules/extract. NULL where a rule file is wrong (status 78). */
struct lexicon *lexicon_open(const char *dir);
void lexicon_close(struct lexicon *); /* accepts NULL */

struct rules *lexicon_rules(const struct lexicon *);

/* Begins a document: answers of lexicon_labels for the one before die. */
void lexicon_begin(struct lexicon *);

/* The labels that a key is. The result lives until the next document. */
const struct labels *lexicon_labels(struct lexicon *, struct slice key);

/* The role of a rule of one of the role kinds. */
const struct role *lexicon_role(
    const struct lexicon *, enum role_kind, const struct rule *);

/* The role of this name, NULL for none. */
const struct role *lexicon_named(
    const struct lexicon *, enum role_kind, const char *name);

/* The sign or word of comparison that a cell's key is: ≥ 定性; NULL: none. */
const struct rule *lexicon_operator(const struct lexicon *, struct slice key);

/* Bytes of the comparison that a key begins with, ≥ 不少于; 0: none. */
size_t lexicon_comparison(const struct lexicon *, struct slice key);

/* True for a mark for nothing: - / 无 */
bool lexicon_is_nothing(const struct lexicon *, struct slice key);

/* Matches a role's own pattern again, for its groups (unit, word, month). */
bool lexicon_groups(struct lexicon *, const struct role *, struct slice key,
    struct rule_match *);

/* The leftmost label of a kind in a text, from `from` bytes in; NULL: none. */
const struct role *lexicon_search(struct lexicon *, enum role_kind,
    struct slice text, size_t from, struct rule_match *);

/* The strip rule for what a field holds; NULL: it is kept whole. */
const struct rule *lexicon_strip(const struct lexicon *, const char *field);

/*
 * What another reader made of the rules, for as long as the lexicon lives:
 * release is called at its close. NULL until it was kept.
 */
void lexicon_keep(struct lexicon *, void *, void (*release)(void *));
void *lexicon_kept(const struct lexicon *);

#endif
