/* rules_store.h - what rule files become in memory; lib/rules*.c only. */
#ifndef RULES_STORE_H
#define RULES_STORE_H

#ifndef PCRE2_CODE_UNIT_WIDTH
#define PCRE2_CODE_UNIT_WIDTH 8
#endif
#include <pcre2.h>
#include <stdint.h>

#include "arena.h"
#include "rules.h"

enum {
	RULES_GROUPS = 16,            /* names that one rule may have */
	RULES_FILE_MAX = 1024 * 1024, /* bytes */
	RULES_PLANE = 0x10000,        /* characters that are told apart */
	RULES_MEMO_TEXT = 96,         /* bytes of a subject worth remembering */
	RULES_MEMO_SLOTS = 2048
};

struct rules_file {
	char *path; /* for messages */
	char *text;
	size_t n;
};

struct rules_define {
	struct slice name;
	struct slice text;
	bool used; /* by the pattern that is being put together */
	bool bad;  /* has a mistake, reported */
};

/* A named group: its number within the pattern, its slot in rule_match. */
struct rule_group_at {
	uint32_t number;
	uint32_t slot;
};

/* One is or has line, or the pattern of an attribute. */
struct rule_pattern {
	struct rule *rule;
	struct slice text;
	bool whole; /* is */
	bool bad;
	uint32_t captures;
	struct rule_group_at *groups;
	size_t group_n;
};

/* Patterns compiled to one; the mark of a match says which it was. */
struct rule_code {
	pcre2_code *code;
	pcre2_match_data *data;
	struct rule_pattern **patterns; /* borrowed */
	uint32_t *base; /* the number before a pattern's first */
	size_t n;
};

struct rule_value {
	const struct rule_attr *attr;
	struct slice text;
	struct rule_pattern *pattern; /* of RULE_PATTERN, else NULL */
	struct rule_code code;
};

struct rule_example {
	struct slice text;
	bool ok; /* else no */
};

struct rule {
	const char *id;
	const char *name;
	struct rules *rules;
	struct rule_set *set;
	size_t index;
	const char *at; /* its [kind name] in the file's text */
	struct rule_value *values;
	size_t value_n, value_max;
	struct rule_example *examples;
	size_t example_n, example_max;
	size_t pattern_n;
	struct slice groups[RULES_GROUPS]; /* names, by slot */
	size_t group_n;
};

struct rules_memo {
	uint32_t n;
	char text[RULES_MEMO_TEXT];
	const struct rule *rule;
};

/* The rules of one kind. */
struct rule_set {
	const struct rule_kind *kind;
	struct rules *rules;
	struct rule **rule; /* in file order */
	size_t n, max;
	struct rule_pattern **patterns; /* in file order */
	size_t pattern_n, pattern_max;
	struct rule_code *codes; /* more than one where PCRE2's limit is hit */
	size_t code_n, code_max;
	struct rule_code
	    loose; /* is lines unanchored; empty until first used */
	uint8_t
	    *starts; /* a bit for each character that a match may begin with */
	uint8_t *untried; /* a bit for each that is not yet known; in starts */
	struct rules_memo *memo; /* NULL until first used */
	struct rules_seek *seek; /* NULL until much has been searched */
	size_t searched;         /* bytes */
};

/* How patterns are joined. */
enum rules_fit {
	RULES_AS_THEY_ARE,
	RULES_LOOSE,   /* `is` lines too may match any part */
	RULES_ANCHORED /* they match where the search begins, or not at all */
};

/* What a search came to; a match has a pattern, by its number in code. */
struct rules_found {
	enum rules_result result;
	const struct rule_code *code;
	size_t which;
};

struct rules_mistake {
	const char *at;
	char *text;
};

struct rules {
	struct arena *arena;
	struct rules_file *files;
	size_t file_n, file_max;
	struct rule_set *sets; /* one for each kind */
	size_t set_n;
	struct rules_define *defines;
	size_t define_n, define_max;
	struct rules_mistake *mistakes;
	size_t mistake_n, mistake_max;
	pcre2_general_context *memory;
	pcre2_compile_context *compile;
	pcre2_match_context *match;
	pcre2_jit_stack *stack;
	char hash[65];
};

/* rules_mistake.c: remembers a mistake at a place inside a file's text. */
void rules_mistake(struct rules *, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Reports one message at a place, with its line and a caret, at once. */
void rules_say(const struct rules *, const char *at, const char *text);
/* Where a place is, as "file:line", for a message that refers to it. */
struct slice rules_where(struct rules *, const char *at);
/* Reports all mistakes in the order of files and lines; their number. */
size_t rules_mistakes(struct rules *);

/* rules_compile.c: all patterns of a set, is lines unanchored; NULL: none. */
const struct rule_code *rules_loose(struct rule_set *);

/*
 * rules_compile.c: some patterns of a set together, later than all others.
 * False: they are too many for PCRE2.
 */
bool rules_compile_some(struct rules *, struct rule_code *,
    struct rule_pattern **, size_t n, enum rules_fit);

/*
 * rules_first.c: sets the bit in the mask of each character of the basic plane
 * that a match of the pattern can begin with. False: any character may, and
 * the masks do not count.
 */
bool rules_first(
    const struct rules *, struct slice pattern, uint64_t *masks, uint64_t bit);

/*
 * rules_seek.c: the leftmost match of a set from `from` on, as a search with
 * all its patterns finds it, but sooner. False: the set or the text is not for
 * this, or not yet; else *found is set.
 */
bool rules_seek(
    struct rule_set *, struct slice subject, size_t from, struct rules_found *);
void rules_seek_free(struct rules_seek *);

/*
 * rules_start.c: which characters a whole match can begin with, so that most
 * texts need no match. starts stays NULL where any can.
 */
void rules_find_starts(struct rule_set *);
/* False: no rule of the set matches the whole subject. */
bool rules_may_start(const struct rule_set *, struct slice subject);

/* rules_parse.c: one file's sections into sets and defines. */
void rules_parse(struct rules *, const struct rules_file *);
/* Takes the first word off the text; what is left is trimmed. */
struct slice rules_word(struct slice *text);
/* Is the word one of the space-separated words? */
bool rules_among(struct slice word, const char *words);

/*
 * rules_refer.c: whether the rules and definitions that attributes name are
 * there; mistakes are remembered. Call it behind rules_parse.
 */
void rules_refer(struct rules *);

/* rules_scan.c: false where the pattern has a mistake, now remembered: */
bool rules_scan(struct rules *, struct slice pattern);
/* a character in it that no key can have. */
bool rules_scan_key(struct rules *, struct slice pattern);

/* rules_compile.c: everything parsed; mistakes are remembered. */
void rules_compile(struct rules *);
void rules_code_free(struct rule_code *);

/* rules_match.c: runs one pattern; *which says which of its parts matched. */
enum rules_result rules_code_match(const struct rules *,
    const struct rule_code *, struct slice subject, size_t from, size_t *which);

#endif
