/* What inputs are, and what archives hold: all in memory, no file is made. */
#include "input.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

#include "reader.h"
#include "sniff.h"
#include "tap.h"
#include "utf8.h"

static const char report[] = "项目支出绩效自评表\n项目名称\t养老保险\n";

/* What the handler was told, one word after the other. */
static char said[8192];
static struct input_options options = INPUT_DEFAULTS;

static bool
on_document(void *user, struct document *doc)
{
	size_t n = strlen(said);

	(void)user;
	snprintf(said + n, sizeof(said) - n, "%s=%zu ", doc->path, doc->bytes);
	return utf8_valid(doc->path, strlen(doc->path)) == strlen(doc->path);
}

static bool
on_reject(void *user, const struct input_reject *reject)
{
	size_t n = strlen(said);

	(void)user;
	snprintf(
	    said + n, sizeof(said) - n, "%s:%s ", reject->path, reject->rule);
	return true;
}

/* Bytes in memory as a source; in pieces of a size that divides nothing. */
struct memory {
	const char *p;
	size_t left;
};

static ssize_t
read_memory(struct source *source, char *to, size_t n)
{
	struct memory *m = source->user;

	if (n > 1009)
		n = 1009;
	if (n > m->left)
		n = m->left;
	memcpy(to, m->p, n);
	m->p += n;
	m->left -= n;
	return (ssize_t)n;
}

static const char *
read_bytes(const char *name, const char *p, size_t n)
{
	struct input_handler handler = { .document = on_document,
		.reject = on_reject };
	struct memory m = { p, n };
	struct source source = {
		.read = read_memory, .user = &m, .fd = -1, .size = -1
	};
	struct reader r;
	size_t length;

	said[0] = '\0';
	reader_open(&r, &options, &handler);
	length = reader_enter(&r, "", slice_of(name));
	reader_read(&r, &source);
	reader_leave(&r, length);
	reader_close(&r);
	return said;
}

static void
expect(const char *name, const char *p, size_t n, const char *expected,
    const char *what)
{
	const char *got = read_bytes(name, p, n);

	is(got, strlen(got), expected, what);
}

#define EXPECT(bytes, expected, what) \
	expect("x", (bytes), sizeof(bytes) - 1, (expected), (what))

static void
test_sniff(void)
{
	EXPECT("%PDF-1.7\n1 0 obj", "x:input.pdf ", "PDF");
	EXPECT("\xEF\xBB\xBF%PDF-1.4\n", "x:input.pdf ", "PDF behind a mark");
	EXPECT("{\\rtf1\\ansi", "x:input.rtf ", "RTF");
	EXPECT("\xFF\xD8\xFF\xE0\0\x10JFIF", "x:input.image ", "JPEG");
	EXPECT("\x89PNG\r\n\x1A\n\0\0", "x:input.image ", "PNG");
	EXPECT("BM\x36\0\x0C\0\0\0\0\0", "x:input.image ", "BMP");
	EXPECT("BM 项目支出\n", "x=16 ", "text that begins with BM");
	EXPECT("Rar!\x1A\x07\x01\0", "x:input.archive ", "RAR");
	EXPECT("7z\xBC\xAF\x27\x1C\0\4", "x:input.archive ", "7-Zip");
	EXPECT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0D\0o\0c\0",
	    "x:input.word ", "Word up to 2003");
	EXPECT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0",
	    "x:input.excel ", "Excel up to 2003");
	EXPECT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "x:input.office ",
	    "another Office file");
	EXPECT("<?xml version=\"1.0\"?>\n<?mso-application "
	       "progid=\"Word.Document\"?>",
	    "x:input.office ", "Word's XML");
	EXPECT("\uFFFD\uFFFD\u0871\uFFFD text", "x:input.mojibake ",
	    "Word read as UTF-8");
	EXPECT(
	    "\u90A2\x11\u5537? text", "x:input.mojibake ", "Word read as GBK");
	EXPECT("", "x:input.empty ", "empty");
	EXPECT("\0\1\2\3", "x:input.binary ", "binary");
	EXPECT("项目\n", "x=7 ", "text");
}

/* An archive in the making. */
struct maker {
	struct archive *a;
	char *p;
	size_t n;
};

static void
make_start(struct maker *m, const char *format, const char *filter)
{
	enum { SIZE = 1 << 22 };

	m->p = malloc(SIZE);
	m->a = archive_write_new();
	archive_write_set_format_by_name(m->a, format);
	if (filter)
		archive_write_add_filter_by_name(m->a, filter);
	archive_write_set_bytes_in_last_block(m->a, 1);
	archive_write_open_memory(m->a, m->p, SIZE, &m->n);
}

static void
make_add(struct maker *m, const char *name, const char *p, size_t n)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_copy_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)n);
	archive_write_header(m->a, e);
	archive_write_data(m->a, p, n);
	archive_entry_free(e);
}

static void
make_text(struct maker *m, const char *name)
{
	make_add(m, name, report, sizeof(report) - 1);
}

static void
make_end(struct maker *m)
{
	archive_write_close(m->a);
	archive_write_free(m->a);
}

/* Ends the archive, reads it, compares what was told. */
static void
make_expect(struct maker *m, const char *expected, const char *what)
{
	make_end(m);
	expect("x", m->p, m->n, expected, what);
	free(m->p);
}

static void
test_formats(void)
{
	static const char *const filters[] = { "gzip", "bzip2", "xz", "zstd" };
	struct maker m;

	make_start(&m, "zip", NULL);
	make_text(&m, "a.txt");
	make_text(&m, "b/c.txt");
	make_expect(&m, "x!a.txt=54 x!b/c.txt=54 ", "zip");
	make_start(&m, "ustar", NULL);
	make_text(&m, "a.txt");
	make_text(&m, "b/c.txt");
	make_expect(&m, "x!a.txt=54 x!b/c.txt=54 ", "tar");
	make_start(&m, "pax", NULL);
	make_text(&m, "a.txt");
	make_expect(&m, "x!a.txt=54 ", "pax tar");
	for (size_t i = 0; i < 4; i++) {
		make_start(&m, "gnutar", filters[i]);
		make_text(&m, "a.txt");
		make_text(&m, "c.txt");
		make_expect(&m, "x!a.txt=54 x!c.txt=54 ", filters[i]);
	}
	for (size_t i = 0; i < 4; i++) {
		make_start(&m, "raw", filters[i]);
		make_text(&m, "data");
		make_end(&m);
		expect("d/r.txt.gz", m.p, m.n, "d/r.txt.gz!r.txt=54 ",
		    "one packed file, named by what packs it");
		free(m.p);
	}
	make_start(&m, "zip", NULL);
	make_expect(&m, "x:input.empty ", "an archive of nothing");
}

static void
test_office(void)
{
	struct maker m;

	make_start(&m, "zip", NULL);
	make_add(&m, "[Content_Types].xml", "<", 1);
	make_add(&m, "word/document.xml", "<", 1);
	make_expect(&m, "x:input.word ", "docx");
	make_start(&m, "zip", NULL);
	make_add(&m, "xl/workbook.xml", "<", 1);
	make_add(&m, "[Content_Types].xml", "<", 1);
	make_expect(&m, "x:input.excel ", "xlsx, its type last");
	make_start(&m, "zip", NULL);
	make_add(&m, "OFD.xml", "<", 1);
	make_expect(&m, "x:input.office ", "OFD");
	make_start(&m, "zip", NULL);
	make_text(&m, "word/a.txt");
	make_expect(&m, "x!word/a.txt=54 ", "a folder named word is a folder");
}

static void
test_names(void)
{
	struct maker m;

	make_start(&m, "zip", NULL);
	make_text(&m, "\xCF\xEE\xC4\xBF/\xB1\xED.txt");
	make_expect(&m, "x!项目/表.txt=54 ", "GBK names from Windows");
	make_start(&m, "ustar", NULL);
	make_text(&m, "\xCF\xEE\xC4\xBF.txt");
	make_expect(&m, "x!项目.txt=54 ", "GBK names in a tar");
	setlocale(LC_ALL, "C.UTF-8");
	make_start(&m, "zip", NULL);
	make_text(&m, "项目/表.txt");
	setlocale(LC_ALL, "C");
	make_expect(&m, "x!项目/表.txt=54 ", "UTF-8 names");
	make_start(&m, "ustar", NULL);
	make_text(&m, "../../etc/pass\nwd");
	make_text(&m, "/root.txt");
	make_expect(&m, "x!../../etc/pass\nwd=54 x!/root.txt=54 ",
	    "hostile names are names");
	make_start(&m, "ustar", NULL);
	make_text(&m, "a\xFF\xFF");
	make_expect(&m, "x!a\\xFF\\xFF=54 ", "bytes that are no name");
}

/* An archive in an archive in an archive, as many as there are names. */
static void
nest(size_t depth, struct maker *outer)
{
	struct maker inner;

	make_start(outer, "zip", NULL);
	if (depth == 0) {
		make_text(outer, "a.txt");
	} else {
		nest(depth - 1, &inner);
		make_add(outer, "n", inner.p, inner.n);
		free(inner.p);
	}
	make_end(outer);
}

static void
test_depth(void)
{
	struct maker m;

	nest(4, &m);
	expect("x", m.p, m.n, "x!n!n!n!n!a.txt=54 ", "four archives inside");
	free(m.p);
	nest(5, &m);
	expect("x", m.p, m.n, "x!n!n!n!n!n:input.depth ", "five are too many");
	free(m.p);
	options.archive_depth = 0;
	nest(1, &m);
	expect("x", m.p, m.n, "x!n:input.depth ", "none, where none is wanted");
	free(m.p);
	options.archive_depth = 4;
}

static void
test_bombs(void)
{
	enum { N = 40 << 20 };
	char *zeros = calloc(1, N);
	struct maker m, inner;

	memset(zeros, '\n', N);
	make_start(&m, "ustar", "bzip2");
	make_text(&m, "a.txt");
	make_add(&m, "big", zeros, N);
	make_text(&m, "c.txt");
	make_expect(&m, "x!a.txt=54 x!big:input.bomb ",
	    "beyond the ratio an archive is not read on");
	options.archive_ratio = 1000000;
	make_start(&m, "ustar", "bzip2");
	make_add(&m, "big", zeros, N);
	make_text(&m, "c.txt");
	make_expect(&m, "x!big:input.large x!c.txt=54 ",
	    "a member too large is passed over");
	options.archive_max = 16 << 20;
	make_start(&m, "ustar", "bzip2");
	make_add(&m, "big", zeros, N);
	make_text(&m, "c.txt");
	make_expect(&m, "x!big:input.large x!big:input.bomb ",
	    "and an archive that is");
	options.archive_max = (size_t)64 << 30;
	options.archive_ratio = 1000;
	make_start(&inner, "ustar", "bzip2");
	make_add(&inner, "big", zeros, N);
	make_end(&inner);
	make_start(&m, "zip", NULL);
	make_add(&m, "n", inner.p, inner.n);
	make_text(&m, "c.txt");
	make_expect(
	    &m, "x!n!big:input.bomb ", "the ratio counts over all levels");
	free(inner.p);
	free(zeros);
}

static void
test_damaged(void)
{
	struct maker m;

	make_start(&m, "ustar", "gzip");
	make_text(&m, "a.txt");
	make_text(&m, "b.txt");
	make_end(&m);
	for (size_t n = 0; n < m.n; n++) {
		const char *got = read_bytes("x", m.p, n);

		if (!strstr(got, ":input.") && n < m.n - 8)
			ok(false, "cut at %zu: %s", n, got);
	}
	ok(true, "a tar.gz cut anywhere is a reject");
	free(m.p);
	make_start(&m, "zip", NULL);
	make_text(&m, "a.txt");
	make_text(&m, "b.txt");
	make_end(&m);
	expect("x", m.p, m.n - 30, "x!a.txt=54 x!b.txt=54 x:input.damaged ",
	    "a zip that lost its directory is read, and said to be cut");
	for (size_t i = 0; i < m.n; i++) {
		m.p[i] ^= 0x55;
		read_bytes("x", m.p, m.n);
		m.p[i] ^= 0x55;
	}
	ok(true, "no wrong byte in a zip does harm");
	free(m.p);
}

int
main(void)
{
	/* Messages are not what is tested here. */
	if (!freopen("/dev/null", "w", stderr))
		return 1;
	test_sniff();
	test_formats();
	test_office();
	test_names();
	test_depth();
	test_bombs();
	test_damaged();
	return tap_end();
}
