#include "heap.h"

#ifdef __linux__
#include <malloc.h>
#endif
#include <stdint.h>
#include <stdlib.h>
#include <sysexits.h>

#include "diag.h"

void
heap_exhausted(void)
{
	diag_fatal(EX_SOFTWARE, "out of memory");
}

void *
heap_take(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		heap_exhausted();
	return p;
}

void *
heap_zero(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		heap_exhausted();
	return p;
}

void *
heap_resize(void *p, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		heap_exhausted();
	size *= count;
	p = realloc(p, size ? size : 1);
	if (!p)
		heap_exhausted();
	return p;
}

void *
heap_grow(void *p, size_t *capacity, size_t want, size_t size)
{
	size_t n = *capacity;

	if (n >= want)
		return p;
	n = n > SIZE_MAX / 2 ? SIZE_MAX : n * 2;
	if (n < 8)
		n = 8;
	*capacity = n > want ? n : want;
	return heap_resize(p, *capacity, size);
}

char *
heap_copy(struct slice s)
{
	char *p = heap_take(s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

void
heap_return_large(void)
{
#ifdef __GLIBC__
	/* Setting it also keeps the library from raising it by itself. */
	mallopt(M_MMAP_THRESHOLD, 256 * 1024);
#endif
}
