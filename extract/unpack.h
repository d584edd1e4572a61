/* unpack.h - archives, through libarchive, as streams; nothing goes to disk. */
#ifndef UNPACK_H
#define UNPACK_H

#include "reader.h"
#include "sniff.h"

/*
 * Reads what an archive holds, member by member. The first bytes of the source
 * are in the reader's buffer of its depth. Returns false where the source
 * failed, its error set; all else is told to the handler.
 */
bool unpack_read(struct reader *, struct source *, enum sniff_kind);

#endif
