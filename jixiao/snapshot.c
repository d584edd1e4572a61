/* snapshot.c - a consistent copy of the warehouse for those who only read. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"
#include "options.h"
#include "query.h"
#include "snapshot.h"

/* Copies all pages; the copy needs no WAL file to be opened. */
static int
copy(struct sqlite3 *from, struct sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	if (!backup)
		return sqlite3_errcode(to);
	/* To be kept from reading is no error to the one that finishes. */
	int step = sqlite3_backup_step(backup, -1);
	int rc = sqlite3_backup_finish(backup);
	if (rc == SQLITE_OK && step != SQLITE_DONE)
		rc = step;
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(
		    to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	return rc;
}

void
snapshot_check(const char *warehouse, const char *snapshot)
{
	static const char magic[] = "SQLite format 3";
	char head[sizeof magic];
	struct stat old, own;
	if (stat(snapshot, &old) != 0)
		return;
	if (stat(warehouse, &own) == 0 && own.st_ino == old.st_ino &&
	    own.st_dev == old.st_dev)
		options_wrong("the snapshot would be the warehouse itself");
	FILE *f = fopen(snapshot, "re");
	size_t n = f ? fread(head, 1, sizeof head, f) : 0;
	if (f)
		fclose(f);
	if (!S_ISREG(old.st_mode) ||
	    (old.st_size > 0 &&
		(n < sizeof head || memcmp(head, magic, sizeof magic) != 0)))
		diag_fatal(EX_CANTCREAT,
		    "%s is no snapshot: it is left as it is", snapshot);
}

/*
 * An empty file beside the snapshot that nobody else has, so that neither a
 * file nor a link that stands there is written to; NULL, with errno, where it
 * cannot be made. The caller frees its name.
 */
static char *
make_beside(const char *snapshot)
{
	size_t n = strlen(snapshot) + sizeof ".XXXXXX";
	char *name = heap_take(n);
	snprintf(name, n, "%s.XXXXXX", snapshot);
	mode_t mask = umask(0);
	umask(mask);
	int fd = mkstemp(name);
	if (fd < 0) {
		free(name);
		return NULL;
	}
	fchmod(fd, 0666 & ~mask); /* for those who read it */
	close(fd);
	return name;
}

void
snapshot_write(const char *warehouse, const char *snapshot)
{
	struct sqlite3 *from = query_open(warehouse), *to = NULL;
	char *new = make_beside(snapshot);
	if (!new)
		diag_fatal(EX_CANTCREAT, "cannot write the snapshot %s: %s",
		    snapshot, strerror(errno));
	int rc = sqlite3_open_v2(new, &to, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		rc = copy(from, to);
	sqlite3_close(to);
	sqlite3_close(from);
	if (rc == SQLITE_OK && rename(new, snapshot) == 0) {
		free(new);
		return;
	}
	int error = errno;
	unlink(new);
	free(new);
	diag_fatal(EX_CANTCREAT, "cannot write the snapshot %s: %s", snapshot,
	    rc == SQLITE_OK ? strerror(error) : sqlite3_errstr(rc));
}
