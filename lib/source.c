#include "source.h"

#include <stdio.h>
#include <string.h>

#include "diag.h"
#include "utf8.h"

static const char *
source_end(const struct source *s)
{
	return s->text.p + s->text.n;
}

size_t
source_line(const struct source *s, const char *at)
{
	size_t n = 1;

	for (const char *p = s->text.p; p < at; p++)
		n += *p == '\n';
	return n;
}

const char *
source_at_line(const struct source *s, size_t n)
{
	const char *p = s->text.p, *end = source_end(s), *next;

	for (; n > 1; n--, p = next + 1) {
		next = memchr(p, '\n', (size_t)(end - p));
		if (!next)
			return end;
	}
	return p;
}

/* The line that `at` stands on, without its end. */
static struct slice
source_line_text(const struct source *s, const char *at)
{
	const char *begin = at, *end = source_end(s), *stop;

	while (begin > s->text.p && begin[-1] != '\n')
		begin--;
	stop = memchr(begin, '\n', (size_t)(end - begin));
	stop = stop ? stop : end;
	while (stop > begin && stop[-1] == '\r')
		stop--;
	return (struct slice){ begin, (size_t)(stop - begin) };
}

void
source_mistake_list(
    const struct source *s, const char *at, const char *format, va_list args)
{
	struct slice line = source_line_text(s, at);
	struct place place = { .document = s->path, .column = 1 };
	size_t byte = (size_t)(at - line.p), used;
	char text[1024];

	if (byte > line.n)
		byte = line.n;
	place.line = source_line(s, at);
	for (size_t i = 0; i < byte; i += used, place.column++)
		utf8_decode(line.p + i, line.n - i, &used);
	vsnprintf(text, sizeof(text), format, args);
	diag(DIAG_ERROR, place, "%s", text);
	diag_excerpt(line, byte);
}

void
source_mistake(const struct source *s, const char *at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	source_mistake_list(s, at, format, args);
	va_end(args);
}
