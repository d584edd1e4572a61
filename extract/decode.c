#include "decode.h"

#include <assert.h>
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

/* What is kept between documents, since it may be large: no arena. */
struct decoder {
	struct convert *convert;
	char *text;
	size_t *line; /* offsets of lines in the original */
	struct decode_mark *mark;
	size_t *bad; /* offsets in the text: the first of each bad line */
	size_t text_capacity, line_capacity, mark_capacity, bad_capacity;
	struct decode_mark asked; /* the place asked for last */
};

/* A conversion of a document under way. */
struct decode_work {
	struct decoder *decoder;
	struct document *doc;
	enum encoding encoding;
	size_t n;      /* bytes of text so far */
	size_t since;  /* characters since the last mark */
	uint32_t last; /* the character before */
	bool line_bad; /* the line has a bad place already */
	size_t wide;   /* characters that are not ASCII */
	size_t bad;    /* places with bytes that mean nothing */
	size_t line_n, mark_n, bad_n;
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
	free(d->line);
	free(d->mark);
	free(d->bad);
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

/* Does a character that follows the last one begin a line? */
static bool
decode_begins_line(const struct decode_work *w, uint32_t c)
{
	switch (w->last) {
	case '\r': return c != '\n';
	case '\n':
	case '\f':
	case 0x85:
	case 0x2028:
	case 0x2029: return true;
	default: return w->n == 0;
	}
}

/* Notes where lines begin in the original, and marks in long ones. */
static void
decode_note(struct decode_work *w, uint32_t c, size_t source)
{
	struct decoder *d = w->decoder;

	if (decode_begins_line(w, c)) {
		d->line = heap_grow(d->line, &d->line_capacity, w->line_n + 1,
		    sizeof(*d->line));
		d->line[w->line_n++] = source;
		w->line_bad = false;
		w->since = 0;
	} else if (++w->since == DECODE_MARK) {
		d->mark = heap_grow(d->mark, &d->mark_capacity, w->mark_n + 1,
		    sizeof(*d->mark));
		d->mark[w->mark_n++] = (struct decode_mark){ w->n, source };
		w->since = 0;
	}
}

static void
decode_note_bad(struct decode_work *w)
{
	struct decoder *d = w->decoder;

	w->bad++;
	if (w->line_bad)
		return;
	w->line_bad = true;
	d->bad =
	    heap_grow(d->bad, &d->bad_capacity, w->bad_n + 1, sizeof(*d->bad));
	d->bad[w->bad_n++] = w->n;
}

/* Converts bytes, which stand `skipped` behind the start of the original. */
static void
decode_convert(struct decode_work *w, struct slice bytes, size_t line_limit)
{
	struct decoder *d = w->decoder;
	struct convert_char out;

	convert_start(d->convert, w->encoding, bytes);
	while (convert_next(d->convert, &out) && w->line_n <= line_limit) {
		if (d->text_capacity - w->n < 4)
			d->text =
			    heap_grow(d->text, &d->text_capacity, w->n + 4, 1);
		decode_note(w, out.c, w->doc->skipped + out.source);
		if (out.bad)
			decode_note_bad(w);
		w->wide += out.c >= 0x80;
		w->n += utf8_encode(out.c, d->text + w->n);
		w->last = out.c;
	}
	w->doc->text = (struct slice){ d->text, w->n };
}

/* Hands over where the lines are in the original, and which are bad. */
static void
decode_lines(const struct decode_work *w, struct decode_result *result)
{
	struct document *doc = w->doc;
	struct decoder *d = w->decoder;

	assert(w->line_n == doc->line_n);
	doc->source_start = d->line;
	doc->mark = d->mark;
	doc->mark_n = w->mark_n;
	result->bad = d->bad;
	result->bad_n = w->bad_n;
	for (size_t i = 0; i < w->bad_n; i++) {
		size_t line = document_line(doc, doc->text.p + d->bad[i]);

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

/* Lines that a document of n bytes may have: what they cost is bounded. */
static size_t
decode_line_limit(size_t n)
{
	return n / 16 > DECODE_LINES ? n / 16 : DECODE_LINES;
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
	decode_convert(w, bytes, decode_line_limit(bytes.n));
	if (w->bad * 4 > w->wide && w->bad > bytes.n / 50)
		return decode_fail(result, "input.encoding",
		    "looks like %s, but has too many bytes (%zu) that mean "
		    "nothing in it; is it text?",
		    encoding_name(w->encoding), w->bad);
	scan_text(&scan, doc->text, doc->arena, decode_line_limit(bytes.n));
	/* Those of our own making are bad bytes, not lost characters. */
	scan.replaced -= w->bad < scan.replaced ? w->bad : scan.replaced;
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

	scan_text(&scan, text, doc->arena, decode_line_limit(text.n));
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
	struct decode_work w = { .decoder = d, .doc = doc };
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
	d->asked = (struct decode_mark){ 0, 0 };
	doc->skipped = mark == w.encoding ? n : 0;
	if (scan_is_blank(slice_rest(doc->source, doc->skipped)))
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

/* The last place known that is not behind an offset of the text. */
static struct decode_mark
decode_mark_before(const struct document *doc, size_t line, size_t offset)
{
	struct decode_mark start = { doc->line_start[line],
		doc->source_start[line] };
	struct decode_mark asked = doc->decoder->asked;
	size_t low = 0, high = doc->mark_n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (doc->mark[middle].text <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (low && doc->mark[low - 1].text > start.text)
		start = doc->mark[low - 1];
	return asked.text > start.text && asked.text <= offset ? asked : start;
}

size_t
decode_source_offset(const struct document *doc, size_t line, size_t offset)
{
	struct convert *convert = doc->decoder->convert;
	struct convert_char out = { 0 };
	struct decode_mark mark;
	struct slice rest;
	char bytes[4];

	if (line >= doc->line_n || offset >= doc->text.n)
		return doc->source.n;
	mark = decode_mark_before(doc, line, offset);
	if (mark.text == offset)
		return mark.source;
	/* No more than these characters and the next may have. */
	rest.p = doc->source.p + mark.source;
	rest.n = doc->source.n - mark.source;
	if ((rest.n - 1) / 4 > offset - mark.text)
		rest.n = 4 * (offset - mark.text + 1);
	convert_start(convert, encoding_find(doc->encoding), rest);
	while (convert_next(convert, &out) && mark.text < offset)
		mark.text += utf8_encode(out.c, bytes);
	mark.source += out.source;
	doc->decoder->asked = mark;
	return mark.source;
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
