/* region_test.c - places of reports, by tests/data/places.tsv. */
#include "region.h"

#include <stdlib.h>

#include "fold.h"
#include "table.h"
#include "tap.h"
#include "warehouse.h"

enum { RANKS = 5 };

static int
resolve(struct regions *r, const struct table *t)
{
	struct region_evidence list[RANKS];
	size_t n = 0;
	int context = REGION_NONE, year = 0;

	for (int i = 1; i <= RANKS && i < t->n; i++)
		if (!slice_is(t->field[i], "-"))
			list[n++] = (struct region_evidence){ t->field[i], i };
	if (t->n > RANKS + 2)
		year = (int)strtol(t->field[RANKS + 2].p, NULL, 10);
	if (t->n > RANKS + 1)
		context = region_find(r, t->field[RANKS + 1]);
	int place = region_resolve(r, list, n, context, year);
	return place == REGION_NONE ? context : place;
}

static void
test_table(struct regions *r)
{
	static struct table t;

	if (!ok(table_open(&t, "tests/data/places.tsv"), "the table is there"))
		return;
	while (table_next(&t)) {
		char what[400];
		const char *code = region_code(r, resolve(r, &t));

		code = code ? code : "-";
		snprintf(what, sizeof what, "line %d: %s", t.number,
		    t.n > 1 ? t.field[1].p : "");
		is(code, strlen(code), t.field[0].p, what);
	}
}

static void
test_tree(struct regions *r)
{
	int county = region_find(r, SLICE_LITERAL("130821"));
	int prefecture = region_find(r, SLICE_LITERAL("130800"));

	ok(region_within(r, county, prefecture), "a county is in its city");
	ok(!region_within(r, prefecture, county), "not the other way round");
	ok(region_within(r, county, county), "a place is in itself");
	ok(region_find(r, SLICE_LITERAL("999999")) == REGION_NONE,
	    "no place has a code of nonsense");
	ok(region_find(r, SLICE_LITERAL("1308")) == REGION_NONE,
	    "a code has six digits");
}

int
main(void)
{
	struct warehouse w;

	if (fold_open() != 0)
		return 70;
	warehouse_open(&w, ":memory:", "rules/load");
	struct regions *r = regions_open(&w);
	test_table(r);
	test_tree(r);
	regions_close(r);
	warehouse_close(&w);
	fold_close();
	return tap_end();
}
