/* capture.h - what a function says on standard error, in its own process. */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static char capture_text[32768];

/* Runs say; its standard error stands in capture_text. The exit status. */
__attribute__((unused)) static int
capture(int (*say)(void))
{
	int pipes[2], status = 0;
	size_t n = 0;
	ssize_t part;
	pid_t child;

	fflush(stdout);
	if (pipe(pipes) != 0)
		return -1;
	child = fork();
	if (child == 0) {
		dup2(pipes[1], STDERR_FILENO);
		_exit(say());
	}
	close(pipes[1]);
	while (n < sizeof(capture_text) - 1 &&
	    (part = read(
		 pipes[0], capture_text + n, sizeof(capture_text) - 1 - n)) > 0)
		n += (size_t)part;
	capture_text[n] = '\0';
	close(pipes[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
