/* normalize.h - the stage: records in, the same records with values out. */
#ifndef NORMALIZE_H
#define NORMALIZE_H

#include "settings.h"

#define NORMALIZE_VERSION "0.1.0"

/* Does what the settings say, from fd to fd. Returns the exit status. */
int normalize_run(const struct settings *, int in, int out);

#endif
