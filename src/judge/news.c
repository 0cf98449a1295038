/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/news.c - what notices say, found by what they name and call */
#include "judge/news.h"

#include <string.h>

#include "judge/judge.h"
#include "series/trait.h"
#include "store/map.h"
#include "store/store.h"

static void
item_clear(void *data)
{
	td_news_item *one = data;

	g_free(one->title);
	g_free(one->message_id);
}

static uint64_t
hash_key(const td_index *index, const char *text, bool title)
{
	return td_hash(text, strlen(text), title ? ~index->seed : index->seed);
}

static bool
add_news(td_index *index, uint64_t key, int64_t message, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NEWS_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, (int64_t)key);
	sqlite3_bind_int64(stmt, 2, message);
	return td_store_run(index, stmt, error);
}

/* What proves a commit is no word on a posting, and is sought by what a profile has. */
static uint64_t
proof_key(uint64_t title)
{
	return td_trait_mix(title, UINT64_C(0x2545f4914f6cdd1d));
}

static bool
note_proof(td_index *index, int64_t message, const td_notice *notice, GError **error)
{
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *one = notice->items->pdata[i];
		g_autofree char *key = td_subject_key(one->title);

		uint64_t title = td_trait_text(key, TD_TRAIT_TITLE);

		td_judge_cite(index, message, title);
		if (!add_news(index, proof_key(title), message, error))
			return false;
	}
	return true;
}

bool
td_news_note(td_index *index, int64_t message, const td_notice *notice, GError **error)
{
	if (td_notice_source_is_proof(notice->source))
		return note_proof(index, message, notice, error);
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *one = notice->items->pdata[i];

		if (one->message_id[0] != '\0' &&
		    !add_news(
			index, hash_key(index, one->message_id, false), message, error))
			return false;
		if (one->title[0] != '\0') {
			g_autofree char *key = td_subject_key(one->title);

			if (!add_news(index, hash_key(index, key, true), message, error))
				return false;
		}
	}
	return true;
}

/* Those that came at that time or later. */
static bool
find_news(
    td_index *index, uint64_t key, int64_t since, GHashTable *notices, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NEWS_FIND, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, (int64_t)key);
	sqlite3_bind_int64(stmt, 2, since);
	return td_store_take_ids(index, stmt, notices, error);
}

bool
td_news_find_id(
    td_index *index, const char *message_id, GHashTable *notices, GError **error)
{
	return find_news(
	    index, hash_key(index, message_id, false), INT64_MIN, notices, error);
}

bool
td_news_find_title(td_index *index, const char *title, int64_t since, GHashTable *notices,
    GError **error)
{
	return find_news(index, hash_key(index, title, true), since, notices, error);
}

bool
td_news_find_proofs(td_index *index, uint64_t title, GHashTable *mails, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NEWS_ALL, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, (int64_t)proof_key(title));
	return td_store_take_ids(index, stmt, mails, error);
}

bool
td_news_is_proved(td_index *index, uint64_t title, bool *proved, GError **error)
{
	int64_t first;

	if (!td_store_find_number(
		index, TD_SQL_NEWS_ALL, (int64_t)proof_key(title), &first, error))
		return false;
	*proved = first != 0;
	return true;
}

GArray *
td_news_load_items(td_index *index, int64_t notice, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_NOTICES, error);
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(td_news_item));
	bool row;

	g_array_set_clear_func(items, item_clear);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, notice << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, notice << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row) {
			const char *title = td_column_text(stmt, 2);
			int extent = sqlite3_column_int(stmt, 1);
			td_news_item one = {
				.words = { .source = (td_notice_source)sqlite3_column_int(
					       stmt, 0),
				    .partly = (extent & TD_EXTENT) == TD_EXTENT_PARTLY,
				    .whole = (extent & TD_EXTENT) == TD_EXTENT_WHOLE,
				    .promised = extent & TD_EXTENT_PROMISED,
				    .titled = title[0] != '\0',
				    .number = (unsigned)sqlite3_column_int(stmt, 4) },
				.by_other = extent & TD_EXTENT_BY_OTHER,
				.title = title[0] != '\0' ? td_subject_key(title) : NULL,
				.message_id = g_strdup(td_column_text(stmt, 3)),
			};

			g_array_append_val(items, one);
		}
	} while (row);
	return g_steal_pointer(&items);
}
