/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/judge.c - which series follows which, and how they stand: settled when mails were
 * added */
#include "judge/judge.h"

#include <stdlib.h>

#include "base/ids.h"
#include "judge/answers.h"
#include "judge/cites.h"
#include "judge/claims.h"
#include "judge/edges.h"
#include "judge/kin.h"
#include "judge/profiles.h"
#include "judge/standing.h"
#include "judge/taken.h"
#include "series/trait.h"
#include "store/store.h"

/* A title that a new mail cites. */
typedef struct cited_title {
	int64_t message;
	uint64_t title; /* td_chain_title_key */
} cited_title;

typedef struct td_judging {
	GHashTable *touched;  /* set of int64_t *: stored, not looked at yet */
	GHashTable *pending;  /* set of int64_t *: what they follow may have changed */
	GHashTable *standing; /* set of int64_t *: how they stand may have changed */
	GHashTable *moved; /* set of int64_t *: messages that come at another time now */
	GHashTable *notices;  /* set of int64_t *: messages that came, moved or went */
	GHashTable *meanings; /* the same; they are as they were, but may mean others */
	GArray *cited;        /* of cited_title, by message */
} td_judging;

static GHashTable *
new_set(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
judging_free(void *data)
{
	td_judging *judging = data;

	g_hash_table_destroy(judging->touched);
	g_hash_table_destroy(judging->pending);
	g_hash_table_destroy(judging->standing);
	g_hash_table_destroy(judging->notices);
	g_hash_table_destroy(judging->meanings);
	g_array_unref(judging->cited);
	g_hash_table_destroy(judging->moved);
	g_free(judging);
}

void
td_judge_begin(td_index *index)
{
	td_judging *judging;

	if (index->judging != NULL)
		return;
	judging = g_new0(td_judging, 1);
	judging->touched = new_set();
	judging->pending = new_set();
	judging->standing = new_set();
	judging->notices = new_set();
	judging->meanings = new_set();
	judging->cited = g_array_new(FALSE, FALSE, sizeof(cited_title));
	judging->moved = new_set();
	index->judging = judging;
	td_store_at_close(index, judging, judging_free);
}

void
td_judge_touch(td_index *index, int64_t series)
{
	if (index->path != NULL && !index->viewing)
		td_ids_add(index->judging->touched, series);
}

void
td_judge_again(td_index *index, int64_t series)
{
	td_ids_add(index->judging->standing, series);
}

void
td_judge_move(td_index *index, int64_t message)
{
	if (index->path != NULL)
		td_ids_add(index->judging->moved, message);
}

bool
td_judge_is_moved(const td_index *index, int64_t message)
{
	return g_hash_table_contains(index->judging->moved, &message);
}

void
td_judge_notice(td_index *index, int64_t message)
{
	if (index->path != NULL && !index->viewing)
		td_ids_add(index->judging->notices, message);
}

void
td_judge_cite(td_index *index, int64_t message, uint64_t title)
{
	const cited_title one = { message, td_trait_mix(title, TD_TRAIT_LOOK) };

	if (index->path != NULL && !index->viewing)
		g_array_append_val(index->judging->cited, one);
}

static int
compare_cited(const void *a, const void *b)
{
	const cited_title *x = a, *y = b;

	return (x->message > y->message) - (x->message < y->message);
}

void
td_judge_citing(td_index *index, int64_t message)
{
	const cited_title one = { .message = message };
	const GArray *cited;

	if (index->path == NULL || index->viewing)
		return;
	cited = index->judging->cited;
	if (cited->len == 0 ||
	    bsearch(&one, cited->data, cited->len, sizeof one, compare_cited) == NULL)
		td_judge_notice(index, message);
}

static bool
settle_cited(td_index *index, GError **error)
{
	const td_judging *judging = index->judging;

	for (unsigned i = 0; i < judging->cited->len; i++)
		if (!td_cites_find_waiting(index,
			g_array_index(judging->cited, cited_title, i).title,
			judging->standing, error))
			return false;
	return true;
}

static bool
find_followers(td_index *index, int64_t series, GHashTable *ids, GError **error)
{
	g_autoptr(GArray) after = td_edges_after(index, series, error);

	for (unsigned i = 0; after != NULL && i < after->len; i++)
		td_ids_add(ids, g_array_index(after, td_follower, i).series);
	return after != NULL;
}

/* How the one that it follows, as far as is known, stands may change; and its own
 * standing where it follows now is another one. */
static bool
note_elder(td_index *index, int64_t series, int64_t now, GError **error)
{
	td_chain_edge edge;

	if (!td_edges_find(index, series, &edge, error))
		return false;
	if (edge.older != 0)
		td_ids_add(index->judging->standing, edge.older);
	if (edge.older != now)
		td_ids_add(index->judging->standing, series);
	return true;
}

bool
td_judge_forget(td_index *index, int64_t series, GError **error)
{
	g_autoptr(td_chain_profile) profile = NULL;
	GError *failed = NULL;

	if (index->path == NULL)
		return true;
	td_ids_add(index->judging->standing, series);
	g_hash_table_remove(index->judging->touched, &series);
	profile = td_profiles_find(index, series, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	if (profile == NULL)
		return true;
	return td_claims_find_notices(index, series, index->judging->meanings, error) &&
	       td_cites_find_others(index, profile, index->judging->standing, error) &&
	       note_elder(index, series, 0, error) &&
	       find_followers(index, series, index->judging->pending, error) &&
	       td_taken_forget(index, profile, index->judging->standing, error) &&
	       td_profiles_find_younger(index, profile, index->judging->pending, error) &&
	       td_profiles_remove(index, profile, error) &&
	       td_store_run_ids(index, TD_SQL_EDGE_REMOVE, series, 0, error);
}

static GArray *
sort_set(GHashTable *set)
{
	GArray *ids =
	    g_array_sized_new(FALSE, FALSE, sizeof(int64_t), g_hash_table_size(set));
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, set);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_array_append_val(ids, *(int64_t *)key);
	g_array_sort(ids, td_ids_compare);
	return ids;
}

/* Profiles of all that is new, before anything is weighed. */
static bool
store_profiles(td_index *index, const GArray *ids, bool any, GError **error)
{
	for (unsigned i = 0; i < ids->len; i++) {
		int64_t id = g_array_index(ids, int64_t, i);
		GError *failed = NULL;
		td_chain_profile *profile = td_profiles_make(index, id, &failed);

		if (failed != NULL) {
			g_propagate_error(error, failed);
			return false;
		}
		if (profile == NULL)
			continue;
		td_ids_add(index->judging->pending, id);
		td_ids_add(index->judging->standing, id);
		td_profiles_bound(index);
		if (!td_profiles_store(index, profile, error))
			return false;
		if (any && (!td_profiles_find_younger(
				index, profile, index->judging->pending, error) ||
			       !td_claims_find_notices(
				   index, id, index->judging->meanings, error) ||
			       !td_cites_find_others(
				   index, profile, index->judging->standing, error)))
			return false;
	}
	return true;
}

static bool
decide(td_index *index, int64_t series, GError **error)
{
	g_autoptr(GHashTable) found = new_set();
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GPtrArray) candidates = g_ptr_array_new();
	const td_chain_profile *profile;
	GError *failed = NULL;
	td_chain_edge edge;

	td_profiles_bound(index);
	profile = td_profiles_know(index, series, &failed);
	if (profile != NULL && !td_profiles_find_older(index, profile, found, &failed))
		profile = NULL;
	ids = sort_set(found);
	for (unsigned i = 0; profile != NULL && failed == NULL && i < ids->len; i++) {
		const td_chain_profile *other =
		    td_profiles_know(index, g_array_index(ids, int64_t, i), &failed);

		if (other != NULL && other != profile)
			g_ptr_array_add(candidates, (void *)(uintptr_t)other);
	}
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	if (profile == NULL)
		return true;
	edge = td_chain_find(
	    profile, (const td_chain_profile *const *)candidates->pdata, candidates->len);
	if (edge.older != 0)
		td_ids_add(index->judging->standing, edge.older);
	td_taken_note(profile, candidates, index->judging->standing);
	return note_elder(index, series, edge.older, error) &&
	       td_edges_put(index, series, &edge, error);
}

static bool
has_profiles(td_index *index, bool *any, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PROFILE_ANY, error);

	if (stmt == NULL || !td_store_step(index, stmt, any, error))
		return false;
	sqlite3_reset(stmt);
	return true;
}

static bool
settle_edges(td_index *index, GError **error)
{
	td_judging *judging = index->judging;
	g_autoptr(GArray) touched = sort_set(judging->touched);
	g_autoptr(GArray) pending = NULL;
	bool any;

	if (!has_profiles(index, &any, error) ||
	    !store_profiles(index, touched, any, error))
		return false;
	pending = sort_set(judging->pending);
	for (unsigned i = 0; i < pending->len; i++)
		if (!decide(index, g_array_index(pending, int64_t, i), error))
			return false;
	return true;
}

/* What a patch got is carried to where it comes again unchanged. */
static bool
add_younger(td_index *index, GError **error)
{
	GHashTable *standing = index->judging->standing;
	g_autoptr(GArray) all = sort_set(standing);
	unsigned from = 0;

	for (unsigned depth = 0; depth < TD_MOST_ELDERS && from < all->len; depth++) {
		unsigned to = all->len;

		for (; from < to; from++) {
			g_autoptr(GHashTable) younger = new_set();
			GHashTableIter iter;
			gpointer key;

			if (!find_followers(
				index, g_array_index(all, int64_t, from), younger, error))
				return false;
			g_hash_table_iter_init(&iter, younger);
			while (g_hash_table_iter_next(&iter, &key, NULL)) {
				if (g_hash_table_contains(standing, key))
					continue;
				td_ids_add(standing, *(int64_t *)key);
				g_array_append_vals(all, key, 1);
			}
		}
	}
	return true;
}

/* Adds those that look through what follows them to this one: where that is somebody
 * else's posting or a part alone, what came after it may supersede the patch itself. */
static bool
add_originals_of(td_index *index, int64_t series, GError **error)
{
	td_chain_edge edge = { .older = series };

	for (unsigned n = 0; n < TD_MOST_ELDERS && edge.older != 0; n++) {
		if (!td_edges_find(index, edge.older, &edge, error))
			return false;
		if (edge.partly)
			break;
		if (edge.older != 0 && (edge.alias || edge.part))
			td_ids_add(index->judging->standing, edge.older);
	}
	return true;
}

static bool
add_originals(td_index *index, GError **error)
{
	g_autoptr(GArray) all = sort_set(index->judging->standing);

	for (unsigned i = 0; i < all->len; i++)
		if (!add_originals_of(index, g_array_index(all, int64_t, i), error))
			return false;
	return true;
}

bool
td_judge_settle(td_index *index, td_kin_cluster find_cluster, GError **error)
{
	td_judging *judging = index->judging;

	if (index->path == NULL)
		return true;
	if (!settle_edges(index, error) || !add_originals(index, error) ||
	    !add_younger(index, error) || !settle_cited(index, error) ||
	    !td_claims_settle(
		index, judging->notices, judging->meanings, judging->standing, error) ||
	    !td_standing_settle(index, judging->standing, find_cluster, error))
		return false;
	g_hash_table_remove_all(judging->touched);
	g_hash_table_remove_all(judging->pending);
	g_hash_table_remove_all(judging->standing);
	td_profiles_unknow(index);
	td_answers_forget_people(index);
	g_hash_table_remove_all(judging->notices);
	g_hash_table_remove_all(judging->meanings);
	g_array_set_size(judging->cited, 0);
	g_hash_table_remove_all(judging->moved);
	return true;
}
