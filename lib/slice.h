/* slice.h - a borrowed run of bytes, passed by value, not NUL-terminated. */
#ifndef SLICE_H
#define SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *p;
	size_t n;
};

#define SLICE_NULL ((struct slice){ NULL, 0 })
#define SLICE_LITERAL(s) ((struct slice){ (s), sizeof(s) - 1 })
/* For printf: printf("%.*s", SLICE_PRINT(s)). */
#define SLICE_PRINT(s) (int)(s).n, (s).p ? (s).p : ""

/* A slice of a NUL-terminated string; NULL gives SLICE_NULL. */
static inline struct slice
slice_of(const char *s)
{
	return (struct slice){ s, s ? strlen(s) : 0 };
}

/* Equal to the bytes of a string, or to another slice; NULL is empty too. */
static inline bool
slice_is(struct slice a, const char *s)
{
	size_t n = strlen(s);
	return a.n == n && (n == 0 || memcmp(a.p, s, n) == 0);
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* True where s begins with, or ends in, the bytes of a string. */
static inline bool
slice_begins(struct slice s, const char *word)
{
	size_t n = strlen(word);
	return s.n >= n && (n == 0 || memcmp(s.p, word, n) == 0);
}

static inline bool
slice_ends(struct slice s, const char *word)
{
	size_t n = strlen(word);
	return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, word, n) == 0);
}

/* True where the bytes of word, of which there are some, stand in s. */
static inline bool
slice_holds(struct slice s, struct slice word)
{
	/* The last byte of a Han character tells it from most others. */
	size_t last = word.n < 3 ? word.n - 1 : 2;

	for (size_t i = 0; i + word.n <= s.n; i++)
		if (s.p[i + last] == word.p[last] &&
		    memcmp(s.p + i, word.p, word.n) == 0)
			return true;
	return false;
}

/* s from byte i on, i <= s.n. */
static inline struct slice
slice_rest(struct slice s, size_t i)
{
	return (struct slice){ s.p + i, s.n - i };
}

/* ASCII digits only, whatever the locale: full-width ones are no bytes. */
static inline bool
slice_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* True where byte i is an ASCII digit; false behind the end. */
static inline bool
slice_digit_at(struct slice s, size_t i)
{
	return i < s.n && slice_is_digit(s.p[i]);
}

/* The ASCII digits from byte i on, before the first byte that is none. */
static inline size_t
slice_digits(struct slice s, size_t i)
{
	size_t n = 0;

	while (slice_digit_at(s, i + n))
		n++;
	return n;
}

static inline bool
slice_has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (slice_digit_at(s, i))
			return true;
	return false;
}

/* A hash for tables of texts, eight bytes at a time; the high bits are best. */
static inline uint64_t
slice_hash(struct slice s)
{
	uint64_t hash = s.n, word;

	for (; s.n >= sizeof(word); s.p += sizeof(word), s.n -= sizeof(word)) {
		memcpy(&word, s.p, sizeof(word));
		hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 29;
	}
	word = 0;
	if (s.n > 0)
		memcpy(&word, s.p, s.n);
	return (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
}

#endif
