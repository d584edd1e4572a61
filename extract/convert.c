#include "convert.h"

#include <stdlib.h>
#include <strings.h>
#include <sysexits.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "diag.h"
#include "heap.h"

enum {
	CONVERT_UNITS = 2048,
	CONVERT_DETECT = 16 * 1024 /* bytes that the detector is shown */
};

struct convert {
	UConverter *converter[ENCODING_COUNT];
	UCharsetDetector *detector;

	enum encoding encoding;
	struct slice bytes;
	const char *at; /* behind what was converted */
	bool ended;
	UChar units[CONVERT_UNITS];
	size_t source[CONVERT_UNITS];
	size_t n, i; /* units there, units taken */
	size_t last; /* offset of the unit before */
};

/* The first name is ours; the others are accepted too. */
static const char *const convert_names[ENCODING_COUNT][6] = {
	[ENCODING_UTF8] = { "UTF-8", "UTF8" },
	[ENCODING_GB18030] = { "GB18030", "GBK", "GB2312", "CP936", "EUC-CN" },
	[ENCODING_BIG5] = { "Big5", "Big5-HKSCS", "CP950" },
	[ENCODING_UTF16LE] = { "UTF-16LE", "UTF-16", "UTF16", "UCS-2" },
	[ENCODING_UTF16BE] = { "UTF-16BE" },
	[ENCODING_UTF32LE] = { "UTF-32LE", "UTF-32" },
	[ENCODING_UTF32BE] = { "UTF-32BE" },
};

/* U+FFFD itself, which is no mistake of the bytes. */
static const struct slice convert_replacement[ENCODING_COUNT] = {
	[ENCODING_UTF8] = { "\xEF\xBF\xBD", 3 },
	[ENCODING_GB18030] = { "\x84\x31\xA4\x37", 4 },
	[ENCODING_UTF16LE] = { "\xFD\xFF", 2 },
	[ENCODING_UTF16BE] = { "\xFF\xFD", 2 },
	[ENCODING_UTF32LE] = { "\xFD\xFF\0\0", 4 },
	[ENCODING_UTF32BE] = { "\0\0\xFF\xFD", 4 },
};

const char *
encoding_name(enum encoding e)
{
	return convert_names[e][0];
}

enum encoding
encoding_find(const char *name)
{
	for (int e = 0; e < ENCODING_COUNT; e++)
		for (int i = 0; i < 6 && convert_names[e][i]; i++)
			if (strcasecmp(name, convert_names[e][i]) == 0)
				return (enum encoding)e;
	return ENCODING_COUNT;
}

enum encoding
encoding_mark(struct slice s, size_t *n)
{
	/* The longer ones first: UTF-32LE begins like UTF-16LE. */
	static const struct {
		struct slice mark;
		enum encoding is;
	} marks[] = {
		{ { "\xEF\xBB\xBF", 3 }, ENCODING_UTF8 },
		{ { "\xFF\xFE\0\0", 4 }, ENCODING_UTF32LE },
		{ { "\0\0\xFE\xFF", 4 }, ENCODING_UTF32BE },
		{ { "\x84\x31\x95\x33", 4 }, ENCODING_GB18030 },
		{ { "\xFF\xFE", 2 }, ENCODING_UTF16LE },
		{ { "\xFE\xFF", 2 }, ENCODING_UTF16BE },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		*n = marks[i].mark.n;
		if (s.n >= *n && memcmp(s.p, marks[i].mark.p, *n) == 0)
			return marks[i].is;
	}
	*n = 0;
	return ENCODING_COUNT;
}

struct convert *
convert_new(void)
{
	return heap_zero(1, sizeof(struct convert));
}

void
convert_free(struct convert *v)
{
	if (!v)
		return;
	for (int e = 0; e < ENCODING_COUNT; e++)
		ucnv_close(v->converter[e]);
	ucsdet_close(v->detector);
	free(v);
}

/* Bytes that mean nothing become U+FFFD, one for each that is not readable. */
static void
convert_bad(const void *user, UConverterToUnicodeArgs *args, const char *bytes,
    int32_t n, UConverterCallbackReason reason, UErrorCode *error)
{
	static const UChar replacement = 0xFFFD;

	(void)user;
	(void)bytes;
	(void)n;
	if (reason > UCNV_IRREGULAR)
		return;
	*error = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

static UConverter *
convert_open(struct convert *v, enum encoding e)
{
	/* ICU's Big5 lacks the additions; the name it knows them by is another. */
	const char *name = e == ENCODING_BIG5 ? "Big5-HKSCS" : encoding_name(e);
	UErrorCode error = U_ZERO_ERROR;

	if (v->converter[e]) {
		ucnv_reset(v->converter[e]);
		return v->converter[e];
	}
	v->converter[e] = ucnv_open(name, &error);
	ucnv_setToUCallBack(
	    v->converter[e], convert_bad, NULL, NULL, NULL, &error);
	if (U_FAILURE(error))
		diag_fatal(EX_SOFTWARE, "ICU has no converter for %s: %s", name,
		    u_errorName(error));
	return v->converter[e];
}

void
convert_start(struct convert *v, enum encoding e, struct slice bytes)
{
	convert_open(v, e);
	v->encoding = e;
	v->bytes = bytes;
	v->at = bytes.p;
	v->ended = bytes.n == 0;
	v->n = v->i = 0;
	v->last = 0;
}

/* Converts as much as there is room for. */
static void
convert_fill(struct convert *v)
{
	size_t start = (size_t)(v->at - v->bytes.p);
	int32_t offset[CONVERT_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	UChar *to = v->units;

	ucnv_toUnicode(v->converter[v->encoding], &to, v->units + CONVERT_UNITS,
	    &v->at, v->bytes.p + v->bytes.n, offset, true, &error);
	v->i = 0;
	v->n = (size_t)(to - v->units);
	if (error != U_BUFFER_OVERFLOW_ERROR) {
		v->ended = true;
		if (U_FAILURE(error))
			diag_fatal(EX_SOFTWARE, "ICU's converter failed: %s",
			    u_errorName(error));
	}
	/* Units that were left from the call before have no offset. */
	for (size_t i = 0; i < v->n; i++) {
		if (offset[i] >= 0)
			v->last = start + (size_t)offset[i];
		v->source[i] = v->last;
	}
}

static bool
convert_unit(struct convert *v, uint32_t *unit, size_t *source)
{
	while (v->i == v->n) {
		if (v->ended)
			return false;
		convert_fill(v);
	}
	*source = v->source[v->i];
	*unit = v->units[v->i++];
	return true;
}

/* Does U+FFFD stand in the bytes at the offset? */
static bool
convert_is_replacement(const struct convert *v, size_t source)
{
	struct slice r = convert_replacement[v->encoding];

	return r.n && v->bytes.n - source >= r.n &&
	    memcmp(v->bytes.p + source, r.p, r.n) == 0;
}

bool
convert_next(struct convert *v, struct convert_char *out)
{
	uint32_t low;
	size_t source;

	if (!convert_unit(v, &out->c, &out->source))
		return false;
	/* ICU gives surrogates in pairs only. */
	if ((out->c & 0xFC00) == 0xD800 && convert_unit(v, &low, &source))
		out->c = 0x10000 + ((out->c & 0x3FF) << 10) + (low & 0x3FF);
	out->bad = out->c == 0xFFFD && !convert_is_replacement(v, out->source);
	return true;
}

const char *
convert_detect(struct convert *v, struct slice bytes, int *sure)
{
	size_t n = bytes.n < CONVERT_DETECT ? bytes.n : CONVERT_DETECT;
	UErrorCode error = U_ZERO_ERROR;
	const UCharsetMatch *match;
	const char *name;

	*sure = 0;
	if (!v->detector)
		v->detector = ucsdet_open(&error);
	ucsdet_setText(v->detector, bytes.p, (int32_t)n, &error);
	match = ucsdet_detect(v->detector, &error);
	if (U_FAILURE(error) || !match)
		return NULL;
	*sure = ucsdet_getConfidence(match, &error);
	name = ucsdet_getName(match, &error);
	return U_FAILURE(error) ? NULL : name;
}
