#include "diag.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fold.h"
#include "utf8.h"

enum { DIAG_SIDE = 70 }; /* columns of an excerpt beside its caret */

/* A message on its way: no heap, so that it works when memory ran out. */
struct diag_line {
	char text[4096];
	size_t n;
};

static const char *diag_name = "jixiao";
static bool diag_quiet;
static int diag_worst;

static const char *const diag_levels[DIAG_LEVEL_COUNT] = {
	[DIAG_INFO] = "info",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
};

void
diag_open(const char *program, bool quiet)
{
	const char *slash = program ? strrchr(program, '/') : NULL;

	diag_name = slash ? slash + 1 : program ? program : diag_name;
	diag_quiet = quiet;
}

const char *
diag_program(void)
{
	return diag_name;
}

void
diag_worsen(int status)
{
	if (status > diag_worst)
		diag_worst = status;
}

int
diag_status(void)
{
	return diag_worst;
}

static void
diag_put(struct diag_line *line, const char *p, size_t n)
{
	size_t left = sizeof(line->text) - line->n;

	if (n > left)
		n = left;
	memcpy(line->text + line->n, p, n);
	line->n += n;
}

/* Would the character drive a terminal or hide what stands in the line? */
static bool
diag_hostile(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C ||
	    c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
	    (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* Writes text with control bytes and bad UTF-8 as \xNN. */
static void
diag_put_safe(struct diag_line *line, const char *p, size_t n)
{
	/* Leaves room for the end of the line. */
	size_t limit = sizeof(line->text) - 32;
	char hex[8];

	while (n) {
		size_t used;
		uint32_t c = utf8_decode(p, n, &used);
		bool bad = c == UTF8_BAD || diag_hostile(c);

		if (line->n + 4 * used > limit) {
			diag_put(line, " ...", 4);
			return;
		}
		for (size_t i = 0; bad && i < used; i++) {
			snprintf(
			    hex, sizeof(hex), "\\x%02X", (unsigned char)p[i]);
			diag_put(line, hex, 4);
		}
		if (!bad)
			diag_put(line, p, used);
		p += used;
		n -= used;
	}
}

static void
diag_put_number(struct diag_line *line, size_t number)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "%zu", number);

	diag_put(line, text, (size_t)n);
}

/* One write(2), so that the stages of a pipe do not mix their lines. */
static void
diag_send(struct diag_line *line)
{
	const char *p = line->text;
	ssize_t n;

	if (line->n == sizeof(line->text))
		line->n--;
	line->text[line->n++] = '\n';
	for (size_t left = line->n; left; left -= (size_t)n, p += n) {
		n = write(STDERR_FILENO, p, left);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return;
	}
}

static void
diag_put_place(struct diag_line *line, struct place place)
{
	diag_put_safe(line, place.document, strlen(place.document));
	if (place.line) {
		diag_put(line, ":", 1);
		diag_put_number(line, place.line);
		if (place.column) {
			diag_put(line, ":", 1);
			diag_put_number(line, place.column);
		}
	}
	diag_put(line, ": ", 2);
}

__attribute__((format(printf, 3, 0))) static void
diag_message(
    enum diag_level level, struct place place, const char *format, va_list args)
{
	struct diag_line line = { .n = 0 };
	char text[3072];
	int n = vsnprintf(text, sizeof(text), format, args);

	if (n < 0)
		n = snprintf(text, sizeof(text), "%s", format);
	if ((size_t)n >= sizeof(text))
		n = sizeof(text) - 1;
	diag_put_safe(&line, diag_name, strlen(diag_name));
	diag_put(&line, ": ", 2);
	if (place.document)
		diag_put_place(&line, place);
	diag_put(&line, diag_levels[level], strlen(diag_levels[level]));
	diag_put(&line, ": ", 2);
	diag_put_safe(&line, text, (size_t)n);
	diag_send(&line);
}

void
diag(enum diag_level level, struct place place, const char *format, ...)
{
	va_list args;

	if (level == DIAG_INFO && diag_quiet)
		return;
	va_start(args, format);
	diag_message(level, place, format, args);
	va_end(args);
}

/* Columns that diag_excerpt shows the character at p in. */
static size_t
diag_width(const char *p, size_t left, size_t *used)
{
	uint32_t c = utf8_decode(p, left, used);

	if (c == UTF8_BAD || diag_hostile(c))
		return 1;
	return (size_t)fold_columns(c);
}

/* Columns of the first n bytes. */
static size_t
diag_columns(struct slice s, size_t n)
{
	size_t columns = 0, used;

	for (size_t i = 0; i < n; i += used)
		columns += diag_width(s.p + i, s.n - i, &used);
	return columns;
}

/* The part of a line to show, at most DIAG_SIDE columns on each side of at. */
static struct slice
diag_window(struct slice s, size_t *at)
{
	size_t first = 0, columns = 0, used;
	size_t total = diag_columns(s, *at);
	struct slice window;

	while (total - columns > DIAG_SIDE) {
		columns += diag_width(s.p + first, s.n - first, &used);
		first += used;
	}
	*at -= first;
	window = (struct slice){ s.p + first, *at };
	columns = 0;
	while (first + window.n < s.n && columns < DIAG_SIDE) {
		const char *p = window.p + window.n;

		columns += diag_width(p, s.n - first - window.n, &used);
		window.n += used;
	}
	return window;
}

void
diag_excerpt(struct slice s, size_t at)
{
	struct diag_line line = { .n = 0 };
	struct slice window;
	size_t used;

	at = at > s.n ? s.n : at;
	window = diag_window(s, &at);
	diag_put(&line, "    ", 4);
	for (size_t i = 0; i < window.n; i += used) {
		uint32_t c = utf8_decode(window.p + i, window.n - i, &used);

		if (c == '\t')
			diag_put(&line, " ", 1);
		else if (c == UTF8_BAD || diag_hostile(c))
			diag_put(&line, "?", 1);
		else
			diag_put(&line, window.p + i, used);
	}
	diag_send(&line);
	line.n = 0;
	for (size_t n = diag_columns(window, at) + 4; n > 0; n--)
		diag_put(&line, " ", 1);
	diag_put(&line, "^", 1);
	diag_send(&line);
}

void
diag_fatal(int status, const char *format, ...)
{
	struct place nowhere = { 0 };
	va_list args;

	va_start(args, format);
	diag_message(DIAG_ERROR, nowhere, format, args);
	va_end(args);
	/* Not exit(3): nothing that is half done is to be tidied up now. */
	fflush(NULL);
	_exit(status);
}
