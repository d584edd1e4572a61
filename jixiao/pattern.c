/*
 * pattern.c - which Han characters a pattern cannot do without.
 *
 * A sequence needs all that its parts need, a choice what all its branches
 * need; a part that may be left out needs nothing. All else that patterns have
 * is taken to match anything.
 */
#include <string.h>

#include "fold.h"
#include "pattern.h"
#include "utf8.h"

struct reader {
	const char *p, *end;
	const struct charset *set;
	int depth;
	bool lost; /* beyond this reader */
};

enum { DEPTH_MAX = 50 };

static bool choice(struct reader *);

static bool
at(const struct reader *r, const char *what)
{
	size_t n = strlen(what);
	return (size_t)(r->end - r->p) >= n && memcmp(r->p, what, n) == 0;
}

/* Steps over what stands there; false where it stands elsewhere. */
static bool
skip(struct reader *r, const char *what)
{
	bool there = at(r, what);
	if (there)
		r->p += strlen(what);
	return there;
}

/* Steps behind the next such character, or to the end. */
static void
skip_behind(struct reader *r, char c)
{
	while (r->p < r->end && *r->p != c)
		r->p++;
	r->p += r->p < r->end;
}

static uint32_t
next(struct reader *r)
{
	size_t n;
	uint32_t c = utf8_decode(r->p, (size_t)(r->end - r->p), &n);
	r->p += n;
	return c;
}

/* A backslash and what belongs to it: \d, \p{Han}, \( */
static void
escape(struct reader *r)
{
	r->p++;
	if (r->p == r->end || *r->p == 'Q' || *r->p == 'E') {
		r->lost = true;
		return;
	}
	next(r);
	if (at(r, "{"))
		skip_behind(r, '}');
}

/* [...]: a Han character of it is enough; anything else matches. */
static bool class(struct reader *r)
{
	bool first = true, matches = false;
	r->p++;
	if (skip(r, "^"))
		matches = true;
	for (; r->p < r->end && (first || *r->p != ']'); first = false) {
		if (*r->p == '\\' || at(r, "[:") || *r->p == '-') {
			/* Names, ranges and escapes; their ends do no harm. */
			matches = true;
			if (*r->p == '\\')
				escape(r);
			else if (skip(r, "[:"))
				skip_behind(r, ']');
			else
				r->p++;
			continue;
		}
		uint32_t c = next(r);
		matches = matches || !fold_is_han(c) || charset_has(r->set, c);
	}
	r->lost = r->lost || r->p == r->end;
	r->p += r->p < r->end;
	return matches;
}

/* What stands behind "(": steps to the group's own text. */
static void
group_head(struct reader *r, bool *anything)
{
	*anything = false;
	if (at(r, "*")) {
		r->lost = true;
	} else if (!skip(r, "?")) {
		return;
	} else if (skip(r, "!") || skip(r, "<!")) {
		*anything = true;
	} else if (skip(r, "<=") || skip(r, "=") || skip(r, ":") ||
	    skip(r, ">")) {
		return;
	} else if (at(r, "<") || at(r, "P<")) {
		skip_behind(r, '>');
	} else {
		r->lost = true;
	}
}

static bool
group(struct reader *r)
{
	bool anything;
	r->p++;
	group_head(r, &anything);
	if (r->lost || ++r->depth > DEPTH_MAX) {
		r->lost = true;
		return true;
	}
	bool matches = choice(r);
	r->depth--;
	r->lost = r->lost || !skip(r, ")");
	return matches || anything;
}

/* A quantifier, where one stands there; true where it allows none at all. */
static bool
optional(struct reader *r)
{
	bool none = false;
	while (r->p < r->end && strchr("?*+{", *r->p)) {
		/* {0,2}, and {,2}; what is no quantifier is taken for one. */
		none = none || *r->p == '?' || *r->p == '*' || at(r, "{0") ||
		    at(r, "{,");
		if (*r->p == '{')
			skip_behind(r, '}');
		else
			r->p++;
	}
	return none;
}

static bool
part(struct reader *r)
{
	if (*r->p == '\\') {
		escape(r);
		return true;
	}
	if (*r->p == '[')
		return class(r);
	if (*r->p == '(')
		return group(r);
	uint32_t c = next(r);
	return !fold_is_han(c) || charset_has(r->set, c);
}

static bool
sequence(struct reader *r)
{
	bool matches = true;
	while (r->p < r->end && *r->p != '|' && *r->p != ')' && !r->lost) {
		bool one = part(r);
		if (!optional(r))
			matches = matches && one;
	}
	return matches;
}

static bool
choice(struct reader *r)
{
	bool matches = sequence(r);
	while (!r->lost && skip(r, "|"))
		matches = sequence(r) || matches;
	return matches;
}

bool
pattern_may_match(struct slice pattern, const struct charset *set)
{
	struct reader r = { pattern.p, pattern.p + pattern.n, set, 0, false };
	bool matches = choice(&r);
	return matches || r.lost || r.p < r.end;
}
