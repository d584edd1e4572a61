#include "fold_table.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/unorm2.h>
#include <unicode/utrans.h>

#include "fold.h"
#include "heap.h"
#include "utf8.h"

enum {
	FOLD_PAGES = 0x110000 / FOLD_PAGE,
	FOLD_UNITS = 64 /* UTF-16 units that one code point may fold to */
};

struct fold_entry *fold_pages[FOLD_PAGES];

static struct {
	const UNormalizer2 *nfkc;
	UTransliterator *simplify;
	char *pool; /* key forms longer than 6 bytes */
	size_t pool_n, pool_max;
} fold;

/* Characters that NFKC keeps apart, or takes for something else. */
static const struct {
	uint16_t from, to;
} fold_marks[] = {
	{ 0x3010, '[' }, /* 【 */
	{ 0x3011, ']' }, /* 】 */
	{ 0x3014, '[' }, /* 〔 and ﹝ */
	{ 0x3015, ']' }, /* 〕 and ﹞ */
	{ 0xFE30, ':' }, /* ︰, to NFKC two dots */
	{ 0x2010, '-' },
	{ 0x2013, '-' },
	{ 0x2014, '-' },
	{ 0x2015, '-' },
	{ 0x2212, '-' },
	{ 0x300C, 0x201C }, /* 「」『』: “”‘’ in traditional text */
	{ 0x300D, 0x201D },
	{ 0x300E, 0x2018 },
	{ 0x300F, 0x2019 },
};

static const struct {
	uint32_t from;
	uint32_t to;
} fold_radicals[] = {
#define RADICAL(from, to) { from, to },
#include "fold_radicals.h"
#undef RADICAL
};

static void *
fold_icu_take(const void *context, size_t n)
{
	(void)context;
	return heap_take(n);
}

static void *
fold_icu_resize(const void *context, void *p, size_t n)
{
	(void)context;
	return heap_resize(p, n, 1);
}

static void
fold_icu_free(const void *context, void *p)
{
	(void)context;
	free(p);
}

int
fold_open(void)
{
	static const UChar id[] = u"Traditional-Simplified";
	UErrorCode status = U_ZERO_ERROR;

	if (fold.nfkc)
		return 0;
	/* ICU does not bear it when memory runs out while it opens tables. */
	u_setMemoryFunctions(
	    NULL, fold_icu_take, fold_icu_resize, fold_icu_free, &status);
	fold.simplify =
	    utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	fold.nfkc = unorm2_getNFKCInstance(&status);
	if (U_SUCCESS(status))
		return 0;
	fold_close();
	return -1;
}

void
fold_close(void)
{
	for (size_t i = 0; i < FOLD_PAGES; i++)
		free(fold_pages[i]);
	free(fold.pool);
	if (fold.simplify)
		utrans_close(fold.simplify);
	memset(&fold, 0, sizeof(fold));
	memset(fold_pages, 0, sizeof(fold_pages));
}

static int32_t
fold_to_units(uint32_t c, UChar units[2])
{
	if (c < 0x10000) {
		units[0] = (UChar)c;
		return 1;
	}
	units[0] = (UChar)U16_LEAD(c);
	units[1] = (UChar)U16_TRAIL(c);
	return 2;
}

/* The code point at units[*i], which *i moves behind. */
static uint32_t
fold_next(const UChar *units, int32_t n, int32_t *i)
{
	uint32_t c = units[(*i)++];

	if (U16_IS_LEAD(c) && *i < n && U16_IS_TRAIL(units[*i]))
		c = 0x10000 + ((c & 0x3FF) << 10) + (units[(*i)++] & 0x3FFU);
	return c;
}

/* The code points of the NFKC form of c; their number. */
static int
fold_normalize(uint32_t c, uint32_t to[FOLD_UNITS])
{
	UErrorCode status = U_ZERO_ERROR;
	UChar from[2], units[FOLD_UNITS];
	int32_t n;
	int count = 0;

	n = unorm2_normalize(fold.nfkc, from, fold_to_units(c, from), units,
	    FOLD_UNITS, &status);
	if (U_FAILURE(status)) {
		to[0] = c;
		return 1;
	}
	for (int32_t i = 0; i < n;)
		to[count++] = fold_next(units, n, &i);
	return count;
}

size_t
fold_nfkc(uint32_t c, char to[FOLD_NFKC_MAX])
{
	uint32_t points[FOLD_UNITS];
	int count = fold_normalize(c, points);
	size_t n = 0;

	for (int i = 0; i < count && n + 4 <= FOLD_NFKC_MAX; i++)
		n += utf8_encode(points[i], to + n);
	return n;
}

static uint32_t
fold_mark(uint32_t c)
{
	for (size_t i = 0; i < sizeof(fold_marks) / sizeof(*fold_marks); i++)
		if (fold_marks[i].from == c)
			return fold_marks[i].to;
	return c;
}

uint32_t
fold_radical(uint32_t c)
{
	size_t low = 0, high = sizeof(fold_radicals) / sizeof(*fold_radicals);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (fold_radicals[middle].from == c)
			return fold_radicals[middle].to;
		if (fold_radicals[middle].from < c)
			low = middle + 1;
		else
			high = middle;
	}
	return c;
}

/* The simplified form of a character; itself where ICU has no single one. */
static uint32_t
fold_simple(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar units[FOLD_UNITS];
	int32_t n, limit, i = 0;
	uint32_t first;

	if (!fold_is_han(c))
		return c;
	n = limit = fold_to_units(c, units);
	utrans_transUChars(
	    fold.simplify, units, &n, FOLD_UNITS, 0, &limit, &status);
	if (U_FAILURE(status) || n == 0)
		return c;
	first = fold_next(units, n, &i);
	return i == n ? first : c;
}

static bool
fold_dropped(uint32_t c)
{
	UChar32 u = (UChar32)c;
	int8_t category = u_charType(u);

	return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR ||
	    u_isUWhiteSpace(u) ||
	    u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* The key form of c; its bytes. */
static size_t
fold_make(uint32_t c, char to[4 * FOLD_UNITS])
{
	uint32_t points[FOLD_UNITS];
	size_t n = 0;
	int count;

	if (fold_dropped(c))
		return 0;
	count = fold_normalize(fold_mark(c), points);
	for (int i = 0; i < count; i++) {
		c = fold_simple(fold_radical(fold_mark(points[i])));
		if (!fold_dropped(c))
			n += utf8_encode(c, to + n);
	}
	return n;
}

static bool
fold_is_cjk(uint32_t c)
{
	return fold_is_han(c) || (c > 0x3000 && c < 0x3030) ||
	    (c >= 0xFE30 && c < 0xFE70) || (c > 0xFF00 && c < 0xFF10) ||
	    (c >= 0xFF1A && c < 0xFF21) || (c >= 0xFF3B && c < 0xFF41) ||
	    (c >= 0xFF5B && c < 0xFF66) || (c >= 0xFFE0 && c < 0xFFE7);
}

static unsigned char
fold_flags(uint32_t c)
{
	unsigned char flags = FOLD_KNOWN;

	if (u_isUWhiteSpace((UChar32)c))
		flags |= FOLD_WHITE;
	if (fold_is_unseen(c))
		flags |= FOLD_ZERO;
	if (fold_is_cjk(c))
		flags |= FOLD_CJK;
	return flags;
}

/* Keeps a long key form in the pool: rare, so that entries stay small. */
static void
fold_pool_put(struct fold_entry *e, const char *bytes)
{
	uint32_t at = (uint32_t)fold.pool_n;

	fold.pool = heap_grow(fold.pool, &fold.pool_max, fold.pool_n + e->n, 1);
	memcpy(fold.pool + fold.pool_n, bytes, e->n);
	fold.pool_n += e->n;
	memcpy(e->at, &at, sizeof(at));
	e->flags |= FOLD_LONG;
}

const struct fold_entry *
fold_fill(uint32_t c)
{
	struct fold_entry **page = &fold_pages[c / FOLD_PAGE], *e;
	char bytes[4 * FOLD_UNITS];

	if (!*page)
		*page = heap_zero(FOLD_PAGE, sizeof(**page));
	e = *page + c % FOLD_PAGE;
	e->flags = fold_flags(c);
	e->n = (unsigned char)fold_make(c, bytes);
	if (e->n > sizeof(e->bytes))
		fold_pool_put(e, bytes);
	else
		memcpy(e->bytes, bytes, e->n);
	return e;
}

const char *
fold_entry_bytes(const struct fold_entry *e)
{
	uint32_t at;

	if (!(e->flags & FOLD_LONG))
		return e->bytes;
	memcpy(&at, e->at, sizeof(at));
	return fold.pool + at;
}
