#include "values.h"

#include "amount.h"
#include "calendar.h"
#include "duration.h"
#include "token.h"

/* So many words that add nothing may stand in a row: bounds the work. */
enum { WORDS_MOST = 3 };

/* One value, its unit still as printed, so that a range can complete it. */
struct item {
	struct amount a;
	struct period p;
	bool date;
	size_t start; /* its first token */
};

struct finder {
	struct arena *arena;
	const struct tokens *t;
};

const char *
value_kind_name(enum value_kind kind)
{
	static const char *const names[VALUE_KIND_COUNT] = { NULL, "number",
		"percent", "money", "quantity", "duration", "date", "ordinal",
		"text" };
	return names[kind];
}

const char *
value_op_name(enum value_op op)
{
	static const char *const names[VALUE_OP_COUNT] = { "=", ">=", "<=", ">",
		"<", "range" };
	return names[op];
}

static void
set_period(struct item *it)
{
	static const struct amount none;
	it->a = none;
	it->date = true;
	struct value *v = &it->a.v;
	v->kind = VALUE_DATE;
	calendar_print(it->p.first, v->iso, sizeof(v->iso));
	if (it->p.range) {
		v->op = VALUE_RANGE;
		calendar_print(it->p.last, v->iso_high, sizeof(v->iso_high));
	}
	v->bare_month =
	    !it->p.range && it->p.first.year == 0 && it->p.first.day == 0;
	if (v->bare_month)
		v->low = decimal_of((uint64_t)it->p.first.month);
}

static size_t
read_ordinal(const struct finder *f, size_t i, struct item *it)
{
	struct numeral n;
	size_t end = numeral_read_plain(f->t, i + 1, &n);
	if (end == i + 1 || n.broken || n.range)
		return i;
	static const struct amount none;
	it->a = none;
	it->a.v.kind = VALUE_ORDINAL;
	it->a.v.low = n.low;
	return end;
}

static size_t
read_item(const struct finder *f, size_t i, struct item *it)
{
	const struct tokens *t = f->t;
	it->date = false;
	it->start = i;
	size_t end = i;
	if (calendar_may_begin(t, i)) {
		end = calendar_read_range(t, i, &it->p);
		if (end == i)
			end = calendar_read(t, i, &it->p);
	}
	if (end > i) {
		set_period(it);
		return end;
	}
	if (token_is(t, i, WORD_ORDINAL))
		return read_ordinal(f, i, it);
	return amount_read(f->arena, t, i, &it->a);
}

/* True if digits stand beyond another dash: a telephone number, a code. */
static bool
is_chain(const struct tokens *t, size_t start, size_t end)
{
	if (start > 1 && token_is(t, start - 1, WORD_DASH) &&
	    token_glued(t, start) && token_glued(t, start - 1) &&
	    t->token[start - 2].kind == TOKEN_DIGITS)
		return true;
	return token_is(t, end, WORD_DASH) && token_glued(t, end) &&
	    t->token[end + 1].kind == TOKEN_DIGITS && token_glued(t, end + 1) &&
	    t->token[end - 1].kind == TOKEN_DIGITS;
}

/* 两 in 两到三万 counts in 万 too; 8500 in 8500到3万 does not. */
static void
share_power(struct amount *low, struct amount *high)
{
	if (low->n.power > 0 || high->n.power < 2 || low->unit != NULL)
		return;
	struct decimal digits = decimal_shift(high->n.low, -high->n.power);
	if (decimal_compare(low->n.low, digits) < 0)
		amount_take_power(low, high);
}

static void
share_unit(struct amount *low, struct amount *high)
{
	if (low->v.unit.p == NULL && high->v.unit.p != NULL)
		amount_take_unit(low, high);
	else if (high->v.unit.p == NULL && low->v.unit.p != NULL)
		amount_take_unit(high, low);
}

/* The range from one amount to another of its kind. */
static void
make_range(struct amount *low, const struct amount *high)
{
	low->v.op = VALUE_RANGE;
	low->v.high = high->v.low;
	if (low->unit == NULL)
		low->unit = high->unit;
	duration_set(low);
}

static bool
is_plain(const struct amount *a)
{
	return !a->n.range && !a->n.more && !a->v.chain &&
	    a->v.kind != VALUE_NONE && a->v.kind != VALUE_ORDINAL;
}

/* The second end of a range, behind token `end`, where a connector stands. */
static size_t
read_range(const struct finder *f, size_t end, struct item *it)
{
	const struct tokens *t = f->t;
	struct item high;
	bool with = token_is(t, end, WORD_WITH);
	if (!token_is(t, end, WORD_TO | WORD_DASH | WORD_WITH) || it->date)
		return end;
	bool ordinal = it->a.v.kind == VALUE_ORDINAL;
	size_t behind = read_item(f, end + 1, &high);
	if (behind == end + 1 || high.date || is_chain(t, it->start, behind))
		return end;
	if (ordinal ? high.a.v.kind != VALUE_ORDINAL
		    : !is_plain(&it->a) || !is_plain(&high.a))
		return end;
	if (with && !token_is(t, behind, WORD_BETWEEN))
		return end;
	if (!ordinal) {
		share_power(&it->a, &high.a);
		share_unit(&it->a, &high.a);
	}
	if (it->a.v.kind != high.a.v.kind ||
	    decimal_compare(it->a.v.low, high.a.v.low) > 0)
		return end;
	make_range(&it->a, &high.a);
	if (high.a.v.step < it->a.v.step)
		it->a.v.step = high.a.v.step;
	return token_is(t, behind, WORD_BETWEEN) ? behind + 1 : behind;
}

/* 5±0.2 */
static size_t
read_spread(const struct finder *f, size_t end, struct item *it)
{
	struct item by;
	if (!token_is(f->t, end, WORD_SPREAD) || it->date || !is_plain(&it->a))
		return end;
	size_t behind = read_item(f, end + 1, &by);
	if (behind == end + 1 || by.date || !is_plain(&by.a))
		return end;
	share_unit(&it->a, &by.a);
	struct value *v = &it->a.v;
	v->op = VALUE_RANGE;
	v->high = decimal_add(v->low, by.a.v.low);
	v->low = decimal_add(v->low, decimal_negate(by.a.v.low));
	duration_set(&it->a);
	return behind;
}

static void
set_op(struct item *it, enum value_op op)
{
	if (it->a.v.op != VALUE_RANGE)
		it->a.v.op = op;
}

/* 比三十大: the comparison stands behind the number. */
static size_t
read_than(const struct finder *f, size_t i, struct item *it)
{
	size_t end = read_item(f, i + 1, it);
	if (end == i + 1 || it->a.v.kind == VALUE_NONE ||
	    !token_is(f->t, end, WORD_OP_THAN))
		return i;
	set_op(it, f->t->token[end].word->op_than);
	return end + 1;
}

/* What stands behind a value: 左右, a second end, 以上. */
static size_t
read_behind(const struct finder *f, size_t end, struct item *it)
{
	const struct tokens *t = f->t;
	if (it->a.v.op != VALUE_RANGE) {
		size_t behind = read_range(f, end, it);
		end = behind > end ? behind : read_spread(f, end, it);
	}
	while (token_is(t, end, WORD_AROUND))
		end++;
	if (token_is(t, end, WORD_OP_AFTER)) {
		enum value_op op = t->token[end].word->op_after;
		if (op == VALUE_BELOW && token_is(t, end - 1, WORD_LAST))
			op = VALUE_AT_MOST;
		set_op(it, op);
		end++;
	}
	return end;
}

/* One value with its comparator; i if none begins here. */
static size_t
read_compared(const struct finder *f, size_t i, struct item *it)
{
	const struct tokens *t = f->t;
	bool since = token_is(t, i, WORD_SINCE);
	size_t at = since || token_is(t, i, WORD_FROM) ? i + 1 : i;
	while (at < i + WORDS_MOST && token_is(t, at, WORD_ABOUT) &&
	    !(token_is(t, at, WORD_NEARLY) &&
		token_is(t, at + 1, WORD_TEN | WORD_BIG)))
		at++;
	if (token_is(t, at, WORD_THAN)) {
		size_t than = read_than(f, at, it);
		return than > at ? than : i;
	}
	bool has_op = token_is(t, at, WORD_OP);
	enum value_op op = has_op ? t->token[at].word->op : VALUE_EQUAL;
	if (has_op)
		at++;
	while (has_op && at < i + WORDS_MOST &&
	    token_is(t, at, WORD_IS | WORD_ABOUT))
		at++;
	size_t end = read_item(f, at, it);
	if (end == at)
		return i;
	end = read_behind(f, end, it);
	if (has_op)
		set_op(it, op);
	else if (since && it->date && it->a.v.op == VALUE_EQUAL)
		it->a.v.op = VALUE_AT_LEAST;
	return end;
}

/* The same with what it is for in front: 每人每月200元. */
static size_t
read_term(const struct finder *f, size_t i, struct item *it)
{
	size_t at = i;
	while (at < i + 2 && token_is(f->t, at, WORD_RATE))
		at++;
	size_t end = read_compared(f, at, it);
	if (end == at)
		return i;
	for (size_t k = i; k < at; k++)
		amount_put_rate(f->arena, &it->a, f->t->token[k].word->rate);
	return end;
}

static bool
is_low(const struct value *v)
{
	return v->op == VALUE_AT_LEAST || v->op == VALUE_ABOVE;
}

static bool
is_high(const struct value *v)
{
	return v->op == VALUE_AT_MOST || v->op == VALUE_BELOW;
}

/* 大于50且小于90: the two bounds of one range. */
static size_t
read_second_bound(const struct finder *f, size_t end, struct item *it)
{
	const struct tokens *t = f->t;
	struct item high;
	size_t at = end;
	if (it->date || !is_low(&it->a.v))
		return end;
	while (at < end + WORDS_MOST && token_is(t, at, WORD_ALSO))
		at++;
	size_t behind = read_term(f, at, &high);
	if (behind == at || high.date || !is_high(&high.a.v))
		return end;
	share_unit(&it->a, &high.a);
	if (it->a.v.kind != high.a.v.kind ||
	    decimal_compare(it->a.v.low, high.a.v.low) >= 0)
		return end;
	make_range(&it->a, &high.a);
	return behind;
}

/* True if a value may begin with token i: what stands in most places not. */
static bool
may_begin(const struct tokens *t, size_t i)
{
	if (t->token[i].kind == TOKEN_OTHER)
		return token_is_char(t, i, '.');
	return !token_is(t, i, WORD_STOP | WORD_ITEM);
}

struct values
values_of(struct arena *arena, const struct tokens *t)
{
	struct finder f = { arena, t };
	struct values all = { NULL, 0 };
	size_t room = 0;
	for (size_t i = 0; i < t->n;) {
		struct item it;
		size_t end = may_begin(t, i) ? read_term(&f, i, &it) : i;
		if (end == i) {
			i++;
			continue;
		}
		end = read_second_bound(&f, end, &it);
		if (it.a.v.kind != VALUE_NONE) {
			size_t from = t->token[i].start;
			it.a.v.text = (struct slice){ t->text.p + from,
				t->token[end - 1].end - from };
			all.value = arena_grow(arena, all.value, all.n, &room,
			    all.n + 1, sizeof(struct value));
			all.value[all.n++] = it.a.v;
		}
		i = end;
	}
	return all;
}

struct values
values_find(struct arena *arena, const struct words *words, struct slice text,
    bool cell)
{
	struct tokens t = tokens_of(arena, words, text);
	t.cell = cell;
	return values_of(arena, &t);
}
