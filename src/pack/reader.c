/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/reader.c - unpacks objects: inflates them, and applies deltas to bases */
#include "pack/reader.h"

#include <libdeflate.h>
/* It takes what is not to be written to. */
#define ZLIB_CONST
#include <zlib.h>

#include "base/limits.h"
#include "pack/cache.h"

/* Git writes no longer chains of deltas. */
#define MAX_CHAIN 4095

/* A buffer that one huge object made larger than this is given back after it. */
#define KEEP_BYTES ((size_t)4 << 20)

/* Memory that is used again and again. */
typedef struct room {
	char *p;
	size_t n;
} room;

/* A delta on the way from an object down to its base. */
typedef struct hop {
	uint64_t offset; /* of its entry */
	td_span deflated;
	size_t size;
} hop;

struct td_pack_reader {
	const GPtrArray *packs; /* borrowed */
	unsigned last;          /* the pack that had the latest object */
	struct libdeflate_decompressor *inflater;
	struct libdeflate_decompressor *fixed; /* for what has the fixed codes */
	td_pack_cache *cache;
	GArray *chain; /* of hop, the object asked for first */
	room out, delta;
	size_t most; /* bytes that are wanted of one object */
};

td_pack_reader *
td_pack_reader_new(const GPtrArray *packs)
{
	g_autoptr(td_pack_reader) self = g_new0(td_pack_reader, 1);

	self->packs = packs;
	self->most = SIZE_MAX;
	self->chain = g_array_new(false, false, sizeof(hop));
	self->cache = td_pack_cache_new();
	self->inflater = libdeflate_alloc_decompressor();
	self->fixed = libdeflate_alloc_decompressor();
	return self->inflater && self->fixed ? g_steal_pointer(&self) : NULL;
}

void
td_pack_reader_free(td_pack_reader *self)
{
	if (!self)
		return;
	libdeflate_free_decompressor(self->inflater);
	libdeflate_free_decompressor(self->fixed);
	td_pack_cache_free(self->cache);
	g_array_unref(self->chain);
	g_free(self->out.p);
	g_free(self->delta.p);
	g_free(self);
}

/* At least n bytes, and never none: inflating nothing wants an address too. */
static char *
make_room(room *self, size_t n)
{
	if (!self->p || n > self->n || self->n > KEEP_BYTES) {
		g_free(self->p);
		self->n = MAX(n, (size_t)64 << 10);
		self->p = g_malloc(self->n);
	}
	return self->p;
}

/* Whether the first block has the fixed codes (RFC 1951, 3.2.3; RFC 1950 has two bytes
 * before it), as what is as short as a tree of one mail has. */
static bool
is_fixed(td_span deflated)
{
	return deflated.n > 2 && ((unsigned char)deflated.p[2] >> 1 & 3) == 1;
}

/*
 * Exactly n bytes; what they were packed into ends before the pack does. A decompressor
 * that has the tables of the fixed codes from before makes none, which is most of the
 * work for such an object; of the others each has codes of its own.
 */
static bool
inflate_into(td_pack_reader *self, td_span deflated, char *out, size_t n)
{
	return libdeflate_zlib_decompress(
		   is_fixed(deflated) ? self->fixed : self->inflater, deflated.p,
		   deflated.n, out, n, NULL) == LIBDEFLATE_SUCCESS;
}

/* The first n bytes of more, which libdeflate does not unpack. */
static bool
inflate_head(td_span deflated, char *out, size_t n)
{
	z_stream stream = { .next_in = (const Bytef *)deflated.p,
		.avail_in = (uInt)MIN(deflated.n, (size_t)UINT_MAX),
		.next_out = (Bytef *)out,
		.avail_out = (uInt)n };
	int result;

	if (inflateInit(&stream) != Z_OK)
		return false;
	result = inflate(&stream, Z_SYNC_FLUSH);
	inflateEnd(&stream);
	return result == Z_OK && stream.avail_out == 0;
}

/* Where the object lies that a delta is for; false where it cannot be in this pack. */
static bool
base_of(const td_pack *pack, const td_pack_entry *entry, uint64_t *offset)
{
	if (entry->type == TD_PACK_NAMED_DELTA)
		return td_pack_find(pack, &entry->base, offset);
	if (entry->back > *offset)
		return false;
	*offset -= entry->back;
	return true;
}

static bool
entry_at(const td_pack *pack, uint64_t offset, td_pack_entry *entry)
{
	return offset < pack->bytes.n &&
	       td_pack_entry_parse(td_span_skip(pack->bytes, (size_t)offset), entry);
}

/* What an object is built on: kept from before, or inflated now and ours. */
typedef struct ground {
	td_base base;
	bool ours;
	bool cut; /* not all of it */
} ground;

static void
ground_clear(ground *self)
{
	if (self->ours)
		g_free(self->base.bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ground, ground_clear)

/* Unpacks a whole object, which is lent at once where nothing is to be built on it. */
static bool
inflate_ground(td_pack_reader *self, const td_pack_entry *entry, ground *found)
{
	td_base *base = &found->base;

	base->type = entry->type;
	base->n = (size_t)entry->size;
	found->ours = self->chain->len > 0;
	if (!found->ours && base->n > self->most) {
		found->cut = true;
		base->n = self->most;
		base->bytes = make_room(&self->out, base->n);
		return inflate_head(entry->deflated, base->bytes, base->n);
	}
	base->bytes =
	    found->ours ? g_malloc(base->n + 1) : make_room(&self->out, base->n);
	return inflate_into(self, entry->deflated, base->bytes, base->n);
}

/* Follows an object down to something whole; the deltas on the way are in self->chain. */
static bool
descend(td_pack_reader *self, const td_pack *pack, uint64_t offset, ground *found)
{
	const td_base *kept;
	td_pack_entry entry;

	g_array_set_size(self->chain, 0);
	while (!(kept = td_pack_cache_find(self->cache, pack, offset))) {
		hop next = { .offset = offset };

		if (!entry_at(pack, offset, &entry) || entry.size > TD_MAX_MAIL_BYTES)
			return false;
		if (entry.type <= TD_PACK_TAG) {
			found->base.pack = pack;
			found->base.offset = offset;
			return inflate_ground(self, &entry, found);
		}
		next.deflated = entry.deflated;
		next.size = (size_t)entry.size;
		g_array_append_val(self->chain, next);
		if (self->chain->len > MAX_CHAIN || !base_of(pack, &entry, &offset))
			return false;
	}
	found->base = *kept;
	return true;
}

/* One step up: what a delta makes of the ground is the new ground. */
static bool
ascend(td_pack_reader *self, const hop *step, bool last, ground *under)
{
	char *text = make_room(&self->delta, step->size);
	char *made;
	td_delta delta;
	bool good;

	if (!inflate_into(self, step->deflated, text, step->size) ||
	    !td_delta_parse((td_span){ text, step->size }, &delta) ||
	    delta.size > TD_MAX_MAIL_BYTES)
		return false;
	made = last ? make_room(&self->out, (size_t)delta.size)
		    : g_malloc((size_t)delta.size + 1);
	good =
	    td_delta_apply(&delta, (td_span){ under->base.bytes, under->base.n }, made);
	/* Others may be built on it too. */
	if (under->ours)
		td_pack_cache_take(self->cache, &under->base);
	under->ours = !last;
	under->base.offset = step->offset;
	under->base.bytes = made;
	under->base.n = (size_t)delta.size;
	return good;
}

static bool
read_at(
    td_pack_reader *self, const td_pack *pack, uint64_t offset, td_pack_object *object)
{
	g_auto(ground) found = { 0 };

	if (!descend(self, pack, offset, &found))
		return false;
	for (unsigned i = self->chain->len; i-- > 0;) {
		if (!ascend(self, &g_array_index(self->chain, hop, i), i == 0, &found))
			return false;
	}
	object->type = found.base.type;
	object->bytes = (td_span){ found.base.bytes, found.base.n };
	object->cut = found.cut;
	return true;
}

bool
td_pack_reader_read(td_pack_reader *self, const td_oid *name, td_pack_object *object)
{
	for (unsigned i = 0; i < self->packs->len; i++) {
		unsigned at = (self->last + i) % self->packs->len;
		const td_pack *pack = g_ptr_array_index(self->packs, at);
		uint64_t offset;

		if (!td_pack_find(pack, name, &offset))
			continue;
		self->last = at;
		return read_at(self, pack, offset, object);
	}
	return false;
}

bool
td_pack_reader_read_head(
    td_pack_reader *self, const td_oid *name, size_t most, td_pack_object *object)
{
	bool good;

	self->most = most;
	good = td_pack_reader_read(self, name, object);
	self->most = SIZE_MAX;
	return good;
}
