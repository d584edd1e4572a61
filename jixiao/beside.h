/* beside.h - what stands beside this program: the stages and the rules. */
#ifndef BESIDE_H
#define BESIDE_H

/*
 * The path of a program in the folder this one runs from; the caller frees it.
 * Ends the process with 70 where that folder is not known.
 */
char *beside_program(const char *name);

/* The rules folder: $JIXIAO_RULES, else ../rules seen from the programs. */
const char *beside_rules(void);

#endif
