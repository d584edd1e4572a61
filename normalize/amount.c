#include "amount.h"

#include "arabic.h"
#include "duration.h"

static struct decimal
signed_low(const struct amount *a)
{
	return a->n.negative ? decimal_negate(a->n.low) : a->n.low;
}

static void
scale(struct amount *a, const struct unit *u)
{
	struct value *v = &a->v;
	v->low = signed_low(a);
	v->high = a->n.high;
	if (u->is_power) {
		v->low = decimal_shift(v->low, u->power);
		v->high = decimal_shift(v->high, u->power);
	} else {
		v->low = decimal_multiply(v->low, u->factor);
		v->high = decimal_multiply(v->high, u->factor);
	}
	v->kind = u->kind;
	v->has_step = u->is_power && !a->n.fraction;
	v->step = a->n.step + u->power;
	a->unit = u;
}

/* A unit of Latin letters ends where the letters do. */
static bool
unit_ends(const struct tokens *t, size_t i)
{
	const struct token *k = &t->token[i + 1];
	if (!t->token[i].word->latin || !token_glued(t, i + 1))
		return true;
	uint32_t c = k->c | 0x20;
	return k->kind == TOKEN_DIGITS || !(c >= 'a' && c <= 'z');
}

/* 5" is five inches, but not where the sign closes a quotation. */
static bool
closes_quotation(const struct tokens *t, size_t i)
{
	if (!token_is_char(t, i, '"'))
		return false;
	size_t k = i;
	while (k > 0 && !token_is_char(t, k - 1, '"'))
		k--;
	return k > 0;
}

static bool
is_unit(const struct tokens *t, size_t i)
{
	return token_is(t, i, WORD_UNIT) && unit_ends(t, i) &&
	    !closes_quotation(t, i);
}

/* A unit that no rule knows: up to three characters behind a slash. */
static size_t
skip_unknown(const struct tokens *t, size_t i)
{
	size_t end = i;
	while (end < i + 3 && t->token[end].kind == TOKEN_OTHER &&
	    t->token[end].c >= 0x3400 && (end == i || token_glued(t, end)))
		end++;
	/* 元/学年: the last of its characters may be a unit by itself. */
	if (end > i && is_unit(t, end) && token_glued(t, end))
		end++;
	return end;
}

/* 元/人.月, 元/人*月: a point or a star between two units is a ·. */
static bool
is_times(const struct tokens *t, size_t i)
{
	char c = i < t->n ? t->text.p[t->token[i].start] : ' ';
	return (c == '.' || c == '*') && token_glued(t, i) &&
	    is_unit(t, i + 1) && token_glued(t, i + 1);
}

static struct slice
unit_text(const struct tokens *t, size_t i, size_t end)
{
	const struct token *k = &t->token[i];
	if (end == i + 1 && k->kind == TOKEN_WORD) {
		const struct unit *u = k->word->unit;
		bool as_printed = u == NULL || u->kind == VALUE_DURATION;
		return as_printed ? k->word->text : u->base;
	}
	return (struct slice){ t->text.p + k->start,
		t->token[end - 1].end - k->start };
}

static struct slice
join(struct arena *arena, struct slice a, struct slice sign, struct slice b)
{
	char *p = arena_take(arena, a.n + sign.n + b.n);
	memcpy(p, a.p, a.n);
	memcpy(p + a.n, sign.p, sign.n);
	memcpy(p + a.n + sign.n, b.p, b.n);
	return (struct slice){ p, a.n + sign.n + b.n };
}

/* The units behind / and ·: 元/人·月 */
static size_t
read_per(
    struct arena *arena, const struct tokens *t, size_t i, struct slice *base)
{
	bool divided = false;
	while (token_is(t, i, WORD_PER | WORD_RATE) ||
	    (divided && is_times(t, i))) {
		if (token_is(t, i, WORD_RATE)) {
			*base = join(arena, *base, SLICE_LITERAL("/"),
			    t->token[i++].word->rate);
			continue;
		}
		bool unit = is_unit(t, i + 1) || token_is(t, i + 1, WORD_EACH);
		size_t end = unit ? i + 2 : skip_unknown(t, i + 1);
		if (end == i + 1)
			return i;
		struct slice sign = SLICE_LITERAL("·");
		if (token_is(t, i, WORD_PER) &&
		    !slice_is(t->token[i].word->text, "·"))
			sign = SLICE_LITERAL("/");
		divided = true;
		*base = join(arena, *base, sign, unit_text(t, i + 1, end));
		i = end;
	}
	return i;
}

size_t
amount_read_unit(struct arena *arena, const struct tokens *t, size_t i,
    const struct unit **unit, struct slice *base)
{
	size_t at = i;
	if (token_is(t, at, WORD_EACH) && is_unit(t, at + 1) &&
	    t->token[at + 1].word->unit->kind != VALUE_QUANTITY)
		at++;
	if (!is_unit(t, at))
		return i;
	*unit = t->token[at].word->unit;
	*base = (*unit)->base;
	return read_per(arena, t, at + 1, base);
}

/* One smaller unit behind a larger one: 四分 behind 三块. */
static size_t
read_part(const struct tokens *t, size_t i, struct amount *a,
    const struct unit **last)
{
	struct numeral n;
	size_t from = i;
	if (token_is(t, i, WORD_AND) && !is_unit(t, i + 1))
		from++;
	size_t end = numeral_read_plain(t, from, &n);
	if (end == from || n.broken || n.range || n.more || !is_unit(t, end))
		return i;
	const struct unit *u = t->token[end].word->unit;
	if (u->of.p == NULL || !slice_eq(u->of, a->unit->base) ||
	    ((*last)->of.p != NULL &&
		decimal_compare(u->share, (*last)->share) >= 0))
		return i;
	struct decimal part = decimal_multiply(n.low, u->share);
	part = decimal_divide(part, a->unit->factor);
	a->n.low = decimal_add(a->n.low, part);
	a->n.step = -2;
	*last = u;
	return end + 1;
}

/* 五块六, 七毛八: one digit behind the unit is a tenth of it. */
static size_t
read_tenth(
    const struct tokens *t, size_t i, struct amount *a, const struct unit *last)
{
	bool digit = token_is(t, i, WORD_DIGIT) && token_glued(t, i) &&
	    !token_is(t, i + 1,
		WORD_DIGIT | WORD_TEN | WORD_BIG | WORD_POINT | WORD_EACH |
		    WORD_OVER | WORD_UNIT) &&
	    t->token[i + 1].kind != TOKEN_OTHER;
	bool takes = a->unit->kind == VALUE_MONEY ||
	    (a->unit->kind == VALUE_PERCENT && a->unit->power == 1);
	if (!digit || !takes)
		return i;
	struct decimal part = decimal_of((uint64_t)t->token[i].word->value);
	if (last != a->unit) {
		part = decimal_multiply(part, last->share);
		part = decimal_divide(part, a->unit->factor);
	}
	a->n.low = decimal_add(a->n.low, decimal_shift(part, -1));
	return i + 1;
}

/* The smaller units behind a larger one: 三块四分, 3斤5两, 七毛八. */
static size_t
read_parts_of_unit(const struct tokens *t, size_t i, struct amount *a)
{
	const struct unit *last = a->unit;
	for (size_t end; (end = read_part(t, i, a, &last)) > i;)
		i = end;
	return read_tenth(t, i, a, last);
}

/* 半 and 多 behind a unit: 三年半, 一年多. */
static size_t
read_behind_unit(const struct tokens *t, size_t i, struct amount *a)
{
	if (token_is(t, i, WORD_HALF) && token_glued(t, i) &&
	    !token_is(t, i + 1, WORD_UNIT)) {
		a->n.low =
		    decimal_add(a->n.low, decimal_shift(decimal_of(5), -1));
		a->n.step = -1;
		return i + 1;
	}
	if (token_is(t, i, WORD_MORE) && !a->n.more && !a->n.range &&
	    a->unit->kind != VALUE_QUANTITY) {
		a->n.more = true;
		a->n.high = decimal_add(a->n.low, decimal_of(1));
		return i + 1;
	}
	return i;
}

/* The currency printed behind 元: 元人民币, 元欧元. */
static size_t
read_currency(const struct tokens *t, size_t i, struct amount *a)
{
	if (a->unit->kind != VALUE_MONEY)
		return i;
	if (token_is(t, i, WORD_WHOLE))
		i++;
	bool money = is_unit(t, i) &&
	    t->token[i].word->unit->kind == VALUE_MONEY &&
	    t->token[i].word->unit->of.p == NULL;
	if (!money)
		return i;
	a->v.unit = t->token[i].word->unit->base;
	return i + 1;
}

static void
set_bounds(struct amount *a)
{
	struct value *v = &a->v;
	if (a->n.range) {
		v->op = VALUE_RANGE;
	} else if (a->n.more) {
		bool bare = a->unit == NULL;
		v->op = bare ? VALUE_ABOVE : VALUE_RANGE;
	}
}

static size_t
read_plain_unit(
    struct arena *arena, const struct tokens *t, size_t i, struct amount *a)
{
	size_t end = amount_read_unit(arena, t, i, &a->unit, &a->v.unit);
	if (end == i)
		return i;
	if (a->n.pair && !a->n.formal)
		numeral_spread(&a->n);
	const struct unit *u = a->unit;
	/* 八五折 and 75折 are 8.5折. */
	if (u->kind == VALUE_PERCENT && u->power == 1 && u->is_power &&
	    decimal_compare(a->n.low, decimal_of(10)) > 0)
		a->n.low = decimal_shift(a->n.low, -1);
	/* A capital 分 is money, a plain one a point: 壹分, 10分. */
	if (u->of.p != NULL && a->n.formal && u->kind == VALUE_QUANTITY) {
		a->n.low = decimal_multiply(a->n.low, u->share);
		scale(a, u);
		a->v.kind = VALUE_MONEY;
		a->v.unit = u->of;
		return end;
	}
	end = read_behind_unit(t, end, a);
	if (slice_eq(a->v.unit, u->base) && !a->n.range && !a->n.more)
		end = read_parts_of_unit(t, end, a);
	end = read_behind_unit(t, end, a);
	scale(a, u);
	return read_currency(t, end, a);
}

/* Money with a part of the unit only: 肆角叁分, and 壹佰贰拾叁肆角. */
static size_t
read_bare_parts(const struct tokens *t, size_t i, struct amount *a)
{
	struct numeral n;
	if (!token_is(t, i, WORD_DIGIT) || !token_glued(t, i))
		return i;
	size_t end = numeral_read_plain(t, i, &n);
	if (end == i || !is_unit(t, end))
		return i;
	const struct unit *u = t->token[end].word->unit;
	if (u->of.p == NULL || u->kind != VALUE_MONEY)
		return i;
	const struct unit yuan = { .kind = VALUE_MONEY,
		.base = u->of,
		.factor = decimal_of(1),
		.is_power = true };
	a->n.low = decimal_add(a->n.low, decimal_multiply(n.low, u->share));
	a->n.step = -2;
	a->unit = &yuan;
	const struct unit *last = u;
	end = read_part(t, end + 1, a, &last);
	scale(a, &yuan);
	a->unit = NULL;
	a->v.unit = u->of;
	return end;
}

/* A unit in front of the number: ¥, RMB, 每小时. */
static size_t
read_before(
    struct arena *arena, const struct tokens *t, size_t i, struct amount *a)
{
	const struct unit *u = t->token[i].word->before;
	bool number = t->token[i + 1].kind == TOKEN_DIGITS ||
	    token_is(t, i + 1,
		WORD_DIGIT | WORD_TEN | WORD_TENS | WORD_SIGN | WORD_DASH |
		    WORD_SOME) ||
	    token_is_char(t, i + 1, '.');
	if (!number)
		return i;
	size_t end = numeral_read(t, i + 1, false, &a->n);
	if (end == i + 1 || a->n.broken)
		return i;
	a->before = true;
	size_t behind = read_plain_unit(arena, t, end, a);
	if (behind > end && a->v.kind == u->kind && u->kind == VALUE_MONEY)
		return behind;
	if (behind > end && a->unit->of.p != NULL) {
		/* 人民币壹分 */
		a->n.low = decimal_multiply(a->n.low, a->unit->share);
		end = behind;
	} else if (behind > end && a->v.kind == VALUE_QUANTITY &&
	    u->kind == VALUE_QUANTITY) {
		end = behind;
	}
	scale(a, u);
	a->v.unit = u->base;
	return end;
}

/* 百分之, 千分之 and the number behind it. */
static size_t
read_portion(const struct tokens *t, size_t i, struct amount *a)
{
	int power = t->token[i].word->portion;
	size_t end = numeral_read(t, i + 1, true, &a->n);
	if (end == i + 1 || a->n.broken)
		return i;
	a->v.kind = VALUE_PERCENT;
	a->v.unit = SLICE_LITERAL("%");
	a->v.low = decimal_shift(signed_low(a), 2 - power);
	a->v.high = decimal_shift(a->n.high, 2 - power);
	a->v.step = a->n.step + 2 - power;
	a->v.has_step = !a->n.fraction;
	return end;
}

/* 半天, 半斤 */
static size_t
read_half_unit(
    struct arena *arena, const struct tokens *t, size_t i, struct amount *a)
{
	a->n.low = decimal_shift(decimal_of(5), -1);
	a->n.step = -1;
	size_t from = token_is(t, i + 1, WORD_EACH) ? i + 2 : i + 1;
	size_t end = amount_read_unit(arena, t, from, &a->unit, &a->v.unit);
	if (end == from || a->unit->kind == VALUE_QUANTITY)
		end = end > from && from == i + 1 ? end : from;
	if (end == from)
		return i;
	scale(a, a->unit);
	return end;
}

/* 一个半月: the half stands between number and unit. */
static size_t
read_half_between(
    struct arena *arena, const struct tokens *t, size_t i, struct amount *a)
{
	size_t at = token_is(t, i, WORD_EACH) ? i + 1 : i;
	bool half = token_is(t, at, WORD_HALF);
	if (at == i || !(half || token_is(t, at, WORD_MORE)))
		return i;
	size_t end = amount_read_unit(arena, t, at + 1, &a->unit, &a->v.unit);
	if (end == at + 1)
		return i;
	if (half)
		a->n.low =
		    decimal_add(a->n.low, decimal_shift(decimal_of(5), -1));
	else
		a->n.more = true;
	if (!half)
		a->n.high = decimal_add(a->n.low, decimal_of(1));
	scale(a, a->unit);
	return end;
}

/* Digits among letters are a code: S345, 13052924P00584. */
static bool
is_code(const struct tokens *t, size_t i, size_t end)
{
	bool letter = i > 0 && token_glued(t, i) && arabic_is_letter(t, i - 1);
	if (letter &&
	    (t->token[i - 1].kind == TOKEN_OTHER ||
		token_roles(t, i - 1) == WORD_SUFFIX))
		return true;
	return token_glued(t, end) && arabic_is_letter(t, end) &&
	    t->token[end].kind == TOKEN_OTHER && token_glued(t, end + 1) &&
	    t->token[end + 1].kind == TOKEN_DIGITS;
}

static size_t
read_number(
    struct arena *arena, const struct tokens *t, size_t i, struct amount *a)
{
	size_t end = numeral_read(t, i, false, &a->n);
	if (end == i || a->n.broken)
		return end;
	if (a->n.arabic && is_code(t, i, end))
		return end; /* without a value */
	size_t behind = read_half_between(arena, t, end, a);
	if (behind == end)
		behind = read_plain_unit(arena, t, end, a);
	if (behind > end)
		return behind;
	behind = read_bare_parts(t, end, a);
	if (behind > end)
		return behind;
	if (a->n.weak)
		return i;
	a->v.kind = VALUE_NUMBER;
	a->v.low = signed_low(a);
	a->v.high = a->n.high;
	a->v.step = a->n.step;
	a->v.has_step = !a->n.fraction;
	return end;
}

size_t
amount_read(
    struct arena *arena, const struct tokens *t, size_t i, struct amount *a)
{
	static const struct amount none;
	uint64_t roles = token_roles(t, i);
	size_t end = i;
	*a = none;
	bool minus = token_is(t, i, WORD_SIGN | WORD_DASH);
	uint64_t next = minus ? token_roles(t, i + 1) : 0;
	if (roles & WORD_BEFORE)
		end = read_before(arena, t, i, a);
	else if (roles & WORD_PORTION)
		end = read_portion(t, i, a);
	else if (next & WORD_BEFORE)
		end = read_before(arena, t, i + 1, a);
	else if (next & WORD_PORTION)
		end = read_portion(t, i + 1, a);
	else if (roles & WORD_HALF)
		end = read_half_unit(arena, t, i, a);
	if ((next & (WORD_BEFORE | WORD_PORTION)) != 0 && end > i + 1) {
		a->v.low = decimal_negate(a->v.low);
	} else if (end == i || end == i + 1) {
		*a = none;
		end = read_number(arena, t, i, a);
	}
	if (end == i)
		return i;
	a->v.scaled = a->n.power > 0;
	set_bounds(a);
	return duration_read(t, end, a);
}

void
amount_take_unit(struct amount *a, const struct amount *from)
{
	a->v.unit = from->v.unit;
	a->v.kind = from->v.kind;
	if (from->unit != NULL)
		scale(a, from->unit);
	if (from->unit == NULL)
		a->v.kind = from->v.kind;
}

void
amount_take_power(struct amount *a, const struct amount *from)
{
	a->n.low = decimal_shift(a->n.low, from->n.power);
	a->n.step += from->n.power;
	a->n.power = from->n.power;
	a->v.low = decimal_shift(a->v.low, from->n.power);
	a->v.step += from->n.power;
}

void
amount_put_rate(struct arena *arena, struct amount *a, struct slice rate)
{
	bool fits = a->v.kind == VALUE_MONEY || a->v.kind == VALUE_QUANTITY;
	if (!fits || a->v.unit.p == NULL)
		return;
	bool first = memchr(a->v.unit.p, '/', a->v.unit.n) == NULL;
	a->v.unit = join(arena, a->v.unit,
	    first ? SLICE_LITERAL("/") : SLICE_LITERAL("·"), rate);
}
