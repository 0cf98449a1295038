/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/mention.h - other mails that the text of a patch or cover letter names */
#pragma once

#include <glib.h>

#include "base/span.h"

typedef enum td_mention_kind {
	TD_MENTION_OTHER,   /* a report, a discussion, whatever */
	TD_MENTION_VERSION, /* an earlier version: "Link to v2:", "v1:", "Supersedes:" */
	TD_MENTION_BASE,    /* what it needs or stands on: "Based-on:", "depends on" */
} td_mention_kind;

typedef struct td_mention {
	char *message_id; /* without <> */
	td_mention_kind kind;
} td_mention;

/*
 * Adds (td_mention *) what the text names by links, and by ids after Supersedes and
 * Based-on, each once and TD_MAX_MENTIONS in all. What a link is there for is told by the
 * words of its line, or of the line before where it stands alone.
 */
void td_mention_find(td_span text, GPtrArray *mentions);

void td_mention_free(td_mention *mention);
