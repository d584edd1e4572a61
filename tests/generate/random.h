/* random.h - a small seeded generator: the same seed, the same archive. */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

/* The next 64 bits (splitmix64). */
static inline uint64_t
random_next(struct random *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* A whole number from low to high, both included. */
static inline long
random_between(struct random *r, long low, long high)
{
	return low + (long)(random_next(r) % (uint64_t)(high - low + 1));
}

/* True once in n times. */
static inline bool
random_once_in(struct random *r, long n)
{
	return random_between(r, 1, n) == 1;
}

#define RANDOM_OF(r, array)      \
	((array)[random_between( \
	    (r), 0, (long)(sizeof(array) / sizeof(*(array))) - 1)])

#endif
