#include "sniff.h"

#include <stdint.h>

#define SNIFF_OFFICE "libreoffice --headless --convert-to "
#define SNIFF_WORD                                                          \
	"make text of it with `antiword FILE > FILE.txt` or `" SNIFF_OFFICE \
	"txt:Text FILE`"
#define SNIFF_DOCX "make text of it with `" SNIFF_OFFICE "txt:Text FILE`"
#define SNIFF_XLS "make text of it with `" SNIFF_OFFICE "csv FILE`"
#define SNIFF_SLIDES                                           \
	"make text of it with `" SNIFF_OFFICE "pdf FILE` and " \
	"`pdftotext -layout FILE.pdf`"
#define SNIFF_OCR "read it with `tesseract FILE FILE -l chi_sim`"
#define SNIFF_RUINED                                                    \
	"is ruined: a Word or Excel file was read as text and written " \
	"again; get the original and " SNIFF_DOCX
#define SNIFF_7Z "unpack it with `7z x FILE`"

/* Bytes at an offset that give a kind of file away. */
struct sniff_magic {
	size_t offset;
	struct slice bytes;
	struct sniff is;
};

#define SNIFF_AT(offset, bytes, rule, reason)           \
	{                                               \
		offset, { (bytes), sizeof(bytes) - 1 }, \
		{                                       \
			SNIFF_OTHER, rule, reason       \
		}                                       \
	}
#define SNIFF_AS(offset, bytes, kind)                   \
	{                                               \
		offset, { (bytes), sizeof(bytes) - 1 }, \
		{                                       \
			kind, NULL, NULL                \
		}                                       \
	}

/* clang-format off */
static const struct sniff_magic sniff_magics[] = {
	SNIFF_AS(0, "PK\x03\x04", SNIFF_ZIP),
	SNIFF_AS(0, "PK\x05\x06", SNIFF_ZIP),
	SNIFF_AS(0, "PK00PK\x03\x04", SNIFF_ZIP),
	SNIFF_AS(0, "\x1F\x8B\x08", SNIFF_PACKED),
	SNIFF_AS(0, "\xFD" "7zXZ\0", SNIFF_PACKED),
	SNIFF_AS(0, "\x28\xB5\x2F\xFD", SNIFF_PACKED),
	SNIFF_AS(0, "BZh91AY&SY", SNIFF_PACKED),
	SNIFF_AT(0, "%PDF-", "input.pdf", "is a PDF, not text; "
	    "make text of it with `pdftotext -layout FILE`"),
	SNIFF_AT(0, "{\\rtf", "input.rtf", "is an RTF file, not text; "
	    SNIFF_DOCX),
	SNIFF_AT(0, "\x89PNG\r\n\x1A\n", "input.image",
	    "is a PNG picture; " SNIFF_OCR),
	SNIFF_AT(0, "\xFF\xD8\xFF", "input.image",
	    "is a JPEG picture; " SNIFF_OCR),
	SNIFF_AT(0, "GIF87a", "input.image", "is a GIF picture; " SNIFF_OCR),
	SNIFF_AT(0, "GIF89a", "input.image", "is a GIF picture; " SNIFF_OCR),
	SNIFF_AT(0, "II*\0", "input.image", "is a TIFF picture; " SNIFF_OCR),
	SNIFF_AT(0, "MM\0*", "input.image", "is a TIFF picture; " SNIFF_OCR),
	SNIFF_AT(8, "WEBPVP8", "input.image",
	    "is a WebP picture; " SNIFF_OCR),
	SNIFF_AT(6, "\0\0\0\0", "input.image", "is a BMP picture; " SNIFF_OCR),
	SNIFF_AT(0, "Rar!\x1A\x07", "input.archive",
	    "is a RAR archive, which is not read; " SNIFF_7Z),
	SNIFF_AT(0, "7z\xBC\xAF\x27\x1C", "input.archive",
	    "is a 7-Zip archive, which is not read; " SNIFF_7Z),
	SNIFF_AT(0, "MSCF\0\0\0\0", "input.archive",
	    "is a cabinet archive, which is not read; " SNIFF_7Z),
	SNIFF_AT(0, "LZIP\x01", "input.archive",
	    "is packed with lzip, which is not read; "
	    "unpack it with `lzip -d FILE`"),
	SNIFF_AT(0, "\x1F\x9D", "input.archive",
	    "is packed with compress, which is not read; "
	    "unpack it with `gzip -d FILE`"),
	SNIFF_AT(0, "PK\x07\x08", "input.archive",
	    "is one part of a zip archive in several parts; " SNIFF_7Z),
	/* What became of D0 CF 11 E0 A1 B1, with and without the control. */
	SNIFF_AT(0, "\uFFFD\uFFFD\x11\u0871", "input.mojibake", SNIFF_RUINED),
	SNIFF_AT(0, "\uFFFD\uFFFD\u0871", "input.mojibake", SNIFF_RUINED),
	SNIFF_AT(0, "\u00D0\u00CF\x11\u00E0\u00A1\u00B1", "input.mojibake",
	    SNIFF_RUINED),
	SNIFF_AT(0, "\u00D0\u00CF\u00E0\u00A1\u00B1", "input.mojibake",
	    SNIFF_RUINED),
	SNIFF_AT(0, "\u90A2\x11\u5537", "input.mojibake", SNIFF_RUINED),
	SNIFF_AT(0, "\u90A2\u5537", "input.mojibake", SNIFF_RUINED),
	SNIFF_AT(0, "\0\x05\x16\x07", "input.binary",
	    "holds what macOS notes about another file, no text"),
	SNIFF_AT(0, "SQLite format 3\0", "input.binary",
	    "is a SQLite database, not text"),
};
/* clang-format on */

static bool
sniff_has(struct slice s, size_t offset, struct slice bytes)
{
	return s.n >= offset + bytes.n &&
	    memcmp(s.p + offset, bytes.p, bytes.n) == 0;
}

/* Word, Excel and PowerPoint up to 2003: streams are named in UTF-16. */
static struct sniff
sniff_ole(struct slice s)
{
	struct sniff word = { SNIFF_OTHER, "input.word",
		"is a Word file (.doc), not text; " SNIFF_WORD };
	struct sniff excel = { SNIFF_OTHER, "input.excel",
		"is an Excel file (.xls), not text; " SNIFF_XLS };
	struct sniff slides = { SNIFF_OTHER, "input.powerpoint",
		"is a PowerPoint file (.ppt), not text; " SNIFF_SLIDES };
	struct sniff other = {
		SNIFF_OTHER, "input.office",
		"is an Office file (.doc, .xls or .wps), not text; " SNIFF_DOCX
	};

	if (slice_holds(s, SLICE_LITERAL("W\0o\0r\0d\0D\0o\0c")))
		return word;
	if (slice_holds(s, SLICE_LITERAL("W\0o\0r\0k\0b\0o\0o\0k")) ||
	    slice_holds(s, SLICE_LITERAL("B\0o\0o\0k\0\0")))
		return excel;
	if (slice_holds(s, SLICE_LITERAL("P\0o\0w\0e\0r\0P\0o\0i\0n")))
		return slides;
	return other;
}

/* Text by its bytes, but an Office file all the same. */
static struct sniff
sniff_markup(struct slice s)
{
	struct sniff text = { SNIFF_TEXT, NULL, NULL };
	struct sniff xml = { SNIFF_OTHER, "input.office",
		"is an Office file saved as XML, not text; " SNIFF_DOCX };
	struct sniff mhtml = { SNIFF_OTHER, "input.office",
		"is a web archive (.mht), not text; " SNIFF_DOCX };
	struct slice head = { s.p, s.n < 4096 ? s.n : 4096 };

	if (sniff_has(s, 0, SLICE_LITERAL("<?xml")) &&
	    slice_holds(head, SLICE_LITERAL("<?mso-application")))
		return xml;
	if (sniff_has(s, 0, SLICE_LITERAL("MIME-Version:")) &&
	    slice_holds(head, SLICE_LITERAL("multipart/related")))
		return mhtml;
	return text;
}

/* A tar's first header: its octal checksum is right. */
static bool
sniff_is_tar(struct slice s)
{
	unsigned long sum = 0, stated = 0;
	size_t i = 148;

	if (s.n < 512 || s.p[0] == '\0')
		return false;
	for (size_t k = 0; k < 512; k++)
		sum += k < 148 || k >= 156 ? (unsigned char)s.p[k] : ' ';
	while (i < 155 && s.p[i] == ' ')
		i++;
	for (; i < 156 && s.p[i] >= '0' && s.p[i] <= '7'; i++)
		stated = stated * 8 + (unsigned long)(s.p[i] - '0');
	return sum == stated && i < 156 && (s.p[i] == '\0' || s.p[i] == ' ');
}

struct sniff
sniff_bytes(struct slice s)
{
	size_t n = sizeof(sniff_magics) / sizeof(sniff_magics[0]);

	if (sniff_has(s, 0, SLICE_LITERAL("\xEF\xBB\xBF"))) {
		s.p += 3;
		s.n -= 3;
	}
	if (sniff_has(s, 0, SLICE_LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
		return sniff_ole(s);
	for (size_t i = 0; i < n; i++) {
		const struct sniff_magic *m = &sniff_magics[i];

		/* The sign of a BMP alone would take any text with BM in front. */
		if (m->offset == 6 && !sniff_has(s, 0, SLICE_LITERAL("BM")))
			continue;
		if (sniff_has(s, m->offset, m->bytes))
			return m->is;
	}
	if (sniff_is_tar(s))
		return (struct sniff){ SNIFF_TAR, NULL, NULL };
	return sniff_markup(s);
}

void
sniff_zip_name(struct sniff_zip *z, struct slice name)
{
	z->content_types |= slice_is(name, "[Content_Types].xml") ||
	    slice_is(name, "_rels/.rels");
	z->word |= sniff_has(name, 0, SLICE_LITERAL("word/"));
	z->excel |= sniff_has(name, 0, SLICE_LITERAL("xl/"));
	z->slides |= sniff_has(name, 0, SLICE_LITERAL("ppt/"));
	z->manifest |= slice_is(name, "META-INF/manifest.xml");
	z->content |= slice_is(name, "content.xml");
	z->ofd |= slice_is(name, "OFD.xml");
	z->epub |= slice_is(name, "META-INF/container.xml");
}

struct sniff
sniff_zip_verdict(const struct sniff_zip *z)
{
	struct sniff is = { SNIFF_OTHER, "input.office", NULL };

	if (z->content_types && z->word) {
		is.rule = "input.word";
		is.reason = "is a Word file (.docx), not text; " SNIFF_DOCX;
	} else if (z->content_types && z->excel) {
		is.rule = "input.excel";
		is.reason = "is an Excel file (.xlsx), not text; " SNIFF_XLS;
	} else if (z->content_types && z->slides) {
		is.rule = "input.powerpoint";
		is.reason =
		    "is a PowerPoint file (.pptx), not text; " SNIFF_SLIDES;
	} else if (z->content_types)
		is.reason = "is an Office file, not text; " SNIFF_DOCX;
	else if (z->manifest && z->content)
		is.reason = "is an OpenDocument file, not text; " SNIFF_DOCX;
	else if (z->ofd)
		is.reason = "is an OFD file, not text; export it as PDF with "
			    "its reader, then use `pdftotext -layout FILE`";
	else if (z->epub)
		is.reason = "is an EPUB book, not text; " SNIFF_DOCX;
	else
		is = (struct sniff){ SNIFF_ZIP, NULL, NULL };
	return is;
}
