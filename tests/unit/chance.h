/* chance.h - numbers by chance, the same in each run (xorshift64). */
#ifndef CHANCE_H
#define CHANCE_H

static unsigned long long chance_state = 88172645463325252ULL;

/* From 0 to n - 1. */
static unsigned
chance(unsigned n)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 7;
	chance_state ^= chance_state << 17;
	return (unsigned)(chance_state >> 33) % n;
}

#endif
