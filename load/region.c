/* region.c - which place a report is of, by the names in its passages. */
#include <assert.h>
#include <stdlib.h>

#include "arena.h"
#include "fold.h"
#include "gazetteer.h"
#include "heap.h"
#include "region.h"
#include "town.h"

enum {
	SEEN_MAX = 32,      /* names looked at in one passage */
	CACHE_SLOTS = 8192, /* passages remembered; a power of two */
	CACHE_TEXT_MAX = 512
};

/* The names found in a passage, in order. */
struct passage {
	struct slice text;
	int n;
	int *name;
};

struct regions {
	struct gazetteer *names;
	struct arena *arena; /* of the remembered passages */
	struct arena *call;
	struct towns *towns;
	struct passage cache[CACHE_SLOTS];
	int cached;
	int year; /* of what is resolved now, or 0 */
};

struct regions *
regions_open(struct warehouse *w)
{
	struct regions *r = heap_zero(1, sizeof *r);
	r->names = gazetteer_open(w);
	r->arena = arena_new();
	r->call = arena_new();
	r->towns = towns_new(w);
	return r;
}

void
regions_close(struct regions *r)
{
	if (!r)
		return;
	gazetteer_close(r->names);
	arena_free(r->arena);
	arena_free(r->call);
	towns_free(r->towns);
	free(r);
}

const char *
region_code(const struct regions *r, int place)
{
	return place == REGION_NONE ? NULL : gazetteer_code(r->names, place);
}

int
region_find(const struct regions *r, struct slice code)
{
	return gazetteer_find(r->names, code);
}

bool
region_within(const struct regions *r, int a, int b)
{
	while (a != REGION_NONE && a != b)
		a = gazetteer_parent(r->names, a);
	return a == b;
}

/* The smallest place that both lie in. */
static int
common(const struct regions *r, int a, int b)
{
	while (b != REGION_NONE && !region_within(r, a, b))
		b = gazetteer_parent(r->names, b);
	return b;
}

static void
search(struct regions *r, struct slice text, struct passage *p)
{
	int name[SEEN_MAX];
	arena_reset(r->call);
	struct slice key = fold_key_text(r->call, text);
	p->n = gazetteer_search(r->names, key, name, SEEN_MAX);
	p->name = arena_take(r->arena, sizeof *name * (size_t)(p->n + 1));
	for (int i = 0; i < p->n; i++)
		p->name[i] = name[i];
}

/* The names in a text; the same units and departments come again and again. */
static struct passage *
look_up(struct regions *r, struct slice text)
{
	static const struct passage empty;
	if (r->cached >= CACHE_SLOTS / 2 || text.n > CACHE_TEXT_MAX) {
		for (size_t i = 0; i < CACHE_SLOTS; i++)
			r->cache[i] = empty;
		arena_reset(r->arena);
		r->cached = 0;
	}
	size_t at = (slice_hash(text) >> 32) & (CACHE_SLOTS - 1);
	while (r->cache[at].text.p && !slice_eq(r->cache[at].text, text))
		at = (at + 1) & (CACHE_SLOTS - 1);
	struct passage *p = &r->cache[at];
	if (!p->text.p) {
		p->text = arena_copy(r->arena, text);
		search(r, text, p);
		r->cached++;
	}
	return p;
}

int
region_now(const struct regions *r, int place)
{
	int successor = place;
	if (place != REGION_NONE)
		(void)gazetteer_until(r->names, place, &successor);
	return successor;
}

/*
 * The place that a sense means in the year: itself, or what became of it;
 * REGION_NONE for a former place where only places of the year are wanted.
 */
static int
place_of(const struct regions *r, int place, bool former)
{
	int successor;
	int until = gazetteer_until(r->names, place, &successor);
	if (until == 0 || (r->year > 0 && r->year <= until))
		return place;
	return former ? successor : REGION_NONE;
}

/*
 * What a name can mean inside the frame; several: *many is set. Names that
 * are of the past count only where no present one does.
 */
static int
meaning_of(
    const struct regions *r, int name, int frame, bool former, bool *many)
{
	size_t n;
	const struct gazetteer_sense *sense =
	    gazetteer_senses(r->names, name, &n);
	int found = REGION_NONE;
	*many = false;
	for (size_t i = 0; i < n; i++) {
		int place = place_of(r, sense[i].place, former);
		if (place == REGION_NONE ||
		    (frame == REGION_NONE ? sense[i].generic
					  : !region_within(r, place, frame)))
			continue;
		if (found == REGION_NONE || region_now(r, place) == found ||
		    region_within(r, found, place))
			found =
			    place; /* 公主岭市, before it became another's */
		else if (region_now(r, found) != place &&
		    !region_within(r, place, found)) {
			*many = true;
			return REGION_NONE;
		}
	}
	return found;
}

static int
meaning(const struct regions *r, int name, int frame, bool *many)
{
	int found = meaning_of(r, name, frame, false, many);
	if (found == REGION_NONE && !*many)
		found = meaning_of(r, name, frame, true, many);
	return found;
}

/* Whether a name names its place alone: not 永州, but 永州市. */
static bool
alone(const struct regions *r, int name, int place)
{
	size_t n;
	const struct gazetteer_sense *sense =
	    gazetteer_senses(r->names, name, &n);
	for (size_t i = 0; i < n; i++)
		if (sense[i].place == place ||
		    region_now(r, sense[i].place) == place)
			return !sense[i].bare;
	return false;
}

/*
 * The place that one passage names, within context where that is known.
 * *hint becomes the place that bare names tell of.
 */
static int
read_passage(struct regions *r, const struct passage *p, int context)
{
	int place = REGION_NONE, frame = context;
	bool many;
	for (int i = 0; i < p->n; i++) {
		int found = meaning(r, p->name[i], frame, &many);
		if (found == REGION_NONE && !many && frame != context)
			found = meaning(r, p->name[i], context, &many);
		if (found == REGION_NONE && !many && context != REGION_NONE)
			found = meaning(r, p->name[i], REGION_NONE, &many);
		if (found == REGION_NONE)
			continue;
		if (!alone(r, p->name[i], found)) {
			if (frame == REGION_NONE ||
			    region_within(r, found, frame))
				frame = found;
			continue;
		}
		if (place == REGION_NONE || region_within(r, found, place))
			place = found;
		else if (!region_within(r, place, found))
			place = common(r, place, found);
		frame = place;
	}
	return place;
}

/* One place for all passages of a rank: what they have in common. */
static int
read_rank(
    struct regions *r, const struct region_evidence *e, size_t n, int context)
{
	int place = REGION_NONE;
	for (size_t i = 0; i < n; i++) {
		int found = read_passage(r, look_up(r, e[i].text), context);
		if (found == REGION_NONE)
			continue;
		if (place == REGION_NONE || region_within(r, found, place))
			place = found;
		else if (!region_within(r, place, found))
			place = common(r, place, found);
		if (place == REGION_NONE)
			return REGION_NONE;
	}
	return place;
}

/* Goes through the ranks once; each may only refine what is known. */
static int
refine(struct regions *r, const struct region_evidence *e, size_t n, int place,
    int context)
{
	size_t from = 0;
	while (from < n) {
		size_t to = from;
		while (to < n && e[to].rank == e[from].rank)
			to++;
		int frame = place != REGION_NONE ? place : context;
		int found = read_rank(r, e + from, to - from, frame);
		if (found != REGION_NONE &&
		    (place == REGION_NONE || region_within(r, found, place)))
			place = found;
		from = to;
	}
	return place;
}

/* The county of a township that the evidence names inside of the place. */
static int
below(struct regions *r, const struct region_evidence *e, size_t n, int place)
{
	for (size_t i = 0; i < n; i++) {
		arena_reset(r->call);
		struct slice key = fold_key_text(r->call, e[i].text);
		int county = towns_county(r->towns, r->names, key, place);
		if (county >= 0)
			return county;
	}
	return place;
}

int
region_resolve(struct regions *r, const struct region_evidence *e, size_t n,
    int context, int year)
{
	r->year = year;
	int place = refine(r, e, n, REGION_NONE, REGION_NONE);
	/* Again, for the names that only the other evidence tells apart. */
	place = refine(r, e, n, place, context);
	int frame = place != REGION_NONE ? place : context;
	bool coarse = frame != REGION_NONE &&
	    memcmp(gazetteer_code(r->names, frame) + 4, "00", 2) == 0;
	if (!coarse || n == 0)
		return place;
	int county = below(r, e, n, frame);
	return county == frame ? place : county;
}

size_t
region_lead(const struct regions *r, struct slice key)
{
	return gazetteer_lead(r->names, key);
}
