#include "trie.h"

#include <string.h>

#include "fold.h"
#include "utf8.h"

enum { BLOCK = 256, BLOCKS = 0x110000 / BLOCK };

/* Node 0 is the root; an edge is found by hashing node and symbol. */
struct edge {
	uint32_t from;
	uint32_t symbol; /* 0: free */
	uint32_t to;
};

/* A character in plain form. */
struct symbol {
	uint32_t plain; /* the code point */
	uint32_t node;  /* behind the edge from the root; 0: none */
};

struct trie {
	struct arena *arena;
	/* Symbols by code point, 0 where no text has it; blocks of 256. */
	uint16_t *symbol[BLOCKS];
	struct symbol *symbols; /* symbol_n of them, from 1 */
	size_t symbol_n;
	size_t symbol_room;
	struct edge *edges;
	size_t edge_n;
	size_t edge_room; /* a power of two */
	void **thing;     /* by node */
	bool *inner;      /* by node: has edges */
	size_t node_n;
	size_t thing_room;
	size_t inner_room;
};

struct trie *
trie_new(struct arena *arena)
{
	struct trie *t = arena_zero(arena, sizeof(*t));
	t->arena = arena;
	t->edge_room = 1024;
	t->edges = arena_zero(arena, t->edge_room * sizeof(*t->edges));
	t->thing =
	    arena_grow(arena, NULL, 0, &t->thing_room, 1, sizeof(void *));
	t->inner = arena_grow(arena, NULL, 0, &t->inner_room, 1, sizeof(bool));
	t->thing[0] = NULL;
	t->inner[0] = false;
	t->node_n = 1;
	return t;
}

/* Full-width ASCII as ASCII, the ideographic space as a space. */
static uint32_t
narrow(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	return c == 0x3000 ? ' ' : c;
}

static uint32_t
symbol_at(const struct trie *t, uint32_t c)
{
	const uint16_t *block = c < 0x110000 ? t->symbol[c / BLOCK] : NULL;
	return block ? block[c % BLOCK] : 0;
}

static void
set_symbol(struct trie *t, uint32_t c, uint16_t symbol)
{
	uint16_t **block = &t->symbol[c / BLOCK];
	if (*block == NULL)
		*block = arena_zero(t->arena, BLOCK * sizeof(**block));
	(*block)[c % BLOCK] = symbol;
}

static uint32_t
symbol_for(struct trie *t, uint32_t c)
{
	c = narrow(c);
	uint32_t s = symbol_at(t, c);
	if (s != 0)
		return s;
	t->symbols =
	    arena_grow(t->arena, t->symbols, t->symbol_n ? t->symbol_n + 1 : 0,
		&t->symbol_room, t->symbol_n + 2, sizeof(*t->symbols));
	s = (uint32_t)++t->symbol_n;
	t->symbols[s] = (struct symbol){ c, 0 };
	set_symbol(t, c, (uint16_t)s);
	if (c > ' ' && c < 0x7F)
		set_symbol(t, c - '!' + 0xFF01, (uint16_t)s);
	return s;
}

void
trie_same(struct trie *t, uint32_t from, uint32_t to)
{
	set_symbol(t, from, (uint16_t)symbol_for(t, to));
}

/* The plain form of a character. */
static uint32_t
plain_of(const struct trie *t, uint32_t c)
{
	uint32_t s = symbol_at(t, c);
	return s ? t->symbols[s].plain : narrow(c);
}

struct slice
trie_plain(struct trie *t, struct slice text)
{
	char *p = arena_take(t->arena, 4 * text.n + 1);
	size_t used = 0;
	for (size_t i = 0, n; i < text.n; i += n) {
		uint32_t c = fold_decode(text.p + i, text.n - i, &n);
		used += utf8_encode(plain_of(t, c), p + used);
	}
	return (struct slice){ p, used };
}

static size_t
edge_slot(const struct trie *t, uint32_t from, uint32_t symbol)
{
	uint32_t h = (from * 0x9E3779B1u) ^ (symbol * 0x85EBCA6Bu);
	size_t i = (h ^ h >> 15) & (t->edge_room - 1);
	while (t->edges[i].symbol != 0 &&
	    (t->edges[i].from != from || t->edges[i].symbol != symbol))
		i = (i + 1) & (t->edge_room - 1);
	return i;
}

/* The node behind an edge; 0 if there is none. */
static uint32_t
follow(const struct trie *t, uint32_t from, uint32_t symbol)
{
	if (from == 0)
		return t->symbols[symbol].node;
	return t->edges[edge_slot(t, from, symbol)].to;
}

static void
more_edges(struct trie *t)
{
	const struct edge *old = t->edges;
	size_t n = t->edge_room;
	t->edge_room *= 2;
	t->edges = arena_zero(t->arena, t->edge_room * sizeof(*t->edges));
	for (size_t i = 0; i < n; i++) {
		if (old[i].symbol != 0)
			t->edges[edge_slot(t, old[i].from, old[i].symbol)] =
			    old[i];
	}
}

static uint32_t
new_node(struct trie *t, uint32_t from, uint32_t symbol)
{
	if (2 * ++t->edge_n > t->edge_room)
		more_edges(t);
	uint32_t to = (uint32_t)t->node_n++;
	t->edges[edge_slot(t, from, symbol)] =
	    (struct edge){ from, symbol, to };
	if (from == 0)
		t->symbols[symbol].node = to;
	t->thing = arena_grow(
	    t->arena, t->thing, to, &t->thing_room, t->node_n, sizeof(void *));
	t->inner = arena_grow(
	    t->arena, t->inner, to, &t->inner_room, t->node_n, sizeof(bool));
	t->thing[to] = NULL;
	t->inner[to] = false;
	t->inner[from] = true;
	return to;
}

void *
trie_get(const struct trie *t, struct slice text)
{
	uint32_t node = 0;
	for (size_t i = 0, n; i < text.n; i += n) {
		uint32_t c = fold_decode(text.p + i, text.n - i, &n);
		uint32_t s = symbol_at(t, c);
		node = s ? follow(t, node, s) : 0;
		if (node == 0)
			return NULL;
	}
	return t->thing[node];
}

void
trie_put(struct trie *t, struct slice text, void *thing)
{
	uint32_t node = 0;
	for (size_t i = 0, n; i < text.n; i += n) {
		uint32_t c = fold_decode(text.p + i, text.n - i, &n);
		uint32_t s = symbol_for(t, c);
		uint32_t next = follow(t, node, s);
		node = next ? next : new_node(t, node, s);
	}
	t->thing[node] = thing;
}

/* Bytes of white space at p, if a character beyond ASCII stands behind it. */
static size_t
gap(const char *p, size_t left)
{
	size_t i = 0;
	for (;;) {
		if (i == left)
			return 0;
		if (p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r'))
			i++;
		else if (left - i > 2 && memcmp(p + i, "\xE3\x80\x80", 3) == 0)
			i += 3;
		else
			break;
	}
	return (unsigned char)p[i] >= 0x80 ? i : 0;
}

void *
trie_match(const struct trie *t, const char *p, size_t left, size_t *length)
{
	void *best = NULL;
	uint32_t node = 0;
	size_t i = 0;
	while (i < left) {
		size_t n;
		uint32_t s = symbol_at(t, fold_decode(p + i, left - i, &n));
		node = s ? follow(t, node, s) : 0;
		if (node == 0)
			break;
		i += n;
		if (t->thing[node] != NULL) {
			best = t->thing[node];
			*length = i;
		}
		if (!t->inner[node])
			break;
		if (n > 1)
			i += gap(p + i, left - i);
	}
	return best;
}

bool
trie_may_begin(const struct trie *t, uint32_t c)
{
	uint32_t s = symbol_at(t, c);
	return s != 0 && t->symbols[s].node != 0;
}
