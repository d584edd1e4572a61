/*
 * row.h - rows of CSV (RFC 4180), both ends side by side.
 *
 * An unquoted empty field is NULL, "" is empty text. A line break inside
 * quotes belongs to the text. LF, CRLF and CR end a row; an empty line is a
 * row of one NULL field.
 */
#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

/* --- writing; the opposite of row_read --- */

enum row_style {
	ROW_QUOTE_ALL = 1, /* else only where it is needed, and empty text */
	ROW_CRLF = 2,      /* else rows end with LF */
	ROW_GUARD = 4 /* ' before what a spreadsheet would run: =+-@, tab, CR */
};

struct row_writer;

/* A writer on fd that buffers 256 KiB; style: enum row_style, or-ed. */
struct row_writer *row_writer_new(int fd, char delimiter, unsigned style);

enum { ROW_BUFFER = 256 * 1024 };

/*
 * Where a writer's buffers go if not to a file. send takes the first n bytes of
 * the buffer that it gave last, and gives the next, ROW_BUFFER bytes; NULL with
 * errno where it cannot. It is called with n 0 for the first.
 */
struct row_sink {
	char *(*send)(void *user, size_t n);
	void *user;
};

/* A writer into a sink's buffers. */
struct row_writer *row_writer_to(
    struct row_sink, char delimiter, unsigned style);

/* Writes one row. Returns 0, or -1 with errno, then and ever after. */
int row_write(struct row_writer *, const struct slice *fields, size_t n);

/* Writes bytes that are whole rows already. Returns 0, or -1 with errno. */
int row_write_raw(struct row_writer *, struct slice rows);

/* Sends what is buffered. Returns 0, or -1 with errno. */
int row_flush(struct row_writer *);

/* Frees the writer without flushing. Accepts NULL. Does not close fd. */
void row_writer_free(struct row_writer *);

/* --- reading; the opposite of row_write --- */

enum row_end {
	ROW_END_OK,      /* the last row was ended by LF or CRLF, or no row */
	ROW_END_UNENDED, /* the last row, delivered too, had no LF behind it */
	ROW_END_TRUNCATED, /* the input ends inside quotes */
	ROW_END_MALFORMED, /* not CSV, or a row is too long */
	ROW_END_IO,        /* read failed, see errno */
	ROW_END_STOPPED    /* the callback returned false */
};

struct row_reader {
	/*
	 * Called for each row, n > 0. The fields die on return; behind each
	 * stands a NUL, and they lie one behind the other in one piece of
	 * memory, with a few bytes of ASCII between them. False stops.
	 */
	bool (*row)(void *user, const struct slice *fields, size_t n);
	void *user;
	/* Set on failure, and the line that the row begins on, from 1. */
	char message[200];
	unsigned long long line;
	bool unended; /* set for the last row: the input ended, no line break */
	size_t chunk; /* bytes a read asks for; 0: 256 KiB */
	size_t limit; /* bytes of a row, 16 for each field included; 0: any */
	char delimiter; /* 0: comma */
	bool lenient;   /* quotes inside of unquoted fields are plain text */
};

/*
 * Reads all rows from fd: those that lie whole in what was read and have no
 * quote inside a field where they are, all others by libcsv. In chunks of one
 * byte libcsv reads every row.
 */
enum row_end row_read(struct row_reader *, int fd);

#endif
