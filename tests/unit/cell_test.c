#include "cell.h"

#include <stdlib.h>

#include "diag.h"
#include "table.h"
#include "tap.h"

static void
put(char *line, size_t size, struct slice s)
{
	size_t n = strlen(line);
	if (s.p == NULL)
		s = SLICE_LITERAL("-");
	snprintf(line + n, size - n, "%s%.*s", n ? " " : "", SLICE_PRINT(s));
}

static void
put_number(char *line, size_t size, struct decimal d, const char *iso)
{
	char text[DECIMAL_TEXT];
	struct slice s = slice_of(iso);
	if (s.n == 0)
		s = (struct slice){ text, decimal_print(d, text) };
	put(line, size, s);
}

/* kind op value [.. high] unit unit_from step (note) */
static void
describe(const struct cell *c, char *line, size_t size)
{
	const struct value *v = &c->value;
	char text[DECIMAL_TEXT];
	line[0] = '\0';
	put(line, size, slice_of(value_kind_name(v->kind)));
	if (v->kind != VALUE_NONE && v->kind != VALUE_TEXT) {
		put(line, size, slice_of(value_op_name(v->op)));
		put_number(line, size, v->low, v->iso);
		if (v->op == VALUE_RANGE)
			put_number(line, size, v->high, v->iso_high);
		put(line, size, v->unit);
		put(line, size, c->unit_from);
		struct decimal step = decimal_shift(decimal_of(1), v->step);
		if (v->has_step && v->iso[0] == '\0')
			put(line, size,
			    (struct slice){ text, decimal_print(step, text) });
	}
	if (c->note != NULL) {
		put(line, size, SLICE_LITERAL("#"));
		put(line, size, slice_of(c->note));
	}
}

static struct slice
or_null(struct slice s)
{
	return s.n == 0 ? SLICE_NULL : s;
}

static void
test_table(struct cell_reader *reader, struct arena *arena)
{
	struct table t;
	if (!ok(table_open(&t, "tests/data/cells.tsv"), "the table is there"))
		return;
	while (table_next(&t)) {
		struct record r;
		char got[1024];
		char what[512];
		memset(&r, 0, sizeof(r));
		r.f[RECORD_RECORD] = SLICE_LITERAL("funding");
		r.f[RECORD_ROW] = t.field[0];
		r.f[RECORD_FIELD] = t.field[1];
		r.f[RECORD_TYPE] = t.field[2];
		r.f[RECORD_TEXT] = t.field[3];
		r.f[RECORD_CONTEXT_UNIT] = or_null(t.field[4]);
		if (t.field[4].n > 0)
			r.f[RECORD_CONTEXT_FROM] = SLICE_LITERAL("header");
		struct cell c = cell_read(reader, arena, &r);
		describe(&c, got, sizeof(got));
		snprintf(what, sizeof(what), "line %d: %.100s %.200s", t.number,
		    t.field[2].p, t.field[3].p);
		is(got, strlen(got), t.field[5].p, what);
		arena_reset(arena);
	}
}

int
main(void)
{
	diag_open("cell_test", true);
	const char *folder = getenv("JIXIAO_RULES");
	char path[4096];
	snprintf(path, sizeof(path), "%s/normalize", folder ? folder : "rules");
	struct rules *rules = rules_open(path, words_kinds, words_kind_n);
	struct words *words = rules ? words_open(rules) : NULL;
	if (ok(words != NULL, "the rules are read")) {
		struct cell_reader *reader = cell_reader_new(words);
		struct arena *arena = arena_new();
		test_table(reader, arena);
		arena_free(arena);
		cell_reader_free(reader);
	}
	words_close(words);
	rules_close(rules);
	return tap_end();
}
