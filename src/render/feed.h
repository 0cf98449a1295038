/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/feed.h - mails as an Atom feed (RFC 4287, threads by RFC 4685)
 *
 * Ids are those that public-inbox gives: from the SHA-1 of a Message-ID.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "output/xml.h"
#include "render/render.h"
#include "report/mail_rows.h"

/* All borrowed. */
typedef struct td_feed {
	const char *title, *subtitle;
	const char *base; /* the site's root as a whole address, a slash at its end */
	const char *list; /* whose addresses mails have */
	const char *self, *alternate; /* below base, escaped */
	const td_mail_rows *rows;     /* with parents; in the order of the feed */
	/* The text of a mail, UTF-8; NULL without error: there is none. g_free it.
	 * *received is when the archive took it in, and becomes what the mail says. */
	char *(*load_text)(
	    int64_t message, int64_t *received, void *data, GError **error);
	void *data;
} td_feed;

/* False with the first error of the sink or of load_text. */
bool td_feed_write(const td_feed *feed, const td_sink *sink, GError **error);

/* "<id>urn:uuid:...</id>" made of a name. */
void td_feed_id(td_xml *xml, const char *name);
/* "<author>" of a name and an address, each of which may be "". */
void td_feed_author(td_xml *xml, const char *name, const char *address);
/* "<updated>2026-11-28T03:05:00Z</updated>" */
void td_feed_time(td_xml *xml, const char *element, int64_t seconds);
