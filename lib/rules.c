#include "rules.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "diag.h"
#include "fold.h"
#include "heap.h"
#include "rules_store.h"
#include "sha256.h"

/* --- files --- */

static bool
rules_is_rule_file(const char *name)
{
	size_t n = strlen(name);

	return n > 6 && name[0] != '.' && strcmp(name + n - 6, ".rules") == 0;
}

static int
rules_name_order(const void *a, const void *b)
{
	const struct rules_file *f = a, *g = b;

	return strcmp(f->path, g->path);
}

static void
rules_add_file(struct rules *r, const char *dir, const char *name)
{
	size_t n = strlen(dir) + strlen(name) + 2;
	struct rules_file *file;

	r->files =
	    heap_grow(r->files, &r->file_max, r->file_n + 1, sizeof(*r->files));
	file = &r->files[r->file_n++];
	*file = (struct rules_file){ .path = heap_take(n) };
	snprintf(file->path, n, "%s/%s", dir, name);
}

/* Reports what keeps a file from being read; always false. */
static bool
rules_trouble(const char *path, const char *text)
{
	struct place place = { .document = path };

	diag(DIAG_ERROR, place, "%s", text);
	return false;
}

/* The same, where the system says why. */
static bool
rules_cannot(const char *path)
{
	if (errno == ENOMEM)
		heap_exhausted();
	return rules_trouble(path, strerror(errno));
}

/* The names of the *.rules files of the folder, sorted. */
static bool
rules_list(struct rules *r, const char *dir)
{
	DIR *folder = opendir(dir);
	const struct dirent *entry;

	if (!folder)
		return rules_cannot(dir);
	while ((entry = readdir(folder)))
		if (rules_is_rule_file(entry->d_name))
			rules_add_file(r, dir, entry->d_name);
	closedir(folder);
	if (r->file_n == 0)
		return rules_trouble(dir, "the folder has no *.rules file");
	qsort(r->files, r->file_n, sizeof(*r->files), rules_name_order);
	return true;
}

static bool
rules_load(struct rules_file *file)
{
	FILE *in = fopen(file->path, "rb");
	bool good;

	if (!in)
		return rules_cannot(file->path);
	/* One byte more, so that the place behind the text has an address. */
	file->text = heap_take(RULES_FILE_MAX + 2);
	file->n = fread(file->text, 1, RULES_FILE_MAX + 1, in);
	good = !ferror(in);
	if (!good)
		rules_cannot(file->path);
	else if (file->n > RULES_FILE_MAX)
		good = rules_trouble(file->path, "the file is over 1 MiB");
	fclose(in);
	file->text = heap_resize(file->text, file->n + 1, 1);
	file->text[file->n] = '\0';
	return good;
}

static void
rules_make_hash(struct rules *r)
{
	struct sha256 *hash = sha256_new();

	for (size_t i = 0; i < r->file_n; i++) {
		const char *name = strrchr(r->files[i].path, '/') + 1;
		char size[32];
		int n = snprintf(size, sizeof(size), "%zu", r->files[i].n);

		sha256_add(hash, name, strlen(name) + 1);
		sha256_add(hash, size, (size_t)n + 1);
		sha256_add(hash, r->files[i].text, r->files[i].n);
	}
	sha256_end(hash, r->hash);
	sha256_free(hash);
}

/* --- open and close --- */

static struct rules *
rules_new(const struct rule_kind *kinds, size_t n)
{
	struct rules *r = heap_zero(1, sizeof(*r));

	r->arena = arena_new();
	r->sets = heap_zero(n, sizeof(*r->sets));
	r->set_n = n;
	for (size_t i = 0; i < n; i++) {
		r->sets[i].kind = &kinds[i];
		r->sets[i].rules = r;
	}
	return r;
}

static bool
rules_fill(struct rules *r, const char *dir)
{
	bool good = rules_list(r, dir);

	for (size_t i = 0; i < r->file_n; i++)
		good = rules_load(&r->files[i]) && good;
	if (!good)
		return false;
	for (size_t i = 0; i < r->file_n; i++)
		rules_parse(r, &r->files[i]);
	rules_refer(r);
	rules_compile(r);
	rules_make_hash(r);
	return rules_mistakes(r) == 0;
}

struct rules *
rules_open(const char *dir, const struct rule_kind *kinds, size_t n)
{
	struct rules *r = rules_new(kinds, n);

	if (fold_open() != 0)
		diag_fatal(EX_SOFTWARE, "ICU lacks its data");
	if (rules_fill(r, dir))
		return r;
	diag_worsen(EX_CONFIG);
	rules_close(r);
	return NULL;
}

static void
rules_set_free(struct rule_set *set)
{
	for (size_t i = 0; i < set->code_n; i++)
		rules_code_free(&set->codes[i]);
	rules_code_free(&set->loose);
	rules_seek_free(set->seek);
	free(set->starts);
	for (size_t i = 0; i < set->n; i++)
		for (size_t j = 0; j < set->rule[i]->value_n; j++)
			rules_code_free(&set->rule[i]->values[j].code);
	free(set->codes);
	free(set->rule);
	free(set->patterns);
	free(set->memo);
}

void
rules_close(struct rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->set_n; i++)
		rules_set_free(&r->sets[i]);
	for (size_t i = 0; i < r->file_n; i++) {
		free(r->files[i].path);
		free(r->files[i].text);
	}
	for (size_t i = 0; i < r->mistake_n; i++)
		free(r->mistakes[i].text);
	free(r->sets);
	free(r->files);
	free(r->defines);
	free(r->mistakes);
	pcre2_jit_stack_free(r->stack);
	pcre2_match_context_free(r->match);
	pcre2_compile_context_free(r->compile);
	pcre2_general_context_free(r->memory);
	arena_free(r->arena);
	free(r);
}

const char *
rules_hash(const struct rules *r)
{
	return r->hash;
}

/* --- what rules say --- */

struct rule_set *
rules_set(struct rules *r, const char *kind)
{
	/* Names are literals: mostly the same one. */
	for (size_t i = 0; i < r->set_n; i++)
		if (r->sets[i].kind->name == kind)
			return r->sets[i].n ? &r->sets[i] : NULL;
	for (size_t i = 0; i < r->set_n; i++)
		if (strcmp(r->sets[i].kind->name, kind) == 0)
			return r->sets[i].n ? &r->sets[i] : NULL;
	return NULL;
}

static const struct rule_set *
rules_set_of(const struct rules *r, const char *kind)
{
	for (size_t i = 0; i < r->set_n; i++)
		if (strcmp(r->sets[i].kind->name, kind) == 0)
			return &r->sets[i];
	return NULL;
}

size_t
rules_count(const struct rules *r, const char *kind)
{
	const struct rule_set *set = rules_set_of(r, kind);

	return set ? set->n : 0;
}

const struct rule *
rules_get(const struct rules *r, const char *kind, size_t i)
{
	const struct rule_set *set = rules_set_of(r, kind);

	return set && i < set->n ? set->rule[i] : NULL;
}

const struct rule *
rules_find(const struct rules *r, const char *kind, const char *name)
{
	const struct rule_set *set = rules_set_of(r, kind);

	for (size_t i = 0; set && i < set->n; i++)
		if (strcmp(set->rule[i]->name, name) == 0)
			return set->rule[i];
	return NULL;
}

const char *
rule_id(const struct rule *rule)
{
	return rule->id;
}

const char *
rule_name(const struct rule *rule)
{
	return rule->name;
}

size_t
rule_index(const struct rule *rule)
{
	return rule->index;
}

/* Attributes are few: most names differ in their first letter. */
static bool
rule_value_is(const struct rule_value *v, const char *name)
{
	return v->attr->name[0] == name[0] && strcmp(v->attr->name, name) == 0;
}

struct slice
rule_attr(const struct rule *rule, const char *name, size_t i)
{
	for (size_t j = 0; j < rule->value_n; j++)
		if (rule_value_is(&rule->values[j], name) && i-- == 0)
			return rule->values[j].text;
	return SLICE_NULL;
}

static bool
rule_word_in(struct slice text, const char *word)
{
	size_t i = 0;

	while (i < text.n) {
		size_t first = i;

		while (i < text.n && text.p[i] != ' ' && text.p[i] != '\t')
			i++;
		if (slice_is((struct slice){ text.p + first, i - first }, word))
			return true;
		while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
			i++;
	}
	return false;
}

bool
rule_has_word(const struct rule *rule, const char *name, const char *word)
{
	for (size_t j = 0; j < rule->value_n; j++)
		if (rule_value_is(&rule->values[j], name) &&
		    rule_word_in(rule->values[j].text, word))
			return true;
	return false;
}

long
rule_integer(const struct rule *rule, const char *name, long otherwise)
{
	struct slice text = rule_attr(rule, name, 0);
	long value = 0;

	if (!text.p)
		return otherwise;
	for (size_t i = 0; i < text.n; i++) /* the parser checked it */
		value = value * 10 + (text.p[i] - '0');
	return value;
}
