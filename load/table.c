/* table.c - the files of rules/load. */
#include <fcntl.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"
#include "row.h"
#include "table.h"

void
table_read(const struct warehouse *w, const char *name,
    bool (*row)(void *user, const struct slice *field, size_t n), void *user)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", w->rules, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		diag_fatal(EX_CONFIG, "%s: cannot open it", path);
	struct row_reader reader = { .row = row, .user = user };
	if (row_read(&reader, fd) > ROW_END_UNENDED)
		diag_fatal(EX_CONFIG, "%s:%llu: %s", path, reader.line,
		    reader.message[0] ? reader.message : "a row is wrong");
	close(fd);
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
