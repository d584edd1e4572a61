#include "lines.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "arena.h"
#include "diag.h"
#include "fold.h"
#include "row.h"
#include "values.h"

enum { PIECE_BYTES = 1 << 16, READ_BYTES = 1 << 18 };

struct lines {
	const struct words *words;
	struct arena *arena;
	struct row_writer *out;
	unsigned long long line;   /* read so far */
	unsigned long long warned; /* the last line that a warning was about */
	bool skip;                 /* up to the next boundary in the line */
	bool failed;               /* the output */
};

static struct slice
print_line(unsigned long long n, char *text, size_t size)
{
	size_t i = size;
	for (; n > 0 && i > 0; n /= 10)
		text[--i] = (char)('0' + n % 10);
	return (struct slice){ text + i, size - i };
}

/* Once a line; the columns of the output have no place for a reason. */
static void
warn(struct lines *l, const char *why)
{
	struct place where = { "input", (size_t)l->line + 1, 0, 0 };
	if (l->warned != l->line + 1)
		diag(DIAG_WARNING, where, "%s", why);
	l->warned = l->line + 1;
}

static void
write_value(struct lines *l, const struct value *v)
{
	char line[24];
	char low[DECIMAL_TEXT];
	char high[DECIMAL_TEXT];
	struct slice field[7] = {
		print_line(l->line + 1, line, sizeof(line)),
		slice_of(value_kind_name(v->kind)),
		v->text,
		slice_of(value_op_name(v->op)),
		SLICE_NULL,
		SLICE_NULL,
		v->unit,
	};
	field[4] = slice_of(v->iso);
	if (v->iso[0] == '\0')
		field[4] = (struct slice){ low, decimal_print(v->low, low) };
	if (v->op == VALUE_RANGE) {
		field[5] = slice_of(v->iso_high);
		if (v->iso[0] == '\0')
			field[5].n = decimal_print(v->high, high);
		if (v->iso[0] == '\0')
			field[5].p = high;
	}
	for (int i = 4; i < 6; i++) {
		if (field[i].n == 0)
			field[i] = SLICE_NULL;
	}
	if (!field[4].p)
		warn(l, "a figure is too long to have a value");
	if (row_write(l->out, field, 7) != 0)
		l->failed = true;
}

static void
convert_text(struct lines *l, struct slice text)
{
	struct slice seen = fold_seen(l->arena, text);
	struct values all = values_find(l->arena, l->words, seen, false);
	for (size_t i = 0; i < all.n && !l->failed; i++)
		write_value(l, &all.value[i]);
	arena_reset(l->arena);
}

/* Bytes of white space or CJK punctuation at p: no number goes on there. */
static size_t
boundary(const char *p, size_t left)
{
	if ((unsigned char)*p <= ' ')
		return 1;
	if (left < 3)
		return 0;
	bool stop = memcmp(p, "。", 3) == 0 || memcmp(p, "；", 3) == 0 ||
	    memcmp(p, "　", 3) == 0;
	return stop ? 3 : 0;
}

/* Where to cut n bytes that go on: behind the last boundary; 0: nowhere. */
static size_t
cut_point(const char *p, size_t n)
{
	for (size_t i = n; i-- > n / 2;) {
		size_t size = boundary(p + i, n - i);
		if (size > 0)
			return i + size;
	}
	return 0;
}

/*
 * Takes a piece of a line whose end is not there yet, or too far away; returns
 * its bytes. What has no boundary for so long is no text: left out up to one.
 */
static size_t
take_piece(struct lines *l, const char *p, size_t n)
{
	size_t i = 0;
	while (l->skip && i < n) {
		size_t size = boundary(p + i, n - i);
		l->skip = size == 0;
		i += size ? size : 1;
	}
	if (i > 0 || n < PIECE_BYTES)
		return i;
	size_t cut = cut_point(p, PIECE_BYTES);
	l->skip = cut == 0;
	if (cut == 0) {
		char why[64];
		snprintf(why, sizeof(why),
		    "no white space or full stop for %d bytes", PIECE_BYTES);
		warn(l, why);
		return PIECE_BYTES;
	}
	convert_text(l, (struct slice){ p, cut });
	return cut;
}

/* Takes whole lines and pieces out of the buffer; the bytes that are left. */
static size_t
take_lines(struct lines *l, char *buffer, size_t n, bool last)
{
	size_t from = 0;
	while (from < n && !l->failed) {
		const char *p = buffer + from;
		const char *end = memchr(p, '\n', n - from);
		size_t size = end ? (size_t)(end - p) : n - from;
		size_t piece = 0;
		if (size >= PIECE_BYTES || l->skip)
			piece = take_piece(l, p, size);
		from += piece;
		if (piece > 0 && piece < size)
			continue;
		if (end == NULL && !last)
			break;
		l->skip = false;
		if (piece == 0)
			convert_text(l, (struct slice){ p, size });
		from += (piece ? 0 : size) + (end != NULL);
		l->line++;
	}
	memmove(buffer, buffer + from, n - from);
	return n - from;
}

static int
read_lines(struct lines *l, int in)
{
	static char buffer[PIECE_BYTES + READ_BYTES];
	size_t n = 0;
	while (!l->failed) {
		ssize_t got = read(in, buffer + n, READ_BYTES);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			diag(DIAG_ERROR, (struct place){ 0 }, "cannot read: %s",
			    strerror(errno));
			return EX_IOERR;
		}
		if (got == 0)
			break;
		n = take_lines(l, buffer, n + (size_t)got, false);
	}
	if (n > 0)
		take_lines(l, buffer, n, true);
	return 0;
}

int
lines_convert(const struct words *words, int in, int out)
{
	const struct slice header[] = { SLICE_LITERAL("line"),
		SLICE_LITERAL("kind"), SLICE_LITERAL("text"),
		SLICE_LITERAL("op"), SLICE_LITERAL("value"),
		SLICE_LITERAL("high"), SLICE_LITERAL("unit") };
	struct lines l = { .words = words,
		.arena = arena_new(),
		.out = row_writer_new(out, ',', 0) };
	row_write(l.out, header, 7);
	int status = read_lines(&l, in);
	if (status == 0 && row_flush(l.out) != 0) {
		if (errno != EPIPE)
			diag(DIAG_ERROR, (struct place){ 0 },
			    "cannot write: %s", strerror(errno));
		status = EX_IOERR;
	}
	row_writer_free(l.out);
	arena_free(l.arena);
	return status;
}
