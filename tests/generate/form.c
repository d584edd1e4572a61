/* form.c - lays facts out as the rows of logical cells of their form. */
#include <string.h>

#include "pen.h"

/* --- the form of 10 + 90 points --- */

static void
project_funds(struct pen *p)
{
	const struct facts *f = p->f;
	static const char *const head[] = { "", "年初预算数|年初预算",
		"全年预算数|全年预算|全年预算数（A）|调整后预算数",
		"全年执行数|全年执行|全年执行数（B）|实际支出", "分值|权重",
		"执行率|预算执行率|执行率（B/A）", "得分|自评得分" };
	pen_row(p);
	pen_put(p, f->fund_n + 1, 1,
	    pen_pick(p,
		f->in_yuan ? "项目资金（元）|项目资金(元)"
			   : "项目资金（万元）|项目资金(万元)"));
	for (int i = 0; i < 7; i++)
		pen_put(p, 1, i == 0 ? 2 : 1, pen_pick(p, head[i]));
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		pen_row(p);
		pen_put(p, 1, 2, pen_pick(p, l->label));
		pen_put(p, 1, 1, facts_amount(f, l->initial_fen, p->a));
		pen_put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
		pen_put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
		pen_put(p, 1, 1, i == 0 ? facts_points(l->weight, p->a) : "—");
		pen_put(p, 1, 1, l->rate);
		pen_put(p, 1, 1, i == 0 ? facts_points(l->score, p->a) : "—");
	}
}

static void
project_indicators(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"年度指标值|指标值|年初目标值（A）|预期指标值",
		"实际完成值|全年实际值（B）|实际完成指标值|完成值", "分值|权重",
		"得分|自评得分",
		"偏差原因分析及改进措施|未完成原因分析|偏差原因分析", NULL };
	pen_indicators(p, "绩效指标", head, "tawsd");
}

static void
project_form(struct pen *p)
{
	const struct facts *f = p->f;
	p->s->width = 9;
	pen_say(p,
	    pen_pick(p,
		"项目支出绩效自评表|财政项目支出绩效自评表|"
		"本级部门项目支出绩效自评表"));
	pen_say(p, facts_text(p->a, "（%ld年度）", f->year));
	pen_row(p);
	pen_put(p, 1, 1, pen_pick(p, "项目名称|专项名称|项目支出名称"));
	pen_put(p, 1, 0, f->project);
	pen_row(p);
	pen_put(p, 1, 1, pen_pick(p, "主管部门|项目主管部门|县级主管部门"));
	pen_put(p, 1, 4, f->department);
	pen_put(p, 1, 1, pen_pick(p, "实施单位|项目实施单位|项目单位"));
	pen_put(p, 1, 0, f->unit);
	project_funds(p);
	pen_goals(p, "年度总体目标", pen_pick(p, "预期目标|年初设定目标"),
	    pen_pick(p, "实际完成情况|全年实际完成情况"), 4);
	project_indicators(p);
	pen_row(p);
	pen_put(p, 1, 6, "总分");
	pen_put(p, 1, 1, facts_points(f->total_weight, p->a));
	pen_put(p, 1, 1, facts_points(f->total_score, p->a));
	pen_put(p, 1, 0, "");
}

/* --- the form of transfer payments --- */

static void
transfer_funds(struct pen *p)
{
	const struct facts *f = p->f;
	pen_row(p);
	pen_put(p, f->fund_n + 1, 1, "资金投入情况（万元）");
	pen_put(p, 1, 2, "");
	pen_put(p, 1, 1, "全年预算数（A）");
	pen_put(p, 1, 1, "全年执行数（B）");
	pen_put(
	    p, 1, 0, pen_pick(p, "预算执行率（B/A×100%）|预算执行率（B/A）"));
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		pen_row(p);
		pen_put(p, 1, 2, pen_pick(p, l->label));
		pen_put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
		pen_put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
		pen_put(p, 1, 0, l->rate);
	}
}

static void
transfer_form(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"指标值|年度指标值", "全年实际完成值|实际完成值",
		"未完成原因和改进措施|未完成原因及拟采取的改进措施", NULL };
	const struct facts *f = p->f;
	p->s->width = 7;
	pen_say(
	    p, facts_text(p->a, "%s转移支付项目绩效目标自评表", f->project));
	pen_say(p, facts_text(p->a, "（%ld年度）", f->year));
	pen_row(p);
	pen_put(p, 1, 2, "转移支付（项目）名称");
	pen_put(p, 1, 0, f->project);
	pen_row(p);
	pen_put(p, 1, 2, pen_pick(p, "地方主管部门|省级主管部门"));
	pen_put(p, 1, 2, f->department);
	pen_put(p, 1, 1, "资金使用单位");
	pen_put(p, 1, 0, f->unit);
	transfer_funds(p);
	pen_goals(p, "总体目标完成情况", "总体目标", "全年实际完成情况", 3);
	pen_indicators(p, "绩效指标", head, "tad");
}

/* --- the table of targets with its plan of spending --- */

static void
target_plan(struct pen *p)
{
	const struct facts *f = p->f;
	pen_row(p);
	pen_put(p, 2, 1, "资金支出计划（%）");
	for (int i = 0; i < f->plan_n; i++)
		pen_put(p, 1, i == f->plan_n - 1 ? 0 : 1,
		    facts_text(p->a, "%d月底", f->plan[i].month));
	pen_row(p);
	for (int i = 0; i < f->plan_n; i++)
		pen_put(p, 1, i == f->plan_n - 1 ? 0 : 1,
		    facts_text(p->a, "%d%%", f->plan[i].percent));
}

static void
target_head(struct pen *p)
{
	const struct facts *f = p->f;
	pen_say(p, facts_text(p->a, "%ld年部门预算绩效文本", f->year));
	pen_say(p, facts_text(p->a, "%s绩效目标表", f->project));
	pen_say(p, facts_text(p->a, "%s %s", f->unit_code, f->unit));
	pen_say(p, "单位：万元");
	pen_row(p);
	pen_put(p, 1, 1, "项目编码");
	pen_put(p, 1, 2, f->code);
	pen_put(p, 1, 1, "项目名称");
	pen_put(p, 1, 0, f->project);
	pen_row(p);
	pen_put(p, 2, 1, "预算规模及资金用途");
	for (int i = 0; i < f->fund_n; i++) {
		pen_put(p, 1, 1, pen_pick(p, f->fund[i].label));
		pen_put(p, 1, 1, facts_amount(f, f->fund[i].annual_fen, p->a));
	}
	pen_row(p);
	pen_put(p, 1, 0, facts_text(p->a, "用于%s", f->project));
}

static void
target_form(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"绩效指标描述", "指标值", "指标值确定依据", NULL };
	const struct facts *f = p->f;
	p->s->width = 7;
	target_head(p);
	target_plan(p);
	pen_row(p);
	pen_put(p, 1, 1, "绩效目标");
	pen_put(p, 1, 0, f->goal_expected);
	pen_indicators(p, NULL, head, "xtb");
}

/* --- the form of Sichuan: sign, value and unit in three cells --- */

static void
sichuan_head(struct pen *p)
{
	const struct facts *f = p->f;
	pen_say(p,
	    facts_text(p->a, "部门预算项目支出绩效自评表（%ld年度）", f->year));
	pen_row(p);
	pen_put(p, 1, 1, "项目名称");
	pen_put(p, 1, 0, facts_text(p->a, "%s-%s", f->code, f->project));
	pen_row(p);
	pen_put(p, 1, 1, "主管部门");
	pen_put(p, 1, 4, f->department);
	pen_put(p, 1, 2, "实施单位（盖章）");
	pen_put(p, 1, 0, f->unit);
	pen_row(p);
	pen_put(p, 3, 1, "项目基本情况");
	pen_put(p, 2, 2, "1.项目年度目标完成情况");
	pen_put(p, 1, 4, "项目年度目标");
	pen_put(p, 1, 0, "年度目标完成情况");
	pen_row(p);
	pen_put(p, 1, 4, f->goal_expected);
	pen_put(p, 1, 0, f->goal_actual);
	pen_row(p);
	pen_put(p, 1, 2, "2.项目实施内容及过程概述");
	pen_put(p, 1, 0, facts_text(p->a, "按计划实施%s。", f->project));
}

static void
sichuan_funds(struct pen *p)
{
	const struct facts *f = p->f;
	static const char *const head[] = { "年度预算数（万元）", "年初预算",
		"调整后预算数", "预算执行数", "预算执行率", "权重", "得分",
		"原因" };
	pen_row(p);
	pen_put(p, f->fund_n + 1, 1, "预算执行情况（10分）");
	for (int i = 0; i < 8; i++)
		pen_put(p, 1, i == 0 ? 2 : i == 7 ? 0 : 1, head[i]);
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		pen_row(p);
		pen_put(p, 1, 2, pen_pick(p, l->label));
		pen_put(p, 1, 1, facts_amount(f, l->initial_fen, p->a));
		pen_put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
		pen_put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
		pen_put(p, 1, 1, l->rate);
		pen_put(p, 1, 1, i == 0 ? facts_points(l->weight, p->a) : "/");
		pen_put(p, 1, 1, i == 0 ? facts_points(l->score, p->a) : "/");
		pen_put(p, 1, 0, "");
	}
}

static void
sichuan_indicators(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"指标性质", "指标值", "度量单位", "完成值", "权重", "得分",
		"未完成原因分析", NULL };
	pen_indicators(p, "绩效指标（90分）", head, "ovuawsd");
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
	pen_row(p);
	pen_put(p, 1, 8, "合计");
	pen_put(p, 1, 1, facts_points(f->total_weight, p->a));
	pen_put(p, 1, 1, facts_points(f->total_score, p->a));
	pen_put(p, 1, 0, "");
	for (int i = 0; i < 3; i++) {
		pen_row(p);
		pen_put(p, 1, 1, tail[i][0]);
		pen_put(p, 1, 0, tail[i][1]);
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
		[FORM_DEPARTMENT] = form_department,
		[FORM_MONITORING] = form_monitoring,
		[FORM_TWENTY] = form_twenty,
		[FORM_SOURCES] = form_sources,
		[FORM_NARRATIVE] = form_narrative,
	};
	struct pen p = { .s = s, .f = f, .r = r, .a = a };
	memset(s, 0, sizeof *s);
	form[f->form](&p);
	s->last = s->header + f->indicator_n + 1;
	if (f->form != FORM_NARRATIVE)
		add_prose(&p);
}
