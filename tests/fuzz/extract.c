/*
 * Fuzz target: bytes to records, as extract goes about it. The first byte
 * chooses the layout that is forced, so that each layout is fuzzed.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>

#include "decode.h"
#include "diag.h"
#include "emit.h"
#include "fold.h"
#include "form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct lexicon *lexicon;
static struct decoder *decoder;
static struct arena *arena;
static int out;

static void
start(void)
{
	diag_open("fuzz", true);
	out = open("/dev/null", O_WRONLY);
	if (fold_open() != 0 || out < 0)
		abort();
	lexicon = lexicon_open("rules/extract");
	decoder = decoder_new();
	arena = arena_new();
	if (!lexicon)
		abort();
}

/* The classes of lines add up. */
static void
check_account(const struct document *doc)
{
	for (size_t i = 0; i < doc->line_n; i++)
		if (doc->line_class[i] >= LINE_CLASS_COUNT)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct input_options options = INPUT_DEFAULTS;
	struct document doc = { .path = "fuzz", .bytes = n };
	struct decode_result result;

	if (!lexicon)
		start();
	if (n < 1)
		return 0;
	arena_reset(arena);
	doc.arena = arena;
	doc.source = (struct slice){ (const char *)data + 1, n - 1 };
	if (!decode_document(decoder, &options, &doc, &result))
		return 0;
	enum layout forced = (enum layout)(data[0] % (LAYOUT_COUNT + 1));
	struct blocks blocks = grid_read(&doc, lexicon_rules(lexicon), forced);
	struct report *reports = form_read(&doc, lexicon, &blocks);
	struct record_writer *writer =
	    record_writer_new(out, RECORD_EXTRACT_COUNT, NULL, 0);
	emit_document(writer, &doc, LAYOUT_PROSE);
	emit_reports(writer, &doc, reports);
	emit_account(writer, &doc, &blocks, reports);
	record_writer_free(writer);
	check_account(&doc);
	return 0;
}
