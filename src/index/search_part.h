/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/search_part.h - one segment, as search.c asks it */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/fulltext_docs.h"
#include "index/segment_reader.h"
#include "index/store.h"

/* Sets of a segment's mails are bits, (mails + 63) / 64 numbers of them. */
typedef struct td_part {
	td_index *index;
	int64_t id, first;
	uint32_t mails;
	GByteArray *directory_bytes;
	td_directory directory;
	GByteArray *values[TD_DOC_COUNT]; /* NULL: not asked for yet */
	sqlite3_stmt *blob;               /* borrowed: reads word_blob */
	sqlite3_stmt *doc;                /* borrowed: reads word_doc */
} td_part;

/* Calls for each word from low on until each says stop. The block is borrowed. */
typedef bool (*td_part_each)(const td_block *block, void *data);
bool
td_part_walk(td_part *part, td_span low, td_part_each each, void *data, GError **error);

/* The bytes of a list's positions where they are a blob of their own. */
bool td_part_read_far(td_part *part, uint32_t number, GByteArray *into, GError **error);

/* A number of each mail; mails of them, borrowed. NULL on error. */
const uint32_t *td_part_values(td_part *part, unsigned which, GError **error);

void td_part_clear(td_part *part);

/*
 * Mails where the words follow each other in one of the columns are set in bits. Words
 * are as the index has them.
 */
bool td_part_find_phrase(td_part *part, const GPtrArray *words, unsigned columns,
    uint64_t *bits, GError **error);
