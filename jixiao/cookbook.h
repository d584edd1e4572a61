/* cookbook.h - questions with their SQL: the files of rules/cookbook. */
#ifndef COOKBOOK_H
#define COOKBOOK_H

#include <stddef.h>

struct question {
	char *path;  /* of the file */
	char *name;  /* of the file, without .sql */
	char *title; /* the text of its first comment */
	char *sql;   /* all of the file */
};

struct cookbook {
	struct question *question; /* in byte order of names */
	size_t n, capacity;
};

/* Reads the folder cookbook of the rules; ends with 78 where it is wrong. */
void cookbook_read(struct cookbook *, const char *rules);
void cookbook_free(struct cookbook *);

/* The question of that name, NULL for none. */
const struct question *cookbook_find(const struct cookbook *, const char *name);

#endif
