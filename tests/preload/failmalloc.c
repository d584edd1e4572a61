/*
 * failmalloc.c - preloaded, makes the memory run out at the Nth allocation.
 *
 * FAIL_AT=N fails the Nth call of malloc, calloc or realloc, counted from the
 * start of main, and FAIL_ON=1 every one after it too. When it does, the file
 * that FAIL_MARK names comes into being, so that a test knows whether the run
 * got that far.
 */
#define _GNU_SOURCE 1
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

typedef int main_fn(int, char **, char **);
typedef void hook_fn(void);
typedef int start_fn(
    main_fn *, int, char **, hook_fn *, hook_fn *, hook_fn *, void *);

static main_fn *real_main;
static atomic_long calls;
static long fail_at; /* 0: not yet, or never */
static bool fail_on;

/* The libraries' constructors have run; what fails now is ours to handle. */
static int
counted_main(int argc, char **argv, char **environment)
{
	const char *at = getenv("FAIL_AT");
	const char *on = getenv("FAIL_ON");
	fail_on = on && *on == '1';
	fail_at = at ? strtol(at, NULL, 10) : 0;
	return real_main(argc, argv, environment);
}

int __libc_start_main(
    main_fn *, int, char **, hook_fn *, hook_fn *, hook_fn *, void *);

/* NOLINTBEGIN(readability-function-size): glibc's prototype */
int
__libc_start_main(main_fn *main, int argc, char **argv, hook_fn *init,
    hook_fn *fini, hook_fn *rtld_fini, void *stack_end)
{
	start_fn *start;
	*(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
	real_main = main;
	return start(
	    counted_main, argc, argv, init, fini, rtld_fini, stack_end);
}
/* NOLINTEND(readability-function-size) */

static void
leave_mark(void)
{
	const char *mark = getenv("FAIL_MARK");
	int fd = mark ? open(mark, O_CREAT | O_WRONLY, 0600) : -1;
	if (fd >= 0)
		close(fd);
}

static bool
fails(void)
{
	if (fail_at <= 0)
		return false;
	long call = atomic_fetch_add(&calls, 1) + 1;
	if (call == fail_at)
		leave_mark();
	if (call != fail_at && !(fail_on && call > fail_at))
		return false;
	errno = ENOMEM;
	return true;
}

/* glibc's own names, so that looking them up allocates nothing. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}
