/* text.c - lines between tables: titles, facts in a line, paragraphs. */
#include <string.h>

#include "form.h"

#define TITLE_MAX 240u /* bytes; a longer line is no title */
#define FACT_MAX 90u   /* bytes; a longer sentence is no fact line */
#define PARAGRAPH_MAX 6000u

/* A line without white space, Markdown's marks and bars at its ends. */
static struct slice
trim(struct slice s)
{
	while (s.n > 0 &&
	    (*s.p == '#' || *s.p == '|' || (unsigned char)*s.p <= ' '))
		s.p++, s.n--;
	while (s.n >= 3 && memcmp(s.p, "\xe3\x80\x80", 3) == 0)
		s.p += 3, s.n -= 3;
	while (s.n > 0 &&
	    (s.p[s.n - 1] == '|' || (unsigned char)s.p[s.n - 1] <= ' '))
		s.n--;
	return s;
}

static bool
ends_sentence(struct slice s)
{
	static const char *const ends[] = { "。", "；", "：", "！", "？", ";",
		":", "!", "?", ")", "）", "”" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);
		if (s.n >= n && memcmp(s.p + s.n - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

static const struct role *
title_of(struct form *r, struct slice line)
{
	if (line.n == 0 || line.n > TITLE_MAX)
		return NULL;
	return lexicon_labels(r->lex, fold_key_text(r->arena, line))
	    ->of[ROLE_FORM];
}

/* The year a line states for the whole document, kept for its reports. */
static void
keep_year(struct form *r)
{
	const struct figure *f;

	if (r->pending == NULL || r->pending->titled)
		return;
	f = report_find(r->pending, SECTION_REPORT, "fiscal_year");
	if (f != NULL && r->year.text.p == NULL)
		r->year = *f;
}

static bool
narrates(const struct form *r)
{
	if (r->pending != NULL && r->pending->titled)
		return r->pending->narrative;
	return r->report != NULL && r->report->narrative;
}

/* The report that facts of a line belong to. */
static struct report *
facts_report(struct form *r)
{
	return narrates(r) && r->pending == NULL ? r->report : forms_pending(r);
}

/*
 * A title line, or one that began on the line before it (kept in *paragraph,
 * which it then takes).
 */
static bool
title_line(struct form *r, struct slice line, struct slice *paragraph)
{
	const struct role *form = title_of(r, line);
	struct slice title = line, whole;
	struct rule_match m;

	if (form == NULL)
		return false;
	whole = *paragraph;
	if (whole.p != NULL && !ends_sentence(whole) &&
	    memchr(whole.p, '\n', whole.n) == NULL) {
		whole.n = (size_t)(line.p + line.n - whole.p);
		if (title_of(r, whole) == form) {
			title = whole;
			*paragraph = SLICE_NULL;
		}
	}
	prose_paragraph(r, *paragraph);
	*paragraph = SLICE_NULL;
	forms_open(r, form, title, title.p);
	if (r->pending->narrative)
		prose_subject(r, r->pending, title, &m);
	pairs_line(r, r->pending, title);
	document_claim(r->doc, title, LINE_STRUCTURAL);
	return true;
}

/* True where a line goes on with the sentence that the last one began. */
static bool
continues(struct slice paragraph, struct slice line, size_t blanks)
{
	if (paragraph.p == NULL ||
	    (size_t)(line.p + line.n - paragraph.p) > PARAGRAPH_MAX ||
	    prose_numbering(line, NULL) > 0)
		return false;
	if (ends_sentence(paragraph))
		return false;
	return blanks == 0 || paragraph.n > 90;
}

static void
add_line(
    struct form *r, struct slice line, size_t blanks, struct slice *paragraph)
{
	if (continues(*paragraph, line, blanks)) {
		paragraph->n = (size_t)(line.p + line.n - paragraph->p);
		return;
	}
	prose_paragraph(r, *paragraph);
	*paragraph = line;
}

void
text_read(struct form *r, const struct block *block)
{
	struct slice paragraph = SLICE_NULL;
	size_t blanks = 0;

	for (size_t i = block->first_line; i < block->end_line; i++) {
		struct slice line = trim(document_line_text(r->doc, i));
		if (line.n == 0 || r->doc->line_class[i] == LINE_DISCARDED ||
		    r->doc->line_class[i] == LINE_BAD) {
			blanks++;
			continue;
		}
		if (title_line(r, line, &paragraph))
			continue;
		if ((line.n <= FACT_MAX || !ends_sentence(line)) &&
		    pairs_line(r, facts_report(r), line))
			keep_year(r);
		else
			add_line(r, line, blanks, &paragraph);
		blanks = 0;
	}
	prose_paragraph(r, paragraph);
}

struct report *
form_read(
    struct document *doc, struct lexicon *lex, const struct blocks *blocks)
{
	struct form *r = arena_zero(doc->arena, sizeof(*r));

	r->doc = doc;
	r->lex = lex;
	r->arena = doc->arena;
	r->last = &r->first;
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->block[i];
		if (b->grid != NULL)
			table_read(r, b->grid);
		else
			text_read(r, b);
	}
	forms_close(r);
	if (r->pending != NULL && r->pending->titled)
		forms_new(r);
	forms_close(r);
	forms_decide(r);
	return r->first;
}
