#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "capture.h"
#include "heap.h"
#include "tap.h"

static void
test_take(struct arena *a)
{
	unsigned char *piece[1000];
	bool apart = true, aligned = true;

	for (size_t i = 0; i < 1000; i++) {
		piece[i] = arena_take(a, i);
		memset(piece[i], (int)(i & 0xFF), i);
		aligned = aligned && (uintptr_t)piece[i] % 16 == 0;
	}
	for (size_t i = 0; i < 1000; i++)
		for (size_t j = 0; j < i; j++)
			apart = apart && piece[i][j] == (i & 0xFF);
	ok(apart, "a thousand pieces do not overlap");
	ok(aligned, "pieces are aligned for any type");
}

static void
test_sizes(struct arena *a)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 1 << 20,
		(1 << 20) + 1, 5 << 20 };
	bool zero = true;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		unsigned char *p = arena_zero(a, sizes[i]);

		for (size_t j = 0; j < sizes[i]; j++)
			zero = zero && p[j] == 0;
		memset(p, 0xFF, sizes[i]);
	}
	ok(zero, "arena_zero clears pieces small and large");
}

static void
test_copy_and_grow(struct arena *a)
{
	struct slice s = arena_copy(a, SLICE_LITERAL("预算"));
	size_t capacity = 0;
	int *numbers = NULL;
	bool same = true;

	ok(s.n == 6 && s.p[6] == '\0', "a copy has a NUL behind it");
	s = arena_copy(a, SLICE_NULL);
	ok(s.n == 0 && s.p && *s.p == '\0', "a copy of NULL is empty text");
	for (int i = 0; i < 10000; i++) {
		numbers = arena_grow(a, numbers, (size_t)i, &capacity,
		    (size_t)i + 1, sizeof(*numbers));
		numbers[i] = i;
	}
	for (int i = 0; i < 10000; i++)
		same = same && numbers[i] == i;
	ok(same && capacity < 20001, "an array keeps its elements as it grows");
}

static void
test_marks(struct arena *a)
{
	char *kept = arena_take(a, 100), *one, *two;
	struct arena_mark mark = arena_mark(a);

	memset(kept, 7, 100);
	one = arena_take(a, 50);
	for (int i = 0; i < 100; i++)
		memset(arena_take(a, (size_t)i * 40000), i, 40000 * (size_t)i);
	arena_release(a, mark);
	two = arena_take(a, 50);
	ok(one == two && kept[0] == 7 && kept[99] == 7,
	    "what was taken since a mark is given back");
#ifndef __SANITIZE_ADDRESS__
	arena_shrink(a, two, 10);
	one = arena_take(a, 1);
	ok(one == two + 16, "so is the rest of the last piece");
#endif
}

/* Numbers up to n in an array that grows; how many there were at the end. */
static int
fill(struct arena *a, size_t most, int n)
{
	static size_t capacity;
	static int *numbers, i;
	jmp_buf full;

	capacity = 0;
	numbers = NULL;
	if (setjmp(full) == 0) {
		arena_bound(a, most, &full);
		for (i = 0; i < n; i++) {
			numbers = arena_grow(a, numbers, (size_t)i, &capacity,
			    (size_t)i + 1, sizeof(*numbers));
			numbers[i] = i;
		}
	}
	arena_bound(a, 0, NULL);
	for (int k = 0; k < i; k++)
		if (numbers[k] != k)
			return -1;
	arena_reset(a);
	return i;
}

static void
test_bound(struct arena *a)
{
	jmp_buf some;

	arena_reset(a);
	ok(fill(a, 8 << 20, 1000000) == 1000000,
	    "an array that grows leaves no old ones behind");
	ok(fill(a, 3 << 20, 1000000) == 524288,
	    "an arena that is full jumps out, what it holds is whole");
	ok(fill(a, 3 << 20, 500000) == 500000, "a reset makes it empty");
	ok(arena_bound(a, 10, &some) == NULL && arena_most(a) == 10 &&
		arena_bound(a, 0, NULL) == &some && arena_most(a) == 0,
	    "a bound is told, and the one before it");
}

static size_t
resident(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	char line[200] = "", *end;
	size_t pages;

	if (f && !fgets(line, sizeof(line), f))
		line[0] = '\0';
	strtoul(line, &end, 10);
	pages = strtoul(end, NULL, 10);
	if (f)
		fclose(f);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void
test_flat(struct arena *a)
{
	size_t before, after;

	for (int i = 0; i < 10; i++) {
		memset(arena_take(a, 3 << 20), 1, 3 << 20);
		arena_reset(a);
	}
	before = resident();
	for (int i = 0; i < 300; i++) {
		for (int j = 0; j < 1000; j++)
			memset(arena_take(a, 1000), 1, 1000);
		arena_reset(a);
	}
	after = resident();
	ok(after < before + (8 << 20),
	    "memory stays flat over 300 documents (%zu to %zu KiB)",
	    before / 1024, after / 1024);
}

static int
waste_arena(void)
{
	struct arena *a = arena_new();

	arena_take(a, SIZE_MAX - 100);
	return 0;
}

static int
waste_heap(void)
{
	heap_resize(NULL, SIZE_MAX / 2, 4);
	return 0;
}

static int
waste_limit(void)
{
	struct rlimit limit = { 256 << 20, 256 << 20 };
	struct arena *a = arena_new();

	setrlimit(RLIMIT_AS, &limit);
	while (arena_take(a, 100000) != NULL)
		continue;
	return 0;
}

static void
test_exhausted(void)
{
	ok(capture(waste_arena) == 70 && strstr(capture_text, "out of memory"),
	    "an arena that runs out of memory ends the process with 70");
	ok(capture(waste_heap) == 70 && strstr(capture_text, "out of memory"),
	    "a size that overflows is no memory either");
#ifdef __SANITIZE_ADDRESS__
	skip("malloc failing ends the process with 70", "under ASan");
	(void)waste_limit;
#else
	ok(capture(waste_limit) == 70 && strstr(capture_text, "out of memory"),
	    "malloc failing ends the process with 70");
#endif
}

int
main(void)
{
	struct arena *a = arena_new();

	test_take(a);
	test_sizes(a);
	test_copy_and_grow(a);
	test_marks(a);
	test_bound(a);
	test_flat(a);
	arena_reset(a);
	arena_reset(a);
	arena_free(a);
	arena_free(NULL);
	test_exhausted();
	return tap_end();
}
