/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/search_part.h - one segment, as search.c asks it */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "search/fulltext_docs.h"
#include "store/store.h"
#include "words/segment_reader.h"

/* Sets of a segment's mails are bits, (mails + 63) / 64 numbers of them. */
typedef struct td_search_part {
	td_index *index;
	int64_t id, first, last; /* the row's; of its messages the first and the last */
	uint32_t mails;
	GByteArray *directory_bytes;
	td_directory directory;
	struct {
		uint32_t *all; /* NULL: not asked for yet */
		uint64_t *has; /* which pieces of all are read, in bits */
	} values[TD_DOC_COUNT];
	sqlite3_blob *doc;   /* of word_doc; NULL until the first is read */
	int64_t doc_row;     /* where it is */
	sqlite3_blob *chunk; /* of word_blob; NULL until the first is read */
	td_buffer packed, block;
} td_search_part;

/* The row that a segment is opened from. */
#define TD_SEARCH_PART_SELECT "SELECT id, mails, first, directory, last FROM word_segment"

/* Another segment; what is the same for all of them is kept. */
void td_search_part_open(td_search_part *part, td_index *index, sqlite3_stmt *row);

/* Calls for each word from low on until each says stop. The block is borrowed. */
typedef bool (*td_search_part_each)(const td_block *block, void *data);
bool td_search_part_walk(td_search_part *part, td_span low, td_search_part_each each,
    void *data, GError **error);

/* A blob, unpacked. */
bool td_search_part_read(
    td_search_part *part, td_blob_place place, td_buffer *into, GError **error);

/* A number of each mail; mails of them, borrowed. NULL on error. */
const uint32_t *
td_search_part_values(td_search_part *part, unsigned which, GError **error);

/* The same, but only the numbers of those mails are there whose bits are set. */
const uint32_t *td_search_part_values_of(
    td_search_part *part, unsigned which, const uint64_t *bits, GError **error);

/* They are read again when they are asked for. */
void td_search_part_drop_values(td_search_part *part);

/* Its handles, which keep a segment's rows from being dropped. */
void td_search_part_close(td_search_part *part);
void td_search_part_clear(td_search_part *part);

/*
 * Mails where the words follow each other in one of the columns are set in bits. Words
 * are as the index has them.
 */
bool td_search_part_find_phrase(td_search_part *part, const GPtrArray *words,
    unsigned columns, uint64_t *bits, GError **error);
