/*
 * grid_dump [-l LAYOUT] [-r RULES] FILE... - prints what UTF-8 files are cut to,
 * for a look at a new layout; see grid_print.h.
 */
#include <stdlib.h>
#include <unistd.h>

#include "diag.h"
#include "fold.h"
#include "grid_print.h"
#include "lexicon.h"

#define FILE_MAX ((size_t)8 << 20)

static struct slice
read_file(const char *path, struct arena *arena)
{
	FILE *file = fopen(path, "rb");
	char *p = arena_take(arena, FILE_MAX);
	struct slice s = { p, 0 };

	if (file == NULL) {
		perror(path);
		exit(66);
	}
	s.n = fread(p, 1, FILE_MAX, file);
	(void)fclose(file);
	return s;
}

static void
dump(const char *path, struct rules *rules, enum layout forced)
{
	struct arena *arena = arena_new();
	struct document doc = { .path = path, .arena = arena };
	struct blocks blocks;

	doc.text = read_file(path, arena);
	document_index(&doc);
	blocks = grid_read(&doc, rules, forced);
	for (size_t i = 0; i < blocks.n; i++)
		print_block(stdout, &blocks.block[i]);
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	const char *dir = "rules/extract";
	enum layout forced = LAYOUT_COUNT;
	struct lexicon *lexicon;
	int option;

	diag_open("grid_dump", false);
	while ((option = getopt(argc, argv, "l:r:")) != -1) {
		if (option == 'l')
			forced = layout_find(optarg);
		else if (option == 'r')
			dir = optarg;
		else
			return 64;
	}
	if (fold_open() != 0 || (lexicon = lexicon_open(dir)) == NULL)
		return 78;
	for (int i = optind; i < argc; i++) {
		if (argc - optind > 1)
			printf("== %s\n", argv[i]);
		dump(argv[i], lexicon_rules(lexicon), forced);
	}
	lexicon_close(lexicon);
	fold_close();
	return 0;
}
