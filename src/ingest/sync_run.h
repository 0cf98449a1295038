/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync_run.h - what the files of a sync share */
#pragma once

#include "ingest/ingest.h"
#include "ingest/sync.h"
#include "store/file.h"

typedef struct td_sync {
	td_archive *archive;
	td_index *index;
	const td_sync_options *options;
	int64_t list;
	td_sync_progress progress;
	td_sync_counts counts;
	bool whole; /* td_sync_keep_old was called */
} td_sync;

/* Where an index and its archive still agree. */
typedef struct td_point {
	td_tip tip;        /* a zero commit: the beginning of the epoch */
	uint64_t position; /* of that commit */
} td_point;

/* Where all epochs before this one end, of heads (td_index_head); 0 for none. */
uint64_t td_sync_position_before(const GArray *heads, unsigned epoch);

/* A range is read from now on, to be written later (ingest/ingest.h); its first entry
 * comes after position. */
td_ingest *td_sync_begin(td_sync *sync, const td_range *range, uint64_t position,
    void (*all_read)(void *data), void *data, GError **error);
bool td_sync_write(td_sync *sync, td_ingest *ingest, uint64_t entries, GError **error);
/* Both. */
bool td_sync_add(td_sync *sync, const td_range *range, uint64_t position, GError **error);

/* Indexes all after the point, epoch by epoch, of which tips has the ends. */
bool
td_sync_epochs(td_sync *sync, const GArray *tips, const td_point *point, GError **error);

/* Before something that was read is taken out to be read again: who reads the index goes
 * on with what is there until all of this sync has been done. */
bool td_sync_keep_old(td_sync *sync, GError **error);

/* Says how far it is, where somebody wants to know; data is the td_sync. */
void td_sync_tell(uint64_t done, uint64_t total, void *data);

/*
 * In a history that was rewritten: the newest point, not after the tip at that place of
 * tips, that the index and the archive have in common, and after which nothing before it
 * was taken back.
 */
bool td_sync_find_common(td_sync *sync, const GArray *tips, unsigned at,
    const GArray *heads, td_point *point, GError **error);
