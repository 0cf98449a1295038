/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * message/parts.h - the leaves of a mail, numbered as public-inbox numbers them
 *
 * For who wants one of them as it was attached; the text of a mail is
 * message/message.h's.
 */
#pragma once

#include "message/message.h"
#include <glib.h>

typedef struct td_part {
	char *number;      /* "2", "1.2"; "1" of a mail without parts */
	char *name;        /* "" where it has none; decoded, no path */
	char *type;        /* "image/png", lower case; "text/plain" where none is named */
	char *charset;     /* lower case; "" */
	td_span content;   /* still encoded; borrowed from the mail */
	unsigned encoding; /* td_transfer */
} td_part;

/* GPtrArray of td_part *, in order; no more and no deeper than base/limits.h allows. */
GPtrArray *td_parts_read(const td_message *message);

/* Whether it is one text, plain or HTML, without a name, as most are. */
bool td_parts_is_bare_text(const td_message *message);

/* Its bytes, decoded: a new GString. */
GString *td_part_decode(const td_part *part);
