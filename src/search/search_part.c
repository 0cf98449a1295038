/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/search_part.c - reading a segment's rows */
#include "search/search_part.h"

#include <string.h>

#include "search/fulltext_docs.h"
#include "store/allowance.h"
#include "store/store.h"
#include "words/segment.h"

/* Numbers that are read at once; 64 bits of a set are never of two pieces. */
enum { piece = 2048 };

/* A piece of a chunk; the same handle goes from row to row. */
static bool
read_chunk(td_search_part *part, int64_t number, int at, int n, GError **error)
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
td_search_part_read(
    td_search_part *part, td_blob_place place, td_buffer *into, GError **error)
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

/* One row's handle goes to the next one's. */
static bool
open_doc(td_search_part *part, int64_t row, GError **error)
{
	int got = SQLITE_OK;

	if (part->doc != NULL && part->doc_row == row)
		return true;
	if (part->doc != NULL)
		got = sqlite3_blob_reopen(part->doc, row);
	else
		got = sqlite3_blob_open(
		    part->index->db, "main", "word_doc", "bytes", row, 0, &part->doc);
	part->doc_row = row;
	return got == SQLITE_OK || td_store_fail(part->index, "reading mails", error);
}

static bool
read_piece(td_search_part *part, unsigned which, uint32_t first, GError **error)
{
	uint32_t *all = part->values[which].all;
	size_t here = MIN(part->mails - first, (uint32_t)piece) * sizeof *all;
	size_t at = first * sizeof *all;
	size_t size;

	if (!open_doc(part, part->id << TD_DOC_BITS | which, error))
		return false;
	size = (size_t)sqlite3_blob_bytes(part->doc);
	/* Damage: what is missing is 0. */
	if (at + here > size) {
		memset(all + first, 0, here);
		here = at < size ? size - at : 0;
	}
	if (sqlite3_blob_read(part->doc, all + first, (int)here, (int)at) != SQLITE_OK)
		return td_store_fail(part->index, "reading mails", error);
	part->values[which].has[first / piece / 64] |= UINT64_C(1)
						       << (first / piece % 64);
	return true;
}

static bool
is_wanted(const td_search_part *part, const uint64_t *bits, uint32_t first)
{
	uint32_t end = MIN(part->mails - first, (uint32_t)piece) + first;

	if (bits == NULL)
		return true;
	for (uint32_t i = first / 64; i <= (end - 1) / 64; i++)
		if (bits[i] != 0)
			return true;
	return false;
}

const uint32_t *
td_search_part_values_of(
    td_search_part *part, unsigned which, const uint64_t *bits, GError **error)
{
	if (part->values[which].all == NULL) {
		part->values[which].all = g_new(uint32_t, (size_t)part->mails + 1);
		part->values[which].has = g_new0(uint64_t, part->mails / piece / 64 + 1);
	}
	for (uint32_t first = 0; first < part->mails; first += piece) {
		uint64_t has = part->values[which].has[first / piece / 64];

		if ((has >> (first / piece % 64) & 1) == 0 &&
		    is_wanted(part, bits, first) &&
		    !read_piece(part, which, first, error))
			return NULL;
	}
	return part->values[which].all;
}

const uint32_t *
td_search_part_values(td_search_part *part, unsigned which, GError **error)
{
	return td_search_part_values_of(part, which, NULL, error);
}

static bool
is_before(const td_block *block, td_span low)
{
	size_t n = MIN(block->n, low.n);
	int order = n > 0 ? memcmp(block->word, low.p, n) : 0;

	return order < 0 || (order == 0 && block->n < low.n);
}

bool
td_search_part_walk(td_search_part *part, td_span low, td_search_part_each each,
    void *data, GError **error)
{
	for (uint32_t i = td_directory_find(&part->directory, low); i < part->directory.n;
	     i++) {
		td_block block;

		if (!td_index_go_on(part->index, error) ||
		    !td_search_part_read(part, td_directory_place(&part->directory, i),
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
td_search_part_drop_values(td_search_part *part)
{
	for (unsigned i = 0; i < TD_DOC_COUNT; i++) {
		g_clear_pointer(&part->values[i].all, g_free);
		g_clear_pointer(&part->values[i].has, g_free);
	}
}

static void
reset(td_search_part *part)
{
	g_clear_pointer(&part->directory_bytes, g_byte_array_unref);
	td_search_part_drop_values(part);
}

void
td_search_part_close(td_search_part *part)
{
	g_clear_pointer(&part->chunk, sqlite3_blob_close);
	g_clear_pointer(&part->doc, sqlite3_blob_close);
}

void
td_search_part_clear(td_search_part *part)
{
	reset(part);
	td_search_part_close(part);
	td_buffer_clear(&part->packed);
	td_buffer_clear(&part->block);
}

void
td_search_part_open(td_search_part *part, td_index *index, sqlite3_stmt *row)
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
