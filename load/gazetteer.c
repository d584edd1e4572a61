/* gazetteer.c - the names of places, and finding them in a text. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "fold.h"
#include "gazetteer.h"
#include "heap.h"
#include "plain.h"
#include "table.h"
#include "utf8.h"
#include "words.h"

enum {
	HEAD = 6, /* bytes of a name that choose its chain: two characters */
	SLOTS = 4096, /* chains; a power of two */
	COLUMNS = 8
};

enum column { CODE, NAME, LEVEL, PARENT, SHORT, BARE, UNTIL, SUCCESSOR };

struct entry {
	struct slice field[COLUMNS];
	char code[7];
	int parent;
};

struct name {
	struct slice text; /* folded */
	struct gazetteer_sense *sense;
	size_t sense_n, sense_max;
	int next; /* in its chain, shorter or as long; -1: the end */
};

struct gazetteer {
	struct arena *arena;
	struct entry *place; /* sorted by code, as the file is */
	size_t place_n, place_max;
	struct name *name;
	size_t name_n, name_max;
	int chain[SLOTS];
	struct words not_before; /* 域: 河北区域 names no 河北区 */
	struct words generic;    /* 老城区: a place and a common word */
};

static size_t
slot_of(const char *p)
{
	size_t h = 0;
	for (size_t i = 0; i < HEAD; i++)
		h = h * 131 + (unsigned char)p[i];
	return (h ^ (h >> 12)) & (SLOTS - 1);
}

/* Longer names stand before shorter ones, so that the first hit is longest. */
static struct name *
name_add(struct gazetteer *g, struct slice text)
{
	int *link = &g->chain[slot_of(text.p)];
	while (*link >= 0 && g->name[*link].text.n >= text.n) {
		if (slice_eq(g->name[*link].text, text))
			return &g->name[*link];
		link = &g->name[*link].next;
	}
	int next = *link;
	*link = (int)g->name_n;
	g->name =
	    heap_grow(g->name, &g->name_max, g->name_n + 1, sizeof *g->name);
	g->name[g->name_n] = (struct name){ .text = text, .next = next };
	return &g->name[g->name_n++];
}

static void
sense_add(struct gazetteer *g, struct slice words, int place, bool bare)
{
	struct slice key = fold_key_text(g->arena, words);
	if (key.n < HEAD)
		return;
	struct name *name = name_add(g, key);
	name->sense = heap_grow(name->sense, &name->sense_max,
	    name->sense_n + 1, sizeof *name->sense);
	name->sense[name->sense_n++] = (struct gazetteer_sense){ place, bare,
		words_have(&g->generic, key) };
}

/* Adds each of the names that are separated by spaces. */
static void
senses_add(struct gazetteer *g, struct slice names, int place, bool bare)
{
	while (names.n > 0) {
		const char *space = memchr(names.p, ' ', names.n);
		size_t n = space ? (size_t)(space - names.p) : names.n;
		sense_add(g, (struct slice){ names.p, n }, place, bare);
		n += space != NULL;
		names = slice_rest(names, n);
	}
}

static const char *const levels[] = { "province", "prefecture", "group",
	"county", "zone", "former" };

static bool
is_level(struct slice word)
{
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (slice_is(word, levels[i]))
			return true;
	return false;
}

static bool
is_code(struct slice s)
{
	return s.n == 6 && slice_digits(s, 0) == s.n;
}

/* A row that fits the rows before it; else it is said what is wrong. */
static bool
good_place(
    const struct gazetteer *g, struct table *t, const struct slice *field)
{
	const struct entry *last =
	    g->place_n ? &g->place[g->place_n - 1] : NULL;
	long long year;
	bool wrong = t->wrong;
	t->wrong = false;
	if (!is_code(field[CODE]))
		table_mistake(t, CODE, "expected a code of six digits");
	else if (last && memcmp(last->code, field[CODE].p, 6) >= 0)
		table_mistake(t, CODE, "expected a code above %s", last->code);
	if (field[NAME].n == 0)
		table_mistake(t, NAME, "expected a name");
	if (!is_level(field[LEVEL]))
		table_mistake(t, LEVEL,
		    "unknown level \"%.*s\"; expected one of: province, "
		    "prefecture, group, county, zone, former",
		    SLICE_PRINT(field[LEVEL]));
	if (!slice_is(field[LEVEL], "province") &&
	    gazetteer_find(g, field[PARENT]) < 0)
		table_mistake(t, PARENT, "expected the code of a row above");
	if (field[UNTIL].n > 0 && !plain_count(field[UNTIL], &year))
		table_mistake(t, UNTIL, "expected a year");
	if (field[SUCCESSOR].n > 0 && !is_code(field[SUCCESSOR]))
		table_mistake(t, SUCCESSOR, "expected a code of six digits");
	bool good = !t->wrong;
	t->wrong = t->wrong || wrong;
	return good;
}

/* Each place is on a line of its own, behind the header. */
static void
check_successors(const struct gazetteer *g, struct table *t)
{
	for (size_t i = 0; i < g->place_n && !t->wrong; i++) {
		struct slice code = g->place[i].field[SUCCESSOR];
		if (code.n == 0 || gazetteer_find(g, code) >= 0)
			continue;
		t->line = i + 2;
		table_mistake(t, SUCCESSOR, "no row has this code");
	}
}

static void
place_row(void *user, struct table *t, const struct slice *field, size_t n)
{
	struct gazetteer *g = user;
	if (n == 0)
		check_successors(g, t);
	if (n == 0 || t->line == 1)
		return;
	if (n != COLUMNS) {
		table_mistake(t, n,
		    "expected %d values: code, name, level, parent, short, "
		    "bare, until, successor",
		    COLUMNS);
		return;
	}
	if (!good_place(g, t, field))
		return;
	g->place = heap_grow(
	    g->place, &g->place_max, g->place_n + 1, sizeof *g->place);
	struct entry *p = &g->place[g->place_n];
	*p = (struct entry){ .parent = gazetteer_find(g, field[PARENT]) };
	memcpy(p->code, field[CODE].p, 6);
	for (size_t i = 0; i < COLUMNS; i++)
		if (field[i].p)
			p->field[i] = arena_copy(g->arena, field[i]);
	int place = (int)g->place_n++;
	/* A group heads a part of the code (市辖区): it names no place. */
	if (!slice_is(field[LEVEL], "group"))
		sense_add(g, p->field[NAME], place, false);
	senses_add(g, p->field[SHORT], place, false);
	senses_add(g, p->field[BARE], place, true);
}

static int
ancestor(const struct gazetteer *g, int place, const char *level)
{
	while (place >= 0 && !slice_is(g->place[place].field[LEVEL], level))
		place = g->place[place].parent;
	return place;
}

static struct slice
name_at(const struct gazetteer *g, int place)
{
	return place < 0 ? SLICE_NULL : g->place[place].field[NAME];
}

static void
fill_table(const struct gazetteer *g, struct warehouse *w)
{
	for (size_t i = 0; i < g->place_n; i++) {
		const struct entry *p = &g->place[i];
		/* Codes of provinces and prefectures end with 00. */
		bool county = memcmp(p->code + 4, "00", 2) != 0;
		sqlite3_stmt *s = warehouse_use(w, STATEMENT_REGION_ADD);
		warehouse_text(s, 1, p->field[CODE]);
		warehouse_text(s, 2, p->field[NAME]);
		warehouse_text(s, 3, p->field[LEVEL]);
		warehouse_text(s, 4, p->field[PARENT]);
		warehouse_text(
		    s, 5, name_at(g, ancestor(g, (int)i, "province")));
		warehouse_text(
		    s, 6, name_at(g, ancestor(g, (int)i, "prefecture")));
		warehouse_text(s, 7, county ? p->field[NAME] : SLICE_NULL);
		warehouse_count(s, 8, p->field[UNTIL]);
		warehouse_text(s, 9, p->field[SUCCESSOR]);
		warehouse_step(w, STATEMENT_REGION_ADD);
	}
}

struct gazetteer *
gazetteer_open(struct warehouse *w)
{
	struct gazetteer *g = heap_zero(1, sizeof *g);
	g->arena = arena_new();
	for (size_t i = 0; i < SLOTS; i++)
		g->chain[i] = -1;
	words_read(&g->not_before, "not_before", w, g->arena);
	words_read(&g->generic, "generic_place", w, g->arena);
	table_read(w, "regions.csv", place_row, g);
	char *text = warehouse_rule(w, "regions.csv");
	if (!warehouse_kept(w, "regions", slice_of(text)))
		fill_table(g, w);
	free(text);
	return g;
}

void
gazetteer_close(struct gazetteer *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->name_n; i++)
		free(g->name[i].sense);
	free(g->name);
	free(g->place);
	arena_free(g->arena);
	free(g);
}

const char *
gazetteer_code(const struct gazetteer *g, int place)
{
	return g->place[place].code;
}

int
gazetteer_parent(const struct gazetteer *g, int place)
{
	return g->place[place].parent;
}

int
gazetteer_find(const struct gazetteer *g, struct slice code)
{
	size_t from = 0, to = g->place_n;
	if (code.n != 6)
		return -1;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = memcmp(g->place[middle].code, code.p, 6);
		if (order == 0)
			return (int)middle;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return -1;
}

int
gazetteer_until(const struct gazetteer *g, int place, int *successor)
{
	long long until = 0;
	const struct entry *p = &g->place[place];
	*successor = place;
	if (!plain_count(p->field[UNTIL], &until))
		return 0;
	*successor = gazetteer_find(g, p->field[SUCCESSOR]);
	/* What is not known lies in the place that was around it. */
	if (*successor < 0)
		*successor = p->parent;
	return (int)until;
}

const struct gazetteer_sense *
gazetteer_senses(const struct gazetteer *g, int name, size_t *n)
{
	*n = g->name[name].sense_n;
	return g->name[name].sense;
}

/*
 * Names of two characters (成县, 城区) are also parts of other words: they
 * need a beginning, and no word may go on behind them (县级, 区域).
 */
static bool
stands(const struct gazetteer *g, struct slice key, size_t at, size_t n,
    size_t behind)
{
	struct slice rest = slice_rest(key, at + n);
	if (n == HEAD && at > 0 && at != behind &&
	    (unsigned char)key.p[at - 1] >= 0x80)
		return false;
	for (size_t i = 0; i < g->not_before.n; i++) {
		struct slice word = g->not_before.word[i];
		if (rest.n >= word.n && memcmp(rest.p, word.p, word.n) == 0)
			return false;
	}
	return true;
}

static int
match(const struct gazetteer *g, struct slice key, size_t at, size_t behind)
{
	for (int i = g->chain[slot_of(key.p + at)]; i >= 0;
	     i = g->name[i].next) {
		struct slice text = g->name[i].text;
		if (text.n <= key.n - at &&
		    memcmp(key.p + at, text.p, text.n) == 0 &&
		    stands(g, key, at, text.n, behind))
			return i;
	}
	return -1;
}

int
gazetteer_search(
    const struct gazetteer *g, struct slice key, int *name, int max)
{
	int n = 0;
	size_t at = 0, behind = 0;
	while (at + HEAD <= key.n && n < max) {
		int found = match(g, key, at, behind);
		if (found >= 0) {
			name[n++] = found;
			at += g->name[found].text.n;
			behind = at;
			continue;
		}
		do
			at++;
		while (at < key.n && utf8_is_tail(key.p[at]));
	}
	return n;
}

size_t
gazetteer_lead(const struct gazetteer *g, struct slice key)
{
	size_t at = 0;
	int found;
	while (at + HEAD <= key.n && (found = match(g, key, at, at)) >= 0)
		at += g->name[found].text.n;
	return at;
}
