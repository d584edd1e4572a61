/* form_more.c - the forms of departments, of monitoring, of 20 + 80 points, and
 * with a column for each level of government. */
#include "pen.h"

/* --- a whole department --- */

/* 其中：一般公共预算：206.50; "" behind the label where there is none. */
static const char *
part(struct pen *p, const char *before, int i)
{
	const struct fund *l = &p->f->fund[i];

	return facts_text(p->a, "%s%s：%s", before, l->label,
	    facts_amount(p->f, l->initial_fen, p->a));
}

static void
department_funds(struct pen *p)
{
	const struct facts *f = p->f;
	static const char *const head[] = { "", "年初预算数", "全年预算数",
		"全年执行数", "分值", "执行率", "得分" };
	const struct fund *l = &f->fund[0];

	pen_row(p);
	pen_put(p, 6, 1, "年度预算申请（万元）");
	for (int i = 0; i < 7; i++)
		pen_put(p, 1, i == 0 ? 2 : 1, head[i]);
	pen_row(p);
	pen_put(p, 1, 2, l->label);
	pen_put(p, 1, 1, facts_amount(f, l->initial_fen, p->a));
	pen_put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
	pen_put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
	pen_put(p, 1, 1, facts_points(l->weight, p->a));
	pen_put(p, 1, 1, l->rate);
	pen_put(p, 1, 1, facts_points(l->score, p->a));
	pen_row(p);
	pen_put(p, 1, 4, "按收入性质分：");
	pen_put(p, 1, 0, "按支出性质分：");
	pen_row(p);
	pen_put(p, 1, 4, part(p, "其中：", 1));
	pen_put(p, 1, 0, part(p, "其中：", 3));
	pen_row(p);
	pen_put(p, 1, 4, part(p, "", 2));
	pen_put(p, 1, 0, part(p, "", 4));
	pen_row(p);
	pen_put(p, 1, 4, "其他资金：");
	pen_put(p, 1, 0, "");
}

void
form_department(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"年度指标值", "实际完成值", "分值", "得分",
		"偏差原因分析及改进措施", NULL };
	const struct facts *f = p->f;

	p->s->width = 9;
	pen_say(p, "部门整体支出绩效自评表");
	pen_say(p, facts_text(p->a, "（%ld年度）", f->year));
	pen_row(p);
	pen_put(p, 1, 1,
	    pen_pick(p, "预算单位名称|县级预算单位名称|区级预算单位名称"));
	pen_put(p, 1, 0, f->unit);
	department_funds(p);
	pen_goals(p, "年度总体目标", "预期目标", "实际完成情况", 4);
	pen_indicators(p, "绩效指标", head, "tawsd");
	pen_row(p);
	pen_put(p, 1, 6, "总分");
	pen_put(p, 1, 1, facts_points(f->total_weight, p->a));
	pen_put(p, 1, 1, facts_points(f->total_score, p->a));
	pen_put(p, 1, 0, "");
}

/* --- monitoring in the middle of the year --- */

static void
monitoring_funds(struct pen *p, long month)
{
	const struct facts *f = p->f;

	pen_row(p);
	pen_put(p, f->fund_n + 1, 1, "项目资金（万元）");
	pen_put(p, 1, 2, "");
	pen_put(p, 1, 2, "年初预算数");
	pen_put(p, 1, 1, facts_text(p->a, "1-%ld月执行数", month));
	pen_put(p, 1, 1, "执行率");
	pen_put(p, 1, 0, "全年预计执行数");
	for (int i = 0; i < f->fund_n; i++) {
		const struct fund *l = &f->fund[i];
		pen_row(p);
		pen_put(p, 1, 2, pen_pick(p, l->label));
		pen_put(p, 1, 2, facts_amount(f, l->initial_fen, p->a));
		pen_put(p, 1, 1, facts_amount(f, l->to_date_fen, p->a));
		pen_put(p, 1, 1, l->rate);
		pen_put(p, 1, 0, facts_amount(f, l->initial_fen, p->a));
	}
}

void
form_monitoring(struct pen *p)
{
	const struct facts *f = p->f;
	long month = random_between(p->r, 6, 9);
	const char *done = facts_text(p->a, "1-%ld月执行情况", month);
	const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"年度指标值", done, "全年预计完成情况", "偏差原因分析|偏差原因",
		"完成可能性|完成目标可能性", NULL };

	p->s->width = 9;
	pen_say(p, pen_pick(p, "项目支出绩效运行监控表|项目绩效目标监控表"));
	pen_say(p, facts_text(p->a, "（%ld年度）", f->year));
	pen_row(p);
	pen_put(p, 1, 1, "项目名称");
	pen_put(p, 1, 0, f->project);
	pen_row(p);
	pen_put(p, 1, 1, "主管部门");
	pen_put(p, 1, 4, f->department);
	pen_put(p, 1, 1, "实施单位");
	pen_put(p, 1, 0, f->unit);
	monitoring_funds(p, month);
	pen_row(p);
	pen_put(p, 1, 1, "年度总体目标");
	pen_put(p, 1, 0, f->goal_expected);
	pen_indicators(p, "绩效指标", head, "tatdf");
}

/* --- 20 points for the budget, 80 for the indicators --- */

void
form_twenty(struct pen *p)
{
	static const char *const money[] = { "", "预算数（A）", "执行数（B）",
		"执行率（B/A）", "得分（20分*执行率）" };
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"年初目标值（A）", "实际完成值（B）", "得分", NULL };
	const struct facts *f = p->f;
	const struct fund *l = &f->fund[0];

	p->s->width = 7;
	pen_say(
	    p, facts_text(p->a, "%ld年度%s项目自评表", f->year, f->project));
	pen_row(p);
	pen_put(p, 1, 1, "项目名称");
	pen_put(p, 1, 0, f->project);
	pen_row(p);
	pen_put(p, 1, 1, "主管部门");
	pen_put(p, 1, 3, f->department);
	pen_put(p, 1, 1, "项目实施单位");
	pen_put(p, 1, 0, f->unit);
	pen_row(p);
	pen_put(p, 2, 1, "预算执行情况（万元）（20分）");
	for (int i = 0; i < 5; i++)
		pen_put(p, 1, i == 0 ? 2 : 1, money[i]);
	pen_row(p);
	pen_put(p, 1, 2, pen_pick(p, l->label));
	pen_put(p, 1, 1, facts_amount(f, l->annual_fen, p->a));
	pen_put(p, 1, 1, facts_amount(f, l->executed_fen, p->a));
	pen_put(p, 1, 1, l->rate);
	pen_put(p, 1, 0, facts_points(l->score, p->a));
	pen_indicators(p, "绩效指标", head, "tas");
	pen_row(p);
	pen_put(p, 1, 6, "总分");
	pen_put(p, 1, 0, facts_points(f->total_score, p->a));
}

/* --- a column for each level of government --- */

static void
sources_funds(struct pen *p)
{
	const struct facts *f = p->f;
	static const char *const row[] = { "全年预算数", "全年执行数",
		"执行率" };

	pen_row(p);
	pen_put(p, 4, 1, "项目资金（万元）");
	pen_put(p, 1, 1, "");
	for (int i = 0; i < f->fund_n; i++)
		pen_put(p, 1, i == f->fund_n - 1 ? 0 : 1, f->fund[i].label);
	for (int k = 0; k < 3; k++) {
		pen_row(p);
		pen_put(p, 1, 1, row[k]);
		for (int i = 0; i < f->fund_n; i++) {
			const struct fund *l = &f->fund[i];
			pen_put(p, 1, i == f->fund_n - 1 ? 0 : 1,
			    k == 2
				? l->rate
				: facts_amount(f,
				      k == 0 ? l->annual_fen : l->executed_fen,
				      p->a));
		}
	}
}

void
form_sources(struct pen *p)
{
	static const char *const head[] = { "一级指标", "二级指标", "三级指标",
		"年度指标值", "实际完成值", "分值", "得分", NULL };
	const struct facts *f = p->f;

	p->s->width = 8;
	pen_say(p, "专项资金绩效自评表");
	pen_say(p, facts_text(p->a, "（%ld年度）", f->year));
	pen_row(p);
	pen_put(p, 1, 1, "主管部门");
	pen_put(p, 1, 3, f->department);
	pen_put(p, 1, 1, "实施单位");
	pen_put(p, 1, 0, f->unit);
	pen_row(p);
	pen_put(p, 1, 1, "项目名称");
	pen_put(p, 1, 0, f->project);
	sources_funds(p);
	pen_indicators(p, "绩效指标", head, "taws");
}
