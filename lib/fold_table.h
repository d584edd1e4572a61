/* fold_table.h - what each character folds to; lib/fold*.c only. */
#ifndef FOLD_TABLE_H
#define FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum {
	FOLD_KNOWN = 1, /* the entry is filled */
	FOLD_WHITE = 2, /* white space: Unicode's White_Space */
	FOLD_ZERO = 4,  /* white space of no width */
	FOLD_CJK = 8,   /* Han, CJK punctuation: no spaces beside it */
	FOLD_LONG = 16  /* more than 6 bytes: they stand elsewhere */
};

enum { FOLD_SHORT = 6 }; /* bytes of a form that stand in its entry */

struct fold_entry {
	unsigned char flags;
	unsigned char n; /* bytes of the key form; 0: dropped */
	union {
		char bytes[FOLD_SHORT];
		unsigned char at[4]; /* FOLD_LONG: where in the pool */
	};
};

enum { FOLD_PAGE = 256 }; /* code points */

/* What is known so far; NULL: nothing of the page has been seen. */
extern struct fold_entry *fold_pages[0x110000 / FOLD_PAGE];

/* Fills the entry of a code point through ICU. */
const struct fold_entry *fold_fill(uint32_t c);

/* The entry of a code point. */
static inline const struct fold_entry *
fold_entry(uint32_t c)
{
	const struct fold_entry *page = fold_pages[c / FOLD_PAGE];

	if (page && page[c % FOLD_PAGE].flags & FOLD_KNOWN)
		return &page[c % FOLD_PAGE];
	return fold_fill(c);
}

/* The key form of an entry, e->n bytes. */
const char *fold_entry_bytes(const struct fold_entry *e);

#endif
