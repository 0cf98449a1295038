/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/measure.c - how many mails a list has, its first and its last */
#include "write/measure.h"

#include "store/store.h"

/* A list that this transaction wrote to. */
typedef struct measure {
	int64_t list;
	int64_t mails;
	int64_t first, last; /* received; of no meaning without mails */
	bool edges;          /* the first or the last one went: they are looked for */
	bool again;          /* all is counted */
} measure;

typedef struct td_measures {
	GHashTable *lists; /* measure * by its list */
	measure *latest;   /* most mails are added to the list of the one before */
} td_measures;

static void
measures_free(void *data)
{
	td_measures *measures = data;

	g_hash_table_unref(measures->lists);
	g_free(measures);
}

void
td_measure_begin(td_index *index)
{
	if (index->measures == NULL) {
		index->measures = g_new0(td_measures, 1);
		index->measures->lists =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
		td_store_at_close(index, index->measures, measures_free);
	}
	g_hash_table_remove_all(index->measures->lists);
	index->measures->latest = NULL;
}

/* As the list's row has it. */
static measure *
load(td_index *index, int64_t list, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LIST_EXTENT, error);
	g_autofree measure *one = g_new0(measure, 1);
	bool row;

	one->list = list;
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, list);
	if (!td_store_step(index, stmt, &row, error))
		return NULL;
	if (row) {
		one->mails = sqlite3_column_int64(stmt, 0);
		one->first = sqlite3_column_int64(stmt, 1);
		one->last = sqlite3_column_int64(stmt, 2);
	}
	sqlite3_reset(stmt);
	g_hash_table_insert(index->measures->lists, &one->list, one);
	return g_steal_pointer(&one);
}

static measure *
find(td_index *index, int64_t list, GError **error)
{
	td_measures *measures = index->measures;
	measure *one = measures->latest;

	if (one == NULL || one->list != list)
		one = g_hash_table_lookup(measures->lists, &list);
	if (one == NULL)
		one = load(index, list, error);
	measures->latest = one;
	return one;
}

bool
td_measure_add(td_index *index, int64_t list, int64_t received, GError **error)
{
	measure *one = find(index, list, error);

	if (one == NULL)
		return false;
	one->first = one->mails == 0 ? received : MIN(one->first, received);
	one->last = one->mails == 0 ? received : MAX(one->last, received);
	one->mails++;
	return true;
}

bool
td_measure_take(td_index *index, int64_t list, int64_t received, GError **error)
{
	measure *one = find(index, list, error);

	if (one == NULL)
		return false;
	one->edges = one->edges || received == one->first || received == one->last;
	one->mails--;
	return true;
}

bool
td_measure_again(td_index *index, int64_t list, GError **error)
{
	measure *one = find(index, list, error);

	if (one != NULL)
		one->again = true;
	return one != NULL;
}

void
td_measure_forget(td_index *index, int64_t list)
{
	index->measures->latest = NULL;
	g_hash_table_remove(index->measures->lists, &list);
}

#define COUNTING                                                                         \
	"FROM place WHERE id BETWEEN ?1 AND ?2 AND gone IS NULL AND before IS NULL"

/* In the order of time, the list's own is found at once where it has mail at that end. */
#define BY_TIME                                                                          \
	"FROM place WHERE +id BETWEEN ?1 AND ?2 AND gone IS NULL AND before IS NULL"     \
	" ORDER BY received"

static bool
look(td_index *index, measure *one, GError **error)
{
	static const char all[] =
	    "SELECT count(*), min(received), max(received) " COUNTING;
	static const char edges[] = "SELECT ?3, (SELECT received " BY_TIME " LIMIT 1),"
				    " (SELECT received " BY_TIME " DESC LIMIT 1)";
	sqlite3_stmt *stmt = td_store_prepare(index, one->again ? all : edges, error);
	bool row, fine;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, one->list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 2, one->list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	if (!one->again)
		sqlite3_bind_int64(stmt, 3, one->mails);
	fine = td_store_step(index, stmt, &row, error);
	if (fine && row) {
		one->mails = sqlite3_column_int64(stmt, 0);
		one->first = sqlite3_column_int64(stmt, 1);
		one->last = sqlite3_column_int64(stmt, 2);
	}
	sqlite3_finalize(stmt);
	return fine;
}

static bool
store(td_index *index, measure *one, GError **error)
{
	sqlite3_stmt *stmt;

	if ((one->again || (one->edges && one->mails > 0)) && !look(index, one, error))
		return false;
	one->again = one->edges = false;
	stmt = td_store_sql(index, TD_SQL_LIST_MEASURE, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, one->list);
	sqlite3_bind_int64(stmt, 2, one->mails);
	if (one->mails > 0) {
		sqlite3_bind_int64(stmt, 3, one->first);
		sqlite3_bind_int64(stmt, 4, one->last);
	} else {
		sqlite3_bind_null(stmt, 3);
		sqlite3_bind_null(stmt, 4);
	}
	return td_store_run(index, stmt, error);
}

bool
td_measure_store(td_index *index, GError **error)
{
	GHashTableIter iter;
	void *one;

	g_hash_table_iter_init(&iter, index->measures->lists);
	while (g_hash_table_iter_next(&iter, NULL, &one)) {
		if (!store(index, one, error))
			return false;
	}
	return true;
}
