/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/write.c - one mail into rows */
#include <string.h>

#include "index/link.h"
#include "index/store.h"

static const td_address nobody = { (char *)(uintptr_t) "", (char *)(uintptr_t) "" };

static uint64_t
blob_key(const td_index *index, const td_oid *blob)
{
	uint64_t key;

	memcpy(&key, blob->id, sizeof key);
	return key ^ index->seed;
}

static bool
check_blob(
    td_index *index, int64_t message, const td_oid *blob, bool *same, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_MESSAGE_CHECK, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	td_bind_blob(stmt, 2, blob->id, sizeof blob->id);
	if (!td_store_step(index, stmt, same, error))
		return false;
	sqlite3_reset(stmt);
	return true;
}

bool
td_store_find_blob(td_index *index, const td_oid *blob, int64_t *message, GError **error)
{
	sqlite3_stmt *stmt;
	bool row;

	*message = 0;
	if (index->path == NULL) {
		*message = td_map_find(index->blobs, blob_key(index, blob));
		if (*message == 0)
			return true;
		if (!check_blob(index, *message, blob, &row, error))
			return false;
		if (!row)
			*message = 0;
		return true;
	}
	stmt = td_store_sql(index, TD_SQL_MESSAGE_FIND, error);
	if (stmt == NULL)
		return false;
	td_bind_blob(stmt, 1, blob->id, sizeof blob->id);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row)
		*message = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

static bool
unhex(const char *hex, unsigned char bytes[20])
{
	for (int i = 0; i < 20; i++) {
		int high = g_ascii_xdigit_value(hex[2 * i]);
		int low = high < 0 ? -1 : g_ascii_xdigit_value(hex[2 * i + 1]);

		if (low < 0)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

/* The rows that a message points at. */
typedef struct pointed {
	int64_t sender, author, class_name, list_id;
} pointed;

static bool
put_address(td_index *index, const td_address *address, int64_t *id, GError **error)
{
	return td_intern_put(
	    index->addresses, index, address->name, address->address, id, error);
}

static bool
put_fellows(td_index *index, const td_index_mail *mail, pointed *fellows, GError **error)
{
	const td_message *message = mail->message;
	const td_patch *patch = mail->patch;
	const td_address *from = message->from != NULL ? message->from : &nobody;
	const char *class_name = mail->class_name != NULL ? mail->class_name : "human";

	fellows->list_id = 0;
	if (!put_address(index, from, &fellows->sender, error))
		return false;
	fellows->author = fellows->sender;
	if (patch != NULL && !put_address(index, patch->author, &fellows->author, error))
		return false;
	if (!td_intern_put(
		index->words, index, class_name, NULL, &fellows->class_name, error))
		return false;
	return message->list_id[0] == '\0' ||
	       td_intern_put(
		   index->words, index, message->list_id, NULL, &fellows->list_id, error);
}

static int64_t
flags_of(const td_patch *patch)
{
	const td_subject *subject = patch->subject;
	int64_t flags = 0;

	flags |= subject->has_version ? TD_FLAG_VERSION : 0;
	flags |= subject->has_number ? TD_FLAG_NUMBER : 0;
	flags |= subject->rfc ? TD_FLAG_RFC : 0;
	flags |= subject->resend ? TD_FLAG_RESEND : 0;
	flags |= subject->reply ? TD_FLAG_REPLY : 0;
	if (patch->author_source != TD_AUTHOR_FROM &&
	    patch->author_source != TD_AUTHOR_INBODY)
		flags |= TD_FLAG_MANGLED;
	return flags;
}

/* The columns that only a reading as a patch gives. */
static void
bind_patch(sqlite3_stmt *stmt, const td_patch *patch, GString *tags,
    const char *subject_text, unsigned char patch_id[20])
{
	const td_subject *subject = patch->subject;

	for (unsigned i = 0; i < subject->tags->len; i++) {
		if (i > 0)
			g_string_append_c(tags, ' ');
		g_string_append(tags, subject->tags->pdata[i]);
	}
	td_bind_text(
	    stmt, 11, strcmp(patch->title, subject_text) == 0 ? NULL : patch->title);
	td_bind_text(stmt, 12, tags->len > 0 ? tags->str : NULL);
	sqlite3_bind_int64(stmt, 15, patch->kind);
	sqlite3_bind_int64(stmt, 16, flags_of(patch));
	sqlite3_bind_int64(stmt, 17, subject->version);
	td_bind_some(stmt, 18, subject->minor);
	td_bind_some(stmt, 19, subject->number);
	td_bind_some(stmt, 20, subject->total);
	if (patch->diff != NULL) {
		sqlite3_bind_int64(stmt, 21, patch->diff->files->len);
		td_bind_some(stmt, 22, patch->diff->insertions);
		td_bind_some(stmt, 23, patch->diff->deletions);
	}
	if (unhex(patch->patch_id, patch_id))
		td_bind_blob(stmt, 24, patch_id, 20);
	td_bind_text(stmt, 25, patch->base_commit[0] ? patch->base_commit : NULL);
	td_bind_text(stmt, 26, patch->change_id);
}

static bool
add_message(td_index *index, const td_index_mail *mail, int64_t id, GError **error)
{
	const td_message *message = mail->message;
	unsigned defects = message->defects;
	unsigned char patch_id[20];
	g_autoptr(GString) refs = td_link_pack(message);
	g_autoptr(GString) tags = g_string_new(NULL);
	pointed fellows;
	sqlite3_stmt *stmt;

	if (!put_fellows(index, mail, &fellows, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_MESSAGE_ADD, error);
	if (stmt == NULL)
		return false;
	sqlite3_clear_bindings(stmt);
	sqlite3_bind_int64(stmt, 1, id);
	td_bind_blob(stmt, 2, mail->blob.id, sizeof mail->blob.id);
	td_bind_text(stmt, 3, message->message_id);
	td_bind_blob(stmt, 4, refs->str, refs->len);
	sqlite3_bind_int64(stmt, 5, mail->received);
	sqlite3_bind_int64(stmt, 6, message->sent);
	sqlite3_bind_int(stmt, 7, message->sent_zone);
	sqlite3_bind_int64(stmt, 8, fellows.sender);
	sqlite3_bind_int64(stmt, 9, fellows.author);
	td_bind_text(stmt, 10, message->subject);
	sqlite3_bind_int64(stmt, 13, fellows.class_name);
	td_bind_some(stmt, 14, fellows.list_id);
	if (mail->patch != NULL) {
		bind_patch(stmt, mail->patch, tags, message->subject, patch_id);
		defects |= mail->patch->defects;
	} else {
		sqlite3_bind_int64(stmt, 15, TD_KIND_MAIL);
		sqlite3_bind_int64(stmt, 16, 0);
		sqlite3_bind_int64(stmt, 17, 1);
	}
	td_bind_some(stmt, 27, defects);
	if (!td_store_run(index, stmt, error))
		return false;
	return td_link_join(index, id, mail, refs, error);
}

static int64_t
part_id(int64_t message, unsigned ordinal)
{
	return message << TD_PART_BITS | ordinal;
}

static int64_t
file_flags(const td_diff_file *file)
{
	return (file->is_new ? TD_FILE_NEW : 0) |
	       (file->is_deleted ? TD_FILE_DELETED : 0) |
	       (file->is_binary ? TD_FILE_BINARY : 0) |
	       (file->is_rename ? TD_FILE_RENAME : 0) |
	       (file->is_copy ? TD_FILE_COPY : 0) |
	       (file->mode_changed ? TD_FILE_MODE : 0);
}

static bool
add_files(td_index *index, const td_diff *diff, int64_t id, GError **error)
{
	unsigned n = MIN(diff->files->len, (unsigned)TD_LOW(TD_PART_BITS));

	for (unsigned i = 0; i < n; i++) {
		const td_diff_file *file = diff->files->pdata[i];
		int64_t path;
		int64_t old_path = 0;
		sqlite3_stmt *stmt;

		if (!td_intern_put(index->paths, index, file->path, NULL, &path, error))
			return false;
		if (file->old_path != NULL && !td_intern_put(index->paths, index,
						  file->old_path, NULL, &old_path, error))
			return false;
		stmt = td_store_sql(index, TD_SQL_FILE_ADD, error);
		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, part_id(id, i));
		sqlite3_bind_int64(stmt, 2, path);
		td_bind_some(stmt, 3, old_path);
		sqlite3_bind_int64(stmt, 4, file->insertions);
		sqlite3_bind_int64(stmt, 5, file->deletions);
		sqlite3_bind_int64(stmt, 6, file_flags(file));
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

static bool
add_trailers(td_index *index, const GPtrArray *trailers, int64_t id, GError **error)
{
	unsigned n = MIN(trailers->len, (unsigned)TD_LOW(TD_PART_BITS));

	for (unsigned i = 0; i < n; i++) {
		const td_trailer *trailer = trailers->pdata[i];
		sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_TRAILER_ADD, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, part_id(id, i));
		td_bind_text(stmt, 2, trailer->key);
		td_bind_text(stmt, 3, trailer->value);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

static bool
add_notice(td_index *index, const td_notice *notice, int64_t id, GError **error)
{
	unsigned n = MIN(notice->items->len, (unsigned)TD_LOW(TD_PART_BITS));

	for (unsigned i = 0; i < n; i++) {
		const td_notice_item *item = notice->items->pdata[i];
		sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NOTICE_ADD, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, part_id(id, i));
		sqlite3_bind_int64(stmt, 2, notice->source);
		sqlite3_bind_int64(stmt, 3, notice->partly);
		td_bind_text(stmt, 4, notice->tree);
		td_bind_text(stmt, 5, notice->branch);
		td_bind_text(stmt, 6, item->title);
		td_bind_text(stmt, 7, item->message_id);
		td_bind_text(stmt, 8, item->commit);
		td_bind_some(stmt, 9, item->number);
		td_bind_some(stmt, 10, item->total);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

static bool
add_pull(td_index *index, const td_pull *pull, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PULL_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	td_bind_text(stmt, 2, pull->base);
	td_bind_text(stmt, 3, pull->url);
	td_bind_text(stmt, 4, pull->ref);
	td_bind_text(stmt, 5, pull->tip);
	return td_store_run(index, stmt, error);
}

static bool
add_text(td_index *index, const char *text, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_TEXT_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	td_bind_text(stmt, 2, text);
	return td_store_run(index, stmt, error);
}

static bool
add_parts(td_index *index, const td_index_mail *mail, int64_t id, GError **error)
{
	const td_patch *patch = mail->patch;

	if (patch->diff != NULL && !add_files(index, patch->diff, id, error))
		return false;
	if (!add_trailers(index, patch->trailers, id, error))
		return false;
	if (patch->notice != NULL && !add_notice(index, patch->notice, id, error))
		return false;
	if (patch->pull != NULL && !add_pull(index, patch->pull, id, error))
		return false;
	return mail->text == NULL || index->path != NULL ||
	       add_text(index, mail->text, id, error);
}

static void
bind_span(sqlite3_stmt *stmt, int at, td_span span)
{
	td_bind_blob(stmt, at, span.p, span.n);
}

static bool
add_classic(td_index *index, const td_classic *classic, int64_t place, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLASSIC_ADD, error);
	td_span none = { "", 0 };

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, place);
	sqlite3_bind_int(stmt, 2, classic->shown);
	bind_span(stmt, 3, classic->subject);
	bind_span(stmt, 4, classic->title);
	bind_span(stmt, 5, classic->author);
	bind_span(stmt, 6, classic->contributor);
	bind_span(stmt, 7, classic->domain);
	bind_span(stmt, 8, classic->shown ? classic->body : none);
	sqlite3_bind_int64(stmt, 9,
	    classic->inbody_from.n > 0 ? classic->inbody_from.p - classic->body.p : 0);
	sqlite3_bind_int64(stmt, 10, (int64_t)classic->inbody_from.n);
	return td_store_run(index, stmt, error);
}

/* The newest place that the message has in the list already; 0 for none. */
static bool
find_place(td_index *index, int64_t message, int64_t list, int64_t *place, GError **error)
{
	sqlite3_stmt *stmt;
	bool row;

	if (!td_schema_index_places(index, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_PLACE_LAST, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 3, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*place = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

static bool
add_place(td_index *index, const td_index_mail *mail, int64_t id, int64_t before,
    GError **error)
{
	int64_t place = mail->list << TD_PLACE_BITS | (int64_t)mail->position;
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PLACE_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, place);
	sqlite3_bind_int64(stmt, 2, id);
	td_bind_some(stmt, 3, before);
	sqlite3_bind_int64(stmt, 4, mail->epoch);
	td_bind_blob(stmt, 5, mail->commit.id,
	    td_oid_is_zero(&mail->commit) ? 0 : sizeof mail->commit.id);
	sqlite3_bind_int64(stmt, 6, mail->received);
	if (!td_store_run(index, stmt, error))
		return false;
	return mail->classic == NULL || index->path != NULL || !mail->classic->patch ||
	       add_classic(index, mail->classic, place, error);
}

bool
td_index_add(td_index *index, const td_index_mail *mail, int64_t *id, GError **error)
{
	int64_t message;
	int64_t before = 0;

	if (!td_store_find_blob(index, &mail->blob, &message, error))
		return false;
	if (message != 0) {
		if (!find_place(index, message, mail->list, &before, error))
			return false;
	} else {
		message = ++index->newest_message;
		if (!add_message(index, mail, message, error) ||
		    !add_parts(index, mail, message, error))
			return false;
		if (index->path == NULL)
			td_map_put(index->blobs, blob_key(index, &mail->blob),
			    (uint32_t)message);
	}
	if (!add_place(index, mail, message, before, error))
		return false;
	*id = message;
	return true;
}

int64_t
td_index_newest(const td_index *index)
{
	return index->newest_message;
}
