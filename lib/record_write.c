#include <stdlib.h>

#include "heap.h"
#include "record.h"
#include "row.h"

struct record_writer {
	struct row_writer *rows;
	unsigned long long written;
	size_t fields; /* of enum record_field */
	size_t extra_n;
	char *extra[RECORD_EXTRA_MAX];
};

#define RECORD_LITERAL(id, name, meaning) [RECORD_##id] = name,
static const char *const record_names[RECORD_FIELD_COUNT] = { RECORD_FIELDS(
    RECORD_LITERAL) RECORD_VALUE_FIELDS(RECORD_LITERAL) };
#undef RECORD_LITERAL

const char *
record_name(enum record_field field)
{
	return record_names[field];
}

static struct record_writer *
record_writer_make(struct row_writer *rows, int fields)
{
	struct record_writer *w = heap_zero(1, sizeof(*w));

	w->rows = rows;
	w->fields = fields < 0 ? 0 : (size_t)fields;
	if (w->fields > RECORD_FIELD_COUNT)
		w->fields = RECORD_FIELD_COUNT;
	return w;
}

struct record_writer *
record_writer_new(int fd, int fields, const struct slice *extra, int n)
{
	struct record_writer *w =
	    record_writer_make(row_writer_new(fd, ',', ROW_QUOTE_ALL), fields);

	while (w->extra_n < RECORD_EXTRA_MAX && (int)w->extra_n < n) {
		w->extra[w->extra_n] = heap_copy(extra[w->extra_n]);
		w->extra_n++;
	}
	return w;
}

struct record_writer *
record_writer_to(const struct row_sink *sink, int fields)
{
	return record_writer_make(
	    row_writer_to(*sink, ',', ROW_QUOTE_ALL), fields);
}

void
record_writer_free(struct record_writer *w)
{
	if (!w)
		return;
	row_writer_free(w->rows);
	for (size_t i = 0; i < w->extra_n; i++)
		free(w->extra[i]);
	free(w);
}

/* The row of a record: first the fields, then the extra columns. */
static int
record_put(struct record_writer *w, const struct slice *fields,
    const struct slice *extra)
{
	struct slice row[RECORD_FIELD_COUNT + RECORD_EXTRA_MAX];

	if (w->extra_n == 0)
		return row_write(w->rows, fields, w->fields);
	memcpy(row, fields, w->fields * sizeof(*row));
	memcpy(row + w->fields, extra, w->extra_n * sizeof(*row));
	return row_write(w->rows, row, w->fields + w->extra_n);
}

int
record_write_header(struct record_writer *w)
{
	struct slice names[RECORD_FIELD_COUNT];
	struct slice extra[RECORD_EXTRA_MAX];

	for (size_t i = 0; i < RECORD_FIELD_COUNT; i++)
		names[i] = slice_of(record_names[i]);
	for (size_t i = 0; i < w->extra_n; i++)
		extra[i] = slice_of(w->extra[i]);
	return record_put(w, names, extra);
}

int
record_write(struct record_writer *w, const struct record *r)
{
	w->written++;
	return record_put(w, r->f, r->extra);
}

int
record_write_fields(struct record_writer *w, const struct slice *fields)
{
	w->written++;
	return row_write(w->rows, fields, w->fields);
}

int
record_write_trailer(struct record_writer *w)
{
	struct record r = { 0 };
	char count[32];

	snprintf(count, sizeof(count), "%llu", w->written);
	r.f[RECORD_RECORD] = SLICE_LITERAL("trailer");
	r.f[RECORD_FIELD] = SLICE_LITERAL("records");
	r.f[RECORD_TEXT] = slice_of(count);
	if (record_put(w, r.f, r.extra) != 0)
		return -1;
	return row_flush(w->rows);
}

int
record_write_raw(
    struct record_writer *w, struct slice rows, unsigned long long n)
{
	w->written += n;
	return row_write_raw(w->rows, rows);
}

int
record_flush(struct record_writer *w)
{
	return row_flush(w->rows);
}

unsigned long long
record_written(const struct record_writer *w)
{
	return w->written;
}
