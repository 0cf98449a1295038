/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/oid.c - a git object's name */
#include "base/oid.h"

void
td_oid_to_hex(const td_oid *oid, char hex[TD_OID_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 20; i++) {
		hex[2 * i] = digits[oid->id[i] >> 4];
		hex[2 * i + 1] = digits[oid->id[i] & 15];
	}
	hex[40] = '\0';
}

bool
td_oid_is_zero(const td_oid *oid)
{
	static const td_oid zero;

	return memcmp(oid, &zero, sizeof(zero)) == 0;
}

/* GLib has this, too, but a function of a library is called 80 times a commit. */
static inline int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
td_oid_parse(td_span span, td_oid *oid)
{
	if (span.n < 40)
		return false;
	for (size_t i = 0; i < sizeof(oid->id); i++) {
		int high = digit_of(span.p[2 * i]);
		int low = digit_of(span.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		oid->id[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

unsigned
td_oid_key_hash(const void *oid)
{
	unsigned hash;

	memcpy(&hash, oid, sizeof hash);
	return hash;
}

int
td_oid_key_equal(const void *a, const void *b)
{
	return td_oid_equal(a, b);
}
