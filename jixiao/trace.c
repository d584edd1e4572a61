/* trace.c - to come. */
#include "commands.h"
int
trace_command(const struct options *o)
{
	(void)o;
	options_wrong("not yet");
}
