/* file.h - files without a name: what a reader reads, what a writer wrote. */
#ifndef FILE_H
#define FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "slice.h"

/* A file of these bytes, at its start; the caller closes it. */
__attribute__((unused)) static int
file_of(struct slice s)
{
	FILE *f = tmpfile();
	int fd;

	if (!f)
		exit(74);
	fd = dup(fileno(f));
	fclose(f);
	if (fd < 0 || write(fd, s.p ? s.p : "", s.n) != (ssize_t)s.n)
		exit(74);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Its first bytes, at most size; returns how many. */
__attribute__((unused)) static size_t
file_read(int fd, char *to, size_t size)
{
	size_t n = 0;
	ssize_t part;

	lseek(fd, 0, SEEK_SET);
	while (n < size && (part = read(fd, to + n, size - n)) > 0)
		n += (size_t)part;
	return n;
}

#endif
