#include "calendar.h"

#include <stdio.h>

#include "numeral.h"

enum { CENTURY_SPLIT = 50, YEAR_MIN = 1000, YEAR_MAX = 2999 };

/* A small whole number in any numerals; -1 if there is none. */
static int
read_small(const struct tokens *t, size_t i, size_t *end)
{
	struct numeral n;
	if (token_is_digits(t, i, 1, 4)) {
		*end = i + 1;
		return token_integer(t, i);
	}
	if (!token_is(t, i, WORD_DIGIT | WORD_TEN | WORD_TENS))
		return -1;
	*end = numeral_read_plain(t, i, &n);
	if (*end == i || n.range || n.more || n.low.n > 1 ||
	    n.low.exponent < 0 || n.low.lost)
		return -1;
	char text[DECIMAL_TEXT];
	size_t size = decimal_print(n.low, text);
	int value = 0;
	for (size_t k = 0; k < size && k < 6; k++)
		value = 10 * value + (text[k] - '0');
	return value;
}

/* Like read_small, but 一九九五 is four digits, not a count. */
static int
read_year_digits(const struct tokens *t, size_t i, size_t *end, size_t *digits)
{
	size_t n = 0;
	int value = 0;
	if (t->token[i].kind == TOKEN_DIGITS) {
		*digits = t->token[i].digits;
		*end = i + 1;
		return *digits <= 4 ? token_integer(t, i) : -1;
	}
	while (n < 5 && token_is(t, i + n, WORD_DIGIT))
		value = 10 * value + t->token[i + n++].word->value;
	*digits = n;
	*end = i + n;
	if (n > 1)
		return value;
	value = read_small(t, i, end);
	*digits = value >= YEAR_MIN ? 4 : 1;
	return value;
}

/* True if a month, quarter or half-year begins with token i. */
static bool
begins_part(const struct tokens *t, size_t i)
{
	size_t end;
	if (token_is(t, i, WORD_PERIOD | WORD_FIRST | WORD_FORMER))
		return true;
	if (token_is(t, i, WORD_ORDINAL))
		i++;
	int value = read_small(t, i, &end);
	return value > 0 && value <= 12 &&
	    token_is(t, end, WORD_MONTH | WORD_QUARTER);
}

/* A year with 年 behind it; 0 if there is none. */
static int
read_year(const struct tokens *t, size_t i, size_t *end)
{
	size_t digits;
	size_t at = i;
	if (token_is(t, at, WORD_ERA))
		at++;
	int year = read_year_digits(t, at, end, &digits);
	if (year < 0 || !token_is(t, *end, WORD_YEAR))
		return 0;
	++*end;
	if (digits == 4 && year >= YEAR_MIN && year <= YEAR_MAX)
		return token_is(t, *end, WORD_MORE | WORD_HALF) ? 0 : year;
	if (digits != 2 || !begins_part(t, *end))
		return 0;
	return year + (year < CENTURY_SPLIT ? 2000 : 1900);
}

/* A month with 月 behind it; 0 if there is none. */
static int
read_month(const struct tokens *t, size_t i, size_t *end)
{
	if (token_is(t, i, WORD_FIRST) && token_is(t, i + 1, WORD_MONTH)) {
		*end = i + 2;
		return 1;
	}
	int month = read_small(t, i, end);
	if (month < 1 || month > 12 || !token_is(t, *end, WORD_MONTH))
		return 0;
	++*end;
	return month;
}

/* A day, with 日 behind it or, in Chinese numerals, nothing; 0 if none. */
static int
read_day(const struct tokens *t, size_t i, size_t *end)
{
	int day = read_small(t, i, end);
	if (day < 1 || day > 31)
		return 0;
	if (token_is(t, *end, WORD_DAY)) {
		++*end;
		return day;
	}
	bool bare = t->token[i].kind == TOKEN_WORD && *end > i + 1 &&
	    t->token[*end].kind != TOKEN_WORD;
	return bare ? day : 0;
}

static int
days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

static struct period
months_of(int year, int from, int to)
{
	return (struct period){ { year, from, 0 }, { year, to, 0 }, true };
}

/* Quarter, half-year, so many months: behind a year. */
static size_t
read_part(const struct tokens *t, size_t i, int year, struct period *p)
{
	const struct word *word = t->token[i].word;
	size_t end;
	if (token_is(t, i, WORD_PERIOD)) {
		int to = word->last_month;
		p->first = (struct date){ year, word->first_month, 1 };
		p->last = (struct date){ year, to, days_of(year, to) };
		p->range = true;
		return i + 1;
	}
	if (token_is(t, i, WORD_FIRST) && token_is(t, i + 1, WORD_QUARTER)) {
		*p = months_of(year, 1, 3);
		return i + 2;
	}
	bool former = token_is(t, i, WORD_FORMER);
	size_t at = former || token_is(t, i, WORD_ORDINAL) ? i + 1 : i;
	int n = read_small(t, at, &end);
	if (n < 1 || n > 12)
		return i;
	/* 前三个月 without a year may be any three months. */
	if (former && year > 0 && !token_is(t, end, WORD_QUARTER) &&
	    token_is(t, end, WORD_UNIT) &&
	    t->token[end].word->unit->iso == 'M') {
		*p = months_of(year, 1, n);
		return end + 1;
	}
	if (n > 4 || !token_is(t, end, WORD_QUARTER))
		return i;
	*p = months_of(year, former ? 1 : 3 * n - 2, 3 * n);
	return end + 1;
}

/* Years, months and days in words: 2024年3月5日, 12月31日. */
static size_t
read_words(const struct tokens *t, size_t i, struct period *p)
{
	size_t end = i;
	size_t next = i;
	struct date d = { read_year(t, i, &next), 0, 0 };
	if (d.year > 0)
		end = next;
	size_t part = read_part(t, end, d.year, p);
	if (part > end)
		return part;
	d.month = read_month(t, end, &next);
	if (d.month > 0) {
		end = next;
		d.day = read_day(t, end, &next);
		if (d.day > 0)
			end = next;
	}
	p->first = d;
	return end;
}

static bool
is_date(struct date d)
{
	return d.year >= 1900 && d.year <= 2100 && d.month >= 1 &&
	    d.month <= 12 && d.day >= 1 && d.day <= 31;
}

/* 20240307 */
static size_t
read_compact(const struct tokens *t, size_t i, struct period *p)
{
	if (t->cell || !token_is_digits(t, i, 8, 8) ||
	    t->token[i + 1].kind == TOKEN_WORD ||
	    (token_is_char(t, i + 1, '.') && token_glued(t, i + 1)))
		return i;
	int n = token_integer(t, i);
	struct date d = { n / 10000, n / 100 % 100, n % 100 };
	if (!is_date(d))
		return i;
	p->first = d;
	return i + 1;
}

static bool
is_separator(const struct tokens *t, size_t i)
{
	return token_is_char(t, i, '-') || token_is_char(t, i, '/') ||
	    token_is_char(t, i, '.') || t->token[i].c == 0xB7;
}

/* 2022.05.25, 2020/12/1, and 2010 01 29 */
static size_t
read_separated(const struct tokens *t, size_t i, struct period *p)
{
	struct date d = { 0, 0, 0 };
	if (!token_is_digits(t, i, 4, 4))
		return i;
	if (token_is_digits(t, i + 1, 2, 2) &&
	    token_is_digits(t, i + 2, 2, 2)) {
		d = (struct date){ token_integer(t, i), token_integer(t, i + 1),
			token_integer(t, i + 2) };
		p->first = d;
		return is_date(d) && !t->cell ? i + 3 : i;
	}
	if (!is_separator(t, i + 1) || !token_is_digits(t, i + 2, 1, 2) ||
	    !token_glued(t, i + 1) || !token_glued(t, i + 2))
		return i;
	d.year = token_integer(t, i);
	d.month = token_integer(t, i + 2);
	d.day = 1;
	if (!is_date(d))
		return i;
	bool third = t->token[i + 3].c == t->token[i + 1].c &&
	    token_glued(t, i + 3) && token_glued(t, i + 4) &&
	    token_is_digits(t, i + 4, 1, 2);
	d.day = third ? token_integer(t, i + 4) : 0;
	p->first = d;
	if (third)
		return is_date(d) &&
			!(is_separator(t, i + 5) &&
			    token_is_digits(t, i + 6, 1, 99))
		    ? i + 5
		    : i;
	/* Two parts: a month needs two digits or a slash, and no point. */
	bool month =
	    (token_is_digits(t, i + 2, 2, 2) || token_is_char(t, i + 1, '/')) &&
	    !token_is_char(t, i + 1, '.') &&
	    t->token[i + 3].kind != TOKEN_DIGITS &&
	    !token_is(t, i + 3, WORD_UNIT | WORD_YEAR);
	return month ? i + 3 : i;
}

/* 20世纪80年代 */
static size_t
read_decade(const struct tokens *t, size_t i, struct period *p)
{
	size_t end;
	int century = read_small(t, i, &end);
	if (century < 1 || century > 30 || !token_is(t, end, WORD_CENTURY))
		return i;
	size_t at = end + 1;
	int decade = read_small(t, at, &end);
	if (decade < 0 || decade > 90 || decade % 10 != 0 ||
	    !token_is(t, end, WORD_DECADE))
		return i;
	int year = 100 * (century - 1) + decade;
	*p = (struct period){ { year, 1, 1 }, { year + 9, 12, 31 }, true };
	return end + 1;
}

bool
calendar_may_begin(const struct tokens *t, size_t i)
{
	if (token_is(t, i,
		WORD_DIGIT | WORD_TEN | WORD_TENS | WORD_ERA | WORD_PERIOD))
		return true;
	if (token_is(t, i, WORD_ORDINAL | WORD_FIRST | WORD_FORMER))
		return token_is(t, i + 1, WORD_QUARTER) ||
		    token_is(t, i + 2, WORD_QUARTER);
	if (t->token[i].kind != TOKEN_DIGITS)
		return false;
	return token_is_digits(t, i, 8, 8) ||
	    t->token[i + 1].kind == TOKEN_DIGITS || is_separator(t, i + 1) ||
	    token_is(t, i + 1,
		WORD_YEAR | WORD_MONTH | WORD_DAY | WORD_TO | WORD_DASH |
		    WORD_WITH | WORD_CENTURY | WORD_QUARTER);
}

size_t
calendar_read(const struct tokens *t, size_t i, struct period *p)
{
	*p = (struct period){ .range = false };
	size_t end = read_words(t, i, p);
	if (end == i)
		end = read_separated(t, i, p);
	if (end == i)
		end = read_compact(t, i, p);
	if (end == i)
		end = read_decade(t, i, p);
	if (end == i)
		return i;
	if (!p->range)
		p->last = p->first;
	while (token_is(t, end, WORD_INSIDE) && token_glued(t, end))
		end++;
	return end;
}

/* The end of a range, which may leave out what the start has said. */
static size_t
read_end(const struct tokens *t, size_t i, struct date first, struct date *d)
{
	struct period p;
	size_t end = calendar_read(t, i, &p);
	if (end > i && !p.range) {
		*d = p.first;
		if (d->year == 0)
			d->year = first.year;
		return end;
	}
	if (first.month == 0)
		return i;
	size_t next = i;
	int day = read_day(t, i, &next);
	if (day == 0 || !token_is(t, next - 1, WORD_DAY))
		return i;
	*d = (struct date){ first.year, first.month, day };
	return next;
}

/* The start of a range that leaves out its 年 or 月: 1995-1997年. */
static size_t
read_short_start(const struct tokens *t, size_t i, struct date *d)
{
	size_t end = i;
	size_t digits;
	int month;
	size_t next;
	int year = read_year(t, i, &end);
	if (year > 0) {
		next = end;
		month = read_small(t, end, &next);
		if (month < 1 || month > 12 ||
		    !token_is(t, next, WORD_TO | WORD_DASH))
			return i;
		*d = (struct date){ year, month, 0 };
		return next;
	}
	next = i;
	month = read_small(t, i, &next);
	if (month > 0 && month <= 12 &&
	    token_is(t, next, WORD_TO | WORD_DASH) &&
	    read_month(t, next + 1, &end) >= month) {
		*d = (struct date){ 0, month, 0 };
		return next;
	}
	year = read_year_digits(t, i, &end, &digits);
	if (digits != 4 || year < YEAR_MIN || year > YEAR_MAX)
		return i;
	*d = (struct date){ year, 0, 0 };
	/* 1999.08-2002.02 */
	if (token_is_char(t, end, '.') && token_is_digits(t, end + 1, 2, 2) &&
	    token_is_digits(t, end + 3, 4, 4) &&
	    token_is_char(t, end + 4, '.') &&
	    token_is_digits(t, end + 5, 2, 2)) {
		d->month = token_integer(t, end + 1);
		end += 2;
	}
	return end;
}

static size_t
read_short_end(
    const struct tokens *t, size_t i, struct date first, struct date *d)
{
	if (first.month > 0 && token_is_char(t, i + 1, '.') &&
	    token_is_digits(t, i, 4, 4) && token_is_digits(t, i + 2, 2, 2)) {
		*d = (struct date){ token_integer(t, i),
			token_integer(t, i + 2), 0 };
		return i + 3;
	}
	size_t end;
	size_t digits;
	int year = read_year_digits(t, i, &end, &digits);
	if (first.month == 0 && digits == 2 && year >= 0 &&
	    token_is(t, end, WORD_YEAR)) {
		size_t next = end + 1;
		*d = (struct date){ first.year / 100 * 100 + year, 0, 0 };
		d->month = read_month(t, next, &next);
		return d->month ? next : end + 1;
	}
	if (first.month > 0) {
		int month = read_month(t, i, &end);
		*d = (struct date){ first.year, month, 0 };
		return month ? end : i;
	}
	return read_end(t, i, first, d);
}

static bool
in_order(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year;
	if (a.month != b.month)
		return a.month < b.month;
	return a.day < b.day;
}

size_t
calendar_read_range(const struct tokens *t, size_t i, struct period *p)
{
	struct period first;
	size_t end = calendar_read(t, i, &first);
	size_t start = end;
	bool is_short = end == i || first.range ||
	    !token_is(t, end, WORD_TO | WORD_DASH | WORD_WITH);
	if (is_short) {
		start = read_short_start(t, i, &first.first);
		if (start == i ||
		    !token_is(t, start, WORD_TO | WORD_DASH | WORD_WITH))
			return i;
	}
	bool with = token_is(t, start, WORD_WITH);
	struct date last;
	size_t behind = is_short
	    ? read_short_end(t, start + 1, first.first, &last)
	    : read_end(t, start + 1, first.first, &last);
	if (behind == start + 1 || !in_order(first.first, last) ||
	    (with && !token_is(t, behind, WORD_BETWEEN)))
		return i;
	if (last.month > 0 && first.first.month == 0)
		first.first.month = 1;
	*p = (struct period){ first.first, last, true };
	return with ? behind + 1 : behind;
}

void
calendar_print(struct date d, char *text, size_t size)
{
	char year[8] = "XXXX";
	if (d.year > 0)
		snprintf(year, sizeof(year), "%04d", d.year % 10000);
	if (d.day > 0)
		snprintf(text, size, "%s-%02d-%02d", year, d.month % 100,
		    d.day % 100);
	else if (d.month > 0)
		snprintf(text, size, "%s-%02d", year, d.month % 100);
	else
		snprintf(text, size, "%s", year);
}
