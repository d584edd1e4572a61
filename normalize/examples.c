#include "examples.h"

#include <string.h>

struct description {
	struct arena *arena;
	char *p;
	size_t n;
	size_t room;
};

static void
add(struct description *d, struct slice s)
{
	d->p = arena_grow(d->arena, d->p, d->n, &d->room, d->n + s.n, 1);
	if (s.n > 0)
		memcpy(d->p + d->n, s.p, s.n);
	d->n += s.n;
}

static void
add_number(struct description *d, struct decimal number, const char *iso)
{
	char text[DECIMAL_TEXT];
	struct slice s = slice_of(iso);
	if (s.n == 0)
		s = (struct slice){ text, decimal_print(number, text) };
	add(d, s.n > 0 ? s : SLICE_LITERAL("?"));
}

static void
add_value(struct description *d, const struct value *v)
{
	add(d, slice_of(value_kind_name(v->kind)));
	add(d, SLICE_LITERAL(" "));
	add(d, slice_of(value_op_name(v->op)));
	add(d, SLICE_LITERAL(" "));
	add_number(d, v->low, v->iso);
	if (v->op == VALUE_RANGE) {
		add(d, SLICE_LITERAL(".."));
		add_number(d, v->high, v->iso_high);
	}
	if (v->unit.p != NULL) {
		add(d, SLICE_LITERAL(" "));
		add(d, v->unit);
	}
}

struct slice
examples_describe(struct arena *arena, struct values all)
{
	struct description d = { .arena = arena };
	for (size_t i = 0; i < all.n; i++) {
		if (i > 0)
			add(&d, SLICE_LITERAL("; "));
		add_value(&d, &all.value[i]);
	}
	if (all.n == 0)
		add(&d, SLICE_LITERAL("nothing"));
	return (struct slice){ d.p, d.n };
}

/* Where ` => ` stands in a line; its length if it does not. */
static size_t
find_arrow(struct slice line)
{
	for (size_t i = 0; i + 4 <= line.n; i++) {
		if (memcmp(line.p + i, " => ", 4) == 0)
			return i;
	}
	return line.n;
}

static bool
check_line(struct arena *arena, const struct words *words,
    const struct rule *rule, struct slice line)
{
	size_t arrow = find_arrow(line);
	if (arrow == line.n) {
		rule_mistake(rule, (struct slice){ line.p + line.n, 0 },
		    "expected ` => ` and the values");
		return false;
	}
	struct slice text = { line.p, arrow };
	struct slice want = slice_rest(line, arrow + 4);
	struct slice got =
	    examples_describe(arena, values_find(arena, words, text, false));
	if (slice_eq(got, want))
		return true;
	rule_mistake(rule, want, "`%.*s` reads `%.*s`, expected `%.*s`",
	    SLICE_PRINT(text), SLICE_PRINT(got), SLICE_PRINT(want));
	return false;
}

size_t
examples_check(const struct rules *rules, const struct words *words)
{
	struct arena *arena = arena_new();
	size_t failed = 0;
	size_t n = rules_count(rules, "example");
	for (size_t i = 0; i < n; i++) {
		const struct rule *rule = rules_get(rules, "example", i);
		struct slice line;
		for (size_t k = 0; (line = rule_attr(rule, "reads", k)).p; k++)
			failed += !check_line(arena, words, rule, line);
		arena_reset(arena);
	}
	arena_free(arena);
	return failed;
}
