/*
 * table.h - tables of cases: tab between fields, \t \n \r \\ and \xNN inside
 * of them, # begins a comment line.
 */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slice.h"

enum { TABLE_FIELDS = 12 };

struct table {
	FILE *file;
	char line[65536];
	struct slice field[TABLE_FIELDS];
	int n;
	int number; /* of the line, from 1 */
	bool raw;   /* escapes are left as they are, see table_unescape */
};

static int
table_hex(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)((at - digits) % 16) : -1;
}

/* Takes the escapes out of a field where it stands; its new length. */
static size_t
table_unescape(char *p)
{
	char *to = p, *from = p;

	while (*from) {
		if (*from != '\\') {
			*to++ = *from++;
			continue;
		}
		from++;
		if (*from == 'x' && table_hex(from[1]) >= 0 &&
		    table_hex(from[2]) >= 0) {
			*to++ = (char)(table_hex(from[1]) * 16 +
			    table_hex(from[2]));
			from += 3;
			continue;
		}
		*to++ = *from == 't' ? '\t'
		    : *from == 'n'   ? '\n'
		    : *from == 'r'   ? '\r'
				     : *from;
		from += *from != '\0';
	}
	*to = '\0';
	return (size_t)(to - p);
}

/* False where the file is not there. */
__attribute__((unused)) static bool
table_open(struct table *t, const char *path)
{
	t->file = fopen(path, "r");
	t->number = 0;
	t->raw = false;
	return t->file != NULL;
}

/* The next line's fields; false and closed at the end. */
__attribute__((unused)) static bool
table_next(struct table *t)
{
	do {
		if (!fgets(t->line, sizeof(t->line), t->file)) {
			fclose(t->file);
			return false;
		}
		t->number++;
	} while (t->line[0] == '#' || t->line[0] == '\n');
	t->line[strcspn(t->line, "\n")] = '\0';
	t->n = 0;
	for (char *p = t->line, *tab; p && t->n < TABLE_FIELDS; p = tab) {
		tab = strchr(p, '\t');
		if (tab)
			*tab++ = '\0';
		t->field[t->n].p = p;
		t->field[t->n++].n = t->raw ? strlen(p) : table_unescape(p);
	}
	return true;
}

#endif
