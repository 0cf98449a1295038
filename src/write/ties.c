/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/ties.c - what a mail refers to, and when and by whom it was posted */
#include "write/ties.h"

#include <string.h>

#include "base/limits.h"
#include "link/cluster.h"
#include "series/series.h"
#include "store/map.h"
#include "store/names.h"
#include "store/store.h"
#include "write/write.h"

enum { max_replied_to = 16 };

static bool
is_reference(const td_message *message, const char *id)
{
	if (id[0] == '\0' || id[1] == '\0')
		return false;
	return message->from == NULL ||
	       g_ascii_strcasecmp(id, message->from->address) != 0;
}

static bool
is_packed(const GString *refs, const char *id)
{
	for (size_t at = 0; at < refs->len; at += strlen(refs->str + at) + 1)
		if (strcmp(refs->str + at, id) == 0)
			return true;
	return false;
}

static void
pack(GString *refs, const char *id)
{
	g_string_append_len(refs, id, (gssize)strlen(id) + 1);
}

/* The one mail that it says it answers goes last, where the parent is: some mailers write
 * References newest first, or put an id of their own behind them. */
GString *
td_ties_pack(const td_message *message)
{
	GString *refs = g_string_new(NULL);
	unsigned n = MIN(message->references->len, TD_MAX_REFERENCES);
	const char *parent =
	    message->in_reply_to->len == 1 ? message->in_reply_to->pdata[0] : "";

	for (unsigned i = message->references->len - n; i < message->references->len;
	     i++) {
		const char *id = message->references->pdata[i];

		if (is_reference(message, id) && strcmp(id, parent) != 0)
			pack(refs, id);
	}
	n = MIN(message->in_reply_to->len, max_replied_to);
	for (unsigned i = 0; i < n; i++) {
		const char *id = message->in_reply_to->pdata[i];

		if (is_reference(message, id) && !is_packed(refs, id))
			pack(refs, id);
	}
	return refs;
}

/* As td_link_mails_take reads it. */
char *
td_ties_sender(const td_index_mail *mail)
{
	const td_patch *patch = mail->patch;
	const td_address *sender = mail->message->from;

	if (patch->sender != NULL)
		sender = patch->sender;
	else if (patch->author_source != TD_AUTHOR_FROM &&
		 patch->author_source != TD_AUTHOR_INBODY)
		sender = patch->author;
	if (sender == NULL)
		return g_strdup("");
	return g_ascii_strdown(
	    sender->address[0] != '\0' ? sender->address : sender->name, -1);
}

static bool
is_numbered(const td_patch *patch)
{
	return patch != NULL && patch->subject->has_number && patch->subject->total > 1 &&
	       (patch->kind == TD_KIND_PATCH || patch->kind == TD_KIND_COVER);
}

static int64_t
posting_time(const td_index_mail *mail, int64_t received)
{
	return td_series_time(mail->message->sent, received);
}

/*
 * Parts of one series that no thread joins are found by sender, version, total and time
 * (src/series, 20 minutes at most). A tie to the hour and one to that of half an hour
 * later: mails so near share at least one.
 */
static unsigned
posting_ties(const td_index *index, const td_index_mail *mail, uint64_t ties[2])
{
	int64_t time = posting_time(mail, mail->received);
	g_autofree char *folded = NULL;

	if (!is_numbered(mail->patch))
		return 0;
	folded = td_ties_sender(mail);
	for (int i = 0; i < 2; i++) {
		const int64_t numbers[] = { mail->patch->subject->version,
			mail->patch->subject->total, (time / 1800 + i) / 2 };

		ties[i] = td_hash(numbers, sizeof numbers,
		    td_hash(folded, strlen(folded), ~index->seed));
		/* Those of an hour lie together, so few pages are written for them. */
		ties[i] = (uint64_t)numbers[2] << 40 | ties[i] >> 24;
	}
	return 2;
}

/* What its copies share, too, of a mail that has no Message-ID. */
static uint64_t
own_tie(const td_index *index, const td_index_mail *mail, uint64_t content)
{
	const char *own = mail->message->message_id;

	return own[0] != '\0' ? td_names_key(own, index->seed)
			      : td_hash(&content, sizeof content, index->seed);
}

bool
td_ties_join(td_index *index, int64_t id, const td_index_mail *mail, uint64_t content,
    const GString *refs, GError **error)
{
	uint64_t ties[TD_MAX_REFERENCES + max_replied_to + 3];
	unsigned n = 0;

	ties[n++] = own_tie(index, mail, content);
	n += posting_ties(index, mail, ties + n);
	for (size_t at = 0; at < refs->len && n < G_N_ELEMENTS(ties);) {
		ties[n++] = td_names_key(refs->str + at, index->seed);
		at += strlen(refs->str + at) + 1;
	}
	return td_clusters_join(index->clusters, index, id, ties, n, error);
}

bool
td_ties_join_again(td_index *index, int64_t id, const td_index_mail *mail,
    uint64_t content, int64_t first, GError **error)
{
	uint64_t ties[3];
	unsigned n = 0;

	if (!is_numbered(mail->patch) ||
	    posting_time(mail, mail->received) == posting_time(mail, first))
		return true;
	ties[n++] = own_tie(index, mail, content);
	n += posting_ties(index, mail, ties + n);
	return td_clusters_join(index->clusters, index, id, ties, n, error);
}
