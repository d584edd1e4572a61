/* pattern_test.c - which documents a changed pattern can match at all. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fold.h"
#include "pattern.h"
#include "tap.h"

static const struct {
	const char *pattern;
	bool may;
} rows[] = {
	/* The document has 项目名称, 預算 (traditional) and ⾦ (a radical). */
	{ "项目名称", true },
	{ "项目编码", false },
	{ "项目(?:编码|名称)", true },
	{ "项目(?:编码|代码)", false },
	{ "项目(?:编码)?", true },
	{ "项目编?码*", true },
	{ "项目编{0,1}", true },
	{ "项目编{1,2}", false },
	{ "称名目项", true },
	{ "预算", true },
	{ "金", true },
	{ "[编名]称", true },
	{ "[编码]称", false },
	{ "[^编码]称", true },
	{ "[编-码]称", true },
	{ "[编\\]]", true },
	{ "[]编]", true },
	{ "编码|项目", true },
	{ "编码|代码", false },
	{ "|编码", true },
	{ "(?<name>编码)", false },
	{ "(?<name>项目)", true },
	{ "项目(?!编码)", true },
	{ "(?<!编)项目", true },
	{ "项目(?=编)", false },
	{ "(?<=编)项目", false },
	{ "(?>项|编)目", true },
	{ "\\p{Han}{2,4}目", true },
	{ "\\d+万", false },
	{ "\\(A\\)", true },
	{ "(?i)编码", true },
	{ "(?x)编码 # 项目", true },
	{ "\\Q编码\\E", true },
	{ "(?&call)编码", true },
	{ "(?#编码)项目", true },
	{ "编码(?(?=a)b|c)", true },
	{ "编码(", true },
	{ "编码[", true },
	{ "编码)", true },
	{ "", true },
};

static bool
reads(struct charset *set, const char *bytes, size_t n)
{
	char path[] = "/tmp/pattern-XXXXXX";
	int fd = mkstemp(path);
	bool written = fd >= 0 && write(fd, bytes, n) == (ssize_t)n;
	bool read = written && charset_read(set, path);
	close(fd);
	unlink(path);
	return read;
}

#define READS(set, text) reads(set, text, sizeof(text) - 1)

static void
test_files(struct charset *set)
{
	static char large[200001];
	ok(READS(set, "年度\n"), "plain UTF-8 is read");
	ok(charset_has(set, 0x5E74) && !charset_has(set, 0x9879),
	    "it has its own characters, none of the text before");
	ok(!READS(set, "&#24180;"), "references are not followed");
	ok(READS(set, "年&nbsp;"), "names of signs are no Han characters");
	ok(!READS(set, "\xC4\xEA\xB6\xC8"), "another encoding is not read");
	ok(!READS(set, "年\xE5\xB9"), "a character cut short neither");
	ok(!READS(set, "a\0b"), "nor what has a NUL");
	ok(!charset_read(set, "/nowhere/at-all"), "nor what is not there");
	for (size_t i = 0; i + 3 < sizeof large; i += 3)
		memcpy(large + i, "度", 3);
	memcpy(large + 199998, "年", 3);
	ok(reads(set, large, 200001) && charset_has(set, 0x5E74),
	    "characters cut by the end of a piece are whole");
}

int
main(void)
{
	ok(fold_open() == 0, "ICU is there");
	struct charset *set = charset_new();
	charset_add(set, slice_of("项目名称:預算⾦"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *pattern = rows[i].pattern;
		bool may = pattern_may_match(slice_of(pattern), set);
		ok(may == rows[i].may, "`%.*s` %s",
		    SLICE_PRINT(slice_of(pattern)),
		    rows[i].may ? "may match" : "cannot match");
	}
	test_files(set);
	charset_free(set);
	fold_close();
	return tap_end();
}
