/* metadata.c - what Datasette shows beside the warehouse. */
#include "metadata.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cookbook.h"
#include "heap.h"
#include "query.h"
#include "text.h"

/* Units that the names of columns end with. */
static const struct {
	const char *suffix, *unit;
} units[] = {
	{ "_fen", "分, 1/100 yuan" },
	{ "_wan", "万元, 10,000 yuan" },
	{ "_pct", "percent" },
	{ "_ns", "nanoseconds" },
};

static const char *
unit_of(const char *column)
{
	size_t n = strlen(column);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t m = strlen(units[i].suffix);
		if (n > m && strcmp(column + n - m, units[i].suffix) == 0)
			return units[i].unit;
	}
	return NULL;
}

/* The comment of a line, from behind "-- " to its end; empty for none. */
static struct slice
comment_of(const char *line)
{
	size_t n = strcspn(line, "\n");
	for (size_t i = 0; i + 2 < n; i++)
		if (strncmp(line + i, "-- ", 3) == 0)
			return (struct slice){ line + i + 3, n - i - 3 };
	return (struct slice){ line, 0 };
}

/*
 * The comment on a column in the CREATE statement: on the line that begins
 * with its name, and on lines of comment below.
 */
static char *
column_comment(const char *sql, const char *column)
{
	size_t n = strlen(column), used = 0;
	char *text = heap_zero(strlen(sql) + 1, 1);
	bool inside = false;
	for (const char *line = sql; *line;) {
		const char *word = line + strspn(line, " \t\"");
		bool only_comment = strncmp(word, "--", 2) == 0;
		struct slice comment = comment_of(line);
		if (!only_comment)
			inside = strncmp(word, column, n) == 0 &&
			    (word[n] == ' ' || word[n] == '"');
		if (inside && comment.n) {
			if (used)
				text[used++] = ' ';
			memcpy(text + used, comment.p, comment.n);
			used += comment.n;
		}
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return text;
}

/* True where there was something to say of the column. */
static bool
write_column(const char *sql, const char *name, const char *comma, FILE *f)
{
	const char *unit = unit_of(name);
	char *comment = column_comment(sql, name);
	size_t n = strlen(comment) + 64;
	char *text = heap_take(n);
	if (*comment && unit && !strstr(comment, "fen") &&
	    !strstr(comment, "percent"))
		snprintf(text, n, "%s (%s)", comment, unit);
	else
		snprintf(text, n, "%s", *comment ? comment : unit ? unit : "");
	if (*text) {
		fputs(comma, f);
		text_json(f, name);
		putc(':', f);
		text_json(f, text);
	}
	bool said = *text != '\0';
	free(text);
	free(comment);
	return said;
}

static void
write_columns(struct sqlite3 *db, const char *table, const char *sql, FILE *f)
{
	struct sqlite3_stmt *row =
	    query_prepare(db, "SELECT name FROM pragma_table_info(?)");
	query_bind_text(row, 1, table);
	fputs("\"columns\":{", f);
	const char *comma = "";
	while (query_step(row))
		if (write_column(sql, query_text(row, 0), comma, f))
			comma = ",";
	putc('}', f);
	sqlite3_finalize(row);
}

/* "execution_by_county" as "Execution by county". */
static void
write_title(const char *name, FILE *f)
{
	char *title = heap_copy(slice_of(name));
	title[0] = (char)toupper((unsigned char)title[0]);
	for (char *c = title; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	text_json(f, title);
	free(title);
}

static void
write_table(struct sqlite3 *db, struct sqlite3_stmt *row, FILE *f)
{
	const char *name = query_text(row, 0), *sql = query_text(row, 1);
	struct slice comment = comment_of(sql);
	text_json(f, name);
	fputs(":{\"title\":", f);
	write_title(name, f);
	if (comment.n) {
		fputs(",\"description\":", f);
		text_json_n(f, comment.p, comment.n);
	}
	putc(',', f);
	write_columns(db, name, sql, f);
	putc('}', f);
}

static void
write_tables(struct sqlite3 *db, FILE *f)
{
	struct sqlite3_stmt *row = query_prepare(db,
	    "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view')"
	    " AND name NOT LIKE 'sqlite_%' AND sql NOT NULL AND name NOT IN (SELECT name FROM"
	    " pragma_table_list WHERE type = 'shadow') ORDER BY name");
	fputs("\"tables\":{\n", f);
	for (const char *comma = ""; query_step(row); comma = ",\n") {
		fputs(comma, f);
		write_table(db, row, f);
	}
	fputs("\n}", f);
	sqlite3_finalize(row);
}

static void
write_queries(const char *rules, FILE *f)
{
	struct cookbook book;
	cookbook_read(&book, rules);
	fputs("\"queries\":{\n", f);
	for (size_t i = 0; i < book.n; i++) {
		const struct question *q = &book.question[i];
		fputs(i ? ",\n" : "", f);
		text_json(f, q->name);
		fputs(":{\"title\":", f);
		text_json(f, q->title);
		fputs(",\"sql\":", f);
		text_json(f, q->sql);
		putc('}', f);
	}
	fputs("\n}", f);
	cookbook_free(&book);
}

static void
write_database_name(const char *path, FILE *f)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	text_json_n(f, name, dot ? (size_t)(dot - name) : strlen(name));
}

void
metadata_write(struct sqlite3 *db, const char *path, const char *rules, FILE *f)
{
	fputs("{\"title\":\"Budget performance of county projects\",\n"
	      "\"description\":\"What county and district departments planned, "
	      "were given and spent, read from their published reports. Money "
	      "is whole 分 (1/100 yuan), 万元 where a column says so; what is "
	      "not printed is NULL.\",\n"
	      "\"source\":\"published 绩效自评 reports; the table document "
	      "names each, the view provenance each figure's line\",\n"
	      "\"databases\":{",
	    f);
	write_database_name(path, f);
	fputs(":{", f);
	write_tables(db, f);
	fputs(",\n", f);
	write_queries(rules, f);
	fputs("}}}\n", f);
}
