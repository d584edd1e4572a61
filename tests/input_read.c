/*
 * input_read [-e ENCODING] [-m DOCUMENT_MAX] [-l LINE_MAX] [-T LIST] PATH... -
 * shows what extract's input layer makes of paths, one line each:
 *     document PATH ENCODING BYTES LINES SHA256
 *     reject PATH LINE:COLUMN:BYTE RULE "TEXT"
 * With -t the document's text follows. Ends with the status of the messages.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "input.h"

static bool show_text;
static bool show_nothing;

static void
show(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c < 0x20 || c == 0x7F)
			printf("\\x%02X", c);
		else
			putchar(c);
	}
}

static bool
on_document(void *user, struct document *doc)
{
	++*(size_t *)user;
	if (show_nothing)
		return true;
	printf("document ");
	show(doc->path, strlen(doc->path));
	printf(" %s %zu %zu %.8s\n", doc->encoding, doc->bytes, doc->line_n,
	    doc->sha256);
	for (size_t i = 0; show_text && i < doc->line_n; i++) {
		struct slice line = document_line_text(doc, i);
		struct place start = document_place(doc, line.p);

		printf("%zu@%zu%s ", start.line, start.byte,
		    doc->line_class[i] == LINE_BAD ? "!" : "");
		show(line.p, line.n);
		putchar('\n');
	}
	return true;
}

static bool
on_reject(void *user, const struct input_reject *reject)
{
	(void)user;
	if (show_nothing)
		return true;
	printf("reject ");
	show(reject->path, strlen(reject->path));
	printf(" %zu:%zu:%zu %s \"", reject->line, reject->column, reject->byte,
	    reject->rule);
	show(reject->text.p, reject->text.n);
	printf("\"\n");
	return true;
}

int
main(int argc, char **argv)
{
	struct input_options options = INPUT_DEFAULTS;
	size_t documents = 0;
	struct input_handler handler = {
		.document = on_document, .reject = on_reject, .user = &documents
	};
	const char *list = NULL;
	int c;

	diag_open(argv[0], false);
	while ((c = getopt(argc, argv, "e:l:m:qtT:")) != -1) {
		switch (c) {
		case 'e': options.encoding = optarg; break;
		case 'l': options.line_max = strtoul(optarg, NULL, 10); break;
		case 'm':
			options.document_max = strtoul(optarg, NULL, 10);
			break;
		case 'q': show_nothing = true; break;
		case 't': show_text = true; break;
		case 'T': list = optarg; break;
		default: return EX_USAGE;
		}
	}
	if (list)
		input_read_list(&options, &handler, list);
	for (int i = optind; i < argc; i++)
		input_read(&options, &handler, argv[i]);
	return diag_status();
}
