/*
 * Fuzz target: bytes to the number reader, as plain text and as a cell. Every
 * value's text lies in the text, and the values stand in its order.
 */
#include <stdint.h>
#include <stdlib.h>

#include "diag.h"
#include "fold.h"
#include "values.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct words *words;
static struct arena *arena;

static void
start(void)
{
	diag_open("fuzz", true);
	if (fold_open() != 0)
		abort();
	struct rules *rules =
	    rules_open("rules/normalize", words_kinds, words_kind_n);
	words = rules ? words_open(rules) : NULL;
	rules_close(rules);
	arena = arena_new();
	if (!words)
		abort();
}

static void
find(struct slice text, bool cell)
{
	struct values v = values_find(arena, words, text, cell);
	const char *last = text.p;
	for (size_t i = 0; i < v.n; i++) {
		struct slice at = v.value[i].text;
		if (at.p < last || at.p + at.n > text.p + text.n)
			abort();
		last = at.p;
	}
	arena_reset(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (!words)
		start();
	struct slice text = { (const char *)data, n };
	find(text, false);
	find(text, true);
	return 0;
}
