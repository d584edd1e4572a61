/* fresh.c - a new warehouse: built beside its place, moved there when whole. */
#define _GNU_SOURCE /* F_OFD_SETLK, renameat2 */
#include "fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "heap.h"
#include "slice.h"

static char *
beside(const char *place, const char *suffix)
{
	size_t n = strlen(place) + strlen(suffix) + 1;
	char *path = heap_take(n);
	snprintf(path, n, "%s%s", place, suffix);
	return path;
}

/* The size of a file, -1 where there is none. */
static long long
size_of(const char *place, const char *suffix)
{
	struct stat st;
	char *path = beside(place, suffix);
	int found = lstat(path, &st);
	free(path);
	return found == 0 ? (long long)st.st_size : -1;
}

/* A journal without its database would be taken for the new one's. */
static bool
has_journal(const char *place)
{
	return size_of(place, "-wal") >= 0 || size_of(place, "-journal") >= 0;
}

static void
remove_file(const char *place, const char *suffix)
{
	char *path = beside(place, suffix);
	unlink(path);
	free(path);
}

/* The lock is on a byte that SQLite does not use. */
static bool
lock(int fd, int patience_ms)
{
	static const struct timespec pause = { .tv_nsec = 20000000 };
	struct flock whole = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1
	};
	while (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
		if (patience_ms <= 0)
			return false;
		nanosleep(&pause, NULL);
		patience_ms -= 20;
	}
	return true;
}

/* Whether the path still names the file: who held it moves or deletes it. */
static bool
is_named(int fd, const char *path)
{
	struct stat open, named;
	return fstat(fd, &open) == 0 && lstat(path, &named) == 0 &&
	    open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

static enum fresh_state
take(struct fresh *f, int patience_ms)
{
	for (;;) {
		f->fd = open(
		    f->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
		if (f->fd < 0)
			return FRESH_NONE;
		if (!lock(f->fd, patience_ms)) {
			close(f->fd);
			return FRESH_BUSY;
		}
		if (is_named(f->fd, f->path))
			return FRESH_OURS;
		close(f->fd);
	}
}

enum fresh_state
fresh_begin(struct fresh *f, const char *place, int patience_ms)
{
	if (!*place || strcmp(place, ":memory:") == 0 ||
	    size_of(place, "") >= 0 || has_journal(place))
		return FRESH_NONE;
	f->path = beside(place, "-new");
	enum fresh_state state = take(f, patience_ms);
	if (state != FRESH_OURS) {
		free(f->path);
		return state;
	}
	/* The load that we waited for may have made it. */
	if (size_of(place, "") >= 0 || ftruncate(f->fd, 0) != 0) {
		fresh_drop(f);
		return FRESH_NONE;
	}
	/* What a killed load left. */
	remove_file(f->path, "-wal");
	remove_file(f->path, "-shm");
	return FRESH_OURS;
}

/* Never over a file that holds something. */
static bool
move(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	int error = errno;
	/* Not every file system can look before it moves. */
	bool lame = error == EINVAL || error == ENOSYS;
	long long size = size_of(to, "");
	/* A reader that came too early leaves an empty file. */
	bool vacant = size < 0 || (size == 0 && !has_journal(to));
	if (vacant && (lame || error == EEXIST))
		return rename(from, to) == 0;
	errno = lame ? EEXIST : error;
	return false;
}

/*
 * After this the name outlasts a crash of the machine. Where it cannot be done,
 * the warehouse stands all the same.
 */
static void
keep_folder(const char *place)
{
	const char *slash = strrchr(place, '/');
	char *folder = slash
	    ? heap_copy((struct slice){ place, (size_t)(slash - place) + 1 })
	    : heap_copy(SLICE_LITERAL("."));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

bool
fresh_end(struct fresh *f, const char *place)
{
	if (size_of(f->path, "-wal") > 0 || fsync(f->fd) != 0 ||
	    !move(f->path, place)) {
		int error = errno;
		fresh_drop(f);
		errno = error;
		return false;
	}
	close(f->fd);
	free(f->path);
	keep_folder(place);
	return true;
}

void
fresh_drop(struct fresh *f)
{
	remove_file(f->path, "-wal");
	remove_file(f->path, "-shm");
	unlink(f->path);
	close(f->fd);
	free(f->path);
}
