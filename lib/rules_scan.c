/* Mistakes in patterns that PCRE2 does not see, or sees too late. */
#include "fold_table.h"
#include "rules_store.h"
#include "utf8.h"

/* Does the text at s refer to a group by its number, or is it a verb? */
static const char *
rules_foreign(struct slice s)
{
	const char *p = s.p;
	char c1 = s.n > 1 ? p[1] : '\0', c2 = s.n > 2 ? p[2] : '\0';
	char c3 = s.n > 3 ? p[3] : '\0';

	if (p[0] == '\\' &&
	    ((c1 >= '1' && c1 <= '9') ||
		(c1 == 'g' && c2 >= '0' && c2 <= '9') ||
		(c1 == 'g' && c2 == '{' && c3 >= '0' && c3 <= '9')))
		return "groups have other numbers among the other rules; "
		       "expected a name, as in \\k<name>";
	if (p[0] == '(' && c1 == '?' &&
	    (c2 == 'R' || (c2 >= '0' && c2 <= '9') ||
		(c2 == '(' && (c3 == 'R' || (c3 >= '0' && c3 <= '9')))))
		return "groups have other numbers among the other rules; "
		       "expected a name, as in (?&name)";
	if (p[0] == '(' && c1 == '*' && c2 >= 'A' && c2 <= 'Z')
		return "a verb would act on the other rules too; expected "
		       "a pattern without";
	return NULL;
}

/* The end of the [class] that begins at i. */
static size_t
rules_class_end(struct slice s, size_t i)
{
	i++;
	if (i < s.n && s.p[i] == '^')
		i++;
	if (i < s.n && s.p[i] == ']')
		i++;
	while (i < s.n && s.p[i] != ']')
		i += s.p[i] == '\\' ? 2 : 1;
	return i + 1;
}

bool
rules_scan(struct rules *r, struct slice s)
{
	size_t i = 0;

	while (i < s.n) {
		const char *why = rules_foreign(slice_rest(s, i));

		if (why) {
			rules_mistake(r, s.p + i, "%s", why);
			return false;
		}
		if (s.p[i] == '[')
			i = rules_class_end(s, i);
		else
			i += s.p[i] == '\\' ? 2 : 1;
	}
	return true;
}

bool
rules_scan_key(struct rules *r, struct slice s)
{
	size_t used;

	for (size_t i = 0; i < s.n; i += used) {
		uint32_t c = utf8_decode(s.p + i, s.n - i, &used);
		const struct fold_entry *e = fold_entry(c);

		if (c < 0x80 ||
		    (e->n == used &&
			memcmp(fold_entry_bytes(e), s.p + i, used) == 0))
			continue;
		rules_mistake(r, s.p + i,
		    "\"%.*s\" never stands in a folded text; expected \"%.*s\"",
		    (int)used, s.p + i, e->n, fold_entry_bytes(e));
		return false;
	}
	return true;
}
