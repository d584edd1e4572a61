/* For d_type, which saves a system call for each file of a folder. */
#define _DEFAULT_SOURCE
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "heap.h"
#include "workers.h"

enum {
	WALK_DEPTH = 100, /* folders inside folders; one descriptor each */
	WALK_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
};

/* A folder on the way down to the one that is read. */
struct walk_folder {
	const struct walk_folder *parent; /* NULL: named by the user */
	int fd;
	int depth;
	dev_t device;
	ino_t inode;
};

/* Names in a folder, NUL behind each, one after the other. */
struct walk_names {
	struct buffer bytes;
	const char **name; /* sorted by their bytes */
	size_t n;
};

/* Folders that were entered through a link, so that none is twice. */
struct walk_links {
	struct walk_folder *seen;
	size_t n;
	size_t capacity;
};

struct walk {
	struct reader *reader;
	struct walk_links links;
};

static void walk_folder(struct walk *, struct walk_folder *);

/* True where the next input is in the share of this worker. */
static bool
walk_turn(struct reader *r)
{
	return worker_turn(r->options.worker);
}

/* Behind each input that was this worker's turn. */
static void
walk_done(struct reader *r)
{
	if (r->options.worker != NULL && !r->stopped &&
	    !r->handler.done(r->handler.user))
		r->stopped = true;
}

static ssize_t
walk_read_fd(struct source *source, char *to, size_t n)
{
	ssize_t got;

	do
		got = read(source->fd, to, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		snprintf(source->error, sizeof(source->error), "%s",
		    strerror(errno));
	return got;
}

/* The same for what cannot be read again from its start. */
static ssize_t
walk_read_pipe(struct source *source, char *to, size_t n)
{
	int *fd = source->user;
	ssize_t got;

	source->fd = *fd;
	got = walk_read_fd(source, to, n);
	source->fd = -1;
	return got;
}

/* Reads an open file, pipe or terminal. */
static void
walk_file(struct reader *r, int fd, const struct stat *status)
{
	struct source source = { .read = walk_read_fd, .fd = fd, .size = -1 };

	if (S_ISREG(status->st_mode) && lseek(fd, 0, SEEK_CUR) == 0) {
		/* Files of /proc say that they are empty. */
		if (status->st_size > 0)
			source.size = status->st_size;
	} else {
		source.read = walk_read_pipe;
		source.user = &fd;
		source.fd = -1;
	}
	reader_read(r, &source);
}

static const char *
walk_kind(mode_t mode)
{
	if (S_ISFIFO(mode))
		return "a pipe";
	if (S_ISSOCK(mode))
		return "a socket";
	if (S_ISCHR(mode) || S_ISBLK(mode))
		return "a device";
	return "no file";
}

/* The folder among those around it, or entered by a link before? */
static bool
walk_is_loop(struct walk *w, const struct walk_folder *folder, bool link)
{
	struct walk_links *links = &w->links;

	for (const struct walk_folder *f = folder->parent; f; f = f->parent)
		if (f->inode == folder->inode && f->device == folder->device)
			return true;
	if (!link)
		return false;
	for (size_t i = 0; i < links->n; i++)
		if (links->seen[i].inode == folder->inode &&
		    links->seen[i].device == folder->device)
			return true;
	links->seen = heap_grow(
	    links->seen, &links->capacity, links->n + 1, sizeof(*links->seen));
	links->seen[links->n++] = *folder;
	return false;
}

/* What cannot be opened is a reject, unless the machine is at its limits. */
static void
walk_unopened(struct reader *r, const char *what)
{
	int error = errno;

	if (error == EMFILE || error == ENFILE || error == ENOMEM)
		diag_fatal(EX_IOERR, "%s: %s", r->path.p, strerror(error));
	reader_refuse(
	    r, "input.open", "%scannot be opened: %s", what, strerror(error));
}

/* The same, as an input of its own. */
static void
walk_refuse(struct reader *r, const char *what)
{
	int error = errno;

	if (!walk_turn(r))
		return;
	errno = error;
	walk_unopened(r, what);
	walk_done(r);
}

/* What is there but is not read. */
static void walk_pass(struct reader *r, const char *rule, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

static void
walk_pass(struct reader *r, const char *rule, const char *format, ...)
{
	char reason[200];
	va_list list;

	if (!walk_turn(r))
		return;
	va_start(list, format);
	vsnprintf(reason, sizeof(reason), format, list);
	va_end(list);
	reader_refuse(r, rule, "%s", reason);
	walk_done(r);
}

/* Enters a folder that stands in another. */
static void
walk_enter(struct walk *w, const struct walk_folder *parent, const char *name,
    bool link)
{
	struct walk_folder folder = { .parent = parent,
		.depth = parent->depth + 1 };
	struct stat status;

	if (folder.depth > WALK_DEPTH) {
		walk_pass(w->reader, "input.depth",
		    "is a folder inside %d others, and is not entered",
		    WALK_DEPTH);
		return;
	}
	folder.fd = openat(parent->fd, name, WALK_FLAGS | O_DIRECTORY);
	if (folder.fd < 0 || fstat(folder.fd, &status) < 0) {
		walk_refuse(w->reader, "the folder ");
	} else {
		folder.device = status.st_dev;
		folder.inode = status.st_ino;
		if (walk_is_loop(w, &folder, link))
			walk_pass(w->reader, "input.loop",
			    "is a link to a folder that is read already");
		else
			walk_folder(w, &folder);
	}
	if (folder.fd >= 0)
		close(folder.fd);
}

/* Reads a file of a folder, where it is this worker's turn. */
static void
walk_regular(struct reader *r, int folder, const char *name)
{
	struct stat status;
	int fd;

	if (!walk_turn(r))
		return;
	fd = openat(folder, name, WALK_FLAGS);
	if (fd < 0 || fstat(fd, &status) < 0)
		walk_unopened(r, "");
	else
		walk_file(r, fd, &status);
	if (fd >= 0)
		close(fd);
	walk_done(r);
}

/* Reads one entry of a folder; the reader's path names it. */
static void
walk_entry(struct walk *w, const struct walk_folder *parent, const char *name,
    unsigned char type)
{
	struct stat status;

	/* Opening a device or a pipe may do something: look first. */
	if (type != DT_REG && fstatat(parent->fd, name, &status, 0) < 0) {
		walk_refuse(w->reader, "");
		return;
	}
	if (type != DT_REG && S_ISDIR(status.st_mode)) {
		walk_enter(w, parent, name, type != DT_DIR);
		return;
	}
	if (type != DT_REG && !S_ISREG(status.st_mode)) {
		walk_pass(w->reader, "input.special",
		    "is %s, not a file, and is not opened",
		    walk_kind(status.st_mode));
		return;
	}
	walk_regular(w->reader, parent->fd, name);
}

static int
walk_compare(const void *a, const void *b)
{
	const char *const *p = a, *const *q = b;

	/* Behind the type, which stands in front of each name. */
	return strcmp(*p + 1, *q + 1);
}

/* All names of a folder but . and .., each with its type in front. */
static bool
walk_list(struct walk_names *names, int fd)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	struct buffer *b = &names->bytes;
	struct dirent *e;
	size_t at = 0;
	int error;

	if (!dir) {
		if (copy >= 0)
			close(copy);
		return false;
	}
	while (errno = 0, (e = readdir(dir))) {
		size_t n = strlen(e->d_name) + 1;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		b->p = heap_grow(b->p, &b->capacity, b->n + n + 1, 1);
		b->p[b->n] = (char)e->d_type;
		memcpy(b->p + b->n + 1, e->d_name, n);
		b->n += n + 1;
		names->n++;
	}
	error = errno;
	closedir(dir);
	names->name = heap_zero(names->n + 1, sizeof(*names->name));
	for (size_t i = 0; i < names->n; i++) {
		names->name[i] = b->p + at;
		at += strlen(b->p + at + 1) + 2;
	}
	qsort(names->name, names->n, sizeof(*names->name), walk_compare);
	errno = error;
	return error == 0;
}

/* Reads all of an open folder, in the byte order of names. */
static void
walk_folder(struct walk *w, struct walk_folder *folder)
{
	struct reader *r = w->reader;
	struct walk_names names = { 0 };
	const char *sep = "/";

	if (!walk_list(&names, folder->fd))
		walk_refuse(r, "the folder ");
	if (r->path.n && r->path.p[r->path.n - 1] == '/')
		sep = "";
	for (size_t i = 0; i < names.n && !r->stopped; i++) {
		const char *name = names.name[i];
		size_t length = reader_enter(r, sep, slice_of(name + 1));

		walk_entry(w, folder, name + 1, (unsigned char)name[0]);
		reader_leave(r, length);
	}
	free(names.name);
	free(names.bytes.p);
}

/*
 * What a person named must be there. Of a list that was made before, a file
 * may be gone by now: the others are read all the same.
 */
static void
walk_worsen(const struct reader *r)
{
	if (!r->listed)
		diag_worsen(EX_NOINPUT);
}

/* What the user named is not there, or may not be read. */
static void
walk_missing(struct reader *r)
{
	walk_worsen(r);
	walk_refuse(r, "");
}

/* Reads what the user named, now open. */
static void
walk_open(struct reader *r, int fd, const struct stat *status)
{
	struct walk w = { .reader = r };
	struct walk_folder top = {
		.fd = fd, .device = status->st_dev, .inode = status->st_ino
	};
	int flags;

	if (S_ISDIR(status->st_mode)) {
		walk_folder(&w, &top);
		free(w.links.seen);
		return;
	}
	/* From here on wait for whoever writes into a pipe. */
	flags = fcntl(fd, F_GETFL);
	if (flags >= 0 && S_ISFIFO(status->st_mode))
		fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	if (!walk_turn(r))
		return;
	walk_file(r, fd, status);
	walk_done(r);
}

/* Reads a file or folder that the user named. */
static void
walk_named(struct reader *r, const char *path)
{
	struct stat status;
	int fd;

	if (stat(path, &status) < 0) {
		walk_missing(r);
		return;
	}
	if (S_ISSOCK(status.st_mode) || S_ISBLK(status.st_mode)) {
		walk_worsen(r);
		walk_pass(r, "input.special", "is %s, not a file",
		    walk_kind(status.st_mode));
		return;
	}
	fd = open(path, WALK_FLAGS);
	if (fd < 0 || fstat(fd, &status) < 0)
		walk_missing(r);
	else
		walk_open(r, fd, &status);
	if (fd >= 0)
		close(fd);
}

void
walk_path(struct reader *r, const char *path)
{
	size_t length = reader_enter(r, "", slice_of(path));
	struct stat status;

	if (strcmp(path, "-") != 0)
		walk_named(r, path);
	else if (fstat(STDIN_FILENO, &status) < 0)
		walk_missing(r);
	else if (walk_turn(r)) {
		walk_file(r, STDIN_FILENO, &status);
		walk_done(r);
	}
	reader_leave(r, length);
}
