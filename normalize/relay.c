#include "relay.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "diag.h"
#include "heap.h"

#define BATCH_RECORDS 1024u
#define BATCH_BYTES ((size_t)256 << 10)
#define BATCHES 4u /* one is filled, one worked on, two wait */

/* Records with the memory of their fields. */
struct batch {
	struct record *record;
	size_t n;
	char *bytes;
	size_t used, room;
};

struct relay {
	bool (*work)(void *, struct record *);
	void *user;
	size_t extra;
	struct batch batch[BATCHES];
	unsigned long long filled, done; /* batches handed on, worked on */
	bool closed, stopped;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	pthread_t thread;
};

/* The next batch that is filled; NULL: there will be none. */
static struct batch *
await(struct relay *r)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&r->lock);
	while (r->done == r->filled && !r->closed)
		pthread_cond_wait(&r->changed, &r->lock);
	if (r->done < r->filled && !r->stopped)
		b = &r->batch[r->done % BATCHES];
	pthread_mutex_unlock(&r->lock);
	return b;
}

static void *
run(void *user)
{
	struct relay *r = user;
	struct batch *b;
	bool going = true;

	while (going && (b = await(r)) != NULL) {
		for (size_t i = 0; going && i < b->n; i++)
			going = r->work(r->user, &b->record[i]);
		b->n = b->used = 0;
		pthread_mutex_lock(&r->lock);
		r->done++;
		r->stopped = !going;
		pthread_cond_broadcast(&r->changed);
		pthread_mutex_unlock(&r->lock);
	}
	return NULL;
}

struct relay *
relay_new(bool (*work)(void *user, struct record *), void *user, int extra)
{
	struct relay *r = heap_zero(1, sizeof(*r));

	r->work = work;
	r->user = user;
	r->extra = extra > 0 ? (size_t)extra : 0;
	for (size_t i = 0; i < BATCHES; i++) {
		struct batch *b = &r->batch[i];
		b->record = heap_zero(BATCH_RECORDS, sizeof(*b->record));
		b->room = BATCH_BYTES;
		b->bytes = heap_take(b->room);
	}
	if (pthread_mutex_init(&r->lock, NULL) != 0 ||
	    pthread_cond_init(&r->changed, NULL) != 0 ||
	    pthread_create(&r->thread, NULL, run, r) != 0)
		diag_fatal(EX_OSERR, "cannot start a thread");
	return r;
}

/* Hands the open batch on, and waits for room for another; false: stopped. */
static bool
hand_on(struct relay *r)
{
	bool going;

	pthread_mutex_lock(&r->lock);
	r->filled++;
	pthread_cond_broadcast(&r->changed);
	while (r->filled - r->done >= BATCHES && !r->stopped)
		pthread_cond_wait(&r->changed, &r->lock);
	going = !r->stopped;
	pthread_mutex_unlock(&r->lock);
	return going;
}

/* Widens the bytes from *begin to *end so that all the fields are in them. */
static void
enclose(const char **begin, const char **end, const struct slice *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i].p == NULL)
			continue;
		if (*begin == NULL || s[i].p < *begin)
			*begin = s[i].p;
		if (*end == NULL || s[i].p + s[i].n > *end)
			*end = s[i].p + s[i].n;
	}
}

/* The fields as they are after their bytes went from one place to another. */
static void
move(struct slice *to, const struct slice *s, size_t n, const char *from,
    const char *bytes)
{
	for (size_t i = 0; i < n; i++) {
		to[i] = s[i];
		if (s[i].p != NULL)
			to[i].p = bytes + (s[i].p - from);
	}
}

bool
relay_put(struct relay *r, const struct record *record)
{
	struct batch *b = &r->batch[r->filled % BATCHES];
	const char *from = NULL, *end = NULL;
	struct record *to;
	size_t need;

	enclose(&from, &end, record->f, RECORD_FIELD_COUNT);
	enclose(&from, &end, record->extra, r->extra);
	need = from == NULL ? 0 : (size_t)(end - from);

	if (b->n == BATCH_RECORDS || (b->n > 0 && b->used + need > b->room)) {
		if (!hand_on(r))
			return false;
		b = &r->batch[r->filled % BATCHES];
	}
	if (need > b->room) { /* a batch of its own, which keeps the room */
		free(b->bytes);
		b->room = need;
		b->bytes = heap_take(need);
	}
	to = &b->record[b->n++];
	if (need > 0)
		memcpy(b->bytes + b->used, from, need);
	move(to->f, record->f, RECORD_FIELD_COUNT, from, b->bytes + b->used);
	move(to->extra, record->extra, r->extra, from, b->bytes + b->used);
	b->used += need;
	return true;
}

void
relay_free(struct relay *r)
{
	if (r == NULL)
		return;
	pthread_mutex_lock(&r->lock);
	if (r->batch[r->filled % BATCHES].n > 0 && !r->stopped)
		r->filled++;
	r->closed = true;
	pthread_cond_broadcast(&r->changed);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	pthread_cond_destroy(&r->changed);
	pthread_mutex_destroy(&r->lock);
	for (size_t i = 0; i < BATCHES; i++) {
		free(r->batch[i].record);
		free(r->batch[i].bytes);
	}
	free(r);
}
