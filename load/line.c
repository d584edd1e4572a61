/* line.c - one line below a report's head. */
#include "line.h"
#include "plain.h"

/* Parameters that all four statements have in common. */
enum { AT_REPORT = 1, AT_ORDINAL, AT_LINE, AT_DOCUMENT = 4 };

/* Parameters for the printed precision, and for the rule that told the line. */
enum {
	AT_STEP_FEN = 15,
	AT_RATE_STEP = 16,
	AT_SCORE_STEP = 17,
	AT_STATEMENT_RULE = 15,
	AT_INDICATOR_RULE = 23
};

static enum statement_id
statement_of(enum record_type type)
{
	switch (type) {
	case TYPE_FUNDING: return STATEMENT_FUNDING_ADD;
	case TYPE_INDICATOR: return STATEMENT_INDICATOR_ADD;
	case TYPE_PLAN: return STATEMENT_PLAN_ADD;
	case TYPE_STATEMENT: return STATEMENT_STATEMENT_ADD;
	case TYPE_UNKNOWN:
	case TYPE_RUN:
	case TYPE_DOCUMENT:
	case TYPE_REPORT:
	case TYPE_REJECT:
	case TYPE_ACCOUNT:
	case TYPE_COUNT: break;
	}
	return STATEMENT_COUNT;
}

static void
bind_text(struct line *l, int at, struct slice text)
{
	if (text.p && text.n > 0)
		warehouse_text(l->statement, at, arena_copy(l->arena, text));
}

void
line_begin(struct line *l, struct warehouse *w, enum record_type type,
    struct slice number, long long report_id)
{
	arena_reset(l->arena);
	l->type = type;
	l->number = arena_copy(l->arena, number);
	l->statement = warehouse_use(w, statement_of(type));
	l->own_line = false;
	l->step = 0;
	if (report_id)
		sqlite3_bind_int64(l->statement, AT_REPORT, report_id);
	/* A stream without a number is no reason to stop. */
	sqlite3_bind_int(l->statement, AT_ORDINAL, 0);
	warehouse_count(l->statement, AT_ORDINAL, number);
}

void
line_document(struct line *l, long long document_id)
{
	sqlite3_bind_int64(l->statement, AT_DOCUMENT, document_id);
}

static bool
is_amount(const struct record *r)
{
	return slice_is(r->f[RECORD_KIND], "money") ||
	    slice_is(r->f[RECORD_UNIT], "元");
}

static void
keep_money(struct line *l, int at, const struct record *r)
{
	long long fen;
	double step;
	bool rounded;
	if (!is_amount(r) || !plain_fen(r->f[RECORD_VALUE], &fen, &rounded))
		return;
	sqlite3_bind_int64(l->statement, at, fen);
	if (plain_double(r->f[RECORD_STEP], &step) && step > l->step) {
		l->step = step;
		sqlite3_bind_int64(l->statement, AT_STEP_FEN,
		    (sqlite3_int64)(step * 100 + 0.5));
	}
}

/* op, value, high and unit, only where the text states a quantity. */
static void
keep_value(struct line *l, int at, const struct record *r)
{
	static const char *const ops[] = { "=", ">=", "<=", ">", "<", "range" };
	double value;
	/* 2020 of 2020年 is no number of anything. */
	if (slice_is(r->f[RECORD_KIND], "date") ||
	    slice_is(r->f[RECORD_KIND], "ordinal") ||
	    !plain_double(r->f[RECORD_VALUE], &value))
		return;
	struct slice op =
	    r->f[RECORD_OP].p ? r->f[RECORD_OP] : SLICE_LITERAL("=");
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (slice_is(op, ops[i]))
			bind_text(l, at, slice_of(ops[i]));
	sqlite3_bind_double(l->statement, at + 1, value);
	warehouse_double(l->statement, at + 2, r->f[RECORD_HIGH]);
	bind_text(l, at + 3, r->f[RECORD_UNIT]);
}

static void
keep(struct line *l, const struct row_field *f, const struct record *r)
{
	switch (f->keep) {
	case KEEP_WORDS: bind_text(l, f->at, record_meant(r)); break;
	case KEEP_MONEY: keep_money(l, f->at, r); break;
	case KEEP_SCORE:
		warehouse_double(
		    l->statement, AT_SCORE_STEP, r->f[RECORD_STEP]);
		warehouse_double(l->statement, f->at, r->f[RECORD_VALUE]);
		break;
	case KEEP_RATE:
		warehouse_double(l->statement, AT_RATE_STEP, r->f[RECORD_STEP]);
		warehouse_double(l->statement, f->at, r->f[RECORD_VALUE]);
		break;
	case KEEP_NUMBER:
		warehouse_double(l->statement, f->at, r->f[RECORD_VALUE]);
		break;
	case KEEP_QUANTITY:
		bind_text(l, f->at, record_meant(r));
		keep_value(l, f->at + 1, r);
		break;
	case KEEP_FIGURE:
		bind_text(l, f->at, r->f[RECORD_TEXT]);
		keep_value(l, f->at + 1, r);
		warehouse_double(l->statement, f->at + 5, r->f[RECORD_STEP]);
		bind_text(l, AT_STATEMENT_RULE, r->f[RECORD_RULE]);
		break;
	case KEEP_MONTH:
		warehouse_count(l->statement, f->at, record_meant(r));
		bind_text(l, f->at + 1, r->f[RECORD_TEXT]);
		break;
	}
}

void
line_field(struct line *l, int field, const struct record *r)
{
	bool own = !slice_is(r->f[RECORD_ORIGIN], "covered") &&
	    !slice_is(r->f[RECORD_ORIGIN], "carried");
	if (own && !l->own_line) {
		warehouse_count(l->statement, AT_LINE, r->f[RECORD_LINE]);
		if (l->type == TYPE_INDICATOR)
			bind_text(l, AT_INDICATOR_RULE, r->f[RECORD_RULE]);
		l->own_line = true;
	}
	if (field != FIELD_UNKNOWN)
		keep(l, field_row(field), r);
}

void
line_end(struct line *l, struct warehouse *w)
{
	if (l->type == TYPE_UNKNOWN)
		return;
	warehouse_step(w, statement_of(l->type));
	l->type = TYPE_UNKNOWN;
}

const char *
line_note(int field, const struct record *r)
{
	long long fen;
	double yuan;
	bool rounded = false;
	if (field == FIELD_UNKNOWN || field_row(field)->keep != KEEP_MONEY ||
	    !is_amount(r) || !plain_double(r->f[RECORD_VALUE], &yuan))
		return NULL;
	if (!plain_fen(r->f[RECORD_VALUE], &fen, &rounded))
		return "too large for an amount, not loaded";
	return rounded ? "rounded to the nearest fen" : NULL;
}
