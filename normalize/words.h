/*
 * words.h - the words that values are made of, from rules/normalize.
 *
 * A word is a run of characters with one or more roles: 分 is a point, a
 * hundredth of a yuan and a minute. Longest match finds words in text;
 * full-width ASCII counts as ASCII, and a variant (萬) as its plain form (万).
 */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decimal.h"
#include "rules.h"
#include "slice.h"

/* clang-format off */
/* Roles that need no more than their name: the rules [mark NAME]. */
#define WORD_MARKS(M) \
	M(POINT,    "point",    "between whole and places: 点") \
	M(OVER,     "over",     "between denominator and numerator: 分之") \
	M(AND,      "and",      "between whole and fraction: 又") \
	M(HALF,     "half",     "半") \
	M(MORE,     "more",     "and some more: 多 余") \
	M(SOME,     "some",     "a few times what follows: 几 数") \
	M(NEARLY,   "nearly",   "makes a unit word of ten a number: 近 上") \
	M(ABOUT,    "about",    "leaves the value as it is, in front: 约") \
	M(AROUND,   "around",   "the same behind: 左右") \
	M(EACH,     "each",     "may stand between number and unit: 个") \
	M(ORDINAL,  "ordinal",  "第") \
	M(DASH,     "dash",     "range, also a minus: -") \
	M(TO,       "to",       "range: 至") \
	M(WITH,     "with",     "range, if followed by `between`: 与") \
	M(BETWEEN,  "between",  "之间") \
	M(SPREAD,   "spread",   "plus or minus: ±") \
	M(FROM,     "from",     "may open a range: 从") \
	M(SINCE,    "since",    "opens an open range of time: 自从") \
	M(ALSO,     "also",     "joins two bounds of one range: 且") \
	M(IS,       "is",       "may stand between comparator and number: 为") \
	M(WHOLE,    "whole",    "no fen behind: 整") \
	M(PER,      "per",      "between units: / 每") \
	M(YEAR,     "year",     "年") \
	M(MONTH,    "month",    "月") \
	M(DAY,      "day",      "日") \
	M(QUARTER,  "quarter",  "季度") \
	M(FIRST,    "first",    "首, in front of a quarter or month") \
	M(FORMER,   "former",   "前, in front of a number of months") \
	M(INSIDE,   "inside",   "behind a date, changes nothing: 内 中") \
	M(LAST,     "last",     "the end of a month or year, included in 之前: 月底") \
	M(ERA,      "era",      "公元") \
	M(CENTURY,  "century",  "世纪") \
	M(DECADE,   "decade",   "年代") \
	M(NONE,     "none",     "a cell of only these has no value: — 无") \
	M(OPEN,     "open",     "an opening bracket") \
	M(CLOSE,    "close",    "a closing bracket") \
	M(THAN,     "than",     "比, in front of number and comparison") \
	M(ITEM,     "item",     "a stop word where a clause begins: 二是") \
	M(STOP,     "stop",     "no number in it, whatever it looks like: 四川")
/* clang-format on */

#define WORD_BIT(id, name, meaning) WORD_BIT_##id,
enum { WORD_MARKS(WORD_BIT) WORD_BIT_COUNT };
#undef WORD_BIT
#define WORD_MASK(id, name, meaning) \
	static const uint64_t WORD_##id = UINT64_C(1) << WORD_BIT_##id;
WORD_MARKS(WORD_MASK)
#undef WORD_MASK

/* Roles with more to them: a member of struct word says what. */
#define WORD_ROLE(n) (UINT64_C(1) << (63 - (n)))
#define WORD_DIGIT WORD_ROLE(0)   /* value: 0 to 9 */
#define WORD_TENS WORD_ROLE(1)    /* value: 20, 30, 40 */
#define WORD_TEN WORD_ROLE(2)     /* power: 1, 2, 3 */
#define WORD_BIG WORD_ROLE(3)     /* power: 4, 8, 12 */
#define WORD_SUFFIX WORD_ROLE(4)  /* suffix, behind ASCII digits: k M */
#define WORD_SIGN WORD_ROLE(5)    /* value: -1 or 1 */
#define WORD_PORTION WORD_ROLE(6) /* portion: 2 for 百分之, 3 for 千分之 */
#define WORD_PERIOD WORD_ROLE(7)  /* first_month, last_month */
#define WORD_UNIT WORD_ROLE(8)    /* unit, behind the number */
#define WORD_BEFORE WORD_ROLE(9)  /* before, unit in front of the number */
#define WORD_OP WORD_ROLE(10)     /* op, in front of the number */
#define WORD_OP_AFTER WORD_ROLE(11) /* op_after, behind it */
#define WORD_OP_THAN WORD_ROLE(12)  /* op_than, behind 比 and a number */
#define WORD_RATE WORD_ROLE(13) /* rate, what the number is for: 每小时 */

enum value_kind {
	VALUE_NONE,
	VALUE_NUMBER,
	VALUE_PERCENT,
	VALUE_MONEY,
	VALUE_QUANTITY,
	VALUE_DURATION,
	VALUE_DATE,
	VALUE_ORDINAL,
	VALUE_TEXT,
	VALUE_KIND_COUNT
};

enum value_op {
	VALUE_EQUAL,
	VALUE_AT_LEAST,
	VALUE_AT_MOST,
	VALUE_ABOVE,
	VALUE_BELOW,
	VALUE_RANGE,
	VALUE_OP_COUNT
};

/* A unit: one of it is factor base units. */
struct unit {
	enum value_kind kind;
	struct slice base;
	struct decimal factor;
	int power; /* where factor is a power of ten: which */
	bool is_power;
	char iso;             /* duration: Y M W D, or h m s; else 0 */
	struct slice of;      /* the larger unit that it may follow, or NULL */
	struct decimal share; /* one of this unit in units of `of` */
};

struct word {
	uint64_t roles;
	short value;
	short power;
	short suffix;
	short portion;
	short first_month;
	short last_month;
	bool formal; /* a capital numeral, also part of common words: 陆 */
	bool latin;  /* begins with an ASCII letter */
	enum value_op op;
	enum value_op op_after;
	enum value_op op_than;
	const struct unit *unit;
	const struct unit *before;
	struct slice rate;
	struct slice text; /* in plain form */
};

struct words;

/* The kinds of rules that words_open reads. */
extern const struct rule_kind words_kinds[];
extern const size_t words_kind_n;

/*
 * Builds the words of the rules, which may be closed afterwards. NULL where
 * they contradict themselves, which was then reported.
 */
struct words *words_open(const struct rules *);
void words_close(struct words *); /* accepts NULL */

/*
 * The longest word at p, *n its bytes in the text; NULL if none begins there.
 * White space between two characters beyond ASCII does not end a word.
 */
const struct word *words_match(
    const struct words *, const char *p, size_t left, size_t *n);

/* The same among words shorter than n bytes that are not to be stopped at. */
const struct word *words_match_shorter(
    const struct words *, const char *p, size_t *n);

/* False where no word begins with this code point: the common case, fast. */
bool words_may_begin(const struct words *, uint32_t c);

#endif
