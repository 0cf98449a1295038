/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/segment.h - some mails' words and where they stand, packed
 *
 * A segment numbers its mails from 0 ("docs"). Its words lie sorted in blobs of some 8
 * KiB, packed, and a directory has the first word of each. Lists of positions that are
 * long are blobs of their own, so that who asks for mails only need not read them.
 * docs/fulltext.md has the format.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "words/buffer.h"
#include "words/searched.h"
#include "words/spool.h"

/* Its bytes are stored in chunks, which fill eight pages of 8 KiB and leave little for
 * the page that has the row. */
#define TD_CHUNK_BYTES 66500

/* What is kept of each mail beside its words, so that no row is read for it. */
typedef struct td_doc {
	int64_t message; /* 0: there is none (any more) */
	int64_t received, sent;
	uint32_t size;  /* bytes of the mail */
	uint32_t words; /* how many there are in it */
} td_doc;

/* A segment ready to be stored. */
typedef struct td_segment {
	GArray *docs;    /* of td_doc */
	td_spool *first; /* what comes before bytes, of whole chunks; NULL for nothing */
	td_buffer bytes; /* blobs, packed, one after the other */
	td_buffer directory; /* where the blobs of words are */
} td_segment;

void td_segment_free(td_segment *segment); /* NULL is fine */

/* Makes a segment: words in order (of bytes), of each word its columns in order. */
typedef struct td_segment_writer td_segment_writer; /* handle */

td_segment_writer *td_segment_writer_new(void);
void td_segment_writer_free(td_segment_writer *writer);
void td_segment_start_word(td_segment_writer *writer, td_span word);
/* Docs ascend. Positions are n bytes of varints, each the distance from the one before.
 */
void td_segment_put(td_segment_writer *writer, td_column column, uint32_t doc,
    const uint8_t *positions, size_t n);
/* Several docs of a column at once, none of them before those that are there. */
typedef struct td_segment_list {
	uint32_t first, last, count; /* docs */
	const uint8_t *docs; /* as the format has them; what the first one says is not its
				distance but taken from first */
	size_t docs_n;
	const uint8_t *positions;
	size_t positions_n;
} td_segment_list;
void td_segment_put_list(
    td_segment_writer *writer, td_column column, const td_segment_list *list);
/* A word without any doc is left out. */
void td_segment_end_word(td_segment_writer *writer);
/*
 * Moves what is packed so far to out, whole pieces of that many bytes only; true where
 * there is one. So a segment may be larger than memory. td_segment_finish gives the rest.
 */
bool td_segment_take(td_segment_writer *writer, size_t piece, td_buffer *out);
/* Takes the docs over. The writer is empty again. */
td_segment *td_segment_finish(td_segment_writer *writer, GArray *take_docs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_segment, td_segment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_segment_writer, td_segment_writer_free)
