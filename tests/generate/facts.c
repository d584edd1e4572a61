/* facts.c - makes the facts of a report: names, indicators, plans. */
#include "facts.h"

#include <stdarg.h>
#include <string.h>

#include "words.h"

char *
facts_text(struct arena *a, const char *format, ...)
{
	char buffer[2048];
	va_list list;
	va_start(list, format);
	int n = vsnprintf(buffer, sizeof buffer, format, list);
	va_end(list);
	size_t length = n < 0 ? 0 : (size_t)n;
	if (length >= sizeof buffer)
		length = sizeof buffer - 1;
	char *copy = arena_take(a, length + 1);
	memcpy(copy, buffer, length);
	copy[length] = '\0';
	return copy;
}

const char *
facts_decimal(struct arena *a, long long n, int places)
{
	long long scale = 1;
	for (int i = 0; i < places; i++)
		scale *= 10;
	while (places > 0 && n % 10 == 0) {
		n /= 10;
		scale /= 10;
		places--;
	}
	if (places == 0)
		return facts_text(a, "%lld", n);
	return facts_text(a, "%lld.%0*lld", n / scale, places, n % scale);
}

const char *
facts_points(long hundredths, struct arena *a)
{
	return hundredths == NOT_PRINTED ? "" : facts_decimal(a, hundredths, 2);
}

/* Puts commas between the thousands of a decimal. */
static const char *
with_commas(struct arena *a, const char *digits)
{
	size_t whole = strcspn(digits, ".");
	char out[64];
	size_t n = 0;
	for (size_t i = 0; digits[i] && n + 2 < sizeof out; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			out[n++] = ',';
		out[n++] = digits[i];
	}
	out[n] = '\0';
	return facts_text(a, "%s", out);
}

const char *
facts_amount(const struct facts *f, long long fen, struct arena *a)
{
	if (fen == NOT_PRINTED)
		return "";
	if (f->in_yuan)
		return with_commas(
		    a, facts_text(a, "%lld.%02lld", fen / 100, fen % 100));
	if (fen % 10000 != 0 || f->year % 2 == 0)
		return facts_decimal(a, fen, 6);
	return facts_text(a, "%lld.%02lld", fen / 1000000, fen / 10000 % 100);
}

/* The signs and words that reports use; the plain sign comes most often. */
static const char *
mark_of(const char *op, struct random *r)
{
	static const char *const least[] = { "≥", "≥", "≥", ">=", "≧", "不低于",
		"大于等于" };
	static const char *const most[] = { "≤", "≤", "≤", "<=", "≦", "不超过",
		"小于等于" };
	if (strcmp(op, ">=") == 0)
		return RANDOM_OF(r, least);
	return strcmp(op, "<=") == 0 ? RANDOM_OF(r, most) : "";
}

/* A number behind its sign, and what it means. In three cells: ≥ | 95 | %. */
static void
print_figure(struct figure *g, const char *op, const char *digits,
    const char *unit, struct random *r, struct arena *a)
{
	g->op = op;
	g->printed = facts_text(a, "%s%s%s", mark_of(op, r), digits, unit);
	g->mark = strcmp(op, ">=") == 0 ? "≥"
	    : strcmp(op, "<=") == 0     ? "≤"
					: "=";
	g->digits = digits;
	g->cell_unit = unit;
}

/* A target that is met by and large: n is in tenths or whole units. */
static void
make_counts(struct indicator *i, struct random *r, struct arena *a)
{
	const char *unit = RANDOM_OF(r, word_units);
	long target = random_between(r, 2, 3000);
	long actual = target + random_between(r, 0, target / 5);
	print_figure(&i->target, random_once_in(r, 2) ? ">=" : "=",
	    facts_text(a, "%ld", target), unit, r, a);
	print_figure(&i->actual, "=", facts_text(a, "%ld", actual), unit, r, a);
	i->target.value = (double)target;
	i->actual.value = (double)actual;
	i->target.unit = i->actual.unit = unit;
}

static void
make_people(struct indicator *i, struct random *r, struct arena *a)
{
	long target = random_between(r, 11, 900);
	long actual = target + random_between(r, 0, 30);
	print_figure(&i->target, random_once_in(r, 2) ? ">=" : "=",
	    facts_decimal(a, target, 2), "万人", r, a);
	print_figure(
	    &i->actual, "=", facts_decimal(a, actual, 2), "万人", r, a);
	i->target.value = (double)target * 100;
	i->actual.value = (double)actual * 100;
	i->target.unit = i->actual.unit = "人";
}

static void
make_shares(struct indicator *i, struct random *r, struct arena *a)
{
	long target =
	    random_once_in(r, 3) ? 100 : random_between(r, 16, 19) * 5;
	long actual =
	    target + (target < 100 ? random_between(r, 0, 100 - target) : 0);
	print_figure(&i->target,
	    target == 100 || random_once_in(r, 6) ? "=" : ">=",
	    facts_text(a, "%ld", target), "%", r, a);
	print_figure(&i->actual, "=", facts_text(a, "%ld", actual), "%", r, a);
	i->target.value = (double)target;
	i->actual.value = (double)actual;
	i->target.unit = i->actual.unit = "%";
}

static void
make_costs(struct indicator *i, struct random *r, struct arena *a, bool each)
{
	long target = random_between(r, 10, 9000);
	long actual = target - random_between(r, 0, target / 4);
	const char *unit = each ? "元/人" : "万元";
	int places = each ? 0 : 1;
	print_figure(
	    &i->target, "<=", facts_decimal(a, target, places), unit, r, a);
	print_figure(
	    &i->actual, "=", facts_decimal(a, actual, places), unit, r, a);
	i->target.value = (double)target * (each ? 1 : 1000);
	i->actual.value = (double)actual * (each ? 1 : 1000);
	i->target.unit = i->actual.unit = each ? unit : "元";
}

static void
make_days(struct indicator *i, struct random *r, struct arena *a)
{
	long target = random_between(r, 5, 90);
	long actual = random_between(r, 1, target);
	print_figure(
	    &i->target, "<=", facts_text(a, "%ld", target), "天", r, a);
	print_figure(&i->actual, "=", facts_text(a, "%ld", actual), "天", r, a);
	i->target.value = (double)target;
	i->actual.value = (double)actual;
	i->target.unit = i->actual.unit = "天";
}

static void
make_words(struct indicator *i, struct random *r)
{
	const char *word = RANDOM_OF(r, word_qualities);
	i->target = (struct figure){ .printed = word,
		.mark = "定性",
		.digits = word,
		.cell_unit = "",
		.unit = "" };
	i->actual = i->target;
}

static void
make_values(
    struct indicator *i, enum word_kind kind, struct random *r, struct arena *a)
{
	switch (kind) {
	case WORD_COUNT: make_counts(i, r, a); break;
	case WORD_PEOPLE: make_people(i, r, a); break;
	case WORD_SHARE: make_shares(i, r, a); break;
	case WORD_COST: make_costs(i, r, a, false); break;
	case WORD_RATE: make_costs(i, r, a, true); break;
	case WORD_DAYS: make_days(i, r, a); break;
	case WORD_WORDS: make_words(i, r); break;
	}
}

static void
add_indicator(struct facts *f, const struct word_level *level, int nth,
    struct random *r, struct arena *a)
{
	struct indicator *i = &f->indicator[f->indicator_n++];
	memset(i, 0, sizeof *i);
	i->level1 = level->level1;
	i->level2 = level->level2;
	i->weight = i->score = NOT_PRINTED;
	i->level3 = facts_text(a, "%s%s", RANDOM_OF(r, word_themes),
	    level->name[(nth + random_between(r, 0, 1) * 2) % 5]);
	make_values(i, level->kind[random_between(r, 0, 1)], r, a);
	i->deviation = i->basis = i->description = "";
	if (f->form == FORM_TARGET) {
		i->description = facts_text(a, "反映%s的情况", i->level3);
		i->basis = RANDOM_OF(r, word_bases);
	} else if (f->form != FORM_TWENTY && f->form != FORM_SOURCES &&
	    random_once_in(r, 6)) {
		i->deviation = RANDOM_OF(r, word_deviations);
	}
}

/* Shares points out; every indicator has at least two. */
static void
make_weights(struct facts *f, long points, struct random *r)
{
	long left = points - 2L * f->indicator_n;
	for (int k = 0; k < f->indicator_n; k++) {
		struct indicator *i = &f->indicator[k];
		long share = left / (f->indicator_n - k);
		long more = k == f->indicator_n - 1
		    ? left
		    : random_between(r, 0, share);
		left -= more;
		i->weight = (2 + more) * 100;
		i->score = i->weight;
		if (*i->deviation)
			i->score -= random_between(r, 1, 3) * 50;
	}
}

static void
forget_weights(struct facts *f)
{
	f->total_weight = NOT_PRINTED;
	for (int k = 0; k < f->indicator_n; k++)
		f->indicator[k].weight = NOT_PRINTED;
}

static void
make_indicators(struct facts *f, struct random *r, struct arena *a)
{
	size_t levels = sizeof word_levels / sizeof *word_levels;
	for (size_t k = 0; k < levels; k++) {
		const struct word_level *level = &word_levels[k];
		if (random_between(r, 1, 10) > level->often)
			continue;
		int most = strcmp(level->level1, "产出指标") == 0 ? 3 : 2;
		int n = (int)random_between(r, 1, most);
		for (int i = 0; i < n; i++)
			add_indicator(f, level, i, r, a);
	}
	f->total_weight = f->total_score = NOT_PRINTED;
	if (f->form == FORM_TRANSFER || f->form == FORM_TARGET ||
	    f->form == FORM_MONITORING)
		return;
	make_weights(f,
	    f->form == FORM_SOURCES      ? 100
		: f->form == FORM_TWENTY ? 80
					 : 90,
	    r);
	if (f->form == FORM_SOURCES)
		return;
	f->total_weight = f->fund[0].weight;
	f->total_score = f->fund[0].score;
	for (int k = 0; k < f->indicator_n; k++) {
		f->total_weight += f->indicator[k].weight;
		f->total_score += f->indicator[k].score;
	}
	if (f->form == FORM_TWENTY) /* its points stand in its labels */
		forget_weights(f);
}

static const char *
make_goal(struct random *r, struct arena *a)
{
	const char *goal = "";
	int n = (int)random_between(r, 2, 6);
	size_t first = (size_t)random_between(r, 0, 9);
	for (int i = 0; i < n; i++)
		goal = facts_text(a, "%s%d、%s%s", goal, i + 1,
		    word_goals[(first + (size_t)i) % 10],
		    i == n - 1 ? "。" : "；");
	return goal;
}

const char *
facts_prose(struct random *r, struct arena *a)
{
	const char *text = "";
	int n = (int)random_between(r, 2, 9);
	for (int i = 0; i < n; i++)
		text = facts_text(a, "%s%s。", text, RANDOM_OF(r, word_goals));
	return text;
}

/* A text without this at its end. */
static const char *
without(const char *text, const char *end, struct arena *a)
{
	size_t n = strlen(text), tail = strlen(end);
	if (n <= tail || strcmp(text + n - tail, end) != 0)
		return text;
	return facts_text(a, "%.*s", (int)(n - tail), text);
}

static void
make_names(struct facts *f, struct random *r, struct arena *a)
{
	size_t k = (size_t)random_between(
	    r, 0, (long)(sizeof word_counties / sizeof *word_counties) - 1);
	size_t d = (size_t)random_between(r, 0,
	    (long)(sizeof word_departments / sizeof *word_departments) - 1);
	f->county = word_counties[k].name;
	f->county_code = word_counties[k].code;
	f->year = random_between(r, 2019, 2024);
	f->department =
	    facts_text(a, "%s%s", f->county, word_departments[d].department);
	f->unit = facts_text(a, "%s%s", f->county,
	    word_departments[d].unit[random_between(r, 0, 2)]);
	f->project = facts_text(
	    a, "%s%s", RANDOM_OF(r, word_themes), RANDOM_OF(r, word_projects));
	if (f->form == FORM_NARRATIVE) /* 项目绩效自评: whose 项目 is it? */
		f->project = without(f->project, "项目", a);
	f->unit_code = facts_text(a, "%ld", random_between(r, 301001, 399009));
	f->code = f->form != FORM_TARGET && f->form != FORM_SICHUAN
	    ? ""
	    : facts_text(a, "%s%02ld%s%010ld%c", f->county_code, f->year % 100,
		  f->form == FORM_TARGET ? "P0" : "T0",
		  random_between(r, 1000000, 9999999),
		  (char)('A' + random_between(r, 0, 25)));
	f->goal_expected = f->goal_actual = "";
	if (f->form == FORM_TWENTY || f->form == FORM_SOURCES ||
	    f->form == FORM_NARRATIVE)
		return;
	f->goal_expected = make_goal(r, a);
	if (f->form != FORM_TARGET && f->form != FORM_MONITORING)
		f->goal_actual = make_goal(r, a);
}

static void
make_plan(struct facts *f, struct random *r)
{
	static const int months[] = { 3, 6, 10, 12 };
	int percent = 0;
	for (int i = 0; i < PLAN_MAX; i++) {
		percent +=
		    (int)random_between(r, 1, (100 - percent) / (PLAN_MAX - i));
		f->plan[i].month = months[i];
		f->plan[i].percent = i == PLAN_MAX - 1 ? 100 : percent;
	}
	f->plan_n = PLAN_MAX;
}

void
facts_make(struct facts *f, enum form form, struct random *r, struct arena *a)
{
	memset(f, 0, sizeof *f);
	f->form = form;
	make_names(f, r, a);
	f->in_yuan = form == FORM_PROJECT && random_once_in(r, 6);
	facts_make_funds(f, r, a);
	if (form == FORM_NARRATIVE) {
		static const char *const budgets[] = { "annual", "initial",
			"budget" };
		f->budget = RANDOM_OF(r, budgets);
		f->total_weight = NOT_PRINTED;
		f->total_score = random_between(r, 700, 1000) * 10;
		return;
	}
	make_indicators(f, r, a);
	if (form == FORM_TARGET)
		make_plan(f, r);
}
