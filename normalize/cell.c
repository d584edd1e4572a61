#include "cell.h"

#include <stdlib.h>

#include "amount.h"
#include "cell_row.h"
#include "fold.h"
#include "heap.h"
#include "token.h"

struct cell_reader {
	const struct words *words;
	struct cell_row row;
};

enum { TEXT_MAX = 16384 };

/* The unit of all amounts in a stream, see record.h. */
#define YUAN "元"

/* A cell's text and the values in it. */
struct look {
	struct arena *arena;
	const struct words *words;
	const struct cell_row *row;
	const struct record *record;
	struct slice text;
	struct tokens tokens;
	struct values all;
};

static const struct cell nothing = { .note = NULL };

static struct cell
silent(const char *note)
{
	struct cell c = nothing;
	c.note = note;
	return c;
}

/* True if only marks such as — and 无 stand there. */
static bool
is_empty(const struct tokens *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (!token_is(t, i, WORD_NONE))
			return false;
	}
	return true;
}

/* The unit of a column: 万元, (元), 单位：万元. False if it names none. */
static bool
read_context(const struct look *l, struct decimal *factor, struct slice *base,
    enum value_kind *kind)
{
	struct tokens t =
	    tokens_of(l->arena, l->words, l->record->f[RECORD_CONTEXT_UNIT]);
	for (size_t i = 0; i < t.n; i++) {
		int power = 0;
		const struct unit *u;
		size_t at = i;
		while (token_is(&t, at, WORD_TEN | WORD_BIG))
			power += t.token[at++].word->power;
		size_t end = amount_read_unit(l->arena, &t, at, &u, base);
		if (end == at)
			continue;
		*factor = decimal_shift(u->factor, power);
		*kind = u->kind;
		return true;
	}
	return false;
}

static struct cell
found(const struct value *v, const char *unit_from)
{
	struct cell c = { .value = *v };
	if (v->unit.p != NULL)
		c.unit_from = slice_of(unit_from);
	return c;
}

/* Gives a bare number the unit of its column. False if that names none. */
static bool
take_context(const struct look *l, struct cell *c)
{
	struct decimal factor;
	struct slice base;
	enum value_kind kind;
	struct value *v = &c->value;
	if (!read_context(l, &factor, &base, &kind))
		return false;
	struct decimal one = factor;
	while (decimal_compare(one, decimal_of(10)) >= 0) {
		one = decimal_shift(one, -1);
		v->step++;
	}
	v->low = decimal_multiply(v->low, factor);
	v->high = decimal_multiply(v->high, factor);
	v->unit = base;
	v->kind = kind;
	c->unit_from = l->record->f[RECORD_CONTEXT_FROM];
	return true;
}

/* (123.45) is minus 123.45 in accounts. */
static bool
is_bracketed(const struct look *l)
{
	const struct tokens *t = &l->tokens;
	return t->n > 2 && token_is(t, 0, WORD_OPEN) &&
	    token_is(t, t->n - 1, WORD_CLOSE) &&
	    t->token[1].kind == TOKEN_DIGITS && l->all.n == 1;
}

static bool
is_space_or_mark(uint32_t c)
{
	return c <= ' ' || c == 0xA0 || c == 0x202F || c == 0x3000 ||
	    c == 0x3002 || c == ';' || c == 0xFF1B || c == ',' || c == 0xFF0C ||
	    c == '.' || c == ':' || c == 0xFF1A || c == '(' || c == ')' ||
	    c == 0xFF08 || c == 0xFF09 || c == 0x3001;
}

/* What of s is neither white space nor punctuation, counted in characters. */
static size_t
count_rest(struct slice s)
{
	size_t rest = 0;
	for (size_t i = 0, n; i < s.n; i += n)
		rest += !is_space_or_mark(fold_decode(s.p + i, s.n - i, &n));
	return rest;
}

static struct slice
in_front(const struct look *l, const struct value *v)
{
	return (struct slice){ l->text.p, (size_t)(v->text.p - l->text.p) };
}

/*
 * l00%: a letter right before the digits was one of them, or belongs to a
 * name. What is left of the figure is none.
 */
static bool
is_cut(const struct look *l, const struct value *v)
{
	struct slice front = in_front(l, v);
	char last = front.n > 0 ? front.p[front.n - 1] : ' ';

	return v->text.n > 0 && v->text.p[0] >= '0' && v->text.p[0] <= '9' &&
	    ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z'));
}

static struct slice
behind(const struct look *l, const struct value *v)
{
	const char *end = v->text.p + v->text.n;
	return (struct slice){ end, (size_t)(l->text.p + l->text.n - end) };
}

/*
 * True for 123,45 and 10,10: no thousands stand behind the last comma, so it
 * may be a misread point, or the figures of two cells have run together.
 */
static bool
is_ill_parted(struct slice s)
{
	size_t digits = 0;
	bool parted = false, alone = false;

	for (size_t i = 0, n; i < s.n; i += n) {
		uint32_t c = fold_decode(s.p + i, s.n - i, &n);
		if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19)) {
			digits++;
			continue;
		}
		if (digits > 0 && c != ',' && c != 0xFF0C)
			break;
		alone = alone || (parted && digits < 2);
		parted = parted || digits > 0;
		digits = 0;
	}
	return parted && (alone || digits < 3 || digits > 4);
}

/* True if a bracket opens right behind the value. */
static bool
has_remark(const struct look *l, const struct value *v)
{
	size_t at = (size_t)(behind(l, v).p - l->text.p);
	size_t i = 0;
	while (i < l->tokens.n && l->tokens.token[i].start < at)
		i++;
	return token_is(&l->tokens, i, WORD_OPEN);
}

/* 100%(35/35), 95%以上（含95%）: the others are in brackets to the cell's end. */
static bool
is_remarked(const struct look *l, const struct value *v)
{
	const struct tokens *t = &l->tokens;
	size_t opened = 0;

	for (size_t i = 0; i < t->n; i++)
		opened += token_is(t, i, WORD_OPEN);
	return opened == 1 && v->unit.p != NULL &&
	    count_rest(in_front(l, v)) == 0 && has_remark(l, v) &&
	    token_is(t, t->n - 1, WORD_CLOSE);
}

/*
 * The value that the cell states: the only one, or the first if it opens the
 * cell and the others stand behind it in brackets. Beside a figure without a
 * unit no other words may stand. NULL: the note says why.
 */
static const struct value *
main_value(const struct look *l, const char **note)
{
	const struct value *v = l->all.value;
	*note = NULL;
	if (l->all.n == 0) {
		*note = "no figure in it";
		return NULL;
	}
	size_t front = count_rest(in_front(l, v));
	bool remark = front == 0 && has_remark(l, v);
	if (l->all.n > 1 && !remark) {
		*note = "several figures stand in one cell";
		return NULL;
	}
	size_t rest = front + (remark ? 0 : count_rest(behind(l, v)));
	if (v->kind == VALUE_NUMBER && !v->scaled && rest > 0) {
		*note = "words stand beside the figure";
		return NULL;
	}
	if (is_ill_parted(v->text)) {
		*note = "its commas part no thousands";
		return NULL;
	}
	if (is_cut(l, v)) {
		*note = "a letter stands before its digits";
		return NULL;
	}
	if (l->all.n > 1)
		*note = "figures in brackets behind it were left out";
	return v;
}

/* The same as a cell; *v is NULL where it states none. */
static struct cell
main_cell(const struct look *l, const struct value **v)
{
	const char *note;
	*v = main_value(l, &note);
	struct cell c = *v == NULL ? nothing : found(*v, "cell");
	c.note = note;
	return c;
}

static bool
ends_in_digit(struct slice s)
{
	static const char wide[] = "\xEF\xBC"; /* ０ to ９ */
	unsigned char last = s.n > 0 ? (unsigned char)s.p[s.n - 1] : 0;

	if (s.n >= 3 && memcmp(s.p + s.n - 3, wide, 2) == 0)
		return last >= 0x90 && last <= 0x99;
	return last >= '0' && last <= '9';
}

/*
 * True for ￥204.5 where the table says 万元: the sign says that it is money,
 * the header in which unit. An amount of six digits before the point is in yuan
 * all the same.
 */
static bool
is_only_signed(const struct look *l, const struct value *v)
{
	struct slice from = l->record->f[RECORD_CONTEXT_FROM];

	return (slice_is(from, "header") || slice_is(from, "caption")) &&
	    ends_in_digit(v->text) && slice_is(v->unit, YUAN) &&
	    decimal_compare(v->low, decimal_of(100000)) < 0;
}

static struct cell
read_money(const struct look *l)
{
	const struct value *v;
	struct cell c = main_cell(l, &v);
	if (v == NULL)
		return c;
	if (v->kind == VALUE_MONEY && is_only_signed(l, v) &&
	    take_context(l, &c))
		return c;
	if (v->kind == VALUE_MONEY)
		return slice_is(v->unit, YUAN) ? c : silent("not in yuan");
	if (v->kind != VALUE_NUMBER)
		return silent("the figure is no amount of money");
	if (is_bracketed(l)) {
		c.value.low = decimal_negate(v->low);
		c.note = "brackets read as minus";
	}
	c.value.kind = VALUE_MONEY;
	if (v->scaled) {
		c.value.unit = SLICE_LITERAL(YUAN);
		c.unit_from = SLICE_LITERAL("cell");
		return c;
	}
	if (!take_context(l, &c) || c.value.kind != VALUE_MONEY) {
		if (!decimal_is_zero(v->low))
			return silent("no unit is stated for the amount");
		/* Nothing is nothing in any unit. */
		c.value.unit = SLICE_LITERAL(YUAN);
		c.value.kind = VALUE_MONEY;
	}
	return c;
}

static struct cell
read_percent(const struct look *l)
{
	const struct value *v;
	struct cell c = main_cell(l, &v);
	if (v == NULL)
		return c;
	if (v->kind == VALUE_PERCENT)
		return c;
	if (v->kind != VALUE_NUMBER)
		return silent("the figure is no percentage");
	c.value.kind = VALUE_PERCENT;
	c.value.unit = SLICE_LITERAL("%");
	c.unit_from = l->record->f[RECORD_CONTEXT_FROM];
	if (c.unit_from.p == NULL)
		c.unit_from = SLICE_LITERAL("form");
	if (cell_row_proves_ratio(l->row, v)) {
		bool one = decimal_compare(v->low, decimal_of(1)) == 0;
		c.value.low = decimal_shift(v->low, 2);
		c.value.step += 2;
		c.note = one ? "1 read as 100%, executed = annual"
			     : "read as a part of one: executed / annual";
	}
	return c;
}

static struct cell
read_number(const struct look *l)
{
	const struct value *v;
	struct cell c = main_cell(l, &v);
	if (v == NULL)
		return c;
	bool fits = v->kind == VALUE_NUMBER || v->kind == VALUE_PERCENT ||
	    v->kind == VALUE_QUANTITY || v->kind == VALUE_ORDINAL;
	if (v->bare_month || (v->kind == VALUE_DURATION && !v->chain))
		fits = true;
	if (!fits)
		return silent("the figure is no plain number");
	if (v->kind != VALUE_PERCENT)
		c.value.kind = VALUE_NUMBER;
	c.value.iso[0] = '\0';
	return c;
}

/* A short word behind a bare number is its unit, known or not: 12期. */
static bool
take_unknown_unit(const struct look *l, struct slice rest, struct cell *c)
{
	struct tokens t = tokens_of(l->arena, l->words, rest);
	if (c->value.kind != VALUE_NUMBER || c->value.unit.p != NULL ||
	    token_is(&t, 0, WORD_DAY))
		return false; /* 每月5号前 */
	size_t chars = 0;
	for (size_t i = 0, n; i < rest.n; i += n) {
		if (!fold_is_han(fold_decode(rest.p + i, rest.n - i, &n)))
			return false;
		chars++;
	}
	if (chars == 0 || chars > 2)
		return false;
	c->value.unit = arena_copy(l->arena, rest);
	c->value.kind = VALUE_QUANTITY;
	c->unit_from = SLICE_LITERAL("cell");
	return true;
}

/* Text in front of a value that says what it is: 达到 95%. */
static bool
may_lead(const struct value *v, struct slice front)
{
	return front.n <= 60 && v->kind != VALUE_DATE &&
	    v->kind != VALUE_ORDINAL && v->unit.p != NULL;
}

/* What is counted, or that it is done: 5个项目, 100%合格. */
static bool
may_follow(const struct value *v, struct slice front, struct slice rest)
{
	return count_rest(front) == 0 && count_rest(rest) <= 4 &&
	    v->unit.p != NULL && v->kind != VALUE_DATE;
}

/* The unit of the same row's target, where the result has none. */
static void
take_target_unit(const struct cell_row *row, struct cell *c)
{
	struct value *v = &c->value;
	if (!row->has_target || row->target_unit.p == NULL)
		return;
	if (row->target_scaled && !v->scaled && !decimal_is_zero(v->low)) {
		c->note =
		    "no unit is printed; the target has one of 万 or more";
		return;
	}
	v->unit = row->target_unit;
	v->kind = row->target_kind;
	c->unit_from = SLICE_LITERAL("target");
}

static struct cell
read_quantity(const struct look *l)
{
	static const struct cell text = { .value.kind = VALUE_TEXT };
	const struct value *v = l->all.value;
	if (l->all.n == 0 || is_cut(l, v) ||
	    (l->all.n > 1 && !is_remarked(l, v)))
		return text;
	struct slice front = in_front(l, v);
	struct slice rest = l->all.n > 1 ? SLICE_NULL : behind(l, v);
	struct cell c = found(v, "cell");
	if (count_rest(front) > 0 && !may_lead(v, front))
		return text;
	if (count_rest(rest) > 0 && !take_unknown_unit(l, rest, &c) &&
	    !may_follow(v, front, rest))
		return text;
	if (v->kind == VALUE_NUMBER && !v->has_step)
		return text; /* 6/6 */
	if (v->kind == VALUE_DURATION && slice_begins(v->text, "每"))
		return text; /* 每月10日前: a day of each month, not ten days */
	if (v->kind == VALUE_MONEY && slice_ends(v->text, "块")) {
		/* Forms print money as 元: 40块 are boards or plots. */
		c.value.kind = VALUE_QUANTITY;
		c.value.unit = SLICE_LITERAL("块");
	}
	if (v->bare_month) {
		/* ≤12月: a quantity, so that results can be compared. */
		c.value.kind = VALUE_QUANTITY;
		c.value.iso[0] = '\0';
		c.value.unit = SLICE_LITERAL("月");
		c.unit_from = SLICE_LITERAL("cell");
		c.value.has_step = true;
	}
	if (c.value.unit.p == NULL && c.value.kind == VALUE_NUMBER &&
	    !take_context(l, &c) &&
	    slice_is(l->record->f[RECORD_FIELD], "actual"))
		take_target_unit(l->row, &c);
	if (v->kind == VALUE_DURATION && !v->chain)
		c.value.iso[0] = '\0';
	return c;
}

static struct cell
read_date(const struct look *l, bool year)
{
	for (size_t i = 0; i < l->all.n; i++) {
		const struct value *v = &l->all.value[i];
		struct cell c = found(v, "cell");
		c.value.unit = SLICE_NULL;
		if (v->kind == VALUE_DATE && v->iso[0] != 'X') {
			if (year)
				c.value.iso[4] = '\0';
			return c;
		}
		/* Four digits, full-width ones being three bytes each. */
		bool plain = v->kind == VALUE_NUMBER &&
		    (v->text.n == 4 || v->text.n == 12) &&
		    decimal_compare(v->low, decimal_of(1900)) >= 0 &&
		    decimal_compare(v->low, decimal_of(2100)) <= 0;
		if (year && plain) {
			c.value.kind = VALUE_DATE;
			return c;
		}
	}
	return silent("no date in it");
}

static struct cell
read_typed(struct look *l)
{
	struct slice type = l->record->f[RECORD_TYPE];
	if (l->text.n == 0 || type.n == 0 || slice_is(type, "text") ||
	    slice_is(type, "code"))
		return nothing;
	if (l->text.n > TEXT_MAX)
		return silent("too long for a figure");
	l->tokens = tokens_of(l->arena, l->words, l->text);
	if (is_empty(&l->tokens))
		return nothing;
	l->tokens.cell = true;
	l->all = values_of(l->arena, &l->tokens);
	switch (type.p[0]) {
	case 'm': return read_money(l);
	case 'p': return read_percent(l);
	case 'n': return read_number(l);
	case 'q': return read_quantity(l);
	case 'd': return read_date(l, false);
	case 'y': return read_date(l, true);
	default: return nothing;
	}
}

struct cell_reader *
cell_reader_new(const struct words *words)
{
	struct cell_reader *r = heap_zero(1, sizeof(*r));
	r->words = words;
	r->row.arena = arena_new();
	return r;
}

void
cell_reader_free(struct cell_reader *r)
{
	if (r == NULL)
		return;
	arena_free(r->row.arena);
	free(r);
}

struct cell
cell_read(
    struct cell_reader *r, struct arena *arena, const struct record *record)
{
	struct look l = { .arena = arena,
		.words = r->words,
		.row = &r->row,
		.record = record };
	l.text = record->f[RECORD_CLEAN];
	if (l.text.p == NULL)
		l.text = record->f[RECORD_TEXT];
	cell_row_enter(&r->row, record);
	struct cell c = read_typed(&l);
	cell_row_remember(&r->row, record, &c.value);
	return c;
}
