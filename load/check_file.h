/* check_file.h - one file of rules/load/checks, taken apart. */
#ifndef CHECK_FILE_H
#define CHECK_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"
#include "source.h"

/* Rows to try a check on. */
struct check_rows {
	struct slice name; /* behind pass: or fail: */
	struct slice sql;
	bool fails; /* the check must find something in them */
};

/* Slices point into the text of the source. */
struct check_file {
	struct source source;
	char *path;
	char *text;
	struct slice id, severity, says, tolerance, scope;
	bool around; /* also looks at reports of earlier runs beside new ones */
	struct slice query;
	struct check_rows *rows;
	size_t rows_n, rows_max;
};

/*
 * Reads and takes apart. Returns false, and says each mistake with its place,
 * where it is wrong.
 */
bool check_file_read(struct check_file *, const char *path);
void check_file_free(struct check_file *);

#endif
