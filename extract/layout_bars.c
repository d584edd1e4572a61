/* Bars that are not ASCII: full width, or strokes that frame a table. */
#include <string.h>

#include "layout.h"

/* Bars that a text must have before they are taken for a table's. */
#define BARS_MIN 4u

/* Three bytes in UTF-8: what a bar or stroke of a frame is in ASCII; or 0. */
static char
stroke(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	if (u[0] == 0xEF)
		return u[1] == 0xBD && u[2] == 0x9C ? '|' : 0;
	if (u[0] != 0xE2 || (u[1] != 0x94 && u[1] != 0x95))
		return 0;
	if (u[1] == 0x94 && (u[2] == 0x82 || u[2] == 0x83))
		return '|';
	return u[1] == 0x95 && u[2] == 0x91 ? '|' : '-';
}

/* The next bar or stroke from at on; s.n where there is none. */
static size_t
next_stroke(struct slice s, size_t at)
{
	while (at + 3 <= s.n) {
		unsigned char c = (unsigned char)s.p[at];
		if ((c == 0xEF || c == 0xE2) && stroke(s.p + at) != 0)
			return at;
		at++;
	}
	return s.n;
}

static bool
has_bars(struct slice s)
{
	static const char *const bars[] = { "\xEF\xBD\x9C", "\xE2\x94\x82",
		"\xE2\x94\x83", "\xE2\x95\x91" };
	size_t found = 0;

	for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++) {
		const char *p = s.p, *end = s.p + s.n;
		char first = bars[i][0];
		while (found < BARS_MIN &&
		    (p = memchr(p, first, (size_t)(end - p))) != NULL) {
			found += end - p >= 3 && memcmp(p, bars[i], 3) == 0;
			p++;
		}
	}
	return found >= BARS_MIN;
}

/* A line of strokes alone is a rule; strokes elsewhere may be signs: ═ 100 */
static bool
is_frame(struct slice line)
{
	size_t at = 0;

	line = layout_trim(line);
	while (at + 3 <= line.n && stroke(line.p + at) != 0)
		at += 3;
	return line.n > 0 && at == line.n;
}

void
layout_bars(struct document *doc)
{
	char *out;

	if (!has_bars(doc->text))
		return;
	out = arena_take(doc->arena, doc->text.n + 1);
	memcpy(out, doc->text.p, doc->text.n);
	out[doc->text.n] = '\0';
	for (size_t i = 0; i < doc->line_n; i++) {
		struct slice s = document_line_text(doc, i);
		bool frame = is_frame(s);
		size_t base = (size_t)(s.p - doc->text.p);
		for (size_t at = next_stroke(s, 0); at < s.n;
		     at = next_stroke(s, at + 3)) {
			char c = stroke(s.p + at);
			if (frame)
				memset(out + base + at, '-', 3);
			else if (c == '|')
				memcpy(out + base + at, "|  ", 3);
		}
	}
	document_replace(doc, out);
}
