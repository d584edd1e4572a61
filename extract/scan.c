#include "scan.h"

#include "common.h"
#include "fold.h"
#include "utf8.h"

enum {
	SCAN_HAN_FIRST = 0x4E00,
	SCAN_HAN_LAST = 0x9FFF,
	SCAN_HAN_N = SCAN_HAN_LAST - SCAN_HAN_FIRST + 1,
	SCAN_LARGE = 256 * 1024 /* bytes of a text whose lines are counted */
};

/* A bit per ideograph of the basic block; set for the common ones. */
static unsigned char scan_common[SCAN_HAN_N / 8];
static bool scan_ready;

static void
scan_open(void)
{
	const char *p = COMMON_HAN;
	size_t left = strlen(p), n;

	for (; left; p += n, left -= n) {
		uint32_t i = utf8_decode(p, left, &n) - SCAN_HAN_FIRST;

		if (i < SCAN_HAN_N)
			scan_common[i / 8] |= (unsigned char)(1U << i % 8);
	}
	scan_ready = true;
}

bool
scan_is_common(uint32_t c)
{
	uint32_t i = c - SCAN_HAN_FIRST;

	if (!scan_ready)
		scan_open();
	return i < SCAN_HAN_N && (scan_common[i / 8] >> i % 8 & 1);
}

/* Notes that a line ends in front of offset. */
static void
scan_line(struct scan *s, size_t offset)
{
	size_t length = offset - s->line_start[s->line_n];

	if (length > s->line_longest)
		s->line_longest = length;
	s->line_n++;
	s->line_start = arena_grow(s->arena, s->line_start, s->line_n,
	    &s->capacity, s->line_n + 2, sizeof(*s->line_start));
	s->line_start[s->line_n] = offset;
}

/* A control character at offset i; returns the offset behind its line end. */
static size_t
scan_control(struct scan *s, struct slice text, size_t i)
{
	switch (text.p[i]) {
	case '\r':
		if (i + 1 < text.n && text.p[i + 1] == '\n')
			i++;
		scan_line(s, i + 1);
		break;
	case '\n':
	case '\f': scan_line(s, i + 1); break;
	case '\0': s->nul++; break;
	case '\t':
	case '\v':
	case '\a':
	case '\x1B': break;
	default: s->control++; break;
	}
	return i + 1;
}

/* Does one of eight bytes of ASCII come before the space, or is it not ASCII? */
static bool
scan_is_special(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return ((w - ones * 0x20) | w) & ones * 0x80;
}

/* Reads ASCII from offset i; returns the offset of what is none. */
static size_t
scan_ascii(struct scan *s, struct slice text, size_t i)
{
	while (i < text.n && s->line_n < s->line_limit) {
		unsigned char c = (unsigned char)text.p[i];

		if (c >= 0x80)
			break;
		if (c < 0x20)
			i = scan_control(s, text, i);
		else
			i++;
		while (text.n - i >= 8 && !scan_is_special(text.p + i))
			i += 8;
	}
	return i;
}

static unsigned
scan_byte(struct slice text, size_t i)
{
	return (unsigned char)text.p[i];
}

/* A character of two bytes at offset i; returns its length, 0 if it is none. */
static size_t
scan_two(struct scan *s, struct slice text, size_t i)
{
	unsigned a = scan_byte(text, i), b;
	uint32_t c;

	if (a < 0xC2 || text.n - i < 2)
		return 0;
	b = scan_byte(text, i + 1);
	if ((b & 0xC0) != 0x80)
		return 0;
	c = (a & 0x1F) << 6 | (b & 0x3F);
	s->foreign++;
	/* Signs that Chinese text uses: degree, middle dot, times, and such. */
	s->latin += c < 0x100 && c != 0xA0 && c != 0xB7 && c != 0xD7 &&
	    c != 0xB0 && c != 0xB1 && c != 0xA5 && c != 0xF7 && c != 0x85 &&
	    c != 0xAD;
	if (c == 0x85)
		scan_line(s, i + 2);
	return 2;
}

/* Counts a character of three bytes that is no ideograph of the basic block. */
static void
scan_wide(struct scan *s, uint32_t c, size_t end)
{
	if (c >= 0x3400 && c < SCAN_HAN_FIRST)
		s->han++;
	else if (c == 0xFFFD)
		s->replaced++;
	else
		s->wide++;
	if (c == 0x2028 || c == 0x2029)
		scan_line(s, end);
}

/* Characters of three bytes from offset i; returns the offset behind them. */
static size_t
scan_three(struct scan *s, struct slice text, size_t i)
{
	uint32_t last = 0;
	unsigned run = 0; /* equal ideographs in a row, the last included */

	while (text.n - i >= 3 && s->line_n < s->line_limit) {
		unsigned a = scan_byte(text, i), b = scan_byte(text, i + 1),
			 d = scan_byte(text, i + 2);
		uint32_t c = (a & 0x0F) << 12 | (b & 0x3F) << 6 | (d & 0x3F);
		uint32_t h = c - SCAN_HAN_FIRST;

		if ((a & 0xF0) != 0xE0 || ((b & 0xC0) ^ 0x80) ||
		    ((d & 0xC0) ^ 0x80))
			break;
		if (h < SCAN_HAN_N) {
			s->han++;
			s->common += scan_common[h / 8] >> h % 8 & 1;
			run = c == last ? run + 1 : 1;
			s->doubled += run == 2;
			s->doubled -= run == 3;
		} else if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))
			break;
		else
			scan_wide(s, c, i + 3);
		last = c;
		i += 3;
	}
	return i;
}

/* A character of four bytes at offset i; returns its length, 0 if it is none. */
static size_t
scan_four(struct scan *s, struct slice text, size_t i)
{
	size_t n;
	uint32_t c = utf8_decode(text.p + i, text.n - i, &n);

	if (c == UTF8_BAD)
		return 0;
	s->wide++;
	return n;
}

/*
 * Lines that there may be. Counted in a large text, since growing leaves the
 * smaller arrays behind in the arena.
 */
static size_t
scan_expect(struct slice text)
{
	size_t n = 0;

	if (text.n < SCAN_LARGE)
		return text.n / 48 + 16;
	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n + 16;
}

void
scan_text(
    struct scan *s, struct slice text, struct arena *arena, size_t line_limit)
{
	size_t i = 0, n;

	if (!scan_ready)
		scan_open();
	*s = (struct scan){ .arena = arena, .line_limit = line_limit };
	n = scan_expect(text);
	if (n > line_limit)
		n = line_limit + 1;
	s->line_start =
	    arena_grow(arena, NULL, 0, &s->capacity, n, sizeof(*s->line_start));
	s->line_start[0] = 0;
	n = 1;
	while (n && (i = scan_ascii(s, text, i)) < text.n &&
	    s->line_n < line_limit) {
		unsigned a = scan_byte(text, i);

		if (a < 0xE0)
			n = scan_two(s, text, i);
		else if (a < 0xF0)
			n = scan_three(s, text, i) - i;
		else
			n = scan_four(s, text, i);
		i += n;
	}
	s->bad = i;
	if (s->line_start[s->line_n] < i)
		scan_line(s, i);
}

/* White space and characters without width that a dump may leave behind. */
static bool
scan_is_space(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 ||
	    c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
	    c == 0x3000 || fold_is_unseen(c);
}

bool
scan_is_blank(struct slice line)
{
	size_t n;

	for (; line.n; line.p += n, line.n -= n) {
		if (!scan_is_space(utf8_decode(line.p, line.n, &n)))
			return false;
	}
	return true;
}
