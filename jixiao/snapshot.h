/* snapshot.h - a consistent copy of the warehouse for those who only read. */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

/*
 * Copies the warehouse to a file beside the snapshot and renames it, so that
 * a reader sees the old copy or the new one. Trouble ends the process with 73.
 */
void snapshot_write(const char *warehouse, const char *snapshot);

#endif
