/* original.c - a document read again as it is now, inside archives too. */
#include "original.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/ucnv.h>

#include "files.h"
#include "heap.h"
#include "utf8.h"

enum {
	ORIGINAL_MAX = 256 << 20, /* bytes; far more than extract reads */
	ORIGINAL_DEPTH = 8        /* archives inside archives */
};

struct bytes {
	char *p;
	size_t n, capacity;
};

static bool
is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Undoes the \xNN of files_name. */
static char *
raw_name(const char *name)
{
	char *raw = heap_copy(slice_of(name)), *to = raw;
	while (*name) {
		char *end = NULL;
		char hex[3] = { 0 };
		if (strncmp(name, "\\x", 2) == 0 && name[2] && name[3]) {
			memcpy(hex, name + 2, 2);
			*to = (char)strtol(hex, &end, 16);
		}
		if (end == hex + 2) {
			name += 4;
			to++;
		} else {
			*to++ = *name++;
		}
	}
	*to = '\0';
	return raw;
}

/* The file, under the name or the one that \xNN stands for; NULL for none. */
static char *
find_file(const char *name, size_t n)
{
	char *path = heap_copy((struct slice){ name, n });
	if (!is_file(path)) {
		char *raw = raw_name(path);
		free(path);
		path = raw;
	}
	if (is_file(path))
		return path;
	free(path);
	return NULL;
}

static bool
read_file(struct bytes *b, const char *path)
{
	FILE *f = fopen(path, "r");
	size_t got = 1;
	while (f && got && b->n < ORIGINAL_MAX) {
		b->p = heap_grow(b->p, &b->capacity, b->n + (1 << 16), 1);
		got = fread(b->p + b->n, 1, 1 << 16, f);
		b->n += got;
	}
	bool read = f && !ferror(f);
	if (f)
		fclose(f);
	return read;
}

/* The bytes in UTF-8; NULL where ICU cannot. The caller frees it. */
static char *
convert(const char *encoding, struct slice s, size_t *n)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t length =
	    ucnv_convert("UTF-8", encoding, NULL, 0, s.p, (int32_t)s.n, &error);
	if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error))
		return NULL;
	char *to = heap_take((size_t)length + 1);
	error = U_ZERO_ERROR;
	ucnv_convert(
	    "UTF-8", encoding, to, length + 1, s.p, (int32_t)s.n, &error);
	if (U_SUCCESS(error)) {
		*n = (size_t)length;
		return to;
	}
	free(to);
	return NULL;
}

/* The number of a member among those of its name, as in a.txt#2; else 1. */
static long
number_behind(const char *s, size_t *n)
{
	char *end;
	long number = *s == '#' ? strtol(s + 1, &end, 10) : 1;
	if (*s != '#' || number < 2 || (*end && *end != '!')) {
		*n = 0;
		return 1;
	}
	*n = (size_t)(end - s);
	return number;
}

/*
 * Is the entry's name, in one of the ways to read it, the start of want? The
 * length of that; *number is set to which entry of that name is meant.
 */
static size_t
name_fits(const char *name, const char *want, long *number)
{
	static const char *const encodings[] = { NULL, "GB18030",
		"Big5-HKSCS" };
	size_t fits = 0;
	for (size_t i = 0; i < 3 && !fits; i++) {
		size_t n;
		char *text = encodings[i]
		    ? convert(encodings[i], slice_of(name), &n)
		    : files_name(name);
		n = text ? strlen(text) : 0;
		if (n && strncmp(text, want, n) == 0) {
			size_t more;
			*number = number_behind(want + n, &more);
			n += more;
			fits = want[n] == '\0' || want[n] == '!' ? n : 0;
		}
		free(text);
	}
	return fits;
}

static bool
read_entry(struct archive *a, struct bytes *b)
{
	la_ssize_t got;
	do {
		b->p = heap_grow(b->p, &b->capacity, b->n + (1 << 16), 1);
		got = archive_read_data(a, b->p + b->n, 1 << 16);
		b->n += got > 0 ? (size_t)got : 0;
	} while (got > 0 && b->n < ORIGINAL_MAX);
	return got == 0;
}

/*
 * Goes to the entry that want begins with; the length of its name, 0 for none.
 * What is only packed, such as x.xz, holds one entry without a name of its own.
 */
static size_t
find_entry(struct archive *a, const char *want)
{
	struct archive_entry *entry;
	long number, found = 0;
	while (archive_read_next_header(a, &entry) == ARCHIVE_OK) {
		if (archive_format(a) == ARCHIVE_FORMAT_RAW)
			return strcspn(want, "!");
		const char *name = archive_entry_pathname(entry);
		size_t n = name ? name_fits(name, want, &number) : 0;
		if (n && (number == 1 || ++found == number))
			return n;
	}
	return 0;
}

/* Replaces an archive by the member of that name, and so on inside it. */
static bool
unpack(struct bytes *b, const char *member)
{
	bool good = true;
	for (int depth = 0; good && depth < ORIGINAL_DEPTH; depth++) {
		struct bytes inner = { 0 };
		struct archive *a = archive_read_new();
		if (!a)
			heap_exhausted();
		archive_read_support_filter_all(a);
		archive_read_support_format_all(a);
		archive_read_support_format_raw(a);
		size_t n = 0;
		if (archive_read_open_memory(a, b->p, b->n) == ARCHIVE_OK)
			n = find_entry(a, member);
		good = n && read_entry(a, &inner);
		archive_read_free(a);
		free(b->p);
		*b = inner;
		if (good && member[n] == '\0')
			return true;
		member += n + 1;
	}
	return false;
}

/* Reads the whole file, or the member of the archive that the path names. */
static bool
read_path(struct bytes *b, const char *path)
{
	size_t n = strlen(path), end = n;
	char *file = find_file(path, n);
	for (size_t i = 0; !file && i < n; i++) {
		if (path[i] != '!')
			continue;
		file = find_file(path, i);
		end = i;
	}
	if (!file) {
		errno = ENOENT;
		return false;
	}
	bool read = read_file(b, file);
	free(file);
	if (!read || end == n)
		return read;
	errno = ENOENT;
	return unpack(b, path + end + 1);
}

/* Fills text from bytes. */
static bool
decode(struct original *o, const char *encoding)
{
	struct slice s = { o->bytes, o->byte_n };
	if (!encoding || strcmp(encoding, "UTF-8") == 0) {
		size_t mark =
		    s.n >= 3 && !memcmp(s.p, "\xEF\xBB\xBF", 3) ? 3 : 0;
		o->text = heap_copy(slice_rest(s, mark));
		o->text_n = s.n - mark;
		return true;
	}
	if (strcmp(encoding, "Big5") == 0)
		encoding = "Big5-HKSCS";
	o->text = convert(encoding, s, &o->text_n);
	if (o->text && o->text_n >= 3 && !memcmp(o->text, "\xEF\xBB\xBF", 3)) {
		o->text_n -= 3;
		memmove(o->text, o->text + 3, o->text_n + 1);
	}
	return o->text != NULL;
}

bool
original_open(struct original *o, const char *path, const char *encoding)
{
	struct bytes b = { 0 };
	*o = (struct original){ 0 };
	bool read = read_path(&b, path);
	if (!read)
		snprintf(o->why, sizeof o->why, "%s",
		    errno ? strerror(errno) : "cannot be unpacked");
	o->bytes = b.p;
	o->byte_n = b.n;
	if (!read)
		return false;
	sha256_hex(b.p, b.n, o->sha256);
	read = decode(o, encoding);
	if (!read)
		snprintf(o->why, sizeof o->why, "is not %s", encoding);
	return read;
}

void
original_close(struct original *o)
{
	free(o->bytes);
	free(o->text);
	*o = (struct original){ 0 };
}

/* Bytes of the line end at p: LF, CRLF, CR, FF, NEL, LS, PS; 0 for none. */
static size_t
line_end(const char *p, size_t left)
{
	size_t n;
	if (*p == '\r')
		return left > 1 && p[1] == '\n' ? 2 : 1;
	if (*p == '\n' || *p == '\f')
		return 1;
	uint32_t c = (unsigned char)*p < 0x80 ? 0 : utf8_decode(p, left, &n);
	return c == 0x85 || c == 0x2028 || c == 0x2029 ? n : 0;
}

struct slice
original_line(const struct original *o, size_t line)
{
	size_t start = 0, at = 0;
	while (at < o->text_n) {
		size_t end = line_end(o->text + at, o->text_n - at);
		if (end && --line == 0)
			return (struct slice){ o->text + start, at - start };
		at += end ? end : 1;
		start = end ? at : start;
	}
	if (line == 1 && start < at)
		return (struct slice){ o->text + start, at - start };
	return SLICE_NULL;
}
