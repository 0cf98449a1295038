/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/entry.h - one entry of a pack, and deltas (gitformat-pack(5)): bytes only
 */
#pragma once

#include <stdint.h>

#include "base/oid.h"
#include "base/span.h"

/* Types in a pack; the first four are git's types of objects, and libgit2's. */
typedef enum td_pack_type {
	TD_PACK_COMMIT = 1,
	TD_PACK_TREE = 2,
	TD_PACK_BLOB = 3,
	TD_PACK_TAG = 4,
	TD_PACK_NEAR_DELTA = 6, /* its base is so many bytes before it */
	TD_PACK_NAMED_DELTA = 7,
} td_pack_type;

typedef struct td_pack_entry {
	td_pack_type type;
	uint64_t size;    /* of what is unpacked: the object, or the delta */
	uint64_t back;    /* TD_PACK_NEAR_DELTA: never 0 */
	td_oid base;      /* TD_PACK_NAMED_DELTA */
	td_span deflated; /* it begins there; its end is not known */
} td_pack_entry;

/* Reads what stands at the front of bytes; false where that is no entry. */
bool td_pack_entry_parse(td_span bytes, td_pack_entry *entry);

typedef struct td_delta {
	uint64_t base_size;
	uint64_t size; /* of what it makes */
	td_span orders;
} td_delta;

/* False where the bytes are no delta. What the orders do is not looked at. */
bool td_delta_parse(td_span bytes, td_delta *delta);

/*
 * Makes delta->size bytes at out from the base. False, with anything in out, where the
 * delta is damaged or for another base.
 */
bool td_delta_apply(const td_delta *delta, td_span base, char *out);
