/* beside.h - what stands beside this program: the stages and the rules. */
#ifndef BESIDE_H
#define BESIDE_H

/*
 * The path of a program in the folder this one runs from. The string stays
 * valid to the end of the process. Ends it with 70 where that is not known.
 */
const char *beside_program(const char *name);

/* The rules folder: $JIXIAO_RULES, else ../rules seen from the programs. */
const char *beside_rules(void);

#endif
