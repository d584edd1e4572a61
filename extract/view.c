/* view.c - what a cell looks like: its key, its labels, its shape. */
#include <math.h>
#include <stdlib.h>

#include "form.h"
#include "prose.h"

#define KEY_TEXT_MAX 600u /* longer cells are prose: no label, no figure */
#define QUANTITY_MAX 48u  /* bytes of a key with a comparison and a figure */

static const struct labels no_labels;

static size_t
after_sign(struct slice key)
{
	size_t i = 0;

	if (i < key.n && key.p[i] == '(')
		i++;
	if (i < key.n && (key.p[i] == '-' || key.p[i] == '+'))
		i++;
	if (key.n - i > 2 && memcmp(key.p + i, "\xc2\xa5", 2) == 0)
		i += 2; /* yen sign, which ￥ folds to */
	return i;
}

/* Bytes of a figure's digits and separators from i on; 0: not a figure. */
static size_t
digits(struct slice key, size_t i)
{
	size_t start = i;

	if (!slice_digit_at(key, i))
		return 0;
	while (i < key.n &&
	    (slice_digit_at(key, i) || key.p[i] == '.' || key.p[i] == ','))
		i++;
	return i - start;
}

/* What stands behind the digits; p NULL: no figure. */
static struct slice
tail(struct slice key)
{
	size_t i = after_sign(key);
	size_t n = digits(key, i);

	if (n == 0)
		return SLICE_NULL;
	i += n;
	if (i < key.n && key.p[i] == ' ')
		i++;
	return slice_rest(key, i);
}

bool
view_is_figure(const struct view *v)
{
	return v->shape == SHAPE_PLAIN || v->shape == SHAPE_NUMBER;
}

bool
view_is_number(struct slice key)
{
	struct slice rest = tail(key);

	return rest.p != NULL && rest.n <= 18 && !slice_has_digit(rest);
}

bool
view_is_plain(struct slice key)
{
	struct slice rest = tail(key);

	return rest.p != NULL &&
	    (rest.n == 0 || slice_is(rest, ")") || slice_is(rest, "分"));
}

bool
view_is_percent(struct slice key)
{
	struct slice rest = tail(key);

	return rest.p != NULL && rest.n > 0 && rest.p[0] == '%';
}

/* Digits and % alone: no label, and half of all cells. */
static bool
is_bare(struct slice key)
{
	for (size_t i = 0; i < key.n; i++)
		if (!slice_digit_at(key, i) && key.p[i] != '.' &&
		    key.p[i] != '%')
			return false;
	return key.n > 0 && key.p[0] != '.';
}

/* A figure with a comparison before it: ≥95%, 不少于12种. */
static bool
is_quantity(const struct lexicon *lex, struct slice key)
{
	size_t n = lexicon_comparison(lex, key);

	return n > 0 && n < key.n;
}

/* The shape of a cell that begins with a digit or a sign of a figure. */
static enum shape
figure_shape(struct slice key)
{
	if (view_is_plain(key))
		return SHAPE_PLAIN;
	if (view_is_number(key))
		return SHAPE_NUMBER;
	return key.n <= 12 ? SHAPE_SHORT : SHAPE_LONG;
}

static enum shape
shape_of(const struct lexicon *lex, const struct view *v)
{
	const struct role *level = v->labels->of[ROLE_LEVEL];

	if (v->empty)
		return SHAPE_EMPTY;
	if (level != NULL)
		return level->name[0] == '1' ? SHAPE_WORD1
		    : level->name[0] == '2'  ? SHAPE_WORD2
					     : SHAPE_WORD12;
	if (v->labels->of[ROLE_PLACEHOLDER] != NULL)
		return SHAPE_FILLER;
	if (v->key.p == NULL)
		return SHAPE_LONG;
	if (slice_digit_at(v->key, 0))
		return figure_shape(v->key);
	if (v->nothing)
		return SHAPE_NOTHING;
	if (v->op != NULL)
		return SHAPE_OPERATOR;
	if (v->key.n <= QUANTITY_MAX && is_quantity(lex, v->key))
		return SHAPE_QUANTITY;
	return figure_shape(v->key);
}

static bool
blank(struct slice s)
{
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.p[i];
		if (c <= ' ')
			i++;
		else if (s.n - i >= 3 &&
		    memcmp(s.p + i, "\xe3\x80\x80", 3) == 0)
			i += 3; /* ideographic space */
		else if (s.n - i >= 2 && memcmp(s.p + i, "\xc2\xa0", 2) == 0)
			i += 2;
		else if (s.n - i >= 3 &&
		    (memcmp(s.p + i, "\xe2\x80\x8b", 3) == 0 ||
			memcmp(s.p + i, "\xef\xbb\xbf", 3) == 0))
			i += 3; /* zero width */
		else
			return false;
	}
	return true;
}

/* A letter with a tone mark behind a bracket: 項(xiàng), a gloss. */
static bool
is_glossed(struct slice key)
{
	const char *p = memchr(key.p, '(', key.n);
	const char *end = key.p + key.n;

	for (size_t i = 0; p != NULL && p < end && i < 16; i++, p++)
		if ((unsigned char)*p >= 0xc3 && (unsigned char)*p <= 0xc7)
			return true;
	return false;
}

void
view_cell(struct form *r, const struct cell *cell, struct view *v)
{
	*v = (struct view){ .cell = cell, .labels = &no_labels };
	v->empty = blank(cell->text);
	if (!v->empty && cell->text.n <= KEY_TEXT_MAX) {
		v->key = fold_key_text(r->arena, cell->text);
		v->empty = v->key.n == 0;
		if (!v->empty && is_glossed(v->key))
			v->key =
			    arena_copy(r->arena, prose_key(r, cell->text).s);
		if (!is_bare(v->key)) {
			v->labels = lexicon_labels(r->lex, v->key);
			v->nothing = lexicon_is_nothing(r->lex, v->key);
			v->op = lexicon_operator(r->lex, v->key);
		}
	}
	v->shape = shape_of(r->lex, v);
}

/* A cell with the same origin that holds part of another's text. */
static struct cell *
part_cell(struct form *r, const struct cell *whole, struct slice text)
{
	struct cell *c = arena_zero(r->arena, sizeof(*c));

	*c = *whole;
	c->text = text;
	if (whole->pieces != NULL) {
		c->pieces = arena_zero(r->arena, sizeof(*c->pieces));
		c->pieces->s = text;
		c->at = text.p;
	}
	return c;
}

bool
view_split(struct form *r, struct view *v)
{
	struct key key;
	const char *colon;

	if (v->empty || v->key.p == NULL || v->labels->any ||
	    memchr(v->key.p, ':', v->key.n) == NULL)
		return false;
	for (size_t i = v->key.n - 1; i > 0; i--) {
		struct slice label = { v->key.p, i };
		const struct labels *labels;
		struct slice text = v->cell->text;
		colon = v->key.p + i - 1;
		if (*colon != ':')
			continue;
		labels = lexicon_labels(r->lex, label);
		if (labels->of[ROLE_PAIR] == NULL &&
		    labels->of[ROLE_ROW] == NULL &&
		    (labels->of[ROLE_NOTE] == NULL ||
			!view_is_number(slice_rest(v->key, i))))
			continue;
		key = fold_key(r->arena, text);
		if (!slice_eq(key.s, v->key)) /* glossed */
			key = prose_key(r, text);
		text.n = key.where[i];
		view_cell(r, part_cell(r, v->cell, text), &v[1]);
		text =
		    (struct slice){ text.p + text.n, v->cell->text.n - text.n };
		v[0] = v[1];
		view_cell(r, part_cell(r, v->cell, text), &v[1]);
		return true;
	}
	return false;
}

bool
view_is_numbered(struct form *r, const struct view *v)
{
	const struct rule *rule = lexicon_strip(r->lex, "level3");
	struct rule_match m;

	return v->shape == SHAPE_LONG && v->key.p != NULL && rule != NULL &&
	    rules_match(lexicon_rules(r->lex), "strip", v->key, 0, &m) ==
	    RULES_MATCH &&
	    m.rule == rule;
}

double
view_value(const struct view *v)
{
	char digits[32];
	size_t n = 0;

	for (size_t i = 0; i < v->key.n && n < sizeof(digits) - 1; i++)
		if (slice_digit_at(v->key, i) || v->key.p[i] == '.' ||
		    v->key.p[i] == '-')
			digits[n++] = v->key.p[i];
	digits[n] = '\0';
	return n == 0 ? NAN : strtod(digits, NULL);
}
