/*
 * lock.c - one run at a time on a warehouse: a lock on a file beside it that
 * belongs to the open file, so the stages inherit it and a load whose parent
 * was killed still keeps others out; the system gives it back however they
 * end. The file stays: to unlink it would let two runs hold two locks.
 */
#define _GNU_SOURCE /* F_OFD_SETLK */
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"

static char *
lock_path(const char *warehouse)
{
	size_t n = strlen(warehouse) + sizeof ".lock";
	char *path = heap_take(n);
	snprintf(path, n, "%s.lock", warehouse);
	return path;
}

static void
read_who(int fd, char *who, size_t n)
{
	ssize_t got = pread(fd, who, n - 1, 0);
	who[got > 0 ? got : 0] = '\0';
	who[strcspn(who, "\n")] = '\0';
}

/* Only for the message of a second run: a full disk does not matter. */
static void
write_who(int fd)
{
	char who[256], host[128] = "", when[32];
	time_t now = time(NULL);
	struct tm tm;
	gethostname(host, sizeof host - 1);
	strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
	int n = snprintf(who, sizeof who, "process %ld on %s since %s\n",
	    (long)getpid(), host, when);
	if (ftruncate(fd, 0) == 0 && pwrite(fd, who, (size_t)n, 0) != n)
		return;
}

void
lock_take(const char *warehouse)
{
	char *path = lock_path(warehouse);
	/* Inherited on purpose. */
	int fd = open(path, O_RDWR | O_CREAT, 0666);
	if (fd < 0)
		diag_fatal(EX_CANTCREAT, "cannot make the lock %s: %s", path,
		    strerror(errno));
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	if (fcntl(fd, F_OFD_SETLK, &lock) != 0) {
		char who[256];
		if (errno != EAGAIN && errno != EACCES)
			diag_fatal(EX_CANTCREAT, "cannot lock %s: %s", path,
			    strerror(errno));
		read_who(fd, who, sizeof who);
		diag_fatal(EX_TEMPFAIL,
		    "another run holds the warehouse %s (%s); try again when "
		    "it is done",
		    warehouse, who[0] ? who : "it has not said who it is");
	}
	write_who(fd);
	free(path);
}

bool
lock_held(const char *warehouse, char *who, size_t n)
{
	char *path = lock_path(warehouse);
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	free(path);
	if (fd < 0)
		return false;
	bool held =
	    fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
	read_who(fd, who, n);
	close(fd);
	return held;
}
