/*
 * Fuzz target: bytes as a line of text and as a cell. Values lie inside of the
 * text, in order, and what is printed of them is a number.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdlib.h>

#include "diag.h"
#include "examples.h"
#include "rules.h"
#include "values.h"
#include "words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check(struct arena *arena, const struct words *words, struct slice text,
    bool cell)
{
	struct values all = values_find(arena, words, text, cell);
	const char *at = text.p;
	for (size_t i = 0; i < all.n; i++) {
		const struct value *v = &all.value[i];
		char number[DECIMAL_TEXT];
		struct decimal again;
		if (v->text.p < at || v->text.n == 0 ||
		    v->text.p + v->text.n > text.p + text.n)
			abort();
		at = v->text.p + v->text.n;
		size_t size = decimal_print(v->low, number);
		if (size > 0 &&
		    (!decimal_parse((struct slice){ number, size }, &again) ||
			decimal_compare(again, v->low) != 0))
			abort();
	}
	examples_describe(arena, all);
	arena_reset(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *arena;
	static struct words *words;
	if (words == NULL) {
		diag_open("fuzz", true);
		arena = arena_new();
		struct rules *rules =
		    rules_open("rules/normalize", words_kinds, words_kind_n);
		words = rules ? words_open(rules) : NULL;
		rules_close(rules);
		if (words == NULL)
			abort();
	}
	struct slice text = { (const char *)data, n };
	check(arena, words, text, false);
	check(arena, words, text, true);
	return 0;
}
