/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/taken.c - which series of a page a later, larger one has taken in */
#include "report/work.h"

#include "series/taken.h"

enum { most_candidates = 32 }; /* of one title, the next to come */

typedef struct taking {
	td_work *work;
	/* Key of a patch's title to GPtrArray of td_work_series * that have it among
	 * others, the last to come first. */
	GHashTable *sets;
} taking;

/* The first one of those that came after it. */
static bool
find_taker(taking *self, td_work_series *item, const GPtrArray *sets, GError **error)
{
	const td_chain_profile *older = td_work_profile(self->work, item, error);
	const td_chain_profile *first = NULL;

	for (unsigned i = older ? sets->len : 0;
	     i-- > 0 && sets->len - i <= most_candidates;) {
		td_work_series *set = g_ptr_array_index(sets, i);
		const td_chain_profile *newer = td_work_profile(self->work, set, error);

		if (!newer)
			return false;
		if (!td_taken_in(newer, older) ||
		    (first && !td_taken_sooner(&newer->facts, &first->facts)))
			continue;
		first = newer;
		item->taken = set->series;
	}
	return older != NULL;
}

static const td_report_patch *
first_patch(const td_report_series *series)
{
	const td_report_patch *patch =
	    series->patches->len > 0 ? g_ptr_array_index(series->patches, 0) : NULL;

	return patch && !patch->extra ? patch : NULL;
}

/* It may take in what came before it. */
static void
note_set(taking *self, td_work_series *item)
{
	const GPtrArray *patches = item->series->patches;

	if (!td_taken_may(patches->len, item->series->version))
		return;
	for (unsigned i = 0; i < patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(patches, i);
		GPtrArray *sets;

		if (patch->extra)
			continue;
		sets = g_hash_table_lookup(self->sets, patch->key);
		if (!sets) {
			sets = g_ptr_array_new();
			g_hash_table_insert(
			    self->sets, (void *)(uintptr_t)patch->key, sets);
		}
		g_ptr_array_add(sets, item);
	}
}

/* From the last to come back: what is noted came after. */
bool
td_work_find_taken(td_work *work, GHashTable *last, GError **error)
{
	g_autoptr(GHashTable) sets =
	    g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
	taking self = { work, sets };

	for (unsigned i = work->series->len; i-- > 0;) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		const td_report_patch *patch = first_patch(item->series);
		const GPtrArray *later =
		    patch ? g_hash_table_lookup(sets, patch->key) : NULL;

		/* What is applied, or has a later version, stands so whatever took it in.
		 */
		if (later && (td_work_is_applied(item) ||
				 g_hash_table_contains(last, item->series)))
			later = NULL;
		if (later && !find_taker(&self, item, later, error))
			return false;
		note_set(&self, item);
	}
	return true;
}

void
td_work_tell_taken(td_work *work, const td_work_series *item)
{
	item->series->evidence = item->taken->message_id;
	item->series->evidence_text =
	    td_work_keep(work, "all of it came again in a larger set");
}
