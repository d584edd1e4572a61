/* text.c - text for people and machines: columns, JSON, CSV. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "heap.h"
#include "text.h"
#include "utf8.h"

int
text_columns(const char *s)
{
	int columns = 0;
	size_t left = s ? strlen(s) : 0, n;
	for (; left; s += n, left -= n)
		columns += fold_columns(fold_decode(s, left, &n));
	return columns;
}

void
text_pad(FILE *f, const char *s, int width, int right)
{
	int space = width - text_columns(s);
	if (right && space > 0)
		fprintf(f, "%*s", space, "");
	fputs(s ? s : "", f);
	if (!right && space > 0)
		fprintf(f, "%*s", space, "");
}

/* Puts commas into the digits between from and to (one past the last). */
static void
put_commas(char *from, char *to)
{
	for (char *at = to - 3; at > from; at -= 3) {
		memmove(at + 1, at, strlen(at) + 1);
		*at = ',';
	}
}

char *
text_thousands(char *buf, long long n)
{
	int length = sprintf(buf, "%lld", n);
	put_commas(buf + (n < 0), buf + length);
	return buf;
}

char *
text_amount(char *buf, double v)
{
	snprintf(buf, 28, "%.2f", v);
	char *point = strchr(buf, '.');
	if (point)
		put_commas(buf + (buf[0] == '-'), point);
	return buf;
}

void
text_json_n(FILE *f, const char *s, size_t left)
{
	size_t n;
	putc('"', f);
	for (; left; s += n, left -= n) {
		uint32_t c = utf8_decode(s, left, &n);
		if (c == UTF8_BAD)
			fputs("\\uFFFD", f);
		else if (c == '"' || c == '\\')
			fprintf(f, "\\%c", (int)c);
		else if (c == '\n')
			fputs("\\n", f);
		else if (c == '\t')
			fputs("\\t", f);
		else if (c < 0x20 || c == 0x7F)
			fprintf(f, "\\u%04X", (unsigned)c);
		else
			fwrite(s, 1, n, f);
	}
	putc('"', f);
}

void
text_json(FILE *f, const char *s)
{
	if (s)
		text_json_n(f, s, strlen(s));
	else
		fputs("null", f);
}

/* Would the character drive a terminal or hide what stands in the line? */
static bool
drives_terminal(uint32_t c)
{
	return c == UTF8_BAD || c < 0x20 || (c >= 0x7F && c < 0xA0) ||
	    (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	    (c >= 0x2066 && c <= 0x2069);
}

char *
text_safe_copy(const char *s, size_t left)
{
	char *copy = heap_take(4 * left + 1), *to = copy;
	size_t n;
	for (; left; s += n, left -= n) {
		bool safe = !drives_terminal(utf8_decode(s, left, &n));
		for (size_t i = 0; i < n; i++) {
			if (safe)
				*to++ = s[i];
			else
				to +=
				    sprintf(to, "\\x%02X", (unsigned char)s[i]);
		}
	}
	*to = '\0';
	return copy;
}

void
text_safe(FILE *f, const char *s, size_t n)
{
	char *copy = text_safe_copy(s, n);
	fputs(copy, f);
	free(copy);
}

void
text_add(struct text *t, const char *s)
{
	size_t n = strlen(s);
	t->p = heap_grow(t->p, &t->capacity, t->n + n + 1, 1);
	memcpy(t->p + t->n, s, n + 1);
	t->n += n;
}
