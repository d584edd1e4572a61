/* Tables whose cells have single spaces between, or nothing at all. */
#include <string.h>

#include "fold.h"
#include "layout.h"

/* Bytes of a line that may hold a whole table, and of one that may be a row. */
#define TABLE_MIN 150u
#define ROW_MAX 150u
/* Words of a table that a line must hold to be one, and so many side by side. */
#define LINE_MARKS 4u
#define LINE_BESIDE 2u
/* Words of a table that make a short line a row of labels and values. */
#define LABELS_MIN 3u
/* Bytes without a stop that are too many for a sentence. */
#define UNBROKEN_MIN 240u
/* What lines add or take, and what a stretch must reach to be a table. */
#define TABLE_GAIN 12
#define MARK_GAIN 2
#define PROSE_LOSS 3
#define SCORE_MIN 10
#define SCORE_DROP 7
#define BLANK_MAX 12u
#define MARKS_MIN 5u
/* Bytes between two spaces, on average, where these part cells. */
#define TOKEN_MAX 45u

static bool
is_blank(const struct layout_line *line)
{
	return line->trim.n == 0;
}

/* White space that parts words: what has no width does not. */
static bool
is_gap(const char *p, const char *end)
{
	size_t n;

	return layout_space(p, end) != 0 &&
	    !fold_is_unseen(fold_decode(p, (size_t)(end - p), &n));
}

/* The end of a run without white space; most of it is Han or ASCII. */
static const char *
word_end(const char *p, const char *end)
{
	while (p < end) {
		unsigned char c = (unsigned char)*p;
		if (c >= 0xE4 && c <= 0xE9 && end - p >= 3)
			p += 3;
		else if ((c > ' ' && c < 0x80) || !is_gap(p, end))
			p++;
		else
			break;
	}
	return p;
}

/* The next run without white space; empty at the end. */
static struct slice
next_token(struct slice *rest)
{
	const char *p = rest->p, *end = rest->p + rest->n;
	struct slice token;
	size_t n;

	while ((n = layout_space(p, end)) != 0)
		p += n;
	token.p = p;
	p = word_end(p, end);
	token.n = (size_t)(p - token.p);
	*rest = (struct slice){ p, (size_t)(end - p) };
	return token;
}

static size_t
count_tokens(struct slice s)
{
	size_t n = 0;

	while (next_token(&s).n > 0)
		n++;
	return n;
}

/* Starts with a digit or is a mark for an empty cell. */
static bool
is_figure(struct slice token)
{
	return slice_digit_at(token, 0) || slice_is(token, "-") ||
	    (token.n % 3 == 0 && slice_begins(token, "—"));
}

/* True where most of several tokens are figures. */
static bool
is_figures(struct slice s)
{
	size_t tokens = 0, figures = 0;
	struct slice token;

	while ((token = next_token(&s)).n > 0) {
		tokens++;
		figures += is_figure(token);
	}
	return tokens >= 2 && figures * 2 > tokens;
}

/* --- words of a table in a line */

struct marks {
	size_t n;      /* how many */
	size_t beside; /* of these, right behind another */
	bool opens;    /* the line starts with one, and no colon follows it */
};

static struct marks
find_marks(const struct layout_source *src, struct slice s)
{
	struct slice key;
	struct rule_match match;
	struct marks marks = { 0 };
	size_t from = 0;

	if (src->mark == NULL)
		return marks;
	key = fold_key_text(src->doc->arena, s);
	while (from < key.n &&
	    rule_set_match(src->mark, key, from, &match) == RULES_MATCH) {
		size_t at = (size_t)(match.whole.p - key.p);
		size_t end = at + match.whole.n;
		if (at == 0)
			marks.opens = end == key.n || key.p[end] != ':';
		marks.beside += marks.n > 0 && at == from;
		marks.n++;
		from = end > from ? end : from + 1;
	}
	return marks;
}

/* --- sentences */

/* A comma or semicolon, or 。 ； ， at p. */
static inline bool
is_stop(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;

	if (c == ',' || c == ';')
		return true;
	if (c < 0xE3 || end - p < 3)
		return false;
	return memcmp(p, "\xE3\x80\x82", 3) == 0 ||
	    memcmp(p, "\xEF\xBC\x9B", 3) == 0 ||
	    memcmp(p, "\xEF\xBC\x8C", 3) == 0;
}

static bool
has_stop(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_stop(s.p + i, s.p + s.n))
			return true;
	return false;
}

/*
 * True where so much stands without a stop that it can be no sentence. Looks
 * back from as far as a sentence may go, and so at few bytes of prose.
 */
static bool
is_unbroken(struct slice s)
{
	const char *from = s.p, *end = s.p + s.n;

	while ((size_t)(end - from) > UNBROKEN_MIN) {
		const char *p = from + UNBROKEN_MIN;
		while (p > from && !is_stop(p, end))
			p--;
		if (p == from)
			return true;
		from = p;
	}
	return false;
}

static bool
ends_sentence(struct slice s)
{
	return slice_ends(s, "。");
}

/* --- where a table is */

struct view {
	int weight;
	size_t marks;
	bool table; /* a line that holds a table by itself */
};

/* A short word, a space, more words. */
static bool
is_row(struct slice s)
{
	struct slice first = next_token(&s);

	return first.n <= TOKEN_MAX && next_token(&s).n > 0;
}

/* □ and √: choices of a form, which no sentence has. */
static bool
has_choice(struct slice s)
{
	static const char *const sign[] = { "□", "√", "☑", "■" };

	for (size_t i = 0; i + 3 <= s.n; i++)
		for (size_t k = 0; s.p[i] == '\xE2' && k < 4; k++)
			if (memcmp(s.p + i, sign[k], 3) == 0)
				return true;
	return false;
}

/* The most that a line may be worth, told without its words. */
static int
hope(struct slice s)
{
	if (s.n <= ROW_MAX && has_choice(s))
		return 1;
	if (s.n > ROW_MAX) {
		if (is_unbroken(s))
			return TABLE_GAIN;
		return s.n <= UNBROKEN_MIN && !has_stop(s) ? MARK_GAIN
							   : -PROSE_LOSS;
	}
	if (layout_is_numbered(s) || (ends_sentence(s) && !is_row(s)))
		return is_figures(s) ? 1 : -PROSE_LOSS;
	return MARK_GAIN;
}

static struct view
view_line(const struct layout_source *src, struct slice s)
{
	struct view view = { hope(s), 0, false };
	struct marks marks;

	if (view.weight <= 1)
		return view;
	marks = find_marks(src, s);
	view.marks = marks.n;
	if (s.n > ROW_MAX && marks.n >= LINE_MARKS &&
	    marks.beside >= LINE_BESIDE) {
		view.table = true;
		return view;
	}
	if (marks.opens || marks.n >= LABELS_MIN ||
	    (marks.n > 0 && count_tokens(s) >= 3))
		view.weight = MARK_GAIN;
	else if (s.n > ROW_MAX || ends_sentence(s))
		view.weight = -PROSE_LOSS;
	else
		view.weight = is_figures(s) || count_tokens(s) >= 3;
	return view;
}

/* A page mark of a document-sharing site: so many pages, then 、 */
static size_t
page_mark(struct slice s, size_t page)
{
	size_t n = 0, value = 0;

	while (n < 4 && slice_digit_at(s, n))
		value = value * 10 + (size_t)(s.p[n++] - '0');
	if (n == 0 || value != page || !slice_begins(slice_rest(s, n), "、"))
		return 0;
	return n + 3;
}

struct state {
	struct layout_span span; /* the best stretch so far */
	int score, best;
	size_t marks, page, blanks;
	bool hoping; /* lines are taken for the most they may be worth */
};

/* Takes line i in; false where the stretch cannot go on. */
static bool
take(struct state *state, const struct layout_source *src, size_t i)
{
	struct slice s = src->line[i].trim;
	struct view view = { 0, 0, false };

	if (s.n == 0)
		return ++state->blanks <= BLANK_MAX;
	state->blanks = 0;
	state->page++;
	if (state->hoping)
		view.weight = hope(s);
	else
		view = view_line(src, s);
	if (!state->hoping && state->marks + view.marks == 0)
		return false;
	if (!view.table && s.n > TABLE_MIN && state->page > 1 &&
	    page_mark(s, state->page) > 0)
		view.weight = TABLE_GAIN;
	state->score += view.weight;
	state->marks += view.marks;
	if (state->score > state->best) {
		state->best = state->score;
		state->span.end = i + 1;
	}
	return state->score > 0 && state->best - state->score <= SCORE_DROP;
}

/* The next stretch whose lines are worth enough; past: where it gave up. */
static struct state
search(const struct layout_source *src, struct layout_span stretch, bool hoping)
{
	size_t i = stretch.first;
	struct state state;

	for (;;) {
		while (i < stretch.end && is_blank(&src->line[i]))
			i++;
		state = (struct state){ .span = { i, i }, .hoping = hoping };
		if (i == stretch.end)
			return state;
		while (i < stretch.end && take(&state, src, i))
			i++;
		if (i == stretch.end && state.score * 2 >= state.best)
			state.span.end = i;
		if (state.best >= SCORE_MIN &&
		    (hoping || state.marks >= MARKS_MIN))
			return state;
		if (i < stretch.end)
			i++;
	}
}

struct layout_span
layout_words_next(const struct layout_source *src, struct layout_span stretch)
{
	while (src->mark != NULL && stretch.first < stretch.end) {
		struct state state = search(src, stretch, true);
		struct layout_span hoped = state.span;
		if (hoped.first == hoped.end)
			break;
		state = search(src, hoped, false);
		if (state.span.first < state.span.end)
			return state.span;
		stretch.first = hoped.end;
	}
	return (struct layout_span){ stretch.end, stretch.end };
}

/* --- reading */

bool
layout_run_on(const struct layout_source *src, struct layout_span span)
{
	size_t bytes = 0, tokens = 0;

	for (size_t i = span.first; i < span.end; i++) {
		bytes += src->line[i].trim.n;
		tokens += count_tokens(src->line[i].trim);
	}
	return bytes > tokens * TOKEN_MAX;
}

/* True where nearly every line holds one word: then a line is a cell. */
static bool
is_cell_a_line(const struct layout_source *src, struct layout_span span)
{
	size_t lines = 0, several = 0;

	for (size_t i = span.first; i < span.end; i++) {
		lines += !is_blank(&src->line[i]);
		several += count_tokens(src->line[i].trim) > 1;
	}
	return lines >= 8 && several * 6 <= lines;
}

/* -1-: a page number between cells */
static bool
is_page_number(struct slice s)
{
	if (s.n < 3 || s.n > 6 || s.p[0] != '-' || s.p[s.n - 1] != '-')
		return false;
	for (size_t i = 1; i + 1 < s.n; i++)
		if (!slice_digit_at(s, i))
			return false;
	return true;
}

static void
add_tokens(struct layout_builder *b, struct slice s)
{
	struct slice token;

	while ((token = next_token(&s)).n > 0)
		if (!is_page_number(token))
			layout_cell(b, token);
}

/* True where blank lines only part the others, and are no empty cells. */
static bool
is_spread(const struct layout_source *src, struct layout_span span)
{
	size_t lines = 0, close = 0;

	for (size_t i = span.first; i < span.end; i++) {
		if (is_blank(&src->line[i]))
			continue;
		lines++;
		close += i > span.first && !is_blank(&src->line[i - 1]);
	}
	return close * 4 < lines;
}

struct grid *
layout_spaces_read(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	bool lines = is_cell_a_line(src, span), spread = is_spread(src, span);

	layout_build(&b, src, LAYOUT_SPACES, span);
	for (size_t i = span.first; i < span.end; i++) {
		const struct layout_line *line = &src->line[i];
		if (is_blank(line) ? !spread : lines)
			layout_cell(&b, line->trim);
		else
			add_tokens(&b, line->trim);
	}
	if (span.first < span.end)
		layout_row(&b, src->line[span.first].number, false);
	return layout_done(&b);
}

struct grid *
layout_run_on_read(const struct layout_source *src, struct layout_span span)
{
	struct layout_builder b;
	size_t page = 0;

	layout_build(&b, src, LAYOUT_RUN_ON, span);
	for (size_t i = span.first; i < span.end; i++) {
		struct slice s = src->line[i].trim;
		size_t mark;
		if (s.n == 0)
			continue;
		mark = page_mark(s, ++page);
		s = slice_rest(s, mark);
		if (page == 1)
			layout_cell(&b, s);
		else
			layout_join(&b, s, '\0');
	}
	if (span.first < span.end)
		layout_row(&b, src->line[span.first].number, false);
	return layout_done(&b);
}
