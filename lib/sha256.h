/* sha256.h - SHA-256 digests in hex, through libcrypto. */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>

#define SHA256_HEX 65 /* 64 digits and a NUL */

/* The digest of n bytes at p. */
void sha256_hex(const void *p, size_t n, char out[SHA256_HEX]);

/* The digest of bytes that come in pieces. */
struct sha256;

struct sha256 *sha256_new(void); /* never NULL */
void sha256_add(struct sha256 *, const void *p, size_t n);

/* Writes the digest and starts anew. */
void sha256_end(struct sha256 *, char out[SHA256_HEX]);

void sha256_free(struct sha256 *); /* accepts NULL */

#endif
