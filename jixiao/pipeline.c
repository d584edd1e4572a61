/* pipeline.c - the three stages as processes connected by pipes. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "beside.h"
#include "diag.h"
#include "heap.h"
#include "pipeline.h"

extern char **environ;

static const char *const stage_names[STAGE_COUNT] = {
	[STAGE_EXTRACT] = "extract",
	[STAGE_NORMALIZE] = "normalize",
	[STAGE_LOAD] = "load",
};

/* A stage ends when its reader has gone; what nohup(1) ignores stays so. */
static void
set_signals(posix_spawnattr_t *attributes)
{
	sigset_t standard, none;
	sigemptyset(&none);
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigdefault(attributes, &standard);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(
	    attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

/* Its process; 0, with errno, where it cannot be started. */
static pid_t
start(enum stage stage, char **arguments, int in, int out)
{
	char *program = beside_program(stage_names[stage]);
	size_t n = 0;
	while (arguments[n])
		n++;
	char **argv = heap_zero(n + 2, sizeof *argv);
	argv[0] = program;
	memcpy(argv + 1, arguments, n * sizeof *argv);

	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	set_signals(&attributes);
	pid_t pid = 0;
	int error =
	    posix_spawn(&pid, program, &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	free(argv);
	free(program);
	errno = error;
	return error ? 0 : pid;
}

static void
make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		diag_fatal(
		    EX_SOFTWARE, "cannot make a pipe: %s", strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

/* Ends the stages before the one that could not be started, and us. */
static _Noreturn void
give_up(struct pipeline *p, const char *stage)
{
	int error = errno;
	pipeline_kill(p);
	pipeline_wait(p, true);
	diag_fatal(EX_SOFTWARE, "cannot run %s: %s", stage, strerror(error));
}

void
pipeline_start(struct pipeline *p, const struct pipeline_arguments *arguments,
    int in, int out)
{
	*p = (struct pipeline){ 0 };
	int from = in;
	for (int s = 0; s < STAGE_COUNT && arguments->stage[s]; s++) {
		bool last = s + 1 == STAGE_COUNT || !arguments->stage[s + 1];
		int ends[2] = { -1, out };
		if (!last)
			make_pipe(ends);
		p->pid[s] =
		    start((enum stage)s, arguments->stage[s], from, ends[1]);
		if (p->pid[s] == 0)
			give_up(p, stage_names[s]);
		p->running++;
		if (from != in)
			close(from);
		if (!last)
			close(ends[1]);
		from = ends[0];
	}
}

bool
pipeline_wait(struct pipeline *p, bool block)
{
	while (p->running) {
		int status;
		pid_t pid = waitpid(-1, &status, block ? 0 : WNOHANG);
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			diag_fatal(EX_SOFTWARE,
			    "cannot wait for the stages: %s", strerror(errno));
		if (pid == 0)
			break;
		for (int s = 0; s < STAGE_COUNT; s++) {
			if (p->pid[s] != pid)
				continue;
			p->pid[s] = 0;
			p->status[s] = status;
			p->running--;
		}
	}
	return p->running > 0;
}

void
pipeline_kill(const struct pipeline *p)
{
	for (int s = 0; s < STAGE_COUNT; s++)
		if (p->pid[s] > 0)
			kill(p->pid[s], SIGTERM);
}

/* A stage's end as a status; killed, or a status nobody agreed on: 70. */
static int
end_of(int status)
{
	if (!WIFEXITED(status))
		return EX_SOFTWARE;
	int code = WEXITSTATUS(status);
	bool agreed = code <= 1 || (code >= EX__BASE && code <= EX__MAX);
	return agreed ? code : EX_SOFTWARE;
}

/* The stage only noticed that its reader had gone. */
static bool
lost_its_reader(const struct pipeline *p, int s)
{
	bool piped =
	    WIFSIGNALED(p->status[s]) && WTERMSIG(p->status[s]) == SIGPIPE;
	bool failed_to_write = end_of(p->status[s]) == EX_IOERR;
	for (int later = s + 1; later < STAGE_COUNT; later++) {
		int end = end_of(p->status[later]);
		if (piped && end >= EX__BASE)
			return true;
		if (failed_to_write && end >= EX__BASE && end != EX_DATAERR)
			return true;
	}
	return false;
}

/* The stage only noticed that its writer had gone. */
static bool
lost_its_writer(const struct pipeline *p, int s)
{
	if (end_of(p->status[s]) != EX_DATAERR)
		return false;
	for (int earlier = 0; earlier < s; earlier++)
		if (end_of(p->status[earlier]) >= EX__BASE &&
		    !lost_its_reader(p, earlier))
			return true;
	return false;
}

static bool
was_killed(const struct pipeline *p, int s)
{
	return WIFSIGNALED(p->status[s]) && !lost_its_reader(p, s);
}

bool
pipeline_was_killed(const struct pipeline *p)
{
	for (int s = 0; s < STAGE_COUNT; s++)
		if (was_killed(p, s))
			return true;
	return false;
}

int
pipeline_status(const struct pipeline *p, bool ended)
{
	int worst = 0;
	for (int s = 0; s < STAGE_COUNT; s++) {
		int status = p->status[s];
		int end = end_of(status);
		if (lost_its_reader(p, s) || lost_its_writer(p, s))
			continue;
		if (was_killed(p, s) && !ended)
			diag(DIAG_ERROR, (struct place){ 0 },
			    "%s was killed by signal %d", stage_names[s],
			    WTERMSIG(status));
		worst = end > worst ? end : worst;
	}
	return worst;
}
