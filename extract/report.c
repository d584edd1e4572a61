#include "report.h"

#include <stdlib.h>
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

struct placed {
	struct figure figure;
	size_t index;
};

static int
by_row(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->figure.row != y->figure.row)
		return x->figure.row < y->figure.row ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

void
report_order(struct arena *arena, struct report *report)
{
	struct placed *placed;
	uint32_t last = 0;
	size_t n = 0;
	bool ordered = true;

	for (size_t i = 0; i < report->n; i++) {
		if (report->figure[i].section != SECTION_FUNDING)
			continue;
		ordered = ordered && report->figure[i].row >= last;
		last = report->figure[i].row;
		n++;
	}
	if (ordered)
		return;
	placed = arena_take(arena, n * sizeof(*placed));
	n = 0;
	for (size_t i = 0; i < report->n; i++)
		if (report->figure[i].section == SECTION_FUNDING) {
			placed[n] = (struct placed){ report->figure[i], n };
			n++;
		}
	qsort(placed, n, sizeof(*placed), by_row);
	n = 0;
	for (size_t i = 0; i < report->n; i++)
		if (report->figure[i].section == SECTION_FUNDING)
			report->figure[i] = placed[n++].figure;
}
