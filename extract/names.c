/* names.c - a table of hashes: two names of 2^64 that share one do no harm. */
#include "names.h"

#include <stdint.h>
#include <stdlib.h>

#include "heap.h"

enum { NAMES_MAX = 1000000, NAMES_FIRST = 64 };

struct name_seen {
	uint64_t hash;
	uint64_t times; /* 0: the slot is free */
};

/* FNV-1a. */
static uint64_t
names_hash(struct slice name)
{
	uint64_t hash = 14695981039346656037U;

	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (unsigned char)name.p[i]) * 1099511628211U;
	return hash ^ hash >> 29;
}

static struct name_seen *
names_slot(const struct names *s, uint64_t hash)
{
	size_t at = hash & (s->capacity - 1);

	while (s->slot[at].times > 0 && s->slot[at].hash != hash)
		at = (at + 1) & (s->capacity - 1);
	return &s->slot[at];
}

static void
names_grow(struct names *s)
{
	struct names old = *s;

	s->capacity = old.capacity > 0 ? 2 * old.capacity : NAMES_FIRST;
	s->slot = heap_zero(s->capacity, sizeof(*s->slot));
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slot[i].times > 0)
			*names_slot(s, old.slot[i].hash) = old.slot[i];
	free(old.slot);
}

size_t
names_before(struct names *s, struct slice name)
{
	uint64_t hash = names_hash(name);
	struct name_seen *seen;

	if (2 * s->n >= s->capacity)
		names_grow(s);
	seen = names_slot(s, hash);
	if (seen->times == 0) {
		if (s->n >= NAMES_MAX)
			return 0;
		s->n++;
		seen->hash = hash;
	}
	return seen->times++;
}

void
names_free(struct names *s)
{
	free(s->slot);
	*s = (struct names){ 0 };
}
