/* walk.h - which files stand under the paths that a person named. */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>
#include <stddef.h>

struct walk_entry {
	char *path;
	long long bytes;    /* -1: cannot be read, see the message of extract */
	long long mtime_ns; /* since 1970 */
};

/* All zero is an empty walk. */
struct walk {
	struct walk_entry *entry; /* in byte order of names, folder by folder */
	size_t n, capacity;
	long long bytes; /* of all */
};

/*
 * Adds a file, or all files under a folder; symbolic links are followed but
 * not into a folder that the walk is inside of. What is neither file nor
 * folder is left out. False, with errno, where the path itself is not there.
 */
bool walk_path(struct walk *, const char *path);

void walk_free(struct walk *);

/* A copy of a path without slashes at its end and "./" at its start. */
char *walk_clean(const char *path);

/*
 * The path as the stream names it: UTF-8, each byte that is not written \xNN.
 * The caller frees it.
 */
char *walk_name(const char *path);

#endif
