/* status.c - to come. */
#include "commands.h"
int
status_command(const struct options *o)
{
	(void)o;
	options_wrong("not yet");
}
