/* check_file.h - one file of rules/load/checks, taken apart. */
#ifndef CHECK_FILE_H
#define CHECK_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

/* Rows to try a check on. */
struct check_rows {
	struct slice sql;
	size_t line;
	bool fails; /* the check must find something in them */
};

/* Slices point into text. */
struct check_file {
	char *path;
	char *text;
	struct slice id, severity, says, tolerance;
	bool around; /* also looks at reports of earlier runs beside new ones */
	struct slice query;
	size_t line; /* of the query */
	struct check_rows *rows;
	size_t rows_n, rows_max;
};

/* Reads and takes apart. Returns false, and says why, where it is wrong. */
bool check_file_read(struct check_file *, const char *path);
void check_file_free(struct check_file *);

#endif
