/*
 * Fuzz target: bytes as a stream into a warehouse in memory. Whatever they
 * say, the rows are written, settled and checked, and every key has its row.
 */
#define _GNU_SOURCE 1
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"
#include "diag.h"
#include "fold.h"
#include "gather.h"
#include "settle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct warehouse w;
static struct gather g;
static struct checks *checks;

/* Once: the rules are read for longer than an input is. */
static void
open_all(void)
{
	diag_open("fuzz", true);
	if (fold_open() != 0)
		abort();
	checks = checks_open("rules/load");
	warehouse_open(&w, ":memory:", "rules/load");
	gather_open(&g, &w, "");
}

/* A stream that ends early is settled, too: only load refuses it. */
static void
load(int fd)
{
	struct record_reader reader = { .record = gather_record, .user = &g };

	record_read(&reader, fd);
	gather_flush(&g);
	settle_run(&w);
	checks_run(checks, &w, g.run.run_id);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	int fd = memfd_create("stream", 0);

	if (!checks)
		open_all();
	if (fd < 0 || write(fd, data, n) != (ssize_t)n || lseek(fd, 0, 0) != 0)
		abort();
	warehouse_run(&w, "SAVEPOINT fuzz");
	load(fd);
	warehouse_run(&w, "ROLLBACK TO fuzz; RELEASE fuzz");
	close(fd);
	return 0;
}
