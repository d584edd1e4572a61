/* document.h - one document of the stream on its way into the warehouse. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stdbool.h>

#include "arena.h"
#include "record.h"
#include "warehouse.h"

enum { DOCUMENT_PLACES_MAX = 16, DOCUMENT_RULES_MAX = 320 };

enum document_count {
	COUNT_LINES,
	COUNT_BLANK,
	COUNT_VALUE,
	COUNT_STRUCTURAL,
	COUNT_DISCARDED,
	COUNT_UNCLAIMED,
	COUNT_BAD,
	COUNT_COUNT
};

/* Slices live in arena, which is reset with each document. */
struct document {
	struct arena *arena;
	struct slice path; /* p is NULL: no document is open */
	struct slice sha256, bytes, encoding, layout, publisher;
	struct slice place[DOCUMENT_PLACES_MAX];
	int place_n;
	struct slice count[COUNT_COUNT];
	long long id; /* 0: no row was needed so far */
	bool skip;    /* it is in the warehouse already */
	bool bad;     /* a reject of class bad was seen */
	int reports;
	long long replaces; /* document_id of the older version, or 0 */
};

/* What the documents of a run have in common. */
struct document_run {
	struct warehouse *w;
	bool full; /* documents that are there already are loaded again */
	long long run_id;
	char now[32];                             /* UTC, ISO 8601 */
	char rules[DOCUMENT_RULES_MAX];           /* hashes of the rules */
	long long next_id;                        /* of the next document */
	long long documents, unchanged, rejected; /* documents */
	long long rejects, bad;                   /* rows of them */
};

/* Starts with a document. The arena must have been set. */
void document_begin(struct document *, struct slice path);

/* Takes a record of type document or account. */
void document_field(struct document *, const struct record *);
void document_account(struct document *, const struct record *);

/*
 * Decides once whether the document is new; every other record comes behind
 * this. Returns false where the warehouse has it already: skip all of it.
 */
bool document_open(struct document *, struct document_run *);

/*
 * Call before a record of what the document says: true where it is the first
 * one of a document that was there before in this run and does not begin anew,
 * so that the stream is not in its order.
 */
bool document_scattered(const struct document *, struct document_run *);

/* Takes a reject. */
void document_reject(
    struct document *, struct document_run *, const struct record *);

/* Writes the document's row. first, last: its figures, 0 for none. */
void document_end(
    struct document *, struct document_run *, long long first, long long last);

#endif
