/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/kin.c - sets of series joined by clusters and by what follows what */
#include "judge/kin.h"

#include <stdlib.h>

#include "judge/edges.h"

/* Of one group, where only chains hold it together: all its threads are in memory. */
enum { most_of_group = 512 };

typedef struct node {
	int64_t series;
	unsigned above; /* the node above, itself for the top */
	unsigned size;  /* of the top: how many are below and itself */
} node;

typedef struct kinship {
	GArray *nodes;     /* of node */
	GHashTable *names; /* int64_t *, a series or what one follows, to its node */
} kinship;

static void
kinship_clear(kinship *self)
{
	g_array_unref(self->nodes);
	g_hash_table_unref(self->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kinship, kinship_clear)

static node *
node_at(const kinship *self, unsigned i)
{
	return &g_array_index(self->nodes, node, i);
}

static unsigned
top_of(const kinship *self, unsigned i)
{
	while (node_at(self, i)->above != i) {
		node_at(self, i)->above = node_at(self, node_at(self, i)->above)->above;
		i = node_at(self, i)->above;
	}
	return i;
}

static void
join(const kinship *self, unsigned a, unsigned b, unsigned most)
{
	unsigned x = top_of(self, a), y = top_of(self, b);
	unsigned sum = node_at(self, x)->size + node_at(self, y)->size;

	if (x == y || sum > most)
		return;
	node_at(self, MAX(x, y))->above = MIN(x, y);
	node_at(self, MIN(x, y))->size = sum;
}

/* The node that has this name in names; the given one, from now on, where none had it. */
static unsigned
first_of(GHashTable *names, int64_t name, unsigned i)
{
	void *found;

	if (g_hash_table_lookup_extended(names, &name, NULL, &found))
		return GPOINTER_TO_UINT(found);
	g_hash_table_insert(names, g_memdup2(&name, sizeof name), GUINT_TO_POINTER(i));
	return i;
}

static int
compare_nodes(const void *a, const void *b)
{
	const node *x = a, *y = b;

	return (x->series > y->series) - (x->series < y->series);
}

/* Ascending, so that groups are, too: neighbours lie on the same pages. */
static void
add_nodes(kinship *self, GHashTable *series)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		node one = { .series = *(int64_t *)key, .size = 1 };

		g_array_append_val(self->nodes, one);
	}
	g_array_sort(self->nodes, compare_nodes);
	for (unsigned i = 0; i < self->nodes->len; i++) {
		node_at(self, i)->above = i;
		first_of(self->names, node_at(self, i)->series, i);
	}
}

/* One that is gone has no cluster. */
static bool
join_clusters(kinship *self, td_index *index, td_kin_cluster find_cluster, GError **error)
{
	g_autoptr(GHashTable) clusters =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

	for (unsigned i = 0; i < self->nodes->len; i++) {
		int64_t cluster;

		if (!find_cluster(index, node_at(self, i)->series, &cluster, error))
			return false;
		if (cluster != 0)
			join(self, first_of(clusters, cluster, i), i, G_MAXUINT);
	}
	return true;
}

static bool
join_chains(kinship *self, td_index *index, GError **error)
{
	for (unsigned i = 0; i < self->nodes->len; i++) {
		int64_t elder;

		if (!td_edges_find_elder(index, node_at(self, i)->series, &elder, error))
			return false;
		if (elder != 0)
			join(self, first_of(self->names, elder, i), i, most_of_group);
	}
	return true;
}

static int
compare_kin(const void *a, const void *b)
{
	const td_kin *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

GArray *
td_kin_group(
    td_index *index, GHashTable *series, td_kin_cluster find_cluster, GError **error)
{
	g_auto(kinship) self = { g_array_new(FALSE, FALSE, sizeof(node)),
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL) };
	GArray *all;

	add_nodes(&self, series);
	if (!join_clusters(&self, index, find_cluster, error) ||
	    !join_chains(&self, index, error))
		return NULL;
	all = g_array_sized_new(FALSE, FALSE, sizeof(td_kin), self.nodes->len);
	for (unsigned i = 0; i < self.nodes->len; i++) {
		td_kin one = { top_of(&self, i), node_at(&self, i)->series };

		g_array_append_val(all, one);
	}
	g_array_sort(all, compare_kin);
	return all;
}
