#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "heap.h"
#include "row.h"

enum { ROW_BUFFER = 256 * 1024 };

struct row_writer {
	int fd;
	int failed; /* errno of the first failure */
	unsigned style;
	char delimiter;
	size_t n;
	char buffer[ROW_BUFFER];
};

struct row_writer *
row_writer_new(int fd, char delimiter, unsigned style)
{
	struct row_writer *w = heap_take(sizeof(*w));

	w->fd = fd;
	w->failed = 0;
	w->style = style;
	w->delimiter = delimiter;
	w->n = 0;
	return w;
}

void
row_writer_free(struct row_writer *w)
{
	free(w);
}

int
row_flush(struct row_writer *w)
{
	const char *p = w->buffer;

	while (w->n && !w->failed) {
		ssize_t n = write(w->fd, p, w->n);

		if (n > 0) {
			p += n;
			w->n -= (size_t)n;
		} else if (n == 0 || errno != EINTR)
			w->failed = n == 0 ? EIO : errno;
	}
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

/* The common case in one go: a text without quotes, for which there is room. */
static bool
row_put_plain(struct row_writer *w, struct slice s)
{
	char *to = w->buffer + w->n;

	if (s.n + 2 > ROW_BUFFER - w->n || memchr(s.p, '"', s.n))
		return false;
	to[0] = '"';
	memcpy(to + 1, s.p, s.n);
	to[1 + s.n] = '"';
	w->n += s.n + 2;
	return true;
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
	if (rows.n > 0)
		row_put(w, rows.p, rows.n);
	errno = w->failed;
	return w->failed ? -1 : 0;
}

int
row_write(struct row_writer *w, const struct slice *fields, size_t n)
{
	bool plain = (w->style & (ROW_QUOTE_ALL | ROW_GUARD)) == ROW_QUOTE_ALL;

	for (size_t i = 0; i < n; i++) {
		if (i)
			row_put_byte(w, w->delimiter);
		if (fields[i].p && !(plain && row_put_plain(w, fields[i])))
			row_put_field(w, fields[i]);
	}
	if (w->style & ROW_CRLF)
		row_put_byte(w, '\r');
	row_put_byte(w, '\n');
	errno = w->failed;
	return w->failed ? -1 : 0;
}
