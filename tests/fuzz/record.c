/*
 * Fuzz target: bytes to the reader of the stream. Reading in pieces of one
 * byte comes to the same end as reading at once.
 */
#define _GNU_SOURCE 1
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diag.h"
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool
count(void *user, const struct record *record)
{
	for (int i = 0; i < RECORD_FIELD_COUNT; i++)
		*(size_t *)user += record->f[i].n;
	return true;
}

static enum record_end
read_in(int fd, size_t chunk, size_t *bytes)
{
	struct record_reader reader = {
		.record = count, .user = bytes, .chunk = chunk
	};

	*bytes = 0;
	lseek(fd, 0, SEEK_SET);
	return record_read(&reader, fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	size_t at_once, in_pieces;
	int fd = memfd_create("stream", 0);

	diag_open("fuzz", true);
	if (fd < 0 || write(fd, data, n) != (ssize_t)n)
		abort();
	enum record_end end = read_in(fd, 0, &at_once);
	if (read_in(fd, 1, &in_pieces) != end)
		abort();
	if (end == RECORD_END_OK && at_once != in_pieces)
		abort();
	close(fd);
	return 0;
}
