/* head.c - header rows: which column holds what. */
#include <string.h>

#include "form.h"

static unsigned
parts_of(const struct view *v)
{
	const struct role *c = v->labels->of[ROLE_COLUMN];

	return c == NULL ? 0 : c->parts;
}

/* The part that most header words of the row belong to, and how many do. */
static enum part
main_part(const struct view *v, size_t n, size_t *most)
{
	size_t count[PART_COUNT] = { 0 };
	enum part best = PART_NONE;

	for (size_t i = 0; i < n; i++)
		for (int p = 1; p < PART_COUNT; p++)
			if (parts_of(&v[i]) & 1u << p)
				count[p]++;
	*most = 0;
	for (int p = 1; p < PART_COUNT; p++)
		if (count[p] > *most) {
			*most = count[p];
			best = (enum part)p;
		}
	return best;
}

/* Cells that a header row may hold beside its header words. */
static bool
fits_header(const struct view *v)
{
	return v->empty || v->labels->of[ROLE_BLOCK] != NULL ||
	    v->labels->of[ROLE_COLUMN] != NULL;
}

static bool
same_head(const struct head *a, const struct head *b)
{
	size_t n = 0;

	if (a->part != b->part)
		return false;
	for (size_t i = 0; i < b->n; i++)
		if (b->column[i].role != NULL) {
			if (i >= a->n || a->column[i].role != b->column[i].role)
				return false;
			n++;
		}
	return n >= 2;
}

static void
set_unit(struct form *r, const struct role *role, const struct view *v,
    struct slice *unit)
{
	struct rule_match m;

	if (memchr(v->key.p, '(', v->key.n) == NULL ||
	    !lexicon_groups(r->lex, role, v->key, &m))
		return;
	if (rule_group(&m, "unit").p != NULL)
		*unit = rule_group(&m, "unit");
}

static void
set_column(struct form *r, struct head *head, size_t i, const struct view *v)
{
	const struct role *role = v->labels->of[ROLE_COLUMN];
	struct column *c = &head->column[i];
	struct rule_match m;

	c->role = role;
	set_unit(r, role, v, &c->unit);
	if (head->part == PART_PLAN &&
	    lexicon_groups(r->lex, role, v->key, &m)) {
		c->month = rule_group(&m, "month");
		c->month_text = v->cell->text;
		c->month_at = v->cell->at;
	}
}

/*
 * A header that stands in two rows gives the upper row's columns first: the
 * levels and the target's parts, which the lower row holds, go in front.
 */
static void
put_levels_first(struct head *head)
{
	struct column sorted[COLUMNS_MAX];
	size_t levels = 0, n = 0;

	while (levels < head->n &&
	    (head->column[levels].role == NULL ||
		strncmp(head->column[levels].role->name, "level", 5) != 0))
		levels++;
	if (levels == 0 || levels == head->n || head->part != PART_INDICATORS ||
	    levels == head->first)
		return;
	for (size_t i = levels; i < head->n; i++)
		sorted[n++] = head->column[i];
	for (size_t i = 0; i < levels; i++)
		if (head->column[i].role != NULL &&
		    strcmp(head->column[i].role->name, "target") != 0)
			sorted[n++] = head->column[i];
	memcpy(head->column, sorted, n * sizeof(sorted[0]));
	head->n = n;
	head->first = 0;
}

size_t
head_column(const struct head *head, enum slot slot)
{
	return head->at[slot];
}

void
head_index(struct head *head)
{
	for (int i = 0; i < SLOT_COUNT; i++)
		head->at[i] = head->n;
	for (size_t i = head->n; i-- > 0;)
		if (head->column[i].role != NULL && !head->column[i].idle)
			head->at[head->column[i].role->slot] = i;
}

/*
 * 年度总体目标 over 预期目标 and 实际完成情况 names the block, though it
 * would be a header word by itself: the same column follows.
 */
static bool
names_block(const struct view *v, size_t n)
{
	if (v->labels->of[ROLE_BLOCK] == NULL)
		return false;
	for (size_t i = 1; i < n; i++)
		if (v[i].labels->of[ROLE_COLUMN] == v->labels->of[ROLE_COLUMN])
			return true;
	return false;
}

/* 一级指标 | 分值 | 二级指标: points of the level, not of the indicator. */
static void
idle_level_weights(struct head *head)
{
	for (size_t i = 1; i < head->at[SLOT_NAME] && i < head->n; i++) {
		const struct role *before = head->column[i - 1].role;
		const struct role *role = head->column[i].role;
		if (role == NULL || role->slot != SLOT_WEIGHT ||
		    before == NULL || head->at[SLOT_NAME] == head->n ||
		    (before->slot != SLOT_LEVEL1 &&
			before->slot != SLOT_LEVEL2))
			continue;
		head->column[i].idle = true;
	}
}

static bool
has_role(const struct head *head, const struct role *role)
{
	for (size_t i = 0; i < head->n; i++)
		if (head->column[i].role == role)
			return true;
	return false;
}

/*
 * Words of other parts in a header of the indicators: 实际完成情况 is a column
 * of goals, but what came of an indicator where no column says it better.
 */
static void
add_borrowed(struct form *r, struct head *head, const struct view *v)
{
	for (size_t i = head->first; i < head->n; i++) {
		const struct role *word = v[i].labels->of[ROLE_COLUMN], *role;
		char name[32];
		struct slice s;
		if (head->column[i].role != NULL || word == NULL)
			continue;
		s = rule_attr(word->rule, "indicators", 0);
		if (s.n == 0 || s.n >= sizeof(name))
			continue;
		memcpy(name, s.p, s.n);
		name[s.n] = '\0';
		role = lexicon_named(r->lex, ROLE_COLUMN, name);
		if (role != NULL && !has_role(head, role))
			head->column[i].role = role;
	}
}

static void
build(struct form *r, struct head *head, const struct view *v, size_t n)
{
	head->first = n;
	for (size_t i = 0; i < n && i < COLUMNS_MAX; i++) {
		const struct role *block = v[i].labels->of[ROLE_BLOCK];
		head->n = i + 1;
		head->column[i].again = v[i].again;
		if (parts_of(&v[i]) & 1u << head->part &&
		    !names_block(&v[i], n - i)) {
			set_column(r, head, i, &v[i]);
			if (head->first == n)
				head->first = i;
		} else if (block != NULL) {
			r->block = block;
			set_unit(r, block, &v[i], &head->unit);
		} else
			head->column[i].unknown =
			    !v[i].empty && !v[i].labels->any;
	}
	if (head->part == PART_INDICATORS)
		add_borrowed(r, head, v);
	put_levels_first(head);
	head_index(head);
	idle_level_weights(head);
	head_index(head);
}

/*
 * A header of two rows in its places: under 年度指标值 stand its parts, under
 * 实际完成值 nothing. What the lower row leaves empty is the upper row's.
 */
static void
take_upper(
    struct head *head, const struct head *upper, const struct view *v, size_t n)
{
	if (!upper->fresh || upper->part != head->part)
		return;
	for (size_t i = 0; i < upper->n; i++) {
		if (upper->column[i].role == NULL || (i < n && !v[i].empty) ||
		    has_role(head, upper->column[i].role))
			continue;
		head->column[i] = upper->column[i];
		if (i >= head->n)
			head->n = i + 1;
	}
}

/* 分值 and 得分 alone are of any part. */
static bool
states_money(const struct head *head)
{
	return head->part == PART_FUNDS &&
	    (head->at[SLOT_INITIAL] < head->n ||
		head->at[SLOT_ANNUAL] < head->n ||
		head->at[SLOT_EXECUTED] < head->n);
}

bool
head_read(struct form *r, const struct view *v, size_t n)
{
	struct head head = { 0 };
	size_t most, filled = 0, fits = 0;
	struct report *report;

	head.part = main_part(v, n, &most);
	for (size_t i = 0; i < n; i++) {
		filled += !v[i].empty;
		fits += !v[i].empty && fits_header(&v[i]);
	}
	if (most < 2 || fits * 4 < filled * 3)
		return false;
	build(r, &head, v, n);
	if (r->placed) {
		take_upper(&head, &r->head, v, n);
		head_index(&head);
	}
	if (states_money(&head) && r->report != NULL && r->report->has_funds &&
	    r->report->has_indicators)
		forms_new(r);
	report = forms_table(r);
	for (size_t i = 0; i < head.n; i++)
		if (head.column[i].role != NULL)
			report_saw(report, head.column[i].role);
	head.repeated = same_head(&r->head, &head);
	if (!head.repeated)
		indicators_flush(r);
	if (!head.repeated || head.part != PART_INDICATORS) {
		r->level[0].text = r->level[1].text = SLICE_NULL;
	}
	r->head = head;
	r->head.fresh = true;
	r->source_n = r->source_columns = 0;
	table_claim(r, v, n, LINE_STRUCTURAL);
	return true;
}

/* Opens a usual order of columns for rows whose header is on another page. */
void
head_assume(struct form *r, const struct view *v, size_t n)
{
	struct rules *rules = lexicon_rules(r->lex);
	size_t want = 0;
	const struct rule *order;
	struct head head = { .part = PART_INDICATORS, .assumed = true };

	for (size_t i = 0; i < n; i++)
		if (v[i].op != NULL)
			want = 1;
	if (rules_count(rules, "order") <= want)
		return;
	order = rules_get(rules, "order", want);
	for (struct slice rest = rule_attr(order, "columns", 0); rest.n > 0;) {
		const char *end = memchr(rest.p, ' ', rest.n);
		size_t len = end ? (size_t)(end - rest.p) : rest.n;
		char name[32];
		const struct rule *rule;
		if (len > 0 && len < sizeof(name) && head.n < COLUMNS_MAX) {
			memcpy(name, rest.p, len);
			name[len] = '\0';
			rule = rules_find(rules, "column", name);
			if (rule != NULL)
				head.column[head.n++].role =
				    lexicon_role(r->lex, ROLE_COLUMN, rule);
		}
		len += end != NULL;
		rest = slice_rest(rest, len);
	}
	head_index(&head);
	indicators_flush(r);
	forms_table(r);
	r->level[0].text = r->level[1].text = SLICE_NULL;
	r->head = head;
}
