/* text.h - text for people and machines: columns, JSON, CSV. */
#ifndef TEXT_H
#define TEXT_H

#include <stdio.h>

/* Display columns of a text: Han characters take two. NULL takes none. */
int text_columns(const char *s);

/* Writes s and spaces up to the width; before it where right is not 0. */
void text_pad(FILE *, const char *s, int width, int right);

/* n with commas between thousands, into buf (at least 28 bytes); returns buf. */
char *text_thousands(char *buf, long long n);

/* A decimal from "%.2f", with commas between thousands; returns buf. */
char *text_amount(char *buf, double v);

/* A JSON string with its quotes; NULL writes null, bad UTF-8 as U+FFFD. */
void text_json(FILE *, const char *s);

/* The same for n bytes. */
void text_json_n(FILE *, const char *s, size_t n);

/* Text with control characters and bad UTF-8 as \xNN, as messages have it. */
void text_safe(FILE *, const char *s, size_t n);

/* The same as a string; the caller frees it. */
char *text_safe_copy(const char *s, size_t n);

/* A string that grows; all zero is empty. The owner frees p. */
struct text {
	char *p; /* NULL until something is added; NUL behind it */
	size_t n, capacity;
};

void text_add(struct text *, const char *s);

#endif
