/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/read_parts.c - what lies below a message: files, trailers, notices, pulls, texts
 */
#include "index/range.h"
#include "store/store.h"

/* A question for the parts t of messages, as pieces of SQL. */
typedef struct parts_sql {
	const char *columns; /* after the message's id */
	const char *tables;  /* t and what is joined to it */
} parts_sql;

/* What is done with a row, and the callback of the caller, whose type only take knows. */
typedef struct asker asker;
struct asker {
	void (*take)(sqlite3_stmt *stmt, const asker *caller);
	void (*each_file)(const td_index_file *, void *);
	void (*each_trailer)(const td_index_trailer *, void *);
	void (*each_notice)(const td_index_notice *, void *);
	void (*each_pull)(const td_index_pull *, void *);
	void (*each_list_id)(const char *, unsigned, void *);
	void (*each_classic)(const td_classic *, void *);
	void *data;
};

static bool
hand_over(td_walk *walk, const asker *caller, GError **error)
{
	bool row;

	do {
		if (!td_walk_step(walk, &row, error))
			return false;
		if (row)
			caller->take(walk->stmt, caller);
	} while (row);
	return true;
}

static bool
ask(td_index *index, const td_index_range *range, const char *head, const char *tail,
    const asker *caller, GError **error)
{
	g_auto(td_walk) walk = { 0 };

	return td_walk_start(&walk, index, range, head, tail, error) &&
	       hand_over(&walk, caller, error);
}

/* Parts of a message have its id in theirs. */
static bool
start_parts(td_walk *walk, td_index *index, const td_index_range *range,
    const parts_sql *sql, GError **error)
{
	g_autofree char *text = NULL;

	if (td_range_is_all(index, range)) {
		text = g_strconcat("SELECT t.id >> 16, ", sql->columns, " FROM ",
		    sql->tables, " ORDER BY t.id", NULL);
		return td_walk_start_plain(walk, index, text, error);
	}
	text = g_strconcat("SELECT p.message, ", sql->columns,
	    " FROM place p CROSS JOIN ", sql->tables, NULL);
	return td_walk_start(walk, index, range, text,
	    "AND t.id BETWEEN p.message << 16 AND p.message << 16 | 65535"
	    " ORDER BY p.id, t.id",
	    error);
}

static bool
ask_parts(td_index *index, const td_index_range *range, const parts_sql *sql,
    const asker *caller, GError **error)
{
	g_auto(td_walk) walk = { 0 };

	return start_parts(&walk, index, range, sql, error) &&
	       hand_over(&walk, caller, error);
}

static void
take_file(sqlite3_stmt *stmt, const asker *caller)
{
	int64_t flags = sqlite3_column_int64(stmt, 5);
	td_index_file file = {
		.message = sqlite3_column_int64(stmt, 0),
		.path = td_column_text(stmt, 1),
		.old_path = (const char *)sqlite3_column_text(stmt, 2),
		.insertions = (unsigned)sqlite3_column_int64(stmt, 3),
		.deletions = (unsigned)sqlite3_column_int64(stmt, 4),
		.is_new = flags & TD_FILE_NEW,
		.is_deleted = flags & TD_FILE_DELETED,
		.is_binary = flags & TD_FILE_BINARY,
	};

	caller->each_file(&file, caller->data);
}

bool
td_index_each_file(td_index *index, const td_index_range *range,
    void (*each)(const td_index_file *file, void *data), void *data, GError **error)
{
	static const parts_sql sql = {
		"n.name, o.name, t.insertions, t.deletions, t.flags",
		"file t CROSS JOIN path n ON n.id = t.path"
		" LEFT JOIN path o ON o.id = t.old_path",
	};
	asker caller = { .take = take_file, .each_file = each, .data = data };

	return ask_parts(index, range, &sql, &caller, error);
}

static void
take_trailer(sqlite3_stmt *stmt, const asker *caller)
{
	td_index_trailer trailer = {
		.message = sqlite3_column_int64(stmt, 0),
		.key = td_column_text(stmt, 1),
		.value = td_column_text(stmt, 2),
		.about = td_column_text(stmt, 3),
	};

	caller->each_trailer(&trailer, caller->data);
}

bool
td_index_each_trailer(td_index *index, const td_index_range *range,
    void (*each)(const td_index_trailer *trailer, void *data), void *data, GError **error)
{
	static const parts_sql sql = { "t.key, t.value, t.about", "trailer t" };
	asker caller = { .take = take_trailer, .each_trailer = each, .data = data };

	return ask_parts(index, range, &sql, &caller, error);
}

static void
take_notice(sqlite3_stmt *stmt, const asker *caller)
{
	td_index_notice notice = {
		.message = sqlite3_column_int64(stmt, 0),
		.source = (td_notice_source)sqlite3_column_int(stmt, 1),
		.partly = (sqlite3_column_int(stmt, 2) & TD_EXTENT) == TD_EXTENT_PARTLY,
		.whole = (sqlite3_column_int(stmt, 2) & TD_EXTENT) == TD_EXTENT_WHOLE,
		.promised = sqlite3_column_int(stmt, 2) & TD_EXTENT_PROMISED,
		.by_other = sqlite3_column_int(stmt, 2) & TD_EXTENT_BY_OTHER,
		.tree = td_column_text(stmt, 3),
		.branch = td_column_text(stmt, 4),
		.title = td_column_text(stmt, 5),
		.message_id = td_column_text(stmt, 6),
		.commit = td_column_text(stmt, 7),
		.number = (unsigned)sqlite3_column_int64(stmt, 8),
		.total = (unsigned)sqlite3_column_int64(stmt, 9),
		.committer = td_column_text(stmt, 10),
	};

	caller->each_notice(&notice, caller->data);
}

bool
td_index_each_notice(td_index *index, const td_index_range *range,
    void (*each)(const td_index_notice *notice, void *data), void *data, GError **error)
{
	static const parts_sql sql = {
		"t.source, t.partly, t.tree, t.branch, t.title,"
		" t.message_id, t.commit_id, t.number, t.total, t.committer",
		"notice t",
	};
	asker caller = { .take = take_notice, .each_notice = each, .data = data };

	return ask_parts(index, range, &sql, &caller, error);
}

static void
take_pull(sqlite3_stmt *stmt, const asker *caller)
{
	td_index_pull pull = {
		.message = sqlite3_column_int64(stmt, 0),
		.base = td_column_text(stmt, 1),
		.url = td_column_text(stmt, 2),
		.ref = td_column_text(stmt, 3),
		.tip = td_column_text(stmt, 4),
	};

	caller->each_pull(&pull, caller->data);
}

bool
td_index_each_pull(td_index *index, const td_index_range *range,
    void (*each)(const td_index_pull *pull, void *data), void *data, GError **error)
{
	static const char head[] = "SELECT p.message, u.base, u.url, u.ref, u.tip"
				   " FROM place p CROSS JOIN pull u ON u.id = p.message";
	static const char all[] = "SELECT id, base, url, ref, tip FROM pull ORDER BY id";
	asker caller = { .take = take_pull, .each_pull = each, .data = data };
	g_auto(td_walk) walk = { 0 };

	if (td_range_is_all(index, range))
		return td_walk_start_plain(&walk, index, all, error) &&
		       hand_over(&walk, &caller, error);
	return ask(index, range, head, "ORDER BY p.id", &caller, error);
}

static void
take_list_id(sqlite3_stmt *stmt, const asker *caller)
{
	caller->each_list_id(td_column_text(stmt, 0),
	    (unsigned)sqlite3_column_int64(stmt, 1), caller->data);
}

bool
td_index_each_list_id(td_index *index, const td_index_range *range,
    void (*each)(const char *list_id, unsigned mails, void *data), void *data,
    GError **error)
{
	static const char head[] =
	    "SELECT (SELECT name FROM word WHERE id = p.list_id), count(*) FROM place p";
	asker caller = { .take = take_list_id, .each_list_id = each, .data = data };

	return ask(index, range, head, "AND p.list_id IS NOT NULL GROUP BY p.list_id",
	    &caller, error);
}

static td_span
span_at(sqlite3_stmt *stmt, int at)
{
	const char *bytes = sqlite3_column_blob(stmt, at);

	return (td_span){ bytes != NULL ? bytes : "",
		(size_t)sqlite3_column_bytes(stmt, at) };
}

static void
take_classic(sqlite3_stmt *stmt, const asker *caller)
{
	size_t cut = (size_t)sqlite3_column_int64(stmt, 7);
	size_t length = (size_t)sqlite3_column_int64(stmt, 8);
	td_classic classic = {
		.patch = true,
		.shown = sqlite3_column_int(stmt, 0) != 0,
		.subject = span_at(stmt, 1),
		.title = span_at(stmt, 2),
		.author = span_at(stmt, 3),
		.contributor = span_at(stmt, 4),
		.domain = span_at(stmt, 5),
		.body = span_at(stmt, 6),
	};

	classic.inbody_from = td_span_head(td_span_skip(classic.body, cut), length);
	caller->each_classic(&classic, caller->data);
}

bool
td_index_each_classic(td_index *index, const td_index_range *range,
    void (*each)(const td_classic *classic, void *data), void *data, GError **error)
{
	static const char head[] =
	    "SELECT c.shown, c.subject, c.title, c.author, c.contributor, c.domain,"
	    " c.body, c.cut, c.cut_length FROM place p CROSS JOIN classic c ON"
	    " c.id = p.id";
	asker caller = { .take = take_classic, .each_classic = each, .data = data };
	g_auto(td_walk) walk = { 0 };

	if (index->path != NULL)
		return true;
	return td_walk_start_all(
		   &walk, index, range, head, "ORDER BY p.id DESC", error) &&
	       hand_over(&walk, &caller, error);
}
