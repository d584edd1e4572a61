#include "decimal.h"

#include "table.h"
#include "tap.h"

/* Of `a op b`; ? where there is no result. */
static size_t
calculate(struct slice a, char op, struct slice b, char *text)
{
	struct decimal x;
	struct decimal y;
	struct decimal r = { .lost = true };
	if (!decimal_parse(a, &x) || !decimal_parse(b, &y))
		return 0;
	switch (op) {
	case '+': r = decimal_add(x, y); break;
	case '-': r = decimal_add(x, decimal_negate(y)); break;
	case '*': r = decimal_multiply(x, y); break;
	case '/': r = decimal_divide(x, y); break;
	case '^':
		r = decimal_shift(
		    x, (int)(y.limb[0] * (y.n > 0)) * (y.negative ? -1 : 1));
		break;
	case '?':
		r = decimal_of(decimal_compare(x, y) < 0 ? 0
			: decimal_compare(x, y) > 0      ? 2
							 : 1);
		break;
	default: break;
	}
	size_t n = decimal_print(r, text);
	if (n == 0)
		text[n++] = '?';
	return n;
}

static void
test_round_trip(void)
{
	static const char *const texts[] = { "0", "1", "-1", "0.1", "999999999",
		"1000000000", "-1000000000.000000001", "123456789012345678",
		"0.000000000000000000000000000000000001" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct decimal d;
		char text[DECIMAL_TEXT];
		bool good = decimal_parse(slice_of(texts[i]), &d);
		size_t n = decimal_print(d, text);
		is(good ? text : NULL, n, texts[i], texts[i]);
	}
}

static void
test_refused(void)
{
	static const char *const texts[] = { "", "-", ".", "1.", ".5", "1.2.3",
		"1e5", "+1", "1,000", " 1", "１" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct decimal d;
		bool point = strcmp(texts[i], "1.") == 0;
		ok(decimal_parse(slice_of(texts[i]), &d) == point,
		    "`%s` is %s decimal", texts[i], point ? "a" : "no");
	}
}

int
main(void)
{
	struct table t;
	test_round_trip();
	test_refused();
	if (!ok(table_open(&t, "tests/data/decimal.tsv"), "the table is there"))
		return tap_end();
	while (table_next(&t)) {
		char text[DECIMAL_TEXT];
		char what[512];
		size_t n =
		    calculate(t.field[0], *t.field[1].p, t.field[2], text);
		snprintf(what, sizeof(what), "%.150s %s %.150s", t.field[0].p,
		    t.field[1].p, t.field[2].p);
		is(text, n, t.field[3].p, what);
	}
	return tap_end();
}
