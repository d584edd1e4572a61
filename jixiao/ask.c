/* ask.c - the questions of the cookbook, and their answers. */
#include <sqlite3.h>
#include <stdio.h>
#include <sysexits.h>

#include "columns.h"
#include "commands.h"
#include "cookbook.h"
#include "diag.h"
#include "query.h"
#include "rows.h"
#include "source.h"

static void
list(const struct cookbook *book)
{
	struct columns *c = columns_new(2, "lw");
	for (size_t i = 0; i < book->n; i++) {
		columns_set(c, 0, book->question[i].name);
		columns_set(c, 1, book->question[i].title);
		columns_end_row(c);
	}
	columns_print(c, stdout, 78);
	columns_free(c);
	puts("\nAnswers: jixiao ask --db WAREHOUSE.db QUESTION, or sqlite3 "
	     "-box WAREHOUSE.db < rules/cookbook/QUESTION.sql");
}

/* A question that is wrong ends with its place in the file. */
static struct sqlite3_stmt *
prepare(struct sqlite3 *db, const struct question *q)
{
	struct source file = { q->path, slice_of(q->sql) };
	struct sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, q->sql, -1, &s, NULL) == SQLITE_OK && s)
		return s;
	int at = s ? 0 : sqlite3_error_offset(db);
	source_mistake(&file, q->sql + (at < 0 ? 0 : at), "%s",
	    sqlite3_errcode(db) == SQLITE_OK ? "there is no SELECT"
					     : sqlite3_errmsg(db));
	diag_fatal(EX_CONFIG, "the question %s is wrong", q->name);
}

static void
answer(const struct options *o, const struct question *q)
{
	enum rows_format format = rows_format_of(o->format, ROWS_TABLE);
	struct sqlite3 *db = query_open(o->db);
	struct sqlite3_stmt *row = prepare(db, q);
	if (format == ROWS_TABLE)
		printf("%s\n\n", q->title);
	rows_write(row, format, stdout);
	sqlite3_finalize(row);
	query_close(db);
}

int
ask_command(const struct options *o)
{
	struct cookbook book;
	if (o->arg_n > 1)
		options_wrong("ask takes one question");
	if (o->arg_n && !o->db)
		options_wrong("ask wants --db FILE for an answer");
	cookbook_read(&book, o->rules);
	if (o->arg_n == 0) {
		list(&book);
	} else {
		const struct question *q = cookbook_find(&book, o->arg[0]);
		if (q)
			answer(o, q);
		else
			diag_fatal(EX_USAGE,
			    "there is no question “%s”; ask without one lists "
			    "them",
			    o->arg[0]);
	}
	cookbook_free(&book);
	return 0;
}
