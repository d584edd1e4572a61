#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "heap.h"
#include "row.h"

enum {
	ROW_CHUNK = 256 * 1024,
	ROW_BLOCK = 64 * 1024,
	ROW_NO_BREAK = -2,
	ROW_PLAIN_FIELDS = 256
};

/*
 * libcsv hands over one field at a time, in memory that it uses again: a row
 * is gathered in text, its fields as offsets, since text moves as it grows.
 *
 * Most rows need none of that: a plain row lies whole in what was read, and no
 * field has a quote inside. Its fields stay where they are. libcsv reads all
 * others, among them each that is cut by the end of what was read.
 */
struct row_gather {
	struct row_reader *reader;
	struct csv_parser csv;
	char delimiter;
	bool open; /* libcsv is inside a row */
	struct slice plain[ROW_PLAIN_FIELDS];
	char *text;
	size_t text_n, text_max;
	size_t *start; /* of each field in text; SIZE_MAX: NULL */
	size_t start_max;
	struct slice *fields;
	size_t n, fields_max;
	unsigned long long breaks; /* line breaks inside the row's fields */
	int ended_by; /* byte that ended the last row; -1: the end */
	bool failed;  /* libcsv cannot be stopped: ignore the rest */
	enum row_end end;
};

static void
row_fail(struct row_gather *g, enum row_end end, const char *message)
{
	if (g->failed)
		return;
	g->failed = true;
	g->end = end;
	snprintf(g->reader->message, sizeof(g->reader->message), "%s", message);
}

static unsigned long long
row_count_breaks(const char *p, size_t n)
{
	unsigned long long count = 0;

	for (const char *q; n && (q = memchr(p, '\n', n)); p = q + 1) {
		count++;
		n -= (size_t)(q - p) + 1;
	}
	return count;
}

static void
row_on_field(void *p, size_t n, void *user)
{
	struct row_gather *g = user;

	if (g->failed)
		return;
	if (g->reader->limit &&
	    g->text_n + n + g->n * sizeof(*g->fields) > g->reader->limit) {
		row_fail(g, ROW_END_MALFORMED, "the row is too long");
		return;
	}
	if (g->text_n + n + 1 > g->text_max)
		g->text =
		    heap_grow(g->text, &g->text_max, g->text_n + n + 1, 1);
	if (g->n == g->start_max)
		g->start = heap_grow(
		    g->start, &g->start_max, g->n + 1, sizeof(*g->start));
	g->start[g->n++] = p ? g->text_n : SIZE_MAX;
	g->ended_by = ROW_NO_BREAK;
	if (!p)
		return;
	memcpy(g->text + g->text_n, p, n);
	g->text[g->text_n + n] = '\0';
	g->text_n += n + 1;
}

/* Turns the offsets into slices; the end of a field is the next one's start. */
static void
row_make_fields(struct row_gather *g)
{
	size_t end = g->text_n;

	if (g->n > g->fields_max)
		g->fields = heap_grow(
		    g->fields, &g->fields_max, g->n, sizeof(*g->fields));
	for (size_t i = g->n; i-- > 0;) {
		if (g->start[i] == SIZE_MAX) {
			g->fields[i] = SLICE_NULL;
			continue;
		}
		g->fields[i].p = g->text + g->start[i];
		g->fields[i].n = end - g->start[i] - 1;
		end = g->start[i];
	}
}

static void
row_on_row(int c, void *user)
{
	struct row_gather *g = user;
	int before = g->ended_by;

	if (g->failed)
		return;
	g->ended_by = c;
	if (g->n == 0) {
		if (c == '\n' && before == '\r')
			return; /* CRLF is one line break */
		row_on_field(NULL, 0, g);
		g->ended_by = c;
	}
	row_make_fields(g);
	g->reader->unended = c == -1;
	if (!g->reader->row(g->reader->user, g->fields, g->n))
		row_fail(g, ROW_END_STOPPED, "stopped");
	if (g->failed)
		return;
	g->reader->line += 1 + row_count_breaks(g->text, g->text_n);
	g->text_n = 0;
	g->n = 0;
}

/* A space is text like any other, see RFC 4180, 2.4. */
static int
row_is_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
row_open(struct row_gather *g, struct row_reader *r)
{
	unsigned char options =
	    CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_REPALL_NL;

	memset(g, 0, sizeof(*g));
	g->reader = r;
	g->ended_by = ROW_NO_BREAK;
	g->end = ROW_END_OK;
	r->message[0] = '\0';
	r->line = 1;
	r->unended = false;
	csv_init(&g->csv, r->lenient ? options : options | CSV_STRICT);
	g->delimiter = ',';
	if (r->delimiter)
		g->delimiter = r->delimiter;
	csv_set_delim(&g->csv, (unsigned char)g->delimiter);
	csv_set_space_func(&g->csv, row_is_space);
	csv_set_blk_size(&g->csv, ROW_BLOCK);
}

static void
row_close(struct row_gather *g)
{
	csv_free(&g->csv);
	free(g->text);
	free(g->start);
	free(g->fields);
}

static void
row_csv_failed(struct row_gather *g)
{
	if (csv_error(&g->csv) == CSV_ENOMEM)
		heap_exhausted();
	row_fail(g, ROW_END_MALFORMED,
	    "a quote stands inside an unquoted field, or text behind a "
	    "closing quote");
}

/*
 * The end of the field at p, where its delimiter or line break stands; NULL
 * where libcsv must read the row. The field's text goes to *field.
 */
static char *
row_plain_field(
    const struct row_gather *g, char *p, const char *end, struct slice *field)
{
	char *from = p;

	if (p < end && *p == '"') {
		from++;
		p = memchr(from, '"', (size_t)(end - from));
		if (!p)
			return NULL;
		*field = (struct slice){ from, (size_t)(p - from) };
		p++;
	} else {
		while (p < end && *p != g->delimiter && *p != '\n' &&
		    *p != '\r' && *p != '"')
			p++;
		*field = p > from ? (struct slice){ from, (size_t)(p - from) }
				  : SLICE_NULL;
	}
	if (end - p > 1 && p[0] == '\r' && p[1] == '\n')
		p++;
	return p < end && (*p == g->delimiter || *p == '\n') ? p : NULL;
}

/* The end of the plain row at p, its fields in g->plain; NULL: it is none. */
static char *
row_plain(const struct row_gather *g, char *p, const char *end,
    struct slice *fields, size_t *n)
{
	const char *from = p;
	size_t limit = g->reader->limit;

	for (*n = 0; *n < ROW_PLAIN_FIELDS; p++) {
		p = row_plain_field(g, p, end, &fields[*n]);
		if (!p)
			return NULL;
		++*n;
		if (*p == '\n')
			break;
	}
	if (*n == ROW_PLAIN_FIELDS ||
	    (limit && (size_t)(p - from) + *n * sizeof(*fields) > limit))
		return NULL;
	return p + 1;
}

/* Hands over the plain rows at p; where they end. */
static char *
row_take_plain(struct row_gather *g, char *p, const char *end)
{
	struct row_reader *r = g->reader;
	size_t n;

	for (char *next; (next = row_plain(g, p, end, g->plain, &n));
	     p = next) {
		/* Room for the NUL: a quote, delimiter or line break. */
		for (size_t i = 0; i < n; i++)
			if (g->plain[i].p)
				p[g->plain[i].p - p +
				    (ptrdiff_t)g->plain[i].n] = '\0';
		g->ended_by = '\n';
		if (!r->row(r->user, g->plain, n)) {
			row_fail(g, ROW_END_STOPPED, "stopped");
			return next;
		}
		r->line += 1 + row_count_breaks(p, (size_t)(next - p) - 1);
	}
	return p;
}

/* Gives libcsv the bytes up to the next row that begins, at most all. */
static char *
row_take_hard(struct row_gather *g, char *p, const char *end)
{
	char *next;
	size_t n;

	do {
		next = memchr(p, '\n', (size_t)(end - p));
		n = (size_t)((next ? next + 1 : end) - p);
		if (csv_parse(&g->csv, p, n, row_on_field, row_on_row, g) != n)
			row_csv_failed(g);
		p += n;
		/* A field without an end would grow without one. */
		if (g->reader->limit && g->csv.entry_pos > g->reader->limit)
			row_fail(g, ROW_END_MALFORMED, "the row is too long");
		g->open = !next || g->csv.quoted;
	} while (p < end && g->open && !g->failed);
	return p;
}

static void
row_feed(struct row_gather *g, char *p, size_t n)
{
	const char *end = p + n;

	while (p < end && !g->failed) {
		if (!g->open)
			p = row_take_plain(g, p, end);
		if (p < end && !g->failed)
			p = row_take_hard(g, p, end);
	}
}

static void
row_finish(struct row_gather *g)
{
	if (g->failed)
		return;
	if (csv_fini(&g->csv, row_on_field, row_on_row, g) != 0) {
		if (csv_error(&g->csv) == CSV_ENOMEM)
			heap_exhausted();
		row_fail(g, ROW_END_TRUNCATED,
		    "the input ends inside a quoted field");
	} else if (!g->failed && (g->ended_by == -1 || g->ended_by == '\r'))
		g->end = ROW_END_UNENDED;
}

enum row_end
row_read(struct row_reader *r, int fd)
{
	struct row_gather g;
	size_t size = r->chunk ? r->chunk : ROW_CHUNK;
	char *chunk = heap_take(size);

	row_open(&g, r);
	while (!g.failed) {
		ssize_t n = read(fd, chunk, size);

		if (n > 0)
			row_feed(&g, chunk, (size_t)n);
		else if (n == 0)
			break;
		else if (errno != EINTR)
			row_fail(&g, ROW_END_IO, strerror(errno));
	}
	row_finish(&g);
	row_close(&g);
	free(chunk);
	return g.end;
}
