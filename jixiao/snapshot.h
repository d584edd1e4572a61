/* snapshot.h - a consistent copy of the warehouse for those who only read. */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

/*
 * Ends the process where the snapshot would take the place of something else:
 * with 64 of the warehouse itself, with 73 of what is not a database.
 */
void snapshot_check(const char *warehouse, const char *snapshot);

/*
 * Copies the warehouse to a file beside the snapshot and renames it, so that
 * a reader sees the old copy or the new one. Trouble ends the process with 73.
 */
void snapshot_write(const char *warehouse, const char *snapshot);

#endif
