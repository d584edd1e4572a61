#include "decimal.h"

#include <string.h>

#define LIMB 1000000000u

static const uint32_t power_of_ten[] = { 1, 10, 100, 1000, 10000, 100000,
	1000000, 10000000, 100000000, 1000000000 };

static const struct decimal lost = { .lost = true };

/* coefficient x factor + term; marks the number lost where it grows too long */
static void
grow(struct decimal *d, uint32_t factor, uint32_t term)
{
	uint64_t carry = term;
	for (int i = 0; i < d->n; i++) {
		carry += (uint64_t)d->limb[i] * factor;
		d->limb[i] = (uint32_t)(carry % LIMB);
		carry /= LIMB;
	}
	if (carry == 0)
		return;
	if (d->n == DECIMAL_LIMBS) {
		d->lost = true;
		return;
	}
	d->limb[d->n++] = (uint32_t)carry;
}

static int
digits_of(const struct decimal *d)
{
	if (d->n == 0)
		return 0;
	int digits = 9 * (d->n - 1);
	for (uint32_t top = d->limb[d->n - 1]; top > 0; top /= 10)
		digits++;
	return digits;
}

static bool
is_long(const struct decimal *d)
{
	/* Ten limbs and thirty zeros always fit. */
	if (d->n <= 10 && d->exponent <= 30)
		return false;
	int zeros = d->exponent > 0 ? d->exponent : 0;
	return digits_of(d) + zeros > DECIMAL_DIGITS;
}

static struct decimal
checked(struct decimal d)
{
	if (d.lost || is_long(&d) || d.exponent < -DECIMAL_PLACES)
		return lost;
	return d;
}

struct decimal
decimal_of(uint64_t u)
{
	struct decimal d = { .n = 0 };
	for (; u > 0; u /= LIMB)
		d.limb[d.n++] = (uint32_t)(u % LIMB);
	return d;
}

void
decimal_append(struct decimal *d, const char *digits, size_t n)
{
	uint32_t chunk = 0;
	int taken = 0;
	for (size_t i = 0; i < n && !d->lost; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			continue;
		chunk = chunk * 10 + (uint32_t)(digits[i] - '0');
		if (++taken == 9) {
			grow(d, power_of_ten[taken], chunk);
			chunk = 0;
			taken = 0;
		}
	}
	if (taken > 0)
		grow(d, power_of_ten[taken], chunk);
	if (d->lost || is_long(d))
		*d = lost;
}

bool
decimal_parse(struct slice s, struct decimal *d)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	size_t from = negative ? 1 : 0;
	size_t point = s.n;
	*d = decimal_of(0);
	if (from == s.n)
		return false;
	for (size_t i = from; i < s.n; i++) {
		if (s.p[i] == '.' && point == s.n && i > from)
			point = i;
		else if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	decimal_append(d, s.p + from, s.n - from);
	if (point < s.n)
		*d = decimal_shift(*d, -(int)(s.n - point - 1));
	d->negative = negative;
	return !d->lost;
}

struct decimal
decimal_shift(struct decimal d, int places)
{
	if (places == 0 || (d.n == 0 && places > 0))
		return d;
	if (places > 2 * DECIMAL_PLACES || places < -2 * DECIMAL_PLACES)
		return lost;
	d.exponent = (short)(d.exponent + places);
	return checked(d);
}

struct decimal
decimal_negate(struct decimal d)
{
	d.negative = !d.negative && d.n > 0;
	return d;
}

/* Lowers the exponent, the value staying the same. */
static void
align(struct decimal *d, int exponent)
{
	int places = d->exponent - exponent;
	for (; places > 0 && !d->lost; places -= 9)
		grow(d, power_of_ten[places > 9 ? 9 : places], 0);
	d->exponent = (short)exponent;
}

static int
compare_size(const struct decimal *a, const struct decimal *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (int i = a->n - 1; i >= 0; i--) {
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	}
	return 0;
}

static void
trim(struct decimal *d)
{
	while (d->n > 0 && d->limb[d->n - 1] == 0)
		d->n--;
	if (d->n == 0)
		d->negative = false;
}

static void
add_size(struct decimal *a, const struct decimal *b)
{
	uint32_t carry = 0;
	for (int i = 0; i < b->n || carry > 0; i++) {
		if (i == DECIMAL_LIMBS) {
			a->lost = true;
			return;
		}
		uint32_t sum = carry + (i < b->n ? b->limb[i] : 0) +
		    (i < a->n ? a->limb[i] : 0);
		carry = sum >= LIMB;
		a->limb[i] = carry ? sum - LIMB : sum;
		if (i >= a->n)
			a->n = (short)(i + 1);
	}
}

/* a - b, where a is not the smaller one */
static void
subtract_size(struct decimal *a, const struct decimal *b)
{
	uint32_t borrow = 0;
	for (int i = 0; i < a->n; i++) {
		uint32_t take = borrow + (i < b->n ? b->limb[i] : 0);
		borrow = a->limb[i] < take;
		a->limb[i] += (borrow ? LIMB : 0) - take;
	}
	trim(a);
}

struct decimal
decimal_add(struct decimal a, struct decimal b)
{
	if (a.lost || b.lost)
		return lost;
	if (a.n == 0)
		return b;
	if (b.n == 0)
		return a;
	if (a.exponent > b.exponent)
		align(&a, b.exponent);
	else
		align(&b, a.exponent);
	if (a.lost || b.lost)
		return lost;
	if (a.negative == b.negative) {
		add_size(&a, &b);
		return checked(a);
	}
	if (compare_size(&a, &b) < 0) {
		struct decimal swap = a;
		a = b;
		b = swap;
	}
	subtract_size(&a, &b);
	return checked(a);
}

struct decimal
decimal_multiply(struct decimal a, struct decimal b)
{
	uint64_t product[2 * DECIMAL_LIMBS + 1] = { 0 };
	struct decimal r = { .negative = a.negative != b.negative };
	if (a.lost || b.lost || a.n + b.n > DECIMAL_LIMBS)
		return lost;
	for (int i = 0; i < a.n; i++) {
		uint64_t carry = 0;
		for (int j = 0; j < b.n; j++) {
			carry +=
			    product[i + j] + (uint64_t)a.limb[i] * b.limb[j];
			product[i + j] = carry % LIMB;
			carry /= LIMB;
		}
		product[i + b.n] += carry;
	}
	for (int i = 0; i < a.n + b.n; i++)
		r.limb[i] = (uint32_t)product[i];
	r.n = (short)(a.n + b.n);
	r.exponent = (short)(a.exponent + b.exponent);
	trim(&r);
	return checked(r);
}

/* The coefficient divided by up to 18 digits; the remainder is given back. */
static uint64_t
divide_size(struct decimal *d, uint64_t by)
{
	uint64_t rest = 0;
	for (int i = d->n - 1; i >= 0; i--) {
		uint32_t limb = 0;
		/* Digit by digit, so that the rest stays below 64 bits. */
		for (uint32_t p = LIMB / 10; p > 0; p /= 10) {
			rest = rest * 10 + d->limb[i] / p % 10;
			limb = limb * 10 + (uint32_t)(rest / by);
			rest %= by;
		}
		d->limb[i] = limb;
	}
	trim(d);
	return rest;
}

/* Takes zeros off the end of the coefficient, up to the given exponent. */
static void
shorten(struct decimal *d, int exponent)
{
	while (d->n > 0 && d->exponent < exponent && d->limb[0] % 10 == 0) {
		divide_size(d, 10);
		d->exponent++;
	}
}

struct decimal
decimal_divide(struct decimal a, struct decimal b)
{
	shorten(&b, DECIMAL_PLACES);
	if (a.lost || b.lost || b.n == 0 || digits_of(&b) > 18)
		return lost;
	uint64_t by = b.limb[0] + (b.n > 1 ? (uint64_t)b.limb[1] * LIMB : 0);
	int places = 40 + digits_of(&b) - digits_of(&a);
	if (places > 0)
		align(&a, a.exponent - places);
	if (a.lost)
		return lost;
	divide_size(&a, by);
	a.negative = a.n > 0 && a.negative != b.negative;
	a.exponent = (short)(a.exponent - b.exponent);
	shorten(&a, DECIMAL_PLACES);
	return checked(a);
}

int
decimal_compare(struct decimal a, struct decimal b)
{
	struct decimal d = decimal_add(a, decimal_negate(b));
	if (d.n == 0)
		return 0;
	return d.negative ? -1 : 1;
}

bool
decimal_is_zero(struct decimal d)
{
	return d.n == 0 && !d.lost;
}

/* The digits of the coefficient, without leading zeros. */
static size_t
print_digits(const struct decimal *d, char *text)
{
	char digits[9 * DECIMAL_LIMBS];
	size_t at = sizeof(digits);
	for (int i = 0; i < d->n; i++) {
		uint32_t limb = d->limb[i];
		bool top = i == d->n - 1;
		for (int k = 0; top ? limb > 0 : k < 9; k++, limb /= 10)
			digits[--at] = (char)('0' + limb % 10);
	}
	memcpy(text, digits + at, sizeof(digits) - at);
	return sizeof(digits) - at;
}

/* Puts the point into n digits and takes off zeros behind it. */
static size_t
print_places(char *text, size_t n, size_t places)
{
	if (n <= places) {
		memmove(text + places + 1 - n, text, n);
		memset(text, '0', places + 1 - n);
		n = places + 1;
	}
	while (places > 0 && text[n - 1] == '0') {
		n--;
		places--;
	}
	if (places == 0)
		return n;
	memmove(text + n - places + 1, text + n - places, places);
	text[n - places] = '.';
	return n + 1;
}

size_t
decimal_print(struct decimal d, char *text)
{
	if (d.lost)
		return 0;
	if (d.n == 0) {
		text[0] = '0';
		return 1;
	}
	size_t sign = d.negative ? 1 : 0;
	text[0] = '-';
	size_t n = print_digits(&d, text + sign);
	if (d.exponent >= 0) {
		memset(text + sign + n, '0', (size_t)d.exponent);
		return sign + n + (size_t)d.exponent;
	}
	return sign + print_places(text + sign, n, (size_t)-d.exponent);
}
