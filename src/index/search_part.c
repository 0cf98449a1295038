/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/search_part.c - reading a segment's rows */
#include "index/search_part.h"

#include "index/allowance.h"

static bool
read_row(
    td_index *index, sqlite3_stmt *stmt, int64_t id, GByteArray *into, GError **error)
{
	bool row;

	g_byte_array_set_size(into, 0);
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	g_byte_array_append(
	    into, sqlite3_column_blob(stmt, 0), (unsigned)sqlite3_column_bytes(stmt, 0));
	sqlite3_reset(stmt);
	return true;
}

/* A piece of a chunk; the same handle goes from row to row. */
static bool
read_chunk(td_part *part, int64_t number, int at, int n, GError **error)
{
	int64_t row = part->id << TD_BLOB_BITS | number;
	int got;

	if (part->chunk != NULL)
		got = sqlite3_blob_reopen(part->chunk, row);
	else
		got = sqlite3_blob_open(
		    part->index->db, "main", "word_blob", "bytes", row, 0, &part->chunk);
	if (got == SQLITE_OK)
		got = sqlite3_blob_read(
		    part->chunk, td_buffer_reserve(&part->packed, (size_t)n), n, at);
	if (got != SQLITE_OK)
		return td_store_fail(part->index, "reading words", error);
	part->packed.n += (size_t)n;
	return true;
}

bool
td_part_read(td_part *part, td_blob_place place, td_buffer *into, GError **error)
{
	uint64_t at = place.offset;
	uint64_t end = at + place.n;

	part->packed.n = 0;
	while (at < end) {
		uint64_t chunk = at / TD_CHUNK_BYTES;
		uint64_t here = MIN((chunk + 1) * TD_CHUNK_BYTES, end) - at;

		if (!read_chunk(part, (int64_t)chunk, (int)(at % TD_CHUNK_BYTES),
			(int)here, error))
			return false;
		at += here;
	}
	td_unpack(&part->packed, into);
	return true;
}

const uint32_t *
td_part_values(td_part *part, unsigned which, GError **error)
{
	GByteArray *values = part->values[which];

	if (values == NULL) {
		values = part->values[which] = g_byte_array_new();
		if (!read_row(part->index, part->doc, part->id << TD_DOC_BITS | which,
			values, error))
			return NULL;
		/* Damage: what is missing is 0. */
		while (values->len < part->mails * sizeof(uint32_t)) {
			static const uint32_t none = 0;

			g_byte_array_append(values, (const uint8_t *)&none, sizeof none);
		}
	}
	return (const uint32_t *)(const void *)values->data;
}

static bool
is_before(const td_block *block, td_span low)
{
	size_t n = MIN(block->n, low.n);
	int order = n > 0 ? memcmp(block->word, low.p, n) : 0;

	return order < 0 || (order == 0 && block->n < low.n);
}

bool
td_part_walk(td_part *part, td_span low, td_part_each each, void *data, GError **error)
{
	for (uint32_t i = td_directory_find(&part->directory, low); i < part->directory.n;
	     i++) {
		td_block block;

		if (!td_index_go_on(part->index, error) ||
		    !td_part_read(part, td_directory_place(&part->directory, i),
			&part->block, error))
			return false;
		td_block_open(&block, part->block.p, part->block.n);
		while (td_block_next(&block))
			if (!is_before(&block, low) && !each(&block, data))
				return true;
	}
	return true;
}

void
td_part_drop_values(td_part *part)
{
	for (unsigned i = 0; i < TD_DOC_COUNT; i++)
		g_clear_pointer(&part->values[i], g_byte_array_unref);
}

static void
reset(td_part *part)
{
	g_clear_pointer(&part->directory_bytes, g_byte_array_unref);
	td_part_drop_values(part);
}

void
td_part_clear(td_part *part)
{
	reset(part);
	sqlite3_blob_close(part->chunk);
	td_buffer_clear(&part->packed);
	td_buffer_clear(&part->block);
}

void
td_part_open(td_part *part, td_index *index, sqlite3_stmt *row)
{
	const void *directory = sqlite3_column_blob(row, 3);
	int n = sqlite3_column_bytes(row, 3);

	reset(part);
	part->index = index;
	part->id = sqlite3_column_int64(row, 0);
	part->mails = (uint32_t)sqlite3_column_int64(row, 1);
	part->first = sqlite3_column_int64(row, 2);
	part->last = sqlite3_column_int64(row, 4);
	part->directory_bytes = g_byte_array_new();
	if (n > 0)
		g_byte_array_append(part->directory_bytes, directory, (unsigned)n);
	td_directory_open(
	    &part->directory, part->directory_bytes->data, part->directory_bytes->len);
}
