/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * message/message.h - one mail: who, when, in answer to what, and its text
 *
 * Any bytes give a message. What was wrong with them is in its defects
 * (docs/broken-mail.md). Text is valid UTF-8 and headers are unfolded and decoded as `git
 * mailinfo` does it (RFC 5322, RFC 2047, RFC 2231).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "message/defect.h"
#include "message/header.h"

typedef struct td_address {
	char *name;    /* "" where none is given; decoded, quotes and comments resolved */
	char *address; /* local@domain as written; may be anything, never NULL */
} td_address;

/*
 * One leaf part, after Content-Transfer-Encoding. All parts are here, as git takes them
 * all; the end of a multipart adds a "\n" without type, as git puts an empty line there.
 */
typedef struct td_text {
	td_span bytes;       /* in its charset; borrowed from the mail, or from the body's
				storage */
	const char *charset; /* lower case; "" where none is named */
	const char *type;    /* "text/plain", lower case; "" where none is named */
} td_text;

/* The parts in order, decoded as `git mailinfo` would hand them to its line filter. */
typedef struct td_body td_body;

/*
 * Where a header is repeated git takes the last one, and so do we, but for Message-ID. Of
 * a mail that a list wrapped (message/wrapped.h) the header is that of the list, type,
 * encoding and body are those of the mail inside.
 */
typedef struct td_message {
	char *message_id;          /* without <>; "" where there is none */
	GPtrArray *in_reply_to;    /* of char *, without <>, usually one */
	GPtrArray *references;     /* of char *, oldest first */
	char *subject;             /* unfolded, decoded; "" where there is none */
	td_address *from;          /* the first of From; NULL where there is none */
	td_address *reply_to;      /* the first; NULL where there is none */
	td_address *original_from; /* X-Original-From; NULL where there is none */
	GPtrArray *to;             /* of td_address *; NULL unless asked for */
	GPtrArray *cc;
	char *list_id;  /* what is between <> in List-Id, lower case; "" */
	int64_t sent;   /* Date, seconds since 1970; 0 with a defect where unreadable */
	int sent_zone;  /* minutes east of UTC */
	td_span mail;   /* the whole mail, borrowed from the caller */
	td_span header; /* its header block, borrowed */
	uint64_t names[TD_FIELD_BITS / 64]; /* td_field_bit of each of its fields */
	td_span raw_from; /* values of the header block, folded and encoded, borrowed: */
	td_span raw_subject;
	td_span raw_date;
	td_span raw_type;        /* Content-Type */
	td_span raw_encoding;    /* Content-Transfer-Encoding */
	td_span raw_disposition; /* Content-Disposition */
	td_span raw_recipients;  /* all from the first To or Cc to the end of the last:
				    read as a mail it has the same recipients */
	td_span wrapped_from;    /* From and Date of a mail that a list wrapped: who wrote
				    it, and when; raw, borrowed */
	td_span wrapped_date;
	td_span body;     /* all after the empty line, undecoded, borrowed */
	unsigned defects; /* td_defect bits */
} td_message;

typedef enum td_message_flags {
	TD_MESSAGE_RECIPIENTS = 1 << 0, /* fill to and cc */
	/* For who shows the text: Message-ID, recipients where they are asked for, and
	 * what the body needs. Other values are raw at most, and their defects are not
	 * found. */
	TD_MESSAGE_TEXT = 1 << 1,
} td_message_flags;

/* bytes must outlive the message. The caller frees it. Never NULL. */
td_message *td_message_parse(td_span bytes, td_message_flags flags);
void td_message_free(td_message *message); /* NULL is fine */

/*
 * Any header field, by name without colon, case does not matter: the first one's raw
 * value, borrowed, still folded and encoded. False where there is none. For rules that
 * ask seldom.
 */
bool td_message_find_header(const td_message *message, const char *name, td_span *value);

/*
 * When it was received, seconds since 1970: what the first Received field says that has a
 * date, as that is of the last hop; without one when it was sent, and where nobody can
 * tell that either, otherwise. So public-inbox and lei order mails.
 */
int64_t td_message_received(const td_message *message, int64_t otherwise);

/*
 * The text of the message, decoded. Never NULL; adds its defects to *defects
 * (TD_DEFECT_FLOWED, too, which is one only in a patch).
 * Lives no longer than the mail's bytes.
 */
td_body *td_body_read(const td_message *message, unsigned *defects);
void td_body_free(td_body *body);
unsigned td_body_count(const td_body *body);
const td_text *td_body_get(const td_body *body, unsigned i);
/* What attached files are called, decoded. Of char *, borrowed. */
const GPtrArray *td_body_names(const td_body *body);
/* What a person would read of it, in UTF-8: text and patches, HTML as plain text, and
 * only where no plain text stands before it; g_free it. */
char *td_body_to_utf8(const td_body *body);

/* Copies of both, in one block. */
td_address *td_address_new(td_span name, td_span address);
void td_address_free(td_address *address); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_message, td_message_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_body, td_body_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_address, td_address_free)
