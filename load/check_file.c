/* check_file.c - one file of rules/load/checks, taken apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_file.h"
#include "diag.h"
#include "heap.h"
#include "table.h"

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
	*value = slice_rest(line, at);
	return true;
}

static void
rows_begin(struct check_file *f, bool fails, struct slice name)
{
	f->rows =
	    heap_grow(f->rows, &f->rows_max, f->rows_n + 1, sizeof *f->rows);
	f->rows[f->rows_n++] =
	    (struct check_rows){ .fails = fails, .name = name };
}

static void
extend(struct slice *s, struct slice line)
{
	if (!s->p)
		s->p = line.p;
	s->n = (size_t)(line.p + line.n - s->p);
}

static void
take_line(struct check_file *f, struct slice line)
{
	struct slice value;
	if (header(line, "id", &f->id) ||
	    header(line, "severity", &f->severity) ||
	    header(line, "says", &f->says) ||
	    header(line, "tolerance", &f->tolerance) ||
	    header(line, "scope", &f->scope))
		return;
	if (header(line, "pass", &value)) {
		rows_begin(f, false, value);
	} else if (header(line, "fail", &value)) {
		rows_begin(f, true, value);
	} else if (f->rows_n > 0) {
		extend(&f->rows[f->rows_n - 1].sql, line);
	} else if (f->query.p || line.n > 0) {
		extend(&f->query, line);
	}
}

/* Whether one of the lines at the head of the file is there. */
static bool
has_header(const struct check_file *f, const char *name, struct slice value)
{
	if (value.n == 0)
		source_mistake(&f->source, value.p ? value.p : f->text,
		    value.p ? "expected a value behind -- %s:"
			    : "expected a line -- %s:",
		    name);
	return value.n > 0;
}

static bool
is_one_of(const struct check_file *f, struct slice value,
    const char *const *words, const char *list)
{
	for (; *words; words++)
		if (slice_is(value, *words))
			return true;
	source_mistake(&f->source, value.p,
	    "unknown word \"%.*s\"; expected %s", SLICE_PRINT(value), list);
	return false;
}

static bool
good_headers(const struct check_file *f)
{
	static const char *const severities[] = { "error", "warning", "notice",
		NULL };
	static const char *const scopes[] = { "around", NULL };
	bool good = has_header(f, "id", f->id);
	good = has_header(f, "severity", f->severity) &&
	    is_one_of(
		f, f->severity, severities, "one of: error, warning, notice") &&
	    good;
	good = has_header(f, "says", f->says) && good;
	good = has_header(f, "tolerance", f->tolerance) && good;
	if (f->scope.p)
		good = is_one_of(f, f->scope, scopes, "around") && good;
	return good;
}

static bool
good_rows(const struct check_file *f)
{
	bool pass = false, fail = false;
	for (size_t i = 0; i < f->rows_n; i++) {
		fail = fail || f->rows[i].fails;
		pass = pass || !f->rows[i].fails;
	}
	if (!pass || !fail)
		source_mistake(&f->source, f->text + f->source.text.n,
		    "expected rows behind -- %s:", pass ? "fail" : "pass");
	return pass && fail;
}

static bool
complete(const struct check_file *f)
{
	bool good = good_headers(f);
	if (!f->query.n)
		source_mistake(&f->source, f->text, "there is no SELECT");
	return good_rows(f) && good && f->query.n > 0;
}

bool
check_file_read(struct check_file *f, const char *path)
{
	*f = (struct check_file){ .path = heap_copy(slice_of(path)),
		.text = table_text(path) };
	if (!f->text) {
		diag(DIAG_ERROR, (struct place){ .document = path },
		    "cannot read it");
		return false;
	}
	f->source = (struct source){ f->path, slice_of(f->text) };
	const char *p = f->text;
	while (*p) {
		size_t n = strcspn(p, "\n");
		take_line(f, (struct slice){ p, n });
		p += n + (p[n] == '\n');
	}
	f->around = slice_is(f->scope, "around");
	return complete(f);
}

void
check_file_free(struct check_file *f)
{
	free(f->rows);
	free(f->text);
	free(f->path);
}
