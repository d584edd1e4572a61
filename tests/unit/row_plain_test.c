/* Rows read where they lie against the same rows read by libcsv. */
#include "row.h"

#include <stdio.h>
#include <string.h>

#include "chance.h"
#include "dump.h"
#include "tap.h"

/* Hostile text of mostly plain rows; returns its bytes. */
static size_t
make_hostile(char *text, size_t size)
{
	static const char *const part[] = { "\"a\"", "\"\"", "bc", ",", ",",
		",", "\n", "\n", "\r\n", "\"a\nb\"", "\"a\"\"b\"", "\"\r\n,\"",
		"\"\xe5\x85\x83\"", " " };
	static const char *const trap[] = { "\"", "\r", "\"a\"b", "a\"",
		"\n\n" };
	size_t n = 0, many = 1 + chance(60), traps = chance(3);

	while (many-- > 0 && n < size - 10) {
		bool odd = traps > 0 && chance(30) == 0;
		const char *p = odd ? trap[chance(5)] : part[chance(14)];

		n += (size_t)snprintf(text + n, size - n, "%s", p);
	}
	if (chance(2) == 0)
		text[n++] = '\n';
	if (chance(8) == 0)
		text[chance((unsigned)n)] = '\0';
	return n;
}

/* All ways to cut a text give what libcsv alone gives: in bytes it reads all. */
static bool
same_in_chunks(struct slice s, struct row_reader *model)
{
	static struct dump alone, cut;
	enum row_end end;

	model->chunk = 1;
	end = dump_rows(s, model, &alone);
	for (size_t chunk = 2; chunk <= s.n + 1; chunk += 1 + chance(9)) {
		struct row_reader r = { .chunk = chunk,
			.lenient = model->lenient,
			.delimiter = model->delimiter,
			.limit = model->limit };

		if (dump_rows(s, &r, &cut) != end || r.line != model->line ||
		    strcmp(r.message, model->message) != 0 ||
		    r.unended != model->unended || cut.n != alone.n ||
		    memcmp(cut.text, alone.text, cut.n) != 0)
			return false;
	}
	return true;
}

int
main(void)
{
	static char text[2000];
	bool same = true;

	for (int i = 0; i < 2000 && same; i++) {
		struct slice s = { text, make_hostile(text, sizeof(text)) };
		struct row_reader model = { .lenient = chance(4) == 0,
			.delimiter = chance(4) == 0 ? ' ' : 0,
			.limit = chance(4) == 0 ? 20 + chance(200) : 0 };

		same = same_in_chunks(s, &model);
		if (!same)
			printf("# [%.*s]\n", SLICE_PRINT(s));
	}
	ok(same, "rows read where they are equal rows read by libcsv");
	return tap_end();
}
