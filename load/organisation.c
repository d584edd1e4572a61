/* organisation.c - units and departments: one row each. */
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "fold.h"
#include "heap.h"
#include "organisation.h"
#include "words.h"

enum { SLOTS = 16384, FULL = SLOTS / 2, SHORTEST = 6 /* bytes of a name */ };

struct known {
	struct slice name;
	int place;
	long long id;
};

struct organisations {
	struct warehouse *w;
	struct regions *regions;
	struct arena *words, *arena, *call;
	struct words head, tail;
	struct known slot[SLOTS];
	int n;
};

struct organisations *
organisations_open(struct warehouse *w, struct regions *regions)
{
	struct organisations *o = heap_zero(1, sizeof *o);
	o->w = w;
	o->regions = regions;
	o->words = arena_new();
	o->arena = arena_new();
	o->call = arena_new();
	words_read(&o->head, "organisation_head", w, o->words);
	words_read(&o->tail, "organisation_tail", w, o->words);
	return o;
}

void
organisations_close(struct organisations *o)
{
	if (!o)
		return;
	arena_free(o->words);
	arena_free(o->arena);
	arena_free(o->call);
	free(o);
}

/* Cuts one of the words from the end of a key, or from its beginning. */
static bool
cut(struct slice *key, const struct words *words, bool end)
{
	for (size_t i = 0; i < words->n; i++) {
		struct slice word = words->word[i];
		if (key->n < word.n + SHORTEST)
			continue;
		const char *at = end ? key->p + key->n - word.n : key->p;
		if (memcmp(at, word.p, word.n) != 0)
			continue;
		key->p += end ? 0 : word.n;
		key->n -= word.n;
		return true;
	}
	return false;
}

/*
 * The organisation's own place: the one in its name, else the given one; as it
 * is now, since units outlive the names of their counties.
 */
static int
place_of(struct organisations *o, struct slice name, int place)
{
	const struct region_evidence e = { name, 0 };
	int own = region_resolve(o->regions, &e, 1, place, 0);
	return region_now(o->regions, own == REGION_NONE ? place : own);
}

/*
 * The place's code and the name less the place and what stands beside it:
 * 永州市零陵区教育局 and 零陵区教育局(公章) are one.
 */
static struct slice
key_of(struct organisations *o, struct slice name, int place)
{
	struct slice key = fold_key_text(o->call, name);
	while (cut(&key, &o->tail, true) || cut(&key, &o->head, false))
		;
	size_t lead = region_lead(o->regions, key);
	if (lead + SHORTEST <= key.n)
		key = slice_rest(key, lead);
	const char *code = region_code(o->regions, place);
	size_t room = key.n + 8;
	char *text = arena_take(o->call, room);
	int n =
	    snprintf(text, room, "%s|%.*s", code ? code : "", SLICE_PRINT(key));
	return (struct slice){ text, (size_t)n };
}

static long long
find_or_add(struct organisations *o, struct slice name, int place)
{
	long long id = 0;
	arena_reset(o->call);
	place = place_of(o, name, place);
	struct slice key = key_of(o, name, place);
	sqlite3_stmt *s = warehouse_use(o->w, STATEMENT_ORGANISATION_FIND);
	warehouse_text(s, 1, key);
	while (warehouse_row(o->w, STATEMENT_ORGANISATION_FIND))
		id = sqlite3_column_int64(s, 0);
	if (!id) {
		s = warehouse_use(o->w, STATEMENT_ORGANISATION_ADD);
		warehouse_text(s, 1, key);
		warehouse_text(s, 2, name);
		warehouse_text(s, 3, slice_of(region_code(o->regions, place)));
		warehouse_step(o->w, STATEMENT_ORGANISATION_ADD);
		id = sqlite3_last_insert_rowid(o->w->db);
	}
	s = warehouse_use(o->w, STATEMENT_ORGANISATION_NAME_ADD);
	warehouse_text(s, 1, name);
	sqlite3_bind_int64(s, 2, id);
	warehouse_step(o->w, STATEMENT_ORGANISATION_NAME_ADD);
	return id;
}

static struct known *
look_up(struct organisations *o, struct slice name, int place)
{
	size_t at = ((slice_hash(name) >> 32) + (size_t)place) & (SLOTS - 1);
	while (o->slot[at].id &&
	    (o->slot[at].place != place || !slice_eq(o->slot[at].name, name)))
		at = (at + 1) & (SLOTS - 1);
	return &o->slot[at];
}

static void
forget(struct organisations *o)
{
	static const struct known nothing;
	for (size_t i = 0; i < SLOTS; i++)
		o->slot[i] = nothing;
	arena_reset(o->arena);
	o->n = 0;
}

long long
organisation_id(struct organisations *o, struct slice name, int place)
{
	if (!name.p || name.n == 0)
		return 0;
	struct known *k = look_up(o, name, place);
	if (k->id)
		return k->id;
	if (o->n >= FULL) {
		forget(o);
		k = look_up(o, name, place);
	}
	k->id = find_or_add(o, name, place);
	k->name = arena_copy(o->arena, name);
	k->place = place;
	o->n++;
	return k->id;
}
