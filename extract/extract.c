#include "extract.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "cli.h"
#include "diag.h"
#include "emit.h"
#include "fold.h"
#include "form.h"
#include "heap.h"
#include "lexicon.h"
#include "location.h"
#include "record.h"
#include "workers.h"

#define JOBS 2 /* processes that read, where the machine has the cores */
/* Bytes for a document and what is read of it, of the 64 MiB of a process. */
#define READ_MAX ((size_t)36 << 20)

struct stage {
	const struct options *options;
	struct lexicon *lexicon;
	struct record_writer *writer;
};

/* The layout that most lines of the document's tables are in. */
static enum layout
main_layout(const struct blocks *blocks)
{
	size_t lines[LAYOUT_COUNT] = { 0 };
	enum layout most = LAYOUT_PROSE;

	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->block[i];
		if (b->grid != NULL)
			lines[b->grid->layout] += b->end_line - b->first_line;
	}
	for (int l = 0; l < LAYOUT_COUNT; l++)
		if (lines[l] > lines[most])
			most = (enum layout)l;
	return most;
}

static bool
refuse(struct stage *s, struct document *doc)
{
	struct refusal why = form_refusal(doc, s->lexicon);

	return emit_discarded(s->writer, doc, why.rule, why.reason, why.text);
}

/*
 * All that is read of a document lives in its arena. false: that is more than
 * a stage may take.
 */
static bool
read_blocks(struct stage *s, struct document *doc, struct blocks *blocks,
    struct report **reports)
{
	size_t text = doc->text.p == doc->source.p ? 0 : doc->text.n;
	size_t held = doc->source.n + text;
	jmp_buf full;

	if (setjmp(full) != 0) {
		arena_bound(doc->arena, 0, NULL);
		return false;
	}
	arena_bound(doc->arena, held < READ_MAX ? READ_MAX - held : 0, &full);
	*blocks = grid_read(doc, lexicon_rules(s->lexicon), s->options->layout);
	*reports = form_read(doc, s->lexicon, blocks);
	arena_bound(doc->arena, 0, NULL);
	return true;
}

static bool
refuse_dense(struct stage *s, const struct document *doc)
{
	struct input_reject reject = { .path = doc->path,
		.rule = "input.dense",
		.reason = "holds more cells and figures than are read of one "
			  "document; split it, one report a file",
		.bytes = doc->bytes };

	memcpy(reject.sha256, doc->sha256, sizeof(reject.sha256));
	diag(DIAG_ERROR, (struct place){ .document = doc->path }, "%s",
	    reject.reason);
	diag_worsen(1);
	return emit_reject(s->writer, &reject);
}

static bool
read_document(void *user, struct document *doc)
{
	struct stage *s = user;
	struct blocks blocks;
	struct report *reports;

	if (!read_blocks(s, doc, &blocks, &reports))
		return refuse_dense(s, doc);
	return emit_document(s->writer, doc, main_layout(&blocks)) &&
	    emit_reports(s->writer, doc, reports) &&
	    (reports != NULL || refuse(s, doc)) &&
	    emit_account(s->writer, doc, &blocks, reports);
}

static bool
read_reject(void *user, const struct input_reject *reject)
{
	struct stage *s = user;

	return emit_reject(s->writer, reject);
}

static bool
done_one(void *user)
{
	struct stage *s = user;

	return worker_done(s->writer) == 0;
}

/* Reads all paths, or a worker's share of them. */
static bool
read_paths(struct stage *s, struct worker *worker)
{
	const struct options *o = s->options;
	struct input_options input = o->input;
	struct input_handler handler = { .document = read_document,
		.reject = read_reject,
		.done = done_one,
		.user = s };

	input.worker = worker;
	for (int i = 0; i < o->path_n; i++)
		if (input_read(&input, &handler, o->path[i]) != 0)
			return false;
	return o->files_from == NULL ||
	    input_read_list(&input, &handler, o->files_from) == 0;
}

static void
cannot_write(void)
{
	diag(DIAG_ERROR, (struct place){ 0 }, "cannot write: %s",
	    strerror(errno));
	diag_worsen(EX_IOERR);
}

/* A worker's share, written for the parent. */
static void
work(void *user, struct worker *worker, const struct row_sink *sink)
{
	struct stage *s = user;

	s->writer = record_writer_to(sink, RECORD_EXTRACT_COUNT);
	if (!read_paths(s, worker) || worker_end(s->writer, diag_status()) != 0)
		cannot_write();
}

/* Standard input can be read by one process only. */
static unsigned
jobs_of(const struct options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (o->files_from != NULL && strcmp(o->files_from, "-") == 0)
		return 1;
	for (int i = 0; i < o->path_n; i++)
		if (strcmp(o->path[i], "-") == 0)
			return 1;
	if (o->jobs > 0)
		return o->jobs;
	return cores >= 2 ? JOBS : 1;
}

static bool
read_all(struct stage *s)
{
	unsigned jobs = jobs_of(s->options);

	if (!emit_run(
		s->writer, CLI_VERSION, rules_hash(lexicon_rules(s->lexicon))))
		return false;
	if (jobs == 1)
		return read_paths(s, NULL);
	return workers_run(s->writer, jobs, work, s) == 0;
}

static int
write_stream(struct stage *s, int fd)
{
	s->writer = record_writer_new(fd, RECORD_EXTRACT_COUNT, NULL, 0);
	errno = 0;
	if ((record_write_header(s->writer) != 0 || !read_all(s) ||
		record_write_trailer(s->writer) != 0) &&
	    errno != 0)
		cannot_write();
	record_writer_free(s->writer);
	return diag_status();
}

static int
check_rules(struct stage *s)
{
	size_t examples;
	size_t failed = rules_check(lexicon_rules(s->lexicon), &examples);

	diag(DIAG_INFO, (struct place){ 0 },
	    "%zu examples of rules run, %zu %s", examples, failed,
	    failed == 1 ? "mistake" : "mistakes");
	if (failed > 0)
		diag_worsen(EX_CONFIG);
	return diag_status();
}

int
extract_run(const struct options *options, int fd)
{
	struct stage s = { .options = options };
	char *dir;
	int status;

	heap_return_large();
	if (fold_open() != 0)
		diag_fatal(EX_SOFTWARE, "ICU's data cannot be read");
	dir = location_rules(options->rules, "extract");
	s.lexicon = lexicon_open(dir);
	free(dir);
	if (s.lexicon == NULL) {
		diag_worsen(EX_CONFIG);
		return diag_status();
	}
	status = options->check_rules ? check_rules(&s) : write_stream(&s, fd);
	lexicon_close(s.lexicon);
	fold_close();
	return status;
}
