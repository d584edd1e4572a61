/* pipeline.h - the three stages as processes connected by pipes. */
#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdbool.h>
#include <sys/types.h>

enum stage { STAGE_EXTRACT, STAGE_NORMALIZE, STAGE_LOAD, STAGE_COUNT };

struct pipeline {
	pid_t pid[STAGE_COUNT];  /* 0: ended, or never started */
	int status[STAGE_COUNT]; /* as waitpid(2) gives it */
	int running;
};

/* Arguments of a stage, without the program itself, NULL at the end. */
struct pipeline_arguments {
	char **stage[STAGE_COUNT];
};

/*
 * Starts the stages that stand beside this program. extract reads `in` as its
 * standard input, and the last stage writes to `out`; both stay open here.
 * Messages go where ours go. Where load is NULL only the first two run. A stage
 * that cannot be started ends the process with 70.
 */
void pipeline_start(
    struct pipeline *, const struct pipeline_arguments *, int in, int out);

/* Collects stages that ended; waits for one if told to. True while any runs. */
bool pipeline_wait(struct pipeline *, bool block);

/* Ends the stages that still run, by SIGTERM. Safe in a signal handler. */
void pipeline_kill(const struct pipeline *);

/* A stage was ended by a signal, and not because its reader had gone. */
bool pipeline_was_killed(const struct pipeline *);

/*
 * What the stages' ends mean together: 0, 1 or 64 to 78. A stage that was
 * killed counts as 70; one that only suffered from another's end not at all.
 * ended: by pipeline_kill(), which needs no telling.
 */
int pipeline_status(const struct pipeline *, bool ended);

#endif
