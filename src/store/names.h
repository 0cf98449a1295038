/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/names.h - Message-IDs as numbers that lie near each other when their mails do
 *
 * An index of whole Message-IDs is the largest of all, and one of hashes has each new
 * mail on another page. Most Message-IDs begin with a time: git send-email's and b4's
 * with the day, others with the seconds since 1970, mutt's with these in base64. So a key
 * begins as the Message-ID does and goes on with its hash: what came on one day lies on
 * few pages.
 */
#pragma once

#include <stdint.h>

#include "store/file.h"

/* Not unique: whoever finds something by it looks at its Message-ID, too. seed is
 * td_index_seed's. */
uint64_t td_names_key(const char *message_id, uint64_t seed);

/* Keys between which all Message-IDs lie that begin with a text of 4 bytes or more. */
typedef struct td_names_range {
	uint64_t first, last;
} td_names_range;

/* How many ranges (1 or 2) were written. */
unsigned td_names_begin_with(const char *text, td_names_range ranges[2]);

/* Notes whose name that is; content (td_content_key) tells apart the many mails that may
 * have one. */
bool td_names_add(td_index *index, const char *message_id, uint64_t content,
    int64_t message, GError **error);

/* Gives SQL the function name_key(TEXT), td_names_key with the index's seed. */
bool td_names_prepare(td_index *index, GError **error);
