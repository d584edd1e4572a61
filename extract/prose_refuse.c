/* prose_refuse.c - why a document holds no report. */
#include "prose.h"

#define LINES_LOOKED_AT 40u
#define LINE_MAX_BYTES 1000u

struct refusal
form_refusal(struct document *doc, struct lexicon *lex)
{
	struct refusal none = { .rule = "document.none",
		.reason = SLICE_LITERAL("no performance report was found") };
	unsigned looked = 0;

	for (size_t i = 0; i < doc->line_n && looked < LINES_LOOKED_AT; i++) {
		struct slice line = document_line_text(doc, i);
		struct rule_match m;
		if (doc->line_class[i] == LINE_BLANK || line.n > LINE_MAX_BYTES)
			continue;
		if (looked++ == 0)
			none.text = line;
		if (rules_match(lexicon_rules(lex), "document",
			fold_key_text(doc->arena, line), 0,
			&m) != RULES_MATCH ||
		    !rule_has_word(m.rule, "scope", "out"))
			continue;
		return (struct refusal){ rule_id(m.rule),
			rule_attr(m.rule, "reason", 0), line };
	}
	return none;
}
