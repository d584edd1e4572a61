/* sniff.h - tells by the first bytes what an input is. */
#ifndef SNIFF_H
#define SNIFF_H

#include <stdbool.h>

#include "slice.h"

enum sniff_kind {
	SNIFF_TEXT, /* nothing speaks against it */
	SNIFF_TAR,
	SNIFF_ZIP,
	SNIFF_PACKED, /* gzip, bzip2, xz or zstd: one file, or a tar */
	SNIFF_OTHER,  /* something that is not read: see rule and reason */
	SNIFF_KIND_COUNT
};

struct sniff {
	enum sniff_kind kind;
	const char *rule; /* "input.pdf", ...; for SNIFF_OTHER only */
	const char
	    *reason; /* a sentence, with the command that makes text of it */
};

enum { SNIFF_BYTES = 64 * 1024 }; /* as many of the first bytes as help */

/* What begins with these bytes, as many as there are up to SNIFF_BYTES. */
struct sniff sniff_bytes(struct slice first);

/* What the names in a zip say about it: is it an Office file? */
struct sniff_zip {
	bool content_types, word, excel, slides; /* Office Open XML */
	bool manifest, content;                  /* OpenDocument */
	bool ofd;
	bool epub;
};

/* Takes note of a member's name: Office files are known by their members. */
void sniff_zip_name(struct sniff_zip *, struct slice name);

/* SNIFF_ZIP for an archive, SNIFF_OTHER for an Office file. */
struct sniff sniff_zip_verdict(const struct sniff_zip *);

#endif
