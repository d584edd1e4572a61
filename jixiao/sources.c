/* sources.c - files as the warehouse knows them, and as they are now. */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "fold.h"
#include "heap.h"
#include "query.h"
#include "reading.h"
#include "sources.h"
#include "text.h"

/* The number of these rules; NULL: of rules that nothing is known of. */
static size_t
reading_of(struct sources *s, const char *hash)
{
	size_t i = 0;
	if (!hash || strlen(hash) >= SHA256_HEX)
		hash = "";
	while (i < s->reading_n && strcmp(s->reading[i].hash, hash) != 0)
		i++;
	if (i < s->reading_n)
		return i;
	s->reading = heap_grow(s->reading, &s->reading_capacity,
	    s->reading_n + 1, sizeof *s->reading);
	struct source_rules *new = &s->reading[s->reading_n++];
	*new = (struct source_rules){ 0 };
	memcpy(new->hash, hash, strlen(hash) + 1);
	return i;
}

static void
read_row(struct sources *s, struct sqlite3_stmt *row)
{
	s->source =
	    heap_grow(s->source, &s->capacity, s->n + 1, sizeof *s->source);
	struct source *new = &s->source[s->n++];
	*new = (struct source){ 0 };
	new->name = heap_copy(slice_of(query_text(row, 0)));
	new->bytes = sqlite3_column_int64(row, 1);
	new->mtime_ns = sqlite3_column_int64(row, 2);
	const char *content = query_text(row, 3);
	if (content && strlen(content) < SHA256_HEX)
		memcpy(new->content, content, strlen(content) + 1);
	/* Members of archives, and what could not be read, have no rules. */
	const char *reading = query_text(row, 4);
	new->reading = reading ? reading_of(s, reading) : 0;
	new->missing = sqlite3_column_int(row, 5);
}

/* What the change from each of the older rules to those of now applies to. */
static void
compare_rules(struct sources *s, struct sqlite3 *db)
{
	if (query_has(db, "rule_file")) {
		struct sqlite3_stmt *row = query_prepare(
		    db, "SELECT 1 FROM rule_file WHERE rules = ?1 LIMIT 1");
		query_bind_text(row, 1, s->reading[0].hash);
		s->unknown = !query_step(row);
		sqlite3_finalize(row);
	}
	for (size_t i = 1; i < s->reading_n; i++) {
		struct rulebook old, now;
		reading_then(db, s->reading[i].hash, &old);
		reading_now(s->rules, &now);
		sieve_make(&s->reading[i].sieve, &old, &now);
		rulebook_free(&old);
		rulebook_free(&now);
	}
	if (s->reading_n > 1) {
		if (fold_open() != 0)
			diag_fatal(EX_SOFTWARE, "ICU lacks its data");
		s->charset = charset_new();
	}
}

void
sources_read(struct sources *s, struct sqlite3 *db, const char *rules)
{
	char now[SHA256_HEX];
	*s = (struct sources){ .rules = rules, .unknown = true };
	reading_hash(rules, now);
	reading_of(s, now);
	if (!db || !query_has(db, "source"))
		return;
	struct sqlite3_stmt *row = query_prepare(db,
	    "SELECT path, bytes, mtime_ns, sha256, rules, "
	    "missing_since IS NOT NULL FROM source ORDER BY path");
	while (query_step(row))
		read_row(s, row);
	sqlite3_finalize(row);
	compare_rules(s, db);
}

void
sources_free(struct sources *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->source[i].name);
	for (size_t i = 0; i < s->reading_n; i++)
		sieve_free(&s->reading[i].sieve);
	if (s->charset)
		fold_close();
	charset_free(s->charset);
	free(s->reading);
	free(s->source);
	*s = (struct sources){ 0 };
}

static int
by_name(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	return strcmp(x->name, y->name);
}

static struct source *
find(const struct sources *s, char *name)
{
	struct source key = { .name = name };
	if (s->n == 0)
		return NULL;
	return bsearch(&key, s->source, s->n, sizeof *s->source, by_name);
}

/* The rules have changed since, and the change may apply to the file. */
static bool
is_outdated(const struct sources *s, const struct source *old, const char *path)
{
	return old->reading > 0 &&
	    sieve_applies(&s->reading[old->reading].sieve, path, s->charset);
}

/* What became of one entry since the source was read. */
static void
compare(struct changes *c, size_t i, const struct sources *s,
    struct source *old, bool full)
{
	const struct file *e = &c->files.file[i];
	enum state state = STATE_UNCHANGED;
	bool readable = e->bytes >= 0 && hash_file(e->path, c->content[i]);
	if (old)
		old->seen = true;
	if (!readable)
		state = STATE_UNREADABLE;
	else if (!old)
		state = STATE_NEW;
	else if (strcmp(c->content[i], old->content) != 0)
		state = STATE_CHANGED;
	else if (full || is_outdated(s, old, e->path))
		state = STATE_OUTDATED;
	c->state[i] = state;
	c->count[state]++;
	if (state != STATE_UNCHANGED && e->bytes > 0)
		c->to_read += e->bytes;
	c->touched[i] = state != STATE_UNCHANGED || old->missing ||
	    old->reading > 0 || old->bytes != e->bytes ||
	    old->mtime_ns != e->mtime_ns;
}

/* True where the name is one of the paths or stands under one. */
static bool
is_under(const struct changes *c, const char *name)
{
	for (int i = 0; i < c->path_n; i++) {
		const char *path = c->path[i];
		size_t n = strlen(path);
		if (strcmp(path, ".") == 0 && name[0] != '/')
			return true;
		if (strncmp(name, path, n) == 0 &&
		    (name[n] == '\0' || name[n] == '/' ||
			(n && path[n - 1] == '/')))
			return true;
	}
	return false;
}

static void
walk_all(struct changes *c, char **paths, int path_n)
{
	c->path = heap_zero((size_t)path_n + 1, sizeof *c->path);
	for (int i = 0; i < path_n; i++) {
		char *clean = files_clean(paths[i]);
		if (!files_walk(&c->files, clean))
			diag_fatal(EX_NOINPUT, "cannot open %s: %s", paths[i],
			    strerror(errno));
		c->path[c->path_n++] = files_name(clean);
		free(clean);
	}
}

/* The warehouse may stand in a folder that is read. */
static void
leave_out(struct files *files, const char *db, const char *snapshot)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal",
		"-new", "-new-wal", "-new-shm", ".lock" };
	size_t n = strlen(db) + 16;
	char *path = heap_take(n);
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		snprintf(path, n, "%s%s", db, beside[i]);
		files_leave_out(files, path);
	}
	if (snapshot)
		files_leave_out(files, snapshot);
	free(path);
}

void
changes_find(
    struct changes *c, struct sources *old, const struct changes_wanted *wanted)
{
	*c = (struct changes){ 0 };
	leave_out(&c->files, wanted->db, wanted->snapshot);
	walk_all(c, wanted->paths, wanted->path_n);
	if (wanted->path_n > 1)
		files_once(&c->files);
	c->state = heap_zero(c->files.n + 1, sizeof *c->state);
	c->content = heap_zero(c->files.n + 1, sizeof *c->content);
	c->touched = heap_zero(c->files.n + 1, sizeof *c->touched);
	for (size_t i = 0; i < c->files.n; i++) {
		char *name = files_name(c->files.file[i].path);
		compare(c, i, old, find(old, name), wanted->full);
		free(name);
	}
	for (size_t i = 0; i < old->n; i++) {
		struct source *s = &old->source[i];
		if (s->seen || !is_under(c, s->name))
			continue;
		c->missing++;
		c->gone += !s->missing;
	}
}

void
changes_free(struct changes *c)
{
	files_free(&c->files);
	for (int i = 0; i < c->path_n; i++)
		free(c->path[i]);
	free(c->path);
	free(c->state);
	free(c->content);
	free(c->touched);
	*c = (struct changes){ 0 };
}

bool
changes_reads(const struct changes *c, size_t i)
{
	return c->state[i] != STATE_UNCHANGED;
}

static void
write_entry(const struct changes *c, size_t i, const char *reading, FILE *f)
{
	const struct file *e = &c->files.file[i];
	char *name = files_name(e->path);
	fputs("{\"path\":", f);
	text_json(f, name);
	fprintf(f, ",\"act\":\"%s\",\"bytes\":%lld,\"mtime_ns\":%lld",
	    changes_reads(c, i) ? "read" : "touched", e->bytes, e->mtime_ns);
	if (c->state[i] != STATE_UNREADABLE)
		fprintf(f, ",\"sha256\":\"%s\",\"rules\":\"%s\"", c->content[i],
		    reading);
	fputs("}\n", f);
	free(name);
}

void
changes_write(
    const struct changes *c, const struct sources *old, bool prune, FILE *f)
{
	bool any = false;
	if (prune)
		fputs("{\"path\":\"\",\"act\":\"members\"}\n", f);
	for (size_t i = 0; i < c->files.n; i++)
		any = any || c->touched[i];
	if (any && old->unknown)
		reading_write(old->rules, old->reading[0].hash, f);
	for (size_t i = 0; i < c->files.n; i++)
		if (c->touched[i])
			write_entry(c, i, old->reading[0].hash, f);
	for (size_t i = 0; i < old->n; i++) {
		const struct source *s = &old->source[i];
		if (s->seen || (s->missing && !prune) || !is_under(c, s->name))
			continue;
		fputs("{\"path\":", f);
		text_json(f, s->name);
		fprintf(f, ",\"act\":\"%s\"}\n", prune ? "prune" : "missing");
	}
}
