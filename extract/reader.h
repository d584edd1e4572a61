/*
 * reader.h - one input from its first byte to the handler: reads it, tells what
 * it is, and hands on a document, a reject, or what an archive holds.
 */
#ifndef READER_H
#define READER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "decode.h"
#include "input.h"

/* Where the bytes of an input come from. */
struct source {
	/* Up to n > 0 bytes; 0 at the end; -1 on failure, error set. */
	ssize_t (*read)(struct source *, char *to, size_t n);
	void *user;
	int fd; /* a file that can be read again from its start, or -1 */
	long long size; /* bytes, -1: not known */
	int depth;      /* archives around it */
	const char
	    *rule; /* of the reject that error becomes; NULL: input.read */
	char error[300];
};

/* Bytes that grow and are used again. */
struct buffer {
	char *p;
	size_t n;
	size_t capacity;
};

/* Archives may be READER_DEPTH deep at most, whatever the options say. */
enum { READER_DEPTH = 16 };

struct reader {
	struct input_options options;
	struct input_handler handler;
	struct arena *arena;
	struct decoder *decoder;
	struct sha256 *sha256;
	struct buffer path;                    /* of the input at hand, UTF-8 */
	struct buffer bytes[READER_DEPTH + 1]; /* by depth of archives */
	bool stopped;                          /* a handler returned false */
	bool listed; /* paths come from a list: one that is gone is a reject */

	/* The outermost archive: bytes read of it, and unpacked at any depth. */
	unsigned long long packed;
	unsigned long long unpacked;
	bool bomb; /* it goes beyond what the options allow: stop */
};

/* The options and the handler must outlive the reader. */
void reader_open(struct reader *, const struct input_options *,
    const struct input_handler *);
void reader_close(struct reader *);

/*
 * Puts a name behind the path, with sep between; bytes that are not UTF-8 are
 * written as \xNN. Returns the length to give to reader_leave.
 */
size_t reader_enter(struct reader *, const char *sep, struct slice name);
void reader_leave(struct reader *, size_t length);

/*
 * Reads until the buffer of the source's depth holds want bytes, or to the end.
 * Returns false on failure, the source's error set.
 */
bool reader_fill(struct reader *, struct source *, size_t want);

/* Reads the source to its end; the path names it. Does not close it. */
void reader_read(struct reader *, struct source *);

/*
 * Says what is wrong with the input of the path, as a message and a reject.
 * bytes: those that were read, all of them where whole is true.
 */
void reader_reject(struct reader *, const char *rule, const char *reason,
    struct slice bytes, bool whole);

/* A reject without bytes; takes printf's arguments. */
void reader_refuse(struct reader *, const char *rule, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
