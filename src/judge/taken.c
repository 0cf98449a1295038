/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/taken.c - which later, larger series has all patches of one */
#include "judge/taken.h"

#include "base/ids.h"
#include "judge/profiles.h"
#include "series/taken.h"

/* All of them have the first patch, so that its title finds them. */
bool
td_taken_find(
    td_index *index, const td_chain_profile *older, int64_t *head, GError **error)
{
	g_autoptr(GHashTable) ids =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	td_chain_facts first = { .time = INT64_MAX };
	GHashTableIter iter;
	gpointer key;

	*head = 0;
	if (older->facts.n_patches == 0)
		return true;
	if (!td_profiles_find_same_patch(
		index, older, older->patches[0].title, false, ids, error))
		return false;
	g_hash_table_iter_init(&iter, ids);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		GError *failed = NULL;
		const td_chain_profile *newer =
		    td_profiles_know(index, *(int64_t *)key, &failed);

		if (failed != NULL) {
			g_propagate_error(error, failed);
			return false;
		}
		if (newer == NULL || !td_taken_in(newer, older) ||
		    !td_taken_sooner(&newer->facts, &first))
			continue;
		first = newer->facts;
		*head = first.head_message;
	}
	return true;
}

void
td_taken_note(
    const td_chain_profile *newer, const GPtrArray *candidates, GHashTable *series)
{
	for (unsigned i = 0; i < candidates->len; i++) {
		const td_chain_profile *older = candidates->pdata[i];

		if (td_taken_in(newer, older))
			td_ids_add(series, older->series);
	}
}

bool
td_taken_forget(
    td_index *index, const td_chain_profile *newer, GHashTable *series, GError **error)
{
	bool may = td_taken_may(newer->facts.n_patches, newer->facts.version);

	for (unsigned i = 0; may && i < newer->facts.n_patches; i++)
		if (!td_profiles_find_same_patch(
			index, newer, newer->patches[i].title, true, series, error))
			return false;
	return true;
}
