/* document.h - one input document: its bytes decoded, its lines, its places. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "diag.h"
#include "slice.h"

/* What became of a line; each non-blank line is in exactly one class. */
enum line_class {
	LINE_UNCLAIMED,
	LINE_BLANK,
	LINE_VALUE,      /* a figure, name or text of a record stands on it */
	LINE_STRUCTURAL, /* a header, label or empty row of a form */
	LINE_DISCARDED,  /* a discard rule, or prose that states no figure */
	LINE_BAD,        /* could not be decoded or read */
	LINE_CLASS_COUNT
};

/* Text of a form that no rule could read, on a line that others claim. */
struct document_rest {
	struct slice s; /* in doc->text */
	struct document_rest *next;
};

struct document {
	const char *path;    /* as named in the stream; archive!member */
	struct arena *arena; /* lives as long as the document */
	struct slice
	    text; /* UTF-8, without byte-order mark, valid throughout */
	/*
	 * What text was before tags or bars were taken out of it, byte for byte
	 * in the same places; NULL: it is as it was printed.
	 */
	const char *printed;
	size_t *line_start;   /* line_n + 1 offsets into text (last: text.n) */
	size_t line_n;        /* lines end at LF, CRLF, CR, FF, NEL, LS or PS */
	uint8_t *line_class;  /* enum line_class, per line */
	char sha256[65];      /* of the original bytes, hex */
	size_t bytes;         /* of the original */
	const char *encoding; /* "UTF-8", "GB18030", "Big5", "UTF-16LE", ... */
	/*
	 * Offset of each line's first byte in the original; NULL where text is
	 * the original but for `skipped` bytes (a mark) in front.
	 */
	const size_t *source_start;
	size_t skipped;
	struct slice source; /* the original bytes */
	/* How it was decoded, needed where source_start is not NULL: decode.h. */
	struct decoder *decoder;
	const struct decode_mark *mark;
	size_t mark_n;
	/* The place told last, so that places in order cost no rereading. */
	struct document_memory *memory;
	/* In the order they were left. */
	struct document_rest *rest, *rest_last;
};

/*
 * Finds the lines of doc->text, which with doc->arena must be set, and sets
 * line_start, line_n and line_class (blank or unclaimed) in the arena.
 */
void document_index(struct document *doc);

/* The same from a scan of doc->text that was made already. */
struct scan;
void document_use_scan(struct document *doc, const struct scan *);

/*
 * Puts a text of as many bytes in place of doc->text, what stands at each place
 * being meant for what was printed there. It must live as long as the document.
 */
void document_replace(struct document *, const char *text);

/* The line (0-based) that a pointer into doc->text stands on. O(log n). */
size_t document_line(const struct document *, const char *at);

/* The line's text without its line end. */
struct slice document_line_text(const struct document *, size_t line);

/* Line ends of any kind in a part of a text: LF, CRLF, CR, FF, NEL, LS, PS. */
size_t document_line_ends(struct slice);

/* Where a pointer into doc->text stands in the original. */
struct place document_place(const struct document *, const char *at);

/*
 * Puts the lines that s (a slice of doc->text) touches into a class. A line
 * moves only to a higher claim: VALUE > STRUCTURAL > DISCARDED > UNCLAIMED;
 * blank and bad lines stay. Slices outside doc->text are ignored.
 */
void document_claim(struct document *, struct slice s, enum line_class);

/*
 * Keeps a slice of doc->text as one that was left unread; joined to the last
 * where nothing but a space stands between them.
 */
void document_leave(struct document *, struct slice s);

#endif
