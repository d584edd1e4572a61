/* report.h - one report of a document: its head, and the rows below it. */
#ifndef REPORT_H
#define REPORT_H

#include "arena.h"
#include "document.h"
#include "field.h"
#include "organisation.h"
#include "record.h"
#include "region.h"
#include "warehouse.h"

enum { REPORT_PLACES_MAX = 16 };

/* The head of a report; slices live in arena, reset with each report. */
struct report {
	struct arena *arena;
	long long id;        /* 0: no report is open */
	struct slice number; /* its ordinal, as the stream has it */
	struct slice field[REPORT_FIELD_COUNT];
	struct slice place[REPORT_PLACES_MAX];
	int place_n;
	struct slice form;             /* rule that told the kind */
	struct slice total_score_step; /* its printed precision */
	long long first_figure, last_figure;
};

/* What the reports of a run have in common. */
struct report_run {
	struct warehouse *w;
	struct regions *regions;
	struct organisations *organisations;
};

void report_begin(struct report *, long long id, struct slice number);

/* Takes a record of type report; field: enum report_field. */
void report_field(struct report *, int field, const struct record *);

/* Finds its place and year, and writes its row. */
void report_end(
    struct report *, const struct document *, const struct report_run *);

#endif
