/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/mail.h - one mail: its text, as it is shown, and its page */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "markup/site.h"
#include "message/message.h"
#include "patch/reading.h"
#include "render/render.h"
#include "report/discussion.h"
#include "report/neighbours.h"

/* A mail whose text is shown. */
typedef struct td_site_mail {
	td_message *message;    /* with its recipients; TD_MESSAGE_TEXT in a thread */
	const char *recipients; /* in a thread: To and Cc as markup; borrowed */
	char *text;             /* its body, UTF-8 */
	size_t text_bytes;      /* of it */
	GArray *lines;          /* td_read_lines of text */
	GPtrArray *attachments; /* of td_site_attachment *; NULL for none */
} td_site_mail;

typedef struct td_site_attachment {
	char *part; /* "2", "1.2" */
	char *name; /* "" where it has none */
	char *type;
	size_t bytes;
} td_site_attachment;

/* To and Cc of a thread's mails as markup, each once: six of ten go to whom another one
 * went. Free it with g_hash_table_unref, after the mails. */
GHashTable *td_site_recipients_new(void);

/* The bytes are not needed any more when it returns. recipients: it will be a part of its
 * thread's page, which says nothing else of its header; NULL for its own page. Never
 * NULL.
 */
td_site_mail *td_site_mail_new(td_span bytes, GHashTable *recipients);
void td_site_mail_free(td_site_mail *mail); /* NULL is fine */

/* What is beside the mail itself. */
typedef struct td_site_mail_page {
	const td_site_mail *mail;
	const td_discussion *discussion;
	unsigned at;              /* its place there */
	const char *const *lists; /* names of the lists that have it; NULL-terminated */
	const td_neighbours *neighbours; /* of the series it is in or answers; NULL */
	const GPtrArray *marks;          /* of td_site_mark * */
	unsigned copies;                 /* mails of this list with its Message-ID */
} td_site_mail_page;

bool td_site_mail_write(const td_site *site, const td_site_mail_page *page,
    const td_sink *sink, GError **error);

/* The parts that are no text of the mail, a link each; nothing where there are none. */
void td_site_attachments(td_xml *xml, const td_site *site, const td_site_mail *mail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_site_mail, td_site_mail_free)
