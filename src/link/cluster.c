/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/cluster.c - union of what hangs together, in memory or in rows */
#include "link/cluster.h"

#include <stdlib.h>

#include "base/ids.h"
#include "link/fresh.h"
#include "store/map.h"
#include "store/seen.h"
#include "store/store.h"

/* The larger ones lie together in a temporary index, and are read in one go. */
enum { batch_messages = 4096, batch_in_memory = 16384 };

struct td_clusters {
	td_map *ties;        /* temporary: tie to node, from 1 */
	GArray *nodes;       /* of uint32_t: the node above, itself for the top */
	GArray *of_message;  /* of uint32_t: node of message i + 1 */
	GHashTable *touched; /* else: set of cluster ids */
	td_fresh *fresh;     /* else: those that have no row until the next walk */
	td_seen *seen;       /* every tie that there is; NULL: ask */
	bool changed;
};

td_clusters *
td_clusters_new(void)
{
	td_clusters *clusters = g_new0(td_clusters, 1);
	uint32_t none = 0;

	clusters->ties = td_map_new();
	clusters->nodes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_val(clusters->nodes, none);
	clusters->of_message = g_array_new(FALSE, TRUE, sizeof(uint32_t));
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
	td_map_free(clusters->ties);
	g_array_free(clusters->nodes, TRUE);
	g_array_free(clusters->of_message, TRUE);
	g_hash_table_destroy(clusters->touched);
	td_fresh_free(clusters->fresh);
	td_seen_free(clusters->seen);
	g_free(clusters);
}

static uint32_t
top_of(td_clusters *clusters, uint32_t node)
{
	uint32_t *above = (uint32_t *)(void *)clusters->nodes->data;

	while (above[node] != node) {
		above[node] = above[above[node]];
		node = above[node];
	}
	return node;
}

static void
join_in_memory(td_clusters *clusters, int64_t message, const uint64_t *ties, unsigned n)
{
	uint32_t top = 0;

	for (unsigned i = 0; i < n; i++) {
		uint32_t *above = (uint32_t *)(void *)clusters->nodes->data;
		uint32_t node = td_map_find(clusters->ties, ties[i]);

		if (node == 0) {
			node = top != 0 ? top : clusters->nodes->len;
			td_map_put(clusters->ties, ties[i], node);
			if (top == 0)
				g_array_append_val(clusters->nodes, node);
		}
		node = top_of(clusters, node);
		if (top == 0)
			top = node;
		above = (uint32_t *)(void *)clusters->nodes->data;
		if (node < top) {
			above[top] = node;
			top = node;
		} else {
			above[node] = top;
		}
	}
	if (clusters->of_message->len < message)
		g_array_set_size(clusters->of_message, (guint)message);
	g_array_index(clusters->of_message, uint32_t, message - 1) = top;
}

static void
touch(td_clusters *clusters, int64_t cluster)
{
	clusters->changed = true;
	g_hash_table_add(clusters->touched, g_memdup2(&cluster, sizeof cluster));
}

static bool
put_above(td_index *index, int64_t cluster, int64_t above, GError **error)
{
	return td_store_run_ids(index, TD_SQL_CLUSTER_PUT, cluster, above, error);
}

/* 0 for the top itself. */
static bool
above_of(td_index *index, int64_t cluster, int64_t *above, GError **error)
{
	return td_store_find_number(index, TD_SQL_CLUSTER_ABOVE, cluster, above, error);
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

bool
td_clusters_learn(td_clusters *clusters, td_index *index, GError **error)
{
	if (clusters->seen == NULL)
		clusters->seen = td_seen_new();
	return td_store_learn(index, TD_SQL_TIES, clusters->seen, error);
}

void
td_clusters_forget(td_clusters *clusters)
{
	if (clusters != NULL)
		g_clear_pointer(&clusters->seen, td_seen_free);
}

static bool
find_tie(td_clusters *clusters, td_index *index, uint64_t tie, int64_t *cluster,
    GError **error)
{
	*cluster = 0;
	if (!td_clusters_may_know(clusters, tie))
		return true;
	return td_store_find_number(
		   index, TD_SQL_TIE_FIND, (int64_t)tie, cluster, error) &&
	       (*cluster == 0 || find_top(index, *cluster, cluster, error));
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
static bool
join_rows(td_clusters *clusters, td_index *index, int64_t message, const uint64_t *ties,
    unsigned n, GError **error)
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
td_clusters_join(td_clusters *clusters, td_index *index, int64_t message,
    const uint64_t *ties, unsigned n, GError **error)
{
	if (index->path != NULL)
		return join_rows(clusters, index, message, ties, n, error);
	join_in_memory(clusters, message, ties, n);
	clusters->changed = true;
	return true;
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
	if (index->path == NULL)
		return true;
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

/*
 * Messages sorted by cluster, by counting. A top is the oldest node of its cluster, so
 * clusters come in the order of their first mail.
 */
static uint32_t *
sort_by_cluster(td_clusters *clusters, unsigned n)
{
	uint32_t *of_message = (uint32_t *)(void *)clusters->of_message->data;
	uint32_t *ends = g_new0(uint32_t, clusters->nodes->len);
	uint32_t *sorted = g_new0(uint32_t, n);
	uint32_t sum = 0;

	for (unsigned i = 0; i < n; i++) {
		of_message[i] = top_of(clusters, of_message[i]);
		ends[of_message[i]]++;
	}
	for (unsigned i = 0; i < clusters->nodes->len; i++) {
		sum += ends[i];
		ends[i] = sum - ends[i];
	}
	for (unsigned i = 0; i < n; i++)
		sorted[ends[of_message[i]]++] = i;
	g_free(ends);
	return sorted;
}

static bool
walk_memory(td_clusters *clusters, td_clusters_each each, void *data, GError **error)
{
	unsigned n = clusters->of_message->len;
	g_autofree uint32_t *sorted = sort_by_cluster(clusters, n);
	const uint32_t *of_message = (const uint32_t *)(void *)clusters->of_message->data;
	g_autoptr(GArray) batch = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < n; i++) {
		int64_t id = (int64_t)sorted[i] + 1;

		if (batch->len >= batch_in_memory &&
		    of_message[sorted[i]] != of_message[sorted[i - 1]] &&
		    !hand_over(batch, each, data, error))
			return false;
		g_array_append_val(batch, id);
	}
	return hand_over(batch, each, data, error);
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
walk_rows(td_clusters *clusters, td_index *index, td_clusters_each each, void *data,
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
	bool fine;

	if (index->path == NULL)
		fine = walk_memory(clusters, each, data, error);
	else
		fine = walk_rows(clusters, index, each, data, error);
	g_hash_table_remove_all(clusters->touched);
	td_fresh_clear(clusters->fresh);
	clusters->changed = false;
	return fine;
}
