/* gather.h - records of the stream, one by one, to rows of the warehouse. */
#ifndef GATHER_H
#define GATHER_H

#include "document.h"
#include "figure.h"
#include "line.h"
#include "record.h"
#include "region.h"
#include "report.h"

/* The state of a run: what is open, and what was counted. */
struct gather {
	struct warehouse *w;
	struct figures *figures;
	struct document_run run;
	struct report_run with;
	struct document document;
	struct report report;
	struct line line;
	long long next_report;
	long long first_figure, last_figure; /* of the document */
	long long reports;
	char version[64];
	char extract[80], normalize[80], load[80]; /* hashes of rules */
};

/* Sets up a run; the warehouse is open. load: hash of the rules of load. */
void gather_open(struct gather *, struct warehouse *, const char *load);

/*
 * Takes a record; for struct record_reader. False where the records of a
 * document do not stand together: then the run must not be committed.
 */
bool gather_record(void *gather, const struct record *);

/* Writes what is still open; call between streams and at the end. */
void gather_flush(struct gather *);

void gather_close(struct gather *);

#endif
