/* trouble.h - what is wrong with a report, below its figures in jixiao trace. */
#ifndef TROUBLE_H
#define TROUBLE_H

struct sqlite3;

/*
 * Prints what does not add up in the report, a line each, and whether another
 * report counts in its place. Prints nothing where all is well.
 */
void trouble_print(struct sqlite3 *, long long report);

#endif
