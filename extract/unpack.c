#include "unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "gunzip.h"
#include "heap.h"
#include "names.h"

enum {
	UNPACK_BLOCK = 64 * 1024,
	UNPACK_SLACK = 1024 * 1024, /* bytes unpacked that are no bomb yet */
	UNPACK_HEADER = 512,        /* counted for each member */
	UNPACK_FAILURES = 100,      /* members that cannot be read: then stop */
	UNPACK_LOOK = 4096          /* names that tell an Office file */
};

#define UNPACK_NOTHING "is an archive without any file in it"

/* An archive that is being read. */
struct unpack {
	struct reader *reader;
	struct source *source;
	struct archive *archive;
	enum sniff_kind kind;
	bool whole;    /* the reader's buffer has all of it */
	bool seekable; /* members are skipped without being unpacked */
	bool cut;      /* a zip without the directory at its end */
	bool failed;   /* the source failed */
	bool fatal;    /* a member failed so that none can follow */
	size_t given;  /* bytes of the reader's buffer that were handed over */
	size_t members;
	size_t failures;
	struct names names;    /* of the members */
	struct gunzip *gunzip; /* stands before libarchive; NULL: no gzip */
	char *block;
};

static struct buffer *
unpack_first(struct unpack *u)
{
	return &u->reader->bytes[u->source->depth];
}

/* Bytes of the source for libarchive: first what was read to sniff at. */
static la_ssize_t
unpack_on_read(struct archive *a, void *user, const void **block)
{
	struct unpack *u = user;
	struct buffer *first = unpack_first(u);
	ssize_t n;

	if (u->given < first->n) {
		*block = first->p + u->given;
		n = (ssize_t)(first->n - u->given);
		u->given = first->n;
		return n;
	}
	*block = u->block;
	n = u->source->read(u->source, u->block, UNPACK_BLOCK);
	if (n < 0) {
		u->failed = true;
		archive_set_error(a, EIO, "%s", u->source->error);
		return -1;
	}
	if (u->source->depth == 0 && u->source->size <= 0)
		u->reader->packed += (unsigned long long)n;
	return n;
}

/* The same of what gzip packed, unpacked and held against its check sum. */
static la_ssize_t
unpack_on_gunzip(struct archive *a, void *user, const void **block)
{
	struct unpack *u = user;
	la_ssize_t n = gunzip_read(u->gunzip, block);

	if (n < 0)
		archive_set_error(a, EIO, "%s", gunzip_error(u->gunzip));
	return n;
}

static la_int64_t
unpack_on_seek(struct archive *a, void *user, la_int64_t offset, int whence)
{
	struct unpack *u = user;
	off_t at = lseek(u->source->fd, (off_t)offset, whence);

	if (at < 0) {
		archive_set_error(a, errno, "cannot seek");
		return ARCHIVE_FATAL;
	}
	/* From now on the file itself is read. */
	u->given = unpack_first(u)->n;
	return (la_int64_t)at;
}

static void
unpack_formats(struct unpack *u)
{
	struct archive *a = u->archive;

	if (u->kind == SNIFF_ZIP) {
		if (u->seekable)
			archive_read_support_format_zip_seekable(a);
		else
			archive_read_support_format_zip_streamable(a);
		return;
	}
	archive_read_support_format_tar(a);
	if (u->kind == SNIFF_TAR)
		return;
	archive_read_support_format_raw(a);
	archive_read_support_format_empty(a);
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_zstd(a);
}

/* Opens the archive at its start. Returns libarchive's status. */
static int
unpack_open(struct unpack *u)
{
	struct buffer *first = unpack_first(u);
	struct archive *a = archive_read_new();

	if (!a)
		heap_exhausted();
	u->archive = a;
	unpack_formats(u);
	u->given = 0;
	if (u->whole)
		return archive_read_open_memory(a, first->p, first->n);
	if (u->kind == SNIFF_ZIP && u->source->fd >= 0) {
		if (lseek(u->source->fd, 0, SEEK_SET) < 0)
			return ARCHIVE_FATAL;
		u->given = first->n;
	}
	if (u->seekable)
		archive_read_set_seek_callback(a, unpack_on_seek);
	archive_read_set_read_callback(
	    a, u->gunzip ? unpack_on_gunzip : unpack_on_read);
	archive_read_set_callback_data(a, u);
	return archive_read_open1(a);
}

static const char *
unpack_error(struct unpack *u)
{
	const char *s = archive_error_string(u->archive);

	return s ? s : "damaged";
}

/* Counts what was unpacked; false where it is more than the options allow. */
static bool
unpack_count(struct reader *r, size_t n)
{
	unsigned long long ratio = r->options.archive_ratio;

	r->unpacked += n;
	if (r->unpacked > r->options.archive_max)
		r->bomb = true;
	if (r->unpacked > UNPACK_SLACK &&
	    (r->unpacked - UNPACK_SLACK) / (ratio ? ratio : 1) > r->packed)
		r->bomb = true;
	return !r->bomb;
}

static void
unpack_bomb(const struct reader *r, struct source *source)
{
	source->rule = "input.bomb";
	snprintf(source->error, sizeof(source->error),
	    "unpacks to %llu bytes from %llu; the archive is not read on, "
	    "since it may be made to fill disks and memory",
	    r->unpacked, r->packed);
}

/* Bytes of a member. */
static ssize_t
unpack_member_read(struct source *source, char *to, size_t n)
{
	struct unpack *u = source->user;
	la_ssize_t got = archive_read_data(u->archive, to, n);

	if (got < 0) {
		u->failures++;
		u->fatal = got == ARCHIVE_FATAL;
		source->rule = "input.damaged";
		snprintf(source->error, sizeof(source->error),
		    "is damaged or cut short in the archive%s: %s",
		    u->fatal ? ", which is not read on" : "", unpack_error(u));
		return -1;
	}
	if (!unpack_count(u->reader, (size_t)got)) {
		unpack_bomb(u->reader, source);
		return -1;
	}
	return got;
}

/* Reads over the rest of a member, counting what comes out. */
static void
unpack_skip(struct unpack *u)
{
	const void *block;
	la_int64_t offset;
	size_t n;

	if (u->seekable)
		return;
	while (archive_read_data_block(u->archive, &block, &n, &offset) ==
	    ARCHIVE_OK) {
		if (!unpack_count(u->reader, n)) {
			struct source none = { 0 };

			unpack_bomb(u->reader, &none);
			reader_refuse(u->reader, none.rule, "%s", none.error);
			return;
		}
	}
}

/* The name of the only member of a file that is packed but no archive. */
static struct slice
unpack_raw_name(struct unpack *u)
{
	static const char *const ends[] = { ".gz", ".bz2", ".xz", ".zst" };
	struct slice s = { u->reader->path.p, u->reader->path.n };

	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '/' || s.p[i - 1] == '!') {
			s.p += i;
			s.n -= i;
			break;
		}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);

		if (s.n > n && strcmp(s.p + s.n - n, ends[i]) == 0) {
			s.n -= n;
			return s;
		}
	}
	return SLICE_LITERAL("data");
}

static struct slice
unpack_name(struct unpack *u, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);
	struct slice s;

	if (archive_format(u->archive) == ARCHIVE_FORMAT_RAW)
		s = unpack_raw_name(u);
	else
		s = slice_of(name ? name : archive_entry_pathname_utf8(entry));
	if (!s.p || s.n == 0)
		s = SLICE_LITERAL("?");
	/* The path that a raw name stands in is about to grow. */
	s = arena_copy(u->reader->arena, s);
	return decode_name(u->reader->decoder, u->reader->arena, s);
}

/* Reads a member that is a file; the reader's path names it. */
static void
unpack_file(struct unpack *u, struct archive_entry *entry)
{
	struct reader *r = u->reader;
	struct source source = { .read = unpack_member_read,
		.user = u,
		.fd = -1,
		.size = -1,
		.depth = u->source->depth + 1 };

	if (archive_entry_is_data_encrypted(entry)) {
		reader_refuse(r, "input.encrypted",
		    "is encrypted; unpack the archive with its password");
		return;
	}
	reader_read(r, &source);
	if (!r->bomb && archive_format(u->archive) != ARCHIVE_FORMAT_RAW)
		unpack_skip(u);
}

/*
 * Enters the member's name, with its number where others before have the same
 * name: what was added to a tar again, a.txt, is a.txt#2.
 */
static size_t
unpack_enter(struct unpack *u, struct slice name)
{
	size_t length = reader_enter(u->reader, "!", name);
	size_t before = names_before(&u->names, name);
	char number[24];

	if (before > 0) {
		snprintf(number, sizeof(number), "#%zu", before + 1);
		reader_enter(u->reader, "", slice_of(number));
	}
	return length;
}

static void
unpack_member(struct unpack *u, struct archive_entry *entry)
{
	struct reader *r = u->reader;
	bool link = archive_entry_hardlink(entry) != NULL;
	struct place place;
	struct slice name;
	size_t length;
	bool notes;

	if (archive_entry_filetype(entry) == AE_IFDIR)
		return;
	u->members++;
	name = unpack_name(u, entry);
	length = unpack_enter(u, name);
	notes = name.n > 9 && memcmp(name.p, "__MACOSX/", 9) == 0;
	arena_reset(r->arena);
	place = (struct place){ .document = r->path.p };
	if (!unpack_count(r, UNPACK_HEADER)) {
		struct source none = { 0 };

		unpack_bomb(r, &none);
		reader_refuse(r, none.rule, "%s", none.error);
	} else if (notes)
		diag(DIAG_INFO, place,
		    "holds what macOS notes about a file, and is not read");
	else if (link || archive_entry_filetype(entry) != AE_IFREG)
		diag(DIAG_INFO, place,
		    "is no file but a link or device in "
		    "the archive, and is not read");
	else
		unpack_file(u, entry);
	reader_leave(r, length);
}

/* Tells libarchive's trouble with the archive itself. */
static void
unpack_broken(struct unpack *u)
{
	u->failures++;
	if (u->reader->bomb || u->failed)
		return;
	reader_refuse(u->reader, "input.damaged",
	    "the archive is damaged or cut short: %s%s", unpack_error(u),
	    u->members ? "; what stands before was read" : "");
}

/* A tar ends before what packs it: the check sum stands behind it. */
static void
unpack_to_end(struct unpack *u)
{
	struct reader *r = u->reader;
	struct source none = { 0 };
	const void *block;
	la_ssize_t n;

	while (!r->stopped && !r->bomb &&
	    (n = gunzip_read(u->gunzip, &block)) != 0) {
		if (n < 0) {
			u->failures++;
			if (!u->failed)
				reader_refuse(r, "input.damaged",
				    "the archive is damaged or cut short: %s",
				    gunzip_error(u->gunzip));
			return;
		}
		if (!unpack_count(r, (size_t)n)) {
			unpack_bomb(r, &none);
			reader_refuse(r, none.rule, "%s", none.error);
		}
	}
}

static void
unpack_members(struct unpack *u)
{
	struct archive_entry *entry;
	struct reader *r = u->reader;

	while (!r->stopped && !r->bomb && !u->failed && !u->fatal) {
		int status = archive_read_next_header(u->archive, &entry);

		if (status == ARCHIVE_EOF)
			break;
		if (status >= ARCHIVE_WARN)
			unpack_member(u, entry);
		else if (status == ARCHIVE_RETRY)
			u->failures++;
		else
			unpack_broken(u);
		if (status == ARCHIVE_FATAL)
			return;
		if (u->failures > UNPACK_FAILURES) {
			reader_refuse(r, "input.damaged",
			    "the archive has more than %d damaged members, "
			    "and is not read on",
			    UNPACK_FAILURES);
			return;
		}
	}
	if (u->gunzip && !u->failures &&
	    archive_format(u->archive) != ARCHIVE_FORMAT_RAW)
		unpack_to_end(u);
	if (u->failures || u->failed || r->bomb)
		return;
	if (u->cut)
		reader_refuse(r, "input.damaged",
		    "the archive is cut short: its directory is missing, and "
		    "members may be");
	else if (u->members == 0)
		reader_refuse(r, "input.empty", UNPACK_NOTHING);
}

/*
 * Looks at the names in a zip: is it an Office file? Where its directory at the
 * end is lost the members are read one after the other.
 */
static struct sniff
unpack_look(struct unpack *u)
{
	struct sniff_zip zip = { 0 };
	struct archive_entry *entry;
	struct unpack look = *u;
	int status, names = 0;

	/* A stream cannot be read twice: look at what is there of it. */
	if (!u->seekable)
		look.whole = true;
	status = unpack_open(&look);
	for (; status >= ARCHIVE_WARN && names < UNPACK_LOOK; names++) {
		status = archive_read_next_header(look.archive, &entry);
		if (status == ARCHIVE_EOF || status < ARCHIVE_WARN)
			break;
		sniff_zip_name(&zip, slice_of(archive_entry_pathname(entry)));
	}
	if (status < ARCHIVE_WARN && names == 0 && u->seekable) {
		u->seekable = false;
		u->cut = true;
	}
	archive_read_free(look.archive);
	u->failed = look.failed;
	return sniff_zip_verdict(&zip);
}

/* Reads a zip's bytes as far as they may be kept; false on failure. */
static bool
unpack_prepare(struct unpack *u)
{
	size_t max = u->reader->options.document_max;

	if (u->source->fd < 0) {
		if (!reader_fill(u->reader, u->source, max))
			return false;
		u->whole = unpack_first(u)->n < max;
		if (u->source->depth == 0)
			u->reader->packed = unpack_first(u)->n;
	}
	u->seekable = u->whole || u->source->fd >= 0;
	return true;
}

static bool
unpack_all(struct unpack *u)
{
	struct reader *r = u->reader;
	struct buffer *first = unpack_first(u);
	struct sniff is = { SNIFF_TEXT, NULL, NULL };

	/* The end of a directory without anything in it. */
	if (first->n >= 4 && memcmp(first->p, "PK\5\6", 4) == 0) {
		reader_refuse(r, "input.empty", UNPACK_NOTHING);
		return true;
	}
	if (u->kind == SNIFF_ZIP) {
		if (!unpack_prepare(u))
			return false;
		is = unpack_look(u);
	}
	if (is.kind == SNIFF_OTHER) {
		bool all = u->whole ||
		    (u->source->size > 0 &&
			first->n == (size_t)u->source->size);

		reader_reject(r, is.rule, is.reason,
		    (struct slice){ first->p, first->n }, all);
		return true;
	}
	if (first->n >= 3 && memcmp(first->p, "\x1F\x8B\x08", 3) == 0)
		u->gunzip = gunzip_new(unpack_on_read, u);
	if (!u->failed) {
		if (unpack_open(u) < ARCHIVE_WARN)
			unpack_broken(u);
		else
			unpack_members(u);
		archive_read_free(u->archive);
		names_free(&u->names);
		gunzip_free(u->gunzip);
	}
	return !u->failed;
}

/*
 * libarchive converts names to the locale's character set, and loses what is
 * not in it; the process's own locale may be C.
 */
static locale_t
unpack_locale(void)
{
	static locale_t utf8;

	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return utf8;
}

bool
unpack_read(struct reader *r, struct source *source, enum sniff_kind kind)
{
	struct unpack u = { .reader = r, .source = source, .kind = kind };
	locale_t utf8 = unpack_locale(), before = (locale_t)0;
	bool good;

	if (source->depth > r->options.archive_depth) {
		reader_refuse(r, "input.depth",
		    "is an archive inside %d others, and is not unpacked",
		    source->depth);
		return true;
	}
	if (source->depth == 0) {
		r->packed = source->size > 0 ? (unsigned long long)source->size
					     : r->bytes[0].n;
		r->unpacked = 0;
		r->bomb = false;
	}
	if (utf8)
		before = uselocale(utf8);
	u.block = heap_take(UNPACK_BLOCK);
	good = unpack_all(&u);
	free(u.block);
	if (utf8)
		uselocale(before);
	/* The innermost archive has told of a bomb already. */
	return good || r->bomb;
}
