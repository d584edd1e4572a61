/* facts_write.c - writes down the facts of a report. */
#include "facts.h"

#include <string.h>

static const char *const kind_names[] = {
#define FORM_KIND(id, name, kind) kind,
	FORMS(FORM_KIND)
#undef FORM_KIND
};

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

/* The figures of prose, money in yuan. */
static void
write_statements(const struct out *o, const struct facts *f)
{
	const struct fund *l = &f->fund[0];
	char b[40], field[40];
	snprintf(field, sizeof field, "statement.%s", f->budget);
	put(o, field, real((double)l->annual_fen / 100, b));
	put(o, "statement.executed", real((double)l->executed_fen / 100, b));
	put(o, "statement.execution_rate", real(l->rate_pct, b));
	put(o, "statement.score", points(f->total_score, b));
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
	if (f->form == FORM_NARRATIVE)
		write_statements(&o, f);
	for (int i = 0; i < f->fund_n && f->form != FORM_NARRATIVE; i++)
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
