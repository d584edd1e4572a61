/* snapshot.c - a consistent copy of the warehouse for those who only read. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"
#include "query.h"
#include "snapshot.h"

/* Copies all pages; the copy needs no WAL file to be opened. */
static int
copy(struct sqlite3 *from, struct sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	if (!backup)
		return sqlite3_errcode(to);
	sqlite3_backup_step(backup, -1);
	int rc = sqlite3_backup_finish(backup);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(
		    to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	return rc;
}

void
snapshot_write(const char *warehouse, const char *snapshot)
{
	size_t n = strlen(snapshot) + sizeof ".new";
	char *new = heap_take(n);
	snprintf(new, n, "%s.new", snapshot);
	struct sqlite3 *from = query_open(warehouse), *to = NULL;
	unlink(new);
	int rc = sqlite3_open_v2(
	    new, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
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
	diag_fatal(EX_CANTCREAT, "cannot write the snapshot %s: %s", snapshot,
	    rc == SQLITE_OK ? strerror(error) : sqlite3_errstr(rc));
}
