/*
 * generate - writes an archive of made reports, and what they say.
 *
 * For tests (facts to dump to the same facts back) and for measuring. The same
 * seed makes the same archive.
 */
#define _GNU_SOURCE 1
#include <archive.h>
#include <archive_entry.h>
#include <err.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "sheet.h"

struct options {
	long count, seed;
	enum layout layout; /* LAYOUT_COUNT: any */
	enum form form;     /* FORM_COUNT: any */
	const char *output; /* a .zip file, or a folder to make */
	const char *facts;  /* a file for the facts, or NULL */
};

static const char *const form_names[] = {
#define FORM_NAME(id, name, kind) name,
	FORMS(FORM_NAME)
#undef FORM_NAME
};

static _Noreturn void
usage(void)
{
	fputs("usage: generate [-f FORM] [-l LAYOUT] [-n COUNT] [-s SEED] "
	      "[-t FACTS.tsv] OUTPUT.zip|FOLDER\n",
	    stderr);
	exit(EX_USAGE);
}

static enum layout
find_layout(const char *name)
{
	for (enum layout l = 0; l < LAYOUT_COUNT; l++)
		if (strcmp(layout_name(l), name) == 0)
			return l;
	usage();
}

static enum form
find_form(const char *name)
{
	for (enum form f = 0; f < FORM_COUNT; f++)
		if (strcmp(form_names[f], name) == 0)
			return f;
	usage();
}

static struct options
parse(int argc, char **argv)
{
	struct options o = { .count = 20000,
		.seed = 1,
		.layout = LAYOUT_COUNT,
		.form = FORM_COUNT };
	int c;
	while ((c = getopt(argc, argv, "f:l:n:s:t:")) != -1) {
		switch (c) {
		case 'f': o.form = find_form(optarg); break;
		case 'l': o.layout = find_layout(optarg); break;
		case 'n': o.count = strtol(optarg, NULL, 10); break;
		case 's': o.seed = strtol(optarg, NULL, 10); break;
		case 't': o.facts = optarg; break;
		default: usage();
		}
	}
	if (argc - optind != 1)
		usage();
	o.output = argv[optind];
	return o;
}

/* --- where the documents go --- */

struct sink {
	struct archive *zip; /* NULL: a folder */
	const char *folder;
};

static struct sink
sink_open(const char *output)
{
	struct sink s = { NULL, output };
	size_t n = strlen(output);
	if (n < 4 || strcmp(output + n - 4, ".zip") != 0) {
		if (mkdir(output, 0777) != 0)
			err(EX_CANTCREAT, "%s", output);
		return s;
	}
	s.zip = archive_write_new();
	archive_write_set_format_zip(s.zip);
	if (archive_write_open_filename(s.zip, output) != ARCHIVE_OK)
		errx(EX_CANTCREAT, "%s", archive_error_string(s.zip));
	return s;
}

static void
sink_add(struct sink *s, const char *name, const char *data, size_t n)
{
	if (!s->zip) {
		char path[4096];
		snprintf(path, sizeof path, "%s/%s", s->folder, name);
		FILE *f = fopen(path, "w");
		if (!f || fwrite(data, 1, n, f) != n || fclose(f) != 0)
			err(EX_IOERR, "%s", path);
		return;
	}
	struct archive_entry *e = archive_entry_new();
	archive_entry_set_pathname(e, name);
	archive_entry_set_size(e, (la_int64_t)n);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	if (archive_write_header(s->zip, e) != ARCHIVE_OK ||
	    archive_write_data(s->zip, data, n) != (la_ssize_t)n)
		errx(EX_IOERR, "%s", archive_error_string(s->zip));
	archive_entry_free(e);
}

static void
sink_close(struct sink *s)
{
	if (s->zip && archive_write_free(s->zip) != ARCHIVE_OK)
		errx(EX_IOERR, "cannot write the archive");
}

/* --- one report --- */

static void
make_report(const struct options *o, long n, struct arena *a, struct sink *sink,
    FILE *facts)
{
	static struct facts f;
	static struct sheet s;
	struct random r = { (uint64_t)o->seed * 1000003 + (uint64_t)n };
	enum form form = o->form != FORM_COUNT
	    ? o->form
	    : (enum form)random_between(&r, 0, FORM_COUNT - 1);
	enum layout layout = o->layout != LAYOUT_COUNT
	    ? o->layout
	    : (enum layout)random_between(&r, 0, LAYOUT_blank_cells);
	if (form == FORM_NARRATIVE)
		layout = LAYOUT_tabs; /* it has no table */
	char name[64];
	char *text = NULL;
	size_t length = 0;
	facts_make(&f, form, &r, a);
	form_fill(&s, &f, &r, a);
	FILE *out = open_memstream(&text, &length);
	if (!out)
		err(EX_OSERR, "open_memstream");
	layout_print(layout, &s, &r, out);
	if (fclose(out) != 0)
		err(EX_OSERR, "fclose");
	snprintf(name, sizeof name, "%06ld-%s-%s.txt", n, form_names[form],
	    layout_name(layout));
	sink_add(sink, name, text, length);
	if (facts)
		facts_write(&f, name, 1, facts);
	free(text);
	arena_reset(a);
}

int
main(int argc, char **argv)
{
	struct options o = parse(argc, argv);
	struct sink sink = sink_open(o.output);
	FILE *facts = o.facts ? fopen(o.facts, "w") : NULL;
	if (o.facts && !facts)
		err(EX_CANTCREAT, "%s", o.facts);
	struct arena *a = arena_new();
	for (long n = 0; n < o.count; n++)
		make_report(&o, n, a, &sink, facts);
	arena_free(a);
	sink_close(&sink);
	if (facts && fclose(facts) != 0)
		err(EX_IOERR, "%s", o.facts);
	return 0;
}
