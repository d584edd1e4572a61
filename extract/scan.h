/* scan.h - one pass over a text: is it UTF-8, where are its lines, what is it? */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "slice.h"

struct scan {
	size_t *line_start; /* line_n + 1 offsets, in the arena; last: text.n */
	size_t line_n;
	size_t line_longest; /* bytes, its end included */
	size_t bad; /* offset of the first byte that is not UTF-8, or n */
	/* Characters up to there: */
	size_t nul;
	size_t control;  /* C0 other than white space, BEL and ESC */
	size_t foreign;  /* two bytes: U+0080 to U+07FF */
	size_t latin;    /* of these, U+0080 to U+00FF but for a few signs */
	size_t han;      /* U+3400 to U+9FFF */
	size_t common;   /* of these, common in administrative prose */
	size_t doubled;  /* of these, printed twice in a row, not more often */
	size_t replaced; /* U+FFFD */
	size_t wide;     /* all others of three and four bytes */

	size_t line_limit; /* where line_n reaches it the rest was not read */
	struct arena *arena;
	size_t capacity;
};

/*
 * Reads text from its start to the first byte that is not UTF-8. Lines end at
 * LF, CRLF, CR, FF, NEL, LS and PS; a line end at the very end opens no line.
 */
void scan_text(
    struct scan *, struct slice text, struct arena *, size_t line_limit);

/* True where the line holds nothing but white space and zero-width marks. */
bool scan_is_blank(struct slice line);

/* True for the few thousand ideographs that make up most of such reports. */
bool scan_is_common(uint32_t c);

#endif
