/* Rows of CSV: both ends, and the suites of other programs. */
#include "row.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "chance.h"
#include "dump.h"
#include "table.h"
#include "tap.h"
#include "utf8.h"

static void
check(const char *text, enum row_end end, const char *expected)
{
	static struct dump d;
	struct row_reader r = { 0 };
	struct slice s = slice_of(text);
	char what[100];
	bool same = true;

	for (r.chunk = 1; r.chunk <= s.n + 1; r.chunk++)
		if (dump_rows(s, &r, &d) != end)
			same = false;
	snprintf(what, sizeof(what), "[%.60s]", text);
	for (char *p = what; *p; p++)
		if (*p == '\n' || *p == '\r')
			*p = *p == '\n' ? '$' : '^';
	is(d.text, d.n, expected, what);
	if (!same)
		ok(false, "%s ends the same in chunks of any size", what);
}

static void
test_read(void)
{
	check("", ROW_END_OK, "");
	check("a,\"\",,b\n", ROW_END_OK, "|a||~|b|\n");
	check("a\r\nb\r\n", ROW_END_OK, "|a|\n|b|\n");
	check("a\nb", ROW_END_UNENDED, "|a|\n|b|\n");
	check("a,", ROW_END_UNENDED, "|a|~|\n");
	check("\"\"", ROW_END_UNENDED, "||\n");
	check("a\r\nb\r", ROW_END_UNENDED, "|a|\n|b|\n");
	check("a\n\n\nb\n", ROW_END_OK, "|a|\n|~|\n|~|\n|b|\n");
	check("\r\na\r\n\r\n", ROW_END_OK, "|~|\n|a|\n|~|\n");
	check(" a , b\t\n", ROW_END_OK, "| a | b\t|\n");
	check("\"a\"\"b\"\n", ROW_END_OK, "|a\"b|\n");
	check("\"a,\nb\r\n\",c\n", ROW_END_OK, "|a,\nb\r\n|c|\n");
	check("\"a", ROW_END_TRUNCATED, "");
	check("x\n\"a\nb\n", ROW_END_TRUNCATED, "|x|\n");
	check("x\na\"b\n", ROW_END_MALFORMED, "|x|\n");
	check("x\n\"a\"b\n", ROW_END_MALFORMED, "|x|\n");
	check("x\n\"a\" ,b\n", ROW_END_MALFORMED, "|x|\n");
}

static void
test_limits(void)
{
	static struct dump d;
	static char big[1 << 20];
	struct row_reader r = { .limit = 1000 };

	memset(big, 'a', sizeof(big));
	ok(dump_rows((struct slice){ big, sizeof(big) }, &r, &d) ==
		ROW_END_MALFORMED,
	    "a field without an end is refused");
	memset(big, ',', sizeof(big));
	ok(dump_rows((struct slice){ big, sizeof(big) }, &r, &d) ==
		ROW_END_MALFORMED,
	    "a row of too many fields is refused");
	d.stop_at = 2;
	ok(dump_rows(slice_of("a\nb\nc\n"), &r, &d) == ROW_END_STOPPED &&
		d.rows == 2,
	    "a callback stops the reader");
	d.stop_at = 0;
	ok(dump_rows(slice_of("a\n\"b\n\"\nx\"\n"), &r, &d) ==
		    ROW_END_MALFORMED &&
		r.line == 4 && r.message[0],
	    "the line of what is wrong counts breaks in quotes");
	r.row = dump_row;
	ok(row_read(&r, -1) == ROW_END_IO && errno == EBADF && r.message[0],
	    "a read that fails is told apart");
}

/* --- writing --- */

static void
check_write(unsigned style, const char *expected, const char *what)
{
	static const struct slice row[] = { { "a", 1 }, { NULL, 0 }, { "", 0 },
		{ "b\"c", 3 }, { "d,e", 3 }, { "\n", 1 }, { " f", 2 },
		{ "=1", 2 } };
	char got[1000];
	int fd = file_of(SLICE_NULL);
	struct row_writer *w = row_writer_new(fd, ',', style);
	bool good = row_write(w, row, 8) == 0 && row_flush(w) == 0;

	is(got, file_read(fd, got, sizeof(got)), expected, what);
	if (!good)
		ok(false, "%s: wrote without trouble", what);
	row_writer_free(w);
	close(fd);
}

static void
test_write(void)
{
	check_write(0, "a,,\"\",\"b\"\"c\",\"d,e\",\"\n\",\" f\",=1\n",
	    "quotes where they are needed");
	check_write(ROW_QUOTE_ALL,
	    "\"a\",,\"\",\"b\"\"c\",\"d,e\",\"\n\",\" f\",\"=1\"\n",
	    "quotes everywhere but for NULL");
	check_write(ROW_CRLF | ROW_GUARD,
	    "a,,\"\",\"b\"\"c\",\"d,e\",\"\n\",\" f\",\"'=1\"\r\n",
	    "a guard against formulas, and CRLF");
}

static void
test_write_failed(void)
{
	int fd = open("/dev/full", O_WRONLY);
	struct row_writer *w = row_writer_new(fd, ',', 0);
	struct slice field = SLICE_LITERAL("a");

	if (fd < 0)
		skip("a full disk is told", "no /dev/full");
	else {
		bool early = row_write(w, &field, 1) == 0;

		ok(early && row_flush(w) == -1 && errno == ENOSPC,
		    "a full disk is told");
		errno = 0;
		ok(row_write(w, &field, 1) == -1 && errno == ENOSPC &&
			row_flush(w) == -1,
		    "and told ever after");
		close(fd);
	}
	row_writer_free(w);
	row_writer_free(NULL);
}

/* --- round trips --- */

/* Rows of hostile bytes, written to fd. */
static void
write_random(int fd, unsigned style)
{
	static const char bytes[] = "\",\r\n a\0=\xff\xe9";
	static char text[300000];
	struct row_writer *w = row_writer_new(fd, ',', style);

	for (int row = 0; row < 60; row++) {
		struct slice fields[8];
		size_t n = 1 + chance(8), at = 0;

		for (size_t i = 0; i < n; i++) {
			size_t length =
			    chance(20) == 0 ? chance(40000) : chance(6);

			for (size_t j = 0; j < length; j++)
				text[at + j] = bytes[chance(sizeof(bytes) - 1)];
			fields[i] = (struct slice){ text + at, length };
			if (chance(4) == 0)
				fields[i] = SLICE_NULL;
			at += length;
			if (at > sizeof(text) - 40000)
				at = 0;
		}
		row_write(w, fields, n);
	}
	row_flush(w);
	row_writer_free(w);
}

static bool
copy_row(void *user, const struct slice *fields, size_t n)
{
	return row_write(user, fields, n) == 0;
}

static void
test_round_trip(unsigned style, const char *what)
{
	static char first[4 << 20], second[4 << 20];
	bool same = true;

	for (int i = 0; i < 10; i++) {
		int in = file_of(SLICE_NULL), out = file_of(SLICE_NULL);
		struct row_writer *w = row_writer_new(out, ',', style);
		struct row_reader r = {
			.row = copy_row, .user = w, .chunk = 1 + chance(5000)
		};
		size_t n;

		write_random(in, style);
		n = file_read(in, first, sizeof(first));
		lseek(in, 0, SEEK_SET);
		same = same && row_read(&r, in) == ROW_END_OK &&
		    row_flush(w) == 0 &&
		    file_read(out, second, sizeof(second)) == n &&
		    memcmp(first, second, n) == 0;
		row_writer_free(w);
		close(in);
		close(out);
	}
	ok(same, "%s", what);
}

/* --- the suites of other programs --- */

/* The JSON string at p, read into the dump; what is behind it. */
static const char *
json_string(const char *p, struct dump *d)
{
	for (p++; *p && *p != '"'; p++) {
		char c = *p;

		if (c == '\\') {
			c = *++p;
			if (c == 'u') {
				char hex[5] = { p[1], p[2], p[3], p[4], '\0' };
				char bytes[4];

				dump_put(d, bytes,
				    utf8_encode(
					(uint32_t)strtoul(hex, NULL, 16),
					bytes));
				p += 4;
				continue;
			}
			c = c == 'n'   ? '\n'
			    : c == 't' ? '\t'
			    : c == 'r' ? '\r'
				       : c;
		}
		dump_put(d, &c, 1);
	}
	return p + (*p == '"');
}

/* [["a", "b"], ...] as a dump. */
static void
json_rows(const char *p, struct dump *d)
{
	int depth = 0;

	d->n = 0;
	while (*p)
		if (*p == '"') {
			dump_put(d, "|", 1);
			p = json_string(p, d);
		} else {
			depth += (*p == '[') - (*p == ']');
			if (*p == ']' && depth == 1)
				dump_put(d, "|\n", 2);
			p++;
		}
}

static bool
empty_is_text(void *user, const struct slice *fields, size_t n)
{
	struct slice row[64];

	if (n > 64)
		return false;
	for (size_t i = 0; i < n; i++)
		row[i] = fields[i].p ? fields[i] : SLICE_LITERAL("");
	return dump_row(user, row, n);
}

static void
suite_case(struct table *t)
{
	static struct dump got, expected;
	const char *note = t->field[5].p;
	struct slice input = t->field[2];
	struct row_reader r = { .row = empty_is_text, .user = &got };
	bool good;
	int fd;

	input.n = table_unescape(t->line + (input.p - t->line));
	r.delimiter = t->field[3].p[0] == '\\' ? '\t' : t->field[3].p[0];
	r.lenient = strstr(note, "lenient-quotes") != NULL;
	got.n = 0;
	fd = file_of(input);
	row_read(&r, fd);
	close(fd);
	json_rows(t->field[4].p, &expected);
	good =
	    got.n == expected.n && memcmp(got.text, expected.text, got.n) == 0;
	if (!good && (strstr(note, "lenient") || strstr(note, "trailing")))
		skip(t->field[1].p, note);
	else if (!ok(good, "%s", t->field[1].p))
		printf("# %s\n", t->field[4].p);
}

static void
test_parse_suite(void)
{
	struct table t;

	if (!table_open(&t, "../shared/peers/csv-parse.tsv")) {
		skip("csv-parse.tsv", "../shared is not there");
		return;
	}
	t.raw = true;
	table_next(&t); /* the header */
	while (table_next(&t))
		if (t.n > 4)
			suite_case(&t);
}

/* The writer's cases whose rows are arrays or objects in order of columns. */
static void
json_write(const char *p, struct row_writer *w, bool header)
{
	static struct dump d;
	struct slice row[32], names[32];
	size_t n = 0, name_n = 0;
	bool object = false, key = true, first = true;

	d.n = 0;
	while (*p) {
		size_t at = d.n;

		if (*p == '[' || *p == '{') {
			object = *p++ == '{';
			key = object;
		} else if (*p == '"' && n < 32) {
			p = json_string(p, &d);
			if (object && key)
				names[name_n++] =
				    (struct slice){ d.text + at, d.n - at };
			else
				row[n++] =
				    (struct slice){ d.text + at, d.n - at };
			key = object && !key;
		} else if (strncmp(p, "null", 4) == 0) {
			row[n++] = SLICE_NULL;
			key = object;
			p += 4;
		} else if (*p == ']' || *p == '}') {
			if (*p == '}' && first && header)
				row_write(w, names, name_n);
			first = first && *p != '}';
			if (n)
				row_write(w, row, n);
			n = name_n = 0;
			p++;
		} else
			p++;
	}
}

static bool
has_gaps(const char *rows)
{
	/* Objects that lack a column, or give columns apart from the data. */
	return strstr(rows, "\"fields\"") || strstr(rows, "\"data\"") ||
	    strstr(rows, "\"d\", \"Col3\"");
}

static void
suite_write_case(struct table *t)
{
	const char *config = t->field[3].p;
	char got[2000], delimiter = strstr(config, ";") ? ';' : ',';
	unsigned style = ROW_CRLF;
	struct row_writer *w;
	size_t n;
	int fd;

	if (has_gaps(t->field[2].p)) {
		skip(t->field[1].p, "not about rows");
		return;
	}
	style |= strstr(config, "\"quotes\": true") ? ROW_QUOTE_ALL : 0;
	style |= strstr(config, "escapeFormulae") ? ROW_GUARD : 0;
	fd = file_of(SLICE_NULL);
	w = row_writer_new(fd, delimiter, style);
	json_write(t->field[2].p, w, !strstr(config, "\"header\": false"));
	row_flush(w);
	row_writer_free(w);
	n = file_read(fd, got, sizeof(got));
	close(fd);
	table_unescape(t->line + (t->field[4].p - t->line));
	/* They leave out the last line break. */
	is(got, n < 2 ? n : n - 2, t->field[4].p, t->field[1].p);
}

static void
test_write_suite(void)
{
	struct table t;

	if (!table_open(&t, "../shared/peers/csv-write.tsv")) {
		skip("csv-write.tsv", "../shared is not there");
		return;
	}
	t.raw = true;
	table_next(&t);
	while (table_next(&t))
		if (t.n > 4)
			suite_write_case(&t);
}

/* Rows of a quote at each place of a text of each length up to 20. */
static size_t
write_quotes(struct row_writer *w, char *expected)
{
	char *to = expected;

	for (size_t n = 1; n <= 20; n++)
		for (size_t at = 0; at < n; at++) {
			char text[20];

			memset(text, '!' + (int)(n % 2) * 2, n);
			text[at] = '"';
			row_write(w, &(struct slice){ text, n }, 1);
			*to++ = '"';
			for (size_t i = 0; i < n; i++) {
				*to++ = text[i];
				if (i == at)
					*to++ = '"';
			}
			*to++ = '"';
			*to++ = '\n';
		}
	return (size_t)(to - expected);
}

static void
test_write_quotes(void)
{
	static char expected[210 * 24 + 1], got[sizeof(expected)];
	int fd = file_of(SLICE_NULL);
	struct row_writer *w = row_writer_new(fd, ',', ROW_QUOTE_ALL);
	size_t n = write_quotes(w, expected);

	row_flush(w);
	row_writer_free(w);
	is(got, file_read(fd, got, sizeof(got)), expected,
	    "a quote at any place of a text is doubled");
	ok(n > 210, "and not nothing");
	close(fd);
}

/* A sink of two buffers; the third cannot be had. */
struct two {
	char buffer[2][ROW_BUFFER];
	size_t n[2];
	int given;
};

static char *
two_send(void *user, size_t n)
{
	struct two *two = user;

	if (two->given > 0)
		two->n[two->given - 1] = n;
	if (two->given == 2) {
		errno = EPIPE;
		return NULL;
	}
	return two->buffer[two->given++];
}

static void
test_sink(void)
{
	static struct two two;
	static char text[ROW_BUFFER];
	struct slice field = { memset(text, 'x', sizeof(text)), sizeof(text) };
	struct row_writer *w = row_writer_to(
	    (struct row_sink){ two_send, &two }, ',', ROW_QUOTE_ALL);

	ok(row_write(w, &field, 1) == 0 && two.n[0] == ROW_BUFFER &&
		two.buffer[0][0] == '"' && two.buffer[0][ROW_BUFFER - 1] == 'x',
	    "a sink takes a buffer that is full");
	ok(row_flush(w) == -1 && errno == EPIPE && two.n[1] == 3 &&
		memcmp(two.buffer[1], "x\"\n", 3) == 0,
	    "and the rest, and may have no other");
	ok(row_write(w, &field, 1) == -1 && errno == EPIPE,
	    "then nothing is written any more");
	row_writer_free(w);
}

int
main(void)
{
	test_read();
	test_limits();
	test_write();
	test_write_failed();
	test_write_quotes();
	test_sink();
	test_round_trip(0, "written, read, written: the same bytes");
	test_round_trip(ROW_QUOTE_ALL, "the same with quotes everywhere");
	test_round_trip(ROW_CRLF, "the same with CRLF");
	test_parse_suite();
	test_write_suite();
	return tap_end();
}
