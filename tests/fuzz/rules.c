/* Fuzz target: bytes as a rule file, compiled for two kinds of rule. */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "fold.h"
#include "rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct rule_attr attrs[] = {
	{ .name = "type", .type = RULE_WORD, .words = "money percent text" },
	{ .name = "blocks", .type = RULE_WORDS },
	{ .name = "weight", .type = RULE_INTEGER },
	{ .name = "factor", .type = RULE_DECIMAL, .required = true },
	{ .name = "unless", .type = RULE_PATTERN, .repeats = true },
	{ .name = "title", .type = RULE_TEXT },
	{ .name = "over", .type = RULE_RULES, .words = "unit" },
	{ .name = "signs", .type = RULE_RULES },
	{ .name = "of", .type = RULE_DEFINED, .words = "name" },
	{ .name = "needs", .type = RULE_HELD },
};
static const struct rule_kind kinds[] = {
	{ "column", true, true, attrs, sizeof attrs / sizeof *attrs, NULL },
	{ "unit", false, false, attrs, sizeof attrs / sizeof *attrs, NULL },
};

static char folder[] = "/tmp/fuzz-rules-XXXXXX";
static char file[64];

static void
forget(void)
{
	remove(file);
	remove(folder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (!*file) {
		diag_open("fuzz", true);
		if (fold_open() != 0 || !mkdtemp(folder) || atexit(forget) != 0)
			abort();
		snprintf(file, sizeof file, "%s/a.rules", folder);
	}
	FILE *f = fopen(file, "w");
	if (!f || fwrite(data, 1, n, f) != n || fclose(f) != 0)
		abort();
	struct rules *rules = rules_open(folder, kinds, 2);
	if (rules) {
		struct rule_match m;
		rules_check(rules, NULL);
		rules_match(rules, "column",
		    (struct slice){ (const char *)data, n }, 0, &m);
	}
	rules_close(rules);
	return 0;
}
