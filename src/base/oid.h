/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/oid.h - a git object's name (SHA-1) */
#pragma once

#include <stdbool.h>
#include <string.h>

#include "base/span.h"

typedef struct td_oid {
	unsigned char id[20];
} td_oid;

#define TD_OID_HEX 41 /* 40 digits and the NUL */

/* In small letters, with a NUL. */
void td_oid_to_hex(const td_oid *oid, char hex[TD_OID_HEX]);
/* The 40 digits at the front of span, in letters of either case. */
bool td_oid_parse(td_span span, td_oid *oid);
/* Zeros stand for no object. */
bool td_oid_is_zero(const td_oid *oid);

static inline bool
td_oid_equal(const td_oid *a, const td_oid *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* For a GHashTable whose keys are td_oid *. */
unsigned td_oid_key_hash(const void *oid);
int td_oid_key_equal(const void *a, const void *b);
