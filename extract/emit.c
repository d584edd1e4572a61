#include "emit.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define NAME(s)                    \
	{                          \
		(s), sizeof(s) - 1 \
	}

static const struct slice section_names[] = { NAME("document"), NAME("report"),
	NAME("funding"), NAME("indicator"), NAME("plan"), NAME("statement") };

/* Numbers of one record as text; lives until the record is written. */
struct digits {
	char text[6][24];
	int used;
};

static struct slice
number(struct digits *d, size_t value)
{
	char *p = d->text[d->used++];
	char *end = p + sizeof(d->text[0]);
	char *at = end;

	do
		*--at = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	return (struct slice){ at, (size_t)(end - at) };
}

static void
set_place(struct slice *rec, struct digits *d, struct place place)
{
	if (place.line > 0)
		rec[RECORD_LINE] = number(d, place.line);
	if (place.column > 0) {
		rec[RECORD_COLUMN] = number(d, place.column);
		rec[RECORD_BYTE] = number(d, place.byte);
	}
}

static bool
emit_fact(struct record_writer *w, const char *record, const char *path,
    const char *field, struct slice text)
{
	struct slice rec[RECORD_EXTRACT_COUNT] = { 0 };

	rec[RECORD_RECORD] = slice_of(record);
	rec[RECORD_DOCUMENT] = slice_of(path);
	rec[RECORD_FIELD] = slice_of(field);
	rec[RECORD_TEXT] = text;
	return record_write_fields(w, rec) == 0;
}

bool
emit_run(struct record_writer *w, const char *version, const char *hash)
{
	return emit_fact(w, "run", NULL, "version", slice_of(version)) &&
	    emit_fact(w, "run", NULL, "rules", slice_of(hash));
}

bool
emit_document(
    struct record_writer *w, const struct document *doc, enum layout layout)
{
	struct digits d = { 0 };

	return emit_fact(
		   w, "document", doc->path, "sha256", slice_of(doc->sha256)) &&
	    emit_fact(
		w, "document", doc->path, "bytes", number(&d, doc->bytes)) &&
	    emit_fact(w, "document", doc->path, "encoding",
		slice_of(doc->encoding)) &&
	    emit_fact(w, "document", doc->path, "layout",
		slice_of(layout_name(layout)));
}

/* False for text that was joined in memory: it has no place of its own. */
static bool
has_place(const struct document *doc, const char *at)
{
	return at != NULL && at >= doc->text.p &&
	    at <= doc->text.p + doc->text.n;
}

static bool
emit_figure(struct record_writer *w, const struct document *doc,
    struct slice report, const struct figure *f)
{
	struct slice rec[RECORD_EXTRACT_COUNT] = { 0 };
	struct digits d = { 0 };

	rec[RECORD_RECORD] = section_names[f->section];
	rec[RECORD_DOCUMENT] = slice_of(doc->path);
	rec[RECORD_REPORT] = report;
	if (f->row > 0)
		rec[RECORD_ROW] = number(&d, f->row);
	rec[RECORD_FIELD] = slice_of(f->field);
	rec[RECORD_TEXT] = f->text;
	rec[RECORD_CLEAN] = f->clean;
	if (has_place(doc, f->at)) {
		set_place(rec, &d, document_place(doc, f->at));
		rec[RECORD_ORIGIN] = slice_of(origin_name(f->origin));
	}
	rec[RECORD_RULE] = slice_of(f->rule);
	rec[RECORD_TYPE] = slice_of(f->type);
	rec[RECORD_CONTEXT_UNIT] = f->unit;
	if (f->unit.p != NULL)
		rec[RECORD_CONTEXT_FROM] = slice_of(f->unit_from);
	rec[RECORD_NOTE] = slice_of(f->note);
	return record_write_fields(w, rec) == 0;
}

/* First and last line (0-based) that the report's figures stand on. */
static bool
line_range(const struct document *doc, const struct report *report,
    size_t *first, size_t *last)
{
	const char *low = NULL, *high = NULL;

	for (size_t i = 0; i < report->n; i++) {
		const char *at = report->figure[i].at;
		if (!has_place(doc, at) ||
		    report->figure[i].origin == ORIGIN_CARRIED)
			continue;
		if (low == NULL || at < low)
			low = at;
		if (high == NULL || at > high)
			high = at;
	}
	if (has_place(doc, report->title_at) &&
	    (low == NULL || report->title_at < low))
		low = report->title_at;
	if (low == NULL)
		return false;
	*first = document_line(doc, low);
	*last = high == NULL ? *first : document_line(doc, high);
	if (*last < *first)
		*last = *first;
	return true;
}

static bool
emit_own(struct record_writer *w, const struct document *doc,
    struct slice ordinal, const char *field, struct slice text)
{
	struct figure f = {
		.field = field, .text = text, .section = SECTION_REPORT
	};

	return emit_figure(w, doc, ordinal, &f);
}

static bool
emit_report(struct record_writer *w, const struct document *doc,
    const struct report *report, size_t ordinal)
{
	struct digits d = { 0 };
	struct slice id = number(&d, ordinal);
	/* Rules that are not ours may lack the form that is left for prose. */
	const struct role *form = report->form;
	struct figure kind = { .field = "kind",
		.text = report->title,
		.clean = slice_of(form ? form->name : "unknown"),
		.at = report->title_at,
		.rule = form ? rule_id(form->rule) : NULL,
		.section = SECTION_REPORT };
	size_t first = 0, last = 0;

	if (kind.text.p == NULL)
		kind.text = kind.clean;
	if (!emit_figure(w, doc, id, &kind))
		return false;
	if (report->title.p != NULL) {
		kind.field = "title";
		kind.clean = SLICE_NULL;
		kind.type = "text";
		if (!emit_figure(w, doc, id, &kind))
			return false;
	}
	if (!emit_own(
		w, doc, id, "layout", slice_of(layout_name(report->layout))))
		return false;
	if (line_range(doc, report, &first, &last) &&
	    (!emit_own(w, doc, id, "first_line", number(&d, first + 1)) ||
		!emit_own(w, doc, id, "last_line", number(&d, last + 1))))
		return false;
	for (size_t i = 0; i < report->n; i++)
		if (!emit_figure(w, doc, id, &report->figure[i]))
			return false;
	return true;
}

bool
emit_reports(struct record_writer *w, const struct document *doc,
    const struct report *first)
{
	size_t ordinal = 0;

	for (const struct report *p = first; p != NULL; p = p->next)
		if (!emit_report(w, doc, p, ++ordinal))
			return false;
	return true;
}

static struct slice
shorten(struct slice s)
{
	size_t n = s.n > 200 ? 200 : s.n;

	while (n < s.n && n > 0 && utf8_is_tail(s.p[n]))
		n--;
	return (struct slice){ s.p, n };
}

static bool
emit_unclaimed(struct record_writer *w, const struct document *doc,
    struct slice text, const char *rule, const char *note)
{
	struct slice rec[RECORD_EXTRACT_COUNT] = { 0 };
	struct digits d = { 0 };

	rec[RECORD_RECORD] = SLICE_LITERAL("reject");
	rec[RECORD_DOCUMENT] = slice_of(doc->path);
	rec[RECORD_FIELD] = SLICE_LITERAL("unclaimed");
	rec[RECORD_TEXT] = shorten(text);
	set_place(rec, &d, document_place(doc, text.p));
	rec[RECORD_RULE] = slice_of(rule);
	rec[RECORD_NOTE] = slice_of(note);
	return record_write_fields(w, rec) == 0;
}

/* Figures left unread on lines that something else was read from. */
static bool
emit_rests(struct record_writer *w, const struct document *doc)
{
	for (const struct document_rest *p = doc->rest; p != NULL; p = p->next)
		if (doc->line_class[document_line(doc, p->s.p)] !=
			LINE_UNCLAIMED &&
		    slice_has_digit(p->s) &&
		    !emit_unclaimed(w, doc, p->s, "form.cells",
			"cells of a form that could not be told apart"))
			return false;
	return true;
}

/* Marks in inside[] the lines between each report's first and last figure. */
static void
mark_inside(const struct document *doc, const struct report *first,
    unsigned char *inside)
{
	for (const struct report *p = first; p != NULL; p = p->next) {
		size_t from, to;
		if (p->layout != LAYOUT_PROSE && line_range(doc, p, &from, &to))
			memset(inside + from, 1, to - from + 1);
	}
}

/* Separators of cells and nothing else. */
static bool
only_marks(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '|' && s.p[i] != '-' && s.p[i] != ' ' &&
		    s.p[i] != '\t' && s.p[i] != '\r')
			return false;
	return true;
}

bool
emit_account(struct record_writer *w, const struct document *doc,
    const struct blocks *blocks, const struct report *first)
{
	static const char *const names[] = { "unclaimed", "blank", "value",
		"structural", "discarded", "bad" };
	size_t count[LINE_CLASS_COUNT] = { 0 };
	unsigned char *inside = arena_zero(doc->arena, doc->line_n + 1);
	struct digits d = { 0 };

	mark_inside(doc, first, inside);
	for (size_t b = 0; first != NULL && b < blocks->n; b++)
		if (blocks->block[b].grid != NULL)
			memset(inside + blocks->block[b].first_line, 1,
			    blocks->block[b].end_line -
				blocks->block[b].first_line);
	for (size_t i = 0; i < doc->line_n; i++) {
		if (doc->line_class[i] == LINE_UNCLAIMED &&
		    only_marks(document_line_text(doc, i)))
			doc->line_class[i] = LINE_STRUCTURAL;
		count[doc->line_class[i]]++;
		if (doc->line_class[i] == LINE_UNCLAIMED && inside[i] &&
		    !emit_unclaimed(w, doc, document_line_text(doc, i),
			"form.line", "a line inside a form that no rule reads"))
			return false;
	}
	if (first != NULL && !emit_rests(w, doc))
		return false;
	if (!emit_fact(
		w, "account", doc->path, "lines", number(&d, doc->line_n)))
		return false;
	for (int c = 0; c < LINE_CLASS_COUNT; c++) {
		d.used = 0;
		if (!emit_fact(w, "account", doc->path, names[c],
			number(&d, count[c])))
			return false;
	}
	return true;
}

bool
emit_discarded(struct record_writer *w, const struct document *doc,
    const char *rule, struct slice reason, struct slice text)
{
	struct slice rec[RECORD_EXTRACT_COUNT] = { 0 };
	struct digits d = { 0 };

	rec[RECORD_RECORD] = SLICE_LITERAL("reject");
	rec[RECORD_DOCUMENT] = slice_of(doc->path);
	rec[RECORD_FIELD] = SLICE_LITERAL("discarded");
	rec[RECORD_TEXT] = shorten(text);
	if (text.p != NULL)
		set_place(rec, &d, document_place(doc, text.p));
	rec[RECORD_RULE] = slice_of(rule);
	rec[RECORD_NOTE] = reason;
	return record_write_fields(w, rec) == 0;
}

bool
emit_reject(struct record_writer *w, const struct input_reject *reject)
{
	struct slice rec[RECORD_EXTRACT_COUNT] = { 0 };
	struct digits d = { 0 };

	if (reject->line == 0 && reject->sha256[0] != '\0' &&
	    (!emit_fact(w, "document", reject->path, "sha256",
		 slice_of(reject->sha256)) ||
		!emit_fact(w, "document", reject->path, "bytes",
		    number(&d, reject->bytes))))
		return false;
	d.used = 0;
	rec[RECORD_RECORD] = SLICE_LITERAL("reject");
	rec[RECORD_DOCUMENT] = slice_of(reject->path);
	rec[RECORD_FIELD] = SLICE_LITERAL("bad");
	rec[RECORD_TEXT] = reject->text;
	set_place(rec, &d,
	    (struct place){
		reject->path, reject->line, reject->column, reject->byte });
	rec[RECORD_RULE] = slice_of(reject->rule);
	rec[RECORD_NOTE] = slice_of(reject->reason);
	return record_write_fields(w, rec) == 0;
}
