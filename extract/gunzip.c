/*
 * gunzip.c - libarchive's filter between two counts: of what goes in, for the
 * check sum and size at its end, and of what comes out.
 */
#include "gunzip.h"

#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "heap.h"

enum { TAIL = 8, TABLES = 4 };

struct gunzip {
	struct archive *archive;
	archive_read_callback *read;
	void *user;
	uint64_t last;      /* the last eight bytes that went in */
	unsigned heads;     /* how often a head of gzip seems to stand there */
	uint32_t crc, size; /* of what came out, size modulo 2^32 */
	bool open, ended;
	const char *error;
	uint32_t table[TABLES][256];
};

/* The tables of CRC-32 for four bytes at once. */
static void
gunzip_tables(struct gunzip *g)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t c = i;

		for (int bit = 0; bit < 8; bit++)
			c = c & 1 ? c >> 1 ^ 0xEDB88320U : c >> 1;
		g->table[0][i] = c;
	}
	for (int k = 1; k < TABLES; k++)
		for (int i = 0; i < 256; i++)
			g->table[k][i] = g->table[0][g->table[k - 1][i] & 255] ^
			    g->table[k - 1][i] >> 8;
}

static void
gunzip_count_out(struct gunzip *g, const unsigned char *p, size_t n)
{
	uint32_t c = ~g->crc;
	size_t i = 0;

	for (; i + 4 <= n; i += 4) {
		c ^= (uint32_t)p[i] | (uint32_t)p[i + 1] << 8 |
		    (uint32_t)p[i + 2] << 16 | (uint32_t)p[i + 3] << 24;
		c = g->table[3][c & 255] ^ g->table[2][c >> 8 & 255] ^
		    g->table[1][c >> 16 & 255] ^ g->table[0][c >> 24];
	}
	for (; i < n; i++)
		c = g->table[0][(c ^ p[i]) & 255] ^ c >> 8;
	g->crc = ~c;
	g->size += (uint32_t)n;
}

static la_ssize_t
gunzip_on_read(struct archive *a, void *user, const void **bytes)
{
	struct gunzip *g = user;
	la_ssize_t n = g->read(a, g->user, bytes);
	const unsigned char *p = *bytes;

	for (la_ssize_t i = 0; i < n; i++) {
		g->last = g->last << 8 | p[i];
		/* Method 8, and none of the flags that there are not. */
		g->heads += (g->last & 0xFFFFFFE0U) == 0x1F8B0800U;
	}
	return n;
}

struct gunzip *
gunzip_new(archive_read_callback *read, void *user)
{
	struct gunzip *g = heap_zero(1, sizeof(*g));

	g->read = read;
	g->user = user;
	g->archive = archive_read_new();
	if (!g->archive)
		heap_exhausted();
	gunzip_tables(g);
	archive_read_support_filter_gzip(g->archive);
	archive_read_support_format_raw(g->archive);
	archive_read_support_format_empty(g->archive);
	archive_read_set_read_callback(g->archive, gunzip_on_read);
	archive_read_set_callback_data(g->archive, g);
	return g;
}

static la_ssize_t
gunzip_failed(struct gunzip *g)
{
	g->error = archive_error_string(g->archive);
	if (!g->error)
		g->error = "it cannot be unpacked";
	return -1;
}

static uint32_t
gunzip_number(uint64_t tail, int at)
{
	uint32_t number = 0;

	for (int i = 0; i < 4; i++)
		number |= (uint32_t)(tail >> (56 - 8 * (at + i)) & 255)
		    << 8 * i;
	return number;
}

/*
 * At the end: the check sum and the size. Where there are several parts, or
 * what was packed twice is unpacked in one go, these are not of all of it.
 */
static la_ssize_t
gunzip_end(struct gunzip *g)
{
	g->ended = true;
	if (g->heads != 1 || archive_filter_count(g->archive) != 2)
		return 0;
	if (gunzip_number(g->last, 0) == g->crc &&
	    gunzip_number(g->last, 4) == g->size)
		return 0;
	g->error = "its check sum is not that of its content";
	return -1;
}

/* Opens it at the first call: false where it ended or failed already. */
static int
gunzip_open(struct gunzip *g)
{
	struct archive_entry *entry;
	int status;

	g->open = true;
	status = archive_read_open1(g->archive);
	if (status >= ARCHIVE_WARN)
		status = archive_read_next_header(g->archive, &entry);
	return status;
}

la_ssize_t
gunzip_read(struct gunzip *g, const void **bytes)
{
	int status = ARCHIVE_OK;
	la_int64_t offset;
	size_t n = 0;

	if (g->error || g->ended)
		return g->error ? -1 : 0;
	if (!g->open)
		status = gunzip_open(g);
	while (status >= ARCHIVE_WARN && status != ARCHIVE_EOF && n == 0)
		status =
		    archive_read_data_block(g->archive, bytes, &n, &offset);
	if (status < ARCHIVE_WARN)
		return gunzip_failed(g);
	if (n == 0)
		return gunzip_end(g);
	gunzip_count_out(g, *bytes, n);
	return (la_ssize_t)n;
}

const char *
gunzip_error(const struct gunzip *g)
{
	return g->error;
}

void
gunzip_free(struct gunzip *g)
{
	if (!g)
		return;
	archive_read_free(g->archive);
	free(g);
}
