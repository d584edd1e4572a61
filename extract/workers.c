/* For pipe2 and MAP_ANONYMOUS. */
#define _GNU_SOURCE
#include "workers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"

#define BUFFERS 4u /* of a worker, so that it can run ahead of its turn */
#define LANE_BYTES ((size_t)BUFFERS * ROW_BUFFER)

/* A worker as the parent sees it. */
struct lane {
	pid_t pid;
	int full;      /* tells the bytes of each buffer that is filled */
	int empty[2];  /* is told of each that is written out */
	char *buffers; /* shared with the worker */
	unsigned met;  /* buffers filled so far */
	char *p;       /* the one that is being written out */
	size_t at, n;
	bool ended;
};

/* The same as the worker sees it. */
struct filler {
	int full, empty;
	char *buffers;
	unsigned next, left; /* buffer to fill next; how many there are */
};

struct workers {
	struct record_writer *writer;
	struct lane lane[WORKERS_MAX];
	unsigned n;
	struct lane *last; /* whose work could not be copied */
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

/* Reads or writes; the bytes, 0 at the end, -1 with errno. */
static ssize_t
take(int fd, void *p, size_t n)
{
	ssize_t got;

	do
		got = read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

static ssize_t
tell(int fd, const void *p, size_t n)
{
	ssize_t put;

	do
		put = write(fd, p, n);
	while (put < 0 && errno == EINTR);
	return put;
}

/* The row_sink of a worker. */
static char *
fill_next(void *user, size_t n)
{
	struct filler *f = user;
	uint32_t bytes = (uint32_t)n;
	char done[BUFFERS];

	if (n > 0 &&
	    tell(f->full, &bytes, sizeof(bytes)) != (ssize_t)sizeof(bytes))
		return NULL;
	if (f->left == 0) {
		ssize_t got = take(f->empty, done, sizeof(done));
		if (got == 0) { /* nobody is left to complain to */
			raise(SIGPIPE);
			errno = EPIPE;
		}
		if (got <= 0)
			return NULL;
		f->left = (unsigned)got;
	}
	f->left--;
	return f->buffers + (size_t)(f->next++ % BUFFERS) * ROW_BUFFER;
}

/* The next buffer of a lane; false: the worker is gone. */
static bool
refill(struct lane *lane)
{
	uint32_t bytes;

	/* This end reads too, so that a worker that is gone does no harm. */
	if (lane->p != NULL)
		(void)!tell(lane->empty[1], "", 1);
	lane->p = NULL;
	lane->at = lane->n = 0;
	if (take(lane->full, &bytes, sizeof(bytes)) != (ssize_t)sizeof(bytes))
		return false;
	lane->p = lane->buffers + (size_t)(lane->met++ % BUFFERS) * ROW_BUFFER;
	lane->n = bytes;
	return true;
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

/* Writes out what a worker wrote for one input. */
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
		else if (c != COPIED) {
			w->last = &w->lane[i];
			return c;
		}
	}
	return ENDED;
}

/* The worker's process. */
static void
run(struct workers *w, struct worker *worker, struct filler *filler,
    void (*work)(void *, struct worker *, const struct row_sink *), void *user)
{
	struct row_sink sink = { fill_next, filler };

	for (unsigned k = 0; k <= worker->index; k++) {
		close(w->lane[k].full);
		close(w->lane[k].empty[1]);
	}
	work(user, worker, &sink);
	_exit(diag_status());
}

/* A lane's pipes and memory; the other ends are the worker's. */
static void
lay(struct lane *lane, struct filler *filler)
{
	int full[2], empty[2];

	if (pipe2(full, O_CLOEXEC) != 0 || pipe2(empty, O_CLOEXEC) != 0)
		diag_fatal(EX_OSERR, "cannot make a pipe: %s", strerror(errno));
	*lane =
	    (struct lane){ .full = full[0], .empty = { empty[0], empty[1] } };
	lane->buffers = mmap(NULL, LANE_BYTES, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (lane->buffers == MAP_FAILED)
		diag_fatal(
		    EX_OSERR, "cannot share memory: %s", strerror(errno));
	*filler =
	    (struct filler){ full[1], empty[0], lane->buffers, 0, BUFFERS };
}

static void
start(struct workers *w, unsigned i,
    void (*work)(void *, struct worker *, const struct row_sink *), void *user)
{
	struct worker worker = { .n = w->n, .index = i };
	struct lane *lane = &w->lane[i];
	struct filler filler;

	lay(lane, &filler);
	lane->pid = fork();
	if (lane->pid < 0)
		diag_fatal(
		    EX_OSERR, "cannot start a worker: %s", strerror(errno));
	if (lane->pid == 0)
		run(w, &worker, &filler, work, user);
	close(filler.full);
}

/* A signal that told a worker to end, told by others than us; 0: none did. */
static int
told_to_end(struct lane *lane)
{
	int status;

	while (waitpid(lane->pid, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	lane->pid = 0;
	if (!WIFSIGNALED(status))
		return 0;
	switch (WTERMSIG(status)) {
	case SIGHUP:
	case SIGINT:
	case SIGTERM: return WTERMSIG(status);
	default: return 0;
	}
}

/* Waits for all; those that are not done are ended. */
static void
finish(struct workers *w, bool end)
{
	for (unsigned i = 0; i < w->n; i++) {
		struct lane *lane = &w->lane[i];
		int status;
		if (end && lane->pid)
			kill(lane->pid, SIGTERM);
		close(lane->full);
		close(lane->empty[0]);
		close(lane->empty[1]);
		munmap(lane->buffers, LANE_BYTES);
		while (lane->pid && waitpid(lane->pid, &status, 0) < 0 &&
		    errno == EINTR)
			;
	}
}

int
workers_run(struct record_writer *writer, unsigned n,
    void (*work)(void *user, struct worker *, const struct row_sink *),
    void *user)
{
	struct workers w = { .writer = writer, .n = n };
	enum copied c;
	int error, told;

	for (unsigned i = 0; i < n; i++)
		start(&w, i, work, user);
	c = copy_all(&w);
	error = errno;
	told = c == DIED ? told_to_end(w.last) : 0;
	finish(&w, c != ENDED);
	if (told)
		raise(told); /* what ends a worker ends the stage */
	if (c == DIED) {
		diag(DIAG_ERROR, (struct place){ 0 },
		    "a worker ended before its work; nothing is complete");
		diag_worsen(EX_SOFTWARE);
		error = 0;
	}
	errno = error;
	return c == ENDED ? 0 : -1;
}
