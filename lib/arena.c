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
	size_t size;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct arena_block *head; /* the block that pieces are taken from */
	size_t used;              /* bytes of head */
};

static struct arena_block *
arena_block_new(size_t size)
{
	struct arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		heap_exhausted();
	b = heap_take(sizeof(*b) + size);
	b->next = NULL;
	b->size = size;
	ARENA_HIDE(b->bytes, size);
	return b;
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
	for (struct arena_block *b = a->head, *next; b; b = next) {
		next = b->next;
		free(b);
	}
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
	a->head = kept;
	a->used = 0;
}

/* A block with room for n bytes, made the head, or put behind it if large. */
static void *
arena_take_block(struct arena *a, size_t n)
{
	size_t size = a->head ? a->head->size : ARENA_FIRST / 2;
	struct arena_block *b;

	size = size < ARENA_BLOCK_MAX ? size * 2 : ARENA_BLOCK_MAX;
	if (size > ARENA_BLOCK_MAX)
		size = ARENA_BLOCK_MAX;
	if (a->head && n > size / 4) {
		b = arena_block_new(n);
		b->next = a->head->next;
		a->head->next = b;
		return b->bytes;
	}
	b = arena_block_new(n > size ? n : size);
	b->next = a->head;
	a->head = b;
	a->used = n;
	return b->bytes;
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

void *
arena_grow(struct arena *a, void *p, size_t old_n, size_t *capacity,
    size_t want, size_t element)
{
	size_t n = *capacity;
	void *grown;

	if (n >= want && p)
		return p;
	n = n > SIZE_MAX / 2 ? SIZE_MAX : n * 2;
	if (n < 8)
		n = 8;
	if (n < want)
		n = want;
	if (element && n > SIZE_MAX / element)
		heap_exhausted();
	grown = arena_take(a, n * element);
	if (p)
		memcpy(grown, p, old_n * element);
	*capacity = n;
	return grown;
}
