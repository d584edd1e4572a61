/*
 * rules_first.c - which characters the matches of a pattern may begin with.
 *
 * Read off the pattern's text: what stands first in each alternative, and
 * behind what may be missing. Assertions only narrow that, so they are passed
 * over. Whatever is not understood here may begin with anything.
 */
#include "rules_store.h"
#include "utf8.h"

enum { FIRST_DEPTH = 8 /* definitions within each other */ };

/* A pattern that is being read. */
struct rules_first {
	const struct rules *rules;
	uint64_t *masks, bit; /* to be set for each character */
	unsigned depth;
	bool any;
};

/* What is left of the pattern. Where it is not understood, nothing. */
struct rules_rest {
	const char *p, *end;
};

static bool rules_first_of_any(
    struct rules_first *f, struct rules_rest *rest, bool counts);

static bool
rules_first_unknown(struct rules_first *f, struct rules_rest *rest)
{
	f->any = true;
	rest->p = rest->end;
	return false;
}

static void
rules_first_add(struct rules_first *f, uint32_t low, uint32_t high)
{
	f->any = f->any || high >= RULES_PLANE;
	for (uint32_t c = low; c <= high && !f->any; c++)
		f->masks[c] |= f->bit;
}

static size_t
rules_rest_left(const struct rules_rest *rest)
{
	return (size_t)(rest->end - rest->p);
}

static bool
rules_rest_has(const struct rules_rest *rest, const char *s)
{
	size_t n = strlen(s);

	return rules_rest_left(rest) >= n && memcmp(rest->p, s, n) == 0;
}

/* Goes on behind the next c. */
static void
rules_rest_skip(struct rules_rest *rest, char c)
{
	const char *p = memchr(rest->p, c, rules_rest_left(rest));

	rest->p = p ? p + 1 : rest->end;
}

static bool
rules_is_mark(char c)
{
	return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') &&
	    !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

/* \ and what follows. True: it has no width. */
static bool
rules_first_escape(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	char c = rules_rest_left(rest) > 1 ? rest->p[1] : '\0';

	rest->p += c ? 2 : 1;
	if (c == 'A' || c == 'b' || c == 'B' || c == 'z' || c == 'Z')
		return true;
	if (c == 'd' && counts)
		rules_first_add(f, '0', '9');
	else if (rules_is_mark(c) && counts)
		rules_first_add(f, (uint32_t)c, (uint32_t)c);
	else if ((c == 'p' || c == 'P') && rules_rest_has(rest, "{")) {
		rules_rest_skip(rest, '}');
		f->any = f->any || counts;
	} else if (c != 'd' && !rules_is_mark(c))
		return rules_first_unknown(f, rest);
	return false;
}

/* A character of a [class], or a range of them. */
static void
rules_first_range(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	size_t n;
	uint32_t low = utf8_decode(rest->p, rules_rest_left(rest), &n);
	uint32_t high = low;

	rest->p += n;
	if (rules_rest_left(rest) > 1 && rest->p[0] == '-' &&
	    rest->p[1] != ']') {
		rest->p++;
		high = utf8_decode(rest->p, rules_rest_left(rest), &n);
		if (high == '\\') {
			rules_first_unknown(f, rest);
			return;
		}
		rest->p += n;
	}
	if (counts)
		rules_first_add(f, low, high);
}

static bool
rules_first_class(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	bool begun = false;

	rest->p++;
	if (rules_rest_has(rest, "^")) {
		rest->p++;
		f->any = f->any || counts;
	}
	while (rest->p < rest->end && (*rest->p != ']' || !begun)) {
		begun = true;
		if (rules_rest_has(rest, "[:"))
			return rules_first_unknown(f, rest);
		if (*rest->p != '\\')
			rules_first_range(f, rest, counts);
		else if (rules_first_escape(f, rest, counts))
			return rules_first_unknown(f, rest); /* \b is another */
	}
	if (rest->p == rest->end)
		return rules_first_unknown(f, rest);
	rest->p++;
	return false;
}

/* (?&name): the definition, read in its place. */
static bool
rules_first_define(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	struct slice name = { rest->p + 3, 0 };
	bool empty;

	rules_rest_skip(rest, ')');
	name.n = (size_t)(rest->p - name.p) - 1;
	if (!counts)
		return false;
	for (size_t i = 0; i < f->rules->define_n; i++) {
		const struct rules_define *d = &f->rules->defines[i];
		struct rules_rest inner = { d->text.p, d->text.p + d->text.n };

		if (!slice_eq(d->name, name))
			continue;
		if (f->depth == FIRST_DEPTH)
			break;
		f->depth++;
		empty = rules_first_of_any(f, &inner, true);
		f->depth--;
		return empty;
	}
	return rules_first_unknown(f, rest);
}

static bool
rules_first_group(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	bool asserts = rules_rest_has(rest, "(?=") ||
	    rules_rest_has(rest, "(?!") || rules_rest_has(rest, "(?<=") ||
	    rules_rest_has(rest, "(?<!");
	bool empty;

	if (rules_rest_has(rest, "(?&"))
		return rules_first_define(f, rest, counts);
	if (rules_rest_has(rest, "(?:") || rules_rest_has(rest, "(?>") ||
	    rules_rest_has(rest, "(?=") || rules_rest_has(rest, "(?!"))
		rest->p += 3;
	else if (asserts)
		rest->p += 4;
	else if (rules_rest_has(rest, "(?<"))
		rules_rest_skip(rest, '>');
	else if (rules_rest_has(rest, "(?") || rules_rest_has(rest, "(*"))
		return rules_first_unknown(f, rest);
	else
		rest->p++;
	empty = rules_first_of_any(f, rest, counts && !asserts);
	if (rest->p == rest->end)
		return rules_first_unknown(f, rest);
	rest->p++;
	return empty || asserts;
}

/* What a quantifier may stand behind. True: it may be empty. */
static bool
rules_first_atom(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	uint32_t c;
	size_t n;

	switch (*rest->p) {
	case '(': return rules_first_group(f, rest, counts);
	case '[': return rules_first_class(f, rest, counts);
	case '\\': return rules_first_escape(f, rest, counts);
	case '^':
	case '$': rest->p++; return true;
	case '.':
		rest->p++;
		f->any = f->any || counts;
		return false;
	case '{': return rules_first_unknown(f, rest);
	default:
		c = utf8_decode(rest->p, rules_rest_left(rest), &n);
		rest->p += n;
		if (counts)
			rules_first_add(f, c, c);
		return false;
	}
}

/* The quantifier that may stand here. True: none is enough. */
static bool
rules_first_repeat(struct rules_first *f, struct rules_rest *rest)
{
	bool empty = rules_rest_has(rest, "?") || rules_rest_has(rest, "*") ||
	    rules_rest_has(rest, "{0");

	if (rules_rest_has(rest, "{")) {
		if (rules_rest_left(rest) < 2 || rest->p[1] < '0' ||
		    rest->p[1] > '9')
			return rules_first_unknown(f, rest);
		rules_rest_skip(rest, '}');
	} else if (empty || rules_rest_has(rest, "+"))
		rest->p++;
	else
		return false;
	if (rules_rest_has(rest, "?") || rules_rest_has(rest, "+"))
		rest->p++;
	return empty;
}

/* Alternatives, up to their ) or the end. True: they may be empty. */
static bool
rules_first_of_any(struct rules_first *f, struct rules_rest *rest, bool counts)
{
	bool any_empty = false, empty = true, one, none;

	while (rest->p < rest->end && *rest->p != ')') {
		if (*rest->p == '|') {
			any_empty = any_empty || empty;
			empty = true;
			rest->p++;
			continue;
		}
		one = rules_first_atom(f, rest, counts && empty);
		none = rules_first_repeat(f, rest);
		empty = empty && (one || none);
	}
	return any_empty || empty;
}

bool
rules_first(
    const struct rules *r, struct slice pattern, uint64_t *masks, uint64_t bit)
{
	struct rules_first f = { .rules = r, .masks = masks, .bit = bit };
	struct rules_rest rest = { pattern.p, pattern.p + pattern.n };

	rules_first_of_any(&f, &rest, true);
	return !f.any && rest.p == rest.end;
}
