/* input.h - finds documents in paths, folders and archives, and decodes them. */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "document.h"

struct worker; /* workers.h */

struct input_options {
	const char *encoding; /* force this encoding; NULL: tell by itself */
	size_t
	    document_max; /* bytes of one document; larger ones are rejected */
	size_t
	    line_max; /* bytes of one line; a longer one rejects the document */
	int archive_depth; /* archives inside archives */
	size_t
	    archive_ratio; /* unpacked bytes per packed byte before it is a bomb */
	size_t archive_max;    /* unpacked bytes of one archive */
	struct worker *worker; /* reads only its share; NULL: all */
};

/* clang-format off */
#define INPUT_DEFAULTS { \
	.document_max = (size_t)8 << 20, \
	.line_max = (size_t)1 << 20, \
	.archive_depth = 4, \
	.archive_ratio = 1000, \
	.archive_max = (size_t)64 << 30 }
/* clang-format on */

/* What is wrong with an input that cannot be read, or part of it. */
struct input_reject {
	const char *path;
	size_t line; /* 0: the whole input */
	size_t column;
	size_t byte;
	const char
	    *rule; /* "input.empty", "input.pdf", "input.encoding", ... */
	const char
	    *reason; /* one sentence for a person, with what to do about it */
	struct slice text; /* the passage, at most 200 bytes; may be empty */
	char sha256[65];   /* "" where it could not be read */
	size_t bytes;
};

struct input_handler {
	/*
	 * Each document that can be read, in order. The arena is reset after
	 * the call. Returns false to stop (the output failed).
	 */
	bool (*document)(void *user, struct document *);
	/*
	 * Each input that cannot be used (line == 0), or a bad part of a document
	 * that is otherwise read (line > 0; comes before its document call).
	 */
	bool (*reject)(void *user, const struct input_reject *);
	/* Each input of a worker's share is done. Called where there is one. */
	bool (*done)(void *user);
	void *user;
};

/*
 * Reads one PATH: a file, a folder (walked in byte order of names), an archive
 * or "-" (one document on standard input). Returns 0, or -1 where a handler
 * returned false. An input that cannot be opened gives a message, a reject and
 * diag_worsen(EX_NOINPUT) only when it was named by the user; inside a folder
 * or archive it is a reject of class bad (diag_worsen(1)).
 */
int input_read(const struct input_options *, const struct input_handler *,
    const char *path);

/* The same for each line of a list of paths; file "-" is standard input. */
int input_read_list(const struct input_options *, const struct input_handler *,
    const char *file);

/* True for the name of an encoding that input_options.encoding can force. */
bool input_knows_encoding(const char *name);

#endif
