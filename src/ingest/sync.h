/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ingest/sync.h - brings one list of a lasting index in step with its archive
 *
 * What came since the heads of its epochs is added; a history that was rewritten is
 * followed from the newest commit that is still the same; of a Maildir or an mbox what
 * went is taken out. The result is what indexing anew would give. Large stretches are
 * committed in pieces: killed at any moment, the next call goes on.
 */
#pragma once

#include "ingest/ingest.h"

/* Of the epoch that is read now; epochs is 1 where there are no others. */
typedef struct td_sync_progress {
	uint64_t done, total; /* entries */
	unsigned epoch;       /* which one, from 1 */
	unsigned epochs;      /* that the archive has */
} td_sync_progress;

typedef struct td_sync_options {
	const char *name;      /* the list's */
	const td_rules *rules; /* as td_ingest_options has them, so the next ones */
	unsigned workers;
	void (*progress)(const td_sync_progress *progress, void *data); /* NULL: none */
	void *progress_data;
} td_sync_options;

typedef struct td_sync_counts {
	td_ingest_counts ingest;
	uint64_t reclassified; /* mails of another class, as rules changed */
	uint64_t dropped;      /* places taken out because the archive has them no more */
	bool whole;            /* it was read from its first mail on */
	bool rewritten;        /* a history that was known is another one now */
	bool broken; /* the archive is damaged: what lies before that is missing */
} td_sync_counts;

/* Whether the list is in step already, and has its classes by these rules: a look at the
 * heads. It writes nothing. */
bool td_sync_is_current(td_archive *archive, td_index *index, const char *name,
    const td_rules *rules, bool *current, GError **error);

/* Errors: what archive and index give. */
bool td_sync_run(td_archive *archive, td_index *index, const td_sync_options *options,
    td_sync_counts *counts, GError **error);
