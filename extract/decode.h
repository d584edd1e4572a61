/*
 * decode.h - bytes to UTF-8: which encoding they are in, told by ICU's detector
 * and by trying, and the way back from the text to the original bytes.
 */
#ifndef DECODE_H
#define DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "document.h"
#include "input.h"
#include "slice.h"

/* The offset of a character inside a long line, in the text and the original. */
struct decode_mark {
	size_t text;
	size_t source;
};

/* What became of the bytes of a document. */
struct decode_result {
	const char
	    *rule; /* NULL: read; else "input.encoding", "input.binary", ... */
	char reason[400]; /* where it was not read: a sentence for a person */
	/* Offset in the text of the first bad place of each bad line. */
	const size_t *bad;
	size_t bad_n;
};

/* Holds ICU's converters and the room for text; serves many documents. */
struct decoder;

struct decoder *decoder_new(void);   /* never NULL */
void decoder_free(struct decoder *); /* accepts NULL */

/* True for the name of an encoding that can be forced. */
bool decode_knows(const char *encoding);

/*
 * Decodes doc->source, which with path, arena and bytes must be set, and sets
 * the rest of doc but the hash. Of the options it heeds encoding and line_max.
 * Lines with bytes that mean nothing come out as LINE_BAD, U+FFFD in place of
 * the bytes. Returns false where it is no text or ruined, rule and reason set.
 * The text is good until the next call.
 */
bool decode_document(struct decoder *, const struct input_options *,
    struct document *doc, struct decode_result *result);

/*
 * A member's name in an archive as UTF-8: the name itself, what GB18030 or Big5
 * make of it (in the arena), or the name itself where neither makes sense.
 */
struct slice decode_name(struct decoder *, struct arena *, struct slice name);

/* The original's offset of one in a line, where source_start is not NULL. */
size_t decode_source_offset(
    const struct document *, size_t line, size_t offset);

#endif
