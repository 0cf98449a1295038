/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/taken.c - which series of a page a later, larger one has taken in */
#include "report/work.h"

#include <string.h>

#include "series/taken.h"
#include "series/trait.h"

enum { most_candidates = 32 }; /* of one title, the next to come */

typedef struct taking {
	td_work *work;
	/* Key of a patch's title to GPtrArray of td_work_series * that have it among
	 * others, the last to come first. */
	GHashTable *sets;
	GHashTable *profiles; /* td_work_series * to td_chain_profile * */
} taking;

void
td_work_tell_patch(const td_report_patch *patch, uint64_t title, td_chain_patch *told)
{
	*told = (td_chain_patch){
		.title = title,
		.patch_id = td_trait_text(patch->patch_id, TD_TRAIT_ID),
		.number = patch->number,
	};
	for (unsigned i = 0; i < patch->stat->len; i++) {
		const char *path = g_array_index(patch->stat, td_report_file, i).path;

		td_sketch_add_name(&told->sketch, td_span_of(path));
	}
}

static td_chain_mail
mail_of(td_work *work, const td_report_patch *patch, td_chain_patch *told)
{
	const td_work_mail *mail = td_work_find(work, patch->message);
	const td_work_mail *up = td_work_find(work, mail->parent);

	td_work_tell_patch(patch, 0, told);
	return (td_chain_mail){
		.id = mail->id,
		.number = patch->number,
		.message_id = mail->message_id,
		.title = mail->title,
		.tags = mail->tags,
		.author_name = mail->author->name,
		.author_address = mail->author->address,
		.sender_name = mail->sender->name,
		.sender_address = mail->sender->address,
		.change_id = "",
		.patch_id = patch->patch_id,
		.sketch = told->sketch.n > 0 ? &told->sketch : NULL,
		.sent = mail->sent,
		.received = mail->received,
		.pulled = mail->asks || (up && up->asks),
	};
}

static td_chain_profile *
profile_of(taking *self, td_work_series *item)
{
	td_chain_profile *profile = g_hash_table_lookup(self->profiles, item);
	const td_report_series *series = item->series;
	const td_series facts = {
		.version = series->version,
		.minor = series->minor,
		.total = series->total,
		.received = series->received_patches,
		.rfc = series->rfc,
		.resend = series->resend,
	};
	g_autofree td_chain_patch *told = NULL;
	g_autofree td_chain_mail *mails = NULL;
	unsigned n = 0;

	if (profile)
		return profile;
	told = g_new0(td_chain_patch, series->patches->len + 1);
	mails = g_new0(td_chain_mail, series->patches->len + 1);
	if (series->cover) {
		mails[n] = mail_of(self->work, series->cover, &told[n]);
		n++;
	}
	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		mails[n] = mail_of(self->work, patch, &told[n]);
		n++;
	}
	profile = td_chain_profile_make(&facts, mails, n);
	profile->series = item->id;
	g_hash_table_insert(self->profiles, item, profile);
	return profile;
}

/* The first one of those that came after it. */
static const td_report_series *
find_taker(taking *self, td_work_series *item, const GPtrArray *sets)
{
	const td_chain_profile *older = profile_of(self, item);
	const td_chain_profile *first = NULL;
	const td_report_series *found = NULL;

	for (unsigned i = sets->len; i-- > 0 && sets->len - i <= most_candidates;) {
		td_work_series *set = g_ptr_array_index(sets, i);
		const td_chain_profile *newer = profile_of(self, set);

		if (!td_taken_in(newer, older) ||
		    (first && !td_taken_sooner(&newer->facts, &first->facts)))
			continue;
		first = newer;
		found = set->series;
	}
	return found;
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

	for (unsigned i = 0; patches->len > 1 && i < patches->len; i++) {
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
void
td_work_find_taken(td_work *work)
{
	g_autoptr(GHashTable) sets =
	    g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GHashTable) profiles = g_hash_table_new_full(
	    NULL, NULL, NULL, (GDestroyNotify)td_chain_profile_free);
	taking self = { work, sets, profiles };

	for (unsigned i = work->series->len; i-- > 0;) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		const td_report_patch *patch = first_patch(item->series);
		const GPtrArray *later =
		    patch ? g_hash_table_lookup(sets, patch->key) : NULL;

		if (later)
			item->taken = find_taker(&self, item, later);
		note_set(&self, item);
	}
}

void
td_work_tell_taken(td_work *work, const td_work_series *item)
{
	item->series->evidence = item->taken->message_id;
	item->series->evidence_text =
	    td_work_keep(work, "all of it came again in a larger set");
}
