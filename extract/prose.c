/* prose.c - figures stated in running text. */
#include "form.h"

void
prose_line(struct form *r, struct slice line)
{
	document_claim(r->doc, line, LINE_DISCARDED);
}
