/* check_file.c - one file of rules/load/checks, taken apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_file.h"
#include "diag.h"
#include "heap.h"
#include "table.h"

static bool
complain(const struct check_file *f, size_t line, const char *what)
{
	diag(DIAG_ERROR, (struct place){ .document = f->path, .line = line },
	    "%s", what);
	return false;
}

/* What stands behind `-- name:` where the line is such a one. */
static bool
header(struct slice line, const char *name, struct slice *value)
{
	size_t n = strlen(name);
	if (line.n < n + 4 || memcmp(line.p, "-- ", 3) != 0 ||
	    memcmp(line.p + 3, name, n) != 0 || line.p[3 + n] != ':')
		return false;
	size_t at = n + 4;
	while (at < line.n && line.p[at] == ' ')
		at++;
	*value = (struct slice){ line.p + at, line.n - at };
	return true;
}

static void
rows_begin(struct check_file *f, bool fails, size_t line)
{
	f->rows =
	    heap_grow(f->rows, &f->rows_max, f->rows_n + 1, sizeof *f->rows);
	f->rows[f->rows_n++] =
	    (struct check_rows){ .fails = fails, .line = line };
}

static void
extend(struct slice *s, struct slice line)
{
	if (!s->p)
		s->p = line.p;
	s->n = (size_t)(line.p + line.n - s->p);
}

static void
take_line(struct check_file *f, struct slice line, size_t number)
{
	struct slice value;
	if (header(line, "id", &f->id) ||
	    header(line, "severity", &f->severity) ||
	    header(line, "says", &f->says) ||
	    header(line, "tolerance", &f->tolerance))
		return;
	if (header(line, "scope", &value)) {
		f->around = slice_is(value, "around");
	} else if (header(line, "pass", &value)) {
		rows_begin(f, false, number);
	} else if (header(line, "fail", &value)) {
		rows_begin(f, true, number);
	} else if (f->rows_n > 0) {
		extend(&f->rows[f->rows_n - 1].sql, line);
	} else if (f->query.p || line.n > 0) {
		if (!f->query.p)
			f->line = number;
		extend(&f->query, line);
	}
}

static bool
complete(const struct check_file *f)
{
	bool pass = false, fail = false;
	for (size_t i = 0; i < f->rows_n; i++) {
		fail = fail || f->rows[i].fails;
		pass = pass || !f->rows[i].fails;
	}
	if (!f->id.n || !f->says.n || !f->tolerance.n)
		return complain(f, 1,
		    "a check begins with id, severity, says and tolerance");
	if (!slice_is(f->severity, "error") &&
	    !slice_is(f->severity, "warning") &&
	    !slice_is(f->severity, "notice"))
		return complain(f, 1, "severity is error, warning or notice");
	if (!f->query.n)
		return complain(f, 1, "there is no SELECT");
	if (!pass || !fail)
		return complain(f, f->line,
		    "a check needs rows behind -- pass: and -- fail:");
	return true;
}

bool
check_file_read(struct check_file *f, const char *path)
{
	size_t number = 0;
	*f = (struct check_file){ .path = heap_copy(slice_of(path)),
		.text = table_text(path) };
	if (!f->text)
		return complain(f, 0, "cannot read it");
	const char *p = f->text;
	while (*p) {
		size_t n = strcspn(p, "\n");
		take_line(f, (struct slice){ p, n }, ++number);
		p += n + (p[n] == '\n');
	}
	return complete(f);
}

void
check_file_free(struct check_file *f)
{
	free(f->rows);
	free(f->text);
	free(f->path);
}
