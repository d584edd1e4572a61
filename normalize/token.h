/* token.h - a text cut into digits, words and other characters. */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "decimal.h"
#include "slice.h"
#include "words.h"

enum token_kind {
	TOKEN_END,    /* stands once behind the last */
	TOKEN_DIGITS, /* a run of Arabic digits, also full-width ones */
	TOKEN_WORD,
	TOKEN_OTHER /* any other character */
};

struct token {
	const struct word *word; /* TOKEN_WORD */
	uint32_t start;          /* bytes in the text */
	uint32_t end;
	uint32_t c;      /* first character, full-width ASCII as ASCII */
	uint8_t kind;    /* enum token_kind */
	bool space;      /* white space stands in front of it */
	bool wide;       /* TOKEN_DIGITS: has full-width digits */
	bool breaks;     /* a line break stands in front of it */
	uint32_t digits; /* TOKEN_DIGITS: how many */
};

/* A text and its tokens. */
struct tokens {
	struct slice text;
	struct token *token; /* n of them, and 4 of TOKEN_END */
	size_t n;
	bool cell; /* the text is one cell of a table, not running text */
};

/*
 * Cuts the text, which is shorter than 4 GiB; the tokens are in the arena, the
 * text is borrowed. White space only marks the token behind it. Web addresses
 * are left out.
 */
struct tokens tokens_of(struct arena *, const struct words *, struct slice);

/* The roles of token i; 0 for what is no word. i may be up to n + 3. */
static inline uint64_t
token_roles(const struct tokens *t, size_t i)
{
	const struct token *k = &t->token[i];
	return k->kind == TOKEN_WORD ? k->word->roles : 0;
}

static inline bool
token_is(const struct tokens *t, size_t i, uint64_t roles)
{
	return (token_roles(t, i) & roles) != 0;
}

/* True for this ASCII character, full-width too, word or not. */
static inline bool
token_is_char(const struct tokens *t, size_t i, char c)
{
	const struct token *k = &t->token[i];
	return k->c == (uint32_t)c && k->kind != TOKEN_DIGITS;
}

/* True if no white space stands in front of token i. */
static inline bool
token_glued(const struct tokens *t, size_t i)
{
	return !t->token[i].space;
}

/* True if token i is digits, so many at least and at most. */
static inline bool
token_is_digits(const struct tokens *t, size_t i, unsigned least, unsigned most)
{
	const struct token *k = &t->token[i];
	return k->kind == TOKEN_DIGITS && k->digits >= least &&
	    k->digits <= most;
}

/* The value of a token of at most 9 digits. */
int token_integer(const struct tokens *, size_t i);

/* Puts the digits of a token behind those of *d. */
void token_append(const struct tokens *, size_t i, struct decimal *d);

#endif
