#include "whole.h"

#include "arabic.h"

enum { NO_POWER = 99, RUN_MAX = 4096 };

/* A number under way. Chinese: parts that end with 万, 亿 ... make the total. */
struct build {
	const struct tokens *t;
	size_t i;
	bool upper;           /* of a range, build the upper end */
	struct decimal total; /* of the parts that are ended */
	struct decimal part;
	struct decimal digit; /* of digits that no 十 or 万 has followed yet */
	bool has_digit;
	bool has_part;
	unsigned digits; /* of `digit`, as printed */
	int places;      /* of `digit` */
	bool zero;       /* 零 stands in front of the digit */
	bool part_zero;  /* 零 stands in front of the part */
	int ten;         /* power of the last 十 百 千 in the part */
	int big;         /* power of the last 万 亿 in the total */
	int step;
	int loose; /* power that 余 behind it would leave open */
	int more;  /* power that a 余 left open */
	size_t began;
	struct numeral *n;
};

static bool
is_number_word(const struct tokens *t, size_t i)
{
	return token_is(t, i, WORD_TEN | WORD_BIG);
}

/* Arabic digits with groups, places, exponent. False: they are no number. */
static bool
read_arabic(struct build *b)
{
	struct arabic a;
	b->i = arabic_read(b->t, b->i, &a);
	b->digit = a.value;
	b->places = a.places;
	b->digits = a.digits;
	b->loose = a.zeros;
	b->step = -a.places;
	b->has_digit = true;
	b->n->broken = a.broken;
	if (a.power > 0)
		b->n->power = a.power;
	return !a.broken;
}

static bool
is_unit_two(const struct tokens *t, size_t i)
{
	/* 两 is a weight where no 百 follows: 三千两百两. */
	return token_is(t, i, WORD_UNIT) && token_is(t, i, WORD_DIGIT) &&
	    !is_number_word(t, i + 1) && !token_is(t, i + 1, WORD_UNIT);
}

/* Tokens from i on that are numerals of one digit each. */
static size_t
run_of_digits(const struct tokens *t, size_t i)
{
	size_t n = 0;
	while (n < RUN_MAX && token_is(t, i + n, WORD_DIGIT) &&
	    !(n > 0 && (t->token[i + n].breaks || is_unit_two(t, i + n))))
		n++;
	return n;
}

static struct decimal
run_value(const struct tokens *t, size_t i, size_t n)
{
	struct decimal d = decimal_of(0);
	for (size_t k = 0; k < n; k++) {
		char digit = (char)('0' + t->token[i + k].word->value);
		decimal_append(&d, &digit, 1);
	}
	return d;
}

/* Two digits that stand for a range: 七八, 三五. */
static bool
is_pair(const struct tokens *t, size_t i)
{
	int a = t->token[i].word->value;
	int z = t->token[i + 1].word->value;
	return a > 0 && (z == a + 1 || (a == 3 && z == 5));
}

/* 肆角 behind 壹佰贰拾叁: the last digit belongs to the jiao. */
static bool
begins_part_of_unit(const struct tokens *t, size_t i)
{
	return token_is(t, i + 1, WORD_UNIT) &&
	    t->token[i + 1].word->unit->of.p != NULL;
}

static void
take_run(struct build *b, size_t n)
{
	b->digit = run_value(b->t, b->i, n);
	b->digits = (unsigned)n;
	b->has_digit = true;
	b->places = 0;
	b->step = 0;
	b->loose = 0;
	b->i += n;
}

/* The lower or upper digit of a pair before a word: 七八十 is 70 to 80. */
static bool
take_pair(struct build *b)
{
	size_t i = b->upper ? b->i + 1 : b->i;
	take_run(b, 2);
	b->digit = run_value(b->t, i, 1);
	b->digits = 1;
	b->n->range = true;
	return true;
}

/* Digits at the start of a number: one, a pair, or a sequence (二〇二四). */
static bool
start_with_run(struct build *b, size_t n)
{
	const struct tokens *t = b->t;
	bool pair = n == 2 && is_pair(t, b->i);
	if (n > 1 && begins_part_of_unit(t, b->i + n - 1) && !pair)
		n--;
	if (pair && is_number_word(t, b->i + 2))
		return take_pair(b);
	take_run(b, n);
	b->n->pair = pair;
	return true;
}

/* Digits behind 十, 百, 万: they fill up the places that these left open. */
static bool
continue_with_run(struct build *b, size_t n)
{
	const struct tokens *t = b->t;
	int open = b->ten != NO_POWER ? b->ten : b->big;
	if (n > 1 && begins_part_of_unit(t, b->i + n - 1))
		n = 1;
	if (n == 1) {
		if (is_unit_two(t, b->i))
			return false;
		if (token_is(t, b->i + 1, WORD_TEN) &&
		    t->token[b->i + 1].word->power >= b->ten)
			return false;
		take_run(b, 1);
		return true;
	}
	if (n == 2 && b->ten == 1 && is_pair(t, b->i))
		return take_pair(b); /* 二十七八 is 27 to 28. */
	if (n == 2 && is_number_word(t, b->i + 2) && is_pair(t, b->i)) {
		if (token_is(t, b->i + 2, WORD_TEN) &&
		    t->token[b->i + 2].word->power >= b->ten)
			return false;
		return start_with_run(b, n);
	}
	if ((int)n != open)
		return false;
	take_run(b, n);
	return true;
}

static bool
step_digit(struct build *b)
{
	const struct tokens *t = b->t;
	if (b->has_digit)
		return false;
	bool first = !b->has_part && b->big == NO_POWER && !b->zero;
	size_t n = run_of_digits(t, b->i);
	if (first && n == 1 && t->token[b->i].word->value == 0 &&
	    is_number_word(t, b->i + 1)) {
		b->i++;
		b->zero = true;
		return true;
	}
	if (first)
		return start_with_run(b, n);
	if (t->token[b->i].word->value == 0) {
		if (n == 1 && !is_number_word(t, b->i + 1) &&
		    !token_is(t, b->i + 1, WORD_TENS) &&
		    !token_is_digits(t, b->i + 1, 1, 99) &&
		    !token_is(t, b->i + 1, WORD_MORE | WORD_SOME))
			return false;
		b->i++;
		b->zero = true;
		b->part_zero = b->part_zero || !b->has_part;
		return true;
	}
	return continue_with_run(b, n);
}

/* Arabic digits inside a number of parts: 7万5千, 1万600. */
static bool
step_arabic(struct build *b)
{
	const struct tokens *t = b->t;
	if (b->has_digit)
		return false;
	bool first = !b->has_part && b->big == NO_POWER && !b->zero;
	size_t end = arabic_skip(t, b->i);
	bool word = is_number_word(t, end);
	if (!first && !word && !token_glued(t, b->i))
		return false;
	if (!first && token_is(t, end, WORD_TEN) &&
	    t->token[end].word->power >= b->ten)
		return false;
	int open = b->ten != NO_POWER ? b->ten : b->big;
	if (!first && t->token[b->i].digits > (unsigned)open)
		return false;
	return read_arabic(b);
}

static void
end_digit(struct build *b, int power)
{
	b->part = decimal_add(b->part, decimal_shift(b->digit, power));
	b->has_part = true;
	b->has_digit = false;
	b->step = power - b->places;
}

/* 万 in 万余 and 超万人 is a number: between comparator and unit. */
static bool
counts_alone(const struct build *b)
{
	if (token_is(b->t, b->i + 1, WORD_MORE))
		return true;
	if (b->i == 0)
		return false;
	/* 百分之百 */
	return token_is(b->t, b->i - 1, WORD_PORTION) ||
	    (token_is(b->t, b->i - 1, WORD_OP) &&
		token_is(b->t, b->i + 1, WORD_UNIT));
}

static bool
step_ten(struct build *b)
{
	const struct tokens *t = b->t;
	int power = t->token[b->i].word->power;
	if (power >= b->ten)
		return false;
	if (!b->has_digit) {
		bool first = b->i == b->began;
		/* 百三 and 千二百 are numbers, 百 alone is a word. */
		if (first && power > 1 && !token_is(t, b->i + 1, WORD_DIGIT) &&
		    !is_number_word(t, b->i + 1) && !counts_alone(b))
			return false;
		if (first && power > 1 && is_unit_two(t, b->i + 1))
			return false;
		if (!first && !b->zero && power > 1 && b->has_part)
			return false;
		b->digit = decimal_of(1);
		b->places = 0;
	}
	end_digit(b, power);
	b->ten = power;
	b->loose = power;
	b->zero = false;
	b->i++;
	b->n->power = b->big == NO_POWER ? power : 0;
	return true;
}

/* The power of the number words from i on: 8 for 万万, 12 for 万亿. */
static bool
step_big(struct build *b)
{
	const struct tokens *t = b->t;
	int power = t->token[b->i].word->power;
	bool bare = !b->has_digit && !b->has_part;
	if (bare && b->big == NO_POWER) {
		bool counts = b->i == b->began &&
		    (token_is(t, b->i + 1, WORD_TEN) ||
			token_is(t, b->i + 1, WORD_DIGIT) || counts_alone(b));
		if (!counts ||
		    (token_is(t, b->i + 1, WORD_UNIT) &&
			is_unit_two(t, b->i + 1)))
			return false;
		b->digit = decimal_of(1);
		b->has_digit = true;
	}
	if (b->has_digit) {
		/* 百三万: no 零 stands there, so 三 counts in tens. */
		bool spoken = !b->zero && b->digits == 1 && b->places == 0 &&
		    b->ten > 1 && b->ten != NO_POWER;
		end_digit(b, spoken ? b->ten - 1 : 0);
	}
	bool over = power > b->big || b->big == NO_POWER || bare ||
	    (power == b->big && power >= 8 && b->part_zero);
	if (!over && power == b->big)
		return false;
	if (over) {
		b->total = decimal_add(b->total, b->part);
		b->total = decimal_shift(b->total, power);
	} else {
		b->total = decimal_add(b->total, decimal_shift(b->part, power));
	}
	b->n->power = b->big == NO_POWER ? power
	    : bare && b->n->power > 0    ? b->n->power + power
					 : 0;
	b->step += power;
	b->more += power;
	b->loose = power;
	b->big = power;
	b->part = decimal_of(0);
	b->has_part = false;
	b->part_zero = false;
	b->zero = false;
	b->ten = NO_POWER;
	b->i++;
	return true;
}

static bool
step_tens(struct build *b)
{
	if (b->has_digit || b->ten <= 1)
		return false;
	int value = b->t->token[b->i].word->value;
	b->digit = decimal_of((uint64_t)value / 10);
	b->places = 0;
	end_digit(b, 1);
	b->ten = 1;
	b->loose = 1;
	b->zero = false;
	b->i++;
	return true;
}

/* 余, 多, 几 behind 十, 百, 万 or round digits. */
static bool
step_more(struct build *b)
{
	if (b->n->more || b->i == b->began)
		return false;
	if (b->has_digit && (b->loose == 0 || b->digits < 2 || b->places > 0))
		return false;
	int power = b->loose;
	if (b->has_digit)
		end_digit(b, 0);
	b->n->more = true;
	b->more = power;
	b->i++;
	return true;
}

/* 点 and the places behind it. */
static bool
step_point(struct build *b)
{
	const struct tokens *t = b->t;
	size_t i = b->i + 1;
	size_t n = run_of_digits(t, i);
	if (b->n->arabic && b->places > 0)
		return false;
	if (n > 0 && (is_unit_two(t, i) || token_is(t, i + n, WORD_TEN)))
		return false;
	struct decimal places = run_value(t, i, n);
	int size = (int)n;
	if (n == 0 && t->token[i].kind == TOKEN_DIGITS) {
		token_append(t, i, &places);
		size = t->token[i].digits < RUN_MAX ? (int)t->token[i].digits
						    : RUN_MAX;
		n = 1;
	}
	if (n == 0)
		return false;
	if (b->has_digit)
		end_digit(b, 0);
	b->part = decimal_add(b->part, decimal_shift(places, -size));
	b->has_part = true;
	b->i = i + n;
	b->step = -size;
	return true;
}

static bool
step_word(struct build *b)
{
	uint64_t roles = token_roles(b->t, b->i);
	if (roles & WORD_DIGIT)
		return step_digit(b);
	if (roles & WORD_TEN)
		return step_ten(b);
	if (roles & WORD_TENS)
		return step_tens(b);
	if (roles & (WORD_MORE | WORD_SOME))
		return step_more(b);
	return false;
}

/* The whole: digits, 十, 百, 万 in turn, until something else follows. */
static void
read_parts(struct build *b)
{
	const struct tokens *t = b->t;
	struct build mark;
	for (;;) {
		if (t->token[b->i].kind == TOKEN_DIGITS) {
			if (!step_arabic(b))
				return;
		} else if (token_is(t, b->i, WORD_BIG)) {
			if (!step_big(b)) {
				/* 三万五万: two numbers, the first ends at 万. */
				if (b->big != NO_POWER)
					*b = mark;
				return;
			}
			mark = *b;
		} else if (!step_word(b)) {
			return;
		}
	}
}

/* Multipliers behind places: 二十点一万. */
static void
read_bigs(struct build *b)
{
	const struct tokens *t = b->t;
	while (token_is(t, b->i, WORD_BIG)) {
		int power = t->token[b->i++].word->power;
		b->total = decimal_add(b->total, b->part);
		b->total = decimal_shift(b->total, power);
		b->part = decimal_of(0);
		b->step += power;
		b->n->power += power;
	}
}

/* 三万五: the digit counts in thousands, as the place behind 万. */
static void
end_spoken(struct build *b)
{
	int power = 0;
	bool short_form = !b->zero && b->digits == 1 && b->places == 0;
	if (short_form && b->ten != NO_POWER)
		power = b->ten - 1;
	else if (short_form && b->ten == NO_POWER && b->big != NO_POWER)
		power = b->big - 1;
	bool alone = b->ten == NO_POWER && b->big == NO_POWER;
	end_digit(b, power);
	if (!alone)
		b->n->power = 0;
}

static bool
read_number(struct build *b)
{
	const struct tokens *t = b->t;
	b->began = b->i;
	b->ten = NO_POWER;
	b->big = NO_POWER;
	b->n->arabic = t->token[b->i].kind == TOKEN_DIGITS;
	if (arabic_has_places(t, b->i)) {
		b->n->arabic = true;
		if (!read_arabic(b))
			return false;
	}
	read_parts(b);
	if (b->n->broken)
		return false;
	bool any = b->i > b->began;
	bool before = any || b->i == 0 || !token_glued(t, b->i);
	if (before && !b->n->more && token_is(t, b->i, WORD_POINT) &&
	    step_point(b)) {
		any = true;
		read_bigs(b);
	}
	if (b->has_digit && !b->has_part && b->big == NO_POWER) {
		b->total = b->digit;
		return true;
	}
	if (b->has_digit)
		end_spoken(b);
	b->total = decimal_add(b->total, b->part);
	return any && (b->has_part || b->big != NO_POWER || b->zero);
}

/* 几十万, 数百, 近万: a few times ten, a hundred ...; once for 近. */
static bool
read_some(struct build *b)
{
	const struct tokens *t = b->t;
	bool nearly = token_is(t, b->i, WORD_NEARLY);
	b->i++;
	if (!is_number_word(t, b->i))
		return false;
	b->ten = NO_POWER;
	b->big = NO_POWER;
	b->began = b->i;
	b->digit = decimal_of(b->upper && !nearly ? 10 : 1);
	b->has_digit = true;
	b->digits = 1;
	read_parts(b);
	if (b->has_digit)
		end_spoken(b);
	b->total = decimal_add(b->total, b->part);
	b->n->range = !nearly;
	return true;
}

size_t
whole_read(const struct tokens *t, size_t i, bool upper, struct numeral *n)
{
	struct build b = { .t = t, .i = i, .upper = upper, .n = n };
	bool some = token_is(t, i, WORD_SOME | WORD_NEARLY);
	if (!(some ? read_some(&b) : read_number(&b)))
		return n->broken ? b.i : i;
	n->step = b.step;
	if (upper) {
		n->high = b.total;
		return b.i;
	}
	n->low = b.total;
	if (n->more)
		n->high =
		    decimal_add(b.total, decimal_shift(decimal_of(1), b.more));
	return b.i;
}
