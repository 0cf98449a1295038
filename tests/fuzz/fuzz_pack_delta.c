/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/fuzz - bytes as entries of a pack, and as a base with a delta for it
 *
 * The first byte says where the second object begins, and where the base ends.
 */
#include <glib.h>
#include <stdint.h>

#include "pack/reader.h"

#define MOST_MADE (1u << 20)
#define INDEX_BYTES (8 + 1024 + 2 * 28 + 40)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_delta(td_span base, td_span bytes)
{
	td_delta delta;
	g_autofree char *out = NULL;

	if (!td_delta_parse(bytes, &delta) || delta.size > MOST_MADE)
		return;
	/* Just as much as is said, so that a byte more is seen. */
	out = g_malloc((size_t)delta.size);
	td_delta_apply(&delta, base, out);
}

/* Two names, 00.. and ff.., at the begin and where the first byte says. */
static void
try_pack(td_span bytes, uint8_t second)
{
	char index[INDEX_BYTES] = { 0 };
	g_autoptr(GPtrArray) packs = g_ptr_array_new();
	g_autoptr(td_pack_reader) reader = td_pack_reader_new(packs);
	td_pack pack = { { index, sizeof(index) }, bytes, 2 };
	td_oid names[2] = { 0 };
	td_pack_object object;

	for (size_t i = 0; i < 256; i++)
		index[8 + 4 * i + 3] = i == 255 ? 2 : 1;
	memset(names[1].id, 0xff, sizeof(names[1].id));
	memcpy(index + 8 + 1024, names, sizeof(names));
	index[INDEX_BYTES - 41] = (char)second;
	g_ptr_array_add(packs, &pack);
	for (size_t i = 0; i < 4; i++) {
		uint64_t sum = 0;

		if (!td_pack_reader_read(reader, &names[i % 2], &object))
			continue;
		for (size_t j = 0; j < object.bytes.n; j++)
			sum += (unsigned char)object.bytes.p[j];
		g_assert_cmpuint(sum, <=, object.bytes.n * 255);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span bytes = { (const char *)data, size };
	td_span base;

	if (size == 0)
		return 0;
	bytes = td_span_skip(bytes, 1);
	base = td_span_head(bytes, data[0]);
	try_delta(base, td_span_skip(bytes, base.n));
	try_pack(bytes, data[0]);
	return 0;
}
