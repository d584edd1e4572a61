/* export.c - to come. */
#include "commands.h"
int
export_command(const struct options *o)
{
	(void)o;
	options_wrong("not yet");
}
