/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/segment_reader.h - the words of a segment that was stored
 *
 * Works on bytes alone; damaged ones give fewer words and nothing worse.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "words/buffer.h"
#include "words/searched.h"

/* In the order of bytes, as words are sorted: below, at, above 0. */
int td_span_compare(td_span a, td_span b);

/* The first words of blocks, borrowed from the directory. */
typedef struct td_directory {
	const uint8_t *starts, *places, *words;
	uint32_t n;
	uint32_t words_n;
} td_directory;

/* False where that is no directory; then it has no blocks. */
bool td_directory_open(td_directory *directory, const uint8_t *bytes, size_t n);
/* The only block that can have the word, or words that begin like it first; n for none.
 */
uint32_t td_directory_find(const td_directory *directory, td_span word);

/* Where in the segment's bytes a blob is. */
typedef struct td_blob_place {
	uint64_t offset, n;
} td_blob_place;

/* block is below n. */
td_blob_place td_directory_place(const td_directory *directory, uint32_t block);

/* Unpacks a blob. Damage gives nothing. */
void td_unpack(const td_buffer *packed, td_buffer *out);

/* The mails that have a word in one column, borrowed from the block. */
typedef struct td_postings {
	td_column column;
	const uint8_t *docs, *docs_end;
	const uint8_t *positions, *positions_end;
	bool is_far; /* positions are a blob of their own */
	td_blob_place far;
} td_postings;

/* The walk over a block's words. */
typedef struct td_block {
	const uint8_t *p, *end;
	uint8_t word[UINT8_MAX + UINT8_MAX];
	size_t n;
	td_postings lists[TD_COLUMN_COUNT];
	unsigned lists_n;
} td_block;

/* bytes are an unpacked block, borrowed. next: false at the end, and where it is damaged.
 */
void td_block_open(td_block *block, const uint8_t *bytes, size_t n);
bool td_block_next(td_block *block);

/* The walk over a list's mails. */
typedef struct td_postings_walk {
	const uint8_t *p, *end;
	uint32_t doc;
	uint64_t at, n; /* its positions: n bytes at an offset into all */
} td_postings_walk;

/* Mails ascend; next: false at the end, and where it is damaged. */
void td_postings_open(td_postings_walk *walk, const td_postings *list);
bool td_postings_next(td_postings_walk *walk);
