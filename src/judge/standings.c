/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/standings.c - series as they are listed: newest first, and by what they touch
 */
#include "judge/standings.h"

#include <string.h>

#include "store/ready.h"
#include "store/store.h"

#define FIELDS                                                                           \
	"SELECT t.series, t.sent, t.state, t.evidence, t.last, t.replies, t.reviewed,"   \
	" t.acked, t.tested, s.version, s.minor, s.total, s.received, s.rfc, s.resend,"  \
	" s.cover, s.head, m.message_id, ifnull(m.title, m.subject), m.tags, a.name,"    \
	" a.address, t.reviewers, w.name"
#define SERIES                                                                           \
	" JOIN series s ON s.id = t.series"                                              \
	" JOIN message m ON m.id = s.head JOIN address a ON a.id = m.author"             \
	" LEFT JOIN place c ON c.id = m.place LEFT JOIN word w ON w.id = c.class"
#define COLUMNS FIELDS " FROM standing t" SERIES
/* The head, or a copy of it, is in the list. */
#define OF_LIST                                                                          \
	" WHERE t.sent BETWEEN ?1 AND ?2 AND (EXISTS (SELECT 1 FROM place p"             \
	" WHERE p.message = s.head AND p.id BETWEEN ?3 AND ?4 AND p.gone IS NULL)"       \
	" OR EXISTS (SELECT 1 FROM link k INDEXED BY link_by_original"                   \
	" JOIN place p ON p.message = k.message WHERE k.original = s.head"               \
	" AND p.id BETWEEN ?3 AND ?4 AND p.gone IS NULL))"
#define DOWN " ORDER BY t.sent DESC"
#define UP " ORDER BY t.sent"
/* All series that a mail of the list, or what it is a copy of, belongs to. */
#define SERIES_OF_LIST                                                                   \
	"(SELECT DISTINCT k.series AS id FROM place p CROSS JOIN link k"                 \
	" ON k.message = p.message WHERE p.id BETWEEN ?3 AND ?4 AND p.gone IS NULL"      \
	" AND k.series IS NOT NULL)"

static void
take_row(sqlite3_stmt *stmt, td_index_standing *standing)
{
	*standing = (td_index_standing){
		.series = { .id = sqlite3_column_int64(stmt, 0),
		    .version = (unsigned)sqlite3_column_int(stmt, 9),
		    .minor = (unsigned)sqlite3_column_int(stmt, 10),
		    .total = (unsigned)sqlite3_column_int(stmt, 11),
		    .received = (unsigned)sqlite3_column_int(stmt, 12),
		    .rfc = sqlite3_column_int(stmt, 13) != 0,
		    .resend = sqlite3_column_int(stmt, 14) != 0,
		    .cover = sqlite3_column_int64(stmt, 15),
		    .head = sqlite3_column_int64(stmt, 16) },
		.sent = sqlite3_column_int64(stmt, 1),
		.state = (td_state)sqlite3_column_int(stmt, 2),
		.evidence = sqlite3_column_int64(stmt, 3),
		.last = sqlite3_column_int64(stmt, 4),
		.replies = (unsigned)sqlite3_column_int(stmt, 5),
		.reviewed = (unsigned)sqlite3_column_int(stmt, 6),
		.acked = (unsigned)sqlite3_column_int(stmt, 7),
		.tested = (unsigned)sqlite3_column_int(stmt, 8),
		.message_id = td_column_text(stmt, 17),
		.title = td_column_text(stmt, 18),
		.tags = td_column_text(stmt, 19),
		.author_name = td_column_text(stmt, 20),
		.author_address = td_column_text(stmt, 21),
		.reviewers = td_column_text(stmt, 22),
		.class_name = td_column_text(stmt, 23),
	};
}

static bool
walk(td_index *index, sqlite3_stmt *stmt, td_index_standing_each each, void *data,
    bool *any, GError **error)
{
	bool row, fine, more = true;

	*any = false;
	while ((fine = td_store_step(index, stmt, &row, error)) && row && more) {
		td_index_standing standing;

		*any = true;
		take_row(stmt, &standing);
		more = each(&standing, data);
	}
	td_ready_give(index, stmt);
	return fine;
}

/*
 * Two ways to the series of a list: all series from the newest on, until there are enough
 * of the list, or all mails of the list. Of M mails in all, L of the list, the first
 * meets some hundred times M / L series where the list is as busy as the others, and all
 * where it fell asleep; the second L mails, whatever happened.
 */
static bool
is_small(td_index *index, int64_t list, bool *small, GError **error)
{
	enum { enough = 100, mails_a_series = 6 };
	double all = (double)td_index_newest(index);
	int64_t last = 0;

	if (!td_store_find_number(index, TD_SQL_LIST_LAST, list, &last, error))
		return false;
	last &= TD_LOW(TD_PLACE_BITS);
	*small = (double)last * (double)last < all * enough / mails_a_series;
	return true;
}

#define EVERYWHERE COLUMNS " WHERE t.sent BETWEEN ?1 AND ?2"
#define BY_LIST                                                                          \
	FIELDS " FROM " SERIES_OF_LIST                                                   \
	       " x CROSS JOIN standing t ON t.series = x.id" SERIES OF_LIST

bool
td_index_each_standing(td_index *index, const td_index_standings *which,
    td_index_standing_each each, void *data, GError **error)
{
	/* For all lists, for one by all series, and for one by its mails. */
	static const char *const down[] = { EVERYWHERE DOWN, COLUMNS OF_LIST DOWN,
		BY_LIST DOWN ", t.series DESC" };
	static const char *const up[] = { EVERYWHERE UP, COLUMNS OF_LIST UP,
		BY_LIST UP ", t.series" };
	const char *const *texts = which->oldest_first ? up : down;
	sqlite3_stmt *stmt;
	bool small = false, any;

	if (which->list != 0 && which->since == 0 &&
	    !is_small(index, which->list, &small, error))
		return false;
	stmt = td_ready_take(index, texts[which->list == 0 ? 0 : small ? 2 : 1], error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, which->since);
	sqlite3_bind_int64(stmt, 2, which->until != 0 ? which->until : INT64_MAX);
	if (which->list != 0) {
		sqlite3_bind_int64(stmt, 3, which->list << TD_PLACE_BITS);
		sqlite3_bind_int64(
		    stmt, 4, which->list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	}
	return walk(index, stmt, each, data, &any, error);
}

bool
td_index_each_standing_of(td_index *index, int64_t author, td_index_standing_each each,
    void *data, GError **error)
{
	sqlite3_stmt *stmt = td_ready_take(index,
	    FIELDS
	    " FROM message m CROSS JOIN link k ON k.message = m.id"
	    " CROSS JOIN series s ON s.id = k.series AND s.head = m.id"
	    " CROSS JOIN standing t ON t.series = s.id"
	    " CROSS JOIN address a ON a.id = m.author"
	    " LEFT JOIN place c ON c.id = m.place LEFT JOIN word w ON w.id = c.class"
	    " WHERE m.author = ?1",
	    error);
	bool any;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, author);
	return walk(index, stmt, each, data, &any, error);
}

bool
td_index_find_standing(td_index *index, int64_t series, td_index_standing_each each,
    void *data, bool *found, GError **error)
{
	sqlite3_stmt *stmt = td_ready_take(index, COLUMNS " WHERE t.series = ?1", error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series);
	return walk(index, stmt, each, data, found, error);
}

/* most rows of them, 0 for all; *all tells whether these were all. */
static GHashTable *
collect(td_index *index, const char *text, const char *value, unsigned most, bool *all,
    GError **error)
{
	g_autoptr(GHashTable) ids =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	sqlite3_stmt *stmt = td_ready_take(index, text, error);
	unsigned rows = 0;
	bool row, fine;

	*all = true;
	if (stmt == NULL)
		return NULL;
	td_bind_text(stmt, 1, value);
	while ((fine = td_store_step(index, stmt, &row, error)) && row) {
		int64_t id = sqlite3_column_int64(stmt, 0);

		if (most != 0 && rows++ == most) {
			*all = false;
			break;
		}
		g_hash_table_add(ids, g_memdup2(&id, sizeof id));
	}
	td_ready_give(index, stmt);
	return fine ? g_steal_pointer(&ids) : NULL;
}

#define IS_PATH "(p.name GLOB ?1 OR p.name GLOB rtrim(?1, '/') || '/*')"

/* A series comes once for each file: to tell them apart in SQL would read all of them
 * before the first is there. */
GHashTable *
td_index_find_path_series(
    td_index *index, const char *glob, unsigned most, bool *all, GError **error)
{
	return collect(index,
	    "SELECT k.series FROM path p CROSS JOIN file f ON f.path = p.id"
	    " CROSS JOIN link k ON k.message = f.id >> 16"
	    " WHERE " IS_PATH " AND k.series IS NOT NULL",
	    glob, most, all, error);
}

bool
td_index_touches_path(
    td_index *index, int64_t series, const char *glob, bool *touches, GError **error)
{
	sqlite3_stmt *stmt = td_ready_take(index,
	    "SELECT 1 FROM (SELECT message FROM member WHERE id BETWEEN ?2 AND ?3"
	    " UNION ALL SELECT cover FROM series WHERE id = ?4 AND cover IS NOT NULL) e"
	    " CROSS JOIN file f"
	    " ON f.id BETWEEN e.message << 16 AND e.message << 16 | 65535"
	    " CROSS JOIN path p ON p.id = f.path"
	    " WHERE " IS_PATH " LIMIT 1",
	    error);
	bool fine;

	*touches = false;
	if (stmt == NULL)
		return false;
	td_bind_text(stmt, 1, glob);
	sqlite3_bind_int64(stmt, 2, series << TD_MEMBER_BITS);
	sqlite3_bind_int64(stmt, 3, series << TD_MEMBER_BITS | TD_LOW(TD_MEMBER_BITS));
	sqlite3_bind_int64(stmt, 4, series);
	fine = td_store_step(index, stmt, touches, error);
	td_ready_give(index, stmt);
	return fine;
}

/* From the reply up to what it is for; a few hops are enough for nearly all. */
GHashTable *
td_index_find_reviewer_series(td_index *index, const char *piece, GError **error)
{
	bool all;

	return collect(index,
	    "SELECT DISTINCT coalesce(k.series, k1.series, k2.series, k3.series, "
	    "k4.series)"
	    " FROM trailer r JOIN link k ON k.message = r.id >> 16"
	    " LEFT JOIN link k1 ON k1.message = k.parent"
	    " LEFT JOIN link k2 ON k2.message = k1.parent"
	    " LEFT JOIN link k3 ON k3.message = k2.parent"
	    " LEFT JOIN link k4 ON k4.message = k3.parent"
	    " WHERE r.key IN ('Reviewed-by', 'Acked-by', 'Tested-by')"
	    " AND instr(lower(r.value), lower(?1))",
	    piece, 0, &all, error);
}
