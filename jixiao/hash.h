/* hash.h - what tells a changed document from the same one. */
#ifndef HASH_H
#define HASH_H

#include <stdbool.h>

#include "sha256.h"

/* SHA-256 of a file's bytes. False, with errno, where it cannot be read. */
bool hash_file(const char *path, char hex[SHA256_HEX]);

/*
 * One hash of everything that decides how a document is read: names and bytes
 * of the rules of extract and normalize under the folder, and these programs.
 */
void hash_of_reading(const char *rules, char hex[SHA256_HEX]);

#endif
