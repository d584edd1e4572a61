/* dump.h - rows of CSV as text that can be compared. */
#ifndef DUMP_H
#define DUMP_H

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "row.h"

/* Rows as text: fields between | |, NULL as ~, rows ended by newlines. */
struct dump {
	char text[70000];
	size_t n;
	size_t stop_at; /* rows after which to stop; 0: never */
	size_t rows;
};

static void
dump_put(struct dump *d, const char *p, size_t n)
{
	if (n > sizeof(d->text) - d->n)
		n = sizeof(d->text) - d->n;
	memcpy(d->text + d->n, p, n);
	d->n += n;
}

static bool
dump_row(void *user, const struct slice *fields, size_t n)
{
	struct dump *d = user;

	for (size_t i = 0; i < n; i++) {
		dump_put(d, "|", 1);
		if (fields[i].p)
			dump_put(d, fields[i].p, fields[i].n);
		else
			dump_put(d, "~", 1);
	}
	dump_put(d, "|\n", 2);
	return ++d->rows != d->stop_at;
}

/* The rows that a reader finds in a text. */
static enum row_end
dump_rows(struct slice s, struct row_reader *r, struct dump *d)
{
	int fd = file_of(s);
	enum row_end end;

	d->n = 0;
	d->rows = 0;
	r->row = dump_row;
	r->user = d;
	end = row_read(r, fd);
	close(fd);
	return end;
}

#endif
