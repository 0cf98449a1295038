/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/link.c - threads and series of what was touched, some thousand mails at a time */
#include "link/link.h"

#include <string.h>

#include "base/limits.h"
#include "index/stored_series.h"
#include "judge/profiles.h"
#include "link/cluster.h"
#include "link/linked.h"
#include "link/linking.h"
#include "store/names.h"
#include "store/store.h"

enum { max_replied_to = 16, max_skipped = 8 };

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
td_link_pack(const td_message *message)
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

/* As td_linking_take reads it. */
char *
td_link_sender(const td_index_mail *mail)
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
	folded = td_link_sender(mail);
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
td_link_join(td_index *index, int64_t id, const td_index_mail *mail, uint64_t content,
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
td_link_join_again(td_index *index, int64_t id, const td_index_mail *mail,
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

bool
td_link_remove_series(td_index *index, int64_t message, GError **error)
{
	int64_t series;

	return td_store_find_number(index, TD_SQL_LINK_SERIES, message, &series, error) &&
	       (series == 0 || td_stored_series_remove(index, series, error));
}

/* How many of these ids, at the front, one walk over rows reads: few others lie between.
 */
static unsigned
run_length(const int64_t *messages, unsigned n)
{
	unsigned i = 1;

	while (i < n && messages[i] - messages[i - 1] <= max_skipped)
		i++;
	return i;
}

/* Neighbours are read in one go, which takes half of what asking for each would. */
static bool
take_run(td_linking *linking, td_index *index, const int64_t *messages, unsigned n,
    GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_MESSAGE_LINKING, error);
	unsigned i = 0;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, messages[0]);
	sqlite3_bind_int64(stmt, 2, messages[n - 1]);
	do {
		int64_t id;

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		id = sqlite3_column_int64(stmt, 0);
		while (messages[i] < id)
			i++;
		if (messages[i] == id)
			td_linking_take(linking, stmt);
	} while (row);
	return true;
}

static bool
link_some(const int64_t *messages, unsigned n, void *data, GError **error)
{
	td_index *index = data;
	g_autoptr(td_linking) linking = td_linking_new(index, n);
	g_autoptr(GArray) was = g_array_new(FALSE, FALSE, sizeof(td_linked));
	unsigned run;

	for (unsigned i = 0; i < n; i += run) {
		run = run_length(messages + i, n - i);
		/* Ids ascend: behind one that has no row there are others like it. */
		if (index->linked &&
		    td_clusters_fresh(index->clusters, messages[i]) == 0 &&
		    !td_linked_add(was, index, messages + i, run, error))
			return false;
		if (!take_run(linking, index, messages + i, run, error))
			return false;
	}
	return td_linking_store(linking, was, error);
}

bool
td_index_link(td_index *index, GError **error)
{
	if (!td_clusters_walk(index->clusters, index, link_some, index, error))
		return false;
	index->linked = true;
	return td_versions_settle(index, error);
}
