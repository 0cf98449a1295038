/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/worker.h - threads that load and parse */
#pragma once

#include <glib.h>

#include "ingest/batch.h"

typedef struct td_workers td_workers; /* handle */

/* range and options must outlive it. */
td_workers *td_workers_new(td_archive *archive, const td_range *range,
    const td_ingest_options *options, unsigned n, GError **error);
/* Waits for what is under way, then ends all threads. Batches in queues are freed. */
void td_workers_free(td_workers *workers);

/* Takes over a batch whose first and n say what is to be read. */
void td_workers_take(td_workers *workers, td_batch *batch);
/* Waits for one that is done; in no order. The caller owns it. */
td_batch *td_workers_next(td_workers *workers);

/* Waits until all is read and ends all threads; then each worker's full text that is in
 * no batch can be taken: NULL where there is none. */
void td_workers_finish(td_workers *workers);
td_segment *td_workers_take_segment(td_workers *workers, unsigned number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_workers, td_workers_free)
