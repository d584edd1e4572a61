/*
 * rulebook.h - the rule files of a warehouse's readings, line by line, so that
 * two of them can be compared.
 */
#ifndef RULEBOOK_H
#define RULEBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

/* A line that says something: no comment, example or definition. */
struct rule_line {
	char *rule;    /* "extract [column annual]"; or the file's name */
	char *kind;    /* "column"; "" for a file that is taken as a whole */
	char *key;     /* "is", "type"; "" for the rule's head */
	char *text;    /* definitions put in; of a whole file its hash */
	bool extract;  /* a rule of extract */
	bool common;   /* set by sieve.c: the other book has it, too */
	size_t number; /* in the order of files and lines */
};

/* All zero is an empty one. */
struct rulebook {
	struct rule_line *line;
	size_t n, capacity;
	struct rule_define *define;
	size_t define_n, define_capacity;
	char *rule, *kind; /* that lines are being read of */
	bool defines;      /* a [define] is being read */
};

/*
 * Adds a file by its name in the rules folder, such as extract/labels.rules;
 * files come in the order of names. Of files that are not *.rules the text may
 * be their hash.
 */
void rulebook_add(struct rulebook *, const char *name, struct slice text);

/* Puts definitions in and sorts the lines; call after the last file. */
void rulebook_end(struct rulebook *);

/* Compares what lines say, but for their number. */
int rule_line_compare(const void *, const void *);

void rulebook_free(struct rulebook *);

#endif
