/* hash.c - what tells a changed document from the same one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hash.h"

/* Adds a file's bytes. False where they cannot be read to the end. */
static bool
add_file(struct sha256 *hash, const char *path)
{
	static char buffer[1 << 17];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false;
	ssize_t n;
	/* A short read is the end of a file: one call for a small document. */
	do {
		n = read(fd, buffer, sizeof buffer);
		if (n > 0)
			sha256_add(hash, buffer, (size_t)n);
	} while (n == sizeof buffer || (n < 0 && errno == EINTR));
	int error = errno;
	close(fd);
	errno = error;
	return n >= 0;
}

bool
hash_file(const char *path, char hex[SHA256_HEX])
{
	/* One for all files: making one costs more than a small document. */
	static struct sha256 *hash;
	if (!hash)
		hash = sha256_new();
	bool read = add_file(hash, path);
	sha256_end(hash, hex);
	return read;
}
