/* field.c - the records and fields of the stream that load knows. */
#include "field.h"

#define TYPE_NAME(id, name) name,
static const char *const type_name[] = { RECORD_TYPES(TYPE_NAME) };

#define REPORT_FIELD_NAME(id, name) name,
static const char *const report_name[] = { REPORT_FIELDS(REPORT_FIELD_NAME) };

#define ROW_FIELD(record, name, keep, at) \
	{ TYPE_##record, name, KEEP_##keep, at },
static const struct row_field row_fields[] = { ROW_FIELDS(ROW_FIELD) };

enum { ROW_FIELD_N = sizeof row_fields / sizeof *row_fields };

enum record_type
field_type(struct slice record)
{
	for (int i = 1; i < TYPE_COUNT; i++)
		if (slice_is(record, type_name[i]))
			return (enum record_type)i;
	return TYPE_UNKNOWN;
}

int
field_find(enum record_type type, struct slice field)
{
	if (type == TYPE_REPORT) {
		for (int i = 0; i < REPORT_FIELD_COUNT; i++)
			if (slice_is(field, report_name[i]))
				return i;
		return FIELD_UNKNOWN;
	}
	for (int i = 0; i < ROW_FIELD_N; i++)
		if (row_fields[i].record == type &&
		    slice_is(field, row_fields[i].name))
			return i;
	return FIELD_UNKNOWN;
}

const struct row_field *
field_row(int index)
{
	return &row_fields[index];
}
