#include "sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <sysexits.h>

#include "diag.h"
#include "heap.h"

struct sha256 {
	EVP_MD_CTX *context;
};

/* libcrypto fails only where memory ran out or SHA-256 is not allowed. */
static void
sha256_need(int ok)
{
	if (ok != 1)
		diag_fatal(
		    EX_SOFTWARE, "libcrypto cannot make a SHA-256 digest");
}

struct sha256 *
sha256_new(void)
{
	struct sha256 *s = heap_take(sizeof(*s));

	/* Without its default context libcrypto crashes. */
	if (!OSSL_LIB_CTX_get0_global_default())
		heap_exhausted();
	s->context = EVP_MD_CTX_new();
	if (!s->context)
		heap_exhausted();
	sha256_need(EVP_DigestInit_ex(s->context, EVP_sha256(), NULL));
	return s;
}

void
sha256_add(struct sha256 *s, const void *p, size_t n)
{
	if (n)
		sha256_need(EVP_DigestUpdate(s->context, p, n));
}

void
sha256_end(struct sha256 *s, char out[SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[EVP_MAX_MD_SIZE];

	sha256_need(EVP_DigestFinal_ex(s->context, digest, NULL));
	for (size_t i = 0; i < 32; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[64] = '\0';
	sha256_need(EVP_DigestInit_ex(s->context, EVP_sha256(), NULL));
}

void
sha256_free(struct sha256 *s)
{
	if (!s)
		return;
	EVP_MD_CTX_free(s->context);
	free(s);
}

void
sha256_hex(const void *p, size_t n, char out[SHA256_HEX])
{
	struct sha256 *s = sha256_new();

	sha256_add(s, p, n);
	sha256_end(s, out);
	sha256_free(s);
}
