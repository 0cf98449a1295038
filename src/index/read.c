/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/read.c - rows of a range, in order of arrival and without sorting */
#include "index/range.h"
#include "store/store.h"

/* What many rows point at is asked for once: a few addresses write most of the mails. */
typedef struct pointed {
	char *name;
	char *address; /* "" for a word */
} pointed;

struct td_rows {
	td_walk walk;
	GHashTable *addresses, *words; /* of pointed * by id */
	bool ended;
};

static void
free_pointed(void *data)
{
	pointed *texts = data;

	g_free(texts->name);
	g_free(texts->address);
	g_free(texts);
}

/* Borrowed; empty texts where there is no such id. NULL on error. */
static const pointed *
find_pointed(td_index *index, GHashTable *known, td_sql which, int64_t id, GError **error)
{
	void *key = GSIZE_TO_POINTER(id);
	pointed *texts = g_hash_table_lookup(known, key);
	sqlite3_stmt *stmt;
	bool row;

	if (texts != NULL)
		return texts;
	stmt = td_store_sql(index, which, error);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, &row, error))
		return NULL;
	texts = g_new0(pointed, 1);
	texts->name = g_strdup(row ? td_column_text(stmt, 0) : "");
	texts->address = g_strdup(row ? td_column_text(stmt, 1) : "");
	if (row)
		sqlite3_reset(stmt);
	g_hash_table_insert(known, key, texts);
	return texts;
}

td_rows *
td_index_messages(td_index *index, const td_index_range *range, GError **error)
{
	static const char head[] =
	    "SELECT m.id, k.thread, k.parent, k.series, p.id, p.epoch, p.commit_id, "
	    "p.blob,"
	    " p.received, m.sent, m.zone, m.message_id, m.subject, m.title, p.class,"
	    " p.list_id, m.tags, m.sender, m.author, m.kind, m.flags, m.version,"
	    " m.minor, m.number, m.total, m.files, m.insertions, m.deletions, m.patch_id,"
	    " p.defects, m.refs FROM place p CROSS JOIN message m ON m.id = p.message"
	    " LEFT JOIN link k ON k.message = m.id";
	td_rows *rows = g_new0(td_rows, 1);

	rows->addresses = g_hash_table_new_full(NULL, NULL, NULL, free_pointed);
	rows->words = g_hash_table_new_full(NULL, NULL, NULL, free_pointed);
	if (!td_walk_start(&rows->walk, index, range, head, "ORDER BY p.id", error)) {
		td_rows_close(rows);
		return NULL;
	}
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
	row->tags = td_column_text(stmt, 16);
	row->references.p = sqlite3_column_blob(stmt, 30);
	row->references.n = (size_t)sqlite3_column_bytes(stmt, 30);
}

static const pointed *
word_at(td_rows *rows, int column, GError **error)
{
	return find_pointed(rows->walk.index, rows->words, TD_SQL_WORD_GET,
	    sqlite3_column_int64(rows->walk.stmt, column), error);
}

static const pointed *
address_at(td_rows *rows, int column, int64_t *id, GError **error)
{
	*id = sqlite3_column_int64(rows->walk.stmt, column);
	return find_pointed(
	    rows->walk.index, rows->addresses, TD_SQL_ADDRESS_GET, *id, error);
}

static bool
read_pointed(td_rows *rows, td_index_row *row, GError **error)
{
	const pointed *class_name, *list_id, *from, *author;

	if (!(class_name = word_at(rows, 14, error)) ||
	    !(list_id = word_at(rows, 15, error)) ||
	    !(from = address_at(rows, 17, &row->from_id, error)) ||
	    !(author = address_at(rows, 18, &row->author_id, error)))
		return false;
	row->class_name = class_name->name;
	row->list_id = list_id->name;
	row->from_name = from->name;
	row->from_address = from->address;
	row->author_name = author->name;
	row->author_address = author->address;
	return true;
}

static void
read_patch(sqlite3_stmt *stmt, td_index_row *row)
{
	int64_t flags = sqlite3_column_int64(stmt, 20);
	td_oid patch_id;

	row->kind = (td_kind)sqlite3_column_int(stmt, 19);
	row->has_version = flags & TD_FLAG_VERSION;
	row->has_number = flags & TD_FLAG_NUMBER;
	row->rfc = flags & TD_FLAG_RFC;
	row->resend = flags & TD_FLAG_RESEND;
	row->reply = flags & TD_FLAG_REPLY;
	row->version = number_at(stmt, 21);
	row->minor = number_at(stmt, 22);
	row->number = number_at(stmt, 23);
	row->total = number_at(stmt, 24);
	row->files = number_at(stmt, 25);
	row->insertions = number_at(stmt, 26);
	row->deletions = number_at(stmt, 27);
	row->patch_id[0] = '\0';
	if (sqlite3_column_type(stmt, 28) != SQLITE_NULL) {
		td_column_bytes(stmt, 28, patch_id.id, sizeof patch_id.id);
		td_oid_to_hex(&patch_id, row->patch_id);
	}
	row->defects = number_at(stmt, 29);
}

bool
td_rows_next(td_rows *rows, td_index_row *row, GError **error)
{
	sqlite3_stmt *stmt = rows->walk.stmt;
	bool there;

	if (rows->ended)
		return false;
	if (!td_walk_step(&rows->walk, &there, error) || !there) {
		rows->ended = true;
		return false;
	}
	row->id = sqlite3_column_int64(stmt, 0);
	row->thread = sqlite3_column_int64(stmt, 1);
	row->parent = sqlite3_column_int64(stmt, 2);
	row->series = sqlite3_column_int64(stmt, 3);
	row->list = sqlite3_column_int64(stmt, 4) >> TD_PLACE_BITS;
	row->position = (uint64_t)(sqlite3_column_int64(stmt, 4) & TD_LOW(TD_PLACE_BITS));
	row->epoch = (uint32_t)sqlite3_column_int64(stmt, 5);
	td_column_bytes(stmt, 6, row->commit.id, sizeof row->commit.id);
	td_column_bytes(stmt, 7, row->blob.id, sizeof row->blob.id);
	row->received = sqlite3_column_int64(stmt, 8);
	row->sent = sqlite3_column_int64(stmt, 9);
	row->sent_zone = sqlite3_column_int(stmt, 10);
	read_texts(stmt, row);
	read_patch(stmt, row);
	if (read_pointed(rows, row, error))
		return true;
	rows->ended = true;
	return false;
}

void
td_rows_close(td_rows *rows)
{
	if (rows == NULL)
		return;
	td_walk_clear(&rows->walk);
	g_hash_table_unref(rows->addresses);
	g_hash_table_unref(rows->words);
	g_free(rows);
}

static char *
find_text(td_index *index, int64_t message, int column, GError **error)
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
	if (sqlite3_column_type(stmt, column) != SQLITE_NULL)
		text = g_strdup(td_column_text(stmt, column));
	sqlite3_reset(stmt);
	return text;
}

char *
td_index_find_text(td_index *index, int64_t message, GError **error)
{
	return find_text(index, message, 0, error);
}

char *
td_index_find_changelog(td_index *index, int64_t message, GError **error)
{
	return find_text(index, message, 1, error);
}
