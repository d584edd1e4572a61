/* prose_heading.c - list numbers, headings, and headings with points. */
#include <string.h>

#include "fold.h"
#include "prose.h"
#include "utf8.h"

#define HEADING_MAX 400u    /* bytes of a paragraph that may be one */
#define PLAIN_MAX 120u      /* bytes; a longer line may go on in the next */
#define NUMBER_MAX 36u      /* bytes that a list number may take */
#define NUMBER_RAW_MAX 200u /* with what is not seen between them */
#define NAME_MIN 12         /* bytes of a project's name */
#define BARE_DEPTH 3        /* of a heading without a number */
#define ENTRY_DEPTH HEADING_DEPTHS /* of an entry inside a paragraph */

/* --- numbering: 一、 (一) 1. (1) ① --- */

static size_t
han_numeral(struct slice s)
{
	static const char digits[] = "一二三四五六七八九十";
	size_t n = 0;

	while (s.n - n >= 3) {
		bool found = false;
		for (size_t i = 0; i + 3 < sizeof(digits); i += 3)
			found |= memcmp(s.p + n, digits + i, 3) == 0;
		if (!found)
			break;
		n += 3;
	}
	return n;
}

static size_t
digits(struct slice s)
{
	size_t n = slice_digits(s, 0);

	return n <= 2 ? n : 0;
}

static size_t
one_of(struct slice s, const char *const *words)
{
	for (; *words != NULL; words++) {
		size_t n = strlen(*words);
		if (s.n >= n && memcmp(s.p, *words, n) == 0)
			return n;
	}
	return 0;
}

static struct slice
after(struct slice s, size_t n)
{
	return slice_rest(s, n);
}

/* A number in brackets: depth 2 in Han numerals, 4 in digits. */
static int
bracketed(struct slice s, size_t *length)
{
	static const char *const open[] = { "(", "（", NULL };
	static const char *const close[] = { ")", "）", NULL };
	size_t o = one_of(s, open), han, dig, c;

	if (o == 0)
		return 0;
	han = han_numeral(after(s, o));
	dig = han > 0 ? 0 : digits(after(s, o));
	if (han + dig == 0)
		return 0;
	c = one_of(after(s, o + han + dig), close);
	*length = o + han + dig + c;
	return c == 0 ? 0 : han > 0 ? 2 : 4;
}

/* The start of a line as the eye has it; where each byte of it came from. */
struct seen {
	char p[NUMBER_MAX + 4];
	unsigned char where[NUMBER_MAX + 5];
	size_t n;
};

/* Full-width signs are narrow, radicals Han, what is not seen is not there. */
static void
see(struct slice text, struct seen *seen)
{
	size_t i = 0, used;

	seen->n = 0;
	while (i < text.n && i < NUMBER_RAW_MAX && seen->n < NUMBER_MAX) {
		uint32_t c = fold_decode(text.p + i, text.n - i, &used);
		size_t size;
		if (c > 0xFF00 && c < 0xFF5F && c != 0xFF0C) /* ， */
			c -= 0xFEE0;
		size = fold_is_unseen(c)
		    ? 0
		    : utf8_encode(fold_radical(c), seen->p + seen->n);
		for (size_t k = 0; k < size; k++)
			seen->where[seen->n + k] = (unsigned char)i;
		seen->n += size;
		i += used;
	}
	seen->where[seen->n] = (unsigned char)i;
}

static int
numbering(struct slice s, size_t *length)
{
	static const char *const comma[] = { "、", "，", NULL };
	static const char *const dot[] = { ".", "、", "．", NULL };
	size_t n, c;
	int depth;

	depth = bracketed(s, length);
	if (depth > 0)
		return depth;
	n = han_numeral(s);
	c = n > 0 ? one_of(after(s, n), comma) : 0;
	*length = n + c;
	if (c > 0)
		return 1;
	n = digits(s);
	c = n > 0 ? one_of(after(s, n), dot) : 0;
	*length = n + c;
	if (c > 0 && digits(after(s, n + c)) == 0)
		return 3;
	if (s.n >= 3 && memcmp(s.p, "\xe2\x91", 2) == 0 &&
	    (unsigned char)s.p[2] >= 0xa0 && (unsigned char)s.p[2] <= 0xb3) {
		*length = 3; /* circled digits */
		return 5;
	}
	return 0;
}

int
prose_numbering(struct slice s, size_t *length)
{
	struct seen seen;
	size_t n = 0;
	int depth;

	see(s, &seen);
	depth = numbering((struct slice){ seen.p, seen.n }, &n);
	if (length != NULL)
		*length = seen.where[n];
	return depth;
}

/* --- headings with points --- */

/* An indicator of a narrative: its heading and those above it. */
static void
add_scored(struct form *r, const struct key *key, struct slice text,
    const struct rule_match *m, int depth)
{
	static const char *const levels[] = { "level1", "level2", "level3",
		"level4" };
	static const char *const points[] = { "weight", "score" };
	struct report *report = forms_table(r);
	uint32_t row = report_row(report, SECTION_INDICATOR);
	struct figure f = { .rule = rule_id(m->rule),
		.type = "text",
		.row = row,
		.section = SECTION_INDICATOR };

	for (int d = 2; d < depth; d++)
		if (r->heading[d].p != NULL) {
			f.field = levels[d - 2];
			f.text = r->heading[d];
			f.at = f.text.p;
			f.origin = ORIGIN_CARRIED;
			report_add(r->arena, report, f);
		}
	f.origin = ORIGIN_OWN;
	f.field = levels[depth - 2];
	f.text = r->heading[depth];
	f.at = f.text.p;
	report_add(r->arena, report, f);
	f.type = "number";
	for (size_t i = 0; i < 2; i++) {
		f.field = points[i];
		f.text = pairs_source(key, text, rule_group(m, points[i]));
		f.at = f.text.p;
		report_add(r->arena, report, f);
	}
	document_claim(r->doc, text, LINE_VALUE);
}

/* Forgets what deeper headings, and those of this depth, were about. */
static void
leave(struct form *r, int depth)
{
	struct prose *p = prose_state(r);

	for (int d = depth; d < HEADING_DEPTHS; d++)
		r->heading[d] = SLICE_NULL;
	if (depth <= p->project_depth)
		p->project = SLICE_NULL;
	if (depth <= p->place_depth)
		p->place = SLICE_NULL;
}

/* A heading may name the project or the place that the text under it is of. */
static void
keep_names(struct form *r, const struct key *key, const struct rule_match *m,
    int depth)
{
	struct prose *p = prose_state(r);
	struct slice project = rule_group(m, "project");
	struct slice place = rule_group(m, "place");

	p->heading = arena_copy(r->arena, key->s);
	p->is_heading = depth;
	if (project.n > 0 &&
	    !prose_is_own(r, forms_table(r), r->heading[depth])) {
		p->project = r->heading[depth];
		p->project_depth = depth;
	}
	if (place.n > 0) {
		p->place = r->heading[depth];
		p->place_depth = depth;
	}
}

/* A heading may stand in front of its text, and end in 。 or a colon. */
static struct slice
first_sentence(struct slice s)
{
	int open = 0;

	for (size_t i = 0; i + 3 < s.n && i < PLAIN_MAX; i++) {
		open += (s.p[i] == '(') - (s.p[i] == ')');
		if ((s.p[i] == ':' && open <= 0) ||
		    memcmp(s.p + i, "。", 3) == 0)
			return (struct slice){ s.p, i };
	}
	return SLICE_NULL;
}

/* A heading without a number, in front of its text, that a rule knows. */
static void
bare_heading(struct form *r, struct slice text, const struct key *key)
{
	struct slice s = first_sentence(key->s);
	struct rule_match m;

	if (s.n == 0 || !prose_match(prose_state(r)->headings, s, &m) ||
	    !rule_has_word(m.rule, "says", "bare"))
		return;
	leave(r, BARE_DEPTH);
	r->heading[BARE_DEPTH] =
	    pairs_source(key, text, rule_group(&m, "name"));
	keep_names(r, key, &m, BARE_DEPTH);
	prose_state(r)->is_heading = 0;
}

/* No more of a text than may be a heading. */
static struct slice
at_most(struct slice s)
{
	if (s.n > HEADING_MAX)
		for (s.n = HEADING_MAX; utf8_is_tail(s.p[s.n]);)
			s.n--;
	return s;
}

/* Where a sentence names the project that it, and what follows, is of. */
static bool
names_project(struct form *r, struct slice rest, struct rule_match *m)
{
	struct rule_set *headings = prose_state(r)->headings;

	return (prose_match(headings, rest, m) ||
		   prose_match(headings, first_sentence(rest), m)) &&
	    rule_group(m, "project").n > 0;
}

/* Forgets the project of an entry inside a paragraph. */
static void
leave_entry(struct prose *p)
{
	if (p->project_depth != ENTRY_DEPTH)
		return;
	p->project = p->outer;
	p->project_depth = p->outer_depth;
}

/* An entry with a number, inside a paragraph, may name a project. */
static void
numbered_entry(struct form *r, struct slice text, const struct key *whole,
    struct slice rest)
{
	struct prose *p = prose_state(r);
	struct rule_match m;
	struct slice name;

	leave_entry(p);
	if (!names_project(r, rest, &m))
		return;
	name = pairs_source(whole, text, rule_group(&m, "name"));
	if (prose_is_own(r, forms_table(r), name))
		return;
	p->outer = p->project;
	p->outer_depth = p->project_depth;
	p->project = name;
	p->project_depth = ENTRY_DEPTH;
}

/* True for 某工程,总投资80万元: what looks like a name, and soon a figure. */
static bool
begins_with_name(struct slice s)
{
	const char *comma = memchr(s.p, ',', s.n < PLAIN_MAX ? s.n : PLAIN_MAX);
	struct slice rest;

	if (comma == NULL || comma - s.p < NAME_MIN ||
	    slice_has_digit((struct slice){ s.p, (size_t)(comma - s.p) }))
		return false;
	rest = slice_rest(s, (size_t)(comma - s.p));
	if (rest.n > PLAIN_MAX)
		rest.n = PLAIN_MAX;
	return slice_has_digit(rest);
}

void
prose_entry(
    struct form *r, struct slice text, const struct key *whole, struct slice s)
{
	struct prose *p = prose_state(r);
	bool first = s.p == whole->s.p;
	size_t n = 0;
	int depth = prose_numbering(s, &n);

	if (p->entry_bare) {
		leave_entry(p);
		p->entry_bare = false;
	}
	if (depth > 0 || han_numeral(s) > 0) {
		if (!first) /* else a heading, which has been read */
			numbered_entry(
			    r, text, whole, at_most(slice_rest(s, n)));
	} else if (begins_with_name(s)) {
		numbered_entry(r, text, whole, at_most(s));
		p->entry_bare = true;
	} else if (!first &&
	    memchr(s.p, ':', s.n < PLAIN_MAX ? s.n : PLAIN_MAX) != NULL) {
		n = (size_t)(s.p - whole->s.p);
		bare_heading(r, text, &(struct key){ s, whole->where + n });
	}
}

void
prose_entries_end(struct form *r)
{
	leave_entry(prose_state(r));
}

bool
prose_heading(struct form *r, struct slice text, const struct key *whole)
{
	size_t n = 0;
	int depth = prose_numbering(text, &n);
	struct slice rest = after(text, n);
	struct rule_match m;
	struct key key;

	if (depth == 0) {
		bare_heading(r, text, whole);
		return false;
	}
	rest = at_most(rest);
	key = prose_key(r, rest);
	leave(r, depth);
	if (!prose_match(prose_state(r)->headings, key.s, &m) &&
	    !prose_match(prose_state(r)->headings, first_sentence(key.s), &m))
		return false;
	r->heading[depth] = pairs_source(&key, rest, rule_group(&m, "name"));
	keep_names(r, &key, &m, depth);
	if (rule_group(&m, "score").p == NULL) {
		if (m.whole.n == key.s.n)
			document_claim(r->doc, text, LINE_STRUCTURAL);
		else
			prose_state(r)->is_heading = 0;
		return false; /* a plain heading may still state something */
	}
	if (depth >= 2)
		add_scored(r, &key, rest, &m, depth);
	return true;
}

bool
prose_is_heading(struct form *r, struct slice line)
{
	size_t n = 0;
	struct slice rest;
	struct rule_match m;

	if (line.n > PLAIN_MAX || prose_numbering(line, &n) == 0)
		return false;
	rest = after(line, n);
	return prose_match(prose_state(r)->headings, prose_key(r, rest).s, &m);
}
