/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/profiles.c - what the series of a page look like, for the rules of src/series */
#include "report/work.h"

#include "judge/profiles.h"
#include "series/trait.h"

/* By the files of its diff. */
static void
look_at_patch(const td_report_patch *patch, td_chain_patch *told)
{
	*told = (td_chain_patch){
		.title = td_trait_text(patch->key, TD_TRAIT_TITLE),
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

	look_at_patch(patch, told);
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
make_profile(td_work *work, const td_work_series *item)
{
	const td_report_series *series = item->series;
	const td_series facts = {
		.version = series->version,
		.minor = series->minor,
		.total = series->total,
		.received = series->received_patches,
		.rfc = series->rfc,
		.resend = series->resend,
	};
	g_autofree td_chain_patch *told =
	    g_new0(td_chain_patch, series->patches->len + 1);
	g_autofree td_chain_mail *mails = g_new0(td_chain_mail, series->patches->len + 1);
	td_chain_profile *profile;
	unsigned n = 0;

	if (series->cover) {
		mails[n] = mail_of(work, series->cover, &told[n]);
		n++;
	}
	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		mails[n] = mail_of(work, patch, &told[n]);
		n++;
	}
	profile = td_chain_profile_make(&facts, mails, n);
	profile->series = item->id;
	return profile;
}

const td_chain_profile *
td_work_profile(td_work *work, const td_work_series *item, GError **error)
{
	td_chain_profile *profile = g_hash_table_lookup(work->profiles, &item->id);
	GError *failed = NULL;

	if (profile)
		return profile;
	if (work->elders)
		profile = td_profiles_find(work->index, item->id, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return NULL;
	}
	if (!profile)
		profile = make_profile(work, item);
	g_hash_table_insert(
	    work->profiles, g_memdup2(&item->id, sizeof(item->id)), profile);
	return profile;
}

bool
td_work_tell_patch(td_work *work, const td_work_series *item,
    const td_report_patch *patch, td_posted *posted, GError **error)
{
	const td_chain_profile *profile;

	look_at_patch(patch, &posted->patch);
	if (!work->elders)
		return true;
	profile = td_work_profile(work, item, error);
	if (profile)
		td_posted_take(posted, profile);
	return profile != NULL;
}
