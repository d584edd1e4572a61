/*
 * prose_spread.c - sentences that state figures of several things in turn:
 * 甲县、乙县预算分别为50万元、40万元,支出48万元、36万元. Such a sentence is read as
 * if it said 甲县预算为50万元,支出48万元;乙县预算为40万元,支出36万元, each character
 * where it is printed.
 */
#include <string.h>

#include "fold.h"
#include "prose.h"

#define EACH_MAX 12u  /* things in turn */
#define RUNS_MAX 6u   /* figures of each */
#define WORDS_MAX 60u /* bytes between two runs of figures */
#define GROWTH 6u     /* how much longer the words may become */

/* Figures of one kind in a row. */
struct run {
	struct slice words, more; /* in front of them, less 分别 */
	struct slice figure[EACH_MAX];
	struct slice unit; /* where only the last one has it; or NULL */
	size_t n;
	const char *end;
};

struct spread {
	struct prose *p;
	const struct sentence *at;
	struct slice name[EACH_MAX];
	struct slice what; /* behind the last name: what is measured */
	struct run run[RUNS_MAX];
	size_t runs;
	char *to;
	uint32_t *where;
	size_t n, max;
};

static struct slice
between(const char *from, const char *to)
{
	return (struct slice){ from, (size_t)(to - from) };
}

/* The bytes of a word at p that joins the things of a list; 0: none is there.
 */
static size_t
joint(const char *p, const char *end, bool words)
{
	static const char *const joints[] = { "、", "和", "与", "及", "以及",
		"," };
	size_t i = words ? 0 : 5, last = words ? 5 : 6;

	if (!words && (size_t)(end - p) >= 3 && memcmp(p, joints[0], 3) == 0)
		return 3;
	for (; i < last; i++) {
		size_t n = strlen(joints[i]);
		if ((size_t)(end - p) >= n && memcmp(p, joints[i], n) == 0)
			return n;
	}
	return 0;
}

/* --- runs of figures --- */

/* A number that has no unit of its own, as another follows: 300、200万元. */
static struct slice
bare_number(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && (slice_is_digit(*q) || *q == '.'))
		q++;
	return q > p && joint(q, end, true) > 0 ? between(p, q) : SLICE_NULL;
}

/* The figure that begins at p; NULL: none does. */
static struct slice
figure_at(const struct spread *x, const char *p, const char **type)
{
	const struct slice s = x->at->s;
	struct rule_match m;

	if (rule_set_match(x->p->figures, s, (size_t)(p - s.p), &m) !=
		RULES_MATCH ||
	    m.whole.p != p || rule_group(&m, "figure").n == 0 ||
	    rule_group(&m, "unit").n > 0)
		return SLICE_NULL;
	if (*type != NULL && strcmp(*type, rule_name(m.rule)) != 0)
		return SLICE_NULL;
	*type = rule_name(m.rule);
	return m.whole;
}

/* Where the first figure or number behind p stands; NULL: nowhere near. */
static const char *
first_figure(const struct spread *x, const char *p)
{
	const struct slice s = x->at->s;
	const char *end = s.p + s.n, *q = p;
	struct rule_match m;

	while (q < end && !slice_is_digit(*q))
		q++;
	if (rule_set_match(x->p->figures, s, (size_t)(p - s.p), &m) ==
		RULES_MATCH &&
	    m.whole.p < q)
		q = m.whole.p;
	return q < end && (size_t)(q - p) <= WORDS_MAX ? q : NULL;
}

/* The word that says so: 分别, 依次. */
static bool
find_several(const struct spread *x, struct slice s, struct rule_match *m)
{
	size_t from = 0;

	while (from < s.n &&
	    rule_set_match(x->p->openers, s, from, m) == RULES_MATCH) {
		if (prose_opens(m->rule) == OPENS_SEVERAL)
			return true;
		from = (size_t)(m->whole.p - s.p) + m->whole.n;
	}
	return false;
}

/* The run of figures behind p. False: there are not two in a row. */
static bool
read_run(const struct spread *x, const char *p, struct run *run)
{
	const char *end = x->at->s.p + x->at->s.n, *type = NULL;
	const char *q = first_figure(x, p);
	bool bare = false;
	struct rule_match m;

	*run = (struct run){ 0 };
	if (q == NULL)
		return false;
	run->words = between(p, q);
	if (find_several(x, run->words, &m)) {
		run->more = between(m.whole.p + m.whole.n, q);
		run->words = between(p, m.whole.p);
	}
	while (run->n < EACH_MAX) {
		struct slice f = figure_at(x, q, &type);
		bool alone = f.n == 0;
		if (alone)
			f = bare_number(q, end);
		if (f.n == 0)
			break;
		bare = alone;
		run->figure[run->n++] = f;
		run->end = f.p + f.n;
		q = run->end + joint(run->end, end, true);
		if (q == run->end)
			q += joint(q, end, false);
		if (q == run->end)
			break;
	}
	return run->n >= 2 && !bare;
}

/* Numbers without a unit take that of the last figure. */
static bool
share_unit(struct run *run)
{
	const struct slice last = run->figure[run->n - 1];
	size_t i = last.n;
	bool bare = false;

	for (size_t k = 0; k + 1 < run->n; k++) {
		const struct slice f = run->figure[k];
		bare |= slice_is_digit(f.p[f.n - 1]);
	}
	if (!bare)
		return true;
	while (i > 0 && !slice_is_digit(last.p[i - 1]))
		i--;
	run->unit = between(last.p + i, last.p + last.n);
	return i > 0 && run->unit.n >= 3; /* 元 at least, no % */
}

/* --- names --- */

/* Where the words begin that say what is measured; the end: nowhere. */
static size_t
measure_from(const struct spread *x, struct slice s)
{
	struct rule_match m;
	size_t from = 0;

	while (from < s.n &&
	    rule_set_match(x->p->cues, s, from, &m) == RULES_MATCH) {
		const struct cue *cue = prose_cue(x->p, x->p->cue, m.rule);
		size_t at = (size_t)(m.whole.p - s.p);
		if (cue->measure != NULL && !cue->weak && !cue->source)
			return at;
		from = at + m.whole.n;
	}
	return s.n;
}

/* Splits 甲县、乙县和丙县; the number of names, or 0 where it is not n. */
static bool
split_names(struct spread *x, struct slice s, size_t n)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t k = 0, joints = 0, size;

	for (const char *q = s.p; q < end; q++)
		joints += joint(q, end, true) > 0;
	if (joints != n - 1)
		return false;
	for (const char *q = s.p; q < end; q += size + (size == 0)) {
		size = joint(q, end, true);
		if (size > 0) {
			x->name[k++] = between(p, q);
			p = q + size;
		}
	}
	x->name[k++] = between(p, end);
	for (size_t i = 0; i < k; i++)
		if (x->name[i].n < 3)
			return false;
	return k == n;
}

/* The names are those of the figures before: 甲县预算50万元、乙县预算40万元. */
static bool
names_before(struct spread *x, const char *from, const char *to, size_t n)
{
	const char *type = NULL, *p = from;
	size_t k = 0;

	while (p < to && k < n) {
		const char *q = first_figure(x, p);
		struct slice f =
		    q != NULL && q < to ? figure_at(x, q, &type) : SLICE_NULL;
		struct slice words;
		if (f.n == 0)
			break;
		words = between(p, q);
		words.n = measure_from(x, words);
		if (words.n < 3)
			return false;
		x->name[k++] = words;
		p = f.p + f.n;
		p += joint(p, to, true);
		p += joint(p, to, false);
	}
	return k == n && p == to;
}

static const char *
clause_of(struct slice s, const char *p)
{
	while (p > s.p && strchr(",;:(", p[-1]) == NULL)
		p--;
	return p;
}

/* --- the sentence anew --- */

static void
put(struct spread *x, struct slice s)
{
	const struct key *key = x->at->key;
	size_t from = (size_t)(s.p - key->s.p);

	if (x->n + s.n >= x->max)
		return;
	memcpy(x->to + x->n, s.p, s.n);
	memcpy(x->where + x->n, key->where + from, s.n * sizeof(*x->where));
	x->n += s.n;
}

/* A sign that is not printed there. */
static void
put_sign(struct spread *x, const char *sign)
{
	uint32_t where = x->n > 0 ? x->where[x->n - 1] : 0;

	for (; *sign != '\0' && x->n + 1 < x->max; sign++) {
		x->where[x->n] = where;
		x->to[x->n++] = *sign;
	}
}

static void
put_figure(struct spread *x, const struct run *run, size_t i)
{
	struct slice f = run->figure[i];

	put(x, run->words);
	if (run->more.n > 0)
		put(x, run->more);
	if (run->unit.n > 0 && slice_is_digit(f.p[f.n - 1])) {
		put_sign(x, "(");
		put(x, run->unit);
		put_sign(x, "):");
	}
	put(x, f);
}

static void
put_all(struct spread *x, const char *from)
{
	const struct slice s = x->at->s;
	const char *end = s.p + s.n, *rest = x->run[x->runs - 1].end;

	put(x, between(s.p, from));
	for (size_t i = 0; i < x->run[0].n; i++) {
		put(x, x->name[i]);
		put(x, x->what);
		for (size_t k = 0; k < x->runs; k++)
			put_figure(x, &x->run[k], i);
		put_sign(x, ";");
	}
	rest += joint(rest, end, false);
	put(x, between(rest, end));
}

/* The names and the runs; where the names begin, or NULL. */
static const char *
understand(struct spread *x, const struct rule_match *m)
{
	const struct slice s = x->at->s;
	const char *from = clause_of(s, m->whole.p);
	struct slice list = between(from, m->whole.p);
	const char *p = m->whole.p + m->whole.n;
	size_t n;

	if (!read_run(x, p, &x->run[0]) || !share_unit(&x->run[0]))
		return NULL;
	n = x->run[0].n;
	x->runs = 1;
	while (x->runs < RUNS_MAX &&
	    read_run(x, x->run[x->runs - 1].end, &x->run[x->runs]) &&
	    x->run[x->runs].n == n && share_unit(&x->run[x->runs]))
		x->runs++;
	if (split_names(x, list, n)) {
		size_t at = measure_from(x, x->name[n - 1]);
		if (at > 0) {
			x->what = x->name[n - 1];
			x->name[n - 1].n = at;
			x->what.p += at;
			x->what.n -= at;
		}
		return from;
	}
	x->what = list;
	return names_before(x, s.p, from > s.p ? from - 1 : from, n) ? from
								     : NULL;
}

/* True where figures may stand in a row: …元、12…. */
static bool
has_row(struct slice s)
{
	const char *end = s.p + s.n;

	for (const char *p = s.p + 1; p < end; p++) {
		size_t n = (unsigned char)*p >= 0x80 ? joint(p, end, true) : 0;
		if (n > 0 && p + n < end && slice_is_digit(p[n]))
			return true;
	}
	return false;
}

bool
prose_spread(struct form *r, const struct sentence *at, struct key *key)
{
	struct spread x = { .p = prose_state(r), .at = at };
	struct rule_match m;
	const char *from;

	if (x.p->openers == NULL || x.p->figures == NULL || x.p->cues == NULL ||
	    !has_row(at->s) || !find_several(&x, at->s, &m))
		return false;
	from = understand(&x, &m);
	if (from == NULL)
		return false;
	x.max = GROWTH * at->s.n + 1;
	x.to = arena_take(x.p->scratch, x.max);
	x.where = arena_take(x.p->scratch, x.max * sizeof(*x.where));
	put_all(&x, from);
	x.to[x.n] = '\0';
	x.where[x.n] =
	    at->key->where[(size_t)(at->s.p - at->key->s.p) + at->s.n];
	*key = (struct key){ { x.to, x.n }, x.where };
	return true;
}
