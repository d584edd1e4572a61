/* text.c - lines between tables: titles, facts in a line, paragraphs. */
#include <string.h>

#include "fold.h"
#include "layout.h"
#include "prose.h"

#define TITLE_MAX 240u    /* bytes; a longer line is no title */
#define FACT_MAX 90u      /* bytes; a longer sentence is no fact line */
#define LINE_KEY_MAX 400u /* bytes; a longer line is neither name nor title */
#define WRAP_MIN 90u /* bytes; a longer line may go on behind blank lines */
#define PARAGRAPH_MAX 6000u
#define LEAD_MAX 90u /* bytes of each line of a title but the last */
#define LEADS_MAX 3u /* such lines */

/* Lines of text on their way to be a paragraph. */
struct open_text {
	struct slice paragraph; /* NULL: none is open */
	size_t blanks;          /* blank lines before this one */
	struct slice fact; /* the line before, if it stated facts, or NULL */
	struct slice lead; /* lines that a title may have begun with, or NULL */
	size_t leads;      /* so many lines, up to this one */
};

/* **2023年度**: not where a name or a figure was blotted out, ***元. */
static bool
is_bold(struct slice s)
{
	return s.n > 6 && memcmp(s.p, "**", 2) == 0 && s.p[2] != '*' &&
	    memcmp(s.p + s.n - 2, "**", 2) == 0 && s.p[s.n - 3] != '*';
}

/* A line without white space, Markdown's marks and bars at its ends. */
static struct slice
trim(struct slice s)
{
	for (s = layout_trim(s); s.n > 0 && (*s.p == '#' || *s.p == '|');)
		s = layout_trim(slice_rest(s, 1));
	while (s.n > 0 && s.p[s.n - 1] == '|')
		s = layout_trim((struct slice){ s.p, s.n - 1 });
	if (is_bold(s))
		s = layout_trim((struct slice){ s.p + 2, s.n - 4 });
	return s;
}

static bool
ends_in(struct slice s, const char *const *ends, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(ends[i]);
		if (s.n >= n && memcmp(s.p + s.n - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

static bool
ends_sentence(struct slice s)
{
	static const char *const ends[] = { "。", "；", "：", "！", "？", ";",
		":", "!", "?", ")", "）", "”" };

	return ends_in(s, ends, sizeof(ends) / sizeof(ends[0]));
}

/* True for running text: a fact in it is not all that it says. */
static bool
holds_sentence(struct slice s)
{
	return slice_holds(s, SLICE_LITERAL("。"));
}

/* True for a sum, a share or points: no fact line states these. */
static bool
holds_figure(struct slice s)
{
	static const char *const units[] = { "万元", "元", "分", "%", "％" };

	for (size_t i = 1; i < s.n; i++)
		for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++) {
			size_t n = strlen(units[k]);
			if (slice_digit_at(s, i - 1) && s.n - i >= n &&
			    memcmp(s.p + i, units[k], n) == 0)
				return true;
		}
	return false;
}

/* No title ends so, and most lines of running text do. */
static bool
ends_clause(struct slice s)
{
	static const char *const ends[] = { "。", "；", "，", "、", "：", ";",
		",", ":" };

	return ends_in(s, ends, sizeof(ends) / sizeof(ends[0]));
}

static bool
may_be_title(struct slice line)
{
	return line.n > 0 && line.n <= TITLE_MAX && !ends_clause(line);
}

/* The form that a line is the title of; key: of the line, n 0: to be made. */
static const struct role *
title_of(struct form *r, struct slice line, struct slice key)
{
	struct rule_match m;

	if (!may_be_title(line))
		return NULL;
	if (key.n == 0)
		key = prose_key(r, line).s;
	return prose_match(prose_state(r)->forms, key, &m)
	    ? lexicon_role(r->lex, ROLE_FORM, m.rule)
	    : NULL;
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

static void
flush(struct form *r, struct open_text *t)
{
	prose_paragraph(r, t->paragraph);
	t->paragraph = SLICE_NULL;
}

/* What a line and the one before it say together. */
static struct slice
joined(const struct open_text *t, struct slice line)
{
	struct slice before = t->fact.p != NULL ? t->fact : t->paragraph;
	struct slice whole = before;

	if (before.p == NULL || t->blanks > 0 || ends_sentence(before))
		return SLICE_NULL;
	whole.n = (size_t)(line.p + line.n - before.p);
	/* The length first: a paragraph may go on over thousands of lines. */
	if (whole.n > TITLE_MAX || document_line_ends(before) > 0)
		return SLICE_NULL;
	return whole;
}

/* The same from the line that a title of several lines may have begun with. */
static struct slice
from_lead(const struct open_text *t, struct slice line)
{
	struct slice whole = t->lead;

	if (whole.p == NULL || t->blanks > 0)
		return SLICE_NULL;
	whole.n = (size_t)(line.p + line.n - whole.p);
	return whole.n <= TITLE_MAX ? whole : SLICE_NULL;
}

/* Keeps a line of a unit, a place or a year, and the few behind it. */
static void
keep_lead(struct form *r, struct open_text *t, struct slice line,
    const struct key *key)
{
	if (t->lead.p != NULL && t->blanks == 0 && t->leads < LEADS_MAX &&
	    line.n <= LEAD_MAX)
		t->leads++;
	else
		t->lead = SLICE_NULL;
	if (t->lead.p != NULL || line.n > LEAD_MAX ||
	    !prose_match(prose_state(r)->leads, key->s, NULL))
		return;
	t->lead = line;
	t->leads = 1;
}

/* 1. and a title, or 附件：1. and a title, is a list of annexes. */
static bool
is_annex(struct slice line)
{
	const char *colon = line.n < 20 ? NULL : memchr(line.p, ':', 20);

	if (colon == NULL && line.n >= 20)
		for (size_t i = 0; i + 3 <= 20 && colon == NULL; i++)
			if (memcmp(line.p + i, "：", 3) == 0)
				colon = line.p + i + 2;
	if (colon != NULL) {
		line.n -= (size_t)(colon + 1 - line.p);
		line.p = colon + 1;
	}
	return prose_numbering(line, NULL) == 3;
}

/* A title line, or the second line of a title. */
static bool
title_line(struct form *r, struct slice line, const struct key *key,
    struct open_text *t)
{
	struct slice whole = joined(t, line), title = line;
	struct slice lead = from_lead(t, line);
	const struct role *form, *both = NULL;
	struct rule_match m;
	int depth = prose_numbering(line, NULL);

	if (depth != 0 && depth != 3)
		return false;
	form = title_of(r, line, key->s);
	if (whole.p != NULL && prose_numbering(whole, NULL) == 0)
		both = title_of(r, whole, SLICE_NULL);
	if (both != NULL &&
	    (form == NULL || (form == both && t->fact.p == NULL))) {
		form = both;
		title = whole;
		t->paragraph = SLICE_NULL;
	}
	if (lead.p != NULL && lead.p < title.p &&
	    (form != NULL || whole.p == NULL || t->leads > 1) &&
	    (both = title_of(r, lead, SLICE_NULL)) != NULL) {
		form = both;
		title = lead;
		t->paragraph = SLICE_NULL;
	}
	if (form == NULL)
		return false;
	if (is_annex(line)) {
		if (prose_numbering(line, NULL) == 0)
			prose_subject(r, facts_report(r), line, &m);
		document_claim(r->doc, line, LINE_DISCARDED);
		return true;
	}
	flush(r, t);
	forms_open(r, form, title, title.p);
	if (r->pending->narrative)
		prose_subject(r, r->pending, title, &m);
	pairs_line(r, r->pending, title);
	document_claim(r->doc, title, LINE_STRUCTURAL);
	return true;
}

/* True where a line goes on with the sentence that the last one began. */
static bool
continues(struct form *r, const struct open_text *t, struct slice line)
{
	struct slice paragraph = t->paragraph;

	if (paragraph.p == NULL ||
	    (size_t)(line.p + line.n - paragraph.p) > PARAGRAPH_MAX ||
	    prose_numbering(line, NULL) > 0)
		return false;
	if (ends_sentence(paragraph))
		return false;
	if (t->blanks > 0 &&
	    fold_seen(prose_state(r)->scratch, paragraph).n <= WRAP_MIN)
		return false;
	return !prose_is_heading(r, paragraph);
}

static void
add_line(struct form *r, struct slice line, struct open_text *t)
{
	if (continues(r, t, line)) {
		t->paragraph.n = (size_t)(line.p + line.n - t->paragraph.p);
		return;
	}
	flush(r, t);
	t->paragraph = line;
}

static bool
holds_colon(struct slice s)
{
	return slice_holds(s, SLICE_LITERAL(":")) ||
	    slice_holds(s, SLICE_LITERAL("："));
}

/* The label that a text begins with, up to its colon; NULL: it has none. */
static const struct role *
label_of(struct form *r, struct slice text)
{
	struct key key;
	const char *colon;
	size_t n = 0;

	if (prose_numbering(text, &n) == 0)
		n = 0;
	key = fold_key(prose_state(r)->scratch, slice_rest(text, n));
	colon = memchr(key.s.p, ':', key.s.n);
	if (colon == NULL)
		return NULL;
	return lexicon_labels(
	    r->lex, (struct slice){ key.s.p, (size_t)(colon - key.s.p) + 1 })
	    ->of[ROLE_PAIR];
}

static bool
names_something(const struct role *role)
{
	static const char *const fields[] = { "project_name", "unit",
		"unit_named", "department" };

	for (size_t i = 0; role != NULL && role->field != NULL &&
	     i < sizeof(fields) / sizeof(fields[0]);
	     i++)
		if (strcmp(role->field, fields[i]) == 0)
			return true;
	return false;
}

/*
 * The bytes in front of 项目名称: behind a blank, or of any label where the
 * line begins with such a one; 0: there is none.
 */
static size_t
before_label(struct form *r, struct slice line)
{
	bool named;

	if (memchr(line.p, ' ', line.n) == NULL || !holds_colon(line))
		return 0;
	named = names_something(label_of(r, line));
	for (size_t i = 1; i < line.n; i++) {
		struct slice rest = slice_rest(line, i);
		const struct role *role;
		if (line.p[i - 1] != ' ' || (unsigned char)*rest.p < 0x80)
			continue;
		role = label_of(r, rest);
		if (role != NULL && (named || names_something(role)))
			return i;
	}
	return 0;
}

static void
read_line(struct form *r, struct slice line, struct open_text *t)
{
	struct rule_match m;
	struct key key;
	bool title = false, body = false, facts;

	arena_reset(prose_state(r)->scratch);
	if (line.n <= LINE_KEY_MAX) {
		key = prose_key(r, line);
		title = title_line(r, line, &key, t);
		if (!title) {
			body = prose_publisher(r, line, &key);
			keep_lead(r, t, line, &key);
		}
	}
	t->fact = SLICE_NULL;
	if (title || line.n > LINE_KEY_MAX)
		t->lead = SLICE_NULL;
	if (title)
		return;
	facts = (line.n <= FACT_MAX || !ends_sentence(line)) &&
	    pairs_line(r, facts_report(r), line);
	if (facts)
		keep_year(r);
	if (facts && !holds_sentence(line) && !holds_figure(line)) {
		t->fact = line;
		if (narrates(r))
			prose_subject(r, facts_report(r), line, &m);
	} else
		add_line(r, line, t);
	if (body) /* no sentence begins with who speaks on a line of its own */
		flush(r, t);
}

/* Several labels in a line: each with its value is a line of its own. */
static void
read_labels(struct form *r, struct slice line, struct open_text *t)
{
	size_t n;

	arena_reset(prose_state(r)->scratch);
	while (line.n <= LINE_KEY_MAX && !holds_sentence(line) &&
	    (n = before_label(r, line)) > 0) {
		read_line(r, trim((struct slice){ line.p, n }), t);
		line = slice_rest(line, n);
		arena_reset(prose_state(r)->scratch);
	}
	read_line(r, line, t);
}

/* The part of a line that belongs to the block. */
static struct slice
clip(struct slice line, struct slice text)
{
	const char *end = line.p + line.n;

	if (text.p == NULL)
		return line;
	if (line.p < text.p)
		line.p = text.p;
	if (end > text.p + text.n)
		end = text.p + text.n;
	line.n = end > line.p ? (size_t)(end - line.p) : 0;
	return line;
}

/* A line of HTML may hold paragraphs: line feeds stand in place of their tags. */
static void
read_parts(struct form *r, struct slice line, struct open_text *t)
{
	while (line.n > 0) {
		const char *feed = memchr(line.p, '\n', line.n);
		size_t n = feed == NULL ? line.n : (size_t)(feed - line.p);
		struct slice part = trim((struct slice){ line.p, n });
		if (part.n == 0)
			t->blanks++;
		else {
			read_labels(r, part, t);
			t->blanks = 0;
		}
		line = slice_rest(line, n + (feed != NULL));
	}
}

/* The lines between tables: titles, facts, paragraphs. */
static void
read_text(struct form *r, const struct block *block)
{
	struct open_text t = { 0 };

	for (size_t i = block->first_line; i < block->end_line; i++) {
		struct slice whole = trim(document_line_text(r->doc, i));
		struct slice line = trim(clip(whole, block->text));
		bool all = line.n == whole.n; /* no other block's too */
		if (line.n == 0 || r->doc->line_class[i] == LINE_BAD ||
		    (all && r->doc->line_class[i] == LINE_DISCARDED))
			t.blanks++;
		else
			read_parts(r, line, &t);
	}
	flush(r, &t);
}

static void
read_publisher(struct form *r, struct slice line)
{
	struct key key;

	if (line.n == 0 || line.n > LINE_KEY_MAX)
		return;
	arena_reset(prose_state(r)->scratch);
	key = prose_key(r, line);
	prose_publisher(r, line, &key);
}

/* Lines between blocks, which a rule discards, may name who published them. */
static void
read_discarded(struct form *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (r->doc->line_class[i] == LINE_DISCARDED)
			read_publisher(r, trim(document_line_text(r->doc, i)));
}

/* The same in a line of HTML that holds both blocks. */
static void
read_between(struct form *r, const struct block *a, const struct block *b)
{
	struct slice rest;

	if (a->text.p == NULL || b->text.p == NULL ||
	    a->end_line <= b->first_line || b->text.p < a->text.p + a->text.n)
		return;
	rest.p = a->text.p + a->text.n;
	rest.n = (size_t)(b->text.p - rest.p);
	while (rest.n > 0) {
		const char *feed = memchr(rest.p, '\n', rest.n);
		size_t n = feed == NULL ? rest.n : (size_t)(feed - rest.p);
		read_publisher(r, trim((struct slice){ rest.p, n }));
		rest = slice_rest(rest, n + (feed != NULL));
	}
}

struct report *
form_read(
    struct document *doc, struct lexicon *lex, const struct blocks *blocks)
{
	struct form *r = arena_zero(doc->arena, sizeof(*r));
	size_t line = 0;

	lexicon_begin(lex);
	r->doc = doc;
	r->lex = lex;
	r->arena = doc->arena;
	r->last = &r->first;
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->block[i];
		read_discarded(r, line, b->first_line);
		if (i > 0)
			read_between(r, b - 1, b);
		line = b->end_line;
		if (b->grid != NULL)
			table_read(r, b->grid);
		else
			read_text(r, b);
	}
	forms_close(r);
	if (r->pending != NULL && r->pending->titled)
		forms_new(r);
	forms_close(r);
	prose_settle(r);
	prose_free(r);
	return r->first;
}
