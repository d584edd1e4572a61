#include "fold.h"

#include "table.h"
#include "tap.h"
#include "utf8.h"

static void
test_table(struct arena *a)
{
	struct table t;

	if (!table_open(&t, "tests/data/fold.tsv")) {
		ok(false, "tests/data/fold.tsv is there");
		return;
	}
	while (table_next(&t)) {
		struct slice got, text = t.field[1];
		char what[80];

		snprintf(what, sizeof(what), "fold.tsv:%d: %s of %.40s",
		    t.number, t.field[0].p, text.p);
		for (char *p = what; *p; p++)
			if ((unsigned char)*p < ' ')
				*p = '.';
		if (slice_is(t.field[0], "key"))
			got = fold_key(a, text).s;
		else if (slice_is(t.field[0], "width"))
			got = fold_width(a, text);
		else
			got = fold_clean(a, text);
		is(got.p, got.n, t.field[2].p, what);
	}
}

/* Both ways to a key agree, and the way back stands in the text's order. */
static void
test_where(struct arena *a)
{
	struct slice text = SLICE_LITERAL("执 行率　（Ａ Ｂ）\xff２"
					  "\xef\xb7\xba");
	struct key key = fold_key(a, text);
	struct slice plain = fold_key_text(a, text);
	bool ordered = true;

	ok(slice_eq(key.s, plain), "fold_key_text is fold_key's text");
	for (size_t i = 0; i < key.s.n; i++)
		ordered = ordered && key.where[i] <= key.where[i + 1];
	ok(ordered && key.where[key.s.n] == text.n,
	    "the way back is in order and ends behind the text");
	ok(key.where[0] == 0 && key.where[3] == 4 && key.where[6] == 7,
	    "each byte knows where its character stands");
	ok(key.s.p[11] == ' ' && key.where[11] == 19,
	    "a space knows where its white space stands");
}

static void
test_same(struct arena *a)
{
	struct slice text = SLICE_LITERAL("预算数 GDP is 5");
	struct slice none = SLICE_NULL;

	ok(fold_width(a, text).p == text.p,
	    "fold_width gives the source where nothing changes");
	text = SLICE_LITERAL("预算数GDP is 5");
	ok(fold_clean(a, text).p == text.p,
	    "fold_clean gives the source where nothing changes");
	ok(fold_width(a, none).n == 0 && fold_clean(a, none).n == 0 &&
		fold_key(a, none).s.n == 0,
	    "NULL folds to nothing");
}

static void
test_decode(void)
{
	static const char *const bad[] = { "\xff", "\x80", "\xc0\x80",
		"\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
		"\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80",
		"\xf8\x88\x80\x80\x80", "\xe4\xb8", "\xe4", "\xf0\x9f\x98",
		"\xe4\x41\x41" };
	bool refused = true, whole = true;
	char bytes[4];
	size_t n;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refused = refused &&
		    fold_decode(bad[i], strlen(bad[i]), &n) == 0xFFFD &&
		    n == 1 && utf8_valid(bad[i], strlen(bad[i])) == 0;
	ok(refused, "each byte that is not UTF-8 is U+FFFD, alone");
	for (uint32_t c = 0; c < 0x110000; c++) {
		size_t length;

		if (c >= 0xD800 && c < 0xE000)
			continue;
		length = utf8_encode(c, bytes);
		whole = whole && fold_decode(bytes, length, &n) == c &&
		    n == length && utf8_valid(bytes, length) == length;
	}
	ok(whole, "each code point is read as it was written");
	ok(utf8_valid("abcdefghijkl\xff", 13) == 12 &&
		utf8_valid("abcdefg预", 9) == 7,
	    "utf8_valid stops at the byte that is wrong");
}

static void
test_properties(void)
{
	ok(fold_columns('a') == 1 && fold_columns(0x9884) == 2 &&
		fold_columns(0xFF08) == 2 && fold_columns(0x301) == 0 &&
		fold_columns(0x200B) == 0 && fold_columns(0x2460) == 1 &&
		fold_columns(0x1F600) == 2 && fold_columns(0x3000) == 2,
	    "columns: wide 2, marks 0, else 1");
	ok(fold_is_han(0x4E00) && fold_is_han(0x3400) && fold_is_han(0x3007) &&
		fold_is_han(0xF900) && fold_is_han(0x20000) &&
		fold_is_han(0x2F00) && !fold_is_han('a') &&
		!fold_is_han(0x3001) && !fold_is_han(0xFF08) &&
		!fold_is_han(0xAC00) && !fold_is_han(0x3042),
	    "Han characters and none else");
}

static size_t
points_to_utf8(const char *hex, char *to)
{
	size_t n = 0;

	for (char *end; *hex; hex = *end ? end + 1 : end) {
		uint32_t c = (uint32_t)strtoul(hex, &end, 16);

		if (end == hex)
			break;
		n += utf8_encode(c, to + n);
	}
	return n;
}

/* Unicode's own cases: each line one. Gives how many hold. */
static void
test_suite(struct arena *a, const char *path, bool radicals)
{
	struct table t;
	int all = 0, good = 0;

	if (!table_open(&t, path)) {
		skip(path, "../shared is not there");
		return;
	}
	table_next(&t); /* the header */
	for (; table_next(&t); all++) {
		const char *from = t.field[radicals ? 1 : 2].p;
		char source[64], expected[256], got[FOLD_NFKC_MAX];
		size_t want =
		    points_to_utf8(t.field[radicals ? 2 : 3].p, expected);
		size_t n = points_to_utf8(from, source), used;
		struct slice s = { source, n };

		if (!radicals) {
			n = fold_nfkc(fold_decode(source, n, &used), got);
			s = (struct slice){ got, n };
		} else {
			s = fold_key_text(a, s);
			/* A key is simplified, too. */
			expected[want] = '\0';
			struct slice e =
			    fold_key_text(a, (struct slice){ expected, want });
			memcpy(expected, e.p, e.n);
			want = e.n;
		}
		if (s.n == want && memcmp(s.p, expected, want) == 0)
			good++;
		else
			printf("#   U+%s\n", from);
	}
	ok(good == all && all > 0, "%s: %d of %d", path, good, all);
}

int
main(void)
{
	struct arena *a = arena_new();

	if (!ok(fold_open() == 0, "ICU has its data"))
		return tap_end();
	test_table(a);
	test_where(a);
	test_same(a);
	test_decode();
	test_properties();
	test_suite(a, "../shared/peers/unicode-nfkc.tsv", false);
	test_suite(a, "../shared/peers/unicode-radicals.tsv", true);
	fold_close();
	arena_free(a);
	return tap_end();
}
