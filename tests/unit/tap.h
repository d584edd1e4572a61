/* tap.h - test lines (TAP) for the unit tests. */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

/* One test line; says what it is about. Returns good. */
__attribute__((format(printf, 2, 3), unused)) static bool
ok(bool good, const char *format, ...)
{
	va_list args;

	printf("%sok %d - ", good ? "" : "not ", ++tap_count);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	tap_failed += !good;
	return good;
}

/* A text of n bytes is the expected one; shows both where it is not. */
__attribute__((unused)) static bool
is(const char *got, size_t n, const char *expected, const char *what)
{
	size_t want = strlen(expected);
	bool good = got && n == want && memcmp(got, expected, n) == 0;

	if (!ok(good, "%s", what))
		printf("#   got      [%.*s]\n#   expected [%s]\n", (int)n,
		    got ? got : "(NULL)", expected);
	return good;
}

__attribute__((unused)) static void
skip(const char *what, const char *why)
{
	printf("ok %d - %s # SKIP %s\n", ++tap_count, what, why);
}

/* The last line; the program's exit status. */
__attribute__((unused)) static int
tap_end(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed ? 1 : 0;
}

#endif
