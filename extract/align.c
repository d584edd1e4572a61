#include "align.h"

#include <limits.h>
#include <string.h>

/* clang-format off */
enum shape { EMPTY, WORD1, WORD2, WORD12, FILLER, PLAIN, NUMBER, QUANTITY, OPERATOR, NOTHING, SHORT, LONG, SHAPE_COUNT };
enum slot { LEVEL1, LEVEL2, NAME, DESCRIPTION, OP, TARGET, UNIT, ACTUAL, WEIGHT, SCORE, DEVIATION, OTHER, UNKNOWN, SLOT_COUNT };

/* Found by trial on forms of many counties; only their order matters. */
static const int fit[SHAPE_COUNT][SLOT_COUNT] = {
	/*            L1   L2 NAME DESC   OP TARG UNIT  ACT   WT   SC  DEV  OTH UNKN */
	[EMPTY]    = { 0,   0,  10,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0 },
	[WORD1]    = {-30, 60,  25,  40,  80,  40,  80,  40,  90,  90,  40,  40,  60 },
	[WORD2]    = { 60,-30,  15,  30,  80,  30,  80,  30,  90,  90,  40,  40,  60 },
	[WORD12]   = {-25,-28,  15,  30,  80,  30,  80,  30,  90,  90,  40,  40,  60 },
	[FILLER]   = { 60, 60, -10,   0,  60,   0,  60,   0,  40,  40,   0,   0,  60 },
	[PLAIN]    = { 90, 90,  30,  25,  80,   3,  60,   8, -10, -10,  25,   5,  60 },
	[NUMBER]   = { 90, 90,  20,  15,  80,  -5,  60,  -5,  60,  60,  20,  10,  60 },
	[QUANTITY] = { 90, 90,  60,  40,  80, -10,  80,  -4,  90,  90,  40,  20,  60 },
	[OPERATOR] = { 90, 90,  60,  60, -30,  10,  60,  60,  90,  90,  60,  60,  60 },
	[NOTHING]  = { 60, 60,  15,   0,  10,   0,   5,   0,   0,   0,   0,   0,   5 },
	[SHORT]    = { 38, 38,  -2,   2,  45,   0,  -6,   0,  80,  80,   2,   2,  60 },
	[LONG]     = { 38, 38,  -5,  -2,  90,   3,  50,   3,  90,  90,  -3,   0,  60 },
};

/* What it costs to leave a column empty. */
static const int skip[SLOT_COUNT] = { 5, 5, 60, 10, 20, 15, 8, 12, 14, 12, 2, 5, 0 };
/* clang-format on */

#define DROP_EMPTY 3
#define DROP_FILLED 120
#define NEW_ROW 6
#define SKIP_SPLIT_TARGET 40
#define UNREACHED (INT_MAX / 4)

static enum slot
slot_of(const struct column *c)
{
	static const struct {
		const char *name;
		enum slot slot;
	} table[] = { { "level1", LEVEL1 }, { "level2", LEVEL2 },
		{ "level3", NAME }, { "level4", DESCRIPTION },
		{ "description", DESCRIPTION }, { "basis", DESCRIPTION },
		{ "target_op", OP }, { "target", TARGET },
		{ "target_unit", UNIT }, { "actual", ACTUAL },
		{ "weight", WEIGHT }, { "score", SCORE },
		{ "deviation", DEVIATION } };

	if (c->role == NULL)
		return UNKNOWN;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(table[i].name, c->role->name) == 0)
			return table[i].slot;
	return OTHER;
}

/* A figure with an operator before it: ≥95%, 不少于12种. */
static bool
is_quantity(struct slice key)
{
	static const char *const signs[] = { "≥", "≤", ">", "<", "=", "≧", "≦",
		"═", "不少于", "不低于", "不超过", "不高于", "大于", "小于" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t n = strlen(signs[i]);
		if (key.n > n && memcmp(key.p, signs[i], n) == 0)
			return true;
	}
	return false;
}

static enum shape
shape_of(const struct view *v)
{
	const struct role *level = v->labels->of[ROLE_LEVEL];

	if (v->empty)
		return EMPTY;
	if (level != NULL)
		return strcmp(level->name, "1") == 0   ? WORD1
		       : strcmp(level->name, "2") == 0 ? WORD2
		                                       : WORD12;
	if (v->labels->of[ROLE_PLACEHOLDER] != NULL)
		return FILLER;
	if (v->key.p == NULL)
		return LONG;
	if (view_is_null(v->key))
		return NOTHING;
	if (view_is_plain(v->key))
		return PLAIN;
	if (view_is_number(v->key))
		return NUMBER;
	if (view_is_operator(v->key))
		return OPERATOR;
	if (is_quantity(v->key))
		return QUANTITY;
	return v->key.n <= 12 ? SHORT : LONG;
}

int
align_fit(const struct view *v, const struct column *c)
{
	enum shape shape = shape_of(v);
	enum slot slot = slot_of(c);

	if (slot == UNKNOWN && v->labels->of[ROLE_BLOCK] != NULL)
		return 0;
	return fit[shape][slot];
}

/* Where the operator has a cell of its own, so does the target. */
static int
skip_cost(const struct head *head, enum slot slot)
{
	return slot == TARGET && head_column(head, "target_op") < head->n
	           ? SKIP_SPLIT_TARGET
	           : skip[slot];
}

/* One step of the way back: the column taken, and from where. */
struct step {
	int cost;
	size_t from;   /* last column before this cell */
	size_t column; /* taken by this cell, ALIGN_NONE: dropped */
	bool restarted;
};

struct table {
	const struct head *head;
	size_t start, restart, m;
	int skipped[COLUMNS_MAX + 1]; /* sum of skip costs before a column */
	int cost[COLUMNS_MAX];        /* of the current cell in each column */
};

static void
offer(struct step *to, int cost, size_t from, size_t column, bool restarted)
{
	if (cost < to->cost)
		*to = (struct step){ cost, from, column, restarted };
}

/*
 * States are "columns below j are done": j from start to m. State j after a
 * cell was put into column j - 1.
 */
static void
advance(const struct table *t, const struct step *before, struct step *after,
    int drop)
{
	int row_end = UNREACHED;
	size_t row_from = 0;

	for (size_t j = t->start; j <= t->m; j++) {
		int c = before[j].cost;
		if (c >= UNREACHED)
			continue;
		offer(&after[j], c + drop, j, ALIGN_NONE, false);
		for (size_t k = j; k < t->m; k++)
			offer(&after[k + 1],
			    c + t->skipped[k] - t->skipped[j] + t->cost[k], j,
			    k, false);
		c += t->skipped[t->m] - t->skipped[j];
		if (j > t->start && c < row_end) {
			row_end = c;
			row_from = j;
		}
	}
	if (t->restart == ALIGN_NONE || row_end >= UNREACHED)
		return;
	for (size_t k = t->restart; k < t->m; k++)
		offer(&after[k + 1],
		    row_end + NEW_ROW + t->skipped[k] - t->skipped[t->restart] +
			t->cost[k],
		    row_from, k, true);
}

static void
walk_back(const struct table *t, struct step **steps, size_t n, size_t *column,
    size_t *row)
{
	size_t best = t->start, rows = 0;
	int least = UNREACHED;

	for (size_t j = t->start; j <= t->m; j++) {
		int c = steps[n][j].cost +
		        (t->skipped[t->m] - t->skipped[j]) / 2; /* cut short */
		if (steps[n][j].cost < UNREACHED && c < least) {
			least = c;
			best = j;
		}
	}
	for (size_t i = n; i > 0; i--) {
		const struct step *s = &steps[i][best];
		column[i - 1] = s->column;
		if (row != NULL)
			row[i - 1] = s->restarted;
		best = s->from;
	}
	for (size_t i = 0; row != NULL && i < n; i++) {
		rows += row[i];
		row[i] = rows;
	}
}

void
align_cells(struct arena *arena, const struct head *head, size_t start,
    size_t restart, const struct view *v, size_t n, size_t *column, size_t *row)
{
	struct table t = {
		.head = head, .start = start, .restart = restart, .m = head->n
	};
	struct step **steps = arena_take(arena, (n + 1) * sizeof(*steps));
	size_t width = (t.m + 1) * sizeof(**steps);

	for (size_t k = 0; k < t.m; k++)
		t.skipped[k + 1] = t.skipped[k] +
		                   skip_cost(head, slot_of(&head->column[k]));
	for (size_t i = 0; i <= n; i++) {
		steps[i] = arena_take(arena, width);
		for (size_t j = 0; j <= t.m; j++)
			steps[i][j] = (struct step){ .cost = UNREACHED };
	}
	steps[0][start].cost = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = start; k < t.m; k++)
			t.cost[k] = align_fit(&v[i], &head->column[k]);
		advance(&t, steps[i], steps[i + 1],
		    v[i].empty ? DROP_EMPTY : DROP_FILLED);
	}
	walk_back(&t, steps, n, column, row);
}
