/* plain.h - plain decimals of the stream to what the warehouse keeps. */
#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>

#include "slice.h"

/* A whole number of 0 to 18 digits' worth. False: NULL or no such number. */
bool plain_count(struct slice text, long long *number);

/*
 * Decimal yuan to fen, exact; half a fen is rounded away from 0, and *rounded
 * tells. False: no decimal, or 1e13 yuan or more.
 */
bool plain_fen(struct slice yuan, long long *fen, bool *rounded);

/* The double nearest to a decimal. False: no decimal. */
bool plain_double(struct slice text, double *number);

#endif
