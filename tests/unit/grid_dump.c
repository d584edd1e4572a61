/*
 * grid_dump [-l LAYOUT] [-r RULES] FILE... - prints the blocks, rows and cells
 * that a UTF-8 file is cut to, for tests and for a look at a new layout.
 *
 *     text 1-3            lines of text
 *     table tabs 5-20     a table; its rows follow, each with its line
 *      5 a ¦ b            cells; ⏎ is a line break, an empty cell is nothing
 *     ~9 c ¦ ^c           ~ a gap stands before; ^ part of a merged cell
 *     ?12 d               ? where the row ends is not known
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "fold.h"
#include "grid.h"
#include "lexicon.h"

static void
print_text(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			(void)fputs("⏎", stdout);
		else if (s.p[i] == '\t')
			(void)fputs("⇥", stdout);
		else if (s.p[i] != '\r')
			putchar(s.p[i]);
	}
}

static void
print_row(const struct row *row)
{
	printf("%c%s%zu ", row->sure ? ' ' : '?', row->after_gap ? "~" : "",
	    row->line + 1);
	for (size_t i = 0; i < row->n; i++) {
		(void)fputs(i > 0 ? " ¦ " : "", stdout);
		if (row->cell[i].origin != ORIGIN_OWN)
			putchar('^');
		print_text(row->cell[i].text);
	}
	putchar('\n');
}

static void
print_block(const struct block *block)
{
	size_t first = block->first_line + 1, end = block->end_line;

	if (block->grid == NULL) {
		printf("text %zu-%zu ", first, end);
		print_text(block->text);
		putchar('\n');
		return;
	}
	printf(
	    "table %s %zu-%zu\n", layout_name(block->grid->layout), first, end);
	for (size_t i = 0; i < block->grid->n; i++)
		print_row(&block->grid->row[i]);
}

static struct slice
read_file(const char *path, struct arena *arena)
{
	FILE *file = fopen(path, "rb");
	size_t room = (size_t)8 << 20;
	char *p = arena_take(arena, room);
	struct slice s = { p, 0 };

	if (file == NULL) {
		perror(path);
		exit(66);
	}
	s.n = fread(p, 1, room, file);
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
		print_block(&blocks.block[i]);
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
