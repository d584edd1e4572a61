#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "heap.h"
#include "rules_store.h"
#include "source.h"

enum { RULES_MISTAKES_SHOWN = 200 };

static const struct rules_file *
rules_file_of(const struct rules *r, const char *at)
{
	for (size_t i = 0; i < r->file_n; i++)
		if (at >= r->files[i].text &&
		    at <= r->files[i].text + r->files[i].n)
			return &r->files[i];
	return NULL;
}

static struct source
rules_source_of(const struct rules *r, const char *at)
{
	const struct rules_file *file = rules_file_of(r, at);

	return (struct source){ file->path, { file->text, file->n } };
}

void
rules_say(const struct rules *r, const char *at, const char *text)
{
	struct source source = rules_source_of(r, at);

	source_mistake(&source, at, "%s", text);
}

struct slice
rules_where(struct rules *r, const char *at)
{
	struct source source = rules_source_of(r, at);
	size_t n = strlen(source.path) + 32;
	char *text = arena_take(r->arena, n);

	snprintf(text, n, "%s:%zu", source.path, source_line(&source, at));
	return slice_of(text);
}

void
rules_mistake(struct rules *r, const char *at, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	r->mistakes = heap_grow(r->mistakes, &r->mistake_max, r->mistake_n + 1,
	    sizeof(*r->mistakes));
	r->mistakes[r->mistake_n].at = at;
	r->mistakes[r->mistake_n].text = heap_copy(slice_of(text));
	r->mistake_n++;
}

void
rule_mistake(const struct rule *rule, struct slice at, const char *format, ...)
{
	const char *place = at.p ? at.p : rule->at;
	struct source source = rules_source_of(rule->rules, place);
	va_list args;

	va_start(args, format);
	source_mistake_list(&source, place, format, args);
	va_end(args);
}

static int
rules_mistake_order(const void *a, const void *b)
{
	uintptr_t m = (uintptr_t)((const struct rules_mistake *)a)->at;
	uintptr_t n = (uintptr_t)((const struct rules_mistake *)b)->at;

	return m < n ? -1 : m > n;
}

size_t
rules_mistakes(struct rules *r)
{
	size_t n = r->mistake_n, shown = 0;

	if (n == 0)
		return 0;
	qsort(r->mistakes, r->mistake_n, sizeof(*r->mistakes),
	    rules_mistake_order);
	for (size_t f = 0; f < r->file_n; f++)
		for (size_t i = 0; i < n; i++) {
			const struct rules_mistake *m = &r->mistakes[i];

			if (rules_file_of(r, m->at) == &r->files[f] &&
			    shown++ < RULES_MISTAKES_SHOWN)
				rules_say(r, m->at, m->text);
		}
	if (n > RULES_MISTAKES_SHOWN)
		diag(DIAG_ERROR, (struct place){ 0 }, "%zu more mistakes",
		    n - RULES_MISTAKES_SHOWN);
	return n;
}
