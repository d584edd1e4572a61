/* beside.c - what stands beside this program: the stages and the rules. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "beside.h"
#include "diag.h"
#include "heap.h"
#include "location.h"

/* The folder, without a slash at its end. */
static const char *
folder(void)
{
	static char path[PATH_MAX];
	if (path[0])
		return path;
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	if (n <= 0)
		diag_fatal(EX_SOFTWARE,
		    "cannot tell which folder this program runs from");
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return path;
}

char *
beside_program(const char *name)
{
	const char *dir = folder();
	size_t n = strlen(dir) + strlen(name) + 2;
	char *s = heap_take(n);
	snprintf(s, n, "%s/%s", dir, name);
	return s;
}

const char *
beside_rules(void)
{
	static char *rules;
	if (!rules)
		rules = location_rules(NULL, NULL);
	return rules;
}
