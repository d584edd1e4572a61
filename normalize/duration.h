/* duration.h - stretches of time: 90天, 一年半, 8天20时; ISO 8601. */
#ifndef DURATION_H
#define DURATION_H

#include <stddef.h>

#include "amount.h"

/*
 * Where the amount that ends before token `end` is a duration, takes in what follows in
 * smaller units (一小时零三十分钟) and sets v.iso. Returns the token behind it.
 */
size_t duration_read(const struct tokens *, size_t end, struct amount *);

/* Sets v.iso, and of a range v.iso_high, of a duration of one unit. */
void duration_set(struct amount *);

#endif
