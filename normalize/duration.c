#include "duration.h"

#include <stdio.h>

static const char order[] = "YMWDhms";

/* Puts number and letter behind what is in iso; false if there is no room. */
static bool
add_part(char *iso, size_t *n, bool *time, struct decimal d, char letter)
{
	char text[DECIMAL_TEXT];
	size_t size = decimal_print(d, text);
	bool first = letter >= 'a' && !*time;
	if (size == 0 || *n + size + 3 > VALUE_ISO)
		return false;
	if (first)
		iso[(*n)++] = 'T';
	*time = *time || first;
	memcpy(iso + *n, text, size);
	*n += size;
	iso[(*n)++] = (char)(letter >= 'a' ? letter - 'a' + 'A' : letter);
	iso[*n] = '\0';
	return true;
}

/* A smaller unit behind the ones read: 20时 behind 8天. */
static size_t
read_smaller(const struct tokens *t, size_t i, char above, struct numeral *n,
    const struct unit **u)
{
	size_t at = i;
	while (at < i + 2 &&
	    (token_is(t, at, WORD_AND | WORD_MORE) ||
		(token_is(t, at, WORD_DIGIT) && t->token[at].word->value == 0)))
		at++;
	size_t end = numeral_read_plain(t, at, n);
	if (end == at || n->broken)
		return i;
	if (token_is(t, end, WORD_EACH))
		end++;
	if (!token_is(t, end, WORD_UNIT))
		return i;
	*u = t->token[end].word->unit;
	char iso = (*u)->iso;
	if (iso == 0 && (*u)->of.p != NULL && (above == 'h' || above == 'm'))
		iso = 'm'; /* 分 is a minute behind an hour */
	const char *a = strchr(order, above);
	const char *b = iso ? strchr(order, iso) : NULL;
	if (b == NULL || b <= a)
		return i;
	return end + 1;
}

size_t
duration_read(const struct tokens *t, size_t end, struct amount *a)
{
	const struct unit *u = a->unit;
	struct numeral seconds;
	if (u == NULL)
		return end;
	/* 1分30秒: only the seconds show that 分 are minutes. */
	bool minutes = u->iso == 0 && u->of.p != NULL &&
	    a->v.kind == VALUE_QUANTITY &&
	    read_smaller(t, end, 'm', &seconds, &u) > end;
	if (minutes)
		a->v.kind = VALUE_DURATION;
	u = a->unit;
	if (a->v.kind != VALUE_DURATION || (u->iso == 0 && !minutes))
		return end;
	size_t n = 1;
	bool time = false;
	char letter = minutes ? 'm' : u->iso;
	struct decimal share = minutes ? decimal_of(1) : u->share;
	struct decimal d = decimal_multiply(a->n.low, share);
	a->v.iso[0] = 'P';
	a->v.low = a->n.low;
	for (;;) {
		struct numeral part;
		if (!add_part(a->v.iso, &n, &time, d, letter)) {
			a->v.iso[0] = '\0';
			return end;
		}
		size_t behind = read_smaller(t, end, letter, &part, &u);
		if (behind == end)
			break;
		letter = u->iso ? u->iso : 'm';
		d = u->iso ? decimal_multiply(part.low, u->share) : part.low;
		a->v.chain = true;
		end = behind;
	}
	if (a->v.op == VALUE_RANGE && !a->v.chain)
		duration_set(a);
	return end;
}

static void
set_iso(char *iso, struct decimal d, const struct unit *u)
{
	size_t n = 1;
	bool time = false;
	iso[0] = 'P';
	if (!add_part(iso, &n, &time, decimal_multiply(d, u->share), u->iso))
		iso[0] = '\0';
}

void
duration_set(struct amount *a)
{
	if (a->v.kind != VALUE_DURATION || a->unit == NULL ||
	    a->unit->iso == 0 || a->v.chain)
		return;
	set_iso(a->v.iso, a->v.low, a->unit);
	if (a->v.op == VALUE_RANGE)
		set_iso(a->v.iso_high, a->v.high, a->unit);
}
