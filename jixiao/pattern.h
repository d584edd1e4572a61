/* pattern.h - whether a pattern can match anything in a document at all. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>

#include "charset.h"
#include "slice.h"

/*
 * False where the pattern, in the syntax of rules(5), needs a Han character
 * that is not there: then it matches no text made of those characters, however
 * they are joined. True where it may match, or is beyond this reader. Calls of
 * definitions, (?&name), must have been put in.
 */
bool pattern_may_match(struct slice pattern, const struct charset *);

#endif
