/*
 * cut_rows.c - indicators with nothing between their cells:
 * 水标尺宽度10≥50厘米≥50厘米10. A row's cells are tried in the order of the
 * header's columns; what the best rows of a run are is found from its end by
 * dynamic programming, so that time grows with the run, not with its ways.
 */
#include <string.h>

#include "align.h"
#include "cut.h"
#include "cut_agree.h"
#include "cut_ends.h"
#include "cut_marks.h"
#include "cut_told.h"

#define RUN_RAW_MAX 9600u   /* with what its key leaves out */
#define UNIT_MAX 12u        /* bytes of a unit */
#define PLACEHOLDER_MAX 48u /* bytes of a name that is one */
#define ROW_COST 14         /* a row must earn more than this */

enum cell_kind { NAME, POINTS, QUANTITY, SKIPPED };

struct token {
	size_t from, to, column;
};

struct cut_row {
	struct token token[COLUMNS_MAX];
	size_t n;
};

struct best {
	int score;
	size_t next; /* where the next row begins; 0: nothing more is read */
	struct cut_row row;
	bool known;
};

struct rows {
	struct lexicon *lex;
	const struct head *head;
	struct slice s;
	size_t first; /* first column behind the levels */
	struct best *best;
	struct cut_row now;
	size_t start;
	unsigned long steps;
	const struct view *level; /* words before the run */
	size_t levels;            /* of them not laid yet */
	const struct told *told;  /* by place of the run */
	struct rule_set *placeholder;
	struct marks marks; /* of the run */
};

#define ROWS_STEPS 400000ul

static enum cell_kind
kind_of(const struct column *c)
{
	if (c->role == NULL)
		return SKIPPED;
	if (c->role->slot == SLOT_NAME)
		return NAME;
	if (strcmp(c->role->type, "number") == 0)
		return POINTS;
	if (strcmp(c->role->type, "quantity") == 0)
		return QUANTITY;
	return SKIPPED;
}

static struct slice
text_of(const struct rows *r, const struct token *t)
{
	return (struct slice){ r->s.p + t->from, t->to - t->from };
}

static const struct token *
token_of(const struct rows *r, enum slot slot)
{
	size_t c = head_column(r->head, slot);

	for (size_t i = 0; i < r->now.n; i++)
		if (r->now.token[i].column == c)
			return &r->now.token[i];
	return NULL;
}

/*
 * 312人 under a target in 人: where the unit is over, the figure is; so it is
 * where it repeats the target's less the unit.
 */
static size_t
unit_ends(const struct rows *r, size_t at, size_t *end, size_t n)
{
	const struct token *target = token_of(r, SLOT_TARGET);
	struct slice rest = slice_rest(r->s, at), unit, figure;
	size_t to;

	if (target == NULL ||
	    !slice_digit_at(r->s, at + ends_operator(r->s, at)))
		return n;
	unit = agree_unit(text_of(r, target));
	rest = agree_unit(rest);
	to = (size_t)(rest.p - r->s.p);
	figure = (struct slice){ r->s.p + at, to - at };
	if (rest.n >= unit.n && memcmp(rest.p, unit.p, unit.n) == 0)
		to += unit.n;
	else if (!agree_figures(text_of(r, target), figure))
		return n;
	if (unit.n < 3 || unit.n > UNIT_MAX)
		return n;
	for (size_t i = 0; i < n; i++)
		if (end[i] == to)
			return n;
	return ends_add(end, n, to);
}

/*
 * 46座清理检查井144座: where no result follows, the counter of a target ends
 * it. Long units (元/平方米) are tried as such, never cut short.
 */
static size_t
counter_ends(const struct rows *r, size_t at, size_t *end, size_t n)
{
	struct slice unit = agree_unit(slice_rest(r->s, at));
	struct rule_match m;

	if (head_column(r->head, SLOT_ACTUAL) < r->head->n ||
	    unit.p == r->s.p + at || unit.n == 0)
		return n;
	if (rules_match(lexicon_rules(r->lex), "counter", unit, 0, &m) ==
	    RULES_MATCH)
		n = ends_add(end, n, (size_t)(m.whole.p - r->s.p) + m.whole.n);
	return n;
}

static size_t
quantity_ends(struct slice s, size_t at, size_t *end)
{
	size_t i = at + ends_operator(s, at), n = 0;

	if (!slice_digit_at(s, i)) {
		if (ends_half(s, at) > 0)
			n = ends_add(end, n, ends_half(s, at));
		if (s.n - at > 3 && memcmp(s.p + at, "一", 3) == 0)
			n = ends_add(end, n, at + 3); /* a dash, misread */
		if (s.n - at > 1 && s.p[at] == '-')
			n = ends_add(end, n, at + 1);
		return ends_at_figures(s, at, end, n);
	}
	if (s.p[i] == '0' && slice_digit_at(s, i + 1))
		return ends_add(end, n, i + 1);
	if (ends_year(s, i) > 0)
		return ends_at_figures(s, ends_year(s, i) - 1, end, n);
	while (slice_digit_at(s, i) ||
	    (i < s.n && s.p[i] == '.' && slice_digit_at(s, i + 1))) {
		if (s.p[i] != '.' && n < 4 && (slice_digit_at(s, i + 1)))
			n = ends_add(end, n, i + 1);
		i++;
	}
	if (i < s.n && s.p[i] == '%')
		return ends_add(end, n, i + 1);
	if (i == s.n || ends_figure_starts(s, i))
		return ends_add(end, n, i);
	return ends_at_figures(s, i, end, n);
}

/* Not asked of the lexicon, which keeps what it is asked. */
static bool
is_placeholder(const struct rows *r, struct slice name)
{
	return r->placeholder != NULL && name.n <= PLACEHOLDER_MAX &&
	    rule_set_classify(r->placeholder, name) != NULL;
}

static int
name_score(const struct rows *r, const struct token *name)
{
	int m = 4;

	if (name == NULL || name->to - name->from < 6 ||
	    is_placeholder(r, text_of(r, name)) || r->s.p[name->from] == '%')
		return -15;
	if (r->marks.operators[name->to] > r->marks.operators[name->from])
		return -20;
	if (head_column(r->head, SLOT_OP) < r->head->n)
		for (size_t i = name->from; i + 6 <= name->to; i++)
			if (ends_in_words(r->s, i))
				return -20; /* a cell, glued to the name */
	m -= r->marks.digits[name->to] - r->marks.digits[name->from];
	return m;
}

/* Places where a run of digits was cut: each wants a reason; before %, none. */
static int
cuts(const struct rows *r)
{
	int n = 0;

	for (size_t i = 0; i < r->now.n; i++) {
		size_t to = r->now.token[i].to;
		n += to < r->s.n && r->s.p[to] == '%' ? 8 : 0;
		n += to < r->s.n && slice_digit_at(r->s, to - 1) &&
			slice_digit_at(r->s, to)
		    ? i + 1 < r->now.n ? 1 : 4
		    : 0;
	}
	return n;
}

/*
 * Figures inside a text that begins with none: more likely the next cell. A
 * point before a digit is what is left of a figure (M.8万元).
 */
static int
inner_figures(const struct rows *r, const struct token *t)
{
	return t == NULL ? 0 : marks_inside(&r->marks, r->s, t->from, t->to);
}

/* A figure that another figure follows: two cells, not told apart. */
static bool
holds_more(const struct rows *r, const struct token *t)
{
	return ends_figure_starts(r->s, t->from) && inner_figures(r, t) > 0;
}

/* A form of targets alone has less to prove a row by. */
static int
row_cost(const struct rows *r)
{
	return head_column(r->head, SLOT_ACTUAL) < r->head->n ? ROW_COST : 4;
}

/* 01023人: no figure begins so, its zero is of the figure before. */
static bool
is_cut_off(const struct rows *r, const struct token *t)
{
	struct slice s = t == NULL ? SLICE_NULL : text_of(r, t);

	return s.n > 1 && s.p[0] == '0' && slice_digit_at(s, 1);
}

/* True where target and result are words that tell one. */
static bool
is_told(const struct rows *r, const struct token *target)
{
	return cut_told_end(r->s, r->told, target->from) == target->to &&
	    !ends_figure_starts(r->s, target->from);
}

/* Where each row has points, one without is none, or was cut wrong. */
static bool
lacks_points(
    const struct rows *r, const struct token *weight, const struct token *score)
{
	const struct head *head = r->head;

	return weight == NULL && score == NULL &&
	    (head_column(head, SLOT_WEIGHT) < head->n ||
		head_column(head, SLOT_SCORE) < head->n);
}

/* The points: more digits may stand behind. */
static double
points_of(const struct rows *r, const struct token *t)
{
	const struct view v = { .key = text_of(r, t) };

	return view_value(&v);
}

/* How well the row that was put together hangs together. */
static int
row_score(const struct rows *r)
{
	const struct token *target = token_of(r, SLOT_TARGET);
	const struct token *actual = token_of(r, SLOT_ACTUAL);
	const struct token *weight = token_of(r, SLOT_WEIGHT);
	const struct token *score = token_of(r, SLOT_SCORE);
	int m =
	    name_score(r, token_of(r, SLOT_NAME)) - row_cost(r) - 3 * cuts(r);

	m -= 2 * (inner_figures(r, target) + inner_figures(r, actual));
	m -= 20 * (is_cut_off(r, target) + is_cut_off(r, actual));
	m -= 12 * lacks_points(r, weight, score);
	m += 3 *
	    ((target != NULL) + (actual != NULL) + (weight != NULL) +
		(score != NULL));
	if (target != NULL && actual != NULL) {
		struct slice t = text_of(r, target), a = text_of(r, actual);
		m += agree_texts(t, a)                          ? 14
		    : agree_figures(t, a) || is_told(r, target) ? 10
		    : agree_units(t, a)                         ? 5
								: 0;
	}
	if (weight != NULL && score != NULL) {
		double w = points_of(r, weight), s = points_of(r, score);
		struct slice a = text_of(r, weight), b = text_of(r, score);
		m += slice_eq(a, b) ? 4 : s > w ? -40 : 1;
	}
	return m;
}

static int solve(struct rows *, size_t at);

/* Keeps the best row that begins where this one does; the rest from `at` on. */
static void
keep_row(struct rows *r, const struct cut_row *row, int score, size_t at)
{
	struct best *b = &r->best[r->start];

	if (score <= b->score)
		return;
	b->score = score;
	b->next = at;
	b->row.n = row->n;
	memcpy(b->row.token, row->token, row->n * sizeof(row->token[0]));
}

static void
finish(struct rows *r, size_t at)
{
	struct cut_row now;
	size_t start = r->start;
	int score;

	if (r->now.n < 2)
		return;
	score = row_score(r);
	if (r->best[at].known) { /* most often; nothing is to be put aside */
		keep_row(r, &r->now, score + r->best[at].score, at);
		return;
	}
	now = r->now;
	score += solve(r, at);
	r->now = now;
	r->start = start;
	keep_row(r, &now, score, at);
}
/* The end that words of a result tell, before the others. */
static size_t
told_ends(const struct rows *r, size_t at, size_t *end, size_t n)
{
	size_t to = cut_told_end(r->s, r->told, at);

	for (size_t i = 0; i < n; i++)
		if (end[i] == to)
			return n;
	return to > 0 ? ends_add(end, n, to) : n;
}

static void
try_row(struct rows *r, size_t at, size_t column)
{
	size_t end[ENDS_MAX], n = 0;
	const struct column *c;

	if (r->steps++ > ROWS_STEPS)
		return;
	if (column == r->head->n || at == r->s.n) {
		finish(r, at);
		return;
	}
	c = &r->head->column[column];
	switch (kind_of(c)) {
	case NAME:
		n = told_ends(r, at, end, ends_of_name(r->s, at, end));
		break;
	case POINTS: n = ends_of_points(r->s, at, end); break;
	case QUANTITY:
		n = told_ends(r, at, end, quantity_ends(r->s, at, end));
		n = c->role->slot == SLOT_ACTUAL ? unit_ends(r, at, end, n)
						 : counter_ends(r, at, end, n);
		break;
	case SKIPPED: break;
	}
	for (size_t i = 0; i < n; i++) {
		r->now.token[r->now.n++] = (struct token){ at, end[i], column };
		try_row(r, end[i], column + 1);
		r->now.n--;
	}
	if (kind_of(c) != NAME)
		try_row(r, at, column + 1);
}

/* What it costs to read no more: nothing behind the last figure. */
static int
unread(const struct rows *r, size_t at)
{
	size_t last = r->s.n;

	while (last > at && !slice_digit_at(r->s, last - 1))
		last--;
	return (int)((last - at) / 4);
}

/* The best score of the run from `at` on. */
static int
solve(struct rows *r, size_t at)
{
	struct best *b = &r->best[at];

	if (b->known)
		return b->score;
	b->known = true;
	b->score = -unread(r, at);
	b->next = 0;
	if (at >= r->s.n)
		return b->score;
	r->start = at;
	r->now.n = 0;
	try_row(r, at, r->first);
	return b->score;
}

/* Column of a level's label: the first of two is level 1. */
static size_t
level_column(const struct form *r, const struct view *level, size_t i, size_t n)
{
	const char *name = level[i].labels->of[ROLE_LEVEL]->name;

	if (name[0] == '1' || (name[0] == 'e' && i + 1 < n))
		return head_column(&r->head, SLOT_LEVEL1);
	return head_column(&r->head, SLOT_LEVEL2);
}

/* A token's cell; where a page mark stands inside, its text is joined. */
static struct view
token_view(struct form *r, const struct cell *cell, const struct key *key,
    const struct token *t)
{
	struct slice words = { key->s.p + t->from, t->to - t->from };
	struct view v = cut_view(r, cell, key, t->from, t->to);
	struct cell *joined;

	if (memchr(v.cell->text.p, '\n', v.cell->text.n) == NULL)
		return v;
	joined = arena_zero(r->arena, sizeof(*joined));
	*joined = *v.cell;
	joined->text = arena_copy(r->arena, words);
	joined->origin = ORIGIN_REJOINED;
	view_cell(r, joined, &v);
	return v;
}

static void
lay(struct form *r, struct rows *rows, const struct key *key,
    const struct cell *cell, const struct best *b)
{
	struct view v[COLUMNS_MAX * 2];
	size_t column[COLUMNS_MAX * 2], n = 0;

	for (size_t i = 0; i < rows->levels && i < COLUMNS_MAX; i++) {
		size_t c = level_column(r, rows->level, i, rows->levels);
		if (n > 0 && column[n - 1] == c)
			n--; /* the word before has no indicator */
		column[n] = c;
		v[n++] = rows->level[i];
	}
	rows->levels = 0; /* they are carried to the rows that follow */
	for (size_t i = 0; b != NULL && i < b->row.n; i++) {
		const struct token *t = &b->row.token[i];
		if (kind_of(&r->head.column[t->column]) == QUANTITY &&
		    holds_more(rows, t))
			continue;
		v[n] = token_view(r, cell, key, t);
		column[n++] = t->column;
	}
	indicators_lay(r, v, n, column);
}

/* 一 or -, which a form without targets has in their place. */
static bool
is_dash(struct slice s)
{
	return slice_is(s, "一") || slice_is(s, "-");
}

/*
 * Where other rows of the run have a dash for their target, a single text is
 * the result.
 */
static void
settle_single(struct rows *r)
{
	size_t target = head_column(r->head, SLOT_TARGET);
	size_t actual = head_column(r->head, SLOT_ACTUAL);
	bool dashes = false;

	for (int pass = 0; pass < 2; pass++)
		for (size_t at = 0; at < r->s.n && r->best[at].next > 0;
		     at = r->best[at].next) {
			struct cut_row *row = &r->best[at].row;
			struct token *single = NULL;
			size_t n = 0;
			for (size_t i = 0; i < row->n; i++)
				if (row->token[i].column == target ||
				    row->token[i].column == actual) {
					single = &row->token[i];
					n++;
				}
			if (pass == 0 && n == 2)
				dashes |= is_dash(text_of(r, single - 1));
			if (pass == 1 && dashes && n == 1 &&
			    !ends_figure_starts(r->s, single->from) &&
			    actual < r->head->n)
				single->column = actual;
		}
}

/*
 * True where a column of other texts (标准, 说明) stands between a row's name
 * and its last figure: where these end is not told.
 */
static bool
holds_texts(const struct head *head)
{
	size_t last = head->n;

	while (last > 0 && kind_of(&head->column[last - 1]) == SKIPPED)
		last--;
	for (size_t i = head_column(head, SLOT_NAME); i < last; i++)
		if (head->column[i].role == NULL
			? head->column[i].unknown
			: kind_of(&head->column[i]) == SKIPPED &&
			    head->column[i].role->slot != SLOT_OP &&
			    head->column[i].role->slot != SLOT_UNIT)
			return true;
	return false;
}

/* What no row was cut from, from a byte of the key on. */
static void
leave_rest(
    struct form *r, const struct view *run, const struct key *key, size_t at)
{
	struct view rest;

	if (at < key->s.n) {
		rest = cut_view(r, run->cell, key, at, key->s.n);
		table_leave(r, &rest, 1);
	}
}

void
cut_indicators(struct form *r, const struct view *run, const struct view *level,
    size_t levels)
{
	struct rows rows = { .lex = r->lex,
		.head = &r->head,
		.level = level,
		.levels = levels };
	struct key key;
	bool solved = false;
	size_t at = 0;

	if (run->cell->text.n > RUN_RAW_MAX) {
		table_leave(r, run, 1);
		return;
	}
	key = cut_key(r, run->cell->text);
	rows.first = head_column(&r->head, SLOT_NAME);
	if (r->cuts > CUTS_MAX || rows.first == r->head.n || key.s.n == 0 ||
	    key.s.n > RUN_MAX) {
		leave_rest(r, run, &key, 0);
		return;
	}
	rows.s = key.s;
	marks_count(&rows.marks, key.s);
	if (!holds_texts(&r->head)) {
		r->best = arena_grow(r->arena, r->best, 0, &r->best_room,
		    key.s.n + 1, sizeof(*r->best));
		memset(r->best, 0, (key.s.n + 1) * sizeof(*r->best));
		rows.best = r->best;
		rows.told = cut_told(r, key.s);
		rows.placeholder =
		    rules_set(lexicon_rules(r->lex), "placeholder");
		solve(&rows, 0);
		r->cuts += rows.steps;
		solved = rows.steps <= ROWS_STEPS && rows.best[0].next > 0;
	}
	if (!solved) {
		lay(r, &rows, &key, run->cell, NULL);
		leave_rest(r, run, &key, 0);
		return;
	}
	settle_single(&rows);
	while (at < key.s.n && rows.best[at].known && rows.best[at].next > 0) {
		lay(r, &rows, &key, run->cell, &rows.best[at]);
		at = rows.best[at].next;
	}
	leave_rest(r, run, &key, at);
}
