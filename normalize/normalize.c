#include "normalize.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "cell.h"
#include "diag.h"
#include "examples.h"
#include "fold.h"
#include "lines.h"
#include "location.h"
#include "record.h"
#include "relay.h"
#include "rules.h"
#include "words.h"

struct stage {
	const struct rules *rules;
	struct record_writer *writer;
	int out;
	bool failed;         /* the output */
	int error;           /* errno of that */
	bool signed_rules;   /* the run's rules_normalize is written */
	struct arena *arena; /* for one record */
	struct cell_reader *reader;
	struct relay *relay;
	int extra; /* columns beside ours */
};

static bool
write_record(struct stage *s, const struct record *r)
{
	if (record_write(s->writer, r) != 0) {
		s->failed = true;
		s->error = errno;
	}
	return !s->failed;
}

static bool
on_header(void *user, const struct slice *extra, int n,
    const bool known[RECORD_FIELD_COUNT])
{
	struct stage *s = user;
	(void)known;
	s->writer = record_writer_new(s->out, RECORD_FIELD_COUNT, extra, n);
	s->failed = record_write_header(s->writer) != 0;
	s->error = errno;
	s->extra = n;
	return !s->failed;
}

/* Says in the run's records which rules the values were read by. */
static bool
sign_rules(struct stage *s, const struct record *next)
{
	if (s->signed_rules || slice_is(next->f[RECORD_RECORD], "run"))
		return true;
	s->signed_rules = true;
	struct record r;
	memset(&r, 0, sizeof(r));
	r.f[RECORD_RECORD] = SLICE_LITERAL("run");
	r.f[RECORD_FIELD] = SLICE_LITERAL("rules_normalize");
	r.f[RECORD_TEXT] = slice_of(rules_hash(s->rules));
	return write_record(s, &r);
}

static struct slice
print_decimal(struct arena *arena, struct decimal d)
{
	char text[DECIMAL_TEXT];
	size_t n = decimal_print(d, text);
	if (n == 0)
		return SLICE_NULL;
	return arena_copy(arena, (struct slice){ text, n });
}

/* True if the note stands there, from a run before. */
static bool
has_note(struct slice old, const char *note)
{
	size_t n = strlen(note);
	for (size_t i = 0; i + n <= old.n; i++) {
		if (memcmp(old.p + i, note, n) == 0)
			return true;
	}
	return false;
}

static struct slice
join_notes(struct arena *arena, struct slice old, const char *note)
{
	if (note == NULL || has_note(old, note))
		return old;
	if (old.n == 0)
		return slice_of(note);
	size_t room = old.n + strlen(note) + 3;
	char *p = arena_take(arena, room);
	int n = snprintf(p, room, "%.*s; %s", SLICE_PRINT(old), note);
	return (struct slice){ p, (size_t)n };
}

static void
put_value(struct arena *arena, struct record *r, const struct cell *c)
{
	const struct value *v = &c->value;
	r->f[RECORD_NOTE] = join_notes(arena, r->f[RECORD_NOTE], c->note);
	r->f[RECORD_KIND] = slice_of(value_kind_name(v->kind));
	if (v->kind == VALUE_NONE || v->kind == VALUE_TEXT)
		return;
	bool iso = v->iso[0] != '\0';
	r->f[RECORD_OP] = slice_of(value_op_name(v->op));
	r->f[RECORD_VALUE] =
	    iso ? slice_of(v->iso) : print_decimal(arena, v->low);
	if (v->op == VALUE_RANGE)
		r->f[RECORD_HIGH] =
		    iso ? slice_of(v->iso_high) : print_decimal(arena, v->high);
	r->f[RECORD_UNIT] = v->unit;
	r->f[RECORD_UNIT_FROM] = c->unit_from;
	if (v->has_step && !iso)
		r->f[RECORD_STEP] =
		    print_decimal(arena, decimal_shift(decimal_of(1), v->step));
	if (r->f[RECORD_VALUE].p == NULL)
		r->f[RECORD_NOTE] = join_notes(
		    arena, r->f[RECORD_NOTE], "the figure has too many digits");
}

/* A code without the white space that a dump put into it. */
static struct slice
clean_code(struct arena *arena, struct slice text)
{
	struct slice narrow = fold_width(arena, fold_clean(arena, text));
	char *p = arena_take(arena, narrow.n);
	size_t n = 0;
	for (size_t i = 0; i < narrow.n; i++) {
		if ((unsigned char)narrow.p[i] > ' ')
			p[n++] = narrow.p[i];
	}
	return (struct slice){ p, n };
}

static void
put_clean(struct arena *arena, struct record *r)
{
	struct slice text = r->f[RECORD_TEXT];
	if (r->f[RECORD_CLEAN].p != NULL || text.n == 0 ||
	    r->f[RECORD_TYPE].n == 0)
		return;
	struct slice clean = slice_is(r->f[RECORD_TYPE], "code")
	    ? clean_code(arena, text)
	    : fold_clean(arena, text);
	if (!slice_eq(clean, text))
		r->f[RECORD_CLEAN] = clean;
}

/* Reads what is seen of a record; the fields stay as printed. */
static struct cell
read_cell(struct stage *s, struct record *r)
{
	static const enum record_field shown[] = { RECORD_TEXT, RECORD_CLEAN,
		RECORD_CONTEXT_UNIT };
	enum { N = sizeof(shown) / sizeof(shown[0]) };
	struct slice printed[N];
	for (size_t i = 0; i < N; i++) {
		printed[i] = r->f[shown[i]];
		r->f[shown[i]] = fold_seen(s->arena, printed[i]);
	}
	struct cell c = cell_read(s->reader, s->arena, r);
	for (size_t i = 0; i < N; i++)
		r->f[shown[i]] = printed[i];
	return c;
}

static bool
on_record(void *user, struct record *r)
{
	struct stage *s = user;
	/* A run before said which rules it read by: these do not count now. */
	if (slice_is(r->f[RECORD_RECORD], "run") &&
	    slice_is(r->f[RECORD_FIELD], "rules_normalize"))
		return true;
	if (!sign_rules(s, r))
		return false;
	if (r->f[RECORD_TYPE].n == 0)
		return write_record(s, r);
	struct cell c = read_cell(s, r);
	put_value(s->arena, r, &c);
	put_clean(s->arena, r);
	bool written = write_record(s, r);
	arena_reset(s->arena);
	return written;
}

static int
write_failed(void)
{
	if (errno != EPIPE)
		diag(DIAG_ERROR, (struct place){ 0 }, "cannot write: %s",
		    strerror(errno));
	return EX_IOERR;
}

/* Hands a record to the thread that reads its values. */
static bool
on_read(void *user, const struct record *in)
{
	struct stage *s = user;
	if (s->relay == NULL)
		s->relay = relay_new(on_record, s, s->extra);
	return relay_put(s->relay, in);
}

/* The stream from fd to fd; the exit status. */
static int
convert(struct stage *s, int in)
{
	struct record_reader reader = {
		.header = on_header, .record = on_read, .user = s
	};
	enum record_end end = record_read(&reader, in);
	int error = errno;
	relay_free(s->relay);
	errno = s->failed ? s->error : error;
	if (s->failed)
		return write_failed();
	switch (end) {
	case RECORD_END_OK:
		return record_write_trailer(s->writer) == 0 ? 0
							    : write_failed();
	case RECORD_END_IO:
		diag(DIAG_ERROR, (struct place){ 0 }, "cannot read: %s",
		    strerror(errno));
		return EX_IOERR;
	case RECORD_END_TRUNCATED:
	case RECORD_END_MALFORMED:
	case RECORD_END_STOPPED:
		diag(DIAG_ERROR,
		    (struct place){ "stream", (size_t)reader.line, 0, 0 }, "%s",
		    reader.message);
		return EX_DATAERR;
	}
	return EX_SOFTWARE;
}

static int
run_stream(
    const struct rules *rules, const struct words *words, int in, int out)
{
	struct stage s = { .rules = rules, .out = out };
	s.arena = arena_new();
	s.reader = cell_reader_new(words);
	if (fold_open() != 0)
		diag_fatal(EX_SOFTWARE, "ICU lacks its data");
	int status = convert(&s, in);
	fold_close();
	record_writer_free(s.writer);
	cell_reader_free(s.reader);
	arena_free(s.arena);
	return status;
}

int
normalize_run(const struct options *options, int in, int out)
{
	char *folder = location_rules(options->rules, "normalize");
	struct rules *rules = rules_open(folder, words_kinds, words_kind_n);
	struct words *words = rules ? words_open(rules) : NULL;
	int status = EX_CONFIG;
	free(folder);
	if (words != NULL && options->check_rules)
		status = examples_check(rules, words) ? EX_CONFIG : 0;
	else if (words != NULL)
		status = options->text ? lines_convert(words, in, out)
				       : run_stream(rules, words, in, out);
	words_close(words);
	rules_close(rules);
	diag_worsen(status);
	return diag_status();
}
