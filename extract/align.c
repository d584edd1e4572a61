#include "align.h"

#include <limits.h>
#include <string.h>

/* clang-format off */
enum welcome { LEVEL1, LEVEL2, NAME, DESCRIPTION, OP, TARGET, UNIT, ACTUAL, WEIGHT, SCORE, DEVIATION, OTHER, UNKNOWN, PLACE_COUNT };

/* Found by trial on forms of many counties; only their order matters. */
static const int fit[SHAPE_COUNT][PLACE_COUNT] = {
	/*                  L1   L2 NAME DESC   OP TARG UNIT  ACT   WT   SC  DEV  OTH UNKN */
	[SHAPE_EMPTY]    = {  0,   0,  10,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0 },
	[SHAPE_WORD1]    = {-30,  60,  25,  40,  80,  40,  80,  40,  90,  90, 110,  40,  60 },
	[SHAPE_WORD2]    = { 60, -30,  15,  30,  80,  30,  80,  30,  90,  90, 110,  40,  60 },
	[SHAPE_WORD12]   = {-25, -28,  15,  30,  80,  30,  80,  30,  90,  90, 110,  40,  60 },
	[SHAPE_FILLER]   = { 60,  60, -10,   0,  60,   0,  60,   0,  40,  40,   0,   0,  60 },
	[SHAPE_PLAIN]    = { 90,  90,  70,  25,  80,   3,  60,   8, -10, -10,  25,   5,  60 },
	[SHAPE_NUMBER]   = { 90,  90,  20,  15,  80,  -5,  60,  -5,  60,  60,  20,  10,  60 },
	[SHAPE_QUANTITY] = { 90,  90,  60,  40,  80, -10,  80,  -4,  90,  90,  40,  20,  60 },
	[SHAPE_OPERATOR] = { 90,  90,  60,  60, -30,  10,  60,  60,  90,  90,  60,  60,  60 },
	[SHAPE_NOTHING]  = { 60,  60,  15,   0,  10,   0,   5,   0,   0,   0,   0,   0,   5 },
	[SHAPE_SHORT]    = { 38,  38,  -2,   2,  45,   0,  -6,   0,  80,  80,   2,   2,  60 },
	[SHAPE_LONG]     = { 38,  38,  -5,  -2,  90,   3,  50,   3,  90,  90,  -3,   0,  60 },
};

/* What it costs to leave a column empty. */
static const int skip[PLACE_COUNT] = { 5, 5, 60, 10, 20, 15, 8, 12, 14, 12, 2, 5, 0 };

static const enum welcome places[SLOT_COUNT] = {
	[SLOT_LEVEL1] = LEVEL1, [SLOT_LEVEL2] = LEVEL2, [SLOT_NAME] = NAME,
	[SLOT_LEVEL4] = DESCRIPTION, [SLOT_DESCRIPTION] = DESCRIPTION,
	[SLOT_BASIS] = DESCRIPTION, [SLOT_OP] = OP, [SLOT_TARGET] = TARGET,
	[SLOT_UNIT] = UNIT, [SLOT_ACTUAL] = ACTUAL, [SLOT_WEIGHT] = WEIGHT,
	[SLOT_SCORE] = SCORE, [SLOT_DEVIATION] = DEVIATION,
	[SLOT_INITIAL] = OTHER, [SLOT_ANNUAL] = OTHER, [SLOT_EXECUTED] = OTHER,
	[SLOT_RATE] = OTHER, [SLOT_RECEIVED] = OTHER,
	[SLOT_RECEIVED_RATE] = OTHER, [SLOT_SURPLUS] = OTHER,
	[SLOT_BASE] = OTHER, [SLOT_OTHER] = OTHER,
};
/* clang-format on */

#define DROP_EMPTY 3
#define DROP_LAST 2 /* an empty cell behind all others */
#define DROP_FILLED 120
#define NEW_ROW 6
#define SKIP_SPLIT_TARGET 40
#define UNREACHED (INT_MAX / 4)

static enum welcome
welcome_of(const struct column *c)
{
	return c->role == NULL ? UNKNOWN : places[c->role->slot];
}

int
align_fit(const struct view *v, const struct column *c)
{
	enum welcome w = welcome_of(c);

	if (w == UNKNOWN && (c->unknown || v->labels->of[ROLE_BLOCK] != NULL))
		return 0;
	return fit[v->shape][w];
}

/* Where the operator has a cell of its own, so does the target. */
static int
skip_cost(const struct head *head, enum welcome w)
{
	return w == TARGET && head_column(head, SLOT_OP) < head->n
	    ? SKIP_SPLIT_TARGET
	    : skip[w];
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
align_cells(struct arena *arena, const struct head *head, const struct view *v,
    size_t n, const struct align_way *way)
{
	struct table t = { .head = head,
		.start = way->start,
		.restart = way->restart,
		.m = head->n };
	struct arena_mark mark = arena_mark(arena);
	struct step **steps = arena_take(arena, (n + 1) * sizeof(*steps));
	size_t last = n; /* the empty cells behind all others begin there */
	size_t width = (t.m + 1) * sizeof(**steps);

	for (size_t k = 0; k < t.m; k++)
		t.skipped[k + 1] = t.skipped[k] +
		    skip_cost(head, welcome_of(&head->column[k]));
	for (size_t i = 0; i <= n; i++) {
		steps[i] = arena_take(arena, width);
		for (size_t j = 0; j <= t.m; j++)
			steps[i][j] = (struct step){ .cost = UNREACHED };
	}
	steps[0][t.start].cost = 0;
	while (last > 0 && v[last - 1].empty)
		last--;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = t.start; k < t.m; k++)
			t.cost[k] = align_fit(&v[i], &head->column[k]);
		advance(&t, steps[i], steps[i + 1],
		    !v[i].empty     ? DROP_FILLED
			: i >= last ? DROP_LAST
				    : DROP_EMPTY);
	}
	walk_back(&t, steps, n, way->column, way->row);
	arena_release(arena, mark);
}
