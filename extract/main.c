/* extract - reads tables and figures out of report dumps; see extract(1). */
#include <stdio.h>
#include <unistd.h>

#include "diag.h"
#include "extract.h"
#include "options.h"

int
main(int argc, char **argv)
{
	struct options options;

	diag_open("extract", false);
	options_read(&options, argc, argv);
	return extract_run(&options, STDOUT_FILENO);
}
