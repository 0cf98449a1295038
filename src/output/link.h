/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/link.h - addresses: of a mail, and those that stand in its text */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "output/xml.h"

/*
 * Where a mail can be read: mail_url (NULL: lore's) with its %s replaced by the
 * message-id, percent-escaped as public-inbox does. NULL where there can be no good link:
 * the address is neither https nor a path, or the message-id is empty or a step in a path
 * (".."). Not yet escaped as markup. g_free it.
 */
char *td_link_of_mail(const char *mail_url, const char *message_id);

/* Text in which http and https addresses have become links; all else is escaped. */
void td_link_prose(td_xml *xml, td_span text);

/* The Message-ID that an address of a list archive has in its path, as lore's and all of
 * public-inbox's and patchwork's do: the first part with an @ in it. NULL for none.
 * g_free it. */
char *td_link_message_id(td_span link);

/* Which mails a site has itself. */
typedef struct td_link_here {
	/* Where it can be read, a path; NULL where it is not here. g_free it. */
	char *(*find)(const char *message_id, void *data);
	void *data;
} td_link_here;

/* The same, and behind an address of a mail that is here a way to it: "[here]". here:
 * NULL for none. */
void td_link_prose_here(td_xml *xml, td_span text, const td_link_here *here);

/* A part of a path, a Message-ID say, escaped as public-inbox does. g_free it. */
char *td_link_part(const char *part);
/* Whether it can be one at all: something, and no step ("." and ".."). */
bool td_link_is_part(const char *part);
