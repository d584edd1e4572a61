/* text.c - lines between tables: titles, facts in a line, prose. */
#include <string.h>

#include "form.h"

#define TITLE_MAX 240u /* bytes; a longer line is no title */

/* A line without white space and Markdown's marks at its ends. */
static struct slice
trim(struct slice s)
{
	while (s.n > 0 && (*s.p == '#' || (unsigned char)*s.p <= ' '))
		s.p++, s.n--;
	while (s.n >= 3 && memcmp(s.p, "\xe3\x80\x80", 3) == 0)
		s.p += 3, s.n -= 3;
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

static bool
title_line(struct form *r, struct slice line)
{
	const struct role *form;
	struct slice key;

	if (line.n > TITLE_MAX)
		return false;
	key = fold_key_text(r->arena, line);
	form = lexicon_labels(r->lex, key)->of[ROLE_FORM];
	if (form == NULL)
		return false;
	forms_open(r, form, line, line.p);
	pairs_line(r, r->pending, line);
	document_claim(r->doc, line, LINE_STRUCTURAL);
	return true;
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

void
text_read(struct form *r, const struct block *block)
{
	size_t prose = block->end_line;

	for (size_t i = block->first_line; i < block->end_line; i++) {
		struct slice line = trim(document_line_text(r->doc, i));
		if (line.n == 0 || r->doc->line_class[i] == LINE_DISCARDED)
			continue;
		if (title_line(r, line))
			continue;
		if (pairs_line(r, narrates(r) && r->pending == NULL
		                      ? r->report
		                      : forms_pending(r),
		        line)) {
			keep_year(r);
			continue;
		}
		prose_line(r, line);
	}
	(void)prose;
}

struct report *
form_read(struct document *doc, struct lexicon *lex,
    const struct blocks *blocks)
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
