/*
 * prose_context.h - what the words in front of a figure say by themselves,
 * whatever stands before them and wherever they stand.
 */
#ifndef PROSE_CONTEXT_H
#define PROSE_CONTEXT_H

#include "prose.h"

/* A cue found in front of a figure; offsets into the window. */
struct heard {
	const struct cue *cue; /* NULL: none */
	size_t from, to;
};

/* Bytes of the window. */
struct span {
	size_t from, n; /* n = 0: none */
};

struct context {
	struct slice
	    window;    /* the words: whole clauses, if they are not long */
	size_t clause; /* where the figure's own clause begins */
	struct heard strong, weak, source;
	struct heard heard;  /* what it comes to */
	bool parts, several; /* opened, and not closed with a bracket */
	enum opens until; /* OPENS_UNTIL or OPENS_YEAR, if one is said last */
	enum opens year;  /* OPENS_OF or OPENS_SPAN, likewise */
	struct span of_year; /* the digits of the former */
	bool sums;           /* the figure's clause only goes on: 合计, 共 */
	bool placed;         /* a place is named; `all` has no name */
	struct span place, subject;
	bool listed; /* the subject is an entry of a numbered list */
	bool same;   /* it goes on with the one before */
	bool all;    /* it is of all projects */
};

/*
 * What the words from `from` to `to` of a sentence say of a figure behind them
 * that the rule found. Fills c, which borrows the sentence's text. Words that
 * have been read before, in any document, are not searched again.
 */
void context_read(struct prose *, struct slice s, size_t from, size_t to,
    const struct rule *figure, struct context *);

/* A part of the window; SLICE_NULL: none. */
struct slice context_part(const struct context *, struct span);

#endif
