/* lock.h - one run at a time on a warehouse. */
#ifndef LOCK_H
#define LOCK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Takes the lock FILE.lock beside the warehouse. Where another run holds it
 * the process ends with 75 and a message that says who; where it cannot be
 * made, with 73. The lock is given back when the process and the stages that
 * it started have ended, whatever ended them.
 */
void lock_take(const char *warehouse);

/* True where a run holds the lock; who it says it is goes into who. */
bool lock_held(const char *warehouse, char *who, size_t n);

#endif
