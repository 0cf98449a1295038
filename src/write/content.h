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

#include "index/index.h"

/* refs is td_link_pack's. */
uint64_t td_content_key(const td_index_mail *mail, const GString *refs, uint64_t seed);
