/* calendar.h - dates and periods of the calendar. */
#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "token.h"

struct date {
	int year;  /* 0: not stated */
	int month; /* 0: not stated */
	int day;   /* 0: not stated */
};

struct period {
	struct date first;
	struct date last;
	bool range; /* last is another date than first */
};

/* False where no date begins with token i: the common case, fast. */
bool calendar_may_begin(const struct tokens *, size_t i);

/*
 * Reads the date or period that begins with token i: 2024年3月5日, 2022.05.25,
 * 第三季度 of a year, 12月底. Returns the token behind it; i if there is none.
 */
size_t calendar_read(const struct tokens *, size_t i, struct period *);

/*
 * Reads a range of dates: 2017年8月11日至22日, 1995-1997年. Returns the token
 * behind it; i if there is none.
 */
size_t calendar_read_range(const struct tokens *, size_t i, struct period *);

/* 2024-03-05, 2024-03, 2024; XXXX for a year that is not stated. */
void calendar_print(struct date, char *text, size_t size);

#endif
