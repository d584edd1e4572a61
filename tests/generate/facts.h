/* facts.h - what a made report says, before any form or layout. */
#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "random.h"

/* clang-format off */
#define FORMS(F) \
	F(PROJECT,    "project",    "project_self_evaluation") \
	F(TRANSFER,   "transfer",   "transfer_self_evaluation") \
	F(TARGET,     "target",     "performance_target") \
	F(SICHUAN,    "sichuan",    "project_self_evaluation") \
	F(DEPARTMENT, "department", "department_self_evaluation") \
	F(MONITORING, "monitoring", "monitoring") \
	F(TWENTY,     "twenty",     "project_self_evaluation") \
	F(SOURCES,    "sources",    "project_self_evaluation") \
	F(NARRATIVE,  "narrative",  "self_evaluation_narrative")
/* clang-format on */
#define FORM_ENUM(id, name, kind) FORM_##id,
enum form { FORMS(FORM_ENUM) FORM_COUNT };
#undef FORM_ENUM

enum { FUNDS_MAX = 6, INDICATORS_MAX = 24, PLAN_MAX = 4, NOT_PRINTED = -1 };

/* A number as printed, and what it means; printed "" is an empty cell. */
struct figure {
	const char *printed;
	const char *op;                        /* NULL: no value stands in it */
	double value;                          /* in the base unit */
	const char *unit;                      /* base unit; "" for none */
	const char *mark, *digits, *cell_unit; /* printed in three cells */
};

struct fund {
	const char *label;  /* what forms call it, with | between */
	const char *source; /* as in funding.source */
	long long initial_fen, annual_fen, executed_fen; /* or NOT_PRINTED */
	long long to_date_fen; /* spent in a part of the year: no fact */
	const char *rate;      /* as printed; "" for none */
	double rate_pct;
	long weight, score; /* hundredths of a point, or NOT_PRINTED */
};

struct indicator {
	const char *level1, *level2, *level3;
	const char *description, *basis, *deviation;
	struct figure target, actual;
	long weight, score; /* hundredths of a point, or NOT_PRINTED */
};

struct facts {
	enum form form;
	long year;
	const char *county, *county_code;
	const char *department, *unit, *project, *code, *unit_code;
	const char *goal_expected, *goal_actual;
	bool in_yuan; /* the table's amounts are in 元, else in 万元 */
	struct fund fund[FUNDS_MAX];
	int fund_n;
	struct indicator indicator[INDICATORS_MAX];
	int indicator_n;
	struct {
		int month, percent;
	} plan[PLAN_MAX];
	int plan_n;
	long total_weight, total_score; /* hundredths, or NOT_PRINTED */
	const char *budget; /* of prose: the measure that states it */
};

/* Text in the arena, as by printf. */
char *facts_text(struct arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* n / 10^places without trailing zeros: 1250, 2 gives "12.5". */
const char *facts_decimal(struct arena *, long long n, int places);

/* The funds of a report whose form and names are made. */
void facts_make_funds(struct facts *, struct random *, struct arena *);

/* A report's facts; consistent with one another. They live in the arena. */
void facts_make(struct facts *, enum form, struct random *, struct arena *);

/* A paragraph of sentences that state no figure. */
const char *facts_prose(struct random *, struct arena *);

/* An amount as the form prints it: "12.34", "1,234.50". "" if not printed. */
const char *facts_amount(const struct facts *, long long fen, struct arena *);

/* Points as printed: "10", "5.7". "" if not printed. */
const char *facts_points(long hundredths, struct arena *);

/* Writes the facts as lines `path TAB report TAB field TAB value`. */
void facts_write(const struct facts *, const char *path, int report, FILE *);

#endif
