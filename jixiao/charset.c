/* charset.c - the characters that stand in a document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "charset.h"
#include "fold.h"
#include "heap.h"
#include "utf8.h"

enum { POINTS = 0x110000, PIECE = 1 << 16 };

struct charset {
	struct arena *arena;
	bool and, number; /* & and # stand in it */
	uint8_t bit[POINTS / 8];
};

struct charset *
charset_new(void)
{
	struct charset *c = heap_zero(1, sizeof *c);
	c->arena = arena_new();
	return c;
}

void
charset_free(struct charset *c)
{
	if (!c)
		return;
	arena_free(c->arena);
	free(c);
}

bool
charset_has(const struct charset *set, uint32_t c)
{
	return c < POINTS && (set->bit[c / 8] >> c % 8 & 1) != 0;
}

static void
set(struct charset *set, uint32_t c)
{
	if (c < POINTS)
		set->bit[c / 8] = (uint8_t)(set->bit[c / 8] | 1u << c % 8);
}

void
charset_add(struct charset *c, struct slice text)
{
	for (size_t i = 0, n; i < text.n; i += n) {
		uint32_t point = utf8_decode(text.p + i, text.n - i, &n);
		if (point < 0x80 || charset_has(c, point))
			continue;
		set(c, point);
		const struct slice one = { text.p + i, n };
		struct slice key = fold_key_text(c->arena, one);
		for (size_t k = 0, m; k < key.n; k += m)
			set(c, utf8_decode(key.p + k, key.n - k, &m));
	}
}

/*
 * Nothing in it is more than it seems. Both & and # stand where there are
 * references such as &#24180;; names such as &nbsp; are of no Han character.
 */
static bool
is_plain(struct charset *c, struct slice text)
{
	c->and = c->and || memchr(text.p, '&', text.n);
	c->number = c->number || memchr(text.p, '#', text.n);
	return utf8_valid(text.p, text.n) == text.n &&
	    !memchr(text.p, '\0', text.n) && !(c->and &&c->number);
}

/* Adds a file, piece by piece; a character cut in two goes to the next. */
static bool
add_file(struct charset *c, FILE *f)
{
	char buffer[PIECE];
	size_t kept = 0, n;
	while ((n = fread(buffer + kept, 1, sizeof buffer - kept, f)) > 0) {
		struct slice text = { buffer, kept + n };
		size_t valid = utf8_valid(text.p, text.n);
		if (text.n - valid > 3)
			return false;
		text.n = valid;
		kept = kept + n - valid;
		if (!is_plain(c, text))
			return false;
		charset_add(c, text);
		memmove(buffer, buffer + valid, kept);
	}
	return kept == 0 && !ferror(f);
}

bool
charset_read(struct charset *c, const char *path)
{
	struct slice name = slice_of(path);
	FILE *f = fopen(path, "re");
	if (!f)
		return false;
	memset(c->bit, 0, sizeof c->bit);
	arena_reset(c->arena);
	c->and = c->number = false;
	charset_add(c, name);
	bool plain = utf8_valid(name.p, name.n) == name.n && add_file(c, f);
	fclose(f);
	return plain;
}
