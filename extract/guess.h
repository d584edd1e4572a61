/* guess.h - tells the encoding of bytes that do not say it, and ruined text. */
#ifndef GUESS_H
#define GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "convert.h"
#include "scan.h"
#include "slice.h"

/*
 * The encoding that makes the most of the bytes, ENCODING_COUNT where none
 * makes sense. What the text then looks like decides; where that is not clear,
 * ICU's detector has a say. *icu, set only then: what it takes the bytes for,
 * NULL for nothing.
 */
enum encoding guess_encoding(
    struct convert *, struct slice bytes, const char **icu);

/* The same for a file's name in an archive: GB18030 or Big5. */
enum encoding guess_name_encoding(struct convert *, struct slice name);

/*
 * What ruined a text that is valid UTF-8 but was mistreated on its way: the
 * rule's name, with *reason set to a sentence; NULL where nothing did.
 */
const char *guess_ruined(
    const struct scan *, struct slice text, const char **reason);

#endif
