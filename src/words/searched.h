/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/searched.h - what of a mail is searched, and under which name
 *
 * The columns are those of public-inbox, so that a question has the same hits as on
 * lore.kernel.org (public-inbox: SearchIdx.pm).
 */
#pragma once

#include "base/span.h"
#include "message/message.h"

typedef enum td_column {
	TD_COLUMN_SUBJECT,      /* s: */
	TD_COLUMN_FROM,         /* f: */
	TD_COLUMN_TO,           /* t: */
	TD_COLUMN_CC,           /* c: */
	TD_COLUMN_MESSAGE_ID,   /* m: */
	TD_COLUMN_LIST,         /* l: */
	TD_COLUMN_NAME,         /* n: names of attachments */
	TD_COLUMN_OWN,          /* body, not quoted and not of a diff's lines */
	TD_COLUMN_QUOTED,       /* q: */
	TD_COLUMN_DIFF_NAME,    /* dfn: */
	TD_COLUMN_DIFF_OLD,     /* dfa: */
	TD_COLUMN_DIFF_NEW,     /* dfb: */
	TD_COLUMN_DIFF_CONTEXT, /* dfctx: */
	TD_COLUMN_DIFF_HUNK,    /* dfhh: */
	TD_COLUMN_BLOB_OLD,     /* dfpre: */
	TD_COLUMN_BLOB_NEW,     /* dfpost: */
	TD_COLUMN_COUNT
} td_column;

/* A piece of text, whole lines or a part of one, borrowed during the call. */
typedef void (*td_searched_each)(td_column column, td_span text, void *data);

/* The header of a mail: decoded where it is encoded. */
void td_searched_header(const td_message *message, td_searched_each each, void *data);

/* The text of a mail (td_body_to_utf8). The lines of a binary file's diff are left out.
 */
void td_searched_body(td_span text, td_searched_each each, void *data);
