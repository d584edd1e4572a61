/*
 * fold.h - two foldings of Chinese text, through ICU.
 *
 * Width folding is for values: it changes full-width ASCII to ASCII and the
 * ideographic space to a space, and nothing else: 2①3, ㎡ and …… stay.
 * Key folding is for matching labels: NFKC, then radicals to the ideographs
 * they look like (Unicode's EquivalentUnifiedIdeograph), then traditional to
 * simplified characters (ICU's Traditional-Simplified), letters as they are;
 * white space, zero-width and format characters are dropped, except that
 * white space between two ASCII letters or digits becomes one space.
 * Full-width forms and CJK punctuation therefore come out in ASCII where NFKC
 * says so; in addition 【】〔〕﹝﹞［］ become [ ], ：︰ become :, and － — – ― − - become -.
 */
#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "slice.h"

/* Text folded to a key, with the way back to where each byte came from. */
struct key {
	struct slice s; /* the folded text, NUL behind it */
	/* s.n + 1 offsets into the source text; the last is its length. */
	const uint32_t *where;
};

/* Bytes that fold_nfkc writes at most. */
#define FOLD_NFKC_MAX 64

/* Width-folded text; the source itself where nothing changes. */
struct slice fold_width(struct arena *, struct slice text);

/* The matching key of a text. Bad UTF-8 bytes are dropped from the key. */
struct key fold_key(struct arena *, struct slice text);

/* The same without the way back: cheaper. */
struct slice fold_key_text(struct arena *, struct slice text);

/*
 * Characters that no eye sees: soft hyphens, zero-width spaces and joiners,
 * marks of direction, byte order marks.
 */
bool fold_is_unseen(uint32_t c);

/*
 * The text as the eye has it: without them, and with the characters that
 * radicals (U+2F00) look like. The source itself where nothing changes.
 */
struct slice fold_seen(struct arena *, struct slice text);

/*
 * The printed text less the white space that a dump put into it: white space
 * (line breaks, ideographic spaces, what is not seen too) is dropped beside a
 * Han character or CJK punctuation, and is one space elsewhere; ends trimmed.
 * No other character changes. The source itself where nothing changes.
 */
struct slice fold_clean(struct arena *, struct slice text);

/* The NFKC form of one code point in UTF-8, no NUL; its length. */
size_t fold_nfkc(uint32_t c, char to[FOLD_NFKC_MAX]);

/* One code point from UTF-8; *n is its length. Bad bytes: 0xFFFD and 1. */
uint32_t fold_decode(const char *p, size_t left, size_t *n);

/* The character that a radical (U+2F00) looks like; of others themselves. */
uint32_t fold_radical(uint32_t c);

/* True for Han ideographs (URO, extensions, compatibility, 〇々), radicals. */
bool fold_is_han(uint32_t c);

/* Display columns of a code point: 2 East Asian wide or full, 0 marks, else 1. */
int fold_columns(uint32_t c);

/* Builds the tables; call once. Returns 0, or -1 where ICU lacks its data. */
int fold_open(void);
void fold_close(void);

#endif
