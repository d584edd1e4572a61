/* Encodings: told, read, and the way back to the original bytes. */
#include "decode.h"

#include <stdlib.h>
#include <unicode/ucnv.h>

#include "convert.h"
#include "tap.h"
#include "utf8.h"

static struct decoder *decoder;
static struct arena *arena;
static struct decode_result result;

/* A report as it may be, with signs and a rare character of four bytes. */
static const char report[] = "项目支出绩效自评表\n(2023年度)\n\n"
			     "项目名称\t城乡居民养老保险补助\r\n"
			     "主管部门\t县人力资源和社会保障局\n"
			     "年度资金总额\t10.00\t9.50\t95%\n"
			     "数量指标\t≥100人\t①完成\n";
static const char rare[] = "负责人\t\xF0\xA0\x80\x8B某\t完成年度目标\n";
static const char traditional[] =
    "項目支出績效自評表\n(2023年度)\n"
    "項目名稱\t城鄉居民養老保險補助資金\n主管部門\t縣社會保障局\n"
    "年度資金總額\t10.00\t9.50\t95%\n";

static struct document
decode(const char *p, size_t n, const char *encoding)
{
	struct input_options options = INPUT_DEFAULTS;
	struct document doc = { .path = "x", .arena = arena, .bytes = n };

	arena_reset(arena);
	options.encoding = encoding;
	doc.source = (struct slice){ p, n };
	if (!decode_document(decoder, &options, &doc, &result))
		doc.encoding = result.rule;
	return doc;
}

#define DECODE(s) decode((s), sizeof(s) - 1, NULL)

static size_t
encode(const char *name, const char *utf8, char *to, size_t size)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *c = ucnv_open(name, &error);
	int32_t n;

	n = ucnv_fromAlgorithmic(c, UCNV_UTF8, to, (int32_t)size, utf8,
	    (int32_t)strlen(utf8), &error);
	ucnv_close(c);
	return U_SUCCESS(error) ? (size_t)n : 0;
}

/* Bytes that the characters of utf8 in front of an offset take. */
static size_t
encoded_bytes(const char *name, const char *utf8, size_t offset)
{
	static char part[4096], bytes[8192];

	memcpy(part, utf8, offset);
	part[offset] = '\0';
	return encode(name, part, bytes, sizeof(bytes));
}

/* Does every character's place lead to its first byte in the original? */
static bool
places_lead_back(
    const struct document *doc, const char *name, const char *utf8, size_t mark)
{
	size_t n, middle = doc->text.n / 2;

	while (middle && ((unsigned char)doc->text.p[middle] & 0xC0) == 0x80)
		middle--;
	for (size_t i = 0; i < doc->text.n; i += n) {
		struct place p;

		/* In order, but for now and then one before or behind. */
		if (i % 5 == 0)
			document_place(doc, doc->text.p + (i % 2 ? middle : 0));
		p = document_place(doc, doc->text.p + i);

		if (p.byte != mark + encoded_bytes(name, utf8, i)) {
			printf("# offset %zu: byte %zu, expected %zu\n", i,
			    p.byte, mark + encoded_bytes(name, utf8, i));
			return false;
		}
		utf8_decode(doc->text.p + i, doc->text.n - i, &n);
	}
	return true;
}

static void
round_trip(
    const char *name, const char *utf8, struct slice mark, const char *what)
{
	static char bytes[8192];
	size_t n;
	struct document doc;

	memcpy(bytes, mark.p, mark.n);
	n = mark.n + encode(name, utf8, bytes + mark.n, sizeof(bytes) - mark.n);
	doc = decode(bytes, n, NULL);
	ok(slice_is(slice_of(doc.encoding), name), "%s: told as %s (%s)", what,
	    name, doc.encoding);
	if (!doc.line_class)
		return;
	is(doc.text.p, doc.text.n, utf8, what);
	ok(result.bad_n == 0, "%s: nothing bad", what);
	ok(places_lead_back(&doc, name, utf8, mark.n),
	    "%s: places are in the original", what);
}

static void
test_encodings(void)
{
	struct slice none = { "", 0 };
	char both[1024];

	snprintf(both, sizeof(both), "%s%s", report, rare);
	round_trip("UTF-8", report, none, "UTF-8");
	round_trip(
	    "UTF-8", report, SLICE_LITERAL("\xEF\xBB\xBF"), "UTF-8 with mark");
	round_trip("GB18030", report, none, "GB 18030");
	round_trip("GB18030", both, none, "GB 18030 with four bytes");
	round_trip("GB18030", traditional, none, "GBK, traditional");
	round_trip("Big5", traditional, none, "Big5");
	round_trip("UTF-16LE", both, none, "UTF-16LE without mark");
	round_trip("UTF-16BE", both, none, "UTF-16BE without mark");
	round_trip("UTF-16LE", both, SLICE_LITERAL("\xFF\xFE"), "UTF-16LE");
	round_trip("UTF-16BE", both, SLICE_LITERAL("\xFE\xFF"), "UTF-16BE");
	round_trip(
	    "UTF-32LE", report, SLICE_LITERAL("\xFF\xFE\0\0"), "UTF-32LE");
	ok(slice_is(slice_of(DECODE("plain, 100%\n").encoding), "UTF-8"),
	    "ASCII is UTF-8");
	ok(slice_is(
	       slice_of(DECODE("cost: 100, rate: 95%, and so on for a line; "
			       "there is one \xE9 in it\n")
			    .encoding),
	       "UTF-8") &&
		result.bad_n == 1,
	    "ASCII with one other byte is UTF-8 with a bad byte");
	ok(slice_is(slice_of(DECODE("20 \xC2\xB0"
				    "C, caf\xC3\xA9\n")
				 .encoding),
	       "UTF-8"),
	    "a few accents are UTF-8");
}

static void
test_forced(void)
{
	static const char gbk[] = "\xCF\xEE\xC4\xBF\n"; /* 项目 */
	struct document doc = decode(gbk, 5, "gbk");

	ok(slice_is(slice_of(doc.encoding), "GB18030"), "GBK can be forced");
	is(doc.text.p, doc.text.n, "项目\n", "and is read");
	doc = decode("\xC4\xBF\n", 3, "UTF-8");
	ok(!slice_is(slice_of(doc.encoding), "GB18030"),
	    "UTF-8 that is forced is not taken for GBK");
	ok(decode_knows("utf-8") && decode_knows("Big5") &&
		!decode_knows("klingon"),
	    "encodings are known by name");
}

/* The place of the first bad line, where there is one. */
static struct place
first_bad(const struct document *doc)
{
	if (!doc->line_class || result.bad_n == 0)
		return (struct place){ 0 };
	return document_place(doc, doc->text.p + result.bad[0]);
}

static void
test_bad_bytes(void)
{
	struct document doc =
	    DECODE("项目支出绩效自评表\n年度资金\xFF\xFE总额\n"
		   "全年执行数\n预算\xE9\xA1\n好\n");
	struct place p = first_bad(&doc);

	ok(slice_is(slice_of(doc.encoding), "UTF-8"),
	    "a few bad bytes leave UTF-8 UTF-8");
	ok(p.line == 2 && p.column == 5 && p.byte == 40,
	    "the bad byte is located: %zu:%zu, byte %zu", p.line, p.column,
	    p.byte);
	ok(result.bad_n == 2 && doc.line_class[1] == LINE_BAD &&
		doc.line_class[3] == LINE_BAD,
	    "the lines are bad");
	ok(doc.line_class[0] == LINE_UNCLAIMED &&
		doc.line_class[2] == LINE_UNCLAIMED,
	    "the others are not");
	ok(utf8_valid(doc.text.p, doc.text.n) == doc.text.n &&
		memcmp(doc.text.p + 40, "\xEF\xBF\xBD", 3) == 0,
	    "U+FFFD stands in their place");
	p = document_place(&doc, doc.text.p + doc.line_start[4]);
	ok(p.line == 5 && p.byte == doc.source.n - 4,
	    "places behind them are right");
	doc = DECODE("项目支出\xEF\xBF\xBD绩效自评表\n");
	ok(result.bad_n == 0 && doc.line_class[0] == LINE_UNCLAIMED,
	    "U+FFFD in the original is no bad byte");
}

static void
test_bad_gbk(void)
{
	char bytes[4096];
	size_t n = encode("GB18030", report, bytes, sizeof(bytes));
	struct document doc;
	struct place p;

	/* In the second line, which begins at byte 19. */
	bytes[20] = (char)0xFF;
	doc = decode(bytes, n, NULL);
	p = first_bad(&doc);
	ok(slice_is(slice_of(doc.encoding), "GB18030") && p.line == 2 &&
		p.column == 2 && p.byte == 20,
	    "a bad byte in GBK is located: %zu:%zu, byte %zu", p.line, p.column,
	    p.byte);
	ok(doc.line_class[3] == LINE_UNCLAIMED && result.bad_n == 1,
	    "and spoils its line only");
}

/* No character shares its place with the next, whatever the bytes are. */
static void
test_own_places(void)
{
	struct convert *convert = convert_new();
	size_t shared = 0;

	for (unsigned i = 0; i < ENCODING_COUNT << 16; i++) {
		char bytes[] = { (char)(i >> 8), (char)i, '0', (char)0x81, 'x',
			'\n', '\0', '\0' };
		struct convert_char out = { 0 };
		size_t before = SIZE_MAX;

		convert_start(convert, (enum encoding)(i >> 16),
		    (struct slice){ bytes, sizeof(bytes) });
		while (convert_next(convert, &out)) {
			shared += out.source == before;
			before = out.source;
		}
	}
	ok(shared == 0, "each character has a place of its own (%zu have not)",
	    shared);
	convert_free(convert);
}

/* What was read in a wrong encoding and written again. */
static void
ruined(const char *from, const char *utf8, const char *rule, const char *what)
{
	char bytes[8192], text[16384];
	size_t n = strlen(utf8);
	UErrorCode error = U_ZERO_ERROR;
	struct document doc;
	int32_t length;

	memcpy(bytes, utf8, n + 1);
	length = ucnv_convert(
	    "UTF-8", from, text, sizeof(text), bytes, (int32_t)n, &error);
	doc = decode(text, (size_t)length, NULL);
	ok(U_SUCCESS(error) && slice_is(slice_of(doc.encoding), rule), "%s: %s",
	    what, doc.encoding);
	ok(strstr(result.reason, "ruined") != NULL, "%s: says why", what);
}

static void
test_ruined(void)
{
	char gbk[4096];
	struct document doc;
	size_t n = encode("GB18030", report, gbk, sizeof(gbk) - 1);

	gbk[n] = '\0';
	ruined("GB18030", report, "input.mojibake", "UTF-8 read as GBK");
	ruined("ISO-8859-1", report, "input.mojibake", "UTF-8 read as Latin-1");
	ruined("windows-1252", report, "input.mojibake", "UTF-8 as CP1252");
	ruined("UTF-8", gbk, "input.mojibake", "GBK read as UTF-8");
	ruined("ISO-8859-1", gbk, "input.mojibake", "GBK read as Latin-1");
	ruined("Big5-HKSCS", gbk, "input.mojibake", "GBK read as Big5");
	doc = DECODE("锟斤拷锟斤拷 100 锟斤拷\n");
	ok(slice_is(slice_of(doc.encoding), "input.mojibake"), "锟斤拷");
	doc = DECODE(
	    "项项目目支支出出绩绩效效自自评评表表22002233年年度度资资金金"
	    "总总额额全全年年预预算算数数\n");
	ok(slice_is(slice_of(doc.encoding), "input.doubled"),
	    "each character doubled");
	doc = DECODE(
	    "项目目支出出绩效效自评评表\n全年年预算算数\n全年年执行行数\n"
	    "年度度资金金总额额主管管部门门实施施单位位\n");
	ok(slice_is(slice_of(doc.encoding), "input.doubled"),
	    "every second character doubled");
	doc = DECODE("項目運行績效監控報告\n\xEF\xBF\xBD。ㄒ唬╉椖扛艣r:資金規模"
		     "共計2535.4萬元,其中\n養(yǎng)護,數(shù)量,鄉(xiāng)道\n"
		     "。ㄈ╉椖恐饕獌热荨⑸婕胺秶撼鲜鲯侪棥\n"
		     "使用672.44萬元,使用率100%,執行情況良好,年初預算批復\n");
	ok(slice_is(slice_of(doc.encoding), "UTF-8"),
	    "a few ruined headings do not ruin the text (%s)", doc.encoding);
}

static void
test_refused(void)
{
	char line[4096];

	ok(slice_is(slice_of(DECODE("").encoding), "input.empty"), "no bytes");
	ok(slice_is(
	       slice_of(DECODE(" \n\xE3\x80\x80\r\n").encoding), "input.empty"),
	    "white space");
	ok(slice_is(slice_of(DECODE("项目\0名称").encoding), "input.binary"),
	    "a NUL is binary");
	ok(slice_is(slice_of(DECODE("\x01\x02\x03\x04\xFF\x80\x90").encoding),
	       "input.encoding"),
	    "no text in any encoding");
	for (size_t i = 0; i < sizeof(line); i++)
		line[i] = (char)(i * 7919 % 251);
	ok(slice_is(slice_of(decode(line, sizeof(line), NULL).encoding),
	       "input.binary"),
	    "noise");
}

static void
test_limits(void)
{
	enum { N = 3 << 20 };
	static const char separator[3] = { '\xE2', '\x80', '\xA8' };
	char *text = malloc(N);
	struct document doc;

	memset(text, 'x', N);
	doc = decode(text, N, NULL);
	ok(slice_is(slice_of(doc.encoding), "input.line"), "a line too long");
	memset(text, '\n', N);
	text[N - 1] = 'x';
	doc = decode(text, N, NULL);
	ok(slice_is(slice_of(doc.encoding), "input.lines"), "too many lines");
	for (size_t i = 0; i < N - 2; i += 3)
		memcpy(text + i, separator, sizeof(separator));
	doc = decode(text, N, NULL);
	ok(slice_is(slice_of(doc.encoding), "input.empty") ||
		slice_is(slice_of(doc.encoding), "input.lines"),
	    "too many line separators");
	free(text);
}

static void
test_names(void)
{
	struct slice s = decode_name(
	    decoder, arena, SLICE_LITERAL("\xCF\xEE\xC4\xBF/a.txt"));

	is(s.p, s.n, "项目/a.txt", "a name in GBK");
	s = decode_name(decoder, arena, SLICE_LITERAL("项目.txt"));
	is(s.p, s.n, "项目.txt", "a name in UTF-8");
	s = decode_name(decoder, arena,
	    SLICE_LITERAL("\xB6\xB5\xA5\xD8\xA6\x57\xBA\xD9.txt"));
	is(s.p, s.n, "項目名稱.txt", "a name in Big5");
	s = decode_name(decoder, arena, SLICE_LITERAL("a\xFF\xFF"));
	is(s.p, s.n, "a\xFF\xFF", "a name in nothing stays as it is");
}

int
main(void)
{
	decoder = decoder_new();
	arena = arena_new();
	test_encodings();
	test_forced();
	test_bad_bytes();
	test_bad_gbk();
	test_own_places();
	test_ruined();
	test_refused();
	test_limits();
	test_names();
	arena_free(arena);
	decoder_free(decoder);
	return tap_end();
}
