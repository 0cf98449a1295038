/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ingest/ingest.h - drives archive -> message -> patch -> index; the one place that knows
 * both ends
 *
 * Workers (a reader each, sharing nothing) load and parse; the caller's thread writes to
 * the index in the order of the archive. Memory is bounded by batches, not by the range.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "patch/rules.h"
#include "store/file.h"

typedef struct td_ingest_options {
	const td_rules *rules; /* NULL: every mail is "human" */
	int64_t list;          /* td_index_put_list */
	uint64_t position;     /* of the first entry; 0 means 1 */
	unsigned workers;      /* 0: one a core */
	uint64_t seed;         /* the index's; set by td_ingest_run */
	const char *spool;   /* the folder where words for td_index_search wait; NULL: no
				full text. Set by td_ingest_run */
	bool versions;       /* what chains them; set by td_ingest_run */
	size_t commit_every; /* entries, about; 0: all at once. A run that is killed goes
				on from there (td_index_find_head) */
	bool keep_texts;     /* commit messages and cover texts, into a temporary index */
	bool classic; /* what the classic format prints, into a temporary index, and
			 nothing else: no mail is read as a patch */
	void (*progress)(uint64_t done, uint64_t total, void *data); /* NULL: none */
	void *progress_data;
	/* When all of the range is read and it is not asked for again, while the last of
	 * its mails are still to be linked: what is to be read next may be begun. NULL:
	 * nothing is. */
	void (*all_read)(void *data);
	void *all_read_data;
} td_ingest_options;

/* What was met on the way; all counted, none fatal. */
typedef struct td_ingest_counts {
	uint64_t entries;
	uint64_t mails;
	uint64_t removed;   /* `d` commits */
	uint64_t unmatched; /* `d` commits whose mail came before the range: nothing to
			       take out */
	uint64_t none;      /* commits without a mail */
	uint64_t corrupt;
	uint64_t too_large;
	uint64_t again;     /* mails whose content was there already */
	uint64_t defective; /* mails with a defect */
} td_ingest_counts;

/* What keep_texts keeps of a mail, for an index that has none. */
typedef struct td_ingest_texts {
	char *text; /* before its diff */
	/* What its author says changed since the version before, below the "---" of a
	 * patch of a version after the first; of a cover letter it is in its text. NULL
	 * for none. */
	char *changelog;
} td_ingest_texts;
/* The texts of nearly all patches are in so much of the beginning of their mails. */
#define TD_INGEST_HEAD ((size_t)128 << 10)
/* Of a mail that was loaded, to be cleared. False, with nothing to clear, where it is cut
 * and more of the texts may be behind that. */
bool td_ingest_read_texts(const td_mail *mail, td_ingest_texts *texts);
void td_ingest_texts_clear(td_ingest_texts *texts);

/* Begins, adds, links, commits; with commit_every again and again. Errors: what index and
 * archive give. */
bool td_ingest_run(td_archive *archive, const td_range *range, td_index *index,
    const td_ingest_options *options, td_ingest_counts *counts, GError **error);

/*
 * The same in two steps. From the first on the range is read ahead, as far as memory
 * allows; all that is handed in is borrowed until the handle is freed, the range until
 * all_read. Another range may be written meanwhile.
 */
typedef struct td_ingest td_ingest; /* handle */

td_ingest *td_ingest_begin(td_archive *archive, const td_range *range, td_index *index,
    const td_ingest_options *options, GError **error);
bool td_ingest_write(td_ingest *ingest, td_ingest_counts *counts, GError **error);
void td_ingest_free(td_ingest *ingest); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_ingest, td_ingest_free)
