/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/cluster.c - union of what hangs together, in rows */
#include "link/cluster.h"

#include <stdlib.h>

#include "base/ids.h"
#include "link/fresh.h"
#include "store/map.h"
#include "store/seen.h"
#include "store/store.h"

enum { batch_messages = 4096, most_recent = 1 << 16 };

struct td_clusters {
	GHashTable *touched; /* set of cluster ids */
	td_fresh *fresh;     /* those that have no row until the next walk */
	/* Of a run that adds many; NULL: ask. */
	td_seen *seen;  /* every tie that there is */
	td_map *above;  /* every cluster that has one above it, to that */
	td_map *recent; /* some ties, to the cluster that each was put into */
	bool changed;
};

td_clusters *
td_clusters_new(void)
{
	td_clusters *clusters = g_new0(td_clusters, 1);

	clusters->touched =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	clusters->fresh = td_fresh_new();
	return clusters;
}

void
td_clusters_free(td_clusters *clusters)
{
	if (clusters == NULL)
		return;
	td_clusters_forget(clusters);
	g_hash_table_destroy(clusters->touched);
	td_fresh_free(clusters->fresh);
	g_free(clusters);
}

static void
touch(td_clusters *clusters, int64_t cluster)
{
	clusters->changed = true;
	g_hash_table_add(clusters->touched, g_memdup2(&cluster, sizeof cluster));
}

static td_map *
known_above(const td_index *index)
{
	return index->clusters != NULL ? index->clusters->above : NULL;
}

static bool
put_above(td_index *index, int64_t cluster, int64_t above, GError **error)
{
	if (known_above(index) != NULL)
		td_map_put(known_above(index), (uint64_t)cluster, (uint32_t)above);
	return td_store_run_ids(index, TD_SQL_CLUSTER_PUT, cluster, above, error);
}

/* 0 for the top itself. */
static bool
above_of(td_index *index, int64_t cluster, int64_t *above, GError **error)
{
	if (known_above(index) == NULL)
		return td_store_find_number(
		    index, TD_SQL_CLUSTER_ABOVE, cluster, above, error);
	*above = td_map_find(known_above(index), (uint64_t)cluster);
	return true;
}

/* A way of more than one step is made one, so that ways stay short. */
static bool
find_top(td_index *index, int64_t cluster, int64_t *top, GError **error)
{
	int64_t above;
	int64_t next = 0;

	*top = cluster;
	for (unsigned steps = 0;; steps++) {
		if (!above_of(index, *top, &above, error))
			return false;
		if (above == 0 && steps <= 1)
			return true;
		if (above == 0)
			break;
		*top = above;
	}
	for (; cluster != *top; cluster = next)
		if (!above_of(index, cluster, &next, error) ||
		    !put_above(index, cluster, *top, error))
			return false;
	return true;
}

bool
td_clusters_may_know(const td_clusters *clusters, uint64_t tie)
{
	return clusters->seen == NULL || td_seen_may_have(clusters->seen, tie);
}

static bool
learn_above(td_map *above, td_index *index, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLUSTERS, error);
	bool row;

	if (stmt == NULL)
		return false;
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			td_map_put(above, (uint64_t)sqlite3_column_int64(stmt, 0),
			    (uint32_t)sqlite3_column_int64(stmt, 1));
	} while (row);
	return true;
}

bool
td_clusters_learn(td_clusters *clusters, td_index *index, GError **error)
{
	td_clusters_forget(clusters);
	clusters->seen = td_seen_new();
	clusters->recent = td_map_new();
	if (index->newest_stored <= UINT32_MAX / 2)
		clusters->above = td_map_new();
	return td_store_learn(index, TD_SQL_TIES, clusters->seen, error) &&
	       (clusters->above == NULL || learn_above(clusters->above, index, error));
}

void
td_clusters_forget(td_clusters *clusters)
{
	if (clusters == NULL)
		return;
	g_clear_pointer(&clusters->seen, td_seen_free);
	g_clear_pointer(&clusters->above, td_map_free);
	g_clear_pointer(&clusters->recent, td_map_free);
}

/* Mails that answer one another come soon after one another. */
static void
keep_recent(td_clusters *clusters, uint64_t tie, int64_t cluster)
{
	if (clusters->recent == NULL || cluster > UINT32_MAX)
		return;
	if (td_map_count(clusters->recent) >= most_recent) {
		td_map_free(clusters->recent);
		clusters->recent = td_map_new();
	}
	td_map_put(clusters->recent, tie, (uint32_t)cluster);
}

static bool
find_tie(td_clusters *clusters, td_index *index, uint64_t tie, int64_t *cluster,
    GError **error)
{
	*cluster = 0;
	if (clusters->recent != NULL)
		*cluster = td_map_find(clusters->recent, tie);
	if (*cluster == 0) {
		if (!td_clusters_may_know(clusters, tie))
			return true;
		if (!td_store_find_number(
			index, TD_SQL_TIE_FIND, (int64_t)tie, cluster, error))
			return false;
	}
	return *cluster == 0 || find_top(index, *cluster, cluster, error);
}

static bool
put_tie(
    td_clusters *clusters, td_index *index, uint64_t tie, int64_t cluster, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_TIE_ADD, error);

	if (stmt == NULL)
		return false;
	if (clusters->seen != NULL)
		td_seen_add(clusters->seen, tie);
	keep_recent(clusters, tie, cluster);
	sqlite3_bind_int64(stmt, 1, (int64_t)tie);
	sqlite3_bind_int64(stmt, 2, cluster);
	return td_store_run(index, stmt, error);
}

int64_t
td_clusters_fresh(const td_clusters *clusters, int64_t message)
{
	return clusters != NULL ? td_fresh_find(clusters->fresh, message) : 0;
}

/* A new message's row is written once, with all that the walk finds of it. */
static bool
start(td_clusters *clusters, td_index *index, int64_t message, int64_t cluster,
    GError **error)
{
	return td_fresh_add(clusters->fresh, message, cluster, index->newest_stored) ||
	       td_fresh_find(clusters->fresh, message) != 0 ||
	       td_store_run_ids(index, TD_SQL_LINK_START, message, cluster, error);
}

/* The cluster that the message was put into; 0 for none. */
static bool
find_first(td_clusters *clusters, td_index *index, int64_t message, int64_t *cluster,
    GError **error)
{
	*cluster = td_clusters_fresh(clusters, message);
	return *cluster != 0 ||
	       td_store_find_number(index, TD_SQL_CLUSTER_FIND, message, cluster, error);
}

/*
 * A cluster's id is that of the message that began it, so it is never taken twice. The
 * older of two is put above the other one; what pointed there goes on doing so.
 */
bool
td_clusters_join(td_clusters *clusters, td_index *index, int64_t message,
    const uint64_t *ties, unsigned n, GError **error)
{
	g_autofree bool *known = g_new0(bool, n);
	int64_t cluster = 0;

	for (unsigned i = 0; i < n; i++) {
		int64_t other;

		if (!find_tie(clusters, index, ties[i], &other, error))
			return false;
		known[i] = other != 0;
		if (other == 0 || other == cluster)
			continue;
		if (cluster != 0 &&
		    !put_above(index, MAX(cluster, other), MIN(cluster, other), error))
			return false;
		cluster = cluster == 0 ? other : MIN(cluster, other);
	}
	if (cluster == 0)
		cluster = message;
	for (unsigned i = 0; i < n; i++)
		if (!known[i] && !put_tie(clusters, index, ties[i], cluster, error))
			return false;
	touch(clusters, cluster);
	return start(clusters, index, message, cluster, error);
}

bool
td_clusters_find(td_index *index, int64_t message, int64_t *cluster, GError **error)
{
	return find_first(index->clusters, index, message, cluster, error) &&
	       (*cluster == 0 || find_top(index, *cluster, cluster, error));
}

bool
td_clusters_touch(td_clusters *clusters, td_index *index, int64_t message, GError **error)
{
	int64_t cluster;

	clusters->changed = true;
	if (!find_first(clusters, index, message, &cluster, error))
		return false;
	if (cluster != 0)
		touch(clusters, cluster);
	return true;
}

bool
td_clusters_changed(const td_clusters *clusters)
{
	return clusters->changed;
}

static bool
hand_over(GArray *batch, td_clusters_each each, void *data, GError **error)
{
	bool fine;

	if (batch->len == 0)
		return true;
	qsort(batch->data, batch->len, sizeof(int64_t), td_ids_compare);
	fine = each((const int64_t *)(void *)batch->data, batch->len, data, error);
	g_array_set_size(batch, 0);
	return fine;
}

/* The numbers that a statement gives for a cluster, behind those that are there. */
static bool
add_ids(td_index *index, td_sql which, int64_t cluster, GArray *ids, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, cluster);
	return td_store_add_ids(index, stmt, ids, error);
}

/*
 * Of the cluster and of all below it. The older one is above, so the way down has no
 * loops. Most have nothing below: for these a recursive query, which keeps rows aside,
 * took three times as long.
 */
static bool
add_mails(td_clusters *clusters, td_index *index, int64_t cluster, GArray *batch,
    GError **error)
{
	g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(int64_t));

	g_array_append_val(parts, cluster);
	for (unsigned i = 0; i < parts->len; i++) {
		int64_t part = g_array_index(parts, int64_t, i);

		td_fresh_list(clusters->fresh, part, batch);
		if (!add_ids(index, TD_SQL_CLUSTER_MAILS, part, batch, error) ||
		    !add_ids(index, TD_SQL_CLUSTER_BELOW, part, parts, error))
			return false;
	}
	return true;
}

/* Of what was touched, ascending; some come more than once. */
static bool
list_tops(td_clusters *clusters, td_index *index, GArray *ids, GError **error)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, clusters->touched);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		int64_t top;

		if (!find_top(index, *(int64_t *)key, &top, error))
			return false;
		g_array_append_val(ids, top);
	}
	g_array_sort(ids, td_ids_compare);
	return true;
}

static bool
walk(td_clusters *clusters, td_index *index, td_clusters_each each, void *data,
    GError **error)
{
	g_autoptr(GArray) batch = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!list_tops(clusters, index, ids, error))
		return false;
	td_fresh_sort(clusters->fresh);
	for (unsigned i = 0; i < ids->len; i++) {
		if (i > 0 &&
		    g_array_index(ids, int64_t, i) == g_array_index(ids, int64_t, i - 1))
			continue;
		if (!add_mails(
			clusters, index, g_array_index(ids, int64_t, i), batch, error))
			return false;
		if (batch->len >= batch_messages && !hand_over(batch, each, data, error))
			return false;
	}
	return hand_over(batch, each, data, error);
}

bool
td_clusters_walk(td_clusters *clusters, td_index *index, td_clusters_each each,
    void *data, GError **error)
{
	bool fine = walk(clusters, index, each, data, error);

	g_hash_table_remove_all(clusters->touched);
	td_fresh_clear(clusters->fresh);
	clusters->changed = false;
	return fine;
}
