/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/entry.c - an entry's header, a delta's, and what a delta makes of its base
 */
#include "pack/entry.h"

#include <string.h>

#define MORE 0x80
#define COPY 0x80 /* an order that takes bytes from the base */

static bool
next_byte(td_span *rest, unsigned *byte)
{
	if (rest->n == 0)
		return false;
	*byte = (unsigned char)*rest->p;
	*rest = td_span_skip(*rest, 1);
	return true;
}

/* Adds groups of 7 bits, lowest first, from `shift` on, while bytes say there are more.
 */
static bool
read_groups(td_span *rest, unsigned shift, uint64_t *value)
{
	unsigned byte;

	do {
		if (shift > 64 - 7 || !next_byte(rest, &byte))
			return false;
		*value |= (uint64_t)(byte & ~(unsigned)MORE) << shift;
		shift += 7;
	} while (byte & MORE);
	return true;
}

/* Highest group first, and one is added at each step, so no distance has two forms. */
static bool
read_distance(td_span *rest, uint64_t *distance)
{
	unsigned byte;

	if (!next_byte(rest, &byte))
		return false;
	*distance = byte & ~(unsigned)MORE;
	while (byte & MORE) {
		if (*distance >= UINT64_MAX >> 8 || !next_byte(rest, &byte))
			return false;
		*distance = (*distance + 1) << 7 | (byte & ~(unsigned)MORE);
	}
	return *distance > 0;
}

bool
td_pack_entry_parse(td_span bytes, td_pack_entry *entry)
{
	unsigned byte;

	*entry = (td_pack_entry){ 0 };
	if (!next_byte(&bytes, &byte))
		return false;
	entry->type = (td_pack_type)(byte >> 4 & 7);
	entry->size = byte & 15;
	if (byte & MORE && !read_groups(&bytes, 4, &entry->size))
		return false;
	switch (entry->type) {
	case TD_PACK_COMMIT:
	case TD_PACK_TREE:
	case TD_PACK_BLOB:
	case TD_PACK_TAG:
		break;
	case TD_PACK_NEAR_DELTA:
		if (!read_distance(&bytes, &entry->back))
			return false;
		break;
	case TD_PACK_NAMED_DELTA:
		if (bytes.n < sizeof(entry->base))
			return false;
		memcpy(&entry->base, bytes.p, sizeof(entry->base));
		bytes = td_span_skip(bytes, sizeof(entry->base));
		break;
	default:
		return false;
	}
	entry->deflated = bytes;
	return true;
}

bool
td_delta_parse(td_span bytes, td_delta *delta)
{
	*delta = (td_delta){ 0 };
	if (!read_groups(&bytes, 0, &delta->base_size) ||
	    !read_groups(&bytes, 0, &delta->size))
		return false;
	delta->orders = bytes;
	return true;
}

/* The bits of a copying order say which bytes of a number follow it; the others are 0. */
static bool
read_sparse(td_span *rest, unsigned bits, unsigned count, size_t *value)
{
	unsigned byte;

	*value = 0;
	for (unsigned i = 0; i < count; i++) {
		if (!(bits >> i & 1))
			continue;
		if (!next_byte(rest, &byte))
			return false;
		*value |= (size_t)byte << 8 * i;
	}
	return true;
}

/* Most pieces are a few bytes, for which calling memcpy costs more than copying sixteen,
 * where that reads and writes nothing that is not there. */
static void
copy_piece(char *out, uint64_t left, td_span piece, td_span source)
{
	enum { few = 16 };
	size_t behind = (size_t)(source.p + source.n - piece.p);

	if (piece.n <= few && left >= few && behind >= few)
		memcpy(out, piece.p, few);
	else
		memcpy(out, piece.p, piece.n);
}

bool
td_delta_apply(const td_delta *delta, td_span base, char *out)
{
	td_span rest = delta->orders;
	uint64_t left = delta->size;
	unsigned order;

	if (delta->base_size != base.n)
		return false;
	while (next_byte(&rest, &order)) {
		td_span piece, source;

		if (order & COPY) {
			size_t at, n;

			if (!read_sparse(&rest, order, 4, &at) ||
			    !read_sparse(&rest, order >> 4, 3, &n))
				return false;
			n = n ? n : 0x10000;
			if (at > base.n || n > base.n - at)
				return false;
			piece = (td_span){ base.p + at, n };
			source = base;
		} else {
			/* Order 0 is kept for later by git: nothing writes it. */
			if (order == 0 || order > rest.n)
				return false;
			piece = td_span_head(rest, order);
			source = rest;
			rest = td_span_skip(rest, order);
		}
		if (piece.n > left)
			return false;
		copy_piece(out, left, piece, source);
		out += piece.n;
		left -= piece.n;
	}
	return left == 0;
}
