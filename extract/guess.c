#include "guess.h"

enum {
	GUESS_SAMPLE = 64 * 1024, /* bytes that are tried */
	GUESS_ENOUGH = 25,        /* points of 100 that an encoding needs */
	GUESS_HINT = 7,           /* the hint's 100 are divided by this */
	GUESS_TRIED = ENCODING_UTF16BE + 1,
	GUESS_RUINED_HAN = 30, /* ideographs that a verdict needs */
	GUESS_RARE_HAN = 8,    /* fewer will do where none is common */
	GUESS_REPLACED = 4,    /* characters lost that one needs */
	GUESS_LATIN = 8        /* accented letters that one needs */
};

/* Signs that go with Chinese text in any encoding. */
static bool
guess_is_sign(uint32_t c)
{
	return (c >= 0x2010 && c <= 0x206F) || (c >= 0x2100 && c <= 0x27BF) ||
	    (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFFE6) ||
	    c == 0xB0 || c == 0xB1 || c == 0xB7 || c == 0xD7 || c == 0xF7 ||
	    c == 0xFEFF || c == 0xA0;
}

/*
 * What a character says of the encoding, in tenths: ideographs that such text
 * is made of are for it, letters of other scripts and what is not assigned
 * against. Read in a wrong encoding, 2 to 15 % of ideographs are common.
 */
static long
guess_points(uint32_t c)
{
	if (scan_is_common(c))
		return 10;
	if (c >= 0x3400 && c <= 0x9FFF)
		return 0;
	if (guess_is_sign(c))
		return 3;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c < 0xF900))
		return c == 0 ? -30 : -15;
	return -5;
}

/* Points of 100 for an encoding of the sample. */
static long
guess_score(struct convert *v, enum encoding e, struct slice sample)
{
	struct convert_char out;
	long points = 0, n = 0;

	convert_start(v, e, sample);
	while (convert_next(v, &out)) {
		if ((out.c >= 0x20 && out.c < 0x7F) || out.c == '\n' ||
		    out.c == '\r' || out.c == '\t' || out.c == '\f')
			continue;
		n++;
		points += out.bad ? -20 : guess_points(out.c);
	}
	return n ? points * 10 / n : 50;
}

/* A part of the bytes, from the line on that is not all ASCII. */
static struct slice
guess_sample(struct slice bytes)
{
	size_t i = 0;

	if (bytes.n <= GUESS_SAMPLE)
		return bytes;
	while (i < bytes.n && (unsigned char)bytes.p[i] < 0x80)
		i++;
	while (i > 0 && bytes.p[i - 1] != '\n')
		i--;
	bytes.p += i;
	bytes.n -= i;
	if (bytes.n > GUESS_SAMPLE)
		bytes.n = GUESS_SAMPLE;
	return bytes;
}

/* Is one so far ahead of all others that no hint would change it? */
static bool
guess_is_clear(const long score[GUESS_TRIED])
{
	long most = GUESS_ENOUGH - 1, second = most;

	for (int e = 0; e < GUESS_TRIED; e++)
		if (score[e] > most) {
			second = most;
			most = score[e];
		} else if (score[e] > second)
			second = score[e];
	return most - second > 100 / GUESS_HINT;
}

enum encoding
guess_encoding(struct convert *v, struct slice bytes, const char **icu)
{
	struct slice sample = guess_sample(bytes);
	struct slice head = { bytes.p,
		bytes.n < GUESS_SAMPLE ? bytes.n : GUESS_SAMPLE };
	enum encoding best = ENCODING_COUNT, hint;
	long score[GUESS_TRIED], most = GUESS_ENOUGH - 1;
	int sure;

	for (int e = 0; e < GUESS_TRIED; e++) {
		bool wide = e == ENCODING_UTF16LE || e == ENCODING_UTF16BE;

		score[e] =
		    guess_score(v, (enum encoding)e, wide ? head : sample);
	}
	/* The detector takes longer than all else that is done to a text. */
	if (!guess_is_clear(score)) {
		*icu = convert_detect(v, sample, &sure);
		hint = *icu ? encoding_find(*icu) : ENCODING_COUNT;
		if ((int)hint < GUESS_TRIED)
			score[hint] += sure / GUESS_HINT;
	}
	for (int e = 0; e < GUESS_TRIED; e++)
		if (score[e] > most) {
			most = score[e];
			best = (enum encoding)e;
		}
	return best;
}

enum encoding
guess_name_encoding(struct convert *v, struct slice name)
{
	long gb = guess_score(v, ENCODING_GB18030, name);
	long big5 = guess_score(v, ENCODING_BIG5, name);

	return big5 > gb ? ENCODING_BIG5 : ENCODING_GB18030;
}

/*
 * Times that 锟斤拷 stands in the text: U+FFFD twice in UTF-8, read as GBK. Only
 * text that has many rare characters is searched.
 */
static size_t
guess_replacements(const struct scan *s, struct slice text)
{
	static const char sign[] = "\xE9\x94\x9F\xE6\x96\xA4\xE6\x8B\xB7";
	const char *p = text.p, *end = text.p + text.n;
	size_t n = 0;

	if (s->common * 10 >= s->han * 9)
		return 0;
	while ((p = memchr(p, 0xE9, (size_t)(end - p)))) {
		if ((size_t)(end - p) >= 9 && memcmp(p, sign, 9) == 0) {
			n++;
			p += 8;
		}
		p++;
	}
	return n;
}

/* Do its ideographs look like those of any Chinese text? */
static bool
guess_is_chinese(const struct scan *s)
{
	if (s->han < GUESS_RUINED_HAN)
		return s->han < GUESS_RARE_HAN || s->common > 0;
	return s->common * 10 >= s->han * 3;
}

const char *
guess_ruined(const struct scan *s, struct slice text, const char **reason)
{
	if ((s->replaced >= GUESS_REPLACED &&
		s->replaced * 5 > s->han + s->foreign + s->replaced) ||
	    guess_replacements(s, text) * 3 * 5 > s->han) {
		*reason = "is ruined: characters were lost when bytes of "
			  "another encoding (GBK?) were read as UTF-8; get "
			  "the original again";
		return "input.mojibake";
	}
	if (s->latin >= GUESS_LATIN && s->latin * 2 > s->han) {
		*reason = "is ruined: UTF-8 was read as Latin-1 and written "
			  "again; try `iconv -f UTF-8 -t CP1252 FILE`, or "
			  "get the original again";
		return "input.mojibake";
	}
	if (!guess_is_chinese(s)) {
		*reason = "is ruined: its characters make no words; the text "
			  "was read in a wrong encoding (UTF-8 as GBK?) and "
			  "written again; try `iconv -f UTF-8 -t GB18030 "
			  "FILE`, or get the original again";
		return "input.mojibake";
	}
	if (s->han >= GUESS_RUINED_HAN && s->doubled * 5 > s->han) {
		*reason = "is ruined: characters are doubled, and figures "
			  "too; get the original again";
		return "input.doubled";
	}
	return NULL;
}
