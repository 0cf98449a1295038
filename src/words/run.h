/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/run.h - some hundred mails' words in order, on their way into a segment
 *
 * A sorter takes tallies until it is full, which is when its tables would no longer stay
 * in the processor's caches; then it gives a run. A segment is merged from several runs.
 * What they are is between one process and itself.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "words/segment.h"
#include "words/tally.h"

typedef struct td_run_sorter td_run_sorter; /* handle */

td_run_sorter *td_run_sorter_new(void);
void td_run_sorter_free(td_run_sorter *sorter); /* NULL is fine */
/* Adds a mail; its number in the run is how many were added before. */
void td_run_sorter_add(td_run_sorter *sorter, const td_tally *tally);
bool td_run_sorter_is_full(const td_run_sorter *sorter);

/* Words in order, each with its lists. The bytes are borrowed. */
typedef struct td_run {
	const uint8_t *bytes;
	size_t n;
	uint32_t docs;
} td_run;

/* What was added since the last time: its bytes stay until more is added. No docs where
 * nothing was. */
td_run td_run_sorter_finish(td_run_sorter *sorter);

/* Called after each word. False ends all with an error. */
typedef bool (*td_run_each)(td_segment_writer *writer, void *data, GError **error);

/* Writes the words of runs, of td_run, whose mails follow each other. each may be NULL,
 * and is what else can fail. */
bool td_run_merge(const GArray *runs, td_segment_writer *writer, td_run_each each,
    void *data, GError **error);
