/* cut.c - labels searched in run-on text, and runs of figures cut. */
#include "cut.h"
#include "cut_ends.h"
#include "utf8.h"

#include <string.h>

#define LABEL_SURE 18u  /* bytes; so long a label is one wherever it stands */
#define LABEL_WHOLE 30u /* no words of a text */
#define LABEL_MAX 120u  /* bytes of the longest label */
#define LABEL_LONG 12u  /* bytes: four Han characters stand for themselves */

/* A place in the pieces that a cell was joined from; it only goes on. */
struct walk {
	const struct piece *p;
	size_t at;      /* bytes of the cell's text before p */
	size_t between; /* bytes that part two pieces */
};

static struct walk
walk_of(const struct cell *cell)
{
	struct walk w = { .p = cell->pieces };
	size_t bytes = 0, count = 0;

	for (const struct piece *p = cell->pieces; p != NULL; p = p->next) {
		bytes += p->s.n;
		count++;
	}
	w.between = count > 1 && cell->text.n > bytes;
	return w;
}

/* Where bytes [from, to) of a cell stand in the document. */
static struct piece *
pieces_of(struct arena *arena, struct walk *w, size_t from, size_t to)
{
	struct piece *first = NULL, **last = &first;

	for (; w->p != NULL && w->at < to;
	     w->at += w->p->s.n + w->between, w->p = w->p->next) {
		size_t start = from > w->at ? from - w->at : 0;
		size_t end = to - w->at < w->p->s.n ? to - w->at : w->p->s.n;
		if (start < end) {
			*last = arena_zero(arena, sizeof(**last));
			(*last)->s =
			    (struct slice){ w->p->s.p + start, end - start };
			last = &(*last)->next;
		}
		if (end == to - w->at)
			break; /* the next part may begin in this piece */
	}
	return first;
}

static struct view
view_part(
    struct form *r, const struct cell *cell, struct walk *w, struct slice text)
{
	struct cell *part = arena_zero(r->arena, sizeof(*part));
	size_t from = (size_t)(text.p - cell->text.p);
	struct view v;

	*part = *cell;
	part->text = text;
	part->pieces = pieces_of(r->arena, w, from, from + text.n);
	if (part->pieces != NULL)
		part->at = part->pieces->s.p;
	view_cell(r, part, &v);
	return v;
}

struct view
cut_view(struct form *r, const struct cell *cell, const struct key *key,
    size_t from, size_t to)
{
	struct slice words = { key->s.p + from, to - from };
	struct walk w = walk_of(cell);

	return view_part(r, cell, &w, pairs_source(key, cell->text, words));
}

/* --- the key of a text, less the page marks at the starts of lines --- */

size_t
cut_page_mark(struct slice s)
{
	static const char comma[] = "、";
	size_t n = slice_digits(s, 0);

	if (n == 0 || n > 3 || !slice_begins(slice_rest(s, n), comma))
		return 0;
	return n + sizeof(comma) - 1;
}

struct key
cut_key(struct form *r, struct slice text)
{
	char *p = arena_take(r->arena, text.n * 3 + 1);
	uint32_t *where =
	    arena_take(r->arena, (text.n * 3 + 2) * sizeof(*where));
	size_t n = 0, at = 0;

	while (at < text.n) {
		const char *end = memchr(text.p + at, '\n', text.n - at);
		size_t to = end ? (size_t)(end - text.p) + 1 : text.n;
		struct slice line = { text.p + at, to - at };
		size_t mark = cut_page_mark(line);
		struct key key;
		line.p += mark;
		line.n -= mark;
		key = fold_key(r->arena, line);
		if (n + key.s.n > text.n * 3)
			break; /* no folding grows that much */
		memcpy(p + n, key.s.p, key.s.n);
		for (size_t i = 0; i < key.s.n; i++)
			where[n + i] = (uint32_t)(at + mark) + key.where[i];
		n += key.s.n;
		at = to;
	}
	where[n] = (uint32_t)text.n;
	p[n] = '\0';
	return (struct key){ { p, n }, where };
}

/* --- labels --- */

struct found {
	const struct role *role;
	size_t from, to; /* in the key */
};

struct cutter {
	struct form *r;
	const struct cell *cell;
	struct walk walk; /* in the cell, up to the last part that was added */
	struct key key;
	struct found next[ROLE_KIND_COUNT];
	struct found last; /* the label found last; role NULL: none */
	bool again;        /* it repeats the one before it */
	struct row *out;
	size_t capacity;
	bool in_indicators, after_column;
	bool in_funds; /* the header of the funds block stood */
	bool closed;   /* the totals stood: notes follow, no indicators */
};

static bool
searched(enum role_kind kind)
{
	return kind == ROLE_PAIR || kind == ROLE_COLUMN || kind == ROLE_ROW ||
	    kind == ROLE_BLOCK || kind == ROLE_LEVEL || kind == ROLE_TOTAL;
}

static void
add_part(struct cutter *c, size_t from, size_t to)
{
	struct slice words = { c->key.s.p + from, to - from };
	struct view v;

	if (from == to)
		return;
	v = view_part(c->r, c->cell, &c->walk,
	    pairs_source(&c->key, c->cell->text, words));
	c->out->cell = arena_grow(c->r->arena, c->out->cell, c->out->n,
	    &c->capacity, c->out->n + 1, sizeof(*c->out->cell));
	c->out->cell[c->out->n++] = *v.cell;
}

/* 足额保障率=100%: where the figure of a name begins; 0: nowhere. */
static size_t
glued_figure(const struct cutter *c, size_t from, size_t to)
{
	static const char *const signs[] = { "≥", "≤", "=", ">", "<" };

	for (size_t i = from + 6; i + 1 < to; i++)
		for (size_t k = 0; k < sizeof(signs) / sizeof(signs[0]); k++) {
			size_t n = strlen(signs[k]);
			if (to - i > n &&
			    memcmp(c->key.s.p + i, signs[k], n) == 0 &&
			    slice_digit_at(c->key.s, i + n) &&
			    memchr(c->key.s.p + i, '/', to - i) == NULL)
				return i;
		}
	return 0;
}

static void
add_cell(struct cutter *c, size_t from, size_t to)
{
	size_t figure =
	    c->r->layout == LAYOUT_SPACES ? glued_figure(c, from, to) : 0;

	if (figure > 0) {
		add_part(c, from, figure);
		from = figure;
	}
	add_part(c, from, to);
}

static void
search(struct cutter *c, enum role_kind kind, size_t from)
{
	struct found *f = &c->next[kind];
	struct rule_match m;

	f->role = lexicon_search(c->r->lex, kind, c->key.s, from, &m);
	if (f->role == NULL) {
		f->from = f->to = c->key.s.n + 1;
		return;
	}
	f->from = (size_t)(m.whole.p - c->key.s.p);
	f->to = f->from + m.whole.n;
}

/* True where a label of this kind begins right at a place of the key. */
static bool
label_at(const struct cutter *c, enum role_kind kind, size_t at)
{
	struct slice near = slice_rest(c->key.s, at);
	struct rule_match m;

	if (near.n > LABEL_MAX) {
		near.n = LABEL_MAX;
		while (near.n > 0 && utf8_is_tail(near.p[near.n]))
			near.n--;
	}
	return lexicon_search(c->r->lex, kind, near, 0, &m) != NULL &&
	    m.whole.p == near.p;
}

/* True where another header word stands right behind this one. */
static bool
column_follows(const struct cutter *c, const struct found *f)
{
	return label_at(c, ROLE_COLUMN, f->to);
}

/* True where a Han character that no label ends with stands before it. */
static bool
inside_words(const struct cutter *c, const struct found *f, size_t pos)
{
	size_t n;

	return f->from > pos && f->from >= 3 &&
	    fold_is_han(fold_decode(c->key.s.p + f->from - 3, 3, &n)) && n == 3;
}

/* True where words stand right behind it that begin no label. */
static bool
words_follow(const struct cutter *c, const struct found *f)
{
	static const enum role_kind kinds[] = { ROLE_ROW, ROLE_BLOCK,
		ROLE_COLUMN, ROLE_PAIR, ROLE_NOTE };
	size_t left = c->key.s.n - f->to, n;

	if (left < 3 || !fold_is_han(fold_decode(c->key.s.p + f->to, left, &n)))
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (label_at(c, kinds[i], f->to))
			return false;
	return true;
}

static bool
is_row_label(const struct cutter *c, const struct found *f)
{
	struct slice word = { c->key.s.p + f->from, f->to - f->from };

	return lexicon_labels(c->r->lex, word)->of[ROLE_ROW] != NULL;
}

/*
 * True where a word stands again right behind it, or without its 指标 behind
 * the whole of it: a name begins with it. 满意度指标 is of both levels.
 */
static bool
begins_name(const struct cutter *c, const struct found *f, size_t pos)
{
	const struct role *last = c->last.role;
	size_t n = f->to - f->from, before = c->last.to - c->last.from;

	if (f->from != pos || last == NULL || last->kind != ROLE_LEVEL ||
	    c->last.to != pos || before < n ||
	    memcmp(c->key.s.p + c->last.from, c->key.s.p + pos, n) != 0)
		return false;
	return f->role != last || strstr(last->name, "twice") == NULL ||
	    c->again || ends_figure_starts(c->key.s, f->to);
}

/* Short labels, and those of other parts, are words of the text. */
static bool
accepted(const struct cutter *c, const struct found *f, size_t pos)
{
	enum role_kind kind = f->role->kind;
	size_t n = f->to - f->from;

	if (kind == ROLE_PAIR && rule_has_word(f->role->rule, "glued", "no"))
		return n >= LABEL_WHOLE;
	if (kind == ROLE_LEVEL &&
	    (c->closed ||
		(n < LABEL_SURE && strstr(f->role->name, "bare") &&
		    inside_words(c, f, pos))))
		return false;
	if (kind == ROLE_LEVEL && begins_name(c, f, pos))
		return false;

	if (c->in_indicators &&
	    (kind == ROLE_COLUMN || kind == ROLE_ROW || kind == ROLE_BLOCK ||
		kind == ROLE_PAIR))
		return kind == ROLE_PAIR && n >= LABEL_LONG;
	if (kind == ROLE_ROW && !c->in_funds && words_follow(c, f))
		return false; /* 中央财政 of a name */
	if (kind == ROLE_ROW && c->in_funds && n < LABEL_LONG)
		return slice_digit_at(c->key.s, f->to) &&
		    !inside_words(c, f, pos);
	if (kind == ROLE_TOTAL)
		return slice_digit_at(c->key.s, f->to);
	if (kind == ROLE_COLUMN && slice_digit_at(c->key.s, f->to) &&
	    is_row_label(c, f))
		return false; /* 年度金额:500 under the header */
	if (kind == ROLE_COLUMN)
		return (c->after_column && f->from == pos) ||
		    (n >= LABEL_LONG && column_follows(c, f));
	if (kind == ROLE_BLOCK)
		return n > LABEL_LONG || column_follows(c, f);
	return n >= LABEL_LONG;
}

static const struct found *
leftmost(struct cutter *c, size_t pos)
{
	for (;;) {
		const struct found *best = NULL;
		size_t len = 1;
		for (int k = 0; k < ROLE_KIND_COUNT; k++) {
			const struct found *f = &c->next[k];
			if (f->role != NULL &&
			    (best == NULL || f->from < best->from ||
				(f->from == best->from && f->to > best->to)))
				best = f;
		}
		if (best == NULL || accepted(c, best, pos))
			return best;
		fold_decode(
		    c->key.s.p + best->from, c->key.s.n - best->from, &len);
		search(c, best->role->kind, best->from + len);
	}
}

/* Which part of the form a label opens or ends. */
static void
pass_label(struct cutter *c, const struct role *role)
{
	enum role_kind kind = role->kind;

	c->after_column = kind == ROLE_COLUMN;
	if (kind == ROLE_COLUMN)
		c->in_funds = (role->parts & 1u << PART_FUNDS) != 0;
	if (kind == ROLE_LEVEL)
		c->in_indicators = true;
	if (kind == ROLE_TOTAL)
		c->closed = true;
	if (kind == ROLE_PAIR || kind == ROLE_COLUMN)
		c->closed = false;
	if (kind == ROLE_TOTAL || kind == ROLE_PAIR)
		c->in_indicators = false;
	if (c->in_indicators || kind == ROLE_PAIR)
		c->in_funds = false;
}

/* The same for a cell that is a label as a whole. */
static void
pass_cell(struct cutter *c, const struct view *v)
{
	static const enum role_kind kinds[] = { ROLE_LEVEL, ROLE_COLUMN,
		ROLE_TOTAL, ROLE_PAIR };

	c->after_column = false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (v->labels->of[kinds[i]] != NULL) {
			pass_label(c, v->labels->of[kinds[i]]);
			return;
		}
}

static void
cut_cell(struct cutter *c, const struct cell *cell)
{
	size_t pos = 0;

	c->cell = cell;
	c->walk = walk_of(cell);
	c->last.role = NULL;
	c->key = cut_key(c->r, cell->text);
	for (int k = 0; k < ROLE_KIND_COUNT; k++) {
		c->next[k].role = NULL;
		if (searched((enum role_kind)k))
			search(c, (enum role_kind)k, 0);
	}
	while (pos < c->key.s.n) {
		const struct found *f = leftmost(c, pos);
		if (f == NULL)
			break;
		add_cell(c, pos, f->from);
		add_cell(c, f->from, f->to);
		pass_label(c, f->role);
		c->again = f->from == c->last.to && f->role == c->last.role;
		c->last = *f;
		pos = f->to;
		for (int k = 0; k < ROLE_KIND_COUNT; k++)
			if (c->next[k].role != NULL && c->next[k].from < pos)
				search(c, (enum role_kind)k, pos);
	}
	add_cell(c, pos, c->key.s.n);
}

struct row
cut_labels(struct form *r, const struct row *row)
{
	struct row out = { .line = row->line };
	struct cutter c = { .r = r, .out = &out };

	for (size_t i = 0; i < row->n; i++) {
		const struct cell *cell = &row->cell[i];
		struct view v;
		view_cell(r, cell, &v);
		if (v.empty || v.labels->any ||
		    (v.key.p != NULL && view_is_number(v.key))) {
			out.cell = arena_grow(r->arena, out.cell, out.n,
			    &c.capacity, out.n + 1, sizeof(*out.cell));
			out.cell[out.n++] = *cell;
			pass_cell(&c, &v);
			continue;
		}
		cut_cell(&c, cell);
	}
	return out;
}
