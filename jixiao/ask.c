/* ask.c - to come. */
#include "commands.h"
int
ask_command(const struct options *o)
{
	(void)o;
	options_wrong("not yet");
}
