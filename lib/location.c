#define _GNU_SOURCE
#include "location.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "heap.h"

static char *
join(const char *dir, const char *middle, const char *stage)
{
	size_t n =
	    strlen(dir) + strlen(middle) + (stage ? strlen(stage) + 1 : 0) + 1;
	char *path = heap_take(n);

	snprintf(path, n, "%s%s%s%s", dir, middle, stage ? "/" : "",
	    stage ? stage : "");
	return path;
}

char *
location_rules(const char *option, const char *stage)
{
	char self[PATH_MAX];
	const char *dir = option ? option : getenv("JIXIAO_RULES");
	ssize_t n;

	if (dir != NULL && *dir != '\0')
		return join(dir, "", stage);
	n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (n <= 0)
		diag_fatal(EX_SOFTWARE, "cannot tell where this program is");
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	return join(self, "/../rules", stage);
}
