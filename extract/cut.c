#include "cut.h"

struct row
cut_labels(struct form *r, const struct row *row)
{
	(void)r;
	return *row;
}
