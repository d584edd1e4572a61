#include "document.h"

#include <stdlib.h>

#include "fold.h"
#include "tap.h"

static struct arena *arena;

static struct document
make(const char *text, size_t n)
{
	struct document doc = { .path = "x", .arena = arena };

	doc.text = (struct slice){ text, n };
	document_index(&doc);
	return doc;
}

#define MAKE(s) make((s), sizeof(s) - 1)

static void
test_line_ends(void)
{
	static const char text[] = "a\nb\r\nc\rd\fe\xC2\x85"
				   "f\xE2\x80\xA8g"
				   "\xE2\x80\xA9h\n\r\n\ri";
	static const char *const lines[] = { "a", "b", "c", "d", "e", "f", "g",
		"h", "", "", "i" };
	struct document doc = make(text, sizeof(text) - 1);
	size_t n = sizeof(lines) / sizeof(*lines);
	bool same = doc.line_n == n;

	for (size_t i = 0; same && i < n; i++) {
		struct slice s = document_line_text(&doc, i);

		same = slice_is(s, lines[i]) && document_line(&doc, s.p) == i;
	}
	ok(same, "lines end at LF, CRLF, CR, FF, NEL, LS and PS");
	for (size_t i = 0; same && i < n * n; i++)
		same = document_line(&doc, text + doc.line_start[i % n]) ==
			i % n &&
		    document_line(&doc, text + doc.line_start[i / n]) == i / n;
	ok(same, "from each line to each other line");
	ok(doc.line_start[n] == sizeof(text) - 1, "the last start is the end");
	ok(MAKE("a\n").line_n == 1 && MAKE("a").line_n == 1 &&
		MAKE("").line_n == 0 && MAKE("\n\n").line_n == 2,
	    "a line end at the very end opens no line");
}

static void
test_blank(void)
{
	struct document doc = MAKE(" \t\n\xE3\x80\x80\xC2\xA0\n\xE2\x80\x8B"
				   "\xEF\xBB\xBF\n|\n\xE9\xA1\xB9\n");

	ok(doc.line_class[0] == LINE_BLANK && doc.line_class[1] == LINE_BLANK &&
		doc.line_class[2] == LINE_BLANK,
	    "white space, wide or without width, is blank");
	ok(doc.line_class[3] == LINE_UNCLAIMED &&
		doc.line_class[4] == LINE_UNCLAIMED,
	    "a bar or a word is not");
}

static void
test_place(void)
{
	struct document doc = MAKE("ab\n项目x名\n");
	struct place p = document_place(&doc, doc.text.p + 9);

	ok(p.line == 2 && p.column == 3 && p.byte == 9,
	    "columns are characters, bytes are bytes");
	p = document_place(&doc, doc.text.p + 6);
	ok(p.line == 2 && p.column == 2 && p.byte == 6, "backwards in a line");
	p = document_place(&doc, doc.text.p + 10);
	ok(p.line == 2 && p.column == 4 && p.byte == 10, "and forwards");
	p = document_place(&doc, doc.text.p);
	ok(p.line == 1 && p.column == 1 && p.byte == 0, "the first byte");
	p = document_place(&doc, doc.text.p + doc.text.n);
	ok(p.line == 2 && p.byte == doc.text.n, "the end");
	doc.skipped = 3;
	ok(document_place(&doc, doc.text.p + 6).byte == 9,
	    "a mark in front counts");
	doc.memory = NULL;
	ok(document_place(&doc, doc.text.p + 6).column == 2,
	    "without memory too");
}

static void
test_claim(void)
{
	struct document doc = MAKE("a\nb\nc\n\ne\n");
	struct slice two = { doc.text.p, 3 };

	document_claim(&doc, two, LINE_STRUCTURAL);
	ok(doc.line_class[0] == LINE_STRUCTURAL &&
		doc.line_class[1] == LINE_STRUCTURAL &&
		doc.line_class[2] == LINE_UNCLAIMED,
	    "a claim takes the lines that it touches");
	document_claim(&doc, two, LINE_DISCARDED);
	ok(doc.line_class[0] == LINE_STRUCTURAL, "a lower claim does nothing");
	document_claim(&doc, doc.text, LINE_VALUE);
	ok(doc.line_class[0] == LINE_VALUE && doc.line_class[4] == LINE_VALUE,
	    "a higher claim does");
	ok(doc.line_class[3] == LINE_BLANK, "a blank line stays blank");
	doc.line_class[1] = LINE_BAD;
	document_claim(&doc, doc.text, LINE_VALUE);
	ok(doc.line_class[1] == LINE_BAD, "a bad line stays bad");
	doc = MAKE("a\n");
	document_claim(&doc, SLICE_LITERAL("elsewhere"), LINE_VALUE);
	document_claim(&doc, SLICE_NULL, LINE_VALUE);
	document_claim(&doc, (struct slice){ doc.text.p, 0 }, LINE_VALUE);
	ok(doc.line_class[0] == LINE_UNCLAIMED,
	    "a slice of another text claims nothing");
}

/* Places along one long line cost what they are apart, not the whole line. */
static void
test_long_line(void)
{
	enum { N = 1 << 20 };
	char *text = malloc(N);
	struct document doc;
	size_t sum = 0;

	memset(text, 'x', N);
	doc = make(text, N);
	for (size_t i = 0; i < N; i++)
		sum += document_place(&doc, text + i).column;
	ok(sum == (size_t)N * (N + 1) / 2,
	    "a million places on one line in linear time");
	free(text);
}

static void
test_replaced(void)
{
	static const char text[] =
	    "<b>\xe4\xba\xba</b>&nbsp;9\n\xe2\x94\x82 7\n";
	static const char seen[] = "   \xe4\xba\xba    \xc2\xa0    9\n|   7\n";
	struct document doc = make(text, sizeof(text) - 1);
	struct place place = document_place(&doc, doc.text.p + 16);

	ok(place.column == 15, "a figure behind tags stands where it stood");
	document_replace(&doc, seen);
	place = document_place(&doc, doc.text.p + 16);
	ok(doc.text.p == seen && place.line == 1 && place.column == 15,
	    "and does so when they are taken out");
	place = document_place(&doc, doc.text.p + 22);
	ok(seen[22] == '7' && place.line == 2 && place.column == 3,
	    "so does what stands behind a bar that was made an ASCII one");
}

int
main(void)
{
	arena = arena_new();
	test_replaced();
	test_line_ends();
	test_blank();
	test_place();
	test_claim();
	test_long_line();
	arena_free(arena);
	return tap_end();
}
