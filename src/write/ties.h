/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/ties.h - what ties a mail to others, noted when it is added */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "write/write.h"

/*
 * References, then what In-Reply-To has beyond them, each with a NUL at its end: the last
 * one is the parent (public-inbox: MID.pm references). What is no id but the sender's
 * address, or the "y" that git send-email was answered with, is left out. A new GString.
 */
GString *td_ties_pack(const td_message *message);

/* The address (or else name) of who sent it, in small letters: of its author where From
 * is the list's doing. g_free it. */
char *td_ties_sender(const td_index_mail *mail);

/* Of a lasting index: puts a new message where it hangs together with others. content:
 * td_content_key. */
bool td_ties_join(td_index *index, int64_t id, const td_index_mail *mail,
    uint64_t content, const GString *refs, GError **error);
/* The same for another copy of a message that has been received at first until now: a
 * Date that cannot be makes the time of arrival say what it was posted with. */
bool td_ties_join_again(td_index *index, int64_t id, const td_index_mail *mail,
    uint64_t content, int64_t first, GError **error);
