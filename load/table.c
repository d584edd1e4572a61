/* table.c - the CSV files of rules/load. */
#include <fcntl.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
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
