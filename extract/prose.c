/* prose.c - running text: paragraphs, their keys and their sentences. */
#include "prose.h"
#include "heap.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define HEADING_SHORT 45u /* bytes of a heading that names no project */
#define PIECE_MAX 4096u   /* bytes of a paragraph that are read at once */

/* --- the rules of prose, their attributes read once --- */

static const struct measure *
measure_of(const struct prose *p, struct slice name)
{
	for (size_t i = 0; name.p != NULL && i < p->measure_n; i++)
		if (slice_is(name, p->measure[i].name))
			return &p->measure[i];
	return NULL;
}

static const char *
type_name(struct slice type)
{
	static const char *const names[] = { "money", "percent", "number",
		"quantity" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (slice_is(type, names[i]))
			return names[i];
	return "text";
}

enum opens
prose_opens(const struct rule *rule)
{
	static const char *const names[] = { "", "parts", "several", "until",
		"year", "of", "span" };
	struct slice word = rule_attr(rule, "opens", 0);

	for (int i = 1; i < OPENS_COUNT; i++)
		if (word.p != NULL && slice_is(word, names[i]))
			return (enum opens)i;
	return OPENS_NOTHING;
}

const struct cue *
prose_cue(struct prose *p, struct cue *cues, const struct rule *rule)
{
	struct cue *cue = &cues[rule_index(rule)];

	if (cue->rule != NULL)
		return cue;
	*cue = (struct cue){ .rule = rule,
		.measure = measure_of(p, rule_attr(rule, "measure", 0)),
		.until = measure_of(p, rule_attr(rule, "until", 0)),
		.otherwise = measure_of(p, rule_attr(rule, "otherwise", 0)),
		.weak = rule_has_word(rule, "says", "weak"),
		.source = rule_has_word(rule, "says", "source"),
		.level = rule_has_word(rule, "says", "level"),
		.main = rule_has_word(rule, "says", "main"),
		.whole = rule_has_word(rule, "says", "whole"),
		.change = rule_has_word(rule, "says", "change") };
	return cue;
}

/* What the rules say, read once: each document's state begins as a copy. */
struct words {
	struct arena *arena;
	struct context_memo *memo;
	struct prose prose;
};

static void
read_measures(struct rules *rules, struct words *w)
{
	struct prose *p = &w->prose;

	p->measure_n = rules_count(rules, "measure");
	p->measure =
	    arena_zero(w->arena, (p->measure_n + 1) * sizeof(*p->measure));
	for (size_t i = 0; i < p->measure_n; i++) {
		const struct rule *rule = rules_get(rules, "measure", i);
		p->measure[i] = (struct measure){ rule_name(rule),
			type_name(rule_attr(rule, "type", 0)) };
	}
	p->part = measure_of(p, SLICE_LITERAL("part"));
	p->score = measure_of(p, SLICE_LITERAL("score"));
	p->part_score = measure_of(p, SLICE_LITERAL("part_score"));
	p->budget = measure_of(p, SLICE_LITERAL("budget"));
	p->amount = measure_of(p, SLICE_LITERAL("amount"));
	p->executed = measure_of(p, SLICE_LITERAL("executed"));
	p->annual = measure_of(p, SLICE_LITERAL("annual"));
	p->review_score = measure_of(p, SLICE_LITERAL("review_score"));
	p->remaining = measure_of(p, SLICE_LITERAL("remaining"));
	p->other_year = measure_of(p, SLICE_LITERAL("other_year"));
}

static void
open_sets(struct rules *rules, struct prose *p)
{
	p->figures = rules_set(rules, "figure");
	p->cues = rules_set(rules, "cue");
	p->openers = rules_set(rules, "opener");
	p->tails = rules_set(rules, "tail");
	p->items = rules_set(rules, "item");
	p->places = rules_set(rules, "place");
	p->years = rules_set(rules, "year");
	p->lists = rules_set(rules, "statement");
	p->forms = rules_set(rules, "form");
	p->documents = rules_set(rules, "document");
	p->headings = rules_set(rules, "heading");
	p->publishers = rules_set(rules, "publisher");
	p->signs = rules_set(rules, "sign");
	p->leads = rules_set(rules, "lead");
	p->kernels = rules_set(rules, "kernel");
}

static void
release(void *kept)
{
	struct words *w = kept;

	free(w->memo);
	arena_free(w->prose.scratch);
	arena_free(w->arena);
	free(w);
}

static const struct words *
read_words(struct lexicon *lex)
{
	struct rules *rules = lexicon_rules(lex);
	struct words *w = lexicon_kept(lex);
	struct prose *p;

	if (w != NULL)
		return w;
	w = heap_zero(1, sizeof(*w));
	w->arena = arena_new();
	p = &w->prose;
	p->scratch = arena_new();
	p->memo = &w->memo;
	open_sets(rules, p);
	read_measures(rules, w);
	p->cue = arena_zero(
	    w->arena, (rules_count(rules, "cue") + 1) * sizeof(*p->cue));
	p->tail = arena_zero(
	    w->arena, (rules_count(rules, "tail") + 1) * sizeof(*p->tail));
	lexicon_keep(lex, w, release);
	return w;
}

struct prose *
prose_state(struct form *r)
{
	if (r->prose == NULL) {
		r->prose = arena_take(r->arena, sizeof(*r->prose));
		*r->prose = read_words(r->lex)->prose;
	}
	return r->prose;
}

bool
prose_match(struct rule_set *set, struct slice key, struct rule_match *m)
{
	return set != NULL && rule_set_match(set, key, 0, m) == RULES_MATCH;
}

void
prose_free(struct form *r)
{
	if (r->prose != NULL)
		arena_reset(r->prose->scratch);
	r->prose = NULL;
}

/* --- keys --- */

/*
 * The bytes of a gloss at p: letters in brackets, at least one of them with a
 * tone mark, which no abbreviation has. 0: there is none.
 */
static size_t
gloss(const char *p, size_t left)
{
	bool marked = false;
	size_t i = 1;

	for (; i < left && i < 16 && p[i] != ')'; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c >= 0xc3 && c <= 0xc7)
			marked = true;
		else if (!(c >= 'a' && c <= 'z') && !(c >= 0x80 && c <= 0xbf))
			return 0;
	}
	return marked && i < left && p[i] == ')' ? i + 1 : 0;
}

/* True where the space at i of the key is a line break inside a number. */
static bool
cuts_number(const struct key *key, struct slice text, size_t i)
{
	size_t from = key->where[i], to = key->where[i + 1];

	if (i == 0 || !slice_digit_at(key->s, i - 1) ||
	    !slice_digit_at(key->s, i + 1))
		return false;
	return document_line_ends((struct slice){ text.p + from, to - from }) ==
	    1;
}

/* Where the next thing to take out of the key stands; its bytes in *n. */
static size_t
next_out(const struct key *key, struct slice text, size_t from, size_t *n)
{
	const struct slice s = key->s;

	if (from == 0 && memchr(s.p, '(', s.n) == NULL &&
	    memchr(s.p, ' ', s.n) == NULL)
		return s.n;
	for (size_t i = from; i + 1 < s.n; i++) {
		*n = 0;
		if (s.p[i] == '(' && i > 0 && (unsigned char)s.p[i - 1] >= 0x80)
			*n = gloss(s.p + i, s.n - i);
		else if (s.p[i] == ' ' && cuts_number(key, text, i))
			*n = 1;
		if (*n > 0)
			return i;
	}
	return s.n;
}

struct key
prose_key(struct form *r, struct slice text)
{
	struct arena *arena = prose_state(r)->scratch;
	struct key key = fold_key(arena, text);
	size_t n = 0, out = 0, from = 0;
	size_t at = next_out(&key, text, 0, &n);
	uint32_t *where;
	char *to;

	if (at == key.s.n)
		return key;
	to = arena_take(arena, key.s.n + 1);
	where = arena_take(arena, (key.s.n + 1) * sizeof(*where));
	for (;;) {
		memcpy(to + out, key.s.p + from, at - from);
		memcpy(where + out, key.where + from,
		    (at - from) * sizeof(*where));
		out += at - from;
		if (at == key.s.n)
			break;
		from = at + n;
		at = next_out(&key, text, from, &n);
	}
	to[out] = '\0';
	where[out] = (uint32_t)text.n;
	return (struct key){ { to, out }, where };
}

/* Copies a part of the key, but what is not Han as it is printed. */
static struct slice
words_meant(
    struct form *r, const struct key *key, struct slice text, struct slice part)
{
	size_t first = (size_t)(part.p - key->s.p);
	char *to = arena_take(r->arena, 4 * part.n + 1);
	size_t n = 0, used;

	for (size_t i = first; i < first + part.n; i += used) {
		const char *from = text.p + key->where[i];
		size_t left = text.n - key->where[i], print;
		uint32_t c = fold_decode(from, left, &print);
		fold_decode(key->s.p + i, first + part.n - i, &used);
		if (i > first && key->where[i] == key->where[i - 1])
			continue; /* one character became several */
		if (fold_is_han(c)) {
			memcpy(to + n, key->s.p + i, used);
			n += used;
		} else {
			memcpy(to + n, from, print);
			n += print;
		}
	}
	return (struct slice){ to, n };
}

void
prose_words(
    struct form *r, const struct key *key, struct slice part, struct figure *f)
{
	struct slice text = f->text, meant;

	f->text = pairs_source(key, text, part);
	f->at = f->text.p;
	if (part.n == 0 || f->text.n > 4 * part.n + 64)
		return;
	meant = words_meant(r, key, text, part);
	if (!slice_eq(meant, fold_clean(r->arena, f->text)))
		f->clean = meant;
}

/* --- paragraphs --- */

/* True where a figure may stand: digits, or an amount in words. */
static bool
has_figure(struct slice s)
{
	return slice_has_digit(s) || slice_holds(s, SLICE_LITERAL("元"));
}

static size_t
sentence_end(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ';' || s.p[i] == '!' || s.p[i] == '?')
			return i + 1;
		if (s.n - i >= 3 && memcmp(s.p + i, "。", 3) == 0)
			return i + 3;
	}
	return s.n;
}

/* One sentence, or the several that it says in one. */
static void
read_sentence(struct form *r, struct sentence *at)
{
	const struct key *whole = at->key;
	struct key each;
	struct slice rest;

	if (!prose_spread(r, at, &each)) {
		prose_sentence(r, at);
		return;
	}
	at->passage = prose_printed(at, at->s);
	at->key = &each;
	for (rest = each.s; rest.n > 0;) {
		size_t n = sentence_end(rest);
		at->s = (struct slice){ rest.p, n };
		prose_sentence(r, at);
		at->goes_on = true;
		rest = slice_rest(rest, n);
	}
	at->key = whole;
	at->passage = SLICE_NULL;
}

static void
read_sentences(struct form *r, struct sentence *at)
{
	struct slice rest = at->key->s;

	at->goes_on = false;
	at->whole = NULL;
	at->sources = 0;
	while (rest.n > 0) {
		size_t n = sentence_end(rest);
		at->s = (struct slice){ rest.p, n };
		prose_entry(r, at->text, at->key, at->s);
		if (has_figure(at->s))
			read_sentence(r, at);
		at->goes_on = rest.p[n - 1] == ';';
		rest = slice_rest(rest, n);
	}
	prose_entries_end(r);
}

/* True where the open text is, or this paragraph begins, a narrative. */
static bool
is_narrative(struct form *r, struct slice key)
{
	struct rule_match m;

	if (r->pending != NULL && r->pending->titled)
		return r->pending->narrative;
	if (r->report != NULL)
		return r->report->narrative;
	if (r->prose->refused || !prose_match(r->prose->documents, key, &m))
		return false;
	r->prose->refused = rule_has_word(m.rule, "scope", "out");
	if (r->prose->refused)
		return false;
	r->prose->doubtful = rule_has_word(m.rule, "scope", "maybe");
	forms_pending(r)->narrative = true;
	r->pending->titled = true;
	return true;
}

/* A report that no title opened says sooner or later what it reports. */
static bool
speaks_of_performance(struct slice key)
{
	return slice_holds(key, SLICE_LITERAL("绩效"));
}

/*
 * The bytes to read at once: all of a paragraph, but of a very long one no more
 * than to the last end of a sentence, so that memory stays flat.
 */
static size_t
piece(struct slice text)
{
	static const char *const ends[] = { "。", "；", ",", "，" };
	size_t n = PIECE_MAX;

	if (text.n <= PIECE_MAX)
		return text.n;
	for (size_t e = 0; e < sizeof(ends) / sizeof(ends[0]); e++)
		for (size_t i = PIECE_MAX; i > PIECE_MAX / 4; i--)
			if (memcmp(text.p + i - strlen(ends[e]), ends[e],
				strlen(ends[e])) == 0 &&
			    !slice_digit_at(text, i))
				return i;
	while (utf8_is_tail(text.p[n]))
		n--;
	return n;
}

static void
read_piece(struct form *r, struct slice text, struct sentence *at)
{
	struct prose *p = prose_state(r);
	struct report *report;
	struct key key;

	arena_reset(p->scratch);
	key = prose_key(r, text);
	if (key.s.n == 0 || !is_narrative(r, key.s))
		return;
	if (p->doubtful && speaks_of_performance(key.s))
		p->doubtful = false;
	report = forms_table(r);
	p->is_heading = 0;
	if (prose_heading(r, text, &key))
		return;
	if (p->is_heading == 0 || text.n > HEADING_SHORT)
		prose_names(r, report, &key, text);
	at->text = text;
	at->key = &key;
	read_sentences(r, at);
	at->key = NULL;
}

void
prose_paragraph(struct form *r, struct slice text)
{
	struct sentence at = { 0 };

	if (text.n == 0)
		return;
	document_claim(r->doc, text, LINE_DISCARDED);
	while (text.n > 0) {
		size_t n = piece(text);
		read_piece(r, (struct slice){ text.p, n }, &at);
		text = slice_rest(text, n);
	}
}
