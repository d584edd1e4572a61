/* lock.h - one run at a time on a warehouse. */
#ifndef LOCK_H
#define LOCK_H

/*
 * Takes the lock FILE.lock beside the warehouse. Where another run holds it
 * the process ends with 75 and a message that says who; where it cannot be
 * made, with 73. The lock is given back when the process and the stages that
 * it started have ended, whatever ended them.
 */
void lock_take(const char *warehouse);

#endif
