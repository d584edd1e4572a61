/* original.h - a document read again as it is now, inside archives too. */
#ifndef ORIGINAL_H
#define ORIGINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "sha256.h"
#include "slice.h"

struct original {
	char *bytes; /* as they stand in the file */
	size_t byte_n;
	char sha256[SHA256_HEX]; /* of the bytes */
	char *text;              /* the same in UTF-8, without a mark */
	size_t text_n;
	char why[300]; /* why it could not be read */
};

/*
 * Reads the document of that name in the warehouse: a path, or
 * archive!member. encoding: what extract told; NULL means UTF-8. False where
 * it cannot be read, with the reason in why. Close it in any case.
 */
bool original_open(struct original *, const char *path, const char *encoding);
void original_close(struct original *);

/* The text of a line, from 1, without its end; SLICE_NULL behind the last. */
struct slice original_line(const struct original *, size_t line);

#endif
