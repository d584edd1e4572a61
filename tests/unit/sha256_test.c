#include "sha256.h"

#include <stdlib.h>

#include "tap.h"

int
main(void)
{
	static const char abc[] =
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	static const char million[] =
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
	static const char none[] =
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
	struct sha256 *hash = sha256_new();
	char hex[SHA256_HEX], block[1000];

	sha256_hex("abc", 3, hex);
	is(hex, strlen(hex), abc, "FIPS 180: abc");
	memset(block, 'a', sizeof(block));
	for (int i = 0; i < 1000; i++)
		sha256_add(hash, block, sizeof(block));
	sha256_end(hash, hex);
	is(hex, strlen(hex), million, "FIPS 180: a million a, in pieces");
	sha256_end(hash, hex);
	is(hex, strlen(hex), none, "an end begins anew");
	sha256_hex(NULL, 0, hex);
	is(hex, strlen(hex), none, "nothing has a digest");
	sha256_free(hash);
	sha256_free(NULL);
	return tap_end();
}
