/*
 * sources.h - what the warehouse knows of the files it was made from, and what
 * a run must do about each: the table `source`, and the list of changes that
 * load writes into it in the transaction of the run.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "files.h"
#include "hash.h"
#include "sieve.h"

struct sqlite3;

/* A file as a run last saw it. */
struct source {
	char *name; /* as the stream names it */
	long long bytes, mtime_ns;
	char content[SHA256_HEX]; /* "" where it could not be read */
	size_t reading; /* the rules it was read by: one of sources.reading */
	bool missing;   /* was not there when last looked for */
	bool seen;      /* by the walk of this run */
};

enum state {
	STATE_UNCHANGED,
	STATE_NEW,
	STATE_CHANGED,    /* other content */
	STATE_OUTDATED,   /* same content, but other rules for it now */
	STATE_UNREADABLE, /* cannot be hashed */
	STATE_COUNT
};

/* Rules that some file was last read by. */
struct source_rules {
	char hash[SHA256_HEX];
	struct sieve sieve; /* what the way from them to those of now changed */
};

struct sources {
	struct source *source; /* in byte order of names */
	size_t n, capacity;
	struct source_rules *reading; /* [0]: the rules now */
	size_t reading_n, reading_capacity;
	bool unknown; /* the warehouse does not have the rules of now */
	const char *rules;
	struct charset *charset; /* NULL where all were read by one */
};

/* What is to do: one state per entry of the walk, in its order. */
struct changes {
	struct files files;
	char **path; /* as named by the person, cleaned, in the stream's form */
	int path_n;
	enum state *state;
	char (*content)[SHA256_HEX];
	bool *touched; /* the table's row must be written */
	size_t count[STATE_COUNT];
	size_t missing;    /* sources under the paths that are not there now */
	size_t gone;       /* those that were there the last time */
	long long to_read; /* bytes of all that is not unchanged */
};

/*
 * Reads the table; empty where there is no warehouse or no table yet. rules:
 * the rules folder, which must live on, compared with what each file was read
 * by.
 */
void sources_read(struct sources *, struct sqlite3 *, const char *rules);
void sources_free(struct sources *);

struct changes_wanted {
	const char *db, *snapshot; /* left out, with what is beside them */
	char **paths;
	int path_n;
	bool full; /* all count as changed */
};

/*
 * Walks the paths, hashes every file and compares. A path that is not there
 * ends the process with 66.
 */
void changes_find(
    struct changes *, struct sources *, const struct changes_wanted *);
void changes_free(struct changes *);

/* True where the entry must be read again. */
bool changes_reads(const struct changes *, size_t i);

/*
 * Writes the changes as JSON Lines for `load --sources`: read, touched, missing
 * and, with prune, prune. See jixiao(1), FILES.
 */
void changes_write(
    const struct changes *, const struct sources *, bool prune, FILE *);

#endif
