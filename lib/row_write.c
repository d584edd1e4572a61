#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "heap.h"
#include "row.h"

enum { ROW_DIRECT = 8 * 1024 }; /* raw rows that are not copied first */

struct row_writer {
	int fd;
	int failed; /* errno of the first failure */
	unsigned style;
	char delimiter;
	size_t n;
	char *buffer;
	char *own; /* the buffer, where there is no sink */
	struct row_sink sink;
};

struct row_writer *
row_writer_new(int fd, char delimiter, unsigned style)
{
	struct row_writer *w = heap_zero(1, sizeof(*w));

	w->fd = fd;
	w->style = style;
	w->delimiter = delimiter;
	w->buffer = w->own = heap_take(ROW_BUFFER);
	return w;
}

static void
row_send(struct row_writer *w)
{
	char *next = w->sink.send(w->sink.user, w->n);

	/* What is still written after a failure goes nowhere. */
	if (next)
		w->buffer = next;
	else {
		w->failed = errno;
		w->buffer = w->own = w->own ? w->own : heap_take(ROW_BUFFER);
	}
}

struct row_writer *
row_writer_to(struct row_sink sink, char delimiter, unsigned style)
{
	struct row_writer *w = heap_zero(1, sizeof(*w));

	w->fd = -1;
	w->style = style;
	w->delimiter = delimiter;
	w->sink = sink;
	row_send(w);
	return w;
}

void
row_writer_free(struct row_writer *w)
{
	if (w)
		free(w->own);
	free(w);
}

static void
row_write_out(struct row_writer *w, struct slice s)
{
	while (s.n && !w->failed) {
		ssize_t n = write(w->fd, s.p, s.n);

		if (n > 0) {
			s.p += n;
			s.n -= (size_t)n;
		} else if (n == 0 || errno != EINTR)
			w->failed = n == 0 ? EIO : errno;
	}
}

int
row_flush(struct row_writer *w)
{
	if (!w->sink.send)
		row_write_out(w, (struct slice){ w->buffer, w->n });
	else if (w->n && !w->failed)
		row_send(w);
	w->n = 0;
	errno = w->failed;
	return w->failed ? -1 : 0;
}

static void
row_put(struct row_writer *w, const char *p, size_t n)
{
	while (n) {
		size_t room = ROW_BUFFER - w->n;
		size_t part = n < room ? n : room;

		memcpy(w->buffer + w->n, p, part);
		w->n += part;
		p += part;
		n -= part;
		if (w->n == ROW_BUFFER)
			row_flush(w);
	}
}

/* Text with each quote doubled. */
static void
row_put_doubled(struct row_writer *w, struct slice s)
{
	while (s.n) {
		const char *quote = memchr(s.p, '"', s.n);
		size_t n = quote ? (size_t)(quote - s.p) + 1 : s.n;

		row_put(w, s.p, n);
		if (quote)
			row_put(w, "\"", 1);
		s.p += n;
		s.n -= n;
	}
}

static bool
row_needs_quotes(const struct row_writer *w, struct slice s)
{
	if (s.n == 0 || s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r' ||
		    s.p[i] == w->delimiter)
			return true;
	return s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0;
}

static void
row_put_field(struct row_writer *w, struct slice s)
{
	bool guard;

	if (!s.p)
		return;
	guard =
	    w->style & ROW_GUARD && s.n && s.p[0] && strchr("=+-@\t\r", s.p[0]);
	if (!guard && !(w->style & ROW_QUOTE_ALL) && !row_needs_quotes(w, s)) {
		row_put(w, s.p, s.n);
		return;
	}
	row_put(w, guard ? "\"'" : "\"", guard ? 2 : 1);
	row_put_doubled(w, s);
	row_put(w, "\"", 1);
}

static void
row_put_byte(struct row_writer *w, char c)
{
	if (w->n == ROW_BUFFER)
		row_flush(w);
	w->buffer[w->n++] = c;
}

int
row_write_raw(struct row_writer *w, struct slice rows)
{
	if (rows.n >= ROW_DIRECT && !w->sink.send) {
		row_flush(w);
		row_write_out(w, rows);
	} else if (rows.n > 0)
		row_put(w, rows.p, rows.n);
	errno = w->failed;
	return w->failed ? -1 : 0;
}

/* Is one of eight bytes a quote? */
static bool
row_has_quote(uint64_t word)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x = word ^ ones * '"';

	return (x - ones) & ~x & ones * 0x80;
}

/* Copies a text byte by byte with each quote doubled; the end of the copy. */
static char *
row_copy_doubled(char *to, struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		*to++ = s.p[i];
		if (s.p[i] == '"')
			*to++ = '"';
	}
	return to;
}

/*
 * The same for texts that mostly have no quote: eight bytes at a time, the last
 * eight over some that were copied before.
 */
static char *
row_copy(char *to, struct slice s)
{
	uint64_t word;

	if (s.n < sizeof(word))
		return row_copy_doubled(to, s);
	while (s.n >= sizeof(word)) {
		memcpy(&word, s.p, sizeof(word));
		if (row_has_quote(word))
			return row_copy_doubled(to, s);
		memcpy(to, &word, sizeof(word));
		to += sizeof(word);
		s.p += sizeof(word);
		s.n -= sizeof(word);
	}
	/* What was copied before had no quote. */
	memcpy(&word, s.p + s.n - sizeof(word), sizeof(word));
	if (row_has_quote(word))
		return row_copy_doubled(to, s);
	memcpy(to + s.n - sizeof(word), &word, sizeof(word));
	return to + s.n;
}

/* Bytes that a row of quoted fields needs at most. */
static size_t
row_most(const struct slice *fields, size_t n)
{
	size_t most = 2;

	for (size_t i = 0; i < n; i++) {
		if (fields[i].n > ROW_BUFFER)
			return SIZE_MAX;
		most += 2 * fields[i].n + 3;
	}
	return most;
}

/* A row for which there is room: all fields that are not NULL in quotes. */
static void
row_write_quoted(struct row_writer *w, const struct slice *fields, size_t n)
{
	char *to = w->buffer + w->n;
	char delimiter = w->delimiter;

	for (size_t i = 0; i < n; i++) {
		if (i)
			*to++ = delimiter;
		if (!fields[i].p)
			continue;
		*to++ = '"';
		to = row_copy(to, fields[i]);
		*to++ = '"';
	}
	if (w->style & ROW_CRLF)
		*to++ = '\r';
	*to++ = '\n';
	w->n = (size_t)(to - w->buffer);
}

static void
row_write_any(struct row_writer *w, const struct slice *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			row_put_byte(w, w->delimiter);
		row_put_field(w, fields[i]);
	}
	if (w->style & ROW_CRLF)
		row_put_byte(w, '\r');
	row_put_byte(w, '\n');
}

int
row_write(struct row_writer *w, const struct slice *fields, size_t n)
{
	if ((w->style & (ROW_QUOTE_ALL | ROW_GUARD)) == ROW_QUOTE_ALL &&
	    row_most(fields, n) <= ROW_BUFFER - w->n)
		row_write_quoted(w, fields, n);
	else
		row_write_any(w, fields, n);
	errno = w->failed;
	return w->failed ? -1 : 0;
}
