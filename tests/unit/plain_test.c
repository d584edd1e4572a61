/* plain_test.c - plain decimals of the stream to fen and doubles. */
#include "plain.h"

#include "tap.h"

static const struct {
	const char *yuan;
	bool good;
	long long fen;
	bool rounded;
} cases[] = {
	{ "0", true, 0, false },
	{ "54000", true, 5400000, false },
	{ "0.01", true, 1, false },
	{ "0.1", true, 10, false },
	{ ".5", true, 50, false },
	{ "5.", true, 500, false },
	{ "249379.00", true, 24937900, false },
	{ "1.234", true, 123, true },
	{ "1.235", true, 124, true },
	{ "1.2350", true, 124, true },
	{ "1.230000", true, 123, false },
	{ "-1.235", true, -124, true },
	{ "-0.00", true, 0, false },
	{ "0000000000000000000000012.5", true, 1250, false },
	{ "9999999999999.99", true, 999999999999999, false },
	{ "10000000000000", false, 0, false },
	{ "", false, 0, false },
	{ ".", false, 0, false },
	{ "-", false, 0, false },
	{ "1,000", false, 0, false },
	{ "1e3", false, 0, false },
	{ "+1", false, 0, false },
	{ " 1", false, 0, false },
	{ "1.2.3", false, 0, false },
	{ "2021-01-01", false, 0, false },
};

static void
test_fen(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		long long fen = 0;
		bool rounded = false;
		bool good = plain_fen(slice_of(cases[i].yuan), &fen, &rounded);
		ok(good == cases[i].good && fen == cases[i].fen &&
			rounded == cases[i].rounded,
		    "\"%s\" yuan", cases[i].yuan);
	}
}

static void
test_others(void)
{
	long long n;
	double d;

	ok(plain_count(SLICE_LITERAL("12"), &n) && n == 12, "a count");
	ok(!plain_count(SLICE_LITERAL("1.5"), &n), "a count is whole");
	ok(!plain_count(SLICE_LITERAL("-1"), &n), "and not negative");
	ok(!plain_count(SLICE_NULL, &n), "NULL is no count");
	ok(!plain_count(SLICE_LITERAL("1234567890123456789"), &n),
	    "what might not fit is no count");
	ok(plain_double(SLICE_LITERAL("56.85"), &d) && d == 56.85,
	    "a double is the nearest one");
	ok(!plain_double(SLICE_LITERAL("inf"), &d), "infinity is none");
	ok(!plain_double(SLICE_NULL, &d), "NULL is none");
}

int
main(void)
{
	test_fen();
	test_others();
	return tap_end();
}
