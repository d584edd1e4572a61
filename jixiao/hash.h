/* hash.h - what tells a changed document from the same one. */
#ifndef HASH_H
#define HASH_H

#include <stdbool.h>

#include "sha256.h"

/* SHA-256 of a file's bytes. False, with errno, where it cannot be read. */
bool hash_file(const char *path, char hex[SHA256_HEX]);

/*
 * One hash of the rules that decide what the warehouse says of a document:
 * names and bytes of the files of all stages, but for views and the schema.
 */
void hash_of_reading(const char *rules, char hex[SHA256_HEX]);

#endif
