/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/inverter.h - mails in, a segment of their words out
 *
 * Knows no database: workers that read mails have one each. Memory is bounded: what an
 * inverter has of many mails waits in a file.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "words/segment.h"

typedef struct td_inverter td_inverter; /* handle */

/* folder: where files without a name are made (words/spool.h); NULL: all stays in memory.
 */
td_inverter *td_inverter_new(const char *folder);
void td_inverter_free(td_inverter *inverter);

/* Adds a mail: its text as words/searched.h splits it. doc->words is counted here, the
 * rest is kept as it is. Gives the mail's number, counted from 0 after each take. */
uint32_t td_inverter_add(
    td_inverter *inverter, const td_message *message, td_span text, const td_doc *doc);

/* Words of some mails, not merged yet. */
typedef struct td_inverted td_inverted; /* handle */

/* What was added since the last call, mostly in no order. NULL: IO, of now or earlier. */
td_inverted *td_inverter_take(td_inverter *inverter, GError **error);
void td_inverted_free(td_inverted *inverted);            /* NULL is fine */
uint32_t td_inverted_count(const td_inverted *inverted); /* mails */

/*
 * One segment of n of them, none NULL, and nothing is left of them but their handles. Its
 * docs are theirs, one after the other, with message 0 still. NULL: IO.
 */
td_segment *td_inverted_merge(
    td_inverted *const *all, unsigned n, const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_inverter, td_inverter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_inverted, td_inverted_free)
