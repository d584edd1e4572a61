/* extract.h - the stage: documents in, the stream of records out. */
#ifndef EXTRACT_H
#define EXTRACT_H

#include "options.h"

/* Runs the stage; the stream goes to fd. Returns the exit status. */
int extract_run(const struct options *, int fd);

#endif
