#include "cell_row.h"

/* Puts document, report, kind of record and row into key; returns its size. */
static size_t
make_key(const struct record *r, char *key)
{
	static const enum record_field parts[] = { RECORD_ROW, RECORD_REPORT,
		RECORD_RECORD, RECORD_DOCUMENT };
	size_t n = 0;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct slice part = r->f[parts[i]];
		size_t room = CELL_ROW_KEY - n - 1;
		size_t take = part.n < room ? part.n : room;
		if (take > 0)
			memcpy(key + n, part.p, take);
		n += take;
		key[n++] = '\0';
		if (n == CELL_ROW_KEY)
			break;
	}
	return n;
}

void
cell_row_enter(struct cell_row *row, const struct record *r)
{
	char key[CELL_ROW_KEY];
	size_t n = make_key(r, key);
	if (n == row->key_n && memcmp(key, row->key, n) == 0)
		return;
	memcpy(row->key, key, n);
	row->key_n = n;
	row->has_annual = false;
	row->has_executed = false;
	row->has_target = false;
	arena_reset(row->arena);
}

void
cell_row_remember(
    struct cell_row *row, const struct record *r, const struct value *v)
{
	struct slice field = r->f[RECORD_FIELD];
	bool money = v->kind == VALUE_MONEY;
	if (money && slice_is(field, "annual")) {
		row->has_annual = true;
		row->annual = v->low;
	} else if (money && slice_is(field, "executed")) {
		row->has_executed = true;
		row->executed = v->low;
	} else if (slice_is(field, "target") && v->kind != VALUE_NONE &&
	    v->kind != VALUE_TEXT) {
		row->has_target = true;
		row->target_kind = v->kind;
		row->target_scaled = v->scaled;
		row->target_unit =
		    v->unit.p ? arena_copy(row->arena, v->unit) : SLICE_NULL;
	}
}

bool
cell_row_proves_ratio(const struct cell_row *row, const struct value *v)
{
	if (!row->has_annual || !row->has_executed || !v->has_step ||
	    decimal_is_zero(row->annual) || decimal_is_zero(v->low))
		return false;
	struct decimal ratio = decimal_divide(row->executed, row->annual);
	struct decimal off = decimal_add(ratio, decimal_negate(v->low));
	off.negative = false;
	if (ratio.lost)
		return false;
	if (v->step >= 0)
		return decimal_is_zero(off);
	struct decimal step = decimal_shift(decimal_of(1), v->step);
	return decimal_compare(off, step) < 0;
}
