/* charset.h - the characters that stand in a document. */
#ifndef CHARSET_H
#define CHARSET_H

#include <stdbool.h>
#include <stdint.h>

#include "slice.h"

/* Characters as printed and as they are folded. */
struct charset;

/* An empty one. fold_open() must have been called. */
struct charset *charset_new(void);
void charset_free(struct charset *); /* accepts NULL */

/*
 * Makes it the characters of a file and of its name. False where they cannot be
 * told without reading the file as extract does: it is no plain UTF-8 text, or
 * has character references (&#24180;), or cannot be read.
 */
bool charset_read(struct charset *, const char *path);

/* Adds the characters of a text, and what each is folded to. */
void charset_add(struct charset *, struct slice text);

bool charset_has(const struct charset *, uint32_t c);

#endif
