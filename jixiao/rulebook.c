/* rulebook.c - rule files line by line; their format is rules(5). */
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "rulebook.h"
#include "text.h"

enum { CALLS_MAX = 1000 }; /* definitions put into one pattern */

struct rule_define {
	char *name, *text;
};

static struct slice
trim(struct slice s)
{
	static const char blank[] = " \t\r\v\f";
	while (s.n && strchr(blank, s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && strchr(blank, s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Takes the first word off a line. */
static struct slice
word(struct slice *line)
{
	struct slice w = { line->p, 0 };
	while (w.n < line->n && w.p[w.n] != ' ' && w.p[w.n] != '\t')
		w.n++;
	*line = trim(slice_rest(*line, w.n));
	return w;
}

static void
add_line(struct rulebook *b, struct slice key, struct slice text, bool extract)
{
	b->line = heap_grow(b->line, &b->capacity, b->n + 1, sizeof *b->line);
	b->line[b->n] = (struct rule_line){
		.rule = heap_copy(slice_of(b->rule)),
		.kind = heap_copy(slice_of(b->kind)),
		.key = heap_copy(key),
		.text = heap_copy(text),
		.extract = extract,
		.number = b->n,
	};
	b->n++;
}

static void
begin_rule(struct rulebook *b, const char *folder, struct slice head)
{
	struct text rule = { 0 };
	char *copy = heap_copy(head);
	struct slice inner = trim(slice_rest(head, 1));
	if (inner.n && inner.p[inner.n - 1] == ']')
		inner.n--;
	text_add(&rule, folder);
	text_add(&rule, " ");
	text_add(&rule, copy);
	free(copy);
	free(b->rule);
	free(b->kind);
	b->rule = rule.p;
	b->kind = heap_copy(word(&inner));
	b->defines = strcmp(b->kind, "define") == 0;
}

static void
add_define(struct rulebook *b, const char *folder, struct slice line)
{
	struct text name = { 0 };
	char *call = heap_copy(word(&line));
	/* Definitions are of one folder's files. */
	text_add(&name, folder);
	text_add(&name, call);
	free(call);
	b->define = heap_grow(
	    b->define, &b->define_capacity, b->define_n + 1, sizeof *b->define);
	b->define[b->define_n++] =
	    (struct rule_define){ name.p, heap_copy(line) };
}

static void
take(struct rulebook *b, const char *folder, struct slice line)
{
	bool extract = strcmp(folder, "extract") == 0;
	if (line.n == 0 || line.p[0] == '#')
		return;
	if (line.p[0] == '[') {
		begin_rule(b, folder, line);
		if (!b->defines)
			add_line(
			    b, SLICE_LITERAL(""), SLICE_LITERAL(""), extract);
	} else if (b->defines) {
		add_define(b, folder, line);
	} else if (b->rule) {
		struct slice key = word(&line);
		bool example =
		    extract && (slice_is(key, "ok") || slice_is(key, "no"));
		if (!example)
			add_line(b, key, line, extract);
	}
}

static void
forget(struct rulebook *b)
{
	free(b->rule);
	free(b->kind);
	b->rule = b->kind = NULL;
	b->defines = false;
}

void
rulebook_add(struct rulebook *b, const char *name, struct slice text)
{
	forget(b);
	if (!slice_ends(slice_of(name), ".rules")) {
		b->rule = heap_copy(slice_of(name));
		b->kind = heap_copy(SLICE_LITERAL(""));
		add_line(b, SLICE_LITERAL(""), text, false);
		forget(b);
		return;
	}
	char *folder = heap_copy((struct slice){ name, strcspn(name, "/") });
	while (text.n) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end ? (size_t)(end - text.p) : text.n;
		take(b, folder, trim((struct slice){ text.p, n }));
		n += end != NULL;
		text = slice_rest(text, n);
	}
	free(folder);
	forget(b);
}

static const char *
definition(const struct rulebook *b, const char *folder, struct slice name)
{
	size_t n = strlen(folder);
	for (size_t i = 0; i < b->define_n; i++) {
		const char *known = b->define[i].name;
		if (strncmp(known, folder, n) == 0 && slice_is(name, known + n))
			return b->define[i].text;
	}
	return NULL;
}

static void
add_part(struct text *to, const char *p, size_t n)
{
	char *copy = heap_copy((struct slice){ p, n });
	text_add(to, copy);
	free(copy);
}

/* The text with definitions put in; those that call themselves stay calls. */
static void
put_in(const struct rulebook *b, const char *folder, const char *s,
    struct text *to, int *calls)
{
	const char *call;
	while ((call = strstr(s, "(?&"))) {
		size_t n = strcspn(call + 3, ")");
		const char *is =
		    definition(b, folder, (struct slice){ call + 3, n });
		add_part(to, s, (size_t)(call - s));
		s = call + 3 + n + (call[3 + n] == ')');
		if (is && --*calls > 0) {
			text_add(to, "(?:");
			put_in(b, folder, is, to, calls);
			text_add(to, ")");
		} else {
			add_part(to, call, (size_t)(s - call));
		}
	}
	text_add(to, s);
}

int
rule_line_compare(const void *a, const void *b)
{
	const struct rule_line *x = a, *y = b;
	int order = strcmp(x->rule, y->rule);
	if (order == 0)
		order = strcmp(x->key, y->key);
	return order ? order : strcmp(x->text, y->text);
}

void
rulebook_end(struct rulebook *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct rule_line *l = &b->line[i];
		struct text text = { 0 };
		int calls = CALLS_MAX;
		if (!strstr(l->text, "(?&"))
			continue;
		char *folder = heap_copy(
		    (struct slice){ l->rule, strcspn(l->rule, " /") });
		put_in(b, folder, l->text, &text, &calls);
		free(folder);
		free(l->text);
		l->text = text.p;
	}
	if (b->n)
		qsort(b->line, b->n, sizeof *b->line, rule_line_compare);
}

void
rulebook_free(struct rulebook *b)
{
	for (size_t i = 0; i < b->n; i++) {
		free(b->line[i].rule);
		free(b->line[i].kind);
		free(b->line[i].key);
		free(b->line[i].text);
	}
	for (size_t i = 0; i < b->define_n; i++) {
		free(b->define[i].name);
		free(b->define[i].text);
	}
	free(b->line);
	free(b->define);
	forget(b);
	*b = (struct rulebook){ 0 };
}
