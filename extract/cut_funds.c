/*
 * cut_funds.c - figures of a funds row with nothing between them: every way of
 * cutting them into the header's columns is tried, and the one is taken whose
 * figures prove each other.
 */
#include "cut.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct figures {
	const struct head *head;
	struct slice s;   /* digits, points and % */
	bool signed_rate; /* there is a %: the rate has it */
	bool lone;        /* all of it reads as one amount, too: 166.01 */
	size_t rates;     /* columns of percent */
	size_t from[COLUMNS_MAX], to[COLUMNS_MAX], column[COLUMNS_MAX];
	bool null[COLUMNS_MAX]; /* a mark for nothing stands there */
	size_t n;
	struct {
		size_t from[COLUMNS_MAX], to[COLUMNS_MAX], column[COLUMNS_MAX];
		bool null[COLUMNS_MAX];
		size_t n;
	} best;
	int merit;
	bool tied;
	bool by_rate;     /* the rate alone proves the best */
	size_t rate_cuts; /* cuts that one could prove */
	size_t steps;
};

#define FIGURES_MAX 64u /* bytes of a row */
#define CUT_STEPS 200000u
#define RATE_MAX 6u    /* bytes: 100.00 */
#define POINTS_MAX 5u  /* bytes: 19.85 */
#define WEIGHT_MOST 50 /* points that a form gives for the money at most */

static double
cut_value(const struct figures *f, enum slot slot)
{
	char digits[32];
	size_t c = head_column(f->head, slot);

	for (size_t i = 0; i < f->n; i++)
		if (f->column[i] == c && !f->null[i]) {
			size_t n = 0;
			for (size_t k = f->from[i]; k < f->to[i]; k++) {
				if (n + 1 >= sizeof(digits))
					return NAN;
				if (f->s.p[k] != ',')
					digits[n++] = f->s.p[k];
			}
			digits[n] = '\0';
			return strtod(digits, NULL);
		}
	return NAN;
}

/* What the last digit of the rate is worth; *sign: % stands behind it. */
static double
rate_step(const struct figures *f, bool *sign)
{
	size_t c = head_column(f->head, SLOT_RATE);
	double step = 1;

	*sign = false;
	for (size_t i = 0; i < f->n; i++) {
		bool behind = false;
		if (f->column[i] != c)
			continue;
		for (size_t k = f->from[i]; k < f->to[i]; k++) {
			if (behind)
				step /= 10;
			behind |= f->s.p[k] == '.';
		}
		*sign = f->to[i] < f->s.n && f->s.p[f->to[i]] == '%';
	}
	return step;
}

/* Digits behind the point of what stands in a column. */
static size_t
decimals(const struct figures *f, enum slot slot)
{
	size_t c = head_column(f->head, slot);

	for (size_t i = 0; i < f->n; i++)
		if (f->column[i] == c && !f->null[i])
			for (size_t k = f->from[i]; k < f->to[i]; k++)
				if (f->s.p[k] == '.')
					return f->to[i] - k;
	return 0;
}

/*
 * True where the rate is the quotient of the two as exactly as it is printed,
 * rounded or cut. A whole number is met by chance too often, unless the score
 * agrees; and a rate without its sign, unless that, all was spent, or it has two
 * digits behind the point and they are right.
 */
static bool
cut_proves(const struct figures *f, double executed, double annual, double rate,
    bool score_agrees)
{
	bool sign;
	double step = rate_step(f, &sign);
	double off = fabs(executed / annual * 100 - rate);

	if (executed == annual && (rate == 1 || rate == 100))
		return !f->lone;
	if (!sign && !score_agrees)
		return step < 0.011 && off < step * 0.501 && rate <= 100 &&
		    isnan(cut_value(f, SLOT_SCORE));
	if (step == 1)
		return off < 0.005 || (off < 1 && score_agrees) ||
		    (off <= 0.5 &&
			head_column(f->head, SLOT_SCORE) == f->head->n &&
			head_column(f->head, SLOT_INITIAL) == f->head->n);
	return off < step * 1.01;
}

/*
 * True where the score is the share of the weight that was spent. A form
 * without a column of weights gives 10 or 20 points for the money. A zero
 * agrees with every small share and proves nothing.
 */
static bool
score_agrees(const struct figures *f, double share)
{
	double weight = cut_value(f, SLOT_WEIGHT);
	double score = cut_value(f, SLOT_SCORE);

	if (isnan(score) || score == 0)
		return false;
	if (head_column(f->head, SLOT_WEIGHT) == f->head->n)
		return fabs(10 * share - score) < 0.06 ||
		    fabs(20 * share - score) < 0.06;
	return fabs(weight * share - score) < 0.06;
}

/* What was received and what is left over, where the form has them. */
static int
received_merit(const struct figures *f, double executed, double annual)
{
	double received = cut_value(f, SLOT_RECEIVED);
	double rate = cut_value(f, SLOT_RECEIVED_RATE);
	double left = cut_value(f, SLOT_SURPLUS);
	int m = 0;

	if (!isnan(received) && !isnan(rate))
		m += fabs(received / annual * 100 - rate) < 0.0051 ? 20
		    : fabs(received / annual * 100 - rate) < 0.51  ? 5
								   : -20;
	if (!isnan(left))
		m += fabs(annual - executed - left) < 0.0051 ||
			(!isnan(received) &&
			    fabs(received - executed - left) < 0.0051)
		    ? 30
		    : -20;
	return m;
}

/* How sure a way of cutting is; below 100: not proven. */
static int
cut_merit(const struct figures *f)
{
	double executed = cut_value(f, SLOT_EXECUTED);
	double annual = cut_value(f, SLOT_ANNUAL);
	double initial = cut_value(f, SLOT_INITIAL);
	double rate = cut_value(f, SLOT_RATE);
	double weight = cut_value(f, SLOT_WEIGHT);
	double score = cut_value(f, SLOT_SCORE);
	bool agrees;
	int m = 0;

	if (isnan(executed) || isnan(annual) || isnan(rate) || annual <= 0)
		return 0;
	if (!isnan(score) && head_column(f->head, SLOT_WEIGHT) < f->head->n &&
	    !(score <= weight)) /* none without its weight */
		return 0;
	if (rate == 0) /* proves too little: 2020 is no 2|0|2|0 */
		return 0;
	if (score == 0 || weight > WEIGHT_MOST) /* digits of something else */
		return 0;
	agrees = score_agrees(f, executed / annual);
	if (!cut_proves(f, executed, annual, rate, agrees))
		return 0;
	m = 100 + 4 * (int)f->n;
	if (!isnan(score))
		m += agrees ? 40 : -20;
	if (weight == 10 || weight == 20 || score == 10 || score == 20)
		m += 10;
	if (fabs(executed / annual * 100 - rate) < 0.005)
		m += 15;
	if (rate > 200)
		m -= 30; /* 1|91|9100% proves less than 19|19|100% */
	m += received_merit(f, executed, annual);
	if (decimals(f, SLOT_EXECUTED) == decimals(f, SLOT_ANNUAL))
		m += 5;
	if (initial >= annual / 5 && initial <= annual * 5)
		m += 6; /* budgets are changed, but not a hundredfold */
	return m + (initial == annual ? 10 : 0);
}

static void
keep(struct figures *f)
{
	memcpy(f->best.from, f->from, sizeof(f->from));
	memcpy(f->best.to, f->to, sizeof(f->to));
	memcpy(f->best.column, f->column, sizeof(f->column));
	memcpy(f->best.null, f->null, sizeof(f->null));
	f->best.n = f->n;
}

/*
 * True where a rate below 100 may be that of the amounts and nothing else is
 * proof: of several such cuts one is as good as the other.
 */
static bool
is_by_rate(const struct figures *f)
{
	double executed = cut_value(f, SLOT_EXECUTED);
	double annual = cut_value(f, SLOT_ANNUAL);
	double rate = cut_value(f, SLOT_RATE), step;
	bool sign;

	if (!(annual > 0 && rate > 0 && rate < 100) ||
	    score_agrees(f, executed / annual) ||
	    received_merit(f, executed, annual) > 0)
		return false;
	step = rate_step(f, &sign);
	return sign ? fabs(executed / annual * 100 - rate) < step * 1.01
		    : cut_proves(f, executed, annual, rate, false);
}

static void
keep_best(struct figures *f)
{
	int m = cut_merit(f);
	bool by_rate = is_by_rate(f);

	f->rate_cuts += by_rate;
	if (m < 100 || m < f->merit)
		return;
	f->tied = m == f->merit;
	f->by_rate = by_rate;
	f->merit = m;
	keep(f);
}

/* The end of the longest figure at i; 0: none stands there. */
static size_t
figure_end(struct slice s, size_t i, bool *point)
{
	size_t n = i;

	*point = false;
	while (n < s.n &&
	    (slice_digit_at(s, n) ||
		(n > i && !*point && (s.p[n] == '.' || s.p[n] == ',')))) {
		*point |= s.p[n] == '.';
		n++;
	}
	return n;
}

/* Thousands are parted by threes, or not at all. */
static bool
parted_by_threes(struct slice s, size_t from, size_t to)
{
	size_t digits = 0, commas = 0;

	for (size_t i = from; i < to && s.p[i] != '.'; i++)
		if (s.p[i] != ',')
			digits++;
		else if (digits == 0 || digits > 3 ||
		    (commas++ > 0 && digits != 3))
			return false;
		else
			digits = 0;
	return commas == 0 || digits == 3;
}

static bool
well_formed(struct slice s, size_t from, size_t to)
{
	if (s.p[to - 1] == '.' || s.p[to - 1] == ',' ||
	    !parted_by_threes(s, from, to) || (to < s.n && s.p[to] == ','))
		return false;
	if (s.p[from] == '0' && to - from > 1 && s.p[from + 1] != '.' &&
	    s.p[from + 1] != '%')
		return false;
	return true;
}

/* True where the rate cut last is not that of the amounts before it. */
static bool
is_refuted(const struct figures *f)
{
	double executed = cut_value(f, SLOT_EXECUTED);
	double annual = cut_value(f, SLOT_ANNUAL);
	double rate = cut_value(f, SLOT_RATE);

	if (isnan(executed) || isnan(annual) || isnan(rate) ||
	    f->column[f->n - 1] != head_column(f->head, SLOT_RATE))
		return false;
	return !(annual > 0) ||
	    (fabs(executed / annual * 100 - rate) > 1.01 &&
		!(executed == annual && rate == 1));
}

static void try_cuts(struct figures *, size_t at, size_t column);

static void
try_column(struct figures *f, size_t at, size_t c)
{
	bool percent = strcmp(f->head->column[c].role->type, "percent") == 0;
	bool point;
	size_t longest = figure_end(f->s, at, &point), most = SIZE_MAX;

	if (percent)
		most = RATE_MAX;
	else if (strcmp(f->head->column[c].role->type, "money") != 0)
		most = POINTS_MAX;
	if (longest - at > most)
		longest = at + most;
	for (size_t to = at + 1; to <= longest; to++) {
		size_t end = to;
		if (!well_formed(f->s, at, to))
			continue;
		if (end < f->s.n && f->s.p[end] == '%') {
			if (!percent)
				continue;
			end++;
		} else if (percent && f->signed_rate && f->rates == 1)
			continue;
		f->from[f->n] = at;
		f->to[f->n] = to;
		f->null[f->n] = false;
		f->column[f->n++] = c;
		if (!is_refuted(f))
			try_cuts(f, end, c + 1);
		f->n--;
	}
}

static bool
is_null_mark(char c)
{
	return c == '-' || c == '/';
}

/* A mark for nothing in column c. */
static void
try_null(struct figures *f, size_t at, size_t c)
{
	f->from[f->n] = at;
	f->to[f->n] = at + 1;
	f->null[f->n] = true;
	f->column[f->n++] = c;
	try_cuts(f, at + 1, c + 1);
	f->n--;
}

static void
try_cuts(struct figures *f, size_t at, size_t column)
{
	if (f->steps++ > CUT_STEPS)
		return;
	while (at < f->s.n && f->s.p[at] == ' ') /* parts two for sure */
		at++;
	if (at == f->s.n) {
		keep_best(f);
		return;
	}
	for (size_t c = column; c < f->head->n; c++)
		if (f->head->column[c].role != NULL &&
		    strcmp(f->head->column[c].role->type, "text") != 0) {
			if (is_null_mark(f->s.p[at]))
				try_null(f, at, c);
			else
				try_column(f, at, c);
		}
}

/* The leading part of a run that is figures only. */
static size_t
figures_length(struct slice s)
{
	size_t n = 0;

	while (n < s.n &&
	    (slice_digit_at(s, n) || s.p[n] == '.' || s.p[n] == '%' ||
		s.p[n] == ',' || s.p[n] == ' ' || is_null_mark(s.p[n])))
		n++;
	while (n > 0 && s.p[n - 1] == ' ')
		n--;
	return n;
}

static bool
is_money(const struct column *c)
{
	return c->role != NULL && strcmp(c->role->type, "money") == 0;
}

/*
 * 0.000.000.000.00% or 000-: a zero in each column of money, and one in that of
 * the rate where there is a sign; what follows is nothing.
 */
static bool
cut_zeros(struct figures *f)
{
	size_t end = 0, zero = 1, at = 0;

	while (end < f->s.n && (f->s.p[end] == '0' || f->s.p[end] == '.'))
		end++;
	for (size_t i = end; i < f->s.n; i++)
		if (!is_null_mark(f->s.p[i]) && (i > end || f->s.p[i] != '%'))
			return false;
	if (end > 1 && f->s.p[1] == '.')
		for (zero = 2; zero < end && f->s.p[zero] == '0' &&
		     !(zero + 1 < end && f->s.p[zero + 1] == '.');)
			zero++;
	f->n = 0;
	for (size_t c = 0; c < f->head->n; c++) {
		bool rate = end < f->s.n && f->s.p[end] == '%' &&
		    c == head_column(f->head, SLOT_RATE);
		if (!is_money(&f->head->column[c]) && !rate)
			continue;
		if (at + zero > end || memcmp(f->s.p + at, f->s.p, zero) != 0)
			return false;
		f->from[f->n] = at;
		f->to[f->n] = at += zero;
		f->null[f->n] = false;
		f->column[f->n++] = c;
	}
	f->merit = 100;
	if (f->n < 3 || at != end)
		f->merit = 0;
	else
		keep(f);
	return f->merit > 0;
}

static size_t
count_type(const struct head *head, const char *type)
{
	size_t n = 0;

	for (size_t c = 0; c < head->n; c++)
		n += head->column[c].role != NULL &&
		    strcmp(head->column[c].role->type, type) == 0;
	return n;
}

/*
 * 62.5071.80: an amount for each column of money. The zero at the end says that
 * all are printed with so many digits behind the point.
 */
static bool
cut_fixed(struct figures *f)
{
	size_t points = 0, behind = 0, at = 0;

	for (size_t i = 0; i < f->s.n; i++) {
		if (f->s.p[i] == '.') {
			points++;
			behind = f->s.n - 1 - i;
		} else if (!slice_digit_at(f->s, i))
			return false;
	}
	if (points < 2 || behind < 2 || behind > 4 ||
	    f->s.p[f->s.n - 1] != '0' ||
	    points != count_type(f->head, "money") || f->rates > 0 ||
	    count_type(f->head, "number") > 0)
		return false; /* or a rate, or points, may stand there */
	f->n = 0;
	for (size_t c = 0; c < f->head->n; c++) {
		const char *point;
		size_t to;
		if (!is_money(&f->head->column[c]))
			continue;
		point = memchr(f->s.p + at, '.', f->s.n - at);
		if (point == NULL)
			return false;
		to = (size_t)(point - f->s.p) + 1 + behind;
		if (to <= at || to > f->s.n || !well_formed(f->s, at, to))
			return false;
		f->from[f->n] = at;
		f->to[f->n] = at = to;
		f->null[f->n] = false;
		f->column[f->n++] = c;
	}
	if (at != f->s.n)
		return false;
	f->merit = 100;
	keep(f);
	return true;
}

/* Digits with a point among them, and nothing else. */
static bool
is_amount(struct slice s)
{
	bool point;

	return figure_end(s, 0, &point) == s.n && point &&
	    well_formed(s, 0, s.n);
}

size_t
cut_funds(struct form *r, const struct view *run, struct view *out,
    size_t *column, size_t most)
{
	struct figures f = { .head = &r->head };
	struct key key;
	size_t n = 0;

	if (run->empty || run->key.p == NULL)
		return 0;
	key = fold_key(r->arena, run->cell->text);
	f.s = (struct slice){ key.s.p, figures_length(key.s) };
	if (f.s.n < 3 || f.s.n > FIGURES_MAX)
		return 0;
	f.signed_rate = memchr(f.s.p, '%', f.s.n) != NULL;
	f.lone = is_amount(f.s);
	f.rates = count_type(f.head, "percent");
	if ((f.s.p[0] != '0' || !cut_zeros(&f)) && !cut_fixed(&f)) {
		f.n = 0;
		try_cuts(&f, 0, 0);
	}
	if (f.merit < 100 || f.tied || (f.by_rate && f.rate_cuts > 1) ||
	    f.steps > CUT_STEPS || f.best.n > most)
		return 0;
	for (size_t i = 0; i < f.best.n; i++) {
		size_t to = f.best.to[i];
		if (f.best.null[i])
			continue;
		if (to < f.s.n && f.s.p[to] == '%')
			to++;
		out[n] = cut_view(r, run->cell, &key, f.best.from[i], to);
		column[n++] = f.best.column[i];
	}
	return n;
}
