/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/run.h - some hundred mails' words in order, on their way into a segment
 *
 * A sorter takes tallies until it is full, which is when its tables would no longer stay
 * in the processor's caches; then it gives a run. A segment is merged from several runs.
 * Runs live in memory only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/segment.h"
#include "index/tally.h"

typedef struct td_run_sorter td_run_sorter; /* handle */

td_run_sorter *td_run_sorter_new(void);
void td_run_sorter_free(td_run_sorter *sorter); /* NULL is fine */
/* Adds a mail; its number in the run is how many were added before. */
void td_run_sorter_add(td_run_sorter *sorter, const td_tally *tally);
bool td_run_sorter_is_full(const td_run_sorter *sorter);

/* Words in order, each with its lists. */
typedef struct td_run {
	uint8_t *bytes;
	size_t n;
	uint32_t docs;
} td_run;

/* What was added since the last time, if anything. */
td_run *td_run_sorter_finish(td_run_sorter *sorter);
void td_run_free(td_run *run);

/* Writes the words of runs, of td_run *, whose mails follow each other. */
void td_run_merge(const GPtrArray *runs, td_segment_writer *writer);
