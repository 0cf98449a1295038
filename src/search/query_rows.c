/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/query_rows.c - questions that full text cannot answer */
#include "search/query_rows.h"

#include <string.h>

#include "base/error.h"
#include "base/ids.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "search/query_find.h"
#include "search/search.h"
#include "store/store.h"

static GArray *
new_ids(void)
{
	return g_array_new(FALSE, FALSE, sizeof(int64_t));
}

/* Ascending, each once. */
static GArray *
tidy(GArray *take_ids)
{
	td_ids_tidy(take_ids);
	return take_ids;
}

static void
add_all(GArray *ids, const GArray *more)
{
	if (more->len > 0)
		g_array_append_vals(ids, more->data, more->len);
}

GArray *
td_index_load_threads(td_index *index, const GArray *messages, GError **error)
{
	g_autoptr(GArray) threads = new_ids();
	g_auto(td_find) find = { 0 };

	if (!td_find_open(
		&find, index, "SELECT thread FROM link WHERE message = ?1", error))
		return NULL;
	for (unsigned i = 0; i < messages->len; i++) {
		int64_t thread = 0;
		bool row;

		sqlite3_bind_int64(find.stmt, 1, g_array_index(messages, int64_t, i));
		if (!td_find_next(&find, &row, error))
			return NULL;
		if (row)
			thread = sqlite3_column_int64(find.stmt, 0);
		g_array_append_val(threads, thread);
		sqlite3_reset(find.stmt);
	}
	return g_steal_pointer(&threads);
}

GArray *
td_index_find_threads(td_index *index, const GArray *messages, GError **error)
{
	g_autoptr(GArray) threads = td_index_load_threads(index, messages, error);
	g_autoptr(GArray) all = NULL;

	if (threads == NULL)
		return NULL;
	tidy(threads);
	all = new_ids();
	for (unsigned i = 0; i < threads->len; i++) {
		int64_t thread = g_array_index(threads, int64_t, i);
		g_autoptr(GArray) mails =
		    thread != 0 ? td_index_find_thread_forms(index, thread, error)
				: new_ids();

		if (mails == NULL)
			return NULL;
		add_all(all, mails);
	}
	return tidy(g_steal_pointer(&all));
}

/* A Message-ID holds its answers together even when it is not there itself. */
static GArray *
find_thread(td_index *index, const char *message_id, GError **error)
{
	g_autoptr(GArray) mails = td_index_find_messages(index, message_id, error);

	if (mails != NULL && mails->len == 0) {
		g_array_unref(mails);
		mails = td_find_references(index, message_id, error);
	}
	return mails != NULL ? td_index_find_threads(index, mails, error) : NULL;
}

static GArray *
find_threads_of(td_index *index, td_query *part, td_query_place *place, GError **error)
{
	static const td_search_options options = { 0 };
	g_autoptr(GArray) hits = NULL;
	g_autoptr(GArray) ids = NULL;
	uint64_t total;

	if (!td_query_resolve(part, index, place, error))
		return NULL;
	hits = td_index_search(index, part, &options, &total, error);
	if (hits == NULL)
		return NULL;
	ids = new_ids();
	for (unsigned i = 0; i < hits->len; i++)
		g_array_append_val(ids, g_array_index(hits, td_hit, i).message);
	return td_index_find_threads(index, ids, error);
}

static GArray *
find_series(td_index *index, const char *message_id, GError **error)
{
	g_autoptr(GArray) mails = td_index_find_messages(index, message_id, error);
	g_autoptr(GArray) all = NULL;

	if (mails == NULL)
		return NULL;
	all = new_ids();
	for (unsigned i = 0; i < mails->len; i++) {
		int64_t series;

		if (!td_index_find_series(
			index, g_array_index(mails, int64_t, i), &series, error))
			return NULL;
		if (series != 0 &&
		    !td_find_ids(index,
			"SELECT message FROM member WHERE id BETWEEN ?1 << 24 AND"
			" (?1 << 24) + 0xffffff UNION ALL SELECT cover FROM series"
			" WHERE id = ?1 AND cover IS NOT NULL",
			series, 0, all, error))
			return NULL;
	}
	return tidy(g_steal_pointer(&all));
}

static GArray *
find_versions(td_index *index, int64_t first, int64_t last, GError **error)
{
	g_autoptr(GArray) all = new_ids();

	if (!td_find_ids(index,
		"SELECT m.message FROM series s CROSS JOIN member m ON m.id BETWEEN"
		" s.id << 24 AND (s.id << 24) + 0xffffff WHERE s.version BETWEEN ?1"
		" AND ?2",
		first, last, all, error) ||
	    !td_find_ids(index,
		"SELECT cover FROM series WHERE version BETWEEN ?1 AND ?2 AND cover IS"
		" NOT NULL",
		first, last, all, error))
		return NULL;
	return tidy(g_steal_pointer(&all));
}

static GArray *
find_list(td_index *index, const char *name, GError **error)
{
	g_autoptr(GArray) all = new_ids();
	int64_t list;

	if (!td_index_find_list(index, name, &list, error))
		return NULL;
	if (list == 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "list: no list of the name '%s' is indexed", name);
		return NULL;
	}
	if (!td_find_ids(index,
		"SELECT message FROM place WHERE id BETWEEN ?1 AND ?2 AND gone IS NULL",
		list << TD_PLACE_BITS, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS), all,
		error))
		return NULL;
	return tidy(g_steal_pointer(&all));
}

static GArray *
ask(const td_query *query, td_index *index, td_query_place *place, GError **error)
{
	const char *text = query->text;

	switch (query->rows) {
	case TD_ROWS_MESSAGE_ID:
		return td_index_find_messages(index, text, error);
	case TD_ROWS_REFERENCES:
		return td_find_references(index, text, error);
	case TD_ROWS_PATCH_ID:
		return td_index_find_patch_id(index, text, error);
	case TD_ROWS_CHANGE_ID:
		return td_index_find_change_id(index, text, error);
	case TD_ROWS_THREAD:
		return find_thread(index, text, error);
	case TD_ROWS_THREAD_OF:
		return find_threads_of(index, query->parts->pdata[0], place, error);
	case TD_ROWS_SERIES:
		return find_series(index, text, error);
	case TD_ROWS_STATE:
		return td_find_state(index, text, query->first, error);
	case TD_ROWS_VERSION:
		return find_versions(index, query->first, query->last, error);
	case TD_ROWS_REPLIES:
		return td_find_replies(index, query->first, query->last, error);
	case TD_ROWS_CLASS:
		return td_find_class(index, text, error);
	case TD_ROWS_LIST:
		return find_list(index, text, error);
	case TD_ROWS_DOMAIN:
		return td_find_domain(index, text, error);
	case TD_ROWS_COMMIT:
		return td_find_commit(index, text, error);
	case TD_ROWS_REVIEWED:
		return td_find_trailer(index, "Reviewed-by", text, error);
	case TD_ROWS_ACKED:
		return td_find_trailer(index, "Acked-by", text, error);
	case TD_ROWS_TESTED:
		return td_find_trailer(index, "Tested-by", text, error);
	}
	return NULL;
}

/* The words of a mail are those of the copy that was indexed first; with several lists,
 * another one may have come through the list that is asked for. */
static bool
asks_for_list_id(const td_query *query, const td_index *index)
{
	return query->op == TD_QUERY_WORDS && query->columns == TD_IN(TD_COLUMN_LIST) &&
	       td_store_lists(index) > 1;
}

/* As deep as the language lets a question be. */
bool
td_query_resolve(td_query *query, td_index *index, td_query_place *place, GError **error)
{
	GArray *messages;

	if (query->op != TD_QUERY_ROWS && !asks_for_list_id(query, index)) {
		for (unsigned i = 0; query->parts != NULL && i < query->parts->len; i++)
			if (!td_query_resolve(
				query->parts->pdata[i], index, place, error))
				return false;
		return true;
	}
	*place = query->place;
	messages = query->op == TD_QUERY_ROWS ? ask(query, index, place, error)
					      : td_find_list_id(index, query, error);
	if (messages == NULL)
		return false;
	query->messages = tidy(messages);
	query->op = TD_QUERY_MESSAGES;
	return true;
}
