/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/store.c - statements, and SQLite's errors made ours */
#include "store/store.h"

#include <string.h>

#include "base/error.h"
#include "base/ids.h"
#include "store/allowance.h"
#include "store/seen.h"

#define PLACE_BITS G_STRINGIFY(TD_PLACE_BITS)

static const char *const texts[TD_SQL_COUNT] = {
	[TD_SQL_BEGIN] = "BEGIN IMMEDIATE",
	[TD_SQL_COMMIT] = "COMMIT",
	[TD_SQL_NEWEST_PUT] = "INSERT OR REPLACE INTO meta VALUES('newest', ?1)",
	[TD_SQL_META_FIND] = "SELECT value FROM meta WHERE name = ?1",
	[TD_SQL_META_PUT] = "INSERT OR REPLACE INTO meta VALUES(?1, ?2)",
	[TD_SQL_CLASS_FIND] = "SELECT p.class, p.message, m.place FROM place p"
			      " JOIN message m ON m.id = p.message WHERE p.id = ?1",
	[TD_SQL_CLASS_PUT] = "UPDATE place SET class = ?2 WHERE id = ?1",
	[TD_SQL_CHECK] = "PRAGMA integrity_check",
	[TD_SQL_INDEX_FIND] =
	    "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1",
	[TD_SQL_LIST_FIND] = "SELECT id FROM list WHERE name = ?1",
	[TD_SQL_LIST_ADD] = "INSERT INTO list(name) VALUES(?1)",
	[TD_SQL_HEAD_PUT] = "INSERT OR REPLACE INTO epoch VALUES(?1, ?2, ?3, ?4)",
	[TD_SQL_HEAD_FIND] =
	    "SELECT head, position FROM epoch WHERE list = ?1 AND number = ?2",
	[TD_SQL_ADDRESS_GET] = "SELECT name, address FROM address WHERE id = ?1",
	[TD_SQL_ADDRESS_FIND] = "SELECT id FROM address WHERE name = ?1 AND address = ?2",
	[TD_SQL_ADDRESS_ADD] = "INSERT INTO address(name, address) VALUES(?1, ?2)",
	[TD_SQL_PATH_FIND] = "SELECT id FROM path WHERE name = ?1",
	[TD_SQL_PATH_ADD] = "INSERT INTO path(name) VALUES(?1)",
	[TD_SQL_WORD_GET] = "SELECT name, NULL FROM word WHERE id = ?1",
	[TD_SQL_WORD_FIND] = "SELECT id FROM word WHERE name = ?1",
	[TD_SQL_WORD_ADD] = "INSERT INTO word(name) VALUES(?1)",
	[TD_SQL_NAME_ADD] = "INSERT INTO name VALUES(?1, ?2 & 65535, ?3)",
	[TD_SQL_MESSAGE_FIND] =
	    "SELECT m.id, m.place, m.received FROM name n CROSS JOIN message m"
	    " ON m.id = n.message WHERE n.key = name_key(?1) AND n.content = ?2 & 65535"
	    " AND m.message_id = ?1 AND m.content = ?2 AND m.place IS NOT NULL",
	[TD_SQL_MESSAGE_CHECK] = "SELECT place, received FROM message WHERE id = ?1"
				 " AND message_id = ?2 AND content = ?3"
				 " AND place IS NOT NULL",
	[TD_SQL_MESSAGE_ADD] =
	    "INSERT INTO message VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
	    "?12,"
	    " ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
	[TD_SQL_MESSAGE_PLACE] = "UPDATE message SET place = ?2, received = ifnull(?3, "
				 "received) WHERE id = ?1",
	[TD_SQL_MESSAGE_LINKING] = "SELECT " TD_LINKING_COLUMNS ", m.received, m.place"
				   " FROM message m WHERE m.id BETWEEN ?1 AND ?2"
				   " AND m.place IS NOT NULL ORDER BY m.id",
	[TD_SQL_PLACE_LAST] = "SELECT max(id) FROM place WHERE message = ?1"
			      " AND id BETWEEN ?2 AND ?3 AND gone IS NULL",
	[TD_SQL_PLACE_ADD] = "INSERT INTO place VALUES(?1, ?2, ?3, NULL, ?4, ?5, ?6, ?7,"
			     " ?8, ?9, ?10, ?11, ?12, ?13)",
	[TD_SQL_PLACE_EACH] = "SELECT id, received, before FROM place WHERE message = ?1"
			      " AND id BETWEEN ?2 AND ?3 AND gone IS NULL",
	[TD_SQL_PLACE_OF_BLOB] = "SELECT message FROM place WHERE blob = ?1"
				 " AND id BETWEEN ?2 AND ?3 AND gone IS NULL",
	[TD_SQL_PLACE_OF_NAME] =
	    "SELECT p.message FROM name n CROSS JOIN place p ON p.message = n.message"
	    " WHERE n.key = name_key(?4) AND p.blob = ?1 AND p.id BETWEEN ?2 AND ?3"
	    " AND p.gone IS NULL",
	[TD_SQL_PLACE_GONE] = "UPDATE place SET gone = ?2 WHERE id = ?1",
	[TD_SQL_SKIP_ADD] = "INSERT INTO skip VALUES(?1, ?2)",
	[TD_SQL_SKIP_EACH] = "SELECT why, count(*) FROM skip WHERE id BETWEEN ?1 AND ?2"
			     " GROUP BY why",
	[TD_SQL_CLASSIC_REMOVE] = "DELETE FROM classic WHERE id = ?1",
	[TD_SQL_TEXT_REMOVE] = "DELETE FROM text WHERE id = ?1",
	[TD_SQL_LINK_REMOVE] = "DELETE FROM link WHERE message = ?1",
	[TD_SQL_FILE_ADD] = "INSERT INTO file VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[TD_SQL_TRAILER_ADD] = "INSERT INTO trailer VALUES(?1, ?2, ?3, ?4)",
	[TD_SQL_NOTICE_ADD] =
	    "INSERT INTO notice VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	[TD_SQL_PULL_ADD] = "INSERT INTO pull VALUES(?1, ?2, ?3, ?4, ?5)",
	[TD_SQL_TEXT_ADD] = "INSERT INTO text VALUES(?1, ?2, ?3)",
	[TD_SQL_TEXT_FIND] = "SELECT body, changelog FROM text WHERE id = ?1",
	[TD_SQL_CLASSIC_ADD] =
	    "INSERT INTO classic VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[TD_SQL_TIES] = "SELECT key FROM tie",
	[TD_SQL_TIE_FIND] = "SELECT cluster FROM tie WHERE key = ?1",
	[TD_SQL_TIE_ADD] = "INSERT OR IGNORE INTO tie VALUES(?1, ?2)",
	[TD_SQL_CLUSTER_FIND] = "SELECT cluster FROM link WHERE message = ?1",
	[TD_SQL_CLUSTERS] = "SELECT id, above FROM cluster",
	[TD_SQL_CLUSTER_ABOVE] = "SELECT above FROM cluster WHERE id = ?1",
	[TD_SQL_CLUSTER_PUT] = "INSERT OR REPLACE INTO cluster VALUES(?1, ?2)",
	[TD_SQL_CLUSTER_MAILS] = "SELECT message FROM link WHERE cluster = ?1",
	[TD_SQL_CLUSTER_BELOW] = "SELECT id FROM cluster WHERE above = ?1",
	[TD_SQL_LINK_START] =
	    "INSERT OR IGNORE INTO link(message, cluster) VALUES(?1, ?2)",
	[TD_SQL_LINK_PUT] = "INSERT INTO link(message, thread, parent, series, original,"
			    " cluster) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"
			    " ON CONFLICT(message) DO UPDATE SET thread = ?2, parent = "
			    "?3, series = ?4, original = ?5",
	[TD_SQL_LINK_ROWS] =
	    "SELECT message, thread, parent, series, original FROM link"
	    " WHERE message BETWEEN ?1 AND ?2 AND thread IS NOT NULL ORDER BY message",
	[TD_SQL_COPIES] = "SELECT message, original FROM main.link INDEXED BY link_copies"
			  " WHERE original IS NOT NULL AND message BETWEEN ?1 AND ?2"
			  " ORDER BY message",
	[TD_SQL_LINK_SERIES] = "SELECT series FROM link WHERE message = ?1",
	[TD_SQL_SERIES_ADD] =
	    "INSERT INTO series VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[TD_SQL_SERIES_FIND] =
	    "SELECT version, minor, total, received, rfc, resend, cover, head"
	    " FROM series WHERE id = ?1",
	[TD_SQL_SERIES_REMOVE] = "DELETE FROM series WHERE id = ?1",
	[TD_SQL_MEMBER_ADD] = "INSERT INTO member VALUES(?1, ?2, ?3, ?4)",
	[TD_SQL_MEMBER_EACH] = "SELECT message, number, extra FROM member"
			       " WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
	[TD_SQL_MEMBER_REMOVE] = "DELETE FROM member WHERE id BETWEEN ?1 AND ?2",
	[TD_SQL_SIGN_ADD] = "INSERT INTO sign VALUES(?1, ?2, ?3, ?4, ?5)",
	[TD_SQL_PROFILE_ANY] = "SELECT 1 FROM profile LIMIT 1",
	[TD_SQL_PROFILE_MAIL] =
	    "SELECT m.message_id, m.refs, m.sent, m.received, ifnull(m.title, m.subject),"
	    " m.tags, m.change_id, m.patch_id, a.name, a.address, s.name, s.address,"
	    " g.sketch, g.mentions, EXISTS (SELECT 1 FROM pull WHERE id = m.id)"
	    " OR EXISTS (SELECT 1 FROM link k JOIN pull p ON p.id = k.parent"
	    " WHERE k.message = m.id), g.prose, ifnull(g.version, 0)"
	    " FROM message m JOIN address a ON a.id = m.author"
	    " JOIN address s ON s.id = CASE WHEN m.flags & 32 THEN m.author ELSE m.sender"
	    " END LEFT JOIN sign g ON g.id = m.id WHERE m.id = ?1",
	[TD_SQL_PROFILE_PATHS] = "SELECT p.name FROM file f JOIN path p ON p.id = f.path"
				 " WHERE f.id BETWEEN ?1 AND ?2",
	[TD_SQL_PROFILE_ADD] = "INSERT OR REPLACE INTO profile VALUES(?1, ?2)",
	[TD_SQL_PROFILE_FIND] = "SELECT looks FROM profile WHERE series = ?1",
	[TD_SQL_PROFILE_REMOVE] = "DELETE FROM profile WHERE series = ?1",
	[TD_SQL_TRACES] = "SELECT key FROM trace",
	[TD_SQL_TRACE_ADD] = "INSERT OR IGNORE INTO trace VALUES(?1, ?2, ?3)",
	[TD_SQL_TRACE_REMOVE] =
	    "DELETE FROM trace WHERE key = ?1 AND time = ?2 AND series = ?3",
	[TD_SQL_TRACE_BEFORE] = "SELECT series FROM trace WHERE key = ?1 AND time <= ?2"
				" ORDER BY time DESC LIMIT ?3",
	[TD_SQL_TRACE_AFTER] = "SELECT series FROM trace WHERE key = ?1 AND time >= ?2"
			       " ORDER BY time LIMIT ?3",
	[TD_SQL_EDGE_PUT] = "INSERT OR REPLACE INTO edge VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[TD_SQL_EDGE_FIND] =
	    "SELECT older, rule, weight, message, flags FROM edge WHERE series = ?1",
	[TD_SQL_EDGE_AFTER] = "SELECT series, flags FROM edge WHERE older = ?1",
	[TD_SQL_EDGE_REMOVE] = "DELETE FROM edge WHERE series = ?1",
	[TD_SQL_NEWS_ADD] = "INSERT OR IGNORE INTO news VALUES(?1, ?2)",
	[TD_SQL_NEWS_FIND] =
	    "SELECT n.message FROM news n JOIN message m ON m.id = n.message"
	    " WHERE n.key = ?1 AND m.received >= ?2",
	[TD_SQL_NEWS_ALL] = "SELECT message FROM news WHERE key = ?1",
	[TD_SQL_CLAIM_ADD] = "INSERT INTO claim VALUES(?1, ?2, ?3, ?4)",
	[TD_SQL_CLAIM_REMOVE] = "DELETE FROM claim WHERE id BETWEEN ?1 AND ?2",
	/* Whether who sent ?1 wrote or sent the series ?2, by address or name. */
	[TD_SQL_CLAIM_IS_OWN] =
	    "SELECT EXISTS(SELECT 1 FROM message n JOIN address x ON x.id = n.author,"
	    " series s JOIN message h ON h.id = s.head"
	    " JOIN address y ON y.id IN (h.sender, h.author) WHERE n.id = ?1"
	    " AND s.id = ?2 AND (lower(x.address) = lower(y.address)"
	    " OR (x.name <> '' AND x.name = y.name)))",
	[TD_SQL_CLAIM_ABOVE] = "SELECT p.tags, p.kind, p.title FROM link k"
			       " JOIN message p ON p.id = k.parent"
			       " WHERE k.message = ?1",
	[TD_SQL_CLAIM_OF_NOTICE] = "SELECT id, series, slot, partly FROM claim"
				   " WHERE id BETWEEN ?1 AND ?2",
	[TD_SQL_CLAIM_NOTICES] = "SELECT id >> 16 FROM claim WHERE series = ?1",
	[TD_SQL_CLAIM_OF_SERIES] =
	    "SELECT m.id, c.slot, c.partly, m.received, m.place FROM claim c"
	    " JOIN message m ON m.id = c.id >> 16 WHERE c.series = ?1",
	[TD_SQL_LINK_UP] = "SELECT parent, series FROM link WHERE message = ?1",
	[TD_SQL_STANDING_PUT] =
	    "INSERT OR REPLACE INTO standing VALUES(?1, ?2, ?3, ?4, ?5,"
	    " ?6, ?7, ?8, ?9, ?10)",
	[TD_SQL_STANDING_STATE] = "SELECT state FROM standing WHERE series = ?1",
	/* Of two series that one item means, the last to be judged has it. */
	[TD_SQL_CITED_PUT] = "INSERT OR REPLACE INTO claim VALUES(?1, ?2, ?3, ?4)",
	[TD_SQL_CITED_REMOVE] = "DELETE FROM claim WHERE series = ?1 AND partly & 8",
	[TD_SQL_STANDING_REMOVE] = "DELETE FROM standing WHERE series = ?1",
	[TD_SQL_STANDING_OF_THREAD] = "SELECT thread FROM link WHERE message = ?1",
	[TD_SQL_STANDING_THREAD] =
	    "SELECT k.message, k.parent, k.series, m.kind, m.received, m.sender,"
	    " m.author, p.class, m.place, m.number, m.total, m.flags"
	    " FROM link k JOIN message m ON m.id = k.message"
	    " LEFT JOIN place p ON p.id = m.place"
	    " WHERE k.thread = ?1 AND k.original IS NULL",
	[TD_SQL_STANDING_TRAILERS] = "SELECT key, value, about FROM trailer"
				     " WHERE id BETWEEN ?1 AND ?2",
	[TD_SQL_STANDING_AUTHOR] = "SELECT a.name, a.address FROM message m"
				   " JOIN address a ON a.id = m.author"
				   " WHERE m.id = ?1",
	[TD_SQL_STANDING_NOTICES] =
	    "SELECT source, partly, title, message_id, number FROM"
	    " notice WHERE id BETWEEN ?1 AND ?2",
	[TD_SQL_STANDING_PATCH] = "SELECT message_id, ifnull(title, subject), received,"
				  " kind, place FROM message WHERE id = ?1",
	[TD_SQL_FIND_NAME] =
	    "SELECT m.id FROM name n CROSS JOIN message m"
	    " ON m.id = n.message WHERE n.key = name_key(?1)"
	    " AND m.message_id = ?1 AND m.place IS NOT NULL ORDER BY m.id",
	[TD_SQL_FIND_MESSAGE_ID] = "SELECT id FROM message WHERE message_id = ?1"
				   " AND place IS NOT NULL ORDER BY id",
	[TD_SQL_FIND_PATCH_ID] =
	    "SELECT id FROM message WHERE substr(patch_id, 1, 8) ="
	    " substr(?1, 1, 8) AND patch_id = ?1 AND place IS NOT NULL ORDER BY id",
	[TD_SQL_FIND_CHANGE_ID] = "SELECT id FROM message WHERE change_id = ?1"
				  " AND place IS NOT NULL ORDER BY id",
	[TD_SQL_FIND_THREAD] = "SELECT message FROM link WHERE thread = ?1"
			       " AND original IS NULL ORDER BY message",
	[TD_SQL_FIND_THREAD_FORMS] = "SELECT message FROM link WHERE thread = ?1"
				     " ORDER BY message",
	[TD_SQL_LINE] = "SELECT received, message_id, subject,"
			" CASE WHEN flags & 32 THEN author ELSE sender END FROM message"
			" WHERE id = ?1 AND place IS NOT NULL",
	[TD_SQL_REFERENCES] = "SELECT refs FROM message WHERE id = ?1",
	[TD_SQL_PLACES] = "SELECT id, epoch, commit_id, blob, received, offset, size"
			  " FROM place WHERE message = ?1 AND (gone IS NULL OR"
			  " (gone > ?4 AND id BETWEEN ?2 AND ?3)) ORDER BY id",
	[TD_SQL_TOPIC] =
	    "SELECT m.id, m.received, m.sender, m.author, m.kind"
	    " FROM link k JOIN message m ON m.id = k.message"
	    " WHERE k.thread = ?1 AND k.original IS NULL AND m.place IS NOT NULL",
	[TD_SQL_POSTER] =
	    "SELECT received, sender, author, kind FROM message WHERE id = ?1",
	[TD_SQL_ANSWER_TIME] =
	    "SELECT min(m.sent) - h.sent FROM message h JOIN link o ON o.message = h.id"
	    " JOIN link k ON k.thread = o.thread JOIN message m ON m.id = k.message"
	    " LEFT JOIN place p ON p.id = m.place LEFT JOIN word w ON w.id = p.class"
	    " WHERE h.id = ?1 AND m.kind = ?2 AND m.sender <> h.sender"
	    " AND m.sent >= h.sent AND w.name = 'human'",
	[TD_SQL_CHANGE_ADD] = "INSERT INTO change(what) VALUES(?1)",
	[TD_SQL_CHANGE_TRIM] =
	    "DELETE FROM change WHERE id <= (SELECT max(id) FROM change) - ?1",
	[TD_SQL_CHANGE_LAST] = "SELECT max(id) FROM change",
	[TD_SQL_CHANGE_AFTER] = "SELECT id, what FROM change WHERE id > ?1 ORDER BY id",
	[TD_SQL_DATA_VERSION] = "PRAGMA data_version",
	[TD_SQL_LIST_MESSAGES] =
	    "SELECT message FROM place WHERE id BETWEEN ?1 AND ?2 AND gone IS NULL",
	[TD_SQL_LISTS] = "SELECT id, name FROM list ORDER BY name",
	[TD_SQL_LIST_LAST] =
	    "SELECT max(id) FROM place WHERE id BETWEEN ?1 << " PLACE_BITS
	    " AND ((?1 + 1) << " PLACE_BITS ") - 1",
	[TD_SQL_LIST_EXTENT] = "SELECT mails, first, last FROM list WHERE id = ?1",
	[TD_SQL_LIST_MEASURE] =
	    "UPDATE list SET mails = ?2, first = ?3, last = ?4 WHERE id = ?1",
	[TD_SQL_LIST_UNTRUE] =
	    "SELECT l.name, l.mails, count(p.id) FROM list l LEFT JOIN place p"
	    " ON p.id BETWEEN l.id << " PLACE_BITS " AND ((l.id + 1) << " PLACE_BITS
	    ") - 1 AND p.gone IS NULL AND p.before IS NULL GROUP BY l.id"
	    " HAVING count(p.id) <> l.mails OR min(p.received) IS NOT l.first"
	    " OR max(p.received) IS NOT l.last",
};

bool
td_store_fail_empty(const td_index *index, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "nothing is in the index '%s' yet: run 'tidings sync'", index->path);
	return false;
}

bool
td_store_fail(td_index *index, const char *what, GError **error)
{
	int extended = sqlite3_extended_errcode(index->db);
	int code = extended & 0xff;

	/* Only who makes a file has a journal beside it, and was killed as it did. */
	if (extended == SQLITE_READONLY_ROLLBACK)
		return td_store_fail_empty(index, error);
	if (code == SQLITE_INTERRUPT && index->spent)
		return td_store_fail_spent(error);
	if (code == SQLITE_BUSY) {
		g_set_error(error, TD_ERROR, TD_ERROR_UNREADY,
		    "index '%s': another tidings is writing to it (waited %u s): try "
		    "again later",
		    index->path, index->wait);
		return false;
	}
	g_set_error(error, TD_ERROR,
	    code == SQLITE_CANTOPEN ? TD_ERROR_IO : TD_ERROR_DATABASE,
	    "index '%s': %s: %s", index->path != NULL ? index->path : "(temporary)", what,
	    sqlite3_errmsg(index->db));
	return false;
}

sqlite3_stmt *
td_store_sql(td_index *index, td_sql which, GError **error)
{
	if (index->sql[which] == NULL &&
	    sqlite3_prepare_v3(index->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT,
		&index->sql[which], NULL) != SQLITE_OK)
		td_store_fail(index, "preparing", error);
	return index->sql[which];
}

bool
td_store_step(td_index *index, sqlite3_stmt *stmt, bool *row, GError **error)
{
	int got = sqlite3_step(stmt);

	*row = got == SQLITE_ROW && td_index_go_on(index, error);
	if (*row)
		return true;
	if (got != SQLITE_DONE && got != SQLITE_ROW)
		td_store_fail(index, "reading", error);
	sqlite3_reset(stmt);
	return got == SQLITE_DONE;
}

bool
td_store_run(td_index *index, sqlite3_stmt *stmt, GError **error)
{
	int got = sqlite3_step(stmt);

	if (got != SQLITE_DONE)
		td_store_fail(index, "writing", error);
	sqlite3_reset(stmt);
	return got == SQLITE_DONE;
}

sqlite3_stmt *
td_store_prepare(td_index *index, const char *text, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(index->db, text, -1, &stmt, NULL) != SQLITE_OK)
		td_store_fail(index, "preparing", error);
	return stmt;
}

bool
td_store_gather(td_index *index, sqlite3_stmt *stmt,
    void (*take)(sqlite3_stmt *, GArray *), GArray *into, GError **error)
{
	bool row = true;
	bool fine = stmt != NULL;

	while (fine && row) {
		fine = td_store_step(index, stmt, &row, error);
		if (fine && row)
			take(stmt, into);
	}
	sqlite3_finalize(stmt);
	return fine;
}

bool
td_store_add_ids(td_index *index, sqlite3_stmt *stmt, GArray *ids, GError **error)
{
	bool row;

	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			int64_t id = sqlite3_column_int64(stmt, 0);

			g_array_append_val(ids, id);
		}
	} while (row);
	return true;
}

bool
td_store_take_ids(td_index *index, sqlite3_stmt *stmt, GHashTable *ids, GError **error)
{
	bool row;

	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			td_ids_add(ids, sqlite3_column_int64(stmt, 0));
	} while (row);
	return true;
}

bool
td_store_run_ids(
    td_index *index, td_sql which, int64_t first, int64_t last, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, first);
	if (last != 0)
		sqlite3_bind_int64(stmt, 2, last);
	return td_store_run(index, stmt, error);
}

bool
td_store_find_number(
    td_index *index, td_sql which, int64_t id, int64_t *number, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);
	bool row;

	*number = 0;
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	*number = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

bool
td_store_version(td_index *index, int64_t *version, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_DATA_VERSION, error);
	bool row;

	if (stmt == NULL || !td_store_step(index, stmt, &row, error))
		return false;
	*version = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

bool
td_store_learn(td_index *index, td_sql which, td_seen *keys, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);
	bool row;

	if (stmt == NULL)
		return false;
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			td_seen_add(keys, (uint64_t)sqlite3_column_int64(stmt, 0));
	} while (row);
	return true;
}

bool
td_store_exec(td_index *index, const char *text, GError **error)
{
	if (sqlite3_exec(index->db, text, NULL, NULL, NULL) != SQLITE_OK)
		return td_store_fail(index, "opening", error);
	return true;
}

unsigned
td_store_lists(const td_index *index)
{
	return g_hash_table_size(index->list_names);
}

void
td_store_note_list(td_index *index, int64_t id, const char *name)
{
	g_hash_table_insert(index->list_names, g_memdup2(&id, sizeof id), g_strdup(name));
	index->last_list = MAX(index->last_list, id);
}

int
td_store_compare_places(const td_index *index, int64_t received_a, int64_t place_a,
    int64_t received_b, int64_t place_b)
{
	int64_t a = place_a >> TD_PLACE_BITS;
	int64_t b = place_b >> TD_PLACE_BITS;

	if (received_a != received_b)
		return received_a < received_b ? -1 : 1;
	if (a != b) {
		const char *x = g_hash_table_lookup(index->list_names, &a);
		const char *y = g_hash_table_lookup(index->list_names, &b);
		int order = g_strcmp0(x, y);

		if (order != 0)
			return order;
	}
	return (place_a > place_b) - (place_a < place_b);
}
