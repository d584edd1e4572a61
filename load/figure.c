/* figure.c - where each figure comes from: line, column, passage and rule. */
#include <stdlib.h>

#include "arena.h"
#include "figure.h"
#include "heap.h"

/* What the figures of a reading share: columns 1 on of table reading. */
static const enum record_field shared[] = { RECORD_RECORD, RECORD_FIELD,
	RECORD_RULE, RECORD_ORIGIN, RECORD_TYPE, RECORD_CONTEXT_UNIT,
	RECORD_CONTEXT_FROM, RECORD_KIND, RECORD_OP, RECORD_UNIT,
	RECORD_UNIT_FROM, RECORD_STEP };

enum {
	SHARED = sizeof shared / sizeof *shared,
	SLOTS = 16384, /* a power of two */
	FULL = SLOTS / 2
};

struct entry {
	struct reading reading;
	size_t hash;
	struct slice shared[SHARED];
};

struct figures {
	struct warehouse *w;
	struct arena *arena;
	struct entry *slot[SLOTS];
	int n;
	long long next;
};

static size_t
hash_step(size_t h, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211U;
	return (h ^ (s.p != NULL)) * 1099511628211U;
}

static bool
same(const struct entry *e, const struct slice *key)
{
	for (size_t i = 0; i < SHARED; i++)
		if (!slice_eq(e->shared[i], key[i]) ||
		    (e->shared[i].p == NULL) != (key[i].p == NULL))
			return false;
	return true;
}

/* The slot of the key: where it is, or where it belongs. */
static struct entry **
look_up(struct figures *f, const struct slice *key, size_t *hash)
{
	size_t h = 1469598103934665603U;
	for (size_t i = 0; i < SHARED; i++)
		h = hash_step(h, key[i]);
	*hash = h;
	size_t at = h & (SLOTS - 1);
	while (
	    f->slot[at] && (f->slot[at]->hash != h || !same(f->slot[at], key)))
		at = (at + 1) & (SLOTS - 1);
	return &f->slot[at];
}

static struct entry *
keep(struct figures *f, const struct slice *key, size_t hash, long long id)
{
	struct entry *e = arena_take(f->arena, sizeof *e);
	e->hash = hash;
	for (size_t i = 0; i < SHARED; i++)
		e->shared[i] =
		    key[i].p ? arena_copy(f->arena, key[i]) : SLICE_NULL;
	e->reading.id = id;
	e->reading.record = field_type(key[0]);
	e->reading.field = field_find(e->reading.record, key[1]);
	f->n++;
	return e;
}

/* A hostile stream can have any number of readings; memory stays flat. */
static void
forget(struct figures *f)
{
	for (size_t i = 0; i < SLOTS; i++)
		f->slot[i] = NULL;
	arena_reset(f->arena);
	f->n = 0;
}

static void
read_all(struct figures *f)
{
	struct slice key[SHARED];
	size_t hash;
	sqlite3_stmt *s = warehouse_use(f->w, STATEMENT_READING_ALL);
	while (warehouse_row(f->w, STATEMENT_READING_ALL)) {
		for (int i = 0; i < SHARED; i++)
			key[i] = warehouse_column(s, i + 1);
		long long id = sqlite3_column_int64(s, 0);
		f->next = id > f->next ? id : f->next;
		struct entry **slot = look_up(f, key, &hash);
		if (!*slot && f->n < FULL)
			*slot = keep(f, key, hash, id);
	}
}

struct figures *
figures_open(struct warehouse *w)
{
	struct figures *f = heap_zero(1, sizeof *f);
	f->w = w;
	f->arena = arena_new();
	read_all(f);
	return f;
}

void
figures_close(struct figures *f)
{
	if (!f)
		return;
	arena_free(f->arena);
	free(f);
}

static void
write_reading(struct figures *f, const struct slice *key)
{
	sqlite3_stmt *s = warehouse_use(f->w, STATEMENT_READING_ADD);
	sqlite3_bind_int64(s, 1, ++f->next);
	for (int i = 0; i < SHARED; i++)
		warehouse_text(s, i + 2, key[i]);
	warehouse_step(f->w, STATEMENT_READING_ADD);
}

const struct reading *
figures_reading(struct figures *f, const struct record *record)
{
	struct slice key[SHARED];
	size_t hash;
	for (size_t i = 0; i < SHARED; i++)
		key[i] = record->f[shared[i]];
	struct entry **slot = look_up(f, key, &hash);
	if (*slot)
		return &(*slot)->reading;
	if (f->n >= FULL) {
		forget(f);
		slot = look_up(f, key, &hash);
	}
	if (key[0].p && key[1].p && field_type(key[0]) != TYPE_UNKNOWN)
		write_reading(f, key);
	*slot = keep(f, key, hash, f->next);
	return &(*slot)->reading;
}

long long
figures_add(struct figures *f, const struct reading *reading,
    const struct record *record)
{
	sqlite3_stmt *s = warehouse_use(f->w, STATEMENT_FIGURE_ADD);
	sqlite3_bind_int64(s, 1, reading->id);
	warehouse_count(s, 2, record->f[RECORD_ROW]);
	warehouse_count(s, 3, record->f[RECORD_LINE]);
	warehouse_count(s, 4, record->f[RECORD_COLUMN]);
	warehouse_count(s, 5, record->f[RECORD_BYTE]);
	warehouse_text(s, 6, record->f[RECORD_TEXT]);
	warehouse_text(s, 7, record->f[RECORD_VALUE]);
	warehouse_text(s, 8, record->f[RECORD_NOTE]);
	warehouse_step(f->w, STATEMENT_FIGURE_ADD);
	return sqlite3_last_insert_rowid(f->w->db);
}
