/*
 * record.h - the stream between the stages: both ends of the pipe.
 *
 * UTF-8 CSV (RFC 4180), header first, each value quoted; an unquoted empty
 * field is NULL, "" is empty text. One record is one thing found: a figure, a
 * name, a reject, a count. The last record is a trailer that counts the
 * records before it (the header not counted). See record(5).
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "slice.h"

/* clang-format off */
/* Written by extract. */
#define RECORD_FIELDS(F) \
	F(RECORD,   "record",   "run, document, report, funding, indicator, plan, statement, reject, account or trailer") \
	F(DOCUMENT, "document", "path of the document; archive!member inside an archive") \
	F(REPORT,   "report",   "ordinal of the report in its document, from 1; NULL for the document itself") \
	F(ROW,      "row",      "ordinal of the row (funding, indicator, plan, statement) in its report, from 1") \
	F(FIELD,    "field",    "what was read: annual, executed, level3, target, project_name, ...") \
	F(TEXT,     "text",     "as printed") \
	F(CLEAN,    "clean",    "the words meant, where they differ from what is printed") \
	F(LINE,     "line",     "line in the original, from 1") \
	F(COLUMN,   "column",   "column in the original, in characters, from 1") \
	F(BYTE,     "byte",     "offset in the original, from 0") \
	F(ORIGIN,   "origin",   "own, covered (by a merged cell), carried (down) or rejoined (over a page)") \
	F(RULE,     "rule",     "the rule that read it") \
	F(TYPE,     "type",     "what to read the text as: money, percent, number, quantity, date, year, code, text") \
	F(CONTEXT_UNIT, "context_unit", "unit that the column header, caption or form states, as printed") \
	F(CONTEXT_FROM, "context_from", "where context_unit stands: header, caption or form") \
	F(NOTE,     "note",     "reason of a reject; what normalization did or could not do")
/* Added by normalize. */
#define RECORD_VALUE_FIELDS(F) \
	F(KIND,     "kind",     "number, percent, money, quantity, duration, date, ordinal or text; NULL: no value") \
	F(OP,       "op",       "=, >=, <=, >, < or range") \
	F(VALUE,    "value",    "exact decimal in the base unit (yuan, people, %), or ISO 8601") \
	F(HIGH,     "high",     "upper end of a range") \
	F(UNIT,     "unit",     "base unit of value") \
	F(UNIT_FROM, "unit_from", "cell, header, caption, form, or target: where the unit was printed (target: that of the row)") \
	F(STEP,     "step",     "worth of the last printed digit, in the base unit: 0.01 for 56.85%")
/* clang-format on */

#define RECORD_ENUM(id, name, meaning) RECORD_##id,
enum record_field {
	RECORD_FIELDS(RECORD_ENUM) RECORD_VALUE_FIELDS(RECORD_ENUM)
	    RECORD_FIELD_COUNT
};
#undef RECORD_ENUM

/* Fields that extract writes; the rest come from normalize. */
#define RECORD_EXTRACT_COUNT (RECORD_NOTE + 1)

/* Columns that a stream may have beside ours; passed through in order. */
#define RECORD_EXTRA_MAX 64

/* One record. A field with p == NULL is NULL. Slices are borrowed. */
struct record {
	struct slice f[RECORD_FIELD_COUNT];
	/* Unknown columns, in the order of the stream. */
	struct slice extra[RECORD_EXTRA_MAX];
};

/* The words meant: clean, or the text as printed where it says the same. */
static inline struct slice
record_meant(const struct record *r)
{
	return r->f[RECORD_CLEAN].p ? r->f[RECORD_CLEAN] : r->f[RECORD_TEXT];
}

/* The name of a field, as in the header row. */
const char *record_name(enum record_field);

/* --- writing; the opposite of record_reader --- */

struct record_writer;

/*
 * A writer on fd that buffers 256 KiB. fields: the first so many of enum
 * record_field are written. extra: names of n further columns behind them
 * (copied). Never NULL.
 */
struct record_writer *record_writer_new(
    int fd, int fields, const struct slice *extra, int n);

/* The same into a sink's buffers (row.h), without further columns. */
struct row_sink;
struct record_writer *record_writer_to(const struct row_sink *, int fields);

/* Writes the header row. Returns 0, or -1 with errno where the output failed. */
int record_write_header(struct record_writer *);

/* Writes one record and counts it. Returns 0, or -1 with errno. */
int record_write(struct record_writer *, const struct record *);

/*
 * The same for the fields alone, as many as the writer was made for, where it
 * has no extra columns. Returns 0, or -1 with errno.
 */
int record_write_fields(struct record_writer *, const struct slice *fields);

/* Writes the trailer and flushes. Returns 0, or -1 with errno. Call once, last. */
int record_write_trailer(struct record_writer *);

/*
 * Puts bytes that are whole rows already between the records, and counts them
 * as n records. Returns 0, or -1 with errno.
 */
int record_write_raw(
    struct record_writer *, struct slice rows, unsigned long long n);

/* Sends what is buffered. Returns 0, or -1 with errno. */
int record_flush(struct record_writer *);

/* Records written so far. */
unsigned long long record_written(const struct record_writer *);

/* Frees the writer without flushing. Accepts NULL. Does not close fd. */
void record_writer_free(struct record_writer *);

/* --- reading; the opposite of record_writer --- */

enum record_end {
	RECORD_END_OK,        /* trailer seen, its count is right */
	RECORD_END_TRUNCATED, /* no trailer, or its count is wrong */
	RECORD_END_MALFORMED, /* not CSV, bad UTF-8, wrong header, data behind the trailer */
	RECORD_END_IO,     /* read failed, see errno */
	RECORD_END_STOPPED /* a callback returned false */
};

struct record_reader {
	/* Called once, after the header: names of the unknown columns. May be NULL. */
	bool (*header)(void *user, const struct slice *extra, int n,
	    const bool known[RECORD_FIELD_COUNT]);
	/*
	 * Called for each record but the trailer. Slices die on return, and lie
	 * in one piece of memory. False stops.
	 */
	bool (*record)(void *user, const struct record *);
	void *user;
	/* Set on failure: what is wrong, and the stream's line it stands on. */
	char message[200];
	unsigned long long line;
	unsigned long long records; /* read so far, without the trailer */
	size_t chunk;               /* bytes a read asks for; 0: 256 KiB */
};

/* Reads one complete stream from fd by row_read. A record may be 4 MiB at most. */
enum record_end record_read(struct record_reader *, int fd);

#endif
