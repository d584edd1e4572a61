/*
 * trie.h - words by their spelling, for longest match in text.
 *
 * Characters are taken in plain form: full-width ASCII as ASCII, and what
 * trie_same declares to be the same character.
 */
#ifndef TRIE_H
#define TRIE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "slice.h"

struct trie;

/* An empty trie; all its memory comes from the arena. */
struct trie *trie_new(struct arena *);

/* Declares `from` a variant of `to`. Before words are put. */
void trie_same(struct trie *, uint32_t from, uint32_t to);

/* The text in plain form, in the trie's arena. */
struct slice trie_plain(struct trie *, struct slice text);

/* What stands for the whole text; NULL if nothing does. */
void *trie_get(const struct trie *, struct slice text);

/* Puts a thing for a text of at least one character. */
void trie_put(struct trie *, struct slice text, void *thing);

/*
 * What stands for the longest text that begins at p, *n its bytes there; NULL
 * if none does. White space between two characters beyond ASCII is skipped.
 */
void *trie_match(const struct trie *, const char *p, size_t left, size_t *n);

/* False where no text begins with this character. */
bool trie_may_begin(const struct trie *, uint32_t c);

#endif
