#include "report.h"

#include <string.h>

struct figure *
report_add(struct arena *arena, struct report *report, struct figure figure)
{
	report->figure = arena_grow(arena, report->figure, report->n,
	    &report->capacity, report->n + 1, sizeof(figure));
	report->figure[report->n] = figure;
	return &report->figure[report->n++];
}

uint32_t
report_row(struct report *report, enum section section)
{
	return ++report->rows[section];
}

void
report_saw(struct report *report, const struct role *role)
{
	for (size_t i = 0; i < report->seen_n; i++)
		if (report->seen[i] == role)
			return;
	if (report->seen_n < sizeof(report->seen) / sizeof(report->seen[0]))
		report->seen[report->seen_n++] = role;
}

bool
report_has_seen(const struct report *report, struct slice id)
{
	for (size_t i = 0; i < report->seen_n; i++)
		if (slice_is(id, rule_id(report->seen[i]->rule)))
			return true;
	return false;
}

const struct figure *
report_find(
    const struct report *report, enum section section, const char *field)
{
	for (size_t i = 0; i < report->n; i++)
		if (report->figure[i].section == section &&
		    strcmp(report->figure[i].field, field) == 0)
			return &report->figure[i];
	return NULL;
}
