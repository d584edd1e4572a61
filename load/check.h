/*
 * check.h - what does not add up: one SQL file of rules/load/checks a rule.
 *
 * A file begins with comment lines `-- id:`, `-- severity:`, `-- says:` and
 * `-- tolerance:`; then comes one SELECT of report_id, line, expected,
 * observed and message over the view fresh (the reports of this run) and the
 * tables; then blocks of rows behind `-- pass:` and `-- fail:` lines, on
 * which the check must find nothing, or something. See load(1).
 */
#ifndef CHECK_H
#define CHECK_H

#include "warehouse.h"

struct checks;

/* Reads all files; rules is the folder rules/load. Ends with 78. */
struct checks *checks_open(const char *rules);
void checks_close(struct checks *); /* accepts NULL */

/* The digest of the rules of load that shape what is loaded; not of checks. */
const char *checks_hash(const struct checks *);

/*
 * True where the warehouse was checked by others than these: then checks_run()
 * is wanted though nothing was loaded, and looks at all that is current. It is
 * noted that they were these from now on.
 */
bool checks_changed(struct checks *, struct warehouse *);

/* Keeps the register of checks, and runs each; the number of findings. */
long long checks_run(struct checks *, struct warehouse *, long long run_id);

/* Runs the rows of each file (--check-rules); the number that went wrong. */
int checks_try(struct checks *);

#endif
