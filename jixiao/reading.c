/* reading.c - the rules that documents are read by, now and then. */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "files.h"
#include "hash.h"
#include "heap.h"
#include "query.h"
#include "reading.h"
#include "text.h"

typedef void use_function(
    void *user, const char *name, const char *path, bool whole);

/* Files of the rules folder that do not change what is read from a document. */
static bool
is_beside(const char *name)
{
	if (strncmp(name, "load/", 5) != 0)
		return !slice_ends(slice_of(name), ".rules");
	return strncmp(name, "load/schema/", 12) == 0 ||
	    strcmp(name, "load/views.sql") == 0 ||
	    !(slice_ends(slice_of(name), ".csv") ||
		slice_ends(slice_of(name), ".sql"));
}

/* Calls use for each file, in the order of names. */
static void
each(const char *rules, use_function *use, void *user)
{
	static const char *const folders[] = { "extract", "normalize", "load" };
	for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
		struct files files = { 0 };
		struct text folder = { 0 };
		text_add(&folder, rules);
		text_add(&folder, "/");
		/* Seen from the folder: moving it changes no rule. */
		size_t start = folder.n;
		text_add(&folder, folders[k]);
		if (!files_walk(&files, folder.p))
			diag_fatal(EX_CONFIG, "there are no rules in %s: %s",
			    folder.p, strerror(errno));
		for (size_t i = 0; i < files.n; i++) {
			const char *path = files.file[i].path;
			if (!is_beside(path + start))
				use(user, path + start, path,
				    !slice_ends(slice_of(path), ".rules"));
		}
		files_free(&files);
		free(folder.p);
	}
}

static void
add_hash(void *user, const char *name, const char *path, bool whole)
{
	char hex[SHA256_HEX];
	(void)whole;
	if (!hash_file(path, hex))
		hex[0] = '\0';
	sha256_add(user, name, strlen(name) + 1);
	sha256_add(user, hex, strlen(hex));
}

void
reading_hash(const char *rules, char hex[SHA256_HEX])
{
	struct sha256 *hash = sha256_new();
	each(rules, add_hash, hash);
	sha256_end(hash, hex);
	sha256_free(hash);
}

/* A file's text, or its hash; "" where it cannot be read. */
static char *
contents(const char *path, bool whole)
{
	char hex[SHA256_HEX], piece[4096];
	struct text text = { 0 };
	text_add(&text, "");
	if (whole) {
		if (hash_file(path, hex))
			text_add(&text, hex);
		return text.p;
	}
	FILE *f = fopen(path, "re");
	size_t n;
	while (f && (n = fread(piece, 1, sizeof piece - 1, f)) > 0) {
		piece[n] = '\0';
		text_add(&text, piece);
	}
	if (f)
		fclose(f);
	return text.p;
}

static void
add_to_book(void *user, const char *name, const char *path, bool whole)
{
	char *text = contents(path, whole);
	rulebook_add(user, name, slice_of(text));
	free(text);
}

void
reading_now(const char *rules, struct rulebook *book)
{
	*book = (struct rulebook){ 0 };
	each(rules, add_to_book, book);
	rulebook_end(book);
}

void
reading_then(struct sqlite3 *db, const char *hash, struct rulebook *book)
{
	*book = (struct rulebook){ 0 };
	if (!hash || !query_has(db, "rule_file"))
		return;
	struct sqlite3_stmt *row = query_prepare(db,
	    "SELECT name, text FROM rule_file WHERE rules = ?1 ORDER BY place");
	query_bind_text(row, 1, hash);
	while (query_step(row))
		rulebook_add(
		    book, query_text(row, 0), slice_of(query_text(row, 1)));
	sqlite3_finalize(row);
	rulebook_end(book);
}

struct writer {
	FILE *to;
	const char *hash;
	int place;
};

static void
write_file(void *user, const char *name, const char *path, bool whole)
{
	struct writer *w = user;
	char *text = contents(path, whole);
	fputs("{\"path\":", w->to);
	text_json(w->to, name);
	fprintf(w->to,
	    ",\"act\":\"rules\",\"rules\":\"%s\",\"place\":%d,"
	    "\"text\":",
	    w->hash, ++w->place);
	text_json(w->to, text);
	fputs("}\n", w->to);
	free(text);
}

void
reading_write(const char *rules, const char *hash, FILE *to)
{
	struct writer w = { to, hash, 0 };
	each(rules, write_file, &w);
}
