#include "input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "decode.h"
#include "reader.h"
#include "walk.h"

bool
input_knows_encoding(const char *name)
{
	return decode_knows(name);
}

int
input_read(const struct input_options *options,
    const struct input_handler *handler, const char *path)
{
	struct reader r;
	int result;

	reader_open(&r, options, handler);
	walk_path(&r, path);
	result = r.stopped ? -1 : 0;
	reader_close(&r);
	return result;
}

/* Reads the paths of a list, one a line; empty lines are skipped. */
static void
input_read_lines(struct reader *r, FILE *list)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	while (!r->stopped && (n = getline(&line, &size, list)) >= 0) {
		if (n > 0 && line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (*line)
			walk_path(r, line);
	}
	free(line);
}

int
input_read_list(const struct input_options *options,
    const struct input_handler *handler, const char *file)
{
	bool standard = strcmp(file, "-") == 0;
	FILE *list = standard ? stdin : fopen(file, "re");
	struct place place = { .document = file };
	struct reader r;
	int result;

	if (!list) {
		diag(DIAG_ERROR, place, "list of paths: %s", strerror(errno));
		diag_worsen(EX_NOINPUT);
		return 0;
	}
	reader_open(&r, options, handler);
	r.listed = true;
	input_read_lines(&r, list);
	if (ferror(list)) {
		diag(DIAG_ERROR, place, "list of paths: %s", strerror(errno));
		diag_worsen(EX_IOERR);
	}
	if (!standard)
		fclose(list);
	result = r.stopped ? -1 : 0;
	reader_close(&r);
	return result;
}
