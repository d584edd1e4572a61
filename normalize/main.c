/* normalize - gives records their typed values; see normalize(1). */
#include <unistd.h>

#include "diag.h"
#include "normalize.h"
#include "settings.h"

int
main(int argc, char **argv)
{
	struct settings s;

	diag_open("normalize", false);
	settings_read(&s, argc, argv);
	return normalize_run(&s, STDIN_FILENO, STDOUT_FILENO);
}
