/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/read.c - rows of a range, in order of arrival and without sorting */
#include "index/index.h"
#include "index/range.h"
#include "index/store.h"

struct td_rows {
	td_index *index;
	sqlite3_stmt *stmt;
	bool ended;
};

/* Places of one list lie together, in order. With one list there is no other order. */
static void
bounds(const td_index *index, const td_index_range *range, int64_t *first, int64_t *last)
{
	int64_t list = range->list;
	int64_t highest = TD_LOW(TD_PLACE_BITS);

	if (list == 0 && index->lists == 1)
		list = index->last_list;
	*first = list << TD_PLACE_BITS;
	*last = *first | highest;
	if (list == 0)
		*last = INT64_MAX;
	if (range->first <= (uint64_t)highest)
		*first |= (int64_t)range->first;
	if (range->last != 0 && range->last <= (uint64_t)highest && list != 0)
		*last = list << TD_PLACE_BITS | (int64_t)range->last;
}

static sqlite3_stmt *
prepare(td_index *index, const td_index_range *range, const char *head, const char *again,
    const char *tail, GError **error)
{
	g_autofree char *text =
	    g_strconcat(head, " WHERE p.id BETWEEN ?1 AND ?2 ", again, tail, NULL);
	sqlite3_stmt *stmt = NULL;
	int64_t first;
	int64_t last;

	if (sqlite3_prepare_v2(index->db, text, -1, &stmt, NULL) != SQLITE_OK) {
		td_store_fail(index, "preparing", error);
		return NULL;
	}
	bounds(index, range, &first, &last);
	sqlite3_bind_int64(stmt, 1, first);
	sqlite3_bind_int64(stmt, 2, last);
	return stmt;
}

sqlite3_stmt *
td_range_prepare(td_index *index, const td_index_range *range, const char *head,
    const char *tail, GError **error)
{
	bool one_list = range->list != 0 || index->lists <= 1;

	return prepare(index, range, head,
	    one_list ? "AND (p.before IS NULL OR p.before < ?1) "
		     : "AND NOT EXISTS (SELECT 1 FROM place q WHERE q.message = p.message"
		       " AND q.id >= ?1 AND q.id < p.id) ",
	    tail, error);
}

sqlite3_stmt *
td_range_prepare_all(td_index *index, const td_index_range *range, const char *head,
    const char *tail, GError **error)
{
	return prepare(index, range, head, "", tail, error);
}

td_rows *
td_index_messages(td_index *index, const td_index_range *range, GError **error)
{
	static const char head[] =
	    "SELECT m.id, k.thread, k.parent, k.series, p.id, p.epoch, p.commit_id, "
	    "m.blob,"
	    " p.received, m.sent, m.zone, m.message_id, m.subject, m.title, c.name, "
	    "l.name,"
	    " m.tags, f.name, f.address, a.name, a.address, m.kind, m.flags, m.version,"
	    " m.minor, m.number, m.total, m.files, m.insertions, m.deletions, m.patch_id,"
	    " m.defects FROM place p CROSS JOIN message m ON m.id = p.message"
	    " LEFT JOIN link k ON k.message = m.id LEFT JOIN address f ON f.id = m.sender"
	    " LEFT JOIN address a ON a.id = m.author LEFT JOIN word c ON c.id = m.class"
	    " LEFT JOIN word l ON l.id = m.list_id";
	sqlite3_stmt *stmt = td_range_prepare(index, range, head, "ORDER BY p.id", error);
	td_rows *rows;

	if (stmt == NULL)
		return NULL;
	rows = g_new0(td_rows, 1);
	rows->index = index;
	rows->stmt = stmt;
	return rows;
}

static unsigned
number_at(sqlite3_stmt *stmt, int at)
{
	return (unsigned)sqlite3_column_int64(stmt, at);
}

static void
read_texts(sqlite3_stmt *stmt, td_index_row *row)
{
	row->message_id = td_column_text(stmt, 11);
	row->subject = td_column_text(stmt, 12);
	row->title = sqlite3_column_type(stmt, 13) != SQLITE_NULL
			 ? td_column_text(stmt, 13)
			 : row->subject;
	row->class_name = td_column_text(stmt, 14);
	row->list_id = td_column_text(stmt, 15);
	row->tags = td_column_text(stmt, 16);
	row->from_name = td_column_text(stmt, 17);
	row->from_address = td_column_text(stmt, 18);
	row->author_name = td_column_text(stmt, 19);
	row->author_address = td_column_text(stmt, 20);
}

static void
read_patch(sqlite3_stmt *stmt, td_index_row *row)
{
	int64_t flags = sqlite3_column_int64(stmt, 22);
	td_oid patch_id;

	row->kind = (td_kind)sqlite3_column_int(stmt, 21);
	row->has_version = flags & TD_FLAG_VERSION;
	row->has_number = flags & TD_FLAG_NUMBER;
	row->rfc = flags & TD_FLAG_RFC;
	row->resend = flags & TD_FLAG_RESEND;
	row->reply = flags & TD_FLAG_REPLY;
	row->version = number_at(stmt, 23);
	row->minor = number_at(stmt, 24);
	row->number = number_at(stmt, 25);
	row->total = number_at(stmt, 26);
	row->files = number_at(stmt, 27);
	row->insertions = number_at(stmt, 28);
	row->deletions = number_at(stmt, 29);
	row->patch_id[0] = '\0';
	if (sqlite3_column_type(stmt, 30) != SQLITE_NULL) {
		td_column_bytes(stmt, 30, patch_id.id, sizeof patch_id.id);
		td_oid_to_hex(&patch_id, row->patch_id);
	}
	row->defects = number_at(stmt, 31);
}

bool
td_rows_next(td_rows *rows, td_index_row *row, GError **error)
{
	sqlite3_stmt *stmt = rows->stmt;
	bool there;

	if (rows->ended)
		return false;
	if (!td_store_step(rows->index, stmt, &there, error) || !there) {
		rows->ended = true;
		return false;
	}
	row->id = sqlite3_column_int64(stmt, 0);
	row->thread = sqlite3_column_int64(stmt, 1);
	row->parent = sqlite3_column_int64(stmt, 2);
	row->series = sqlite3_column_int64(stmt, 3);
	row->position = (uint64_t)(sqlite3_column_int64(stmt, 4) & TD_LOW(TD_PLACE_BITS));
	row->epoch = (uint32_t)sqlite3_column_int64(stmt, 5);
	td_column_bytes(stmt, 6, row->commit.id, sizeof row->commit.id);
	td_column_bytes(stmt, 7, row->blob.id, sizeof row->blob.id);
	row->received = sqlite3_column_int64(stmt, 8);
	row->sent = sqlite3_column_int64(stmt, 9);
	row->sent_zone = sqlite3_column_int(stmt, 10);
	read_texts(stmt, row);
	read_patch(stmt, row);
	return true;
}

void
td_rows_close(td_rows *rows)
{
	if (rows == NULL)
		return;
	sqlite3_finalize(rows->stmt);
	g_free(rows);
}

char *
td_index_find_text(td_index *index, int64_t message, GError **error)
{
	sqlite3_stmt *stmt;
	char *text = NULL;
	bool row;

	if (index->path != NULL)
		return NULL;
	stmt = td_store_sql(index, TD_SQL_TEXT_FIND, error);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error) || !row)
		return NULL;
	text = g_strdup(td_column_text(stmt, 0));
	sqlite3_reset(stmt);
	return text;
}
