/* cookbook.c - questions with their SQL: the files of rules/cookbook. */
#include "cookbook.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "files.h"
#include "heap.h"

#define SQL_MAX (1 << 16)

static char *
read_all(const char *path)
{
	char *text = heap_take(SQL_MAX + 1);
	FILE *f = fopen(path, "r");
	size_t n;
	if (!f)
		diag_fatal(
		    EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	n = fread(text, 1, SQL_MAX, f);
	if (ferror(f) || n == SQL_MAX)
		diag_fatal(EX_CONFIG, "cannot read %s: %s", path,
		    n == SQL_MAX ? "too large" : strerror(errno));
	fclose(f);
	text[n] = '\0';
	return text;
}

/* The first lines of comment, joined. */
static char *
title_of(const char *sql, const char *path)
{
	char *title = heap_zero(strlen(sql) + 1, 1);
	size_t n = 0;
	while (strncmp(sql, "-- ", 3) == 0) {
		size_t line = strcspn(sql, "\n");
		if (n)
			title[n++] = ' ';
		memcpy(title + n, sql + 3, line - 3);
		n += line - 3;
		sql += line + (sql[line] == '\n');
	}
	if (n == 0)
		diag_fatal(EX_CONFIG,
		    "%s:1: expected a comment that says the question", path);
	return title;
}

static char *
name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	return heap_copy((struct slice){ name, strcspn(name, ".") });
}

static bool
is_sql(const char *path)
{
	size_t n = strlen(path);
	return n > 4 && strcmp(path + n - 4, ".sql") == 0;
}

void
cookbook_read(struct cookbook *book, const char *rules)
{
	struct files files = { 0 };
	size_t n = strlen(rules) + sizeof "/cookbook";
	char *folder = heap_take(n);
	*book = (struct cookbook){ 0 };
	snprintf(folder, n, "%s/cookbook", rules);
	if (!files_walk(&files, folder))
		diag_fatal(EX_CONFIG, "cannot read the questions in %s: %s",
		    folder, strerror(errno));
	for (size_t i = 0; i < files.n; i++) {
		const char *path = files.file[i].path;
		if (!is_sql(path))
			continue;
		book->question = heap_grow(book->question, &book->capacity,
		    book->n + 1, sizeof *book->question);
		struct question *q = &book->question[book->n++];
		q->path = heap_copy(slice_of(path));
		q->name = name_of(path);
		q->sql = read_all(path);
		q->title = title_of(q->sql, path);
	}
	files_free(&files);
	free(folder);
}

void
cookbook_free(struct cookbook *book)
{
	for (size_t i = 0; i < book->n; i++) {
		free(book->question[i].path);
		free(book->question[i].name);
		free(book->question[i].title);
		free(book->question[i].sql);
	}
	free(book->question);
}

const struct question *
cookbook_find(const struct cookbook *book, const char *name)
{
	for (size_t i = 0; i < book->n; i++)
		if (strcmp(book->question[i].name, name) == 0)
			return &book->question[i];
	return NULL;
}
