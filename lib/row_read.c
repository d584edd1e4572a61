#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "heap.h"
#include "row.h"

enum { ROW_CHUNK = 256 * 1024, ROW_BLOCK = 64 * 1024, ROW_NO_BREAK = -2 };

/*
 * libcsv hands over one field at a time, in memory that it uses again: a row
 * is gathered in text, its fields as offsets, since text moves as it grows.
 */
struct row_gather {
	struct row_reader *reader;
	struct csv_parser csv;
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
	csv_set_delim(
	    &g->csv, r->delimiter ? (unsigned char)r->delimiter : ',');
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

static void
row_feed(struct row_gather *g, const char *p, size_t n)
{
	if (csv_parse(&g->csv, p, n, row_on_field, row_on_row, g) != n)
		row_csv_failed(g);
	/* A field without an end would grow without one. */
	if (g->reader->limit && g->csv.entry_pos > g->reader->limit)
		row_fail(g, ROW_END_MALFORMED, "the row is too long");
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
