/* rows.c - the rows of a query, written for machines, sheets and people. */
#include "rows.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "columns.h"
#include "query.h"
#include "text.h"
#include "utf8.h"

#define WRAP_COLUMNS 40

enum rows_format
rows_format_of(const char *name, enum rows_format otherwise)
{
	if (!name)
		return otherwise;
	return strcmp(name, "csv") == 0 ? ROWS_CSV : ROWS_JSONL;
}

/* -12, +3.5: a sheet reads a number, never a formula. */
static bool
is_number(const char *s)
{
	s += *s == '+' || *s == '-';
	size_t whole = strspn(s, "0123456789");
	s += whole;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	return whole > 0 && *s == '\0';
}

/*
 * Would a spreadsheet take the text for a formula? The full-width signs are
 * taken for the narrow ones where the sheet is set to Chinese or Japanese.
 */
static bool
is_formula(const char *s, size_t n)
{
	size_t used;
	if (n == 0 || is_number(s))
		return false;
	uint32_t c = utf8_decode(s, n, &used);
	return strchr("=+-@\t\r\n", *s) || c == 0xFF1D || c == 0xFF0B ||
	    c == 0xFF0D || c == 0xFF20;
}

static void
write_csv_text(FILE *f, const char *s, size_t n)
{
	bool formula = is_formula(s, n);
	if (n && !formula && !s[strcspn(s, "\",\r\n")] && *s != ' ' &&
	    s[n - 1] != ' ') {
		fwrite(s, 1, n, f);
		return;
	}
	fputs(formula ? "\"'" : "\"", f);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			putc('"', f);
		putc(s[i], f);
	}
	putc('"', f);
}

static void
write_csv_cell(FILE *f, struct sqlite3_stmt *row, int i)
{
	int type = sqlite3_column_type(row, i);
	const char *s = query_text(row, i);
	if (type == SQLITE_NULL)
		return;
	if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
		fputs(s, f);
	else
		write_csv_text(f, s, (size_t)sqlite3_column_bytes(row, i));
}

static void
write_csv(struct sqlite3_stmt *row, FILE *f)
{
	int n = sqlite3_column_count(row);
	for (int i = 0; i < n; i++) {
		const char *name = sqlite3_column_name(row, i);
		fputs(i ? "," : "", f);
		write_csv_text(f, name, strlen(name));
	}
	fputs("\r\n", f);
	while (query_step(row)) {
		for (int i = 0; i < n; i++) {
			fputs(i ? "," : "", f);
			write_csv_cell(f, row, i);
		}
		fputs("\r\n", f);
	}
}

static void
write_json_cell(FILE *f, struct sqlite3_stmt *row, int i)
{
	int type = sqlite3_column_type(row, i);
	const char *s = query_text(row, i);
	if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
		fputs(s, f);
	else if (type == SQLITE_NULL)
		fputs("null", f);
	else
		text_json_n(f, s, (size_t)sqlite3_column_bytes(row, i));
}

static void
write_jsonl(struct sqlite3_stmt *row, FILE *f)
{
	int n = sqlite3_column_count(row);
	while (query_step(row)) {
		for (int i = 0; i < n; i++) {
			putc(i ? ',' : '{', f);
			text_json(f, sqlite3_column_name(row, i));
			putc(':', f);
			write_json_cell(f, row, i);
		}
		fputs("}\n", f);
	}
}

/* Numbers stand right; the type of a column is told by its first row. */
static void
align_of(struct sqlite3_stmt *row, int n, bool any, char *align)
{
	for (int i = 0; i < n; i++) {
		int type = any ? sqlite3_column_type(row, i) : SQLITE_TEXT;
		align[i] =
		    type == SQLITE_INTEGER || type == SQLITE_FLOAT ? 'r' : 'l';
	}
	if (n > 0 && align[n - 1] == 'l')
		align[n - 1] = 'w';
}

static void
write_table(struct sqlite3_stmt *row, FILE *f)
{
	char align[COLUMNS_MAX] = { 0 };
	int n = sqlite3_column_count(row);
	n = n > COLUMNS_MAX ? COLUMNS_MAX : n;
	bool more = query_step(row);
	align_of(row, n, more, align);
	struct columns *c = columns_new(n, align);
	for (int i = 0; i < n; i++)
		columns_set(c, i, sqlite3_column_name(row, i));
	columns_end_row_with_line(c);
	for (; more; more = query_step(row)) {
		for (int i = 0; i < n; i++) {
			const char *s = query_text(row, i);
			columns_set(c, i, s ? s : "—");
		}
		columns_end_row(c);
	}
	columns_print(c, f, WRAP_COLUMNS);
	columns_free(c);
}

void
rows_write(struct sqlite3_stmt *row, enum rows_format format, FILE *f)
{
	switch (format) {
	case ROWS_TABLE: write_table(row, f); break;
	case ROWS_CSV: write_csv(row, f); break;
	case ROWS_JSONL: write_jsonl(row, f); break;
	}
}
