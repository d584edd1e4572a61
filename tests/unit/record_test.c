/* The stream: what the writer writes, and what the reader refuses. */
#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "file.h"
#include "tap.h"

/* --- copying: a reader whose callbacks write --- */

struct copy {
	struct record_writer *w;
	int fd;
	int fields;
};

static bool
copy_header(void *user, const struct slice *extra, int n,
    const bool known[RECORD_FIELD_COUNT])
{
	struct copy *c = user;

	c->fields =
	    known[RECORD_STEP] ? RECORD_FIELD_COUNT : RECORD_EXTRACT_COUNT;
	c->w = record_writer_new(c->fd, c->fields, extra, n);
	return record_write_header(c->w) == 0;
}

static bool
copy_record(void *user, const struct record *r)
{
	struct copy *c = user;

	return record_write(c->w, r) == 0;
}

static enum record_end
copy_stream(
    const char *p, size_t n, size_t chunk, struct record_reader *r, int out)
{
	struct copy c = { NULL, out, 0 };
	int in = file_of((struct slice){ p, n });
	enum record_end end;

	memset(r, 0, sizeof(*r));
	r->header = copy_header;
	r->record = copy_record;
	r->user = &c;
	r->chunk = chunk;
	end = record_read(r, in);
	if (end == RECORD_END_OK && record_write_trailer(c.w) != 0)
		end = RECORD_END_IO;
	record_writer_free(c.w);
	close(in);
	return end;
}

/* --- a stream with everything in it --- */

static size_t
make_stream(char *to, size_t size, int fields, int extra_n)
{
	static const struct slice extra[] = { { "county", 6 }, { "x\"y", 3 } };
	static const char *const texts[] = { "预算数", "a\"b", "a\nb\r\n", "",
		NULL, ",", " ", "\"", "\"\"", "=1", "\t" };
	int fd = file_of(SLICE_NULL);
	struct record_writer *w = record_writer_new(fd, fields, extra, extra_n);
	size_t n;

	record_write_header(w);
	for (size_t i = 0; i < 11; i++) {
		struct record r = { 0 };

		for (size_t f = 0; f < RECORD_FIELD_COUNT; f++)
			r.f[f] = slice_of(texts[(i + f) % 11]);
		r.extra[0] = slice_of(texts[i]);
		r.extra[1] = slice_of(texts[10 - i]);
		r.f[RECORD_RECORD] = SLICE_LITERAL("funding");
		record_write(w, &r);
	}
	if (record_written(w) != 11 || record_write_trailer(w) != 0)
		ok(false, "a stream can be written");
	record_writer_free(w);
	n = file_read(fd, to, size);
	close(fd);
	return n;
}

static void
test_round_trip(int fields, int extra_n, const char *what)
{
	static char first[20000], second[20000];
	size_t n = make_stream(first, sizeof(first), fields, extra_n);
	bool same = true, good = true;

	for (size_t chunk = 1; chunk <= n + 1; chunk += chunk < 99 ? 1 : 97) {
		struct record_reader r;
		int out = file_of(SLICE_NULL);

		good = good &&
		    copy_stream(first, n, chunk, &r, out) == RECORD_END_OK &&
		    r.records == 11;
		same = same && file_read(out, second, sizeof(second)) == n &&
		    memcmp(first, second, n) == 0;
		close(out);
	}
	ok(good, "%s: read in chunks of any size", what);
	ok(same, "%s: written, read, written: the same bytes", what);
}

static bool
take(void *user, const struct record *r)
{
	(void)user;
	(void)r;
	return true;
}

static enum record_end
read_bytes(const char *p, size_t n, struct record_reader *r)
{
	int fd = file_of((struct slice){ p, n });
	enum record_end end;

	memset(r, 0, sizeof(*r));
	r->record = take;
	end = record_read(r, fd);
	close(fd);
	return end;
}

static void
test_truncated(bool crlf)
{
	static char stream[20000], lines[20000];
	size_t n = make_stream(stream, sizeof(stream), RECORD_FIELD_COUNT, 1);
	struct record_reader r;
	size_t cut, m = 0;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		quoted ^= stream[i] == '"';
		if (crlf && stream[i] == '\n' && !quoted)
			lines[m++] = '\r';
		lines[m++] = stream[i];
	}
	ok(read_bytes(lines, m, &r) == RECORD_END_OK, "%s: the whole is read",
	    crlf ? "CRLF" : "LF");
	for (cut = 0; cut < m; cut++)
		if (read_bytes(lines, cut, &r) != RECORD_END_TRUNCATED ||
		    !r.message[0])
			break;
	ok(cut == m, "each of %zu truncations is told as one (%zu)", m, cut);
	for (cut = 0; cut < m; cut++) {
		/* One byte lost on the way: found by the count or the form. */
		char lost = lines[cut];

		memmove(lines + cut, lines + cut + 1, m - cut - 1);
		read_bytes(lines, m - 1, &r);
		memmove(lines + cut + 1, lines + cut, m - cut - 1);
		lines[cut] = lost;
	}
	ok(true, "a lost byte anywhere does no harm");
}

/* --- what is refused, and why --- */

#define HEAD "record,document,field,text\n"
#define TAIL(n) "trailer,,records," #n "\n"

static const struct {
	const char *stream;
	enum record_end end;
	unsigned long long line;
	const char *message;
} cases[] = {
	{ HEAD TAIL(0), RECORD_END_OK, 3, "" },
	{ HEAD "a,b,c,d\n" TAIL(1), RECORD_END_OK, 4, "" },
	{ "\"text\",x,record,field,document,y\n1,2,3,4,5,6\n"
	  "1,,trailer,records,,\n",
	    RECORD_END_OK, 4, "" },
	{ "", RECORD_END_TRUNCATED, 1, "the stream is empty" },
	{ HEAD, RECORD_END_TRUNCATED, 2, "the stream ends without a trailer" },
	{ HEAD "a,b,c,d\n", RECORD_END_TRUNCATED, 3,
	    "the stream ends without a trailer" },
	{ HEAD "a,b,c,d\n" TAIL(2), RECORD_END_TRUNCATED, 3,
	    "the trailer counts 2 records, 1 came before it" },
	{ HEAD "a,b,c,d\n" TAIL(01), RECORD_END_TRUNCATED, 3,
	    "the trailer counts 01 records, 1 came before it" },
	{ HEAD "trailer,,records,\n", RECORD_END_TRUNCATED, 2,
	    "the trailer counts no records, 0 came before it" },
	{ HEAD "trailer,,x,0\n", RECORD_END_MALFORMED, 2,
	    "the trailer has no field \"records\"" },
	{ HEAD TAIL(0) "a,b,c,d\n", RECORD_END_MALFORMED, 3,
	    "there is data behind the trailer" },
	{ HEAD TAIL(0) "\n", RECORD_END_MALFORMED, 3,
	    "there is data behind the trailer" },
	{ HEAD TAIL(0) HEAD TAIL(0), RECORD_END_MALFORMED, 3,
	    "there is data behind the trailer" },
	{ HEAD TAIL(0) "\"", RECORD_END_TRUNCATED, 3,
	    "the input ends inside a quoted field" },
	{ HEAD "a,b,c\n" TAIL(1), RECORD_END_MALFORMED, 2,
	    "the record has 3 fields, the header has 4" },
	{ HEAD "a,b,c,d,e\n" TAIL(1), RECORD_END_MALFORMED, 2,
	    "the record has 5 fields, the header has 4" },
	{ HEAD "\n" TAIL(1), RECORD_END_MALFORMED, 2,
	    "the record has 1 fields, the header has 4" },
	{ HEAD "a,b,\xff,d\n" TAIL(1), RECORD_END_MALFORMED, 2,
	    "field 3 is not UTF-8: byte 0xFF" },
	{ HEAD "a,\xe9\xa2,\x84,d\n" TAIL(1), RECORD_END_MALFORMED, 2,
	    "field 2 is not UTF-8: byte 0xE9" },
	{ HEAD "a,b,c,\xed\xa0\x80\n" TAIL(1), RECORD_END_MALFORMED, 2,
	    "field 4 is not UTF-8: byte 0xED" },
	{ "record,document,field\n", RECORD_END_MALFORMED, 1,
	    "the header has no column \"text\"" },
	{ "record,document,field,text,field\n", RECORD_END_MALFORMED, 1,
	    "the header names the column \"field\" twice" },
	{ "record,document,field,text,x,x\n", RECORD_END_MALFORMED, 1,
	    "the header names the column \"x\" twice" },
	{ "record,document,field,text,\n", RECORD_END_MALFORMED, 1,
	    "column 5 of the header has no name" },
	{ "\nrecord,document,field,text\n", RECORD_END_MALFORMED, 1,
	    "column 1 of the header has no name" },
	{ HEAD "\"a\nb\",b,c,d\na\"b,c,d\n", RECORD_END_MALFORMED, 4,
	    "a quote stands inside an unquoted field, or text behind a closing "
	    "quote" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *s = cases[i].stream;
		struct record_reader r;
		enum record_end end = read_bytes(s, strlen(s), &r);

		is(r.message, strlen(r.message), cases[i].message,
		    cases[i].message[0] ? cases[i].message : "a good stream");
		if (end != cases[i].end || r.line != cases[i].line)
			ok(false, "case %zu: end %d line %llu", i, (int)end,
			    r.line);
	}
}

/* --- details --- */

static bool
check_null(void *user, const struct record *r)
{
	bool *good = user;

	*good = r->f[RECORD_TEXT].p && r->f[RECORD_TEXT].n == 0 &&
	    !r->f[RECORD_DOCUMENT].p && !r->f[RECORD_STEP].p &&
	    slice_is(r->extra[0], "x") && r->f[RECORD_FIELD].n == 1 &&
	    r->f[RECORD_FIELD].p[0] == '\0';
	return true;
}

static void
test_null(void)
{
	static const char stream[] =
	    "record,more,document,field,text\na,x,,\"\0\",\"\"\n"
	    "trailer,,,records,1\n";
	struct record_reader r = { .record = check_null };
	bool good = false;
	int fd = file_of((struct slice){ stream, sizeof(stream) - 1 });

	r.user = &good;
	ok(record_read(&r, fd) == RECORD_END_OK && good,
	    "NULL, empty text, a NUL byte and unknown columns are kept apart");
	close(fd);
}

static bool
stop(void *user, const struct record *r)
{
	(void)user;
	(void)r;
	return false;
}

static void
test_stop(void)
{
	static const char stream[] = HEAD "a,b,c,d\n\xff" TAIL(1);
	struct record_reader r = { .record = stop };
	int fd = file_of((struct slice){ stream, sizeof(stream) - 1 });

	ok(record_read(&r, fd) == RECORD_END_STOPPED && r.line == 2,
	    "a callback stops the reader");
	close(fd);
	ok(record_read(&r, -1) == RECORD_END_IO && errno == EBADF,
	    "a read that fails gives errno");
}

/* A stream with one text of n bytes. */
static enum record_end
read_long(size_t n)
{
	char *stream = malloc(n + 200);
	size_t at = (size_t)sprintf(stream, HEAD "a,b,c,\"");
	struct record_reader r;
	enum record_end end;

	memset(stream + at, 'x', n);
	at += n;
	at += (size_t)sprintf(stream + at, "\"\n" TAIL(1));
	end = read_bytes(stream, at, &r);
	free(stream);
	return end;
}

static void
test_limits(void)
{
	static char stream[4000];
	struct record_reader r;
	size_t n = (size_t)sprintf(stream, "record,document,field,text");

	ok(read_long((4 << 20) - 1000) == RECORD_END_OK,
	    "a record of nearly 4 MiB is read");
	ok(read_long(4 << 20) == RECORD_END_MALFORMED,
	    "one of more than 4 MiB is refused");
	for (int i = 0; i < RECORD_EXTRA_MAX; i++)
		n += (size_t)sprintf(stream + n, ",x%d", i);
	sprintf(stream + n, "\n");
	ok(read_bytes(stream, n + 1, &r) == RECORD_END_TRUNCATED,
	    "%d unknown columns are passed", RECORD_EXTRA_MAX);
	sprintf(stream + n, ",y\n");
	ok(read_bytes(stream, n + 3, &r) == RECORD_END_MALFORMED,
	    "%d are too many", RECORD_EXTRA_MAX + 1);
}

static void
test_full(void)
{
	int fd = open("/dev/full", O_WRONLY);
	struct record_writer *w;

	if (fd < 0) {
		skip("a full disk is told", "no /dev/full");
		return;
	}
	w = record_writer_new(fd, RECORD_EXTRACT_COUNT, NULL, 0);
	record_write_header(w);
	ok(record_write_trailer(w) == -1 && errno == ENOSPC,
	    "a full disk is told at the end");
	record_writer_free(w);
	record_writer_free(NULL);
	close(fd);
}

static void
test_names(void)
{
	bool good = true;

	for (int i = 0; i < RECORD_FIELD_COUNT; i++)
		for (int j = 0; j < i; j++)
			good = good &&
			    strcmp(record_name((enum record_field)i),
				record_name((enum record_field)j)) != 0;
	ok(good && strcmp(record_name(RECORD_STEP), "step") == 0,
	    "each field has a name of its own");
}

static void
test_manual(void)
{
	static char page[20000];
	FILE *f = fopen("lib/record.5", "r");
	size_t n = f ? fread(page, 1, sizeof(page) - 1, f) : 0;
	bool good = n > 0;

	if (f)
		fclose(f);
	page[n] = '\0';
	for (int i = 0; i < RECORD_FIELD_COUNT; i++) {
		char item[80];

		snprintf(item, sizeof(item), "\n.It Va %s\n",
		    record_name((enum record_field)i));
		good = good && strstr(page, item);
	}
	ok(good, "record(5) tells of each column");
}

int
main(void)
{
	test_names();
	test_manual();
	test_round_trip(RECORD_EXTRACT_COUNT, 0, "extract's fields");
	test_round_trip(RECORD_FIELD_COUNT, 2, "all fields and two columns");
	test_truncated(false);
	test_truncated(true);
	test_cases();
	test_null();
	test_stop();
	test_limits();
	test_full();
	return tap_end();
}
