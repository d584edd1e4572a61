/* What a segment of aligned text is: a label, a figure. */
#include <string.h>

#include "aligned.h"
#include "fold.h"

bool
aligned_is_label(const struct aligned_rows *rows, struct slice key)
{
	if (key.n == 0 || key.n > ALIGNED_LABEL_MAX)
		return false;
	for (size_t i = 0; i < ALIGNED_LABELS; i++)
		if (rows->label[i] != NULL &&
		    rule_set_classify(rows->label[i], key) != NULL)
			return true;
	return false;
}

/* Digits, with a sign that compares, points and a percent sign: never cut. */
bool
aligned_is_figure(struct slice s)
{
	size_t digits = 0;

	while (s.n > 0 && (strchr("<>=", s.p[0]) != NULL))
		s = slice_rest(s, 1);
	if (s.n > 3 && (unsigned char)s.p[0] == 0xE2)
		s = slice_rest(s, 3);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool digit = slice_digit_at(s, i);
		digits += digit;
		if (!digit && c != '.' && c != ',' && c != '%')
			return false;
	}
	return digits > 0;
}

bool
aligned_has_figure(const struct aligned_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (aligned_is_figure(line->segment[i].s))
			return true;
	return false;
}

struct slice
aligned_key(const struct aligned_rows *rows, struct slice s)
{
	if (s.n > ALIGNED_LABEL_MAX)
		return (struct slice){ s.p, 0 };
	return fold_key_text(rows->src->doc->arena, s);
}

struct slice
aligned_join(const struct aligned_rows *rows, struct slice a, struct slice b)
{
	char *p = arena_take(rows->src->doc->arena, a.n + b.n + 1);

	memcpy(p, a.p, a.n);
	memcpy(p + a.n, b.p, b.n);
	p[a.n + b.n] = '\0';
	return (struct slice){ p, a.n + b.n };
}
