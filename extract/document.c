#include "document.h"
#include "utf8.h"

#include "decode.h"
#include "scan.h"

/* A place in the text and the characters of its line in front of it. */
struct document_memory {
	size_t line;
	size_t offset;
	size_t characters;
	size_t near; /* the line asked for last */
};

void
document_index(struct document *doc)
{
	struct scan scan;

	scan_text(&scan, doc->text, doc->arena, SIZE_MAX);
	document_use_scan(doc, &scan);
}

void
document_use_scan(struct document *doc, const struct scan *scan)
{
	const size_t *start = scan->line_start;

	doc->line_start = scan->line_start;
	doc->line_n = scan->line_n;
	doc->memory = arena_zero(doc->arena, sizeof(*doc->memory));
	doc->line_class = arena_take(doc->arena, doc->line_n + 1);
	for (size_t i = 0; i < doc->line_n; i++) {
		struct slice line = { doc->text.p + start[i],
			start[i + 1] - start[i] };
		doc->line_class[i] =
		    scan_is_blank(line) ? LINE_BLANK : LINE_UNCLAIMED;
	}
}

/* Is it this line that an offset stands on? */
static bool
document_is_line(const struct document *doc, size_t line, size_t offset)
{
	return line < doc->line_n && doc->line_start[line] <= offset &&
	    (line + 1 == doc->line_n || offset < doc->line_start[line + 1]);
}

static size_t
document_search_line(const struct document *doc, size_t offset)
{
	size_t low = 0, high = doc->line_n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (doc->line_start[middle] <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : 0;
}

/*
 * The line of an offset into the text; the last line for one behind it. Most
 * are on the line asked for last, or on the next.
 */
static size_t
document_line_at(const struct document *doc, size_t offset)
{
	struct document_memory *m = doc->memory;

	if (!m)
		return document_search_line(doc, offset);
	if (document_is_line(doc, m->near, offset))
		return m->near;
	if (document_is_line(doc, m->near + 1, offset))
		return ++m->near;
	m->near = document_search_line(doc, offset);
	return m->near;
}

/* The offset of a pointer into the text; text.n for one outside it. */
static size_t
document_offset(const struct document *doc, const char *at)
{
	uintptr_t p = (uintptr_t)at, start = (uintptr_t)doc->text.p;

	if (!at || p < start || p - start > doc->text.n)
		return doc->text.n;
	return p - start;
}

size_t
document_line(const struct document *doc, const char *at)
{
	return document_line_at(doc, document_offset(doc, at));
}

void
document_replace(struct document *doc, const char *text)
{
	if (!doc->printed)
		doc->printed = doc->text.p;
	doc->text.p = text;
}

/* Bytes of the line end that s ends with. */
static size_t
document_line_end(struct slice s)
{
	const char *p = s.p + s.n;

	if (s.n >= 2 && p[-2] == '\r' && p[-1] == '\n')
		return 2;
	if (s.n >= 1 && (p[-1] == '\n' || p[-1] == '\r' || p[-1] == '\f'))
		return 1;
	if (s.n >= 2 && memcmp(p - 2, "\xC2\x85", 2) == 0)
		return 2;
	if (s.n >= 3 &&
	    (memcmp(p - 3, "\xE2\x80\xA8", 3) == 0 ||
		memcmp(p - 3, "\xE2\x80\xA9", 3) == 0))
		return 3;
	return 0;
}

struct slice
document_line_text(const struct document *doc, size_t line)
{
	struct slice s = { doc->text.p, 0 };

	if (line >= doc->line_n)
		return s;
	s.p += doc->line_start[line];
	s.n = doc->line_start[line + 1] - doc->line_start[line];
	s.n -= document_line_end(s);
	return s;
}

/* Characters printed between two offsets: bytes that continue none. */
static size_t
document_characters(const struct document *doc, size_t from, size_t to)
{
	const char *p = doc->printed ? doc->printed : doc->text.p;
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += !utf8_is_tail(p[i]);
	return n;
}

/* Characters of the line in front of an offset, from the nearest known. */
static size_t
document_column(const struct document *doc, size_t line, size_t offset)
{
	struct document_memory *m = doc->memory;
	size_t start = doc->line_n ? doc->line_start[line] : 0;
	size_t n;

	if (!m)
		return document_characters(doc, start, offset);
	if (m->line != line || m->offset < start || m->offset > doc->text.n)
		*m = (struct document_memory){ line, start, 0, line };
	if (offset >= m->offset)
		n = m->characters + document_characters(doc, m->offset, offset);
	else
		n = m->characters - document_characters(doc, offset, m->offset);
	*m = (struct document_memory){ line, offset, n, line };
	return n;
}

struct place
document_place(const struct document *doc, const char *at)
{
	struct place place = { doc->path, 0, 0, 0 };
	size_t offset = document_offset(doc, at);
	size_t line = document_line_at(doc, offset);

	place.line = line + 1;
	place.column = document_column(doc, line, offset) + 1;
	place.byte = doc->source_start ? decode_source_offset(doc, line, offset)
				       : doc->skipped + offset;
	return place;
}

size_t
document_line_ends(struct slice s)
{
	size_t lines = 0, n;

	for (size_t i = 0; i < s.n; i += n) {
		uint32_t c = utf8_decode(s.p + i, s.n - i, &n);

		if (c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		lines += c == '\n' || c == '\r' || c == '\f' || c == 0x85 ||
		    c == 0x2028 || c == 0x2029;
	}
	return lines;
}

#define REST_GAP 3u /* bytes between cells that are left together */

/* The rank of a class among claims; 0: a line in it never moves. */
static const uint8_t document_rank[LINE_CLASS_COUNT] = {
	[LINE_UNCLAIMED] = 1,
	[LINE_DISCARDED] = 2,
	[LINE_STRUCTURAL] = 3,
	[LINE_VALUE] = 4,
};

void
document_claim(struct document *doc, struct slice s, enum line_class class)
{
	uintptr_t p = (uintptr_t)s.p, start = (uintptr_t)doc->text.p;
	size_t end;

	if (!s.p || s.n == 0 || p < start || p - start >= doc->text.n)
		return;
	end = p - start + s.n;
	for (size_t i = document_line(doc, s.p);
	     i < doc->line_n && doc->line_start[i] < end; i++) {
		unsigned rank = document_rank[doc->line_class[i]];

		if (rank && document_rank[class] > rank)
			doc->line_class[i] = (uint8_t) class;
	}
}

void
document_leave(struct document *doc, struct slice s)
{
	struct document_rest *rest = doc->rest_last;

	if (s.n == 0 || s.p < doc->text.p || s.p >= doc->text.p + doc->text.n)
		return;
	if (rest != NULL && s.p >= rest->s.p + rest->s.n &&
	    (size_t)(s.p - rest->s.p) <= rest->s.n + REST_GAP) {
		rest->s.n = (size_t)(s.p - rest->s.p) + s.n;
		return;
	}
	rest = arena_zero(doc->arena, sizeof(*rest));
	rest->s = s;
	if (doc->rest_last == NULL)
		doc->rest = rest;
	else
		doc->rest_last->next = rest;
	doc->rest_last = rest;
}
