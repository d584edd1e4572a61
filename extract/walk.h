/* walk.h - files and folders: what to open, in which order, and what not. */
#ifndef WALK_H
#define WALK_H

#include "reader.h"

/* Reads a file or all of a folder that the user named, or "-". */
void walk_path(struct reader *, const char *path);

#endif
