/* words.c - the words of rules/load/words.csv, by kind. */
#include "words.h"
#include "fold.h"
#include "table.h"

struct reading_words {
	struct words *words;
	const char *kind;
	struct arena *arena;
};

/* All kinds that load asks for. */
static const char *const kinds[] = { "generic_place", "not_before",
	"organisation_head", "organisation_tail", "town_end" };

static bool
is_kind(struct slice word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(word, kinds[i]))
			return true;
	return false;
}

static void
take_row(void *user, struct table *t, const struct slice *field, size_t n)
{
	struct reading_words *r = user;
	if (t->line == 1 || n == 0)
		return;
	if (n != 2 || field[1].n == 0)
		table_mistake(t, n, "expected a kind and a word");
	else if (!is_kind(field[0]))
		table_mistake(t, 0,
		    "unknown kind \"%.*s\"; expected one of: generic_place, "
		    "not_before, organisation_head, organisation_tail, town_end",
		    SLICE_PRINT(field[0]));
	else if (!slice_is(field[0], r->kind))
		return;
	else if (r->words->n == WORDS_MAX)
		table_mistake(
		    t, 0, "more than %d words of this kind", WORDS_MAX);
	else
		r->words->word[r->words->n++] =
		    fold_key_text(r->arena, field[1]);
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
