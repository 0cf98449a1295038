/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search/fulltext.h - segments as rows, written with the mails that they are about
 *
 * All within the transaction of the caller, so that mails and words are there together or
 * not at all.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"
#include "words/segment.h"

/* Stores a segment; each of its docs has its message, or 0 where it has none. Messages
 * that died within this transaction become 0. */
bool td_index_put_words(td_index *index, td_segment *segment, GError **error);

/*
 * The same for one that is made piece by piece: a row, its bytes in order (whole chunks
 * of TD_CHUNK_BYTES, but the last), and at the end what is known of it. *bytes is how
 * many are stored.
 */
bool td_fulltext_start(td_index *index, int64_t *segment, GError **error);
bool td_fulltext_put(td_index *index, int64_t segment, const uint8_t *piece, size_t n,
    uint64_t *bytes, GError **error);
bool td_fulltext_end(td_index *index, int64_t segment, const td_segment *rest,
    uint64_t bytes, GError **error);
/* All of a segment's rows go. */
bool td_fulltext_drop(td_index *index, int64_t segment, GError **error);

/* Whether the index has full text at all. */
bool td_index_has_words(const td_index *index);
/* The folder of its file, for what does not fit into memory. g_free it; NULL for a
 * temporary index. */
char *td_index_folder(const td_index *index);

/* That message is searched no more, even if its words come only now; for write/places.c.
 */
bool td_fulltext_remove(td_index *index, int64_t message, GError **error);

/*
 * Makes small segments larger ones, none of more than limit bytes, within the
 * transaction. Little is done where nothing is to be gained.
 */
bool td_fulltext_merge(td_index *index, int64_t limit, GError **error);

/* The largest segment: some 100,000 mails. */
#define TD_MERGE_BYTES (128 << 20)
