/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/copies.h - one mail that a list gave another form
 *
 * Some lists put their name before the Subject, theirs into From and a footer below. Such
 * a copy says something else, so it is a message of its own, and a list's page shows its
 * own form. Where a reader would see both, one is enough: of those that are alike but for
 * what a list does, the one with the sender's own From and the shortest Subject is the
 * original, and link.original of the others names it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "search/search.h"

/*
 * What two copies share: Message-ID, sender (as src/index/link.h has it), Date,
 * references, numbers, Subject without tags and blanks, text without footer and diff, as
 * a seeded hash. A mail of the same name that has one more word is no copy. 0 without a
 * Message-ID.
 */
uint64_t td_copies_key(const td_index_mail *mail, const GString *refs, uint64_t seed);

/* Calls for each copy, by id, with its original. */
bool td_copies_each(td_index *index,
    void (*each)(int64_t copy, int64_t original, void *data), void *data, GError **error);

/* Hits of one search: those that are copies or have some wait until all are found. */
typedef struct td_copies td_copies; /* handle */

/* NULL on error. */
td_copies *td_copies_open(td_index *index, GError **error);
void td_copies_close(td_copies *copies); /* NULL is fine */
/* Whether it must wait; then it is kept. */
bool td_copies_hold(td_copies *copies, const td_hit *hit);
/* Those kept, but for copies whose original is among them. */
void td_copies_release(
    td_copies *copies, void (*each)(const td_hit *hit, void *data), void *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_copies, td_copies_close)
