/* Passages, columns, names and texts of jixiao. */
#include <stdlib.h>

#include "columns.h"
#include "files.h"
#include "heap.h"
#include "original.h"
#include "passage.h"
#include "tap.h"
#include "text.h"

/* What a function that writes to a file wrote; the caller frees it. */
struct written {
	FILE *file;
	char *p;
	size_t n;
};

static void
begin(struct written *w)
{
	w->file = open_memstream(&w->p, &w->n);
	if (!w->file)
		heap_exhausted();
}

static void
expect(struct written *w, const char *expected, const char *what)
{
	fclose(w->file);
	is(w->p, w->n, expected, what);
	free(w->p);
}

static struct original
original_of(const char *text)
{
	struct original o = { 0 };
	o.text = heap_copy(slice_of(text));
	o.text_n = strlen(text);
	return o;
}

static void
lines(void)
{
	struct original o = original_of("a\r\nb\rc\n\nd\fe\xC2\x85"
					"f\xE2\x80\xA8g\xE2\x80\xA9报告");
	static const char *const expected[] = { "a", "b", "c", "", "d", "e",
		"f", "g", "报告" };
	for (size_t i = 0; i < 9; i++) {
		struct slice s = original_line(&o, i + 1);
		is(s.p, s.n, expected[i], "a line of many line ends");
	}
	ok(!original_line(&o, 10).p, "no line behind the last");
	original_close(&o);
}

struct passage_case {
	const char *text;
	size_t line, column;
	const char *figure, *expected;
};

static void
passages(void)
{
	static const struct passage_case cases[] = {
		{ "年度资金\t5.4\t5.4\t3.07", 1, 10, "5.4",
		    "年度资金 | 5.4 | ⟦5.4⟧ | 3.07" },
		{ "x\n执行率 56.85%", 2, 5, "56.85%", "x / 执行率 ⟦56.85%⟧" },
		{ "a\n年度资金总额\n\t38\r\n \n38", 5, 1, "38",
		    "a / 年度资金总额 / 38 / ⟦38⟧" },
		{ "x\nthis line is not short at all: 5", 2, 32, "5",
		    "this line is not short at all: ⟦5⟧" },
		{ "<td>&ge;90%</td>", 1, 5, "≥90%", "<td>⟦&ge;90%⟧</td>" },
		{ "社会效益指\n标", 1, 1, "社会效益指\n标", "⟦社会效益指⟧" },
		{ "moved here: 3.07", 1, 1, "3.07", "moved here: ⟦3.07⟧" },
		{ "not here", 1, 3, "3.07", "not here" },
		{ "esc\033[31m5", 1, 9, "5", "esc\\x1B[31m⟦5⟧" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct passage_case *c = &cases[i];
		struct original o = original_of(c->text);
		struct written w = { 0 };
		struct passage p =
		    passage_find(&o, c->line, c->column, slice_of(c->figure));
		begin(&w);
		passage_print(&p, w.file);
		expect(&w, c->expected, "a figure marked in its passage");
		original_close(&o);
	}
	struct original o = original_of("one");
	ok(!passage_find(&o, 2, 1, slice_of("x")).line.p,
	    "a line that is no longer there");
	original_close(&o);
}

static void
tables(void)
{
	struct columns *c = columns_new(3, "lrw");
	struct written w = { 0 };
	columns_set(c, 0, "县");
	columns_set(c, 1, "rate");
	columns_set(c, 2, "what");
	columns_end_row_with_line(c);
	columns_set(c, 0, "承德县");
	columns_set(c, 1, "5");
	columns_set(c, 2, "one two three");
	columns_end_row(c);
	columns_set(c, 0, "a\nb");
	columns_end_row(c);
	begin(&w);
	columns_print(c, w.file, 8);
	expect(&w,
	    "县      rate  what\n"
	    "──────  ────  ────────\n"
	    "承德县     5  one two\n"
	    "              three\n"
	    "a\\x0Ab\n",
	    "a table: Han take two columns, long text goes on below");
	columns_free(c);
	columns_free(NULL);
}

static void
names(void)
{
	static const char *const cases[][2] = {
		{ "reports/", "reports" },
		{ "./a//", "a" },
		{ "/", "/" },
		{ ".", "." },
		{ "././x", "x" },
		{ "-", "-" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *clean = files_clean(cases[i][0]);
		is(clean, strlen(clean), cases[i][1], "a path cleaned");
		free(clean);
	}
	char *name = files_name("报告\xFF.txt");
	is(name, strlen(name), "报告\\xFF.txt", "a name that is not UTF-8");
	free(name);
}

static void
texts(void)
{
	char buf[32];
	struct written w = { 0 };
	text_thousands(buf, -1234567);
	is(buf, strlen(buf), "-1,234,567", "thousands");
	text_thousands(buf, 999);
	is(buf, strlen(buf), "999", "no thousands");
	text_amount(buf, 3001);
	is(buf, strlen(buf), "3,001.00", "an amount");
	text_amount(buf, -1234567.891);
	is(buf, strlen(buf), "-1,234,567.89", "a negative amount");
	begin(&w);
	text_json(w.file, "a\"\\\n\t\001报\xFF\x7F");
	expect(&w, "\"a\\\"\\\\\\n\\t\\u0001报\\uFFFD\\u007F\"", "JSON");
	begin(&w);
	text_json(w.file, NULL);
	expect(&w, "null", "JSON of nothing");
	ok(text_columns("a报\xCC\x81") == 3, "display columns");
	ok(text_columns(NULL) == 0, "of nothing");
}

int
main(void)
{
	lines();
	passages();
	tables();
	names();
	texts();
	return tap_end();
}
