/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/link.c - threads and series of what was touched, some thousand mails at a time */
#include "index/link.h"

#include <string.h>

#include "base/limits.h"
#include "index/store.h"
#include "thread/thread.h"

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

GString *
td_link_pack(const td_message *message)
{
	GString *refs = g_string_new(NULL);
	unsigned n = MIN(message->references->len, TD_MAX_REFERENCES);

	for (unsigned i = message->references->len - n; i < message->references->len; i++)
		if (is_reference(message, message->references->pdata[i]))
			g_string_append_len(refs, message->references->pdata[i],
			    (gssize)strlen(message->references->pdata[i]) + 1);
	n = MIN(message->in_reply_to->len, max_replied_to);
	for (unsigned i = 0; i < n; i++) {
		const char *id = message->in_reply_to->pdata[i];

		if (is_reference(message, id) && !is_packed(refs, id))
			g_string_append_len(refs, id, (gssize)strlen(id) + 1);
	}
	return refs;
}

/*
 * Parts of one series that no thread joins are found by sender, version, total and time
 * (src/series, 20 minutes at most). Ties for each, to the hour that it was sent in and to
 * that of half an hour later: mails so near share at least one. The same for when it was
 * received, as series may trust either.
 */
static unsigned
posting_ties(const td_index *index, const td_index_mail *mail, uint64_t ties[4])
{
	const td_patch *patch = mail->patch;
	const td_subject *subject = patch != NULL ? patch->subject : NULL;
	const td_address *sender = mail->message->from;
	g_autofree char *folded = NULL;
	int64_t numbers[3];

	if (patch == NULL || !subject->has_number || subject->total < 2 ||
	    (patch->kind != TD_KIND_PATCH && patch->kind != TD_KIND_COVER))
		return 0;
	if (patch->author_source != TD_AUTHOR_FROM &&
	    patch->author_source != TD_AUTHOR_INBODY)
		sender = patch->author;
	if (sender != NULL)
		folded = g_ascii_strdown(
		    sender->address[0] != '\0' ? sender->address : sender->name, -1);
	else
		folded = g_strdup("");
	numbers[0] = subject->version;
	numbers[1] = subject->total;
	for (int i = 0; i < 4; i++) {
		int64_t time = i < 2 ? mail->message->sent : mail->received;

		numbers[2] = (time / 1800 + i % 2) / 2;
		ties[i] = td_hash(numbers, sizeof numbers,
		    td_hash(folded, strlen(folded), ~index->seed));
	}
	return 4;
}

bool
td_link_join(td_index *index, int64_t id, const td_index_mail *mail, const GString *refs,
    GError **error)
{
	uint64_t ties[TD_MAX_REFERENCES + max_replied_to + 5];
	const char *own = mail->message->message_id;
	unsigned n = 0;

	if (own[0] != '\0')
		ties[n++] = td_hash(own, strlen(own), index->seed);
	else
		ties[n++] = td_hash(mail->blob.id, sizeof mail->blob.id, index->seed);
	n += posting_ties(index, mail, ties + n);
	for (size_t at = 0; at < refs->len && n < G_N_ELEMENTS(ties);) {
		size_t length = strlen(refs->str + at);

		ties[n++] = td_hash(refs->str + at, length, index->seed);
		at += length + 1;
	}
	return td_clusters_join(index->clusters, index, id, ties, n, error);
}

/* Mails of some clusters while they are linked. Texts are in one chunk. */
typedef struct linking {
	td_index *index;
	GStringChunk *texts;
	GPtrArray *ids;   /* of const char *: references of all mails in a row */
	GArray *mails;    /* of td_thread_mail */
	GArray *patches;  /* of td_series_mail */
	GArray *of_patch; /* of unsigned: which of mails it is */
	int64_t *threads; /* of each mail */
	int64_t *parents;
	GHashTable *series; /* int64_t * message to int64_t * series */
} linking;

static const char *
keep(linking *batch, const char *text)
{
	return text[0] != '\0' ? g_string_chunk_insert(batch->texts, text) : "";
}

static const char *
keep_key(linking *batch, const char *title)
{
	g_autofree char *key = td_subject_key(title);

	return keep(batch, key);
}

static void
take_patch(linking *batch, sqlite3_stmt *stmt, int64_t id)
{
	int64_t flags = sqlite3_column_int64(stmt, 3);
	bool titled = sqlite3_column_type(stmt, 8) != SQLITE_NULL;
	unsigned char patch_id[20];
	char hex[TD_OID_HEX] = "";
	unsigned at = batch->mails->len;
	td_series_mail mail = {
		.id = id,
		.kind = (td_kind)sqlite3_column_int(stmt, 2),
		.version = (unsigned)sqlite3_column_int(stmt, 4),
		.minor = (unsigned)sqlite3_column_int(stmt, 5),
		.number = (unsigned)sqlite3_column_int(stmt, 6),
		.total = (unsigned)sqlite3_column_int(stmt, 7),
		.has_version = flags & TD_FLAG_VERSION,
		.has_number = flags & TD_FLAG_NUMBER,
		.rfc = flags & TD_FLAG_RFC,
		.resend = flags & TD_FLAG_RESEND,
		.sent = sqlite3_column_int64(stmt, 12),
		.received = sqlite3_column_int64(stmt, 13),
	};

	mail.title = keep_key(batch, td_column_text(stmt, titled ? 8 : 9));
	mail.tags = keep(batch, td_column_text(stmt, 10));
	mail.sender = keep(batch, td_column_text(stmt, 14));
	if (sqlite3_column_type(stmt, 11) != SQLITE_NULL) {
		td_column_bytes(stmt, 11, patch_id, sizeof patch_id);
		td_oid_to_hex((const td_oid *)(const void *)patch_id, hex);
	}
	mail.patch_id = keep(batch, hex);
	g_array_append_val(batch->patches, mail);
	g_array_append_val(batch->of_patch, at);
}

static bool
take_mail(linking *batch, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(batch->index, TD_SQL_MESSAGE_LINKING, error);
	td_thread_mail mail = { .id = id };
	const char *refs;
	size_t length;
	bool row;
	int kind;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(batch->index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	mail.message_id = keep(batch, td_column_text(stmt, 0));
	mail.received = sqlite3_column_int64(stmt, 13);
	refs = sqlite3_column_blob(stmt, 1);
	length = (size_t)sqlite3_column_bytes(stmt, 1);
	if (refs != NULL && length > 0 && refs[length - 1] == '\0') {
		const char *kept =
		    g_string_chunk_insert_len(batch->texts, refs, (gssize)length);

		for (size_t at = 0; at < length; at += strlen(kept + at) + 1) {
			g_ptr_array_add(batch->ids, (char *)(uintptr_t)(kept + at));
			mail.n++;
		}
	}
	kind = sqlite3_column_int(stmt, 2);
	if (kind == TD_KIND_PATCH || kind == TD_KIND_COVER)
		take_patch(batch, stmt, id);
	g_array_append_val(batch->mails, mail);
	sqlite3_reset(stmt);
	return true;
}

static void
build_threads(linking *batch)
{
	td_thread_mail *mails = (td_thread_mail *)(void *)batch->mails->data;
	unsigned n = batch->mails->len;
	g_autoptr(GArray) nodes = NULL;
	g_autofree int64_t *firsts = NULL;
	size_t at = 0;

	for (unsigned i = 0; i < n; i++) {
		mails[i].references = (const char *const *)(batch->ids->pdata + at);
		at += mails[i].n;
	}
	nodes = td_thread_build(mails, n);
	firsts = g_new0(int64_t, nodes->len);
	batch->threads = g_new(int64_t, n);
	batch->parents = g_new0(int64_t, n);
	for (unsigned i = 0; i < n; i++) {
		const td_thread_node *node = &g_array_index(nodes, td_thread_node, i);

		/* A thread is known by the first of its mails to come. */
		if (firsts[node->root] == 0)
			firsts[node->root] = mails[i].id;
		batch->threads[i] = firsts[node->root];
		if (node->parent >= 0)
			batch->parents[i] =
			    g_array_index(nodes, td_thread_node, node->parent).id;
	}
}

static void
note_series(linking *batch, int64_t message, int64_t series)
{
	int64_t pair[2] = { message, series };
	int64_t *kept = g_memdup2(pair, sizeof pair);

	g_hash_table_insert(batch->series, kept, kept + 1);
}

/* A series is known by the first of its mails to come: ids ascend in order of arrival. */
static int64_t
series_id(const td_series *series)
{
	int64_t id = series->cover != 0 ? series->cover : INT64_MAX;

	for (unsigned i = 0; i < series->members->len; i++)
		id = MIN(id, g_array_index(series->members, td_series_member, i).id);
	return id;
}

static bool
store_members(linking *batch, const td_series *series, int64_t id, GError **error)
{
	unsigned n = MIN(series->members->len, (unsigned)TD_LOW(TD_MEMBER_BITS));

	for (unsigned i = 0; i < n; i++) {
		const td_series_member *member =
		    &g_array_index(series->members, td_series_member, i);
		sqlite3_stmt *stmt = td_store_sql(batch->index, TD_SQL_MEMBER_ADD, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, id << TD_MEMBER_BITS | i);
		sqlite3_bind_int64(stmt, 2, member->id);
		sqlite3_bind_int64(stmt, 3, member->number);
		sqlite3_bind_int(stmt, 4, member->extra);
		if (!td_store_run(batch->index, stmt, error))
			return false;
		note_series(batch, member->id, id);
	}
	return true;
}

static bool
store_series(linking *batch, const td_series *series, GError **error)
{
	int64_t id = series_id(series);
	sqlite3_stmt *stmt = td_store_sql(batch->index, TD_SQL_SERIES_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_int64(stmt, 2, series->version);
	sqlite3_bind_int64(stmt, 3, series->minor);
	sqlite3_bind_int64(stmt, 4, series->total);
	sqlite3_bind_int64(stmt, 5, series->received);
	sqlite3_bind_int(stmt, 6, series->rfc);
	sqlite3_bind_int(stmt, 7, series->resend);
	td_bind_some(stmt, 8, series->cover);
	sqlite3_bind_int64(stmt, 9, series->head);
	if (!td_store_run(batch->index, stmt, error))
		return false;
	if (series->cover != 0)
		note_series(batch, series->cover, id);
	return store_members(batch, series, id, error);
}

static bool
group_series(linking *batch, GError **error)
{
	td_series_mail *patches = (td_series_mail *)(void *)batch->patches->data;
	GPtrArray *groups;
	bool fine = true;

	for (unsigned i = 0; i < batch->patches->len; i++) {
		unsigned at = g_array_index(batch->of_patch, unsigned, i);

		patches[i].thread = batch->threads[at];
		patches[i].parent = batch->parents[at];
	}
	groups = td_series_group(patches, batch->patches->len);
	g_ptr_array_set_free_func(groups, (GDestroyNotify)td_series_free);
	for (unsigned i = 0; fine && i < groups->len; i++)
		fine = store_series(batch, groups->pdata[i], error);
	g_ptr_array_free(groups, TRUE);
	return fine;
}

bool
td_link_remove_series(td_index *index, int64_t message, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LINK_SERIES, error);
	int64_t series;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	series = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return series == 0 ||
	       (td_store_run_ids(index, TD_SQL_SERIES_REMOVE, series, 0, error) &&
		   td_store_run_ids(index, TD_SQL_MEMBER_REMOVE, series << TD_MEMBER_BITS,
		       series << TD_MEMBER_BITS | TD_LOW(TD_MEMBER_BITS), error));
}

static bool
store_links(linking *batch, GError **error)
{
	for (unsigned i = 0; i < batch->mails->len; i++) {
		int64_t id = g_array_index(batch->mails, td_thread_mail, i).id;
		const int64_t *series = g_hash_table_lookup(batch->series, &id);
		sqlite3_stmt *stmt = td_store_sql(batch->index, TD_SQL_LINK_PUT, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, id);
		sqlite3_bind_int64(stmt, 2, batch->threads[i]);
		td_bind_some(stmt, 3, batch->parents[i]);
		td_bind_some(stmt, 4, series != NULL ? *series : 0);
		if (!td_store_run(batch->index, stmt, error))
			return false;
	}
	return true;
}

static void
linking_clear(linking *batch)
{
	g_string_chunk_free(batch->texts);
	g_ptr_array_free(batch->ids, TRUE);
	g_array_free(batch->mails, TRUE);
	g_array_free(batch->patches, TRUE);
	g_array_free(batch->of_patch, TRUE);
	g_free(batch->threads);
	g_free(batch->parents);
	g_hash_table_destroy(batch->series);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(linking, linking_clear)

static bool
link_some(const int64_t *messages, unsigned n, void *data, GError **error)
{
	td_index *index = data;
	g_auto(linking) batch = {
		.index = index,
		.texts = g_string_chunk_new(1 << 16),
		.ids = g_ptr_array_new(),
		.mails = g_array_sized_new(FALSE, FALSE, sizeof(td_thread_mail), n),
		.patches = g_array_new(FALSE, FALSE, sizeof(td_series_mail)),
		.of_patch = g_array_new(FALSE, FALSE, sizeof(unsigned)),
		.series =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
	};

	for (unsigned i = 0; i < n; i++)
		if ((index->linked &&
			!td_link_remove_series(index, messages[i], error)) ||
		    !take_mail(&batch, messages[i], error))
			return false;
	if (batch.mails->len == 0)
		return true;
	build_threads(&batch);
	return group_series(&batch, error) && store_links(&batch, error);
}

bool
td_index_link(td_index *index, GError **error)
{
	if (!td_clusters_walk(index->clusters, index, link_some, index, error))
		return false;
	index->linked = true;
	return true;
}
