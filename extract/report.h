/* report.h - what was read from a document, kept until it can be written. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document.h"
#include "grid.h"
#include "lexicon.h"

/* Which record a figure becomes. */
enum section {
	SECTION_DOCUMENT,
	SECTION_REPORT,
	SECTION_FUNDING,
	SECTION_INDICATOR,
	SECTION_PLAN,
	SECTION_STATEMENT,
	SECTION_COUNT
};

/* One thing read: a record of the stream before it is written. */
struct figure {
	const char *field;
	struct slice text;  /* as printed */
	struct slice clean; /* the words meant; NULL: as the text */
	const char *at;     /* in the document's text; NULL: no place */
	const char *rule;   /* the rule's id */
	const char *type;   /* NULL: text */
	struct slice unit;  /* context unit, NULL: none */
	const char *unit_from;
	const char *note;
	uint32_t row; /* 0: not of a row */
	enum section section;
	enum origin origin;
};

struct report {
	struct report *next;
	const struct role *form;         /* NULL: not known yet */
	struct slice title, first_title; /* of several lines above a table */
	const char *title_at;
	bool titled;    /* a title line or cell opened it */
	bool narrative; /* opened by the title of a text */
	bool has_project, has_unit, has_funds, has_indicators, has_goals;
	bool has_total, has_year;
	bool summed;                  /* its totals are those of a row 合计 */
	uint32_t rows[SECTION_COUNT]; /* rows given out so far */
	struct figure *figure;
	size_t n, capacity;
	enum layout layout;
	const struct role *seen[64];
	size_t seen_n;
};

/* Adds a figure (copied). Returns it. */
struct figure *report_add(struct arena *, struct report *, struct figure);

/* A new row of a section; its ordinal, from 1. */
uint32_t report_row(struct report *, enum section);

/* Remembers that a role was seen, as a sign of the report's form. */
void report_saw(struct report *, const struct role *);

/* True where a role of this id ("column.executed") was seen. */
bool report_has_seen(const struct report *, struct slice id);

/* Puts the figures of each funding row together; the stream wants rows whole. */
void report_order(struct arena *, struct report *);

/* The first figure of a field in a section, NULL for none. */
const struct figure *report_find(
    const struct report *, enum section, const char *field);

#endif
