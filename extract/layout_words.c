#include "layout.h"
struct layout_span
layout_words_next(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	span.first = span.end;
	return span;
}
struct layout_span
layout_blank_next(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	span.first = span.end;
	return span;
}
struct layout_span
layout_aligned_next(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	span.first = span.end;
	return span;
}
struct grid *
layout_spaces_read(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	(void)span;
	return 0;
}
struct grid *
layout_run_on_read(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	(void)span;
	return 0;
}
struct grid *
layout_blank_read(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	(void)span;
	return 0;
}
struct grid *
layout_aligned_read(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	(void)span;
	return 0;
}
bool
layout_run_on(const struct layout_source *s, struct layout_span span)
{
	(void)s;
	(void)span;
	return 0;
}
