/*
 * funds_inline.c - funds without a header: 年度资金总额 | 300 | 其中：财政拨款
 * | 280. A label of money is followed by its figure.
 */
#include <string.h>

#include "form.h"

static const struct role *
money_column(const struct view *v)
{
	const struct role *c = v->labels->of[ROLE_COLUMN];

	return c != NULL && c->parts & 1u << PART_FUNDS &&
		strcmp(c->type, "money") == 0
	    ? c
	    : NULL;
}

/* The column that inline figures without a header word belong to. */
static const struct role *
inline_column(struct form *r)
{
	struct rules *rules = lexicon_rules(r->lex);
	const char *name = r->head.part == PART_FUNDS &&
		head_column(&r->head, SLOT_INITIAL) < r->head.n
	    ? "initial"
	    : "annual";
	const struct rule *rule = rules_find(rules, "column", name);

	return rule ? lexicon_role(r->lex, ROLE_COLUMN, rule) : NULL;
}

struct inlined {
	const struct view *label;
	const struct role *source, *column;
	size_t found;
};

/*
 * 按收入性质分 divides one of the total's amounts: the one that its first
 * figure repeats.
 */
const struct role *
funds_divided(struct form *r, const struct view *v)
{
	struct head *head = &r->head;

	for (size_t i = 0; i < head->total_n && head->divided == NULL; i++)
		if (slice_eq(head->total[i], v->key))
			head->divided =
			    head->column[head->total_column[i]].role;
	return head->divided;
}

static void
inline_value(struct form *r, struct inlined *in, const struct view *v)
{
	const struct role *named = in->source ? in->source : in->column;
	uint32_t row = funds_add_row(r, in->label, in->source);
	struct slice unit = funds_label_unit(r, named, in->label);

	if (in->source == NULL) { /* a header word alone: of the total */
		struct report *report = r->report;
		report->figure[report->n - 1].clean = SLICE_LITERAL("total");
	}
	funds_add_value(r, row, in->column, v, unit);
	report_saw(r->report, in->column);
	in->label = NULL;
	in->found++;
}

/* True where some label of money is followed by its figure in the row. */
static bool
has_inline(const struct view *v, size_t n)
{
	const struct view *label = NULL;

	for (size_t i = 0; i < n; i++) {
		if (v[i].empty)
			continue;
		if (v[i].labels->of[ROLE_ROW] != NULL || money_column(&v[i]))
			label = &v[i];
		else if (label != NULL && v[i].key.p != NULL &&
		    view_is_number(v[i].key) && !view_is_percent(v[i].key))
			return true;
		else
			label = NULL;
	}
	return false;
}

/* The same source twice: of two budgets, and no header tells which. */
static bool
is_repeated(const struct view *v, size_t n, size_t i)
{
	const struct role *source = v[i].labels->of[ROLE_ROW];

	for (size_t k = 0; k < n; k++)
		if (k != i && v[k].labels->of[ROLE_ROW] == source)
			return true;
	return false;
}

/* Two figures behind a label: of two years, and no header tells which. */
static bool
another_follows(const struct view *v, size_t n, size_t i)
{
	size_t next = i + 1;

	while (next < n && v[next].empty)
		next++;
	return next < n && v[i].key.p != NULL && v[next].key.p != NULL &&
	    view_is_number(v[i].key) && view_is_number(v[next].key);
}

/* The figure behind header word i of a row; n: none, or no header word. */
static size_t
figure_behind(const struct view *v, size_t n, size_t i)
{
	const struct role *c = v[i].labels->of[ROLE_COLUMN];
	bool percent;

	if (c == NULL || !(c->parts & 1u << PART_FUNDS) || c->field == NULL ||
	    strcmp(c->type, "text") == 0)
		return n;
	percent = strcmp(c->type, "percent") == 0;
	for (i++; i < n && v[i].empty;)
		i++;
	return i < n && v[i].key.p != NULL && view_is_number(v[i].key) &&
		(percent || !view_is_percent(v[i].key))
	    ? i
	    : n;
}

/*
 * 预算数: | 30 | 执行数: | 29.4: the figures of a total, each behind its header
 * word. In the rows below a source stands before each: 财政拨款 30 财政拨款 29.4.
 */
static bool
inline_header(struct form *r, const struct view *v, size_t n)
{
	struct head head = { .part = PART_FUNDS, .first = n };
	uint32_t row;
	size_t found = 0, filled = 0;

	for (size_t i = 0; i < n && i < COLUMNS_MAX; i++) {
		filled += head.first < n && !v[i].empty;
		if (figure_behind(v, n, i) == n)
			continue;
		head.column[i].role = v[i].labels->of[ROLE_COLUMN];
		head.first = found++ == 0 ? i : head.first;
		head.n = i + 1;
	}
	if (found < 2 || filled + 1 != 2 * found)
		return false;
	head_index(&head);
	if (head_column(&head, SLOT_EXECUTED) == head.n)
		return false;
	row = funds_add_row(
	    r, &v[head.first], lexicon_named(r->lex, ROLE_ROW, "total"));
	for (size_t i = head.first; i < head.n; i++)
		if (head.column[i].role != NULL) {
			funds_add_value(r, row, head.column[i].role,
			    &v[figure_behind(v, n, i)], SLICE_NULL);
			report_saw(r->report, head.column[i].role);
		}
	r->head = head;
	r->source_n = 0;
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

bool
funds_inline(struct form *r, const struct view *v, size_t n)
{
	struct inlined in = { .column = inline_column(r) };
	size_t labels = 0;

	for (size_t i = 0; i < n; i++)
		labels += v[i].labels->of[ROLE_ROW] != NULL ||
		    money_column(&v[i]) != NULL;
	if (!has_inline(v, n) || in.column == NULL ||
	    (labels < 2 && r->head.part == PART_FUNDS))
		return false;
	forms_table(r);
	if (inline_header(r, v, n))
		return true;
	for (size_t i = 0; i < n; i++) {
		if (v[i].empty)
			continue;
		if (v[i].labels->of[ROLE_ROW] != NULL) {
			in.label = is_repeated(v, n, i) ? NULL : &v[i];
			in.source = v[i].labels->of[ROLE_ROW];
		} else if (money_column(&v[i]) != NULL) {
			in.label = money_column(&v[i])->field ? &v[i] : NULL;
			in.source = NULL;
			in.column = money_column(&v[i]);
		} else if (v[i].labels->of[ROLE_BLOCK] != NULL) {
			r->block = v[i].labels->of[ROLE_BLOCK];
			r->block_unit = funds_label_unit(r, r->block, &v[i]);
		} else if (in.label != NULL && another_follows(v, n, i))
			in.label = NULL;
		else if (in.label != NULL && v[i].key.p != NULL &&
		    view_is_number(v[i].key)) {
			const struct role *of = funds_divided(r, &v[i]);
			if (in.source != NULL && of != NULL)
				in.column = of;
			inline_value(r, &in, &v[i]);
		}
	}
	table_claim(r, v, n, LINE_STRUCTURAL);
	return in.found > 0;
}
