/*
 * sieve.h - which documents the change from one set of rules to another can
 * apply to: those that a line which was added or taken away can match.
 */
#ifndef SIEVE_H
#define SIEVE_H

#include <stdbool.h>
#include <stddef.h>

#include "charset.h"
#include "rulebook.h"

/* All zero lets nothing through: no rule has changed. */
struct sieve {
	bool all;       /* every document */
	char **pattern; /* else those that one of these may match */
	size_t n, capacity;
};

/* Compares two books that rulebook_end() was called for. */
void sieve_make(struct sieve *, struct rulebook *old, struct rulebook *new);
void sieve_free(struct sieve *);

/* True where the file must be read again. */
bool sieve_applies(const struct sieve *, const char *path, struct charset *);

#endif
