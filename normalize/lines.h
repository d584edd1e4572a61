/* lines.h - the reader as a tool of its own: text lines in, values out. */
#ifndef LINES_H
#define LINES_H

#include "words.h"

/*
 * Reads lines from fd `in` and writes every value that it finds to fd `out`, as
 * CSV with a header. A line of more than 64 KiB is read piece by piece. Trouble
 * with either end is said. Returns the exit status: 0, or EX_IOERR.
 */
int lines_convert(const struct words *, int in, int out);

#endif
