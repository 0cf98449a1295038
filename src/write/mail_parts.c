/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/mail_parts.c - files, trailers, notices, texts: what is within a mail, into rows
 */
#include "write/mail_parts.h"

#include "judge/news.h"
#include "judge/profiles.h"
#include "store/intern.h"
#include "store/store.h"
#include "write/write.h"

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
		if (trailer->about)
			td_bind_text(stmt, 4, trailer->about);
		else
			sqlite3_bind_null(stmt, 4);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

static bool
add_notice(
    td_index *index, const td_notice *notice, int64_t id, unsigned first, GError **error)
{
	unsigned n = MIN(notice->items->len, (unsigned)TD_LOW(TD_PART_BITS) - first);

	for (unsigned i = 0; i < n; i++) {
		const td_notice_item *item = notice->items->pdata[i];
		sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NOTICE_ADD, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, part_id(id, first + i));
		sqlite3_bind_int64(stmt, 2, notice->source);
		sqlite3_bind_int64(stmt, 3,
		    (notice->partly     ? TD_EXTENT_PARTLY
			: notice->whole ? TD_EXTENT_WHOLE
					: 0) |
			(notice->promised ? TD_EXTENT_PROMISED : 0) |
			(notice->by_other ? TD_EXTENT_BY_OTHER : 0));
		td_bind_text(stmt, 4, notice->tree);
		td_bind_text(stmt, 5, notice->branch);
		td_bind_text(stmt, 6, item->title);
		td_bind_text(stmt, 7, item->message_id);
		td_bind_text(stmt, 8, item->commit);
		td_bind_some(stmt, 9, item->number);
		td_bind_some(stmt, 10, item->total);
		td_bind_text(stmt, 11, notice->committer);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

/* What it says became of patches, and behind it the commits that it cites. */
static bool
add_notices(td_index *index, const td_patch *patch, int64_t id, GError **error)
{
	const td_notice *const all[] = { patch->notice, patch->cited };
	unsigned n = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(all); i++) {
		if (all[i] == NULL)
			continue;
		if (!add_notice(index, all[i], id, n, error) ||
		    (index->path != NULL && !td_news_note(index, id, all[i], error)))
			return false;
		n += MIN(all[i]->items->len, (unsigned)TD_LOW(TD_PART_BITS) - n);
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
add_text(td_index *index, const td_index_mail *mail, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_TEXT_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	td_bind_text(stmt, 2, mail->text);
	td_bind_text(stmt, 3, mail->changelog);
	return td_store_run(index, stmt, error);
}

bool
td_mail_parts_add(td_index *index, const td_index_mail *mail, int64_t id, GError **error)
{
	const td_patch *patch = mail->patch;

	if (patch->diff != NULL && !add_files(index, patch->diff, id, error))
		return false;
	if (!add_trailers(index, patch->trailers, id, error))
		return false;
	if (!add_notices(index, patch, id, error))
		return false;
	if (patch->pull != NULL && !add_pull(index, patch->pull, id, error))
		return false;
	if (index->path != NULL && !td_profiles_sign(index, id, patch, error))
		return false;
	return mail->text == NULL || index->path != NULL ||
	       add_text(index, mail, id, error);
}
