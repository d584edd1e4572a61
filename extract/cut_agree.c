/* cut_agree.c - whether a target and a result say the same. */
#include "cut_agree.h"

#include "cut_ends.h"

/* What stands behind a figure's digits. */
struct slice
agree_unit(struct slice text)
{
	size_t i = ends_operator(text, 0);

	while (i < text.n && (slice_digit_at(text, i) || text.p[i] == '.'))
		i++;
	return slice_rest(text, i);
}

/* A figure less the sign that a scan left before it. */
static struct slice
less_sign(struct slice a, bool two)
{
	size_t n = a.n > 0 && two && a.p[0] == '2' ? 1 : ends_operator(a, 0);

	return slice_rest(a, n);
}

/* Equal, or equal but for a misread operator: 90% and 290%, 280% and ^80%. */
bool
agree_texts(struct slice a, struct slice b)
{
	if (ends_in_words(a, 0))
		a = slice_rest(a, 6);
	if (slice_eq(a, b))
		return true;
	for (int i = 1; i < 4; i++) {
		struct slice x = i & 1 ? less_sign(a, true) : a;
		struct slice y = i & 2 ? less_sign(b, true) : b;
		if (x.n >= 2 && slice_eq(x, y))
			return true;
	}
	return slice_eq(less_sign(a, false), less_sign(b, false));
}

bool
agree_units(struct slice a, struct slice b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[a.n - 1 - n] == b.p[b.n - 1 - n] &&
	    !slice_digit_at(a, a.n - 1 - n))
		n++;
	return n > 0;
}

/* 14万元 and 14: the unit is left out in one of them. */
bool
agree_figures(struct slice t, struct slice a)
{
	struct slice unit = agree_unit(t), other = agree_unit(a);

	t = less_sign((struct slice){ t.p, t.n - unit.n }, false);
	a = less_sign((struct slice){ a.p, a.n - other.n }, false);
	return t.n > 0 && (unit.n == 0 || other.n == 0) && slice_eq(t, a);
}
