/* source.h - a file of the rules as text, and mistakes at places in it. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdarg.h>
#include <stddef.h>

#include "slice.h"

/* The whole text of a file; nothing of it is owned. */
struct source {
	const char *path; /* for messages */
	struct slice text;
};

/* The line, from 1, that `at`, inside the text or at its end, stands on. */
size_t source_line(const struct source *, const char *at);

/* Where line n, from 1, begins; the end of the text where it has fewer. */
const char *source_at_line(const struct source *, size_t n);

/*
 * Says an error at a place in the text, at once: `program: file:line:column:
 * error: ...`, then the line with a caret. The exit status is the caller's.
 */
void source_mistake(const struct source *, const char *at, const char *format,
    ...) __attribute__((format(printf, 3, 4)));
void source_mistake_list(const struct source *, const char *at,
    const char *format, va_list) __attribute__((format(printf, 3, 0)));

#endif
