/* hash.c - what tells a changed document from the same one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "hash.h"
#include "heap.h"

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

/* Files of the rules folder that do not change what is read from a document. */
static bool
is_beside(const char *name)
{
	static const char *const beside[] = { "/load/schema/",
		"/load/views.sql" };
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		if (strncmp(name, beside[i], strlen(beside[i])) == 0)
			return true;
	return false;
}

static void
add_folder(struct sha256 *hash, const char *rules, const char *name)
{
	struct files files = { 0 };
	size_t n = strlen(rules) + strlen(name) + 2;
	char *path = heap_take(n);
	snprintf(path, n, "%s/%s", rules, name);
	files_walk(&files, path);
	for (size_t i = 0; i < files.n; i++) {
		/* Seen from the folder: moving it changes no rule. */
		const char *file = files.file[i].path + strlen(rules);
		if (is_beside(file))
			continue;
		sha256_add(hash, file, strlen(file) + 1);
		add_file(hash, files.file[i].path);
	}
	files_free(&files);
	free(path);
}

void
hash_of_reading(const char *rules, char hex[SHA256_HEX])
{
	struct sha256 *hash = sha256_new();
	add_folder(hash, rules, "extract");
	add_folder(hash, rules, "normalize");
	add_folder(hash, rules, "load");
	sha256_end(hash, hex);
	sha256_free(hash);
}
