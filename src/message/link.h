/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/link.h - addresses of mails on the web: lore and every other public-inbox */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

/*
 * The Message-ID, without <>, that a reader's word names: an id with or without <>,
 * "id:ID", "mid:ID", "Message-ID: <ID>", or a link whose path holds one, on whatever host
 * (lore.kernel.org/LIST/ID/T/#u, /r/ID, patch.msgid.link/ID, a patchwork's
 * /project/X/patch/ID/). NULL where it is none: archives that number their mails (marc,
 * spinics) cannot be read this way. g_free it.
 */
char *td_message_id_from_link(td_span text);

/*
 * Takes all up to the next http or https link off the front of *rest, and the link; what
 * prose puts behind one (a full stop, a parenthesis) is not in it. False when there is no
 * more.
 */
bool td_link_next(td_span *rest, td_span *link);
