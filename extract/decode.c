#include "decode.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "convert.h"
#include "guess.h"
#include "heap.h"
#include "scan.h"
#include "utf8.h"

enum {
	DECODE_MARK = 256,     /* characters between two marks */
	DECODE_LINES = 1 << 20 /* lines that any document may have */
};

struct decoder {
	struct convert *convert;
	char *text;
	size_t capacity;
};

/* A conversion of a document under way. */
struct decode_work {
	struct document *doc;
	enum encoding encoding;
	size_t n;      /* bytes of text so far */
	size_t since;  /* characters since the last mark */
	bool fresh;    /* a line begins here */
	bool line_bad; /* the line has a bad place already */
	size_t wide;   /* characters that are not ASCII */
	size_t bad;    /* places with bytes that mean nothing */
	struct decode_mark *mark;
	size_t mark_n, mark_capacity;
	size_t *bad_at; /* the first of each bad line */
	size_t bad_n, bad_capacity;
};

struct decoder *
decoder_new(void)
{
	struct decoder *d = heap_zero(1, sizeof(*d));

	d->convert = convert_new();
	return d;
}

void
decoder_free(struct decoder *d)
{
	if (!d)
		return;
	convert_free(d->convert);
	free(d->text);
	free(d);
}

bool
decode_knows(const char *encoding)
{
	return encoding_find(encoding) != ENCODING_COUNT;
}

__attribute__((format(printf, 3, 4))) static bool
decode_fail(
    struct decode_result *result, const char *rule, const char *format, ...)
{
	va_list args;

	result->rule = rule;
	va_start(args, format);
	vsnprintf(result->reason, sizeof(result->reason), format, args);
	va_end(args);
	return false;
}

/* Notes a mark where a line begins, and every so often in a long one. */
static void
decode_mark(struct decode_work *w, size_t source)
{
	if (!w->fresh && w->since < DECODE_MARK)
		return;
	w->mark = arena_grow(w->doc->arena, w->mark, w->mark_n,
	    &w->mark_capacity, w->mark_n + 1, sizeof(*w->mark));
	w->mark[w->mark_n++] = (struct decode_mark){ w->n, source };
	w->since = 0;
	if (w->fresh)
		w->line_bad = false;
	w->fresh = false;
}

static void
decode_note_bad(struct decode_work *w)
{
	w->bad++;
	if (w->line_bad)
		return;
	w->line_bad = true;
	w->bad_at = arena_grow(w->doc->arena, w->bad_at, w->bad_n,
	    &w->bad_capacity, w->bad_n + 1, sizeof(*w->bad_at));
	w->bad_at[w->bad_n++] = w->n;
}

static bool
decode_ends_line(uint32_t c)
{
	return c == '\n' || c == '\r' || c == '\f' || c == 0x85 ||
	    c == 0x2028 || c == 0x2029;
}

/* Converts bytes, which stand `skipped` behind the start of the original. */
static void
decode_convert(struct decoder *d, struct decode_work *w, struct slice bytes)
{
	struct convert_char out;

	w->fresh = true;
	convert_start(d->convert, w->encoding, bytes);
	while (convert_next(d->convert, &out)) {
		if (d->capacity - w->n < 4)
			d->text = heap_grow(d->text, &d->capacity, w->n + 4, 1);
		decode_mark(w, w->doc->skipped + out.source);
		if (out.bad)
			decode_note_bad(w);
		w->wide += out.c >= 0x80;
		w->n += utf8_encode(out.c, d->text + w->n);
		w->since++;
		w->fresh = decode_ends_line(out.c);
	}
	w->doc->text = (struct slice){ d->text, w->n };
}

/* Fills source_start from the marks, one of which stands at each line. */
static void
decode_lines(struct decode_work *w, struct decode_result *result)
{
	struct document *doc = w->doc;
	size_t *start =
	    arena_take(doc->arena, (doc->line_n + 1) * sizeof(*start));
	size_t m = 0;

	for (size_t i = 0; i < doc->line_n; i++) {
		while (w->mark[m].text < doc->line_start[i])
			m++;
		start[i] = w->mark[m].source;
	}
	start[doc->line_n] = doc->source.n;
	doc->source_start = start;
	doc->mark = w->mark;
	doc->mark_n = w->mark_n;
	result->bad = w->bad_at;
	result->bad_n = w->bad_n;
	for (size_t i = 0; i < w->bad_n; i++) {
		size_t line = document_line(doc, doc->text.p + w->bad_at[i]);

		doc->line_class[line] = LINE_BAD;
	}
}

/* Is a text, whose lines and characters were counted, fit to be read? */
static bool
decode_check(const struct scan *scan, struct slice text,
    const struct input_options *options, struct decode_result *result)
{
	const char *reason;
	const char *rule;

	if (scan->nul || scan->control > text.n / 20)
		return decode_fail(
		    result, "input.binary", "is binary, not text");
	if (scan->line_longest > options->line_max)
		return decode_fail(result, "input.line",
		    "has a line of %zu bytes, and %zu is the most that is "
		    "read; is it a text dump at all?",
		    scan->line_longest, options->line_max);
	if (scan->line_n >= scan->line_limit)
		return decode_fail(result, "input.lines",
		    "has more than %zu lines, the most that are read",
		    scan->line_limit - 1);
	rule = guess_ruined(scan, text, &reason);
	if (rule)
		return decode_fail(result, rule, "%s", reason);
	return true;
}

static bool
decode_has_nul(struct slice s)
{
	return s.n && memchr(s.p, '\0', s.n);
}

/* No encoding makes sense of the bytes. */
static bool
decode_nothing(
    struct slice bytes, const char *icu, struct decode_result *result)
{
	if (decode_has_nul(bytes))
		return decode_fail(
		    result, "input.binary", "is binary, not text");
	return decode_fail(result, "input.encoding",
	    "is in no encoding that is read (UTF-8, GB18030, Big5, UTF-16), "
	    "or no text at all; ICU takes it for %s; make it UTF-8 with "
	    "`iconv -f ENCODING -t UTF-8 FILE`",
	    icu ? icu : "nothing");
}

/* Few bytes that are not ASCII: too few to tell an encoding by. */
static bool
decode_is_mostly_ascii(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += (unsigned char)s.p[i] >= 0x80;
	return n <= s.n / 50;
}

/* Which encoding the bytes are in, ENCODING_COUNT where none makes sense. */
static enum encoding
decode_tell(struct decoder *d, struct slice bytes, const char **icu)
{
	enum encoding e = guess_encoding(d->convert, bytes, icu);

	if (e != ENCODING_COUNT || decode_has_nul(bytes))
		return e;
	if (decode_is_mostly_ascii(bytes) ||
	    utf8_valid(bytes.p, bytes.n) == bytes.n)
		return ENCODING_UTF8;
	return e;
}

/* A document that is not plain UTF-8. */
static bool
decode_other(struct decoder *d, const struct input_options *options,
    struct decode_work *w, struct decode_result *result)
{
	struct document *doc = w->doc;
	struct slice bytes = { doc->source.p + doc->skipped,
		doc->source.n - doc->skipped };
	const char *icu = NULL;
	struct scan scan;

	if (w->encoding == ENCODING_COUNT)
		w->encoding = decode_tell(d, bytes, &icu);
	if (w->encoding == ENCODING_COUNT)
		return decode_nothing(bytes, icu, result);
	decode_convert(d, w, bytes);
	if (w->bad * 4 > w->wide && w->bad > bytes.n / 50)
		return decode_fail(result, "input.encoding",
		    "looks like %s, but has too many bytes (%zu) that mean "
		    "nothing in it; is it text?",
		    encoding_name(w->encoding), w->bad);
	scan_text(&scan, doc->text, doc->arena, DECODE_LINES + bytes.n / 16);
	if (!decode_check(&scan, doc->text, options, result))
		return false;
	document_use_scan(doc, &scan);
	decode_lines(w, result);
	return true;
}

/*
 * Plain UTF-8, the usual case, in one pass. False where it is something else,
 * with *done saying whether that is settled.
 */
static bool
decode_utf8(struct document *doc, const struct input_options *options,
    struct decode_result *result, bool *done)
{
	struct slice text = { doc->source.p + doc->skipped,
		doc->source.n - doc->skipped };
	struct scan scan;

	scan_text(&scan, text, doc->arena, DECODE_LINES + text.n / 16);
	*done = scan.line_n >= scan.line_limit;
	if (!*done && (scan.bad < text.n || scan.nul))
		return false;
	/* Characters of two bytes only may be GB 2312 that looks like UTF-8. */
	if (!*done && scan.foreign && scan.foreign >= scan.han + scan.wide &&
	    scan.han == 0 && !scan.replaced && !options->encoding)
		return false;
	*done = true;
	if (!decode_check(&scan, text, options, result))
		return false;
	doc->text = text;
	document_use_scan(doc, &scan);
	return true;
}

bool
decode_document(struct decoder *d, const struct input_options *options,
    struct document *doc, struct decode_result *result)
{
	struct decode_work w = { .doc = doc };
	size_t n;
	enum encoding mark = encoding_mark(doc->source, &n);
	bool done = false;

	*result = (struct decode_result){ .rule = NULL };
	w.encoding =
	    options->encoding ? encoding_find(options->encoding) : mark;
	/* UTF-16 by name: a mark says which. */
	if (w.encoding == ENCODING_UTF16LE && mark == ENCODING_UTF16BE)
		w.encoding = mark;
	doc->decoder = d;
	doc->skipped = mark == w.encoding ? n : 0;
	if (scan_is_blank((struct slice){
		doc->source.p + doc->skipped, doc->source.n - doc->skipped }))
		return decode_fail(result, "input.empty",
		    doc->source.n ? "is empty but for white space"
				  : "is empty");
	if (w.encoding == ENCODING_COUNT || w.encoding == ENCODING_UTF8) {
		doc->encoding = encoding_name(ENCODING_UTF8);
		if (decode_utf8(doc, options, result, &done) || done)
			return result->rule == NULL;
	}
	if (!decode_other(d, options, &w, result))
		return false;
	doc->encoding = encoding_name(w.encoding);
	return true;
}

size_t
decode_source_offset(const struct document *doc, size_t offset)
{
	enum encoding e = encoding_find(doc->encoding);
	struct convert_char out = { 0 };
	size_t low = 0, high = doc->mark_n, at;
	struct slice rest;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (doc->mark[middle].text <= offset)
			low = middle;
		else
			high = middle;
	}
	if (doc->mark_n == 0 || offset >= doc->text.n)
		return doc->source.n;
	at = doc->mark[low].text;
	rest.p = doc->source.p + doc->mark[low].source;
	rest.n = doc->source.n - doc->mark[low].source;
	convert_start(doc->decoder->convert, e, rest);
	while (convert_next(doc->decoder->convert, &out) && at < offset) {
		char bytes[4];

		at += utf8_encode(out.c, bytes);
	}
	return doc->mark[low].source + out.source;
}

struct slice
decode_name(struct decoder *d, struct arena *arena, struct slice name)
{
	struct convert_char out;
	char *text;
	size_t n = 0;

	if (utf8_valid(name.p, name.n) == name.n)
		return name;
	text = arena_take(arena, 4 * name.n);
	convert_start(d->convert, guess_name_encoding(d->convert, name), name);
	while (convert_next(d->convert, &out)) {
		if (out.bad)
			return name;
		n += utf8_encode(out.c, text + n);
	}
	return (struct slice){ text, n };
}
