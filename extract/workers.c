/* For F_SETPIPE_SZ. */
#define _GNU_SOURCE
#include "workers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"

#define PIPE_BYTES (1 << 20) /* so that a worker can run ahead of its turn */
#define LANE_BYTES ((size_t)256 << 10)

/* A worker as the parent sees it. */
struct lane {
	pid_t pid;
	int fd;
	char *p;
	size_t at, n;
	bool ended;
};

struct workers {
	struct record_writer *writer;
	struct lane lane[WORKERS_MAX];
	unsigned n;
};

bool
worker_turn(struct worker *w)
{
	return w == NULL || w->met++ % w->n == w->index;
}

static int
mark(struct record_writer *writer, const char *word, unsigned long long number)
{
	char text[64];
	int n = snprintf(text, sizeof(text), "%c%s %llu\n", '\0', word, number);

	return record_write_raw(writer, (struct slice){ text, (size_t)n }, 0);
}

int
worker_done(struct record_writer *writer)
{
	return mark(writer, "records", record_written(writer));
}

int
worker_end(struct record_writer *writer, int status)
{
	if (mark(writer, "end", (unsigned long long)status) != 0)
		return -1;
	return record_flush(writer);
}

/* More bytes of a lane; false: the worker is gone. */
static bool
refill(struct lane *lane)
{
	ssize_t n;

	do
		n = read(lane->fd, lane->p, LANE_BYTES);
	while (n < 0 && errno == EINTR);
	lane->at = 0;
	lane->n = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* Reads a mark's words behind its NUL, up to the end of its line. */
static bool
read_mark(struct lane *lane, char *text, size_t size)
{
	size_t n = 0;

	for (;;) {
		if (lane->at == lane->n && !refill(lane))
			return false;
		if (lane->p[lane->at] == '\n')
			break;
		if (n + 1 < size)
			text[n++] = lane->p[lane->at];
		lane->at++;
	}
	lane->at++;
	text[n] = '\0';
	return true;
}

enum copied { COPIED, ENDED, DIED, FAILED };

/* The number behind a mark's word; false: it is another word. */
static bool
number_behind(const char *word, const char *text, unsigned long long *number)
{
	size_t n = strlen(word);
	char *end;

	if (strncmp(text, word, n) != 0)
		return false;
	*number = strtoull(text + n, &end, 10);
	return end != text + n && *end == '\0';
}

static enum copied
take_mark(struct workers *w, struct lane *lane, unsigned long long *before)
{
	char text[64];
	unsigned long long number;

	if (!read_mark(lane, text, sizeof(text)))
		return DIED;
	if (number_behind("end ", text, &number)) {
		diag_worsen((int)number);
		lane->ended = true;
		return ENDED;
	}
	if (!number_behind("records ", text, &number) || number < *before)
		return DIED;
	if (record_write_raw(w->writer, SLICE_NULL, number - *before) != 0)
		return FAILED;
	*before = number;
	return COPIED;
}

/* Copies what a worker wrote for one input. */
static enum copied
copy_one(struct workers *w, struct lane *lane, unsigned long long *before)
{
	for (;;) {
		const char *end;
		size_t n;
		if (lane->at == lane->n && !refill(lane))
			return DIED;
		end = memchr(lane->p + lane->at, '\0', lane->n - lane->at);
		n = end ? (size_t)(end - lane->p) - lane->at
			: lane->n - lane->at;
		if (record_write_raw(w->writer,
			(struct slice){ lane->p + lane->at, n }, 0) != 0)
			return FAILED;
		lane->at += n;
		if (end == NULL)
			continue;
		lane->at++;
		return take_mark(w, lane, before);
	}
}

/* All workers' inputs in turn, until each has ended. */
static enum copied
copy_all(struct workers *w)
{
	unsigned long long before[WORKERS_MAX] = { 0 };
	unsigned ended = 0;

	for (unsigned i = 0; ended < w->n; i = (i + 1) % w->n) {
		enum copied c;
		if (w->lane[i].ended)
			continue;
		c = copy_one(w, &w->lane[i], &before[i]);
		if (c == ENDED)
			ended++;
		else if (c != COPIED)
			return c;
	}
	return ENDED;
}

static void
start(struct workers *w, unsigned i, void (*work)(void *, struct worker *, int),
    void *user)
{
	struct worker worker = { .n = w->n, .index = i };
	int fd[2];

	if (pipe2(fd, O_CLOEXEC) != 0)
		diag_fatal(EX_OSERR, "cannot make a pipe: %s", strerror(errno));
	fcntl(fd[1], F_SETPIPE_SZ, PIPE_BYTES);
	w->lane[i].pid = fork();
	if (w->lane[i].pid < 0)
		diag_fatal(
		    EX_OSERR, "cannot start a worker: %s", strerror(errno));
	if (w->lane[i].pid == 0) {
		close(fd[0]);
		for (unsigned k = 0; k < i; k++)
			close(w->lane[k].fd);
		work(user, &worker, fd[1]);
		_exit(diag_status());
	}
	close(fd[1]);
	w->lane[i].fd = fd[0];
	w->lane[i].p = heap_take(LANE_BYTES);
}

/* Waits for all; those that are not done are ended. */
static void
finish(struct workers *w, bool end)
{
	for (unsigned i = 0; i < w->n; i++) {
		int status;
		if (end)
			kill(w->lane[i].pid, SIGTERM);
		close(w->lane[i].fd);
		free(w->lane[i].p);
		while (
		    waitpid(w->lane[i].pid, &status, 0) < 0 && errno == EINTR)
			;
	}
}

int
workers_run(struct record_writer *writer, unsigned n,
    void (*work)(void *user, struct worker *, int fd), void *user)
{
	struct workers w = { .writer = writer, .n = n };
	enum copied c;
	int error;

	for (unsigned i = 0; i < n; i++)
		start(&w, i, work, user);
	c = copy_all(&w);
	error = errno;
	finish(&w, c != ENDED);
	if (c == DIED) {
		diag(DIAG_ERROR, (struct place){ 0 },
		    "a worker ended before its work; nothing is complete");
		diag_worsen(EX_SOFTWARE);
		error = 0;
	}
	errno = error;
	return c == ENDED ? 0 : -1;
}
