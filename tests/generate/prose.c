/* prose.c - the report that has no table: its figures stand in sentences. */
#include <string.h>

#include "pen.h"

static void
write_line(struct pen *p, const char *line)
{
	p->s->after[p->s->after_n++] = line;
}

/* The rate with its sign, whether the form would print one or not. */
static const char *
rate(struct pen *p)
{
	const char *printed = p->f->fund[0].rate;

	return strchr(printed, '%') ? printed
				    : facts_text(p->a, "%s%%", printed);
}

static void
put_title(struct pen *p)
{
	const struct facts *f = p->f;

	switch (random_between(p->r, 0, 2)) {
	case 0:
		pen_say(p,
		    facts_text(p->a, "%s%ld年度%s绩效自评报告", f->unit,
			f->year, f->project));
		break;
	case 1:
		pen_say(p,
		    facts_text(p->a, "%s关于%ld年度%s的绩效自评报告", f->unit,
			f->year, f->project));
		break;
	default:
		pen_say(p, f->unit);
		pen_say(p,
		    facts_text(
			p->a, "%ld年度%s绩效自评报告", f->year, f->project));
	}
}

/* What each measure of a budget is called. */
static const char *
budget_words(struct pen *p)
{
	if (strcmp(p->f->budget, "annual") == 0)
		return pen_pick(p, "全年预算数为|调整后预算数为|全年预算数");
	if (strcmp(p->f->budget, "initial") == 0)
		return pen_pick(p, "年初预算数为|年初预算安排资金|年初预算");
	return pen_pick(p, "预算资金|预算安排|预算金额为");
}

static const char *
funds_sentence(struct pen *p)
{
	const struct facts *f = p->f;
	const char *budget = facts_amount(f, f->fund[0].annual_fen, p->a);
	const char *spent = facts_amount(f, f->fund[0].executed_fen, p->a);

	return facts_text(p->a, "%s%s%s万元，%s%s万元，%s%s。",
	    pen_pick(p, "该项目|本项目|项目"), budget_words(p), budget,
	    pen_pick(p,
		"全年执行数为|实际支出|实际支出资金|当年支出|已使用资金|"
		"截至年底支出"),
	    spent, pen_pick(p, "预算执行率为|执行率|预算执行率|资金执行率为"),
	    rate(p));
}

void
form_narrative(struct pen *p)
{
	const struct facts *f = p->f;
	const char *score = facts_points(f->total_score, p->a);

	p->s->width = 1;
	put_title(p);
	write_line(
	    p, pen_pick(p, "一、项目基本情况|一、基本情况|一、项目概况"));
	write_line(p,
	    facts_text(p->a, "%s由%s负责实施，主管部门为%s。%s", f->project,
		f->unit, f->department, facts_prose(p->r, p->a)));
	write_line(p,
	    pen_pick(p, "二、项目资金情况|二、资金使用情况|二、预算执行情况"));
	write_line(p, funds_sentence(p));
	write_line(
	    p, pen_pick(p, "三、自评结论|三、评价结论|三、绩效自评结果"));
	write_line(p,
	    facts_text(p->a, "%s%s分，%s。",
		pen_pick(p,
		    "项目自评得分|经综合评价，项目自评得分为|"
		    "该项目绩效自评综合得分"),
		score, pen_pick(p, "评价等级为优|等级为“良”|达到预期")));
}
