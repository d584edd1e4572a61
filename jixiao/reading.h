/*
 * reading.h - the rules that decide what the warehouse says of a document: as
 * they are now, and as they were when a file was read (the table `rule_file`).
 */
#ifndef READING_H
#define READING_H

#include <stdbool.h>
#include <stdio.h>

#include "rulebook.h"
#include "sha256.h"

struct sqlite3;

/*
 * One hash of those rules: names and bytes of the *.rules of extract and
 * normalize and of the files of load, but for views, the schema and scripts.
 */
void reading_hash(const char *rules, char hex[SHA256_HEX]);

/* The book of the rules now. */
void reading_now(const char *rules, struct rulebook *);

/* The book of the rules of that hash; empty where the warehouse has it not. */
void reading_then(struct sqlite3 *, const char *hash, struct rulebook *);

/* Writes the rules as lines for `load --sources`, as act `rules`. */
void reading_write(const char *rules, const char *hash, FILE *);

#endif
