/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/message_id.h - Message-ID, In-Reply-To and References */
#pragma once

#include <glib.h>

#include "base/span.h"

/*
 * The id that a Message-ID value (unfolded) names, without <>: comments and blanks inside
 * are dropped, a missing < or > is forgiven (RFC 5322, 3.6.4). NULL where there is none.
 * g_free it.
 */
char *td_message_id_parse(td_span value, unsigned *defects);

/*
 * Adds the ids of References or In-Reply-To (unfolded) to ids (of char *), each once and
 * in order. Prose around them is left out; without any <> single words with @ count.
 */
void td_message_id_parse_list(td_span value, GPtrArray *ids, unsigned *defects);
