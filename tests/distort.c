/*
 * distort HOW FOLDER FILE..., distort HOW <FILE - texts as another program
 * would have left them: the same words and figures, in other characters, lines
 * or bytes. HOW is a name of the table below, or an encoding that ICU knows.
 * Writes files of the same names to the folder, but for texts that cannot be
 * had so, and prints how many. `plain` undoes what can be undone, to compare
 * what was read.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

enum { TEXT_MAX = 1 << 25, PAGE_LINES = 17 };

/* UTF-16, as ICU has it; line counts the lines printed. */
struct text {
	UChar *p;
	int32_t n;
	unsigned line;
	unsigned chars;
};

static UChar in[TEXT_MAX];
static UChar spare[TEXT_MAX];
static struct text out = { .p = spare };

static void
put(UChar32 c)
{
	U16_APPEND_UNSAFE(out.p, out.n, c);
}

static void
put_text(const char *s)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t n;

	u_strFromUTF8(
	    out.p + out.n, TEXT_MAX / 8, &n, s, (int32_t)strlen(s), &error);
	out.n += n;
}

static bool
is_han(UChar32 c)
{
	return c >= 0x4E00 && c <= 0x9FFF;
}

/* A character that is not seen, each time another, behind each third Han one. */
static void
put_unseen(UChar32 c)
{
	static const UChar32 unseen[] = { 0x200B, 0xFEFF, 0x2060, 0x200D,
		0x200C };

	put(c);
	if (is_han(c) && ++out.chars % 3 == 0)
		put(unseen[out.chars / 3 % 5]);
}

static void
put_soft_hyphen(UChar32 c)
{
	put(c);
	if (is_han(c))
		put(0xAD);
}

static void
put_no_break(UChar32 c)
{
	put(c == ' ' ? 0xA0 : c);
}

static void
put_ideographic(UChar32 c)
{
	/* As wide as the two spaces that it stands for. */
	if (c == ' ' && out.n && out.p[out.n - 1] == ' ')
		out.p[out.n - 1] = 0x3000;
	else
		put(c);
}

/* But for what lines are drawn and marked with. */
static void
put_full_width(UChar32 c)
{
	bool wide = c > ' ' && c < 0x7F && !strchr("|-#*<>&;", (int)c);

	put(wide ? c + 0xFEE0 : c);
}

static void
put_full_width_figures(UChar32 c)
{
	bool figure = (c >= '0' && c <= '9') || c == '.' || c == '%';

	put(figure ? c + 0xFEE0 : c);
}

/* A Kangxi radical stands for the character that it is. */
static void
put_radical(UChar32 c)
{
	static UChar32 radical[0x10000];
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&error);

	for (UChar32 r = 0x2F00; !radical[0] && r < 0x2FD6; r++) {
		UChar to[4];

		if (unorm2_getDecomposition(nfkd, r, to, 4, &error) == 1)
			radical[to[0]] = r;
	}
	radical[0] = 1;
	put(c < 0x10000 && c > ' ' && radical[c] ? radical[c] : c);
}

static void
put_crlf(UChar32 c)
{
	if (c == '\n')
		put('\r');
	put(c);
}

static void
put_cr(UChar32 c)
{
	put(c == '\n' ? '\r' : c);
}

static void
put_separator(UChar32 c)
{
	put(c == '\n' ? 0x2028 : c);
}

/* White space behind what stands in a line. */
static void
put_trailing(UChar32 c)
{
	UChar before = out.n ? out.p[out.n - 1] : '\n';

	if (c == '\n' && before != '\n' && before != ' ')
		put_text("  ");
	put(c);
}

static bool
page_ends(UChar32 c)
{
	return c == '\n' && ++out.line % PAGE_LINES == 0;
}

static void
put_form_feed(UChar32 c)
{
	put(c);
	if (page_ends(c))
		put('\f');
}

/* A line with the page's number at its end. */
static void
put_footer(UChar32 c, const char *before, const char *behind)
{
	char s[64];
	bool ends = page_ends(c);

	put(c);
	snprintf(
	    s, sizeof(s), "%s %u %s", before, out.line / PAGE_LINES, behind);
	if (ends)
		put_text(s);
}

static void
put_page_number(UChar32 c)
{
	put_footer(c, "-", "-\n");
}

static void
put_page_of(UChar32 c)
{
	put_footer(c, "第", "页 共 99 页\n\f");
}

static void
put_mark(UChar32 c)
{
	if (out.n == 0)
		put(0xFEFF);
	put(c);
}

/* What no eye sees goes, and white space; width and radicals are folded. */
static void
put_plain(UChar32 c)
{
	if (c == 0x8457) /* 著 is 着, or not: ICU looks at the words */
		c = 0x7740;
	if (c == '\n' || c == '\t' ||
	    (c > ' ' && !u_isUWhiteSpace(c) &&
		!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)))
		put(c);
}

static const struct {
	const char *name;
	void (*put)(UChar32);
} changes[] = {
	{ "mark", put_mark },
	{ "crlf", put_crlf },
	{ "cr", put_cr },
	{ "separators", put_separator },
	{ "trailing", put_trailing },
	{ "form-feeds", put_form_feed },
	{ "page-numbers", put_page_number },
	{ "page-of", put_page_of },
	{ "unseen", put_unseen },
	{ "soft-hyphens", put_soft_hyphen },
	{ "no-break", put_no_break },
	{ "ideographic", put_ideographic },
	{ "full-width", put_full_width },
	{ "full-width-figures", put_full_width_figures },
	{ "radicals", put_radical },
	{ "plain", put_plain },
};

static int32_t
read_all(FILE *file, UChar *to)
{
	static char bytes[TEXT_MAX];
	UErrorCode error = U_ZERO_ERROR;
	size_t n = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
	int32_t length;

	u_strFromUTF8(to, TEXT_MAX, &length, bytes, (int32_t)n, &error);
	return U_SUCCESS(error) && n ? length : -1;
}

/* With an ICU transliterator, in place. */
static bool
transliterate(const char *id, UChar *p, int32_t *n)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar name[64];
	int32_t limit = *n;
	UTransliterator *t;

	u_uastrncpy(name, id, 64);
	t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
	if (U_FAILURE(error))
		return false;
	utrans_transUChars(t, p, n, TEXT_MAX, 0, &limit, &error);
	utrans_close(t);
	return U_SUCCESS(error);
}

/* Writes it in an encoding; false where a character is not in it. */
static bool
encode(FILE *file, const char *name, const UChar *p, int32_t n)
{
	static char bytes[4 * TEXT_MAX];
	UErrorCode error = U_ZERO_ERROR;
	UConverter *c = ucnv_open(name, &error);
	int32_t size;

	ucnv_setFromUCallBack(
	    c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
	size = ucnv_fromUChars(c, bytes, sizeof(bytes), p, n, &error);
	ucnv_close(c);
	if (U_FAILURE(error))
		return false;
	return fwrite(bytes, 1, (size_t)size, file) == (size_t)size &&
	    fflush(file) == 0;
}

/* The change of that name on n units; false where there is none such. */
static bool
change(const char *how, int32_t n)
{
	for (size_t k = 0; k < sizeof(changes) / sizeof(changes[0]); k++) {
		if (strcmp(how, changes[k].name) != 0)
			continue;
		out = (struct text){ .p = spare };
		for (int32_t i = 0; i < n; i++) {
			UChar32 c = in[i];

			if (U16_IS_LEAD(in[i]) && i + 1 < n)
				c = U16_GET_SUPPLEMENTARY(in[i], in[i + 1]);
			i += U16_LENGTH(c) - 1;
			changes[k].put(c);
		}
		return true;
	}
	return false;
}

static bool
distort(const char *how, FILE *from, FILE *to)
{
	int32_t n = read_all(from, in);
	bool traditional = strcmp(how, "traditional") == 0;

	if (n < 0)
		return false;
	if ((traditional || strncmp(how, "Big5", 4) == 0) &&
	    !transliterate("Hans-Hant", in, &n))
		return false;
	if (strcmp(how, "plain") == 0 &&
	    !transliterate("NFKC; Hant-Hans", in, &n))
		return false;
	if (change(how, n))
		return encode(to, "UTF-8", out.p, out.n);
	return encode(to, traditional ? "UTF-8" : how, in, n);
}

/* Into a file of the same name; it goes again where it cannot be had so. */
static bool
distort_file(const char *how, const char *folder, const char *from)
{
	const char *slash = strrchr(from, '/');
	char to[4096];
	FILE *input = fopen(from, "r"), *output;
	bool done;

	snprintf(to, sizeof(to), "%s/%s", folder, slash ? slash + 1 : from);
	output = fopen(to, "w");
	done = input && output && distort(how, input, output);
	if (input)
		fclose(input);
	if (output)
		fclose(output);
	if (!done)
		remove(to);
	return done;
}

int
main(int argc, char **argv)
{
	int made = 0;

	if (argc == 2)
		return !distort(argv[1], stdin, stdout);
	for (int i = 3; i < argc; i++)
		made += distort_file(argv[1], argv[2], argv[i]);
	printf("%d\n", made);
	return made == 0;
}
