/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/oid.c - a git object's name */
#include "base/oid.h"

#include <string.h>

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
