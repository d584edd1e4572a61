/* examples.h - the examples in the rules: texts and what is read in them. */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "rules.h"
#include "values.h"
#include "words.h"

/*
 * Writes all values as `kind op value unit`, joined by `; ` and a range's ends
 * by `..`: `money <= 500 元/件`; `nothing` for none. The text is in the arena.
 */
struct slice examples_describe(struct arena *, struct values);

/*
 * Reads the text of each [example] line `reads TEXT => VALUES` and reports
 * where something else is read. Returns how many failed.
 */
size_t examples_check(const struct rules *, const struct words *);

#endif
