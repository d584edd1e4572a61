/*
 * convert.h - bytes of an encoding to code points through ICU, each with the
 * offset it comes from. UTF-16 as ICU has it does not leave this file.
 */
#ifndef CONVERT_H
#define CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_GB18030, /* GB 2312 and GBK are parts of it */
	ENCODING_BIG5,    /* with the Hong Kong additions */
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_UTF32LE,
	ENCODING_UTF32BE,
	ENCODING_COUNT
};

/* The name as it stands in the stream: "UTF-8", "GB18030", ... */
const char *encoding_name(enum encoding);

/* The encoding of a name, in any case; ENCODING_COUNT for one not known. */
enum encoding encoding_find(const char *name);

/* The encoding a mark in front of the bytes states, *n the mark's length. */
enum encoding encoding_mark(struct slice bytes, size_t *n);

struct convert;

/* Serves many conversions, one at a time. Never NULL. */
struct convert *convert_new(void);
void convert_free(struct convert *); /* accepts NULL */

/* Begins with the first of the bytes; the slice must live on. */
void convert_start(struct convert *, enum encoding, struct slice bytes);

struct convert_char {
	uint32_t c;    /* U+FFFD where bad */
	size_t source; /* offset of its first byte; no two share it */
	bool bad;      /* bytes there that mean nothing */
};

/* The next character; false at the end. */
bool convert_next(struct convert *, struct convert_char *);

/*
 * What ICU's detector takes the bytes for: its name for the encoding, NULL for
 * none, and how sure it is, 0 to 100.
 */
const char *convert_detect(struct convert *, struct slice bytes, int *sure);

#endif
