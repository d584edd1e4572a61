/* slice_test.c - parts of slices: ends, rests, runs of digits. */
#include "slice.h"

#include "tap.h"

static void
test_ends(void)
{
	struct slice s = SLICE_LITERAL("万元");

	ok(slice_begins(s, "万") && slice_begins(s, "万元"), "begins");
	ok(!slice_begins(s, "元") && !slice_begins(s, "万元整"),
	    "begins otherwise, or is shorter");
	ok(slice_ends(s, "元") && slice_ends(s, "万元"), "ends");
	ok(!slice_ends(s, "万") && !slice_ends(s, "十万元"),
	    "ends otherwise, or is shorter");
	ok(slice_begins(s, "") && slice_ends(s, ""), "nothing fits anywhere");
	ok(slice_begins(SLICE_NULL, "") && !slice_begins(SLICE_NULL, "a") &&
		slice_ends(SLICE_NULL, "") && !slice_ends(SLICE_NULL, "a"),
	    "NULL begins with nothing and ends in it");
}

static void
test_holds(void)
{
	struct slice s = SLICE_LITERAL("aab万元");
	struct slice word = SLICE_LITERAL("ab");

	ok(slice_holds(s, word) && slice_holds(s, SLICE_LITERAL("元")) &&
		slice_holds(s, s),
	    "a word in the middle, at the end, and all of it");
	ok(!slice_holds(s, SLICE_LITERAL("ba")) &&
		!slice_holds(s, SLICE_LITERAL("元整")) &&
		!slice_holds(word, s) && !slice_holds(SLICE_NULL, word),
	    "what is not there, goes on behind the end, or is longer");
}

static void
test_rest(void)
{
	struct slice s = SLICE_LITERAL("1.5%");
	struct slice rest = slice_rest(s, 3);

	is(rest.p, rest.n, "%", "the rest behind three bytes");
	rest = slice_rest(s, s.n);
	ok(rest.n == 0 && rest.p == s.p + s.n, "no rest behind the last");
}

static void
test_digits(void)
{
	/* The digits behind the slice's end are none of it. */
	struct slice s = { "a09/:56", 5 };

	ok(!slice_digit_at(s, 0) && slice_digit_at(s, 1) &&
		slice_digit_at(s, 2),
	    "0 and 9 are digits, a is not");
	ok(!slice_digit_at(s, 3) && !slice_digit_at(s, 4),
	    "their neighbours are not");
	ok(!slice_digit_at(s, 5) && !slice_digit_at(SLICE_NULL, 0),
	    "nor is what lies behind the end");
	ok(!slice_digit_at(SLICE_LITERAL("９"), 0), "nor a full-width digit");
	ok(slice_digits(s, 1) == 2 && slice_digits(s, 2) == 1, "runs of them");
	ok(slice_digits(s, 0) == 0 && slice_digits(s, 9) == 0,
	    "runs of none: a letter, behind the end");
	ok(slice_has_digit(s) && !slice_has_digit((struct slice){ s.p + 3, 2 }),
	    "somewhere in it");
	s = SLICE_LITERAL("2024");
	ok(slice_digits(s, 0) == 4, "a run up to the end");
}

int
main(void)
{
	test_ends();
	test_holds();
	test_rest();
	test_digits();
	return tap_end();
}
