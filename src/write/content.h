/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/content.h - when two mails are one: they say the same
 *
 * A mail that went to five lists comes back with five transports' headers and footers, so
 * its blobs differ (public-inbox, too, compares contents: ContentHash.pm). A message is
 * known by its Message-ID and a hash of all that the index makes of it but what belongs
 * to a place: list, time of arrival, class, defects. So it does not matter which of its
 * copies was indexed first. Hashes are seeded, so that no sender can make two meet.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "write/write.h"

/* refs is td_ties_pack's. */
uint64_t td_content_key(const td_index_mail *mail, const GString *refs, uint64_t seed);

/* Of what a person would read of the mail (td_patch.text), but for a list's footer; seed
 * is td_index_seed's. */
uint64_t td_index_hash_text(const char *text, uint64_t seed);

/*
 * What two copies share (index/copies.h): Message-ID, sender (as ties.h has it), Date,
 * references, numbers, Subject without tags and blanks, text without footer and diff. A
 * mail of the same name that has one more word is no copy. 0 without a Message-ID.
 */
uint64_t td_content_alike(const td_index_mail *mail, const GString *refs, uint64_t seed);
