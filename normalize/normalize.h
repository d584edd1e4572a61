/* normalize.h - the stage: records in, the same records with values out. */
#ifndef NORMALIZE_H
#define NORMALIZE_H

#include "options.h"

/* Does what the options say, from fd to fd. Returns the exit status. */
int normalize_run(const struct options *, int in, int out);

#endif
