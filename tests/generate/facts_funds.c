/* facts_funds.c - makes the funds of a report: amounts that fit, and rates. */
#include "facts.h"

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
		l->rate = facts_text(a, "%s%%", facts_decimal(a, shown, 2));
		break;
	case 2:
		shown = (rounded + 50) / 100 * 100;
		l->rate = facts_text(a, "%lld%%", shown / 100);
		break;
	default: l->rate = facts_decimal(a, shown, 2); break;
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
	[FORM_NARRATIVE] = { { "", "total", ALL } },
	[FORM_MONITORING] = { { "年度资金总额", "total", ALL },
	    { "其中：本年财政拨款", "fiscal", ALL },
	    { "其他资金", "other", NOTHING } },
	[FORM_TWENTY] = { { "年度财政资金总额|年度资金总额", "total", ALL } },
};

void
facts_make_funds(struct facts *f, struct random *r, struct arena *a)
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
	    f->form == FORM_TWENTY || f->form == FORM_SOURCES ||
	    f->form == FORM_NARRATIVE;
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
	if (f->form == FORM_TRANSFER || f->form == FORM_MONITORING ||
	    f->form == FORM_NARRATIVE)
		return;
	f->fund[0].weight = f->form == FORM_TWENTY ? NOT_PRINTED : 1000;
	f->fund[0].score =
	    (long)((executed * (f->form == FORM_TWENTY ? 2000 : 1000) / annual +
		       5) /
		10 * 10);
}
