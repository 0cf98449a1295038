/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/neighbours.c - a series, what it follows, and the newest that follows it */
#include "report/neighbours.h"

#include "judge/standings.h"
#include "judge/versions.h"
#include "report/standing_work.h"

typedef struct taking {
	const td_standing_options *options;
	GStringChunk *store;
	td_standing *taken;
} taking;

static bool
take_standing(const td_index_standing *row, void *data)
{
	taking *self = data;

	self->taken = td_standing_take(row, self->options, self->store);
	return true;
}

/* *standing stays NULL where there is no such series, as for 0. */
static bool
load_standing(
    td_index *index, int64_t series, taking *self, td_standing **standing, GError **error)
{
	bool found;

	self->taken = NULL;
	if (series != 0 &&
	    !td_index_find_standing(index, series, take_standing, self, &found, error))
		return false;
	*standing = self->taken;
	return true;
}

static const td_index_version *
find_version(const GArray *versions, int64_t series)
{
	for (unsigned i = 0; i < versions->len; i++) {
		const td_index_version *one =
		    &g_array_index(versions, td_index_version, i);

		if (one->series.id == series)
			return one;
	}
	return NULL;
}

/* The same posting for another list is no other version; one sent anew is. */
static bool
is_other(const td_index_version *one)
{
	return !one->alias || one->series.resend;
}

/* Up to what it follows whole that is another version. */
static int64_t
find_older(const GArray *versions, int64_t series)
{
	const td_index_version *one = find_version(versions, series);

	for (unsigned hops = 0; one != NULL && one->older != 0 && hops < versions->len;
	     hops++) {
		bool other = is_other(one);

		if (one->partly)
			return 0;
		one = find_version(versions, one->older);
		if (one != NULL && other)
			return one->series.id;
	}
	return 0;
}

/* What follows is sent later, so one way through them meets every version after the one
 * that it follows. */
static int64_t
find_newer(const GArray *versions, int64_t series)
{
	g_autoptr(GHashTable) after = g_hash_table_new(g_int64_hash, g_int64_equal);
	int64_t newest = 0;

	g_hash_table_add(after, &series);
	for (unsigned i = 0; i < versions->len; i++) {
		td_index_version *one = &g_array_index(versions, td_index_version, i);

		if (one->older == 0 || one->partly ||
		    !g_hash_table_contains(after, &one->older))
			continue;
		g_hash_table_add(after, &one->series.id);
		if (is_other(one))
			newest = one->series.id;
	}
	return newest;
}

td_neighbours *
td_neighbours_build(
    td_index *index, int64_t series, const td_standing_options *options, GError **error)
{
	g_autoptr(td_neighbours) all = g_new0(td_neighbours, 1);
	g_autoptr(GArray) versions = td_index_load_versions(index, series, error);
	taking self = { .options = options };

	if (versions == NULL)
		return NULL;
	all->store = self.store = g_string_chunk_new(1 << 10);
	if (!load_standing(index, series, &self, &all->series, error))
		return NULL;
	if (all->series != NULL && (!load_standing(index, find_older(versions, series),
					&self, &all->older, error) ||
				       !load_standing(index, find_newer(versions, series),
					   &self, &all->newer, error)))
		return NULL;
	return g_steal_pointer(&all);
}

void
td_neighbours_free(td_neighbours *neighbours)
{
	if (neighbours == NULL)
		return;
	g_free(neighbours->series);
	g_free(neighbours->older);
	g_free(neighbours->newer);
	g_clear_pointer(&neighbours->store, g_string_chunk_free);
	g_free(neighbours);
}
