#include "utf8.h"

#include <string.h>

static bool
utf8_more(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

uint32_t
utf8_decode_rare(const char *p, size_t left, size_t *n)
{
	const unsigned char *u = (const unsigned char *)p;
	uint32_t c;

	*n = 1;
	if (u[0] >= 0xC2 && u[0] < 0xE0 && left > 1 && utf8_more(u[1])) {
		*n = 2;
		return (u[0] & 0x1FU) << 6 | (u[1] & 0x3FU);
	}
	if ((u[0] & 0xF0) == 0xE0 && left > 2 && utf8_more(u[1]) &&
	    utf8_more(u[2])) {
		c = (u[0] & 0xFU) << 12 | (u[1] & 0x3FU) << 6 | (u[2] & 0x3FU);
		if (c < 0x800 || (c >= 0xD800 && c < 0xE000))
			return UTF8_BAD;
		*n = 3;
		return c;
	}
	if ((u[0] & 0xF8) == 0xF0 && left > 3 && utf8_more(u[1]) &&
	    utf8_more(u[2]) && utf8_more(u[3])) {
		c = (u[0] & 7U) << 18 | (u[1] & 0x3FU) << 12 |
		    (u[2] & 0x3FU) << 6 | (u[3] & 0x3FU);
		if (c < 0x10000 || c > 0x10FFFF)
			return UTF8_BAD;
		*n = 4;
		return c;
	}
	return UTF8_BAD;
}

size_t
utf8_encode(uint32_t c, char *to)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

size_t
utf8_valid(const char *p, size_t n)
{
	size_t i = 0, used;
	uint64_t word;

	while (i < n) {
		if (n - i >= sizeof(word)) {
			memcpy(&word, p + i, sizeof(word));
			if (!(word & UINT64_C(0x8080808080808080))) {
				i += sizeof(word);
				continue;
			}
		}
		if (utf8_decode(p + i, n - i, &used) == UTF8_BAD)
			return i;
		i += used;
	}
	return n;
}
