#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "heap.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

/*
 * Under AddressSanitizer all that is not taken is poisoned, with a gap behind
 * each piece, so that a run over its end is seen as it would be with malloc.
 */
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define ARENA_HIDE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define ARENA_SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { ARENA_GAP = 16 };
#else
#define ARENA_HIDE(p, n) ((void)(p))
#define ARENA_SHOW(p, n) ((void)(p))
enum { ARENA_GAP = 0 };
#endif

enum {
	ARENA_FIRST = 64 * 1024,
	ARENA_BLOCK_MAX = 1024 * 1024, /* larger pieces get their own */
	ARENA_KEEP = 1024 * 1024       /* bytes that a reset keeps */
};

struct arena_block {
	struct arena_block *next;
	size_t size, serial;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct arena_block *head;  /* the block that pieces are taken from */
	struct arena_block *large; /* blocks of one piece, the newest first */
	size_t used;               /* bytes of head */
	size_t serial;             /* of the newest block */
	size_t bytes;              /* of all blocks */
	size_t most;               /* that they may have, where out is set */
	jmp_buf *out;
};

/* Makes room in the books for a block of that size, or does not return. */
static void
arena_charge(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		heap_exhausted();
	if (a->out && (size > a->most || a->bytes > a->most - size))
		longjmp(*a->out, 1);
	a->bytes += size;
}

static struct arena_block *
arena_block_new(struct arena *a, size_t size, struct arena_block *next)
{
	struct arena_block *b;

	arena_charge(a, size);
	b = heap_take(sizeof(*b) + size);
	b->next = next;
	b->size = size;
	b->serial = ++a->serial;
	ARENA_HIDE(b->bytes, size);
	return b;
}

static void
arena_free_blocks(struct arena_block *b)
{
	for (struct arena_block *next; b; b = next) {
		next = b->next;
		free(b);
	}
}

struct arena *
arena_new(void)
{
	return heap_zero(1, sizeof(struct arena));
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_free_blocks(a->head);
	arena_free_blocks(a->large);
	free(a);
}

void
arena_reset(struct arena *a)
{
	struct arena_block *kept = NULL;

	/* The largest block that may be kept serves the next document best. */
	for (struct arena_block *b = a->head, *next; b; b = next) {
		next = b->next;
		if (b->size <= ARENA_KEEP && (!kept || b->size > kept->size)) {
			free(kept);
			kept = b;
		} else
			free(b);
	}
	if (kept) {
		kept->next = NULL;
		ARENA_HIDE(kept->bytes, kept->size);
	}
	arena_free_blocks(a->large);
	a->large = NULL;
	a->head = kept;
	a->used = 0;
	a->bytes = kept ? kept->size : 0;
}

/* A block with room for n bytes, made the head, or one of its own if large. */
static void *
arena_take_block(struct arena *a, size_t n)
{
	size_t size = a->head ? a->head->size : ARENA_FIRST / 2;

	size = size < ARENA_BLOCK_MAX ? size * 2 : ARENA_BLOCK_MAX;
	if (size > ARENA_BLOCK_MAX)
		size = ARENA_BLOCK_MAX;
	if (n > size / 4) {
		a->large = arena_block_new(a, n, a->large);
		return a->large->bytes;
	}
	a->head = arena_block_new(a, size, a->head);
	a->used = n;
	return a->head->bytes;
}

void *
arena_take(struct arena *a, size_t n)
{
	size_t align = alignof(max_align_t);
	size_t whole;
	void *p;

	if (n > SIZE_MAX / 2)
		heap_exhausted();
	whole = ((n ? n : 1) + ARENA_GAP + align - 1) / align * align;
	if (a->head && whole <= a->head->size - a->used) {
		p = a->head->bytes + a->used;
		a->used += whole;
	} else
		p = arena_take_block(a, whole);
	ARENA_SHOW(p, n);
	return p;
}

void *
arena_zero(struct arena *a, size_t n)
{
	return memset(arena_take(a, n), 0, n);
}

struct slice
arena_copy(struct arena *a, struct slice s)
{
	char *p = arena_take(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct slice){ p, s.n };
}

/* The pointer to the large block whose piece p is; NULL: it is in no such. */
static struct arena_block **
arena_find_large(struct arena *a, const void *p)
{
	for (struct arena_block **at = &a->large; *at; at = &(*at)->next)
		if ((*at)->bytes == p)
			return at;
	return NULL;
}

/* A large block made larger, in its place among the others. */
static void *
arena_resize(struct arena *a, struct arena_block **at, size_t size)
{
	struct arena_block *b = *at;

	ARENA_SHOW(b->bytes, b->size);
	arena_charge(a, size - b->size);
	b = heap_resize(b, 1, sizeof(*b) + size);
	b->size = size;
	*at = b;
	return b->bytes;
}

void *
arena_grow(struct arena *a, void *p, size_t old_n, size_t *capacity,
    size_t want, size_t element)
{
	struct arena_block **large;
	size_t n = *capacity;
	void *grown;

	if (n >= want && p)
		return p;
	n = n > SIZE_MAX / 2 ? SIZE_MAX : n * 2;
	if (n < 8)
		n = 8;
	if (n < want)
		n = want;
	if (element && n > SIZE_MAX / 2 / element)
		heap_exhausted();
	large = *capacity > 0 ? arena_find_large(a, p) : NULL;
	if (large && n * element > (*large)->size) {
		grown = arena_resize(a, large, n * element);
	} else {
		grown = arena_take(a, n * element);
		if (p)
			memcpy(grown, p, old_n * element);
		if (p && *capacity > 0)
			ARENA_HIDE(p, *capacity * element);
	}
	*capacity = n;
	return grown;
}

void
arena_shrink(struct arena *a, const void *p, size_t n)
{
	const char *last = p;
	size_t at;

	if (ARENA_GAP > 0 || !a->head || last < a->head->bytes ||
	    last >= a->head->bytes + a->used)
		return;
	at = (size_t)(last - a->head->bytes) + n;
	at = (at + alignof(max_align_t) - 1) / alignof(max_align_t) *
	    alignof(max_align_t);
	if (at < a->used)
		a->used = at;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->used, a->serial };
}

static void
arena_drop(struct arena *a, struct arena_block **list, size_t serial)
{
	while (*list && (*list)->serial > serial) {
		struct arena_block *b = *list;

		*list = b->next;
		a->bytes -= b->size;
		free(b);
	}
}

void
arena_release(struct arena *a, struct arena_mark mark)
{
	arena_drop(a, &a->large, mark.serial);
	arena_drop(a, &a->head, mark.serial);
	a->used = a->head ? mark.used : 0;
	if (a->head)
		ARENA_HIDE(a->head->bytes + a->used, a->head->size - a->used);
}

jmp_buf *
arena_bound(struct arena *a, size_t most, jmp_buf *out)
{
	jmp_buf *before = a->out;

	a->most = most;
	a->out = out;
	return before;
}

size_t
arena_most(const struct arena *a)
{
	return a->out ? a->most : 0;
}
