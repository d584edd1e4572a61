/* files.c - which files stand under the paths that a person named. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "heap.h"
#include "utf8.h"

/* The folders that the walk is inside of, to tell a loop of links. */
struct inside {
	dev_t device;
	ino_t file;
	const struct inside *outer;
};

struct file_id {
	dev_t device;
	ino_t file;
};

struct names {
	char **name;
	size_t n, capacity;
};

static void
add(struct files *w, const char *path, const struct stat *st)
{
	w->file = heap_grow(w->file, &w->capacity, w->n + 1, sizeof *w->file);
	struct file *e = &w->file[w->n++];
	*e = (struct file){ heap_copy(slice_of(path)), -1, 0 };
	if (!st)
		return;
	e->bytes = st->st_size;
	e->mtime_ns =
	    (long long)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
	w->bytes += st->st_size;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted. False where it cannot be read. */
static bool
list(const char *path, struct names *names)
{
	DIR *dir = opendir(path);
	if (!dir)
		return false;
	struct dirent *d;
	while ((d = readdir(dir))) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		names->name = heap_grow(names->name, &names->capacity,
		    names->n + 1, sizeof *names->name);
		names->name[names->n++] = heap_copy(slice_of(d->d_name));
	}
	closedir(dir);
	if (names->n)
		qsort(names->name, names->n, sizeof *names->name, by_name);
	return true;
}

static bool
is_inside(const struct inside *inside, const struct stat *st)
{
	for (; inside; inside = inside->outer)
		if (inside->device == st->st_dev && inside->file == st->st_ino)
			return true;
	return false;
}

void
files_leave_out(struct files *w, const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return;
	w->own =
	    heap_grow(w->own, &w->own_capacity, w->own_n + 1, sizeof *w->own);
	w->own[w->own_n++] = (struct file_id){ st.st_dev, st.st_ino };
}

static bool
is_own(const struct files *w, const struct stat *st)
{
	for (size_t i = 0; i < w->own_n; i++)
		if (w->own[i].device == st->st_dev &&
		    w->own[i].file == st->st_ino)
			return true;
	return false;
}

static void visit(struct files *, const char *path, const struct inside *);

/* Its depth is bounded by the length that the system allows a path. */
static void
visit_folder(struct files *w, const char *path, const struct stat *st,
    const struct inside *outer)
{
	struct inside here = { st->st_dev, st->st_ino, outer };
	struct names names = { 0 };
	if (is_inside(outer, st))
		return;
	if (!list(path, &names))
		add(w, path, NULL);
	size_t folder = strlen(path);
	const char *slash = folder && path[folder - 1] == '/' ? "" : "/";
	for (size_t i = 0; i < names.n; i++) {
		size_t n = folder + strlen(names.name[i]) + 2;
		char *below = heap_take(n);
		snprintf(below, n, "%s%s%s", path, slash, names.name[i]);
		visit(w, below, &here);
		free(below);
		free(names.name[i]);
	}
	free(names.name);
}

static void
visit(struct files *w, const char *path, const struct inside *outer)
{
	struct stat st;
	if (stat(path, &st) != 0)
		add(w, path, NULL);
	else if (S_ISDIR(st.st_mode))
		visit_folder(w, path, &st, outer);
	else if (S_ISREG(st.st_mode) && !is_own(w, &st))
		add(w, path, &st);
}

bool
files_walk(struct files *w, const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return false;
	visit(w, path, NULL);
	return true;
}

static int
by_path(const void *a, const void *b)
{
	const struct file *x = *(const struct file *const *)a,
			  *y = *(const struct file *const *)b;
	int order = strcmp(x->path, y->path);
	return order ? order : (x > y) - (x < y);
}

void
files_once(struct files *w)
{
	const struct file **sorted = heap_zero(w->n + 1, sizeof *sorted);
	bool *again = heap_zero(w->n + 1, sizeof *again);
	size_t kept = 0;
	for (size_t i = 0; i < w->n; i++)
		sorted[i] = &w->file[i];
	qsort(sorted, w->n, sizeof *sorted, by_path);
	for (size_t i = 1; i < w->n; i++)
		if (strcmp(sorted[i - 1]->path, sorted[i]->path) == 0)
			again[sorted[i] - w->file] = true;
	for (size_t i = 0; i < w->n; i++) {
		if (again[i]) {
			w->bytes -= w->file[i].bytes > 0 ? w->file[i].bytes : 0;
			free(w->file[i].path);
		} else {
			w->file[kept++] = w->file[i];
		}
	}
	w->n = kept;
	free(sorted);
	free(again);
}

void
files_free(struct files *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->file[i].path);
	free(w->file);
	free(w->own);
	*w = (struct files){ 0 };
}

char *
files_clean(const char *path)
{
	size_t n = strlen(path);
	while (n > 1 && path[n - 1] == '/')
		n--;
	while (n > 2 && path[0] == '.' && path[1] == '/' && path[2] != '/') {
		path += 2;
		n -= 2;
	}
	return heap_copy((struct slice){ path, n });
}

char *
files_name(const char *path)
{
	size_t left = strlen(path);
	char *name = heap_take(left * 4 + 1), *to = name;
	while (left) {
		size_t n;
		if (utf8_decode(path, left, &n) == UTF8_BAD) {
			to += sprintf(to, "\\x%02X", (unsigned char)*path);
		} else {
			memcpy(to, path, n);
			to += n;
		}
		path += n;
		left -= n;
	}
	*to = '\0';
	return name;
}
