/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/oid.h - a git object's name (SHA-1) */
#pragma once

#include <stdbool.h>

typedef struct td_oid {
	unsigned char id[20];
} td_oid;

#define TD_OID_HEX 41 /* 40 digits and the NUL */

/* In small letters, with a NUL. */
void td_oid_to_hex(const td_oid *oid, char hex[TD_OID_HEX]);
/* Zeros stand for no object. */
bool td_oid_is_zero(const td_oid *oid);
