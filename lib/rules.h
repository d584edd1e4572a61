/*
 * rules.h - rule files: words and patterns as data. The format is rules(5).
 *
 *     # comment
 *     [define]
 *     amount  \d+(?:,\d{3})*(?:\.\d+)?
 *
 *     [column annual]            a rule: kind "column", name "annual"
 *     is    (?:全年|调整后?)预算数?(?:\(A\))?   pattern, raw to the end of line
 *     type  money                an attribute
 *     ok    全年预算数(A)         must match, and match this rule first
 *     no    上年预算数            must not match this rule
 *
 * Patterns: `is` must match the whole text, `has` is searched for in it.
 * All rules of a kind are compiled to one pattern and tried in file order; the
 * first that matches wins. The names of [define] are for all files of a folder.
 */
#ifndef RULES_H
#define RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

enum rule_attr_type {
	RULE_TEXT,  /* raw to the end of line */
	RULE_WORD,  /* one of the words in rule_attr.words (space-separated) */
	RULE_WORDS, /* several words, each one of rule_attr.words (NULL: any) */
	RULE_INTEGER, /* a whole number, 0 to 1,000,000,000 */
	RULE_DECIMAL, /* a decimal, kept as text */
	RULE_PATTERN, /* a PCRE2 pattern of its own, compiled apart from `is` */
	/* Several names of rules of the kind rule_attr.words; NULL: kind.name,
	   of any kind, with or without ! in front. */
	RULE_RULES,
	RULE_DEFINED, /* what the definition named rule_attr.words matches */
	RULE_HELD /* what every ok example holds; where repeated, one of them */
};

struct rule_attr {
	const char *name;
	enum rule_attr_type type;
	const char *words; /* allowed words, space-separated; NULL: any; for
			      the last types see there */
	bool required;
	bool repeats; /* may be given more than once */
};

/* A kind of rule that a stage knows: its mechanism is C, its words are data. */
struct rule_kind {
	const char *name;
	bool patterns; /* takes is/has and ok/no lines; needs one is or has */
	bool keyed;    /* examples are folded by fold_key before matching */
	const struct rule_attr *attrs;
	size_t attr_n;
	const char *groups; /* names that is and has lines may capture,
			       space-separated; NULL: any */
};

struct rule;
struct rules;

/* A capture of a match: NULL p where the group did not take part. */
struct rule_match {
	const struct rule *rule;
	struct slice whole;     /* what the pattern matched, in the subject */
	struct slice group[16]; /* the rule's named groups, see rule_group */
};

/*
 * Reads every *.rules file of dir in name order and compiles it for the given
 * kinds. All mistakes of all files are reported, each as
 * `program: file:line:column: error: ...` with the line, a caret and what was
 * expected. Returns NULL where there was one (then the exit status is 78).
 */
struct rules *rules_open(
    const char *dir, const struct rule_kind *kinds, size_t n);
void rules_close(struct rules *); /* accepts NULL */

/* SHA-256, in hex, of the names and bytes of all files read. */
const char *rules_hash(const struct rules *);

/*
 * Runs every ok/no example. Reports each that fails, and each rule that has
 * patterns and no ok line, as an error with its place. Returns the number of
 * both; *examples, the number run, may be NULL.
 */
size_t rules_check(struct rules *, size_t *examples);

/*
 * Reports a mistake that only the stage can see, at once, as rules_open does.
 * at: where, inside an attribute's text; SLICE_NULL: the name of the rule.
 */
void rule_mistake(const struct rule *, struct slice at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The rules of a kind, in file order. */
size_t rules_count(const struct rules *, const char *kind);
const struct rule *rules_get(const struct rules *, const char *kind, size_t i);
const struct rule *rules_find(
    const struct rules *, const char *kind, const char *name);

const char *rule_id(const struct rule *);   /* "column.annual" */
const char *rule_name(const struct rule *); /* "annual" */
size_t rule_index(const struct rule *); /* position within its kind, from 0 */

/* An attribute's text; SLICE_NULL if not given. i: which of repeated ones. */
struct slice rule_attr(const struct rule *, const char *name, size_t i);
bool rule_has_word(const struct rule *, const char *name, const char *word);
long rule_integer(const struct rule *, const char *name, long otherwise);

enum rules_result {
	RULES_MATCH,
	RULES_NO_MATCH,
	RULES_LIMIT /* match, depth or heap limit hit: treat as a reject */
};

/*
 * Tries all rules of the kind on the subject, which must be valid UTF-8, from
 * `from` bytes in, the start of a character. JIT, with limits. The slices of
 * *m, which may be NULL, point into the subject. `is` rules are tried only at
 * from == 0 on the whole subject. A match is never empty, but of an empty
 * subject.
 */
enum rules_result rules_match(struct rules *, const char *kind,
    struct slice subject, size_t from, struct rule_match *m);

/* A handle for the inner loop: the kind looked up once. */
struct rule_set;
/* NULL where the kind has no rules. */
struct rule_set *rules_set(struct rules *, const char *kind);
enum rules_result rule_set_match(
    struct rule_set *, struct slice subject, size_t from, struct rule_match *m);
/*
 * The leftmost match in the subject from `from` bytes in, where `is` lines too
 * may match any part of it: labels in run-on text.
 */
enum rules_result rule_set_search(struct rule_set *set, struct slice subject,
    size_t from, struct rule_match *m);
/*
 * The rule only (no captures); NULL: none. What short subjects (96 bytes) gave
 * is kept in a bounded table, since labels repeat.
 */
const struct rule *rule_set_classify(struct rule_set *, struct slice subject);

/* The slice a named group captured in m, SLICE_NULL if it took no part. */
struct slice rule_group(const struct rule_match *m, const char *name);

/* Matches one RULE_PATTERN attribute (unanchored) of a rule; groups as above. */
enum rules_result rule_attr_match(const struct rule *, const char *attr,
    struct slice subject, size_t from, struct rule_match *m);

#endif
