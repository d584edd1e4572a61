#include "cut_marks.h"

#include <string.h>

#include "cut_ends.h"

/* 12 of 2021年12月. */
static bool
is_date_part(struct slice s, size_t i)
{
	while (slice_digit_at(s, i))
		i++;
	return s.n - i >= 3 &&
	    (memcmp(s.p + i, "年", 3) == 0 || memcmp(s.p + i, "月", 3) == 0 ||
		memcmp(s.p + i, "日", 3) == 0);
}

void
marks_count(struct marks *m, struct slice run)
{
	m->starts[0] = m->dates[0] = m->points[0] = 0;
	m->operators[0] = m->digits[0] = 0;
	for (size_t i = 0; i < run.n; i++) {
		bool starts = ends_figure_starts(run, i);
		m->starts[i + 1] = (uint16_t)(m->starts[i] + starts);
		m->dates[i + 1] =
		    (uint16_t)(m->dates[i] + (starts && is_date_part(run, i)));
		m->points[i + 1] = (uint16_t)(m->points[i] + (run.p[i] == '.'));
		m->operators[i + 1] =
		    (uint16_t)(m->operators[i] + (ends_operator(run, i) > 0));
		m->digits[i + 1] =
		    (uint16_t)(m->digits[i] + slice_digit_at(run, i));
	}
}

bool
marks_starts(const struct marks *m, size_t i)
{
	return m->starts[i + 1] > m->starts[i];
}

int
marks_inside(const struct marks *m, struct slice run, size_t from, size_t to)
{
	size_t i = from + 1;

	if (marks_starts(m, from))
		i += ends_operator(run, from);
	if (i >= to)
		return 0;
	if (marks_starts(m, from))
		return (m->starts[to] - m->starts[i]) -
		    (m->dates[to] - m->dates[i]);
	return 5 * (m->points[to] - m->points[i]) +
	    (m->starts[to] - m->starts[i]);
}
