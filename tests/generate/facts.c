/* facts.c - makes the facts of a report, and writes them down. */
#include "facts.h"

#include <stdarg.h>
#include <string.h>

#include "words.h"

static const char *const kind_names[] = {
#define FORM_KIND(id, name, kind) kind,
	FORMS(FORM_KIND)
#undef FORM_KIND
};

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

/* n / 10^places without trailing zeros: 1250, 2 gives "12.5". */
static const char *
decimal(struct arena *a, long long n, int places)
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
	return hundredths == NOT_PRINTED ? "" : decimal(a, hundredths, 2);
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
		return decimal(a, fen, 6);
	return facts_text(a, "%lld.%02lld", fen / 1000000, fen / 10000 % 100);
}

/* The rate as printed: rounded, cut, whole, or without a sign. */
static void
print_rate(struct fund *l, struct random *r, struct arena *a)
{
	if (l->annual_fen <= 0) {
		l->rate = "";
		return;
	}
	/* In hundredths of a per cent, cut; and rounded. */
	long long cut = l->executed_fen * 10000 / l->annual_fen;
	long long rounded = (l->executed_fen * 20000 / l->annual_fen + 1) / 2;
	long long shown = rounded;
	switch (random_between(r, 0, 3)) {
	case 0:
		l->rate =
		    facts_text(a, "%lld.%02lld%%", shown / 100, shown % 100);
		break;
	case 1:
		shown = cut / 10 * 10;
		l->rate = facts_text(a, "%s%%", decimal(a, shown, 2));
		break;
	case 2:
		shown = (rounded + 50) / 100 * 100;
		l->rate = facts_text(a, "%lld%%", shown / 100);
		break;
	default: l->rate = decimal(a, shown, 2); break;
	}
	l->rate_pct = (double)shown / 100;
}

/* One row of funds; the points stand in the row of the total only. */
static void
add_fund(struct facts *f, const char *label, const char *source,
    const long long fen[3])
{
	struct fund *l = &f->fund[f->fund_n++];
	*l = (struct fund){ .label = label, .source = source, .rate = "" };
	l->initial_fen = fen[0];
	l->annual_fen = fen[1];
	l->executed_fen = fen[2];
	l->to_date_fen = l->weight = l->score = NOT_PRINTED;
}

/* A department's budget, by where it comes from and by what it is spent on. */
static void
add_department(struct facts *f, const long long all[3], const long long zero[3])
{
	long long initial[] = { all[0], NOT_PRINTED, NOT_PRINTED };
	long long none[] = { zero[0], NOT_PRINTED, NOT_PRINTED };
	long long basic[] = { all[0] / 30000 * 20000, NOT_PRINTED,
		NOT_PRINTED };
	long long project[] = { all[0] - basic[0], NOT_PRINTED, NOT_PRINTED };

	add_fund(f, "年度资金总额", "total", all);
	add_fund(f, "一般公共预算", "fiscal", initial);
	add_fund(f, "政府性基金拨款", "government_fund", none);
	add_fund(f, "基本支出", "basic_expenditure", basic);
	add_fund(f, "项目支出", "project_expenditure", project);
}

/* What each level of government gave, and what was spent of it. */
static void
add_sources(
    struct facts *f, const long long all[3], struct random *r, struct arena *a)
{
	static const char *const source[][2] = { { "中央资金", "central" },
		{ "省级资金", "province" }, { "市级资金", "prefecture" },
		{ "县级资金", "county" } };
	long long annual = all[1], executed = all[2];

	add_fund(f, "合计", "total", all);
	for (int i = 0; i < 4; i++) {
		long long part[] = { NOT_PRINTED,
			i == 3 ? annual : annual / 20000 * 10000, 0 };
		part[2] = i == 3 || executed < part[1] ? executed : part[1];
		add_fund(f, source[i][0], source[i][1], part);
		annual -= part[1];
		executed -= part[2];
	}
	for (int i = 0; i < f->fund_n; i++)
		print_rate(&f->fund[i], r, a);
}

/* What was spent by July is no year's; the rest of the table is a plan. */
static void
keep_initial(struct facts *f)
{
	for (int i = 0; i < f->fund_n; i++) {
		struct fund *l = &f->fund[i];
		l->to_date_fen = l->executed_fen;
		l->annual_fen = l->executed_fen = NOT_PRINTED;
	}
}

/* The rows of a form's funds that stand there whatever was spent. */
struct source_row {
	const char *label; /* as forms have it, one of those between bars */
	const char *source;
	enum { ALL, NOTHING, ZERO } amounts;
};

static const struct source_row source_rows[FORM_COUNT][6] = {
	[FORM_PROJECT] = { { "年度资金总额|年度资金总额：|年度财政资金总额",
			       "total", ALL },
	    { "其中：当年财政拨款|其中:本年财政拨款|其中：财政资金", "fiscal",
		ALL },
	    { "上年结转资金|上年结转", "carryover", NOTHING },
	    { "其他资金", "other", NOTHING } },
	[FORM_TRANSFER] = { { "年度资金总额：", "total", ALL },
	    { "其中：中央财政资金|其中:中央补助", "central", ALL },
	    { "地方资金|地方财政资金", "local", NOTHING },
	    { "其他资金", "other", NOTHING } },
	[FORM_TARGET] = { { "预算数", "total", ALL },
	    { "其中：财政资金", "fiscal", ALL },
	    { "其他资金", "other", NOTHING } },
	[FORM_SICHUAN] = { { "总额", "total", ALL },
	    { "其中：财政资金", "fiscal", ALL },
	    { "财政专户管理资金", "special_account", ZERO },
	    { "单位资金", "unit", ZERO }, { "其他资金", "other", NOTHING } },
	[FORM_MONITORING] = { { "年度资金总额", "total", ALL },
	    { "其中：本年财政拨款", "fiscal", ALL },
	    { "其他资金", "other", NOTHING } },
	[FORM_TWENTY] = { { "年度财政资金总额|年度资金总额", "total", ALL } },
};

static void
make_funds(struct facts *f, struct random *r, struct arena *a)
{
	/* Whole hundreds of yuan, seldom to the fen. */
	long long unit = random_once_in(r, 8) ? 1 : 10000;
	long long annual = random_between(r, 30, 90000) * 10000 / unit * unit;
	if (unit == 1)
		annual += random_between(r, 1, 9999);
	long long spent =
	    random_once_in(r, 3) ? 1000 : random_between(r, 50, 999);
	long long executed = annual / 1000 * spent / unit * unit;
	if (spent == 1000)
		executed = annual;
	long long initial = f->form != FORM_MONITORING && random_once_in(r, 4)
	    ? annual / 100 * random_between(r, 60, 140) / unit * unit
	    : annual;
	bool no_initial = f->form == FORM_TRANSFER || f->form == FORM_TARGET ||
	    f->form == FORM_TWENTY || f->form == FORM_SOURCES;
	long long all[] = { no_initial ? NOT_PRINTED : initial, annual,
		f->form == FORM_TARGET ? NOT_PRINTED : executed };
	long long nothing[] = { NOT_PRINTED, NOT_PRINTED, NOT_PRINTED };
	long long zero[] = { 0, 0, 0 };
	const long long *const amounts[] = { all, nothing, zero };
	if (f->form == FORM_SOURCES) {
		add_sources(f, all, r, a);
		return;
	}
	if (f->form == FORM_DEPARTMENT)
		add_department(f, all, zero);
	for (const struct source_row *row = source_rows[f->form]; row->label;
	     row++)
		add_fund(f, row->label, row->source, amounts[row->amounts]);
	if (f->form == FORM_TARGET)
		return;
	print_rate(&f->fund[0], r, a);
	if (f->form == FORM_TRANSFER || f->form == FORM_SICHUAN ||
	    f->form == FORM_MONITORING) {
		f->fund[1].rate = f->fund[0].rate;
		f->fund[1].rate_pct = f->fund[0].rate_pct;
	}
	if (f->form == FORM_MONITORING)
		keep_initial(f);
	if (f->form == FORM_TRANSFER || f->form == FORM_MONITORING)
		return;
	f->fund[0].weight = f->form == FORM_TWENTY ? NOT_PRINTED : 1000;
	f->fund[0].score =
	    (long)((executed * (f->form == FORM_TWENTY ? 2000 : 1000) / annual +
		       5) /
		10 * 10);
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
	    decimal(a, target, 2), "万人", r, a);
	print_figure(&i->actual, "=", decimal(a, actual, 2), "万人", r, a);
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
	print_figure(&i->target, "<=", decimal(a, target, places), unit, r, a);
	print_figure(&i->actual, "=", decimal(a, actual, places), unit, r, a);
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
	f->unit_code = facts_text(a, "%ld", random_between(r, 301001, 399009));
	f->code = f->form != FORM_TARGET && f->form != FORM_SICHUAN
	    ? ""
	    : facts_text(a, "%s%02ld%s%010ld%c", f->county_code, f->year % 100,
		  f->form == FORM_TARGET ? "P0" : "T0",
		  random_between(r, 1000000, 9999999),
		  (char)('A' + random_between(r, 0, 25)));
	f->goal_expected = f->goal_actual = "";
	if (f->form == FORM_TWENTY || f->form == FORM_SOURCES)
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
	make_funds(f, r, a);
	make_indicators(f, r, a);
	if (form == FORM_TARGET)
		make_plan(f, r);
}

/* --- writing --- */

struct out {
	FILE *f;
	const char *path;
	int report;
};

static void
put(const struct out *o, const char *field, const char *value)
{
	if (*value)
		fprintf(
		    o->f, "%s\t%d\t%s\t%s\n", o->path, o->report, field, value);
}

static void
put_at(const struct out *o, const char *group, const char *key,
    const char *field, const char *value)
{
	char name[96];
	snprintf(name, sizeof name, "%s.%s.%s", group, key, field);
	put(o, name, value);
}

static const char *
real(double value, char buffer[static 40])
{
	snprintf(buffer, 40, "%.10g", value);
	return buffer;
}

static const char *
points(long hundredths, char buffer[static 40])
{
	buffer[0] = '\0';
	return hundredths == NOT_PRINTED
	    ? buffer
	    : real((double)hundredths / 100, buffer);
}

static const char *
fen(long long n, char buffer[static 40])
{
	snprintf(buffer, 40, "%lld", n);
	return n == NOT_PRINTED ? "" : buffer;
}

static void
write_fund(const struct out *o, const struct fund *l)
{
	char b[40];
	put_at(o, "funding", l->source, "initial_fen", fen(l->initial_fen, b));
	put_at(o, "funding", l->source, "annual_fen", fen(l->annual_fen, b));
	put_at(
	    o, "funding", l->source, "executed_fen", fen(l->executed_fen, b));
	put_at(o, "funding", l->source, "weight", points(l->weight, b));
	put_at(o, "funding", l->source, "score", points(l->score, b));
	if (*l->rate)
		put_at(
		    o, "funding", l->source, "rate_pct", real(l->rate_pct, b));
}

static void
write_figure(const struct out *o, const char *key, const char *name,
    const struct figure *g)
{
	char b[40], field[40];
	if (!g->op)
		return;
	snprintf(field, sizeof field, "%s_op", name);
	put_at(o, "indicator", key, field, g->op);
	snprintf(field, sizeof field, "%s_value", name);
	put_at(o, "indicator", key, field, real(g->value, b));
	snprintf(field, sizeof field, "%s_unit", name);
	put_at(o, "indicator", key, field, g->unit);
}

static void
write_indicator(const struct out *o, const struct facts *f, int n)
{
	const struct indicator *i = &f->indicator[n];
	char key[12], b[40], target[160];
	bool three = f->form == FORM_SICHUAN;
	snprintf(key, sizeof key, "%d", n + 1);
	snprintf(target, sizeof target, "%s%s%s", i->target.mark,
	    i->target.digits, i->target.cell_unit);
	put_at(o, "indicator", key, "level1", i->level1);
	put_at(o, "indicator", key, "level2", i->level2);
	put_at(o, "indicator", key, "level3", i->level3);
	put_at(o, "indicator", key, "description", i->description);
	put_at(o, "indicator", key, "basis", i->basis);
	put_at(o, "indicator", key, "deviation", i->deviation);
	put_at(
	    o, "indicator", key, "target", three ? target : i->target.printed);
	write_figure(o, key, "target", &i->target);
	if (f->form != FORM_TARGET && f->form != FORM_MONITORING) {
		put_at(o, "indicator", key, "actual", i->actual.printed);
		write_figure(o, key, "actual", &i->actual);
	}
	put_at(o, "indicator", key, "weight", points(i->weight, b));
	put_at(o, "indicator", key, "score", points(i->score, b));
}

void
facts_write(const struct facts *f, const char *path, int report, FILE *file)
{
	struct out o = { file, path, report };
	char b[40];
	put(&o, "kind", kind_names[f->form]);
	put(&o, "fiscal_year", fen(f->year, b));
	put(&o, "region_code", f->county_code);
	put(&o, "project_name", f->form == FORM_DEPARTMENT ? "" : f->project);
	put(&o, "project_code", f->code);
	put(&o, "unit", f->form == FORM_TARGET ? "" : f->unit);
	put(&o, "department",
	    f->form == FORM_TARGET || f->form == FORM_TRANSFER ||
		    f->form == FORM_DEPARTMENT
		? ""
		: f->department);
	put(&o, "goal_expected", f->goal_expected);
	put(&o, "goal_actual", f->goal_actual);
	put(&o, "total_weight", points(f->total_weight, b));
	put(&o, "total_score", points(f->total_score, b));
	for (int i = 0; i < f->fund_n; i++)
		write_fund(&o, &f->fund[i]);
	for (int i = 0; i < f->indicator_n; i++)
		write_indicator(&o, f, i);
	for (int i = 0; i < f->plan_n; i++) {
		char month[12];
		snprintf(month, sizeof month, "%d", f->plan[i].month);
		put_at(&o, "plan", month, "planned_pct",
		    real(f->plan[i].percent, b));
	}
}
