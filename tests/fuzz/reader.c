/*
 * Fuzz target: bytes as a line of text and as a cell of each type. Values lie
 * inside of the text, in order, and what is printed of them is a number.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdlib.h>

#include "cell.h"
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

/* A row of cells, all with this text, and with it as the column's unit. */
static void
check_cells(struct arena *arena, struct cell_reader *reader, struct slice text)
{
	static const char *const cells[][2] = { { "annual", "money" },
		{ "executed", "money" }, { "rate", "percent" },
		{ "score", "number" }, { "target", "quantity" },
		{ "actual", "quantity" }, { "deadline", "date" },
		{ "fiscal_year", "year" } };
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		struct record r;
		memset(&r, 0, sizeof(r));
		r.f[RECORD_FIELD] = slice_of(cells[i][0]);
		r.f[RECORD_TYPE] = slice_of(cells[i][1]);
		r.f[RECORD_TEXT] = text;
		r.f[RECORD_CONTEXT_UNIT] = text;
		cell_read(reader, arena, &r);
		arena_reset(arena);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct cell_reader *reader;
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
		reader = cell_reader_new(words);
	}
	struct slice text = { (const char *)data, n };
	check(arena, words, text, false);
	check(arena, words, text, true);
	check_cells(arena, reader, text);
	return 0;
}
