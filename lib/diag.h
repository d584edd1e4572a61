/* diag.h - messages about data and trouble, and the exit status they make. */
#ifndef DIAG_H
#define DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

enum diag_level { DIAG_INFO, DIAG_WARNING, DIAG_ERROR, DIAG_LEVEL_COUNT };

/* A place in an input: line and column count from 1; 0 leaves them out. */
struct place {
	const char *document; /* NULL: the message concerns the program */
	size_t line;
	size_t column; /* in characters of the original */
	size_t byte;   /* offset in the original, from 0 */
};

/*
 * Names the program in messages, NULL: as before; quiet drops DIAG_INFO.
 */
void diag_open(const char *program, bool quiet);

/*
 * One line on standard error: `program: document:line:column: level: text`.
 * Control bytes in the text and in the document's name are written as \xNN, so
 * that a hostile name cannot forge a message or drive a terminal.
 */
void diag(enum diag_level, struct place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Two lines on standard error under a message: the source line, indented, and
 * a caret below its byte `at`. Long lines are cut around the caret.
 */
void diag_excerpt(struct slice line, size_t at);

/* Raises the status the program will end with; it only ever gets worse. */
void diag_worsen(int status);

/* The worst status so far: 0, 1 or one of sysexits.h. */
int diag_status(void);

/* The program's name, as --version says it. */
const char *diag_program(void);

/*
 * Says an error about the machine and ends the process with the status; what
 * atexit(3) knows is not called.
 */
_Noreturn void diag_fatal(int status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
