/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/address.h - lists of addresses as people and programs really write them */
#pragma once

#include <glib.h>

#include "base/span.h"
#include "message/charset.h"
#include "message/message.h"

/*
 * Adds what a header value (unfolded, still encoded) lists to addresses (of td_address
 * *), at most max in all. Bare words, "Last, First <a@b>", comments, groups, routes and a
 * missing ">" are understood; what makes no sense becomes a name without address.
 */
void td_address_parse_list(td_span value, GPtrArray *addresses, unsigned max,
    td_converters *converters, unsigned *defects);

/*
 * A name as people are shown and counted by it: without the quotes around it, which git
 * takes off a commit's author, too, and which Outlook and gateways put there ("'Ann' via
 * list" is "Ann via list"). Borrowed from name, or from *kept, which the caller frees.
 */
const char *td_address_bare_name(const char *name, char **kept);
