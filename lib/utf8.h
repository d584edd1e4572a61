/* utf8.h - UTF-8, one code point at a time. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What utf8_decode gives for a byte that is not UTF-8; no code point. */
#define UTF8_BAD UINT32_MAX

/*
 * The code point at p, which has left > 0 bytes; *n is set to its length.
 * A byte that begins no valid sequence gives UTF8_BAD and 1. Overlong forms,
 * surrogates and what lies beyond U+10FFFF are not valid.
 */
uint32_t utf8_decode(const char *p, size_t left, size_t *n);

/* Writes c, at most 4 bytes, no NUL; the number of bytes. */
size_t utf8_encode(uint32_t c, char *to);

/* Bytes of p that are valid UTF-8 before the first that is not; n if all. */
size_t utf8_valid(const char *p, size_t n);

#endif
