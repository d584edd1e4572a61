/* words.h - the words of rules/load/words.csv, by kind. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "slice.h"
#include "warehouse.h"

enum { WORDS_MAX = 64 };

/* Words of one kind, folded to keys. */
struct words {
	struct slice word[WORDS_MAX];
	size_t n;
};

/* Reads the words of a kind into the arena. Ends the process with 78. */
void words_read(
    struct words *, const char *kind, const struct warehouse *, struct arena *);

/* True where the key is one of the words. */
bool words_have(const struct words *, struct slice key);

#endif
