#include "values.h"

#include <stdlib.h>

#include "diag.h"
#include "examples.h"
#include "table.h"
#include "tap.h"

enum { BYTES = 300000 };

static struct arena *arena;
static struct words *words;

static void
test_table(const char *path)
{
	struct table t;
	if (!ok(table_open(&t, path), "%s is there", path))
		return;
	while (table_next(&t)) {
		struct slice got = examples_describe(
		    arena, values_find(arena, words, t.field[0], false));
		char what[512];
		snprintf(what, sizeof(what), "line %d: %.400s", t.number,
		    t.field[0].p);
		is(got.p, got.n, t.n > 1 ? t.field[1].p : "", what);
		arena_reset(arena);
	}
}

/* The same values, whatever the text is followed by in memory. */
static void
test_bounds(void)
{
	static const char text[] = "三万五千元9";
	bool inside = true;
	for (size_t n = 0; n < sizeof(text); n++) {
		char *copy = malloc(n + 1);
		memcpy(copy, text, n);
		struct values all = values_find(
		    arena, words, (struct slice){ copy, n }, n % 2 == 0);
		for (size_t i = 0; i < all.n; i++) {
			const struct value *v = &all.value[i];
			inside = inside && v->text.p >= copy &&
			    v->text.p + v->text.n <= copy + n;
		}
		free(copy);
		arena_reset(arena);
	}
	ok(inside, "values of a text that is cut anywhere lie inside of it");
}

/* A text that is one piece again and again: quadratic work would show. */
static struct values
find_long(const char *piece, char **text)
{
	size_t n = strlen(piece);
	size_t times = BYTES / n;
	*text = malloc(n * times);
	for (size_t i = 0; i < times; i++)
		memcpy(*text + i * n, piece, n);
	return values_find(
	    arena, words, (struct slice){ *text, n * times }, false);
}

static void
test_long(void)
{
	static const char *const pieces[] = { "9", "九", "万", "十", "一万",
		"-", "3-", "3,", "333,", "3.", "百分之", "大于", "第", "又",
		"一又", "(", "零", "半", "三年", "1天", "2024年", "2024-",
		"\xFF", "１", "几", "多", "1/", "分之", "三分之", "每人" };
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		char *text;
		struct values all = find_long(pieces[i], &text);
		ok(all.n <= BYTES, "%d bytes of %s", BYTES, pieces[i]);
		free(text);
		arena_reset(arena);
	}
	char *text;
	struct values all = find_long("7", &text);
	ok(all.n == 1 && all.value[0].low.lost,
	    "so many digits are one number without a value");
	free(text);
	arena_reset(arena);
}

int
main(void)
{
	diag_open("values_test", true);
	const char *folder = getenv("JIXIAO_RULES");
	char path[4096];
	snprintf(path, sizeof(path), "%s/normalize", folder ? folder : "rules");
	struct rules *rules = rules_open(path, words_kinds, words_kind_n);
	if (!ok(rules != NULL, "the rules are read"))
		return tap_end();
	words = words_open(rules);
	arena = arena_new();
	if (ok(words != NULL, "the words are no contradiction")) {
		test_table("tests/data/values.tsv");
		test_bounds();
		test_long();
	}
	arena_free(arena);
	words_close(words);
	rules_close(rules);
	return tap_end();
}
