/* files.h - which files stand under the paths that a person named. */
#ifndef FILES_H
#define FILES_H

#include <stdbool.h>
#include <stddef.h>

struct file {
	char *path;
	long long bytes;    /* -1: cannot be read, see the message of extract */
	long long mtime_ns; /* since 1970 */
};

struct file_id; /* what a file is, whatever its name */

/* All zero is an empty walk. */
struct files {
	struct file *file; /* in byte order of names, folder by folder */
	size_t n, capacity;
	long long bytes; /* of all */
	struct file_id *own;
	size_t own_n, own_capacity;
};

/* Leaves a file out of the walk, by whatever name: the warehouse itself. */
void files_leave_out(struct files *, const char *path);

/*
 * Adds a file, or all files under a folder; symbolic links are followed but
 * not into a folder that the walk is inside of. What is neither file nor
 * folder is left out. False, with errno, where the path itself is not there.
 */
bool files_walk(struct files *, const char *path);

/* Drops what was found before by the same path. */
void files_once(struct files *);

void files_free(struct files *);

/* A copy of a path without slashes at its end and "./" at its start. */
char *files_clean(const char *path);

/*
 * The path as the stream names it: UTF-8, each byte that is not written \xNN.
 * The caller frees it.
 */
char *files_name(const char *path);

#endif
