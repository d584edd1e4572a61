/* Messages: what stands on standard error, byte for byte. */
#include "diag.h"

#include "capture.h"
#include "tap.h"

static void
check(int (*say)(void), int status, const char *expected, const char *what)
{
	int got = capture(say);

	is(capture_text, strlen(capture_text), expected, what);
	if (got != status)
		ok(false, "%s: status %d, expected %d", what, got, status);
}

static int
say_places(void)
{
	diag_open("/usr/bin/extract", false);
	diag(DIAG_WARNING, (struct place){ "a.txt", 3, 7, 90 }, "no %s",
	    "title");
	diag(DIAG_INFO, (struct place){ "a.txt", 3, 0, 0 }, "line only");
	diag(DIAG_ERROR, (struct place){ "a.txt", 0, 0, 0 }, "whole document");
	diag(DIAG_ERROR, (struct place){ 0 }, "no document");
	diag_worsen(65);
	diag_worsen(1);
	return diag_status();
}

static int
say_quiet(void)
{
	diag_open("load", true);
	diag(DIAG_INFO, (struct place){ 0 }, "dropped");
	diag(DIAG_WARNING, (struct place){ 0 }, "kept");
	return diag_status();
}

static int
say_hostile(void)
{
	diag_open("x", false);
	diag(DIAG_ERROR, (struct place){ "a\nx: error: b\x1b[2J", 1, 1, 0 },
	    "\xff\xe9\xa2 预算\x7f \xc2\x9b \xe2\x80\x8f\\");
	return diag_status();
}

static int
say_long(void)
{
	char text[9000];

	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	diag_open("x", false);
	diag(DIAG_ERROR, (struct place){ text, 1, 1, 0 }, "%s", text);
	return diag_status();
}

static int
say_fatal(void)
{
	diag_open("load", false);
	diag_fatal(74, "cannot read %s", "x");
}

static int
say_excerpt(void)
{
	diag_excerpt(SLICE_LITERAL("is\t预算（A"), 12);
	diag_excerpt(SLICE_LITERAL("ab\x1b\xff"), 4);
	diag_excerpt(SLICE_LITERAL(""), 5);
	return diag_status();
}

int
main(void)
{
	size_t n;

	check(say_places, 65,
	    "extract: a.txt:3:7: warning: no title\n"
	    "extract: a.txt:3: info: line only\n"
	    "extract: a.txt: error: whole document\n"
	    "extract: error: no document\n",
	    "places: line and column are left out where unknown");
	check(say_quiet, 0, "load: warning: kept\n", "quiet drops infos only");
	check(say_hostile, 0,
	    "x: a\\x0Ax: error: b\\x1B[2J:1:1: error: \\xFF\\xE9\\xA2 预算\\x7F "
	    "\\xC2\\x9B \\xE2\\x80\\x8F\\\n",
	    "control, bad and turning bytes are escaped");
	check(say_fatal, 74, "load: error: cannot read x\n",
	    "diag_fatal ends with its status");
	check(say_excerpt, 0,
	    "    is 预算（A\n             ^\n    ab??\n        ^\n    \n    ^\n",
	    "a caret stands below wide characters, tabs and bad bytes");
	capture(say_long);
	n = strlen(capture_text);
	ok(n < 4200 && capture_text[n - 1] == '\n' &&
		!strchr(capture_text, '\n')[1],
	    "a long message is cut, and still one line");
	return tap_end();
}
