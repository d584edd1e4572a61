#include "markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "markup_table.h"

/* Deeper nesting and tags with more attributes are no honest page. */
#define DEPTH_MAX 400
#define ATTRIBUTES_MAX 2000u

/* --- is there any? */

/* The name of an element that HTML knows, at p. */
static bool
is_element(const char *p, const char *end)
{
	char name[12];
	size_t n = 0;

	if (p < end && *p == '/')
		p++;
	while (p + n < end && n + 1 < sizeof(name)) {
		char c = p[n];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(n > 0 && c >= '1' && c <= '6')))
			break;
		name[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	name[n] = '\0';
	if (n == 0 || p + n == end || strchr(" \t\r\n/>", p[n]) == NULL)
		return false;
	return htmlTagLookup((const xmlChar *)name) != NULL;
}

/* A character reference such as &nbsp; or &#8805; at p, behind the &. */
static bool
is_reference(const char *p, const char *end)
{
	char name[12];
	size_t n = 0;

	while (p + n < end && n + 1 < sizeof(name) && p[n] != ';')
		n++;
	if (n < 2 || p + n == end || p[n] != ';')
		return false;
	if (p[0] == '#')
		return (p[1] >= '0' && p[1] <= '9') || p[1] == 'x' ||
		    p[1] == 'X';
	memcpy(name, p, n);
	name[n] = '\0';
	return htmlEntityLookup((const xmlChar *)name) != NULL;
}

/* True where a tag has so many attributes that comparing them would stall. */
static bool
is_hostile(struct slice s)
{
	size_t attributes = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '<' || c == '>')
			attributes = 0;
		else if (c == '=' || c == '"' || c == '\'' || c == '\t' ||
		    c == ' ' || c == '\n' || c == '\r')
			attributes++;
		if (attributes > ATTRIBUTES_MAX)
			return true;
	}
	return false;
}

static bool
has_any(struct slice s, char c, bool (*is)(const char *, const char *))
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, c, (size_t)(end - p))) != NULL)
		if (is(++p, end))
			return true;
	return false;
}

/* --- events */

struct parse {
	htmlParserCtxtPtr ctxt;
	struct document *doc;
	struct slice source;
	char *out;
	size_t last; /* behind the text read last */
	size_t
	    written; /* behind the text written last, if no line broke since */
	struct markup_tables *tables;
	bool stopped;
	size_t line_end; /* of the line where a line break was seen last */
	bool barred;     /* it is a row of cells with bars or tabs between */
};

static size_t
offset(const struct parse *parse)
{
	const xmlParserInput *input = parse->ctxt->input;
	size_t at =
	    (size_t)input->consumed + (size_t)(input->cur - input->base);

	return at < parse->source.n ? at : parse->source.n;
}

/* A line feed in place of the tag's last byte. */
static void
break_line(struct parse *parse, size_t at)
{
	parse->written = 0;
	if (at > 0 && parse->source.p[at - 1] == '>')
		at--;
	if (at < parse->source.n && parse->source.p[at] == '>')
		parse->out[at] = '\n';
}

/* True where a line of the document is a row of a table that is no HTML. */
static bool
is_barred(struct parse *parse, size_t at)
{
	const struct document *doc = parse->doc;
	size_t line;
	struct slice s;

	if (at < parse->line_end)
		return parse->barred;
	line = document_line(doc, parse->source.p + at);
	parse->line_end = doc->line_start[line + 1];
	s = document_line_text(doc, line);
	parse->barred =
	    memchr(s.p, '|', s.n) != NULL || memchr(s.p, '\t', s.n) != NULL;
	return parse->barred;
}

static bool
breaks_line(struct parse *parse, const xmlChar *name, size_t at)
{
	const htmlElemDesc *element = htmlTagLookup(name);

	if (xmlStrEqual(name, (const xmlChar *)"br"))
		return markup_tables_inside(parse->tables) ||
		    !is_barred(parse, at);
	return element != NULL && element->isinline == 0;
}

/* A tag that HTML does not know is text: <年初预算>, <image>. */
static void
restore(struct parse *parse, size_t at)
{
	const char *p = parse->source.p;
	size_t from = at;

	while (
	    from > parse->last && (from >= parse->source.n || p[from] != '<'))
		from--;
	if (at < parse->source.n && p[at] == '>')
		at++;
	if (at > from && p[from] == '<')
		memcpy(parse->out + from, p + from, at - from);
}

static void
on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
	struct parse *parse = user;
	size_t at = offset(parse);

	if (parse->stopped)
		return;
	if (htmlTagLookup(name) == NULL) {
		restore(parse, at);
		return;
	}
	if (breaks_line(parse, name, at))
		break_line(parse, at);
	markup_table_start(parse->tables, (const char *)name,
	    (const char *const *)attributes, parse->last, at);
	if (parse->ctxt->nameNr > DEPTH_MAX) {
		parse->stopped = true;
		xmlStopParser(parse->ctxt);
	}
}

static void
on_end(void *user, const xmlChar *name)
{
	struct parse *parse = user;
	size_t at = offset(parse);

	if (parse->stopped)
		return;
	if (breaks_line(parse, name, at))
		break_line(parse, at);
	markup_table_end(parse->tables, (const char *)name, at);
}

/*
 * Where in the source a run of text stands: right before the parser's place,
 * right behind the text before it (what the parser takes back), or, being
 * something else there, as a reference from its & on.
 */
static size_t
find_text(const struct parse *parse, size_t at, const xmlChar *s, size_t n)
{
	const char *p = parse->source.p;
	size_t from = at;

	if (at >= n && at - n >= parse->last && memcmp(p + at - n, s, n) == 0)
		return at - n;
	if (n == 1 && at < parse->source.n && p[at] == (char)s[0])
		return at;
	if (parse->source.n - parse->last >= n &&
	    memcmp(p + parse->last, s, n) == 0)
		return parse->last;
	while (from > parse->last && p[from - 1] != '&')
		from--;
	return from > parse->last ? from - 1 : parse->last;
}

/* True for the first byte of what may stand in a figure: a digit, . % >= */
static bool
is_narrow(char c)
{
	return (c > ' ' && c < 0x7F) || (unsigned char)c == 0xE2;
}

/*
 * Inside a figure no space may stand for a tag: text that goes on there moves
 * up to the text before. Elsewhere each run of text keeps its place.
 */
static size_t
move_up(const struct parse *parse, size_t from, char first)
{
	size_t end = parse->written;

	if (end == 0 || end >= from || !is_narrow(first))
		return from;
	if (is_narrow(parse->out[end - 1]) ||
	    (end >= 3 && is_narrow(parse->out[end - 3]) &&
		(parse->out[end - 1] & 0xC0) == 0x80))
		return end;
	return from;
}

/* Bytes of the figure that a text starts with. */
static size_t
figure_length(const xmlChar *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] > ' ' && s[i] < 0x7F)
		i++;
	return i;
}

static void
on_text(void *user, const xmlChar *s, int length)
{
	struct parse *parse = user;
	size_t at = offset(parse), n = (size_t)length, from, to, moved = 0;

	if (parse->stopped || length <= 0)
		return;
	from = find_text(parse, at, s, n);
	if (from + n > parse->source.n)
		return;
	parse->last = from + n;
	if (memcmp(parse->source.p + from, s, n) != 0 && at > from + n)
		parse->last = at;
	to = move_up(parse, from, (char)s[0]);
	if (to < from) {
		moved = figure_length(s, n);
		memcpy(parse->out + to, s, moved);
		parse->written = to + moved;
	}
	if (moved < n) {
		memcpy(parse->out + from + moved, s + moved, n - moved);
		parse->written = from + n;
	}
	markup_table_text(parse->tables, to, parse->written);
}

/* Scripts and style sheets. */
static void
on_data(void *user, const xmlChar *s, int length)
{
	struct parse *parse = user;

	(void)s;
	(void)length;
	if (!parse->stopped)
		parse->last = offset(parse);
}

static void
on_nothing(void *user, const char *format, ...)
{
	(void)user;
	(void)format;
}

/* --- the document */

/* Where the arena is full the parser goes too, on the way out. */
static void
parse_bound(struct parse *parse, htmlParserCtxtPtr ctxt)
{
	struct arena *arena = parse->doc->arena;
	size_t most = arena_most(arena);
	jmp_buf full, *outer = arena_bound(arena, most, NULL);

	if (outer != NULL) {
		if (setjmp(full) != 0) {
			htmlFreeParserCtxt(ctxt);
			longjmp(*outer, 1);
		}
		arena_bound(arena, most, &full);
	}
	htmlParseDocument(ctxt);
	arena_bound(arena, most, outer);
}

static void *
resize(void *p, size_t n)
{
	return heap_resize(p, 1, n);
}

static char *
copy(const char *s)
{
	return heap_copy(slice_of(s));
}

/*
 * Memory that ran out ends the process, as it does elsewhere: the parser goes
 * round for ever where a copy of an element's name cannot be made.
 */
static void
parse_with_heap(void)
{
	static bool done;

	if (!done)
		xmlMemSetup(free, heap_take, resize, copy);
	done = true;
}

static bool
parse_run(struct parse *parse)
{
	htmlParserCtxtPtr ctxt;

	parse_with_heap();
	ctxt =
	    htmlCreateMemoryParserCtxt(parse->source.p, (int)parse->source.n);

	if (ctxt == NULL)
		return false;
	htmlCtxtUseOptions(ctxt,
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED | HTML_PARSE_NODEFDTD |
		HTML_PARSE_IGNORE_ENC);
	*ctxt->sax = (xmlSAXHandler){ .startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_data,
		.error = on_nothing,
		.warning = on_nothing };
	ctxt->userData = parse;
	parse->ctxt = ctxt;
	xmlSwitchEncoding(ctxt, XML_CHAR_ENCODING_UTF8);
	parse_bound(parse, ctxt);
	if (!parse->stopped)
		parse->stopped = offset(parse) < parse->source.n;
	if (parse->stopped) /* the rest stays as it is */
		memcpy(parse->out + parse->last, parse->source.p + parse->last,
		    parse->source.n - parse->last);
	htmlFreeParserCtxt(ctxt);
	return true;
}

/* Everything to spaces; line ends stay. */
static void
blank(char *out, const struct document *doc)
{
	memset(out, ' ', doc->text.n);
	for (size_t i = 0; i < doc->line_n; i++) {
		struct slice s = document_line_text(doc, i);
		size_t end = doc->line_start[i + 1];
		size_t from = (size_t)(s.p + s.n - doc->text.p);
		memcpy(out + from, doc->text.p + from, end - from);
	}
}

/* Lines of which nothing is left. */
static void
claim_tags(struct document *doc)
{
	for (size_t i = 0; i < doc->line_n; i++)
		if (doc->line_class[i] == LINE_UNCLAIMED &&
		    layout_trim(document_line_text(doc, i)).n == 0)
			doc->line_class[i] = LINE_STRUCTURAL;
}

bool
markup_read(struct document *doc, struct markup *markup)
{
	struct parse parse = { .doc = doc, .source = doc->text };

	if (!has_any(doc->text, '<', is_element) &&
	    !has_any(doc->text, '&', is_reference))
		return false;
	if (doc->text.n > INT32_MAX / 2 || is_hostile(doc->text))
		return false;
	parse.out = arena_take(doc->arena, doc->text.n + 1);
	parse.out[doc->text.n] = '\0';
	blank(parse.out, doc);
	parse.tables = markup_tables_new(doc);
	if (!parse_run(&parse))
		return false;
	document_replace(doc, parse.out);
	*markup = markup_tables_done(parse.tables);
	claim_tags(doc);
	return true;
}
