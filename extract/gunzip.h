/*
 * gunzip.h - what gzip packed, held against its check sum: libarchive unpacks
 * it and does not look.
 */
#ifndef GUNZIP_H
#define GUNZIP_H

#include <archive.h>

struct gunzip;

/*
 * Unpacks what read gives, which is as libarchive wants it; user goes to it.
 * Ends the process where memory runs out. To be freed by gunzip_free.
 */
struct gunzip *gunzip_new(archive_read_callback *read, void *user);

/*
 * The next bytes, good until the next call: how many, 0 at the end, -1 where
 * they are damaged, cut short or not those that were packed.
 */
la_ssize_t gunzip_read(struct gunzip *, const void **bytes);

/* Why gunzip_read failed. */
const char *gunzip_error(const struct gunzip *);

void gunzip_free(struct gunzip *);

#endif
