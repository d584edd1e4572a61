/* utf8.h - UTF-8, one code point at a time. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What utf8_decode gives for a byte that is not UTF-8; no code point. */
#define UTF8_BAD UINT32_MAX

/* What utf8_decode does beyond the common cases. */
uint32_t utf8_decode_rare(const char *p, size_t left, size_t *n);

/*
 * The code point at p, which has left > 0 bytes; *n is set to its length.
 * A byte that begins no valid sequence gives UTF8_BAD and 1. Overlong forms,
 * surrogates and what lies beyond U+10FFFF are not valid. ASCII and the plain
 * three-byte forms, which is nearly all Chinese text, are read in place.
 */
static inline uint32_t
utf8_decode(const char *p, size_t left, size_t *n)
{
	unsigned char a = (unsigned char)p[0], b, c;

	*n = 1;
	if (a < 0x80)
		return a;
	if (a > 0xE0 && a < 0xF0 && a != 0xED && left > 2) {
		b = (unsigned char)p[1];
		c = (unsigned char)p[2];
		if ((b & 0xC0) != 0x80 || (c & 0xC0) != 0x80)
			return UTF8_BAD;
		*n = 3;
		return (a & 0xFU) << 12 | (b & 0x3FU) << 6 | (c & 0x3FU);
	}
	return utf8_decode_rare(p, left, n);
}

/* True for a byte that goes on with a character: not its first. */
static inline bool
utf8_is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Writes c, at most 4 bytes, no NUL; the number of bytes. */
size_t utf8_encode(uint32_t c, char *to);

/* Bytes of p that are valid UTF-8 before the first that is not; n if all. */
size_t utf8_valid(const char *p, size_t n);

#endif
