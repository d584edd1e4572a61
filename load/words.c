/* words.c - the words of rules/load/words.csv, by kind. */
#include <sysexits.h>

#include "diag.h"
#include "fold.h"
#include "table.h"
#include "words.h"

struct reading_words {
	struct words *words;
	const char *kind;
	struct arena *arena;
};

static bool
take_row(void *user, const struct slice *field, size_t n)
{
	struct reading_words *r = user;
	if (n != 2)
		return false;
	if (!slice_is(field[0], r->kind))
		return true;
	if (r->words->n == WORDS_MAX)
		return false;
	r->words->word[r->words->n++] = fold_key_text(r->arena, field[1]);
	return true;
}

void
words_read(struct words *words, const char *kind, const struct warehouse *w,
    struct arena *arena)
{
	struct reading_words r = { words, kind, arena };
	words->n = 0;
	table_read(w, "words.csv", take_row, &r);
}

bool
words_have(const struct words *words, struct slice key)
{
	for (size_t i = 0; i < words->n; i++)
		if (slice_eq(words->word[i], key))
			return true;
	return false;
}
