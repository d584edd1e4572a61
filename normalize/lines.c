#include "lines.h"

#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "arena.h"
#include "diag.h"
#include "row.h"
#include "values.h"

enum { LINE_MAX_BYTES = 1 << 20, READ_BYTES = 1 << 18 };

struct lines {
	const struct words *words;
	struct arena *arena;
	struct row_writer *out;
	unsigned long long line;
	bool failed; /* the output */
};

static struct slice
print_line(unsigned long long n, char *text, size_t size)
{
	size_t i = size;
	for (; n > 0 && i > 0; n /= 10)
		text[--i] = (char)('0' + n % 10);
	return (struct slice){ text + i, size - i };
}

static void
write_value(struct lines *l, const struct value *v)
{
	char line[24];
	char low[DECIMAL_TEXT];
	char high[DECIMAL_TEXT];
	struct slice field[7] = {
		print_line(l->line, line, sizeof(line)),
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
	if (row_write(l->out, field, 7) != 0)
		l->failed = true;
}

static void
convert_line(struct lines *l, struct slice text)
{
	struct values all = values_find(l->arena, l->words, text, false);
	for (size_t i = 0; i < all.n && !l->failed; i++)
		write_value(l, &all.value[i]);
	arena_reset(l->arena);
}

/* Where to cut a line that is too long: behind white space or punctuation. */
static size_t
cut_point(const char *p, size_t n)
{
	size_t i = n;
	while (i > n / 2 && (unsigned char)p[i - 1] > ' ')
		i--;
	if (i > n / 2)
		return i;
	for (i = n; i > n / 2 && ((unsigned char)p[i] & 0xC0) == 0x80;)
		i--;
	return i;
}

/* Takes whole lines out of the buffer; returns the bytes that are left. */
static size_t
take_lines(struct lines *l, char *buffer, size_t n)
{
	size_t from = 0;
	const char *end;
	while (!l->failed &&
	    (end = memchr(buffer + from, '\n', n - from)) != NULL) {
		size_t size = (size_t)(end - (buffer + from));
		l->line++;
		convert_line(l, (struct slice){ buffer + from, size });
		from += size + 1;
	}
	n -= from;
	memmove(buffer, buffer + from, n);
	if (n < LINE_MAX_BYTES)
		return n;
	size_t cut = cut_point(buffer, LINE_MAX_BYTES - 8);
	l->line++;
	convert_line(l, (struct slice){ buffer, cut });
	l->line--;
	memmove(buffer, buffer + cut, n - cut);
	return n - cut;
}

static int
read_lines(struct lines *l, int in)
{
	static char buffer[LINE_MAX_BYTES + READ_BYTES];
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
		n = take_lines(l, buffer, n + (size_t)got);
	}
	if (n > 0 && !l->failed) {
		l->line++;
		convert_line(l, (struct slice){ buffer, n });
	}
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
