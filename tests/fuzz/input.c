/*
 * Fuzz target: bytes to documents, through archives and encodings. The last
 * byte chooses an encoding that is forced, so that magic bytes stay in front.
 */
#include "input.h"

#include <stdint.h>
#include <stdlib.h>

#include "diag.h"
#include "reader.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct slice left;

static ssize_t
read_left(struct source *source, char *to, size_t n)
{
	(void)source;
	if (n > left.n)
		n = left.n;
	if (n)
		memcpy(to, left.p, n);
	left.p += n;
	left.n -= n;
	return (ssize_t)n;
}

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Lines cover the text, places go forward and stay in the original. */
static bool
on_document(void *user, struct document *doc)
{
	size_t byte = 0;

	(void)user;
	must(utf8_valid(doc->text.p, doc->text.n) == doc->text.n);
	must(doc->line_n > 0 && doc->line_start[0] == 0);
	must(doc->line_start[doc->line_n] == doc->text.n);
	for (size_t i = 0; i < doc->line_n; i++) {
		struct slice line = document_line_text(doc, i);
		struct place p = document_place(doc, line.p);

		must(doc->line_start[i] < doc->line_start[i + 1]);
		must(p.line == i + 1 && p.column == 1);
		must(p.byte >= byte && p.byte < doc->bytes);
		must(i == 0 || p.byte > byte);
		must(!doc->source_start || doc->source_start[i] == p.byte);
		byte = p.byte;
		p = document_place(doc, line.p + line.n);
		must(p.byte >= byte && p.byte <= doc->bytes);
	}
	return true;
}

static bool
on_reject(void *user, const struct input_reject *reject)
{
	(void)user;
	must(reject->rule && reject->reason && reject->text.n <= 200);
	must(utf8_valid(reject->path, strlen(reject->path)) ==
	    strlen(reject->path));
	must(utf8_valid(reject->text.p, reject->text.n) == reject->text.n);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const encodings[] = { "UTF-8", "GB18030", "Big5",
		"UTF-16LE", "UTF-16BE", "UTF-32LE" };
	static const struct input_handler handler = { .document = on_document,
		.reject = on_reject };
	static const struct input_options options = INPUT_DEFAULTS;
	static struct reader r; /* kept, as it is from file to file */
	struct source source = { .read = read_left, .fd = -1, .size = -1 };
	size_t choice;

	if (n < 1)
		return 0;
	if (!r.arena)
		reader_open(&r, &options, &handler);
	choice = data[n - 1];
	r.options.encoding = choice < sizeof(encodings) / sizeof(encodings[0])
	    ? encodings[choice]
	    : NULL;
	r.options.document_max = 1 << 16;
	r.options.archive_max = 1 << 20;
	left = (struct slice){ (const char *)data, n };
	reader_read(&r, &source);
	return 0;
}
