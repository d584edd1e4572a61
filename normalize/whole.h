/* whole.h - whole and decimal numbers, without sign and fraction. */
#ifndef WHOLE_H
#define WHOLE_H

#include <stdbool.h>
#include <stddef.h>

#include "numeral.h"
#include "token.h"

/*
 * Reads the number that begins with token i into *n, which is cleared: n->low,
 * or with upper, of a range, n->high. Returns the token behind it, i if there
 * is none; n->broken is set where points make it no number (1.2.3).
 */
size_t whole_read(
    const struct tokens *, size_t i, bool upper, struct numeral *n);

#endif
