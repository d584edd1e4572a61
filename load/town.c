/* town.c - townships: they tell the county of a unit that names none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "heap.h"
#include "table.h"
#include "town.h"
#include "words.h"

enum {
	CODE = 6,
	SHORTEST = 9, /* bytes of a name: three characters */
	LONGEST = 36
};

struct town {
	struct slice name;
	struct slice county; /* code */
};

struct towns {
	const char *rules;
	struct arena *arena;
	struct words ends; /* of their names */
	char *text;
	struct town *town; /* in the order of the names' bytes */
	size_t n, max;
};

struct towns *
towns_new(const struct warehouse *w)
{
	struct towns *t = heap_zero(1, sizeof *t);
	t->rules = w->rules;
	t->arena = arena_new();
	words_read(&t->ends, "town_end", w, t->arena);
	return t;
}

void
towns_free(struct towns *t)
{
	if (!t)
		return;
	arena_free(t->arena);
	free(t->town);
	free(t->text);
	free(t);
}

/* One line a town: name, comma, six digits. */
static void
read_towns(struct towns *t)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/towns.csv", t->rules);
	t->text = table_text(path);
	if (!t->text)
		diag_fatal(EX_CONFIG, "%s: cannot read it", path);
	for (const char *p = t->text; *p;) {
		size_t n = strcspn(p, "\n");
		if (n <= CODE + 1 || p[n - CODE - 1] != ',')
			diag_fatal(EX_CONFIG, "%s:%zu: this is no town", path,
			    t->n + 1);
		t->town =
		    heap_grow(t->town, &t->max, t->n + 1, sizeof *t->town);
		t->town[t->n++] = (struct town){
			.name = { p, n - CODE - 1 },
			.county = { p + n - CODE, CODE },
		};
		p += n + (p[n] == '\n');
	}
}

static int
compare(struct slice a, struct slice b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
	return order ? order : (a.n > b.n) - (a.n < b.n);
}

/* The first town that is not before the name. */
static size_t
first_at(const struct towns *t, struct slice name)
{
	size_t from = 0, to = t->n;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (compare(t->town[middle].name, name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* -1: no such town inside the frame, -2: in several counties. */
static int
county_of(const struct towns *t, const struct gazetteer *g, struct slice name,
    int frame)
{
	int found = -1;
	for (size_t i = first_at(t, name);
	     i < t->n && slice_eq(t->town[i].name, name); i++) {
		int county = gazetteer_find(g, t->town[i].county), up = county;
		while (up >= 0 && up != frame)
			up = gazetteer_parent(g, up);
		if (up < 0)
			continue;
		if (found >= 0)
			return -2;
		found = county;
	}
	return found;
}

/* True where a township's name can end: behind 镇, for one. */
static bool
ends_town(const struct towns *t, struct slice key, size_t at)
{
	for (size_t i = 0; i < t->ends.n; i++) {
		struct slice end = t->ends.word[i];
		if (at >= end.n &&
		    memcmp(key.p + at - end.n, end.p, end.n) == 0)
			return true;
	}
	return false;
}

int
towns_county(
    struct towns *t, const struct gazetteer *g, struct slice key, int frame)
{
	for (size_t end = SHORTEST; end <= key.n; end++) {
		if (!ends_town(t, key, end))
			continue;
		if (!t->text)
			read_towns(t);
		/* The longest name that ends here. */
		size_t n = end < LONGEST ? end : LONGEST;
		for (; n >= SHORTEST; n--) {
			int county = county_of(
			    t, g, (struct slice){ key.p + end - n, n }, frame);
			if (county != -1)
				return county < 0 ? -1 : county;
		}
	}
	return -1;
}
