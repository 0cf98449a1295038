/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/segment_reader.c - takes apart what words/segment.c packed */
#include "words/segment_reader.h"

#include <lz4.h>
#include <string.h>

#include "words/segment_format.h"
#include "words/varint.h"

static uint32_t
number_at(const uint8_t *bytes, size_t i)
{
	uint32_t number;

	memcpy(&number, bytes + i * sizeof number, sizeof number);
	return number;
}

bool
td_directory_open(td_directory *directory, const uint8_t *bytes, size_t n)
{
	uint64_t head;

	*directory = (td_directory){ .n = 0 };
	if (n < 2 * sizeof(uint32_t))
		return false;
	directory->n = number_at(bytes, 0);
	head = (UINT64_C(2) + 3 * (uint64_t)directory->n) * sizeof(uint32_t);
	if (head > n) {
		directory->n = 0;
		return false;
	}
	directory->starts = bytes + sizeof(uint32_t);
	directory->places =
	    directory->starts + ((size_t)directory->n + 1) * sizeof(uint32_t);
	directory->words = bytes + head;
	directory->words_n = (uint32_t)(n - head);
	return true;
}

static td_span
word_of(const td_directory *directory, uint32_t block)
{
	uint32_t start = number_at(directory->starts, block);
	uint32_t end = number_at(directory->starts, (size_t)block + 1);

	if (start > end || end > directory->words_n)
		return (td_span){ "", 0 };
	return (td_span){ (const char *)directory->words + start, end - start };
}

td_blob_place
td_directory_place(const td_directory *directory, uint32_t block)
{
	return (td_blob_place){
		.offset = number_at(directory->places, (size_t)block * 2),
		.n = number_at(directory->places, (size_t)block * 2 + 1),
	};
}

void
td_unpack(const td_buffer *packed, td_buffer *out)
{
	const uint8_t *p = packed->p;
	const uint8_t *end;
	uint64_t n;
	size_t left;

	out->n = 0;
	if (packed->n == 0)
		return;
	end = p + packed->n;
	n = td_varint_get(&p, end);
	left = (size_t)(end - p);
	/* LZ4 makes 1/255 of it at best. Of nothing there is no place where it would go.
	 */
	if (n == 0 || n > (uint64_t)left * 255 || n < left || n > LZ4_MAX_INPUT_SIZE)
		return;
	td_buffer_reserve(out, n);
	if (n == left)
		td_buffer_add(out, p, left);
	else if (LZ4_decompress_safe(
		     (const char *)p, (char *)out->p, (int)left, (int)n) == (int)n)
		out->n = n;
}

int
td_span_compare(td_span a, td_span b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

uint32_t
td_directory_find(const td_directory *directory, td_span word)
{
	uint32_t low = 0;
	uint32_t high = directory->n;

	/* The last block whose first word is not behind this one. */
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (td_span_compare(word_of(directory, middle), word) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

void
td_block_open(td_block *block, const uint8_t *bytes, size_t n)
{
	block->p = bytes;
	block->end = n > 0 ? bytes + n : bytes;
	block->n = 0;
	block->lists_n = 0;
}

static bool
skip(td_block *block, uint64_t n)
{
	if (n > (uint64_t)(block->end - block->p))
		return false;
	block->p += n;
	return true;
}

static bool
read_one(td_block *block, td_postings *list)
{
	uint64_t head;
	uint64_t n = 1;

	list->docs = block->p;
	head = td_varint_get(&block->p, block->end);
	if ((head & 1) == 0)
		n = td_varint_get(&block->p, block->end);
	list->docs_end = list->positions = block->p;
	if (!skip(block, n))
		return false;
	list->positions_end = block->p;
	return true;
}

static bool
read_many(td_block *block, td_postings *list)
{
	uint64_t docs_n = td_varint_get(&block->p, block->end);
	uint64_t positions_n = td_varint_get(&block->p, block->end);

	list->docs = block->p;
	if (!skip(block, docs_n))
		return false;
	list->docs_end = list->positions = list->positions_end = block->p;
	if (list->is_far) {
		list->far.offset = td_varint_get(&block->p, block->end);
		list->far.n = td_varint_get(&block->p, block->end);
		return true;
	}
	if (!skip(block, positions_n))
		return false;
	list->positions_end = block->p;
	return true;
}

static bool
read_lists(td_block *block)
{
	uint8_t head = TD_LIST_MORE;

	block->lists_n = 0;
	while (head & TD_LIST_MORE) {
		td_postings *list = &block->lists[block->lists_n];

		if (block->lists_n == TD_COLUMN_COUNT || block->p == block->end)
			return false;
		head = *block->p++;
		list->column = head & TD_LIST_COLUMN;
		list->is_far = (head & TD_LIST_FAR) != 0;
		if (list->column >= TD_COLUMN_COUNT)
			return false;
		if (!(head & TD_LIST_ONE ? read_one : read_many)(block, list))
			return false;
		block->lists_n++;
	}
	return true;
}

bool
td_block_next(td_block *block)
{
	size_t shared;
	size_t n;

	if (block->end - block->p < 2)
		return false;
	shared = *block->p++;
	n = *block->p++;
	if (shared > block->n || n > (size_t)(block->end - block->p)) {
		block->p = block->end;
		return false;
	}
	memcpy(block->word + shared, block->p, n);
	block->p += n;
	block->n = shared + n;
	if (read_lists(block))
		return true;
	block->p = block->end;
	return false;
}

void
td_postings_open(td_postings_walk *walk, const td_postings *list)
{
	*walk = (td_postings_walk){ .p = list->docs, .end = list->docs_end };
}

bool
td_postings_next(td_postings_walk *walk)
{
	uint64_t head;

	if (walk->p >= walk->end)
		return false;
	walk->at += walk->n;
	head = td_varint_get(&walk->p, walk->end);
	walk->doc += (uint32_t)(head >> 1);
	walk->n = head & 1 ? 1 : td_varint_get(&walk->p, walk->end);
	return true;
}
