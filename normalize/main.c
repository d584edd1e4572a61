/* normalize - gives records their typed values; see normalize(1). */
#include <unistd.h>

#include "diag.h"
#include "normalize.h"
#include "options.h"

int
main(int argc, char **argv)
{
	struct options options;

	diag_open("normalize", false);
	options_read(&options, argc, argv);
	return normalize_run(&options, STDIN_FILENO, STDOUT_FILENO);
}
