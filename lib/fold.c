#include "fold.h"

#include <unicode/uchar.h>

#include "fold_table.h"
#include "utf8.h"

uint32_t
fold_decode(const char *p, size_t left, size_t *n)
{
	uint32_t c = utf8_decode(p, left, n);

	return c == UTF8_BAD ? 0xFFFD : c;
}

bool
fold_is_han(uint32_t c)
{
	if (c < 0x2E80)
		return false;
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	    c < 0x2FE0 || c == 0x3005 || c == 0x3007 ||
	    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

int
fold_columns(uint32_t c)
{
	int32_t width;

	if (c < 0x300)
		return c != 0xAD;
	if (c >= 0x4E00 && c <= 0x9FFF)
		return 2;
	switch (u_charType((UChar32)c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR: return 0;
	default: break;
	}
	width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* The narrow form of a full-width character at p; 0 where it has none. */
static char
fold_narrow(const char *p, size_t left)
{
	const unsigned char *u = (const unsigned char *)p;

	if (left < 3)
		return 0;
	if (u[0] == 0xE3 && u[1] == 0x80 && u[2] == 0x80)
		return ' ';
	if (u[0] != 0xEF)
		return 0;
	if (u[1] == 0xBC && u[2] >= 0x81 && u[2] <= 0xBF) /* U+FF01.. */
		return (char)(u[2] - 0x81 + 0x21);
	if (u[1] == 0xBD && u[2] >= 0x80 && u[2] <= 0x9E) /* ..U+FF5E */
		return (char)(u[2] - 0x80 + 0x60);
	return 0;
}

struct slice
fold_width(struct arena *a, struct slice text)
{
	size_t i = 0, n;
	char *to;

	while (i < text.n && !fold_narrow(text.p + i, text.n - i))
		i++;
	if (i == text.n)
		return text;
	to = arena_take(a, text.n + 1);
	memcpy(to, text.p, i);
	for (n = i; i < text.n; n++) {
		char narrow = fold_narrow(text.p + i, text.n - i);

		to[n] = narrow ? narrow : text.p[i];
		i += narrow ? 3 : 1;
	}
	to[n] = '\0';
	return (struct slice){ to, n };
}

/* A key on its way: where == NULL if nobody wants the way back. */
struct fold_out {
	struct arena *arena;
	char *p;
	uint32_t *where;
	size_t n, max;
	size_t space; /* offset of white space read but not yet written, or n */
	bool spaced;
};

static bool
fold_is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

/* Makes room for n bytes and a NUL. */
static void
fold_room(struct fold_out *out, size_t n)
{
	size_t max = out->max;

	if (out->n + n + 1 <= out->max)
		return;
	if (out->where)
		out->where = arena_grow(out->arena, out->where, out->n, &max,
		    out->n + n + 1, sizeof(*out->where));
	out->p = arena_grow(
	    out->arena, out->p, out->n, &out->max, out->n + n + 1, 1);
}

static void
fold_put(struct fold_out *out, const char *p, size_t n, size_t from)
{
	if (out->n + n + 2 > out->max)
		fold_room(out, n + 1);
	if (out->spaced && out->n && fold_is_word(out->p[out->n - 1]) &&
	    fold_is_word(*p)) {
		out->p[out->n] = ' ';
		if (out->where)
			out->where[out->n] = (uint32_t)out->space;
		out->n++;
	}
	out->spaced = false;
	for (size_t i = 0; i < n; i++) {
		out->p[out->n + i] = p[i];
		if (out->where)
			out->where[out->n + i] = (uint32_t)from;
	}
	out->n += n;
}

/* What the characters before did not make room for, or put a space before. */
static void
fold_put_rare(struct fold_out *out, const struct fold_entry *e, size_t from)
{
	if (e->n)
		fold_put(out, fold_entry_bytes(e), e->n, from);
	else if (e->flags & FOLD_WHITE && !out->spaced) {
		out->spaced = true;
		out->space = from;
	}
}

/*
 * Short forms up to what is none: each in one go, since there is room for all
 * bytes that an entry has. Returns the bytes of the text that were read.
 */
static size_t
fold_short(struct fold_out *to, struct slice text, size_t i)
{
	char *p = to->p;
	uint32_t *where = to->where;
	size_t n = to->n, used;

	for (; i < text.n && n + FOLD_SHORT < to->max; i += used) {
		uint32_t c = utf8_decode(text.p + i, text.n - i, &used);
		const struct fold_entry *e;

		if (c == UTF8_BAD)
			break;
		e = fold_entry(c);
		if (e->n == 0 || e->flags & FOLD_LONG)
			break;
		memcpy(p + n, e->bytes, sizeof(e->bytes));
		for (size_t k = 0; where && k < sizeof(e->bytes); k++)
			where[n + k] = (uint32_t)i;
		n += e->n;
	}
	to->n = n;
	return i;
}

static void
fold_key_into(struct fold_out *out, struct slice text)
{
	size_t i = 0, used;

	for (;;) {
		uint32_t c;

		if (!out->spaced)
			i = fold_short(out, text, i);
		if (i >= text.n)
			break;
		c = utf8_decode(text.p + i, text.n - i, &used);
		if (c != UTF8_BAD)
			fold_put_rare(out, fold_entry(c), i);
		i += used;
	}
	fold_room(out, 0);
	out->p[out->n] = '\0';
	if (out->where)
		out->where[out->n] = (uint32_t)text.n;
}

struct key
fold_key(struct arena *a, struct slice text)
{
	struct fold_out out = { .arena = a, .max = text.n + 8 };

	out.p = arena_take(a, out.max);
	out.where = arena_take(a, out.max * sizeof(*out.where));
	fold_key_into(&out, text);
	return (struct key){ { out.p, out.n }, out.where };
}

struct slice
fold_key_text(struct arena *a, struct slice text)
{
	struct fold_out out = { .arena = a, .max = text.n + 8 };

	out.p = arena_take(a, out.max);
	fold_key_into(&out, text);
	arena_shrink(a, out.p, out.n + 1);
	return (struct slice){ out.p, out.n };
}

static unsigned
fold_flags_at(const char *p, size_t left, size_t *n)
{
	uint32_t c = utf8_decode(p, left, n);

	return c == UTF8_BAD ? 0 : fold_entry(c)->flags;
}

/* Is there white space at all that fold_clean might change? */
static bool
fold_has_white(struct slice text)
{
	size_t n;

	for (size_t i = 0; i < text.n; i += n)
		if (fold_flags_at(text.p + i, text.n - i, &n) &
		    (FOLD_WHITE | FOLD_ZERO))
			return true;
	return false;
}

bool
fold_is_unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
	    c == 0xFEFF;
}

/* What the eye takes a character for; 0 for what it does not see. */
static uint32_t
fold_seen_as(uint32_t c)
{
	if (fold_is_unseen(c))
		return 0;
	return c >= 0x2E80 && c < 0x2FE0 ? fold_radical(c) : c;
}

/* Where the first that it takes for another begins; text.n: there is none. */
static size_t
fold_first_unseen(struct slice text)
{
	size_t n;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char u = (unsigned char)text.p[i];
		uint32_t c;

		if (u != 0xC2 && u != 0xE2 && u != 0xEF)
			continue;
		c = utf8_decode(text.p + i, text.n - i, &n);
		if (c != UTF8_BAD && fold_seen_as(c) != c)
			return i;
	}
	return text.n;
}

struct slice
fold_seen(struct arena *a, struct slice text)
{
	size_t i = fold_first_unseen(text), n = i, used;
	char *to;

	if (i == text.n)
		return text;
	to = arena_take(a, 2 * text.n + 1);
	memcpy(to, text.p, n);
	for (; i < text.n; i += used) {
		uint32_t c = utf8_decode(text.p + i, text.n - i, &used);

		if (c == UTF8_BAD)
			to[n++] = text.p[i];
		else if (fold_seen_as(c))
			n += utf8_encode(fold_seen_as(c), to + n);
	}
	to[n] = '\0';
	return (struct slice){ to, n };
}

struct slice
fold_clean(struct arena *a, struct slice text)
{
	unsigned run = 0, before = FOLD_CJK; /* the ends are trimmed */
	size_t n = 0, used;
	char *to;

	if (!fold_has_white(text))
		return text;
	to = arena_take(a, text.n + 1);
	for (size_t i = 0; i < text.n; i += used) {
		const char *p = text.p + i;
		unsigned flags = fold_flags_at(p, text.n - i, &used);

		if (flags & (FOLD_WHITE | FOLD_ZERO)) {
			run |= flags;
			continue;
		}
		if (run & FOLD_WHITE && !((before | flags) & FOLD_CJK))
			to[n++] = ' ';
		memcpy(to + n, p, used);
		n += used;
		run = 0;
		before = flags;
	}
	to[n] = '\0';
	if (n == text.n && memcmp(to, text.p, n) == 0)
		return text;
	return (struct slice){ to, n };
}
