#include "unpack.h"

bool
unpack_read(struct reader *r, struct source *source, enum sniff_kind kind)
{
	(void)source;
	(void)kind;
	reader_refuse(r, "input.archive", "is an archive");
	return true;
}
