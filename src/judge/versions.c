/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/versions.c - the versions of a series, from the first one on */
#include "judge/versions.h"

#include "index/stored_series.h"
#include "judge/edges.h"
#include "judge/profiles.h"

enum { most_versions = 256 }; /* of one chain that are looked at */

bool
td_index_find_version(td_index *index, int64_t series, td_index_version *version,
    bool *found, GError **error)
{
	td_chain_edge edge;

	*version = (td_index_version){ .rule = TD_CHAIN_NONE };
	if (!td_stored_series_find(index, series, &version->series, found, error))
		return false;
	if (!*found)
		return true;
	if (!td_edges_find(index, series, &edge, error))
		return false;
	version->older = edge.older;
	version->rule = edge.rule;
	version->weight = edge.weight;
	version->message = edge.message;
	version->alias = edge.alias;
	version->partly = edge.partly;
	version->part = edge.part;
	return true;
}

static bool
find_younger_versions(td_index *index, int64_t series, GArray *ids, GError **error)
{
	g_autoptr(GArray) after = td_edges_after(index, series, error);

	for (unsigned i = 0; after != NULL && i < after->len && ids->len < most_versions;
	     i++) {
		const td_follower *one = &g_array_index(after, td_follower, i);

		if (!one->partly)
			g_array_append_val(ids, one->series);
	}
	return after != NULL;
}

/* Up to the first one: each came before the one that follows it, so this ends. */
static bool
find_first(td_index *index, int64_t series, int64_t *first, GError **error)
{
	td_index_version version;
	bool found;

	*first = series;
	for (unsigned i = 0; i < most_versions; i++) {
		if (!td_index_find_version(index, *first, &version, &found, error))
			return false;
		if (!found || version.older == 0 || version.partly)
			return true;
		*first = version.older;
	}
	return true;
}

typedef struct aged {
	td_index_version version;
	int64_t time;
} aged;

static int
compare_aged(const void *a, const void *b)
{
	const aged *x = a, *y = b;
	const td_index_series *s = &x->version.series, *t = &y->version.series;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (s->version != t->version)
		return s->version < t->version ? -1 : 1;
	return (s->id > t->id) - (s->id < t->id);
}

static bool
time_of(td_index *index, int64_t series, int64_t *time, GError **error)
{
	g_autoptr(td_chain_profile) profile = NULL;
	GError *failed = NULL;

	profile = td_profiles_find(index, series, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	*time = profile != NULL ? profile->facts.time : 0;
	return true;
}

GArray *
td_index_load_versions(td_index *index, int64_t series, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(aged));
	GArray *versions;
	int64_t first;

	if (!find_first(index, series, &first, error))
		return NULL;
	g_array_append_val(ids, first);
	for (unsigned i = 0; i < ids->len; i++) {
		int64_t id = g_array_index(ids, int64_t, i);
		aged one;
		bool found;

		if (!td_index_find_version(index, id, &one.version, &found, error))
			return NULL;
		if (!found)
			continue;
		if (!time_of(index, id, &one.time, error) ||
		    !find_younger_versions(index, id, ids, error))
			return NULL;
		g_array_append_val(all, one);
	}
	g_array_sort(all, compare_aged);
	versions = g_array_sized_new(FALSE, FALSE, sizeof(td_index_version), all->len);
	for (unsigned i = 0; i < all->len; i++)
		g_array_append_val(versions, g_array_index(all, aged, i).version);
	return versions;
}
