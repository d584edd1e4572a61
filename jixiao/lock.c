/*
 * lock.c - one run at a time on a warehouse: flock(2) on a file beside it,
 * which the system gives back however a process ends. The stages inherit it,
 * so that a load whose parent was killed still keeps others out. The file
 * stays: unlinking a lock file lets two runs hold two locks.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"
#include "lock.h"

static _Noreturn void
held(int fd, const char *warehouse)
{
	char who[256];
	ssize_t n = pread(fd, who, sizeof who - 1, 0);
	who[n > 0 ? n : 0] = '\0';
	who[strcspn(who, "\n")] = '\0';
	diag_fatal(EX_TEMPFAIL,
	    "another run holds the warehouse %s (%s); try again when it is "
	    "done",
	    warehouse, who[0] ? who : "it has not said who it is");
}

static void
sign(int fd)
{
	char who[256], host[128] = "", when[32];
	time_t now = time(NULL);
	struct tm tm;
	gethostname(host, sizeof host - 1);
	strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
	int n = snprintf(who, sizeof who, "process %ld on %s since %s\n",
	    (long)getpid(), host, when);
	/* Only for the message of a second run: a full disk does not matter. */
	if (ftruncate(fd, 0) == 0 && pwrite(fd, who, (size_t)n, 0) != n)
		return;
}

void
lock_take(const char *warehouse)
{
	size_t n = strlen(warehouse) + sizeof ".lock";
	char *path = heap_take(n);
	snprintf(path, n, "%s.lock", warehouse);
	int fd = open(path, O_RDWR | O_CREAT, 0666);
	if (fd < 0)
		diag_fatal(EX_CANTCREAT, "cannot make the lock %s: %s", path,
		    strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			held(fd, warehouse);
		diag_fatal(
		    EX_CANTCREAT, "cannot lock %s: %s", path, strerror(errno));
	}
	sign(fd);
	free(path);
}
