/* location.h - where the project's own files stand. */
#ifndef LOCATION_H
#define LOCATION_H

/*
 * The folder of a stage's rules: below the --rules option's folder if given,
 * else below $JIXIAO_RULES, else below ../rules seen from the program. stage
 * NULL: the rules folder itself. The caller frees it. Ends the process with 70
 * where the program cannot tell where it stands.
 */
char *location_rules(const char *option, const char *stage);

#endif
