/* emit.h - writes what was read of a document to the stream. */
#ifndef EMIT_H
#define EMIT_H

#include <stdbool.h>

#include "document.h"
#include "grid.h"
#include "input.h"
#include "record.h"
#include "report.h"

/* The records that open a stream: version and hash of the rules. */
bool emit_run(struct record_writer *, const char *version, const char *hash);

/* What the document is: its hash, size, encoding and main layout. */
bool emit_document(
    struct record_writer *, const struct document *, enum layout);

/* Its reports, in order. */
bool emit_reports(struct record_writer *, const struct document *,
    const struct report *first);

/*
 * Its unclaimed lines inside reports as rejects, and the account of lines.
 * Inside: from a report's first figure to its last.
 */
bool emit_account(struct record_writer *, const struct document *,
    const struct blocks *, const struct report *first);

/* That a document holds no report: why, and the line that shows it. */
bool emit_discarded(struct record_writer *, const struct document *,
    const char *rule, struct slice reason, struct slice text);

/* An input, or a part of one, that could not be used. */
bool emit_reject(struct record_writer *, const struct input_reject *);

#endif
