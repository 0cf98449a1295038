/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ingest/worker.h - threads that load and parse, far enough ahead of the writer
 *
 * A run has pieces, each of which is committed at once. Workers go on with the next piece
 * while the writer links and commits this one, so that no core waits for another. How far
 * is bounded by batches and, so that a few large mails do not fill the memory, by weight.
 */
#pragma once

#include <glib.h>

#include "ingest/batch.h"

typedef struct td_workers td_workers; /* handle */

/* ends: of size_t, the entry behind each piece. These and range and options must outlive
 * it. */
td_workers *td_workers_new(td_archive *archive, const td_range *range, const GArray *ends,
    const td_ingest_options *options, unsigned n, GError **error);
/* Waits for what is under way, then ends all threads. */
void td_workers_free(td_workers *workers);

/* The next batch in the order of the archive; no batch is of two pieces. Waits. */
td_batch *td_workers_next(td_workers *workers);
/* Gives a batch back when it is written. */
void td_workers_give_back(td_workers *workers, td_batch *batch);

/*
 * After the last batch of a piece, once: the full text of all its mails; its docs are
 * those of the first worker, then the next one's. starts: of uint32_t, set to where each
 * worker's begin. Waits. The caller owns the segment. NULL: what inverter.h gives.
 */
td_segment *td_workers_next_segment(td_workers *workers, GArray *starts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_workers, td_workers_free)
