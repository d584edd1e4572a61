/*
 * source_list.h - the files a run was made from: rows of table source, handed
 * over by jixiao as JSON Lines and written in the transaction of the run.
 *
 * A line is {"path": P, "act": A, ...}: act "read" and "touched" come with
 * bytes, mtime_ns and, where the file could be read, sha256 and rules;
 * "rules" is a file of the rules that others were read by, with rules, place and
 * text; "missing" marks a file that is no longer there; "prune" deletes it and
 * every document that was read from it; "members" does so with what archives
 * that are read in this run no longer have, which is marked otherwise.
 */
#ifndef SOURCE_LIST_H
#define SOURCE_LIST_H

#include "warehouse.h"

/*
 * Applies the list. now: UTC, ISO 8601. Documents to prune are put into the
 * temporary tables pruned and replaced, so that settling counts them no more.
 * Returns how many documents count no more. A list that is malformed ends with 65, one that
 * cannot be read with 66.
 */
long long source_list_apply(
    struct warehouse *, const char *file, long long run_id, const char *now);

/* Deletes the documents to prune with all that was read from them. */
void source_list_prune(struct warehouse *);

#endif
