#include "reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "heap.h"
#include "sha256.h"
#include "sniff.h"
#include "unpack.h"
#include "utf8.h"

enum { READER_PASSAGE = 200 }; /* bytes of a passage in a reject */

void
reader_open(struct reader *r, const struct input_options *options,
    const struct input_handler *handler)
{
	*r = (struct reader){ .options = *options, .handler = *handler };
	if (r->options.archive_depth > READER_DEPTH - 1)
		r->options.archive_depth = READER_DEPTH - 1;
	r->arena = arena_new();
	r->decoder = decoder_new();
	r->sha256 = sha256_new();
	reader_enter(r, "", SLICE_LITERAL(""));
}

void
reader_close(struct reader *r)
{
	for (int i = 0; i <= READER_DEPTH; i++)
		free(r->bytes[i].p);
	free(r->path.p);
	sha256_free(r->sha256);
	decoder_free(r->decoder);
	arena_free(r->arena);
}

size_t
reader_enter(struct reader *r, const char *sep, struct slice name)
{
	struct buffer *b = &r->path;
	size_t before = b->n, n = strlen(sep);

	b->p = heap_grow(b->p, &b->capacity, b->n + n + 4 * name.n + 1, 1);
	memcpy(b->p + b->n, sep, n);
	b->n += n;
	while (name.n) {
		if (utf8_decode(name.p, name.n, &n) == UTF8_BAD)
			b->n += (size_t)snprintf(b->p + b->n, 5, "\\x%02X",
			    (unsigned char)name.p[0]);
		else {
			memcpy(b->p + b->n, name.p, n);
			b->n += n;
		}
		name.p += n;
		name.n -= n;
	}
	b->p[b->n] = '\0';
	return before;
}

void
reader_leave(struct reader *r, size_t length)
{
	r->path.n = length;
	r->path.p[length] = '\0';
}

static struct place
reader_place(const struct reader *r)
{
	return (struct place){ .document = r->path.p };
}

void
reader_reject(struct reader *r, const char *rule, const char *reason,
    struct slice bytes, bool whole)
{
	struct input_reject reject = { .path = r->path.p,
		.rule = rule,
		.reason = reason,
		.bytes = bytes.n };

	if (r->stopped)
		return;
	diag(DIAG_ERROR, reader_place(r), "%s", reason);
	diag_worsen(1);
	if (whole) {
		sha256_add(r->sha256, bytes.p, bytes.n);
		sha256_end(r->sha256, reject.sha256);
	}
	r->stopped = !r->handler.reject(r->handler.user, &reject);
}

void
reader_refuse(struct reader *r, const char *rule, const char *format, ...)
{
	char reason[400];
	va_list args;

	va_start(args, format);
	vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	reader_reject(r, rule, reason, SLICE_NULL, false);
}

bool
reader_fill(struct reader *r, struct source *source, size_t want)
{
	struct buffer *b = &r->bytes[source->depth];

	while (b->n < want) {
		size_t room;
		ssize_t n;

		/* Where the size is not known want may be far too much. */
		room = source->size > 0 ? want : b->n + 1;
		b->p = heap_grow(b->p, &b->capacity,
		    room < SNIFF_BYTES ? SNIFF_BYTES : room, 1);
		room = b->capacity - b->n;
		if (room > want - b->n)
			room = want - b->n;
		n = source->read(source, b->p + b->n, room);
		if (n < 0)
			return false;
		if (n == 0)
			break;
		b->n += (size_t)n;
	}
	return true;
}

/* Is one of the lines so far longer than a line may be? */
static bool
reader_has_long_line(const struct reader *r, struct slice s)
{
	size_t max = r->options.line_max;
	const char *end = s.p + s.n;

	for (const char *p = s.p; (size_t)(end - p) > max;) {
		const char *stop = p + max;

		while (stop > p && stop[-1] != '\n' && stop[-1] != '\r')
			stop--;
		if (stop == p)
			return true;
		p = stop;
	}
	return false;
}

/* An input that goes on behind what a document may have. */
static void
reader_too_large(struct reader *r, struct slice s)
{
	char reason[200];

	if (reader_has_long_line(r, s)) {
		snprintf(reason, sizeof(reason),
		    "has a line of more than %zu bytes, the most that is read; "
		    "is it a text dump at all?",
		    r->options.line_max);
		reader_reject(r, "input.line", reason, s, false);
		return;
	}
	snprintf(reason, sizeof(reason),
	    "is larger than %zu bytes, the most that is read of one "
	    "document; split it, one report a file",
	    r->options.document_max);
	reader_reject(r, "input.large", reason, s, false);
}

/* The part of a line around a place in it, at most READER_PASSAGE bytes. */
static struct slice
reader_passage(struct slice line, size_t at)
{
	size_t start = at > READER_PASSAGE / 2 ? at - READER_PASSAGE / 2 : 0;
	size_t end = line.n;

	if (end - start > READER_PASSAGE)
		end = start + READER_PASSAGE;
	while (start < at && utf8_is_tail(line.p[start]))
		start++;
	while (end < line.n && utf8_is_tail(line.p[end]))
		end--;
	return (struct slice){ line.p + start, end - start };
}

/* The bad lines of a document that is otherwise read. */
static void
reader_bad_lines(struct reader *r, const struct document *doc,
    const struct decode_result *result)
{
	struct input_reject reject = {
		.path = doc->path, .rule = "input.bytes", .bytes = doc->bytes
	};
	char reason[100];

	snprintf(reason, sizeof(reason),
	    "the line has bytes that mean nothing in %s", doc->encoding);
	reject.reason = reason;
	memcpy(reject.sha256, doc->sha256, sizeof(reject.sha256));
	for (size_t i = 0; i < result->bad_n && !r->stopped; i++) {
		const char *bad = doc->text.p + result->bad[i];
		struct place place = document_place(doc, bad);
		struct slice line = document_line_text(doc, place.line - 1);

		if (i == 0)
			diag(DIAG_WARNING, place,
			    "%zu %s bytes that mean nothing in %s, here first",
			    result->bad_n,
			    result->bad_n == 1 ? "line has" : "lines have",
			    doc->encoding);
		reject.line = place.line;
		reject.column = place.column;
		reject.byte = place.byte;
		reject.text = reader_passage(line, (size_t)(bad - line.p));
		diag_worsen(1);
		r->stopped = !r->handler.reject(r->handler.user, &reject);
	}
}

/* All bytes of a document are there. */
static void
reader_document(struct reader *r, struct slice bytes)
{
	struct document doc = { .path = r->path.p,
		.arena = r->arena,
		.source = bytes,
		.bytes = bytes.n };
	struct decode_result result;

	if (!decode_document(r->decoder, &r->options, &doc, &result)) {
		reader_reject(r, result.rule, result.reason, bytes, true);
	} else {
		sha256_add(r->sha256, bytes.p, bytes.n);
		sha256_end(r->sha256, doc.sha256);
		/* First what says which document it is, for those who skip. */
		r->stopped = !r->handler.document(r->handler.user, &doc);
		if (!r->stopped)
			reader_bad_lines(r, &doc, &result);
	}
	arena_reset(r->arena);
}

/* Everything that is no archive: reads on, then hands it on or rejects it. */
static bool
reader_plain(struct reader *r, struct source *source, const struct sniff *sniff)
{
	struct buffer *b = &r->bytes[source->depth];
	size_t max = r->options.document_max;
	struct slice bytes;
	bool whole;

	if (!reader_fill(r, source, max < SIZE_MAX ? max + 1 : max))
		return false;
	whole = b->n <= max;
	bytes = (struct slice){ b->p, b->n };
	if (sniff->kind == SNIFF_OTHER)
		reader_reject(r, sniff->rule, sniff->reason, bytes, whole);
	else if (whole)
		reader_document(r, bytes);
	else
		reader_too_large(r, bytes);
	return true;
}

/* Bytes to read at first: all of a file of known size, if it may be read. */
static size_t
reader_first(const struct reader *r, const struct source *source)
{
	if (source->size > 0 &&
	    (unsigned long long)source->size <= r->options.document_max)
		return (size_t)source->size;
	return SNIFF_BYTES;
}

void
reader_read(struct reader *r, struct source *source)
{
	struct buffer *b = &r->bytes[source->depth];
	size_t first = reader_first(r, source);
	struct sniff sniff;
	bool good;

	b->n = 0;
	good = reader_fill(r, source, first);
	if (good) {
		struct slice s = { b->p, b->n };

		if (s.n > SNIFF_BYTES)
			s.n = SNIFF_BYTES;
		sniff = sniff_bytes(s);
		if (sniff.kind == SNIFF_TEXT || sniff.kind == SNIFF_OTHER)
			good = reader_plain(r, source, &sniff);
		else
			good = unpack_read(r, source, sniff.kind);
	}
	if (!good && source->rule)
		reader_refuse(r, source->rule, "%s", source->error);
	else if (!good)
		reader_refuse(
		    r, "input.read", "cannot be read: %s", source->error);
}
