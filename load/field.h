/*
 * field.h - the records and fields of the stream that load knows, and the
 * column each goes to.
 */
#ifndef FIELD_H
#define FIELD_H

#include "slice.h"

/* clang-format off */
#define RECORD_TYPES(F) \
	F(UNKNOWN, "") F(RUN, "run") F(DOCUMENT, "document") \
	F(REPORT, "report") F(FUNDING, "funding") F(INDICATOR, "indicator") \
	F(PLAN, "plan") F(STATEMENT, "statement") F(REJECT, "reject") \
	F(ACCOUNT, "account")

/* Fields of report. */
#define REPORT_FIELDS(F) \
	F(KIND, "kind") F(TITLE, "title") F(FISCAL_YEAR, "fiscal_year") \
	F(DEPARTMENT, "department") F(UNIT, "unit") \
	F(PROJECT_NAME, "project_name") F(PROJECT_CODE, "project_code") \
	F(UNIT_CODE, "unit_code") F(GOAL_EXPECTED, "goal_expected") \
	F(GOAL_ACTUAL, "goal_actual") F(TOTAL_WEIGHT, "total_weight") \
	F(TOTAL_SCORE, "total_score") F(FIRST_LINE, "first_line") \
	F(LAST_LINE, "last_line") F(GRADE, "grade") F(LAYOUT, "layout") \
	F(GOAL_SCORE, "goal_score") F(PLACE, "place")

/* How a field of a row is kept, and from which parameter of the INSERT on. */
#define ROW_FIELDS(F) \
	F(FUNDING, "source", WORDS, 4) F(FUNDING, "label", WORDS, 5) \
	F(FUNDING, "initial", MONEY, 6) F(FUNDING, "annual", MONEY, 7) \
	F(FUNDING, "executed", MONEY, 8) F(FUNDING, "weight", NUMBER, 9) \
	F(FUNDING, "rate", RATE, 10) F(FUNDING, "score", SCORE, 11) \
	F(FUNDING, "received", MONEY, 12) F(FUNDING, "previous", MONEY, 13) \
	F(FUNDING, "received_rate", NUMBER, 14) \
	F(INDICATOR, "level1", WORDS, 4) F(INDICATOR, "level2", WORDS, 5) \
	F(INDICATOR, "level3", WORDS, 6) F(INDICATOR, "level4", WORDS, 7) \
	F(INDICATOR, "description", WORDS, 8) F(INDICATOR, "basis", WORDS, 9) \
	F(INDICATOR, "target", QUANTITY, 10) \
	F(INDICATOR, "actual", QUANTITY, 15) \
	F(INDICATOR, "weight", NUMBER, 20) F(INDICATOR, "score", NUMBER, 21) \
	F(INDICATOR, "deviation", WORDS, 22) \
	F(PLAN, "month", MONTH, 4) F(PLAN, "planned", NUMBER, 6) \
	F(STATEMENT, "measure", WORDS, 5) F(STATEMENT, "figure", FIGURE, 6) \
	F(STATEMENT, "passage", WORDS, 12) F(STATEMENT, "subject", WORDS, 13) \
	F(STATEMENT, "place", WORDS, 14)
/* clang-format on */

#define TYPE_ENUM(id, name) TYPE_##id,
enum record_type { RECORD_TYPES(TYPE_ENUM) TYPE_COUNT };
#undef TYPE_ENUM

#define REPORT_FIELD_ENUM(id, name) REPORT_##id,
enum report_field { REPORT_FIELDS(REPORT_FIELD_ENUM) REPORT_FIELD_COUNT };
#undef REPORT_FIELD_ENUM

enum row_keep {
	KEEP_WORDS,    /* the words meant, else the text */
	KEEP_MONEY,    /* fen */
	KEEP_NUMBER,   /* the value */
	KEEP_RATE,     /* the value; its precision to parameter 16 */
	KEEP_SCORE,    /* the value; its precision to parameter 17 */
	KEEP_QUANTITY, /* words, op, value, high, unit */
	KEEP_FIGURE,   /* text, op, value, high, unit, step */
	KEEP_MONTH     /* number of the month, text */
};

struct row_field {
	enum record_type record;
	const char *name;
	enum row_keep keep;
	int at;
};

enum { FIELD_UNKNOWN = -1 };

/* The type of that name; TYPE_UNKNOWN for any other. */
enum record_type field_type(struct slice record);

/* A report_field for TYPE_REPORT, else an index for field_row. */
int field_find(enum record_type, struct slice field);

/* Where a field of a row goes; never NULL. */
const struct row_field *field_row(int index);

#endif
