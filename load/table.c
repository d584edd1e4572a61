/* table.c - the files of rules/load. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"
#include "row.h"
#include "table.h"

struct reading {
	struct table table;
	void (*row)(
	    void *user, struct table *, const struct slice *field, size_t n);
	void *user;
};

static bool
take_row(void *user, const struct slice *field, size_t n)
{
	struct reading *r = user;
	r->table.line++;
	r->row(r->user, &r->table, field, n);
	return true;
}

void
table_read(const struct warehouse *w, const char *name,
    void (*row)(
	void *user, struct table *, const struct slice *field, size_t n),
    void *user)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", w->rules, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text = table_text(path);
	if (fd < 0 || !text)
		diag_fatal(EX_CONFIG, "%s: cannot open it", path);
	struct reading r = { { { path, slice_of(text) }, 0, false }, row,
		user };
	struct row_reader reader = { .row = take_row, .user = &r };
	if (row_read(&reader, fd) > ROW_END_UNENDED) {
		r.table.line = (size_t)reader.line;
		table_mistake(&r.table, 0, "%s", reader.message);
	}
	close(fd);
	row(user, &r.table, NULL, 0);
	if (r.table.wrong)
		diag_fatal(EX_CONFIG, "%s is wrong; nothing was loaded", path);
	free(text);
}

void
table_mistake(struct table *t, size_t field, const char *format, ...)
{
	const char *at = source_at_line(&t->source, t->line);
	for (; field > 0; field--) {
		size_t n = strcspn(at, ",\n");
		if (at[n] != ',')
			break;
		at += n + 1;
	}
	va_list args;
	va_start(args, format);
	source_mistake_list(&t->source, at, format, args);
	va_end(args);
	t->wrong = true;
}

char *
table_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t n = 0, capacity = 0, got;
	if (!file)
		return NULL;
	do {
		text = heap_grow(text, &capacity, n + 4096, 1);
		got = fread(text + n, 1, 4095, file);
		n += got;
	} while (got > 0);
	text[n] = '\0';
	fclose(file);
	return text;
}
