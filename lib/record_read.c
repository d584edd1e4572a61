#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

#include "heap.h"
#include "record.h"
#include "row.h"
#include "utf8.h"

enum {
	RECORD_BYTES_MAX = 4 * 1024 * 1024,
	RECORD_COLUMN_MAX = RECORD_FIELD_COUNT + RECORD_EXTRA_MAX
};

struct record_stream {
	struct record_reader *reader;
	enum record_end end;
	size_t column_n; /* 0: the header is still to come */
	struct slice *column[RECORD_COLUMN_MAX]; /* in current */
	struct record current;
	bool trailer;
	const struct row_reader *rows;
};

__attribute__((format(printf, 3, 4))) static bool
record_fail(
    struct record_stream *s, enum record_end end, const char *format, ...)
{
	va_list args;

	s->end = end;
	va_start(args, format);
	vsnprintf(s->reader->message, sizeof(s->reader->message), format, args);
	va_end(args);
	return false;
}

/* The row lies in one piece of memory: from the first field to the last. */
static bool
record_check_utf8(struct record_stream *s, const struct slice *fields, size_t n)
{
	const char *first = NULL, *end = NULL;
	size_t good;

	for (size_t i = 0; i < n; i++) {
		if (!fields[i].p)
			continue;
		first = first ? first : fields[i].p;
		end = fields[i].p + fields[i].n;
	}
	if (!first)
		return true;
	good = utf8_valid(first, (size_t)(end - first));
	if (good == (size_t)(end - first))
		return true;
	for (size_t i = 0; i < n; i++)
		if (fields[i].p && first + good < fields[i].p + fields[i].n)
			return record_fail(s, RECORD_END_MALFORMED,
			    "field %zu is not UTF-8: byte 0x%02X", i + 1,
			    (unsigned char)first[good]);
	return false;
}

static int
record_find(struct slice name)
{
	for (int i = 0; i < RECORD_FIELD_COUNT; i++)
		if (slice_is(name, record_name((enum record_field)i)))
			return i;
	return -1;
}

static bool
record_check_names(struct record_stream *s, const struct slice *names, size_t n)
{
	static const enum record_field needed[] = { RECORD_RECORD,
		RECORD_DOCUMENT, RECORD_FIELD, RECORD_TEXT };

	for (size_t i = 0; i < n; i++) {
		if (names[i].n == 0)
			return record_fail(s, RECORD_END_MALFORMED,
			    "column %zu of the header has no name", i + 1);
		for (size_t j = 0; j < i; j++)
			if (slice_eq(names[i], names[j]))
				return record_fail(s, RECORD_END_MALFORMED,
				    "the header names the column \"%.*s\" twice",
				    names[i].n < 80 ? (int)names[i].n : 80,
				    names[i].p);
	}
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		size_t j = 0;

		while (j < n && !slice_is(names[j], record_name(needed[i])))
			j++;
		if (j == n)
			return record_fail(s, RECORD_END_MALFORMED,
			    "the header has no column \"%s\"",
			    record_name(needed[i]));
	}
	return true;
}

static bool
record_take_header(struct record_stream *s, const struct slice *names, size_t n)
{
	bool known[RECORD_FIELD_COUNT] = { false };
	struct slice extra[RECORD_EXTRA_MAX];
	int extra_n = 0;

	if (n > RECORD_COLUMN_MAX)
		return record_fail(s, RECORD_END_MALFORMED,
		    "the header has %zu columns, more than %d", n,
		    RECORD_COLUMN_MAX);
	if (!record_check_names(s, names, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		int field = record_find(names[i]);

		if (field >= 0) {
			known[field] = true;
			s->column[i] = &s->current.f[field];
			continue;
		}
		if (extra_n == RECORD_EXTRA_MAX)
			return record_fail(s, RECORD_END_MALFORMED,
			    "the header has more than %d unknown columns",
			    RECORD_EXTRA_MAX);
		s->column[i] = &s->current.extra[extra_n];
		extra[extra_n++] = names[i];
	}
	s->column_n = n;
	if (s->reader->header &&
	    !s->reader->header(s->reader->user, extra, extra_n, known))
		return record_fail(s, RECORD_END_STOPPED, "stopped");
	return true;
}

/* A count in decimal, without signs, spaces or needless zeros. */
static bool
record_is_count(struct slice s, unsigned long long count)
{
	char text[32];

	snprintf(text, sizeof(text), "%llu", count);
	return slice_is(s, text);
}

static bool
record_take_trailer(struct record_stream *s)
{
	struct slice count = s->current.f[RECORD_TEXT];

	s->trailer = true;
	if (!slice_is(s->current.f[RECORD_FIELD], "records"))
		return record_fail(s, RECORD_END_MALFORMED,
		    "the trailer has no field \"records\"");
	if (count.n == 0)
		count = SLICE_LITERAL("no");
	if (!record_is_count(count, s->reader->records))
		return record_fail(s, RECORD_END_TRUNCATED,
		    "the trailer counts %.*s records, %llu came before it",
		    count.n < 24 ? (int)count.n : 24, count.p,
		    s->reader->records);
	return true;
}

static bool
record_on_row(void *user, const struct slice *fields, size_t n)
{
	struct record_stream *s = user;

	if (s->rows->unended)
		return record_fail(
		    s, RECORD_END_TRUNCATED, "the stream ends inside a line");
	if (s->trailer)
		return record_fail(s, RECORD_END_MALFORMED,
		    "there is data behind the trailer");
	if (!record_check_utf8(s, fields, n))
		return false;
	if (s->column_n == 0)
		return record_take_header(s, fields, n);
	if (n != s->column_n)
		return record_fail(s, RECORD_END_MALFORMED,
		    "the record has %zu fields, the header has %zu", n,
		    s->column_n);
	for (size_t i = 0; i < n; i++)
		*s->column[i] = fields[i];
	if (slice_is(s->current.f[RECORD_RECORD], "trailer"))
		return record_take_trailer(s);
	if (!s->reader->record(s->reader->user, &s->current))
		return record_fail(s, RECORD_END_STOPPED, "stopped");
	s->reader->records++;
	return true;
}

/* What the rows' end means for the records. */
static enum record_end
record_judge(struct record_stream *s, enum row_end end)
{
	switch (end) {
	case ROW_END_OK:
		if (s->trailer)
			return RECORD_END_OK;
		record_fail(s, RECORD_END_TRUNCATED,
		    s->column_n ? "the stream ends without a trailer"
				: "the stream is empty");
		break;
	case ROW_END_UNENDED:
		record_fail(
		    s, RECORD_END_TRUNCATED, "the stream ends inside a line");
		break;
	case ROW_END_TRUNCATED: s->end = RECORD_END_TRUNCATED; break;
	case ROW_END_MALFORMED: s->end = RECORD_END_MALFORMED; break;
	case ROW_END_IO: s->end = RECORD_END_IO; break;
	case ROW_END_STOPPED: break; /* the callback said why */
	}
	return s->end;
}

enum record_end
record_read(struct record_reader *r, int fd)
{
	struct record_stream *s = heap_zero(1, sizeof(*s));
	struct row_reader rows = { .row = record_on_row,
		.user = s,
		.chunk = r->chunk,
		.limit = RECORD_BYTES_MAX };
	enum record_end end;
	enum row_end row_end;
	int trouble;

	s->reader = r;
	s->rows = &rows;
	s->end = RECORD_END_OK;
	r->message[0] = '\0';
	r->records = 0;
	row_end = row_read(&rows, fd);
	trouble = errno;
	end = record_judge(s, row_end);
	if (end != RECORD_END_OK && r->message[0] == '\0')
		memcpy(r->message, rows.message, sizeof(r->message));
	r->line = rows.line;
	free(s);
	errno = trouble;
	return end;
}
