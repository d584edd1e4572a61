#include "decode.h"

#include <stdio.h>
#include <stdlib.h>

#include "heap.h"
#include "scan.h"

struct decoder {
	char *text;
	size_t capacity;
};

struct decoder *
decoder_new(void)
{
	return heap_zero(1, sizeof(struct decoder));
}

void
decoder_free(struct decoder *d)
{
	if (!d)
		return;
	free(d->text);
	free(d);
}

bool
decode_knows(const char *encoding)
{
	return strcmp(encoding, "UTF-8") == 0;
}

static bool
decode_fail(struct decode_result *result, const char *rule, const char *reason)
{
	result->rule = rule;
	snprintf(result->reason, sizeof(result->reason), "%s", reason);
	return false;
}

bool
decode_document(struct decoder *d, const struct input_options *options,
    struct document *doc, struct decode_result *result)
{
	struct scan scan;

	(void)d;
	(void)options;
	*result = (struct decode_result){ .rule = NULL };
	doc->text = doc->source;
	if (doc->text.n >= 3 && memcmp(doc->text.p, "\xEF\xBB\xBF", 3) == 0) {
		doc->skipped = 3;
		doc->text.p += 3;
		doc->text.n -= 3;
	}
	if (doc->text.n == 0)
		return decode_fail(result, "input.empty", "is empty");
	scan_text(&scan, doc->text, doc->arena);
	if (scan.nul)
		return decode_fail(result, "input.binary", "is binary");
	if (scan.bad < doc->text.n)
		return decode_fail(result, "input.encoding", "is not UTF-8");
	if (scan.line_longest > options->line_max)
		return decode_fail(result, "input.line", "has a long line");
	doc->encoding = "UTF-8";
	document_use_scan(doc, &scan);
	return true;
}

size_t
decode_source_offset(const struct document *doc, size_t offset)
{
	return doc->skipped + offset;
}
