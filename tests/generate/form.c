/* form.c - lays facts out as the rows of logical cells of their form. */
#include <string.h>

#include "sheet.h"

/* Where the next cell goes. */
struct pen {
	struct sheet *s;
	const struct facts *f;
	struct random *r;
	struct arena *a;
	int row, column;
};

/* Opens the next row; cells that one from above covers are left alone. */
static void
new_row(struct pen *p)
{
	p->row = p->s->n++;
	p->column = 0;
}

/* Puts a cell of rows x cols (cols 0: to the right edge) behind the last. */
static void
put(struct pen *p, int rows, int cols, const char *text)
{
	struct sheet *s = p->s;
	while (p->column < s->width && s->cell[p->row][p->column].above > 0)
		p->column++;
	if (cols == 0)
		cols = s->width - p->column;
	for (int i = 0; i < rows; i++) {
		for (int k = 0; k < cols; k++) {
			struct sheet_cell *c =
			    &s->cell[p->row + i][p->column + k];
			*c = (struct sheet_cell){
				.text = "", .above = i, .left = k > 0
			};
		}
	}
	s->cell[p->row][p->column] =
	    (struct sheet_cell){ .text = text, .rows = rows, .cols = cols };
	p->column += cols;
}

/* One of the words that forms use for the same thing: "分值|权重". */
static const char *
pick(struct pen *p, const char *words)
{
	long n = 1;
	for (const char *c = words; *c; c++)
		n += *c == '|';
	for (n = random_between(p->r, 1, n); n > 1; n--)
		words = strchr(words, '|') + 1;
	return facts_text(p->a, "%.*s", (int)strcspn(words, "|"), words);
}

static void
say(struct pen *p, const char *line)
{
	p->s->before[p->s->before_n++] = line;
}

/* A label with the points of its part, as some forms print them. */
static const char *
level1_label(struct pen *p, const char *level1)
{
	long sum = 0;
	for (int i = 0; i < p->f->indicator_n; i++)
		if (strcmp(p->f->indicator[i].level1, level1) == 0)
			sum += p->f->indicator[i].weight;
	if (p->f->form != FORM_PROJECT || p->f->year % 3 != 0)
		return level1;
	return facts_text(p->a, "%s（%s分）", level1, facts_points(sum, p->a));
}

/* How many indicators from n on share the first (or both) levels. */
static int
run_length(const struct facts *f, int n, bool both)
{
	int k = n;
	while (k < f->indicator_n &&
	    strcmp(f->indicator[k].level1, f->indicator[n].level1) == 0 &&
	    (!both ||
		strcmp(f->indicator[k].level2, f->indicator[n].level2) == 0))
		k++;
	return k - n;
}

static bool
opens_run(const struct facts *f, int n, bool both)
{
	return n == 0 || run_length(f, n - 1, both) == 1;
}

/* The first three cells of indicator n, merged where the form merges them. */
static void
put_levels(struct pen *p, int n)
{
	const struct indicator *i = &p->f->indicator[n];
	if (opens_run(p->f, n, false))
		put(p, run_length(p->f, n, false), 1,
		    level1_label(p, i->level1));
	if (opens_run(p->f, n, true))
		put(p, run_length(p->f, n, true), 1, i->level2);
	put(p, 1, 1, i->level3);
}

static void
put_goals(struct pen *p, const char *block, const char *expected,
    const char *actual, int half)
{
	new_row(p);
	put(p, 2, 1, block);
	put(p, 1, half, expected);
	put(p, 1, 0, actual);
	new_row(p);
	put(p, 1, half, p->f->goal_expected);
	put(p, 1, 0, p->f->goal_actual);
}

/* --- the form of 10 + 90 points --- */

static void
project_funds(struct pen *p)
{
	const struct facts *f = p->f;
	static const char *const head[] = { "", "年初预算数|年初预算",
		"全年预算数|全年预算|全年预算数（A）|调整后预算数",
		"全年执行数|全年执行|全年执行数（B）|实际支出", "分值|权重",
		"执行率|预算执行率|执行率（B/A）", "得分|自评得分" };
	new_row(p);
	put(p, f->fund_n + 1, 1,
	    pick(p,
		f->in_yuan ? "项目资金（元）|项目资金(元)"
			   : "项目资金（万元）|项目资金(万元)"));
	for (int i = 0; i < 7; i++)
		put(p, 1, i == 0 ? 2 : 1, pick(p, head[i]));
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		new_row(p);
		put(p, 1, 2, pick(p, l->label));
		put(p, 1, 1, facts_amount(f, l->initial_fen, p->a));
		put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
		put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
		put(p, 1, 1, i == 0 ? facts_points(l->weight, p->a) : "—");
		put(p, 1, 1, l->rate);
		put(p, 1, 1, i == 0 ? facts_points(l->score, p->a) : "—");
	}
}

static void
project_indicators(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"年度指标值|指标值|年初目标值（A）|预期指标值",
		"实际完成值|全年实际值（B）|实际完成指标值|完成值", "分值|权重",
		"得分|自评得分",
		"偏差原因分析及改进措施|未完成原因分析|偏差原因分析" };
	new_row(p);
	p->s->header = p->row;
	put(p, p->f->indicator_n + 1, 1, "绩效指标");
	for (int i = 0; i < 8; i++)
		put(p, 1, 1, pick(p, head[i]));
	for (int n = 0; n < p->f->indicator_n; n++) {
		const struct indicator *i = &p->f->indicator[n];
		new_row(p);
		put_levels(p, n);
		put(p, 1, 1, i->target.printed);
		put(p, 1, 1, i->actual.printed);
		put(p, 1, 1, facts_points(i->weight, p->a));
		put(p, 1, 1, facts_points(i->score, p->a));
		put(p, 1, 1, i->deviation);
	}
}

static void
project_form(struct pen *p)
{
	const struct facts *f = p->f;
	p->s->width = 9;
	say(p,
	    pick(p,
		"项目支出绩效自评表|财政项目支出绩效自评表|"
		"本级部门项目支出绩效自评表"));
	say(p, facts_text(p->a, "（%ld年度）", f->year));
	new_row(p);
	put(p, 1, 1, pick(p, "项目名称|专项名称|项目支出名称"));
	put(p, 1, 0, f->project);
	new_row(p);
	put(p, 1, 1, pick(p, "主管部门|项目主管部门|县级主管部门"));
	put(p, 1, 4, f->department);
	put(p, 1, 1, pick(p, "实施单位|项目实施单位|项目单位"));
	put(p, 1, 0, f->unit);
	project_funds(p);
	put_goals(p, "年度总体目标", pick(p, "预期目标|年初设定目标"),
	    pick(p, "实际完成情况|全年实际完成情况"), 4);
	project_indicators(p);
	new_row(p);
	put(p, 1, 6, "总分");
	put(p, 1, 1, facts_points(f->total_weight, p->a));
	put(p, 1, 1, facts_points(f->total_score, p->a));
	put(p, 1, 0, "");
}

/* --- the form of transfer payments --- */

static void
transfer_funds(struct pen *p)
{
	const struct facts *f = p->f;
	new_row(p);
	put(p, f->fund_n + 1, 1, "资金投入情况（万元）");
	put(p, 1, 2, "");
	put(p, 1, 1, "全年预算数（A）");
	put(p, 1, 1, "全年执行数（B）");
	put(p, 1, 0, pick(p, "预算执行率（B/A×100%）|预算执行率（B/A）"));
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		new_row(p);
		put(p, 1, 2, pick(p, l->label));
		put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
		put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
		put(p, 1, 0, l->rate);
	}
}

static void
transfer_form(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"指标值|年度指标值", "全年实际完成值|实际完成值",
		"未完成原因和改进措施|未完成原因及拟采取的改进措施" };
	const struct facts *f = p->f;
	p->s->width = 7;
	say(p, facts_text(p->a, "%s转移支付项目绩效目标自评表", f->project));
	say(p, facts_text(p->a, "（%ld年度）", f->year));
	new_row(p);
	put(p, 1, 2, "转移支付（项目）名称");
	put(p, 1, 0, f->project);
	new_row(p);
	put(p, 1, 2, pick(p, "地方主管部门|省级主管部门"));
	put(p, 1, 2, f->department);
	put(p, 1, 1, "资金使用单位");
	put(p, 1, 0, f->unit);
	transfer_funds(p);
	put_goals(p, "总体目标完成情况", "总体目标", "全年实际完成情况", 3);
	new_row(p);
	p->s->header = p->row;
	put(p, f->indicator_n + 1, 1, "绩效指标");
	for (int i = 0; i < 6; i++)
		put(p, 1, 1, pick(p, head[i]));
	for (int n = 0; n < f->indicator_n; n++) {
		new_row(p);
		put_levels(p, n);
		put(p, 1, 1, f->indicator[n].target.printed);
		put(p, 1, 1, f->indicator[n].actual.printed);
		put(p, 1, 1, f->indicator[n].deviation);
	}
}

/* --- the table of targets with its plan of spending --- */

static void
target_plan(struct pen *p)
{
	const struct facts *f = p->f;
	new_row(p);
	put(p, 2, 1, "资金支出计划（%）");
	for (int i = 0; i < f->plan_n; i++)
		put(p, 1, i == f->plan_n - 1 ? 0 : 1,
		    facts_text(p->a, "%d月底", f->plan[i].month));
	new_row(p);
	for (int i = 0; i < f->plan_n; i++)
		put(p, 1, i == f->plan_n - 1 ? 0 : 1,
		    facts_text(p->a, "%d%%", f->plan[i].percent));
}

static void
target_head(struct pen *p)
{
	const struct facts *f = p->f;
	say(p, facts_text(p->a, "%ld年部门预算绩效文本", f->year));
	say(p, facts_text(p->a, "%s绩效目标表", f->project));
	say(p, facts_text(p->a, "%s %s", f->unit_code, f->unit));
	say(p, "单位：万元");
	new_row(p);
	put(p, 1, 1, "项目编码");
	put(p, 1, 2, f->code);
	put(p, 1, 1, "项目名称");
	put(p, 1, 0, f->project);
	new_row(p);
	put(p, 2, 1, "预算规模及资金用途");
	for (int i = 0; i < f->fund_n; i++) {
		put(p, 1, 1, pick(p, f->fund[i].label));
		put(p, 1, 1, facts_amount(f, f->fund[i].annual_fen, p->a));
	}
	new_row(p);
	put(p, 1, 0, facts_text(p->a, "用于%s", f->project));
}

static void
target_form(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"绩效指标描述", "指标值", "指标值确定依据" };
	const struct facts *f = p->f;
	p->s->width = 7;
	target_head(p);
	target_plan(p);
	new_row(p);
	put(p, 1, 1, "绩效目标");
	put(p, 1, 0, f->goal_expected);
	new_row(p);
	p->s->header = p->row;
	for (int i = 0; i < 6; i++)
		put(p, 1, i == 5 ? 0 : 1, head[i]);
	for (int n = 0; n < f->indicator_n; n++) {
		new_row(p);
		put_levels(p, n);
		put(p, 1, 1, f->indicator[n].description);
		put(p, 1, 1, f->indicator[n].target.printed);
		put(p, 1, 0, f->indicator[n].basis);
	}
}

/* --- the form of Sichuan: sign, value and unit in three cells --- */

static void
sichuan_head(struct pen *p)
{
	const struct facts *f = p->f;
	say(p,
	    facts_text(p->a, "部门预算项目支出绩效自评表（%ld年度）", f->year));
	new_row(p);
	put(p, 1, 1, "项目名称");
	put(p, 1, 0, facts_text(p->a, "%s-%s", f->code, f->project));
	new_row(p);
	put(p, 1, 1, "主管部门");
	put(p, 1, 4, f->department);
	put(p, 1, 2, "实施单位（盖章）");
	put(p, 1, 0, f->unit);
	new_row(p);
	put(p, 3, 1, "项目基本情况");
	put(p, 2, 2, "1.项目年度目标完成情况");
	put(p, 1, 4, "项目年度目标");
	put(p, 1, 0, "年度目标完成情况");
	new_row(p);
	put(p, 1, 4, f->goal_expected);
	put(p, 1, 0, f->goal_actual);
	new_row(p);
	put(p, 1, 2, "2.项目实施内容及过程概述");
	put(p, 1, 0, facts_text(p->a, "按计划实施%s。", f->project));
}

static void
sichuan_funds(struct pen *p)
{
	const struct facts *f = p->f;
	static const char *const head[] = { "年度预算数（万元）", "年初预算",
		"调整后预算数", "预算执行数", "预算执行率", "权重", "得分",
		"原因" };
	new_row(p);
	put(p, f->fund_n + 1, 1, "预算执行情况（10分）");
	for (int i = 0; i < 8; i++)
		put(p, 1, i == 0 ? 2 : i == 7 ? 0 : 1, head[i]);
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		new_row(p);
		put(p, 1, 2, pick(p, l->label));
		put(p, 1, 1, facts_amount(f, l->initial_fen, p->a));
		put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
		put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
		put(p, 1, 1, l->rate);
		put(p, 1, 1, i == 0 ? facts_points(l->weight, p->a) : "/");
		put(p, 1, 1, i == 0 ? facts_points(l->score, p->a) : "/");
		put(p, 1, 0, "");
	}
}

static void
sichuan_indicators(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"指标性质", "指标值", "度量单位", "完成值", "权重", "得分",
		"未完成原因分析" };
	const struct facts *f = p->f;
	new_row(p);
	p->s->header = p->row;
	put(p, f->indicator_n + 1, 1, "绩效指标（90分）");
	for (int i = 0; i < 10; i++)
		put(p, 1, 1, head[i]);
	for (int n = 0; n < f->indicator_n; n++) {
		const struct indicator *i = &f->indicator[n];
		new_row(p);
		put_levels(p, n);
		put(p, 1, 1, i->target.mark);
		put(p, 1, 1, i->target.digits);
		put(p, 1, 1, i->target.cell_unit);
		put(p, 1, 1, i->actual.printed);
		put(p, 1, 1, facts_points(i->weight, p->a));
		put(p, 1, 1, facts_points(i->score, p->a));
		put(p, 1, 1, i->deviation);
	}
}

static void
sichuan_form(struct pen *p)
{
	static const char *const tail[][2] = {
		{ "评价结论", "按资金管理规定实施，完成了年度任务。" },
		{ "存在问题", "无" },
		{ "改进措施", "无" },
	};
	const struct facts *f = p->f;
	p->s->width = 11;
	sichuan_head(p);
	sichuan_funds(p);
	sichuan_indicators(p);
	new_row(p);
	put(p, 1, 8, "合计");
	put(p, 1, 1, facts_points(f->total_weight, p->a));
	put(p, 1, 1, facts_points(f->total_score, p->a));
	put(p, 1, 0, "");
	for (int i = 0; i < 3; i++) {
		new_row(p);
		put(p, 1, 1, tail[i][0]);
		put(p, 1, 0, tail[i][1]);
	}
}

/* The prose behind the table; its figures are those of the table. */
static void
add_prose(struct pen *p)
{
	static const char *const head[] = { "一、项目组织实施情况",
		"二、取得的成效", "三、存在的困难和下一步打算" };
	const struct facts *f = p->f;
	struct sheet *s = p->s;
	for (int i = 0; i < 3; i++) {
		s->after[s->after_n++] = head[i];
		s->after[s->after_n++] =
		    facts_text(p->a, "%s%s%s", i == 0 ? f->project : "",
			i == 0 ? "按计划实施。" : "", facts_prose(p->r, p->a));
	}
}

void
form_fill(
    struct sheet *s, const struct facts *f, struct random *r, struct arena *a)
{
	static void (*const form[])(struct pen *) = {
		[FORM_PROJECT] = project_form,
		[FORM_TRANSFER] = transfer_form,
		[FORM_TARGET] = target_form,
		[FORM_SICHUAN] = sichuan_form,
	};
	struct pen p = { .s = s, .f = f, .r = r, .a = a };
	memset(s, 0, sizeof *s);
	form[f->form](&p);
	s->last = s->header + f->indicator_n + 1;
	add_prose(&p);
}
