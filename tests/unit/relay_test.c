/* relay_test.c - records handed from one thread to another. */
#include "relay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define LARGE ((size_t)1 << 20)

struct seen {
	unsigned long n, stop;
	bool ordered, whole;
};

static bool
work(void *user, struct record *r)
{
	struct seen *s = user;
	char number[32];

	snprintf(number, sizeof(number), "%lu", s->n);
	s->ordered = s->ordered && slice_is(r->f[RECORD_TEXT], number);
	s->whole = s->whole && r->f[RECORD_CLEAN].p == NULL &&
	    r->f[RECORD_NOTE].p != NULL && r->f[RECORD_NOTE].n == 0 &&
	    slice_is(r->extra[1], "beside");
	s->n++;
	return s->n != s->stop;
}

/* Puts so many records, each in memory that is used again; how many it took. */
static unsigned long
put_all(struct relay *relay, unsigned long many)
{
	char bytes[64];
	struct record r;
	unsigned long i;

	for (i = 0; i < many; i++) {
		memset(&r, 0, sizeof(r));
		snprintf(bytes, sizeof(bytes), "beside,%lu", i);
		r.extra[1] = (struct slice){ bytes, 6 };
		r.f[RECORD_NOTE] = (struct slice){ bytes + 6, 0 };
		r.f[RECORD_TEXT] = slice_of(bytes + 7);
		if (!relay_put(relay, &r))
			break;
		memset(bytes, 'x', sizeof(bytes));
	}
	return i;
}

static bool
count_large(void *user, struct record *r)
{
	size_t *sum = user;

	*sum += r->f[RECORD_TEXT].n;
	return r->f[RECORD_TEXT].p[r->f[RECORD_TEXT].n - 1] == 'z';
}

int
main(void)
{
	struct seen all = { .ordered = true, .whole = true };
	struct seen some = { .stop = 5000, .ordered = true, .whole = true };
	struct record r;
	size_t sum = 0;
	char *text = malloc(LARGE);
	struct relay *relay = relay_new(work, &all, 2);

	ok(put_all(relay, 100000) == 100000, "all records are taken");
	relay_free(relay);
	ok(all.n == 100000, "all are worked on before the end");
	ok(all.ordered, "in order");
	ok(all.whole, "NULL, empty text and other columns stay what they are");
	relay = relay_new(work, &some, 2);
	ok(put_all(relay, 100000) < 100000, "work that stops is noticed");
	relay_free(relay);
	ok(some.n == 5000, "and nothing is worked on behind it");
	if (text != NULL)
		memset(text, 'z', LARGE);
	memset(&r, 0, sizeof(r));
	r.f[RECORD_TEXT] = (struct slice){ text, LARGE };
	relay = relay_new(count_large, &sum, 0);
	for (int i = 0; i < 9; i++)
		relay_put(relay, &r);
	relay_free(relay);
	ok(sum == 9 * LARGE, "records larger than a batch go through");
	relay_free(NULL);
	free(text);
	return tap_end();
}
