#include "token.h"

#include "fold.h"
#include "utf8.h"

enum { FIRST_ROOM = 64, PADDING = 4 };

struct cutter {
	struct arena *arena;
	const struct words *words;
	struct tokens t;
	size_t room;
	bool space;
	bool breaks;
};

static struct token *
next_token(struct cutter *c)
{
	size_t want = c->t.n + PADDING + 1;
	c->t.token = arena_grow(
	    c->arena, c->t.token, c->t.n, &c->room, want, sizeof(struct token));
	struct token *k = &c->t.token[c->t.n++];
	k->word = NULL;
	k->wide = false;
	k->digits = 0;
	k->space = c->space;
	k->breaks = c->breaks;
	c->space = false;
	c->breaks = false;
	return k;
}

/* The digit at p, its bytes in *n; -1 if there is none. */
static int
digit_at(const char *p, size_t left, size_t *n)
{
	*n = 1;
	if (left > 0 && *p >= '0' && *p <= '9')
		return *p - '0';
	if (left < 3 || (unsigned char)p[0] != 0xEF ||
	    (unsigned char)p[1] != 0xBC)
		return -1;
	unsigned last = (unsigned char)p[2];
	*n = 3;
	return last >= 0x90 && last <= 0x99 ? (int)(last - 0x90) : -1;
}

/* 5G, 3D: digits that begin a word; its bytes, 0 if there is none. */
static size_t
digits_in_word(const struct cutter *c, size_t at)
{
	size_t n;
	struct slice s = c->t.text;
	if (!words_may_begin(c->words, (unsigned char)s.p[at]) ||
	    (at > 0 && s.p[at - 1] == '.'))
		return 0;
	const struct word *word = words_match(c->words, s.p + at, s.n - at, &n);
	if (word == NULL || !(word->roles & WORD_STOP))
		return 0;
	char next = at + n < s.n ? s.p[at + n] : ' ';
	bool more = (next >= '0' && next <= '9') ||
	    ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
	return more ? 0 : n;
}

static size_t
cut_digits(struct cutter *c, size_t at)
{
	size_t word = digits_in_word(c, at);
	if (word > 0) {
		c->space = true;
		return at + word;
	}
	struct slice s = c->t.text;
	struct token *k = next_token(c);
	size_t n;
	k->kind = TOKEN_DIGITS;
	k->start = (uint32_t)at;
	k->c = '0';
	while (digit_at(s.p + at, s.n - at, &n) >= 0) {
		at += n;
		k->wide = k->wide || n > 1;
		k->digits++;
	}
	k->end = (uint32_t)at;
	return at;
}

/* The bytes of a web address at p, 0 if none begins there. */
static size_t
address_at(const char *p, size_t left)
{
	static const char *const begin[] = { "http://", "https://", "www." };
	for (size_t b = 0; b < sizeof(begin) / sizeof(begin[0]); b++) {
		size_t n = strlen(begin[b]);
		if (left < n || memcmp(p, begin[b], n) != 0)
			continue;
		while (n < left && p[n] > ' ' && p[n] < 0x7F)
			n++;
		return n;
	}
	return 0;
}

static uint32_t
narrow(uint32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

/* White space: the bytes at p, 0 if there is none. */
static size_t
space_at(const char *p, size_t left)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if ((unsigned char)*p < 0xC2)
		return 0;
	size_t n;
	uint32_t c = fold_decode(p, left, &n);
	bool space = c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0xFEFF;
	return space ? n : 0;
}

#define NUMERAL (WORD_DIGIT | WORD_TEN | WORD_TENS | WORD_BIG | WORD_POINT)

static bool
begins_with(const struct cutter *c, size_t at, uint64_t roles, size_t *n)
{
	struct slice s = c->t.text;
	if (at >= s.n)
		return false;
	const struct word *word = words_match(c->words, s.p + at, s.n - at, n);
	while (word != NULL && (word->roles & WORD_STOP))
		word = words_match_shorter(c->words, s.p + at, n);
	return word != NULL && (word->roles & roles);
}

/* True if a numeral stands in front, so that 万一 in 三万一千 is two words. */
static bool
goes_on(const struct cutter *c)
{
	if (c->t.n < 2 || c->t.token[c->t.n - 1].space)
		return false;
	const struct token *k = &c->t.token[c->t.n - 2];
	if (k->kind == TOKEN_DIGITS)
		return true;
	return k->kind == TOKEN_WORD &&
	    ((k->word->roles &
		 (NUMERAL | WORD_ORDINAL | WORD_NEARLY | WORD_SOME | WORD_MORE |
		     WORD_HALF)) ||
		((k->word->roles & WORD_UNIT) &&
		    k->word->unit->kind == VALUE_MONEY));
}

/*
 * True if the stop word of n bytes is no word here: a numeral goes on into it
 * (四千万), it goes on into a numeral (一点五), or a unit reaches further
 * (三公里). first: bytes of the numeral that it begins with.
 */
static bool
is_false_stop(const struct cutter *c, size_t at, size_t n, size_t first)
{
	struct slice s = c->t.text;
	size_t last = at + n - 1;
	size_t size;
	if (goes_on(c))
		return true;
	if (begins_with(c, at + first, WORD_UNIT | WORD_OVER, &size) &&
	    first + size > n)
		return true;
	while (last > at && utf8_is_tail(s.p[last]))
		last--;
	return begins_with(c, last, NUMERAL, &size) && last + size == at + n &&
	    begins_with(c, at + n, NUMERAL, &size);
}

/* True if a number stands at `at`, behind white space. */
static bool
number_follows(const struct cutter *c, size_t at)
{
	struct slice s = c->t.text;
	size_t n;
	while (at < s.n && (n = space_at(s.p + at, s.n - at)) > 0)
		at += n;
	return at < s.n &&
	    (digit_at(s.p + at, s.n - at, &n) >= 0 || s.p[at] == '.' ||
		begins_with(c, at, NUMERAL | WORD_SIGN | WORD_DASH, &n));
}

/* True if white space, punctuation or nothing stands in front. */
static bool
begins_clause(const struct cutter *c)
{
	if (c->t.n < 2 || c->t.token[c->t.n - 1].space)
		return true;
	const struct token *k = &c->t.token[c->t.n - 2];
	return k->kind != TOKEN_DIGITS && !fold_is_han(k->c);
}

/* The word at `at`; a shorter one where the longest makes no sense there. */
static const struct word *
match(const struct cutter *c, size_t at, size_t *n)
{
	const char *p = c->t.text.p + at;
	const struct word *word = words_match(c->words, p, c->t.text.n - at, n);
	while (word != NULL && (word->roles & WORD_PORTION) &&
	    !number_follows(c, at + *n)) {
		/* 百分钟 */
		const struct word *inner = words_match_shorter(c->words, p, n);
		if (inner == NULL)
			return NULL;
		word = inner;
	}
	if (word != NULL && (word->roles & WORD_ITEM) && !begins_clause(c))
		return words_match_shorter(c->words, p, n);
	if (word == NULL || !(word->roles & WORD_STOP))
		return word;
	size_t first = *n;
	const struct word *inner = words_match_shorter(c->words, p, &first);
	if (inner == NULL)
		return word;
	bool false_stop = (inner->roles & NUMERAL)
	    ? is_false_stop(c, at, *n, first)
	    : (inner->roles & (WORD_UNIT | WORD_MORE | WORD_DAY)) && goes_on(c);
	if (!false_stop)
		return word;
	*n = first;
	return inner;
}

/* A word or another character. */
static size_t
cut_other(struct cutter *c, size_t at)
{
	const char *p = c->t.text.p + at;
	size_t left = c->t.text.n - at;
	size_t n;
	struct token *k = next_token(c);
	k->start = (uint32_t)at;
	k->c = narrow(fold_decode(p, left, &n));
	k->kind = TOKEN_OTHER;
	if (words_may_begin(c->words, k->c)) {
		size_t length;
		k->word = match(c, at, &length);
		if (k->word != NULL) {
			k->kind = TOKEN_WORD;
			n = length;
		}
	}
	k->end = (uint32_t)(at + n);
	return at + n;
}

static size_t
cut(struct cutter *c, size_t at)
{
	const char *p = c->t.text.p + at;
	size_t left = c->t.text.n - at;
	size_t n = space_at(p, left);
	if (n > 0) {
		c->space = true;
		c->breaks = c->breaks || *p == '\n';
		return at + n;
	}
	if (digit_at(p, left, &n) >= 0)
		return cut_digits(c, at);
	if ((*p == 'h' || *p == 'w') && (n = address_at(p, left)) > 0) {
		c->space = true;
		return at + n;
	}
	return cut_other(c, at);
}

struct tokens
tokens_of(struct arena *arena, const struct words *words, struct slice text)
{
	struct cutter c = { .arena = arena, .words = words, .t.text = text };
	c.t.token = arena_grow(
	    arena, NULL, 0, &c.room, FIRST_ROOM, sizeof(struct token));
	for (size_t at = 0; at < text.n;)
		at = cut(&c, at);
	size_t n = c.t.n;
	for (int i = 0; i < PADDING; i++) {
		struct token *k = next_token(&c);
		k->kind = TOKEN_END;
		k->c = 0;
		k->start = (uint32_t)text.n;
		k->end = (uint32_t)text.n;
	}
	c.t.n = n;
	return c.t;
}

int
token_integer(const struct tokens *t, size_t i)
{
	const struct token *k = &t->token[i];
	int value = 0;
	for (size_t at = k->start, n; at < k->end; at += n) {
		int digit = digit_at(t->text.p + at, k->end - at, &n);
		value = 10 * value + digit;
	}
	return value;
}

void
token_append(const struct tokens *t, size_t i, struct decimal *d)
{
	const struct token *k = &t->token[i];
	if (!k->wide) {
		decimal_append(d, t->text.p + k->start, k->end - k->start);
		return;
	}
	for (size_t at = k->start, n; at < k->end; at += n) {
		int digit = digit_at(t->text.p + at, k->end - at, &n);
		char ascii = (char)('0' + digit);
		decimal_append(d, &ascii, 1);
	}
}
