/* hash.h - what tells a changed document from the same one. */
#ifndef HASH_H
#define HASH_H

#include <stdbool.h>

#include "sha256.h"

/* SHA-256 of a file's bytes. False, with errno, where it cannot be read. */
bool hash_file(const char *path, char hex[SHA256_HEX]);

#endif
