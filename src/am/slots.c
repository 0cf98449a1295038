/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * am/slots.c - the patch for each slot
 *
 * Versions are laid over one another, oldest first: a whole one takes the place of all,
 * a partial reroll ("v3 2/5" in answer to v2's 2/5) that of the slots it has. A patch
 * without a number ("v3" in answer to v2's 2/5) stands alone, as in b4, unless asked for.
 */
#include "am/work.h"

#include <string.h>

#include "index/index.h"

static td_am_mail *
mail_at(const td_am_work *work, unsigned at)
{
	return &g_array_index(work->mails, td_am_mail, at);
}

static const td_index_series *
version_at(const td_am_work *work, unsigned i)
{
	return &g_array_index(work->am->versions, td_index_series, i);
}

/* The patch that another takes the place of. */
typedef struct place {
	unsigned slot; /* of what now lies there; 0 for none */
	unsigned number, total, version;
	bool by_title; /* it has no number of its own */
} place;

static place
find_place(td_am_work *work, td_am_mail *patch)
{
	const td_index_series *series = version_at(work, (unsigned)patch->posting);
	unsigned total = work->slots->len > 0 ? work->slots->len - 1 : 0;
	td_am_mail *at = td_am_find_mail(work, patch->parent);

	if (series->minor > 0 && patch->has_number && series->total == total)
		return (place){ .slot = patch->slot };
	for (unsigned steps = 0; at && steps < TD_AM_WAY_UP; steps++) {
		if (at->posting >= 0 && at->posting < patch->posting && at->slot > 0) {
			const td_index_series *older =
			    version_at(work, (unsigned)at->posting);
			bool same_place = patch->has_number && patch->slot == at->slot &&
					  series->total == older->total;
			bool same_title =
			    !patch->has_number && strcmp(patch->title, at->title) == 0;

			if (at->slot <= total && (same_place || same_title))
				return (place){ older->total == total ? at->slot : 0,
					at->slot, older->total, older->version,
					same_title };
		}
		at = td_am_find_mail(work, at->parent);
	}
	return (place){ 0 };
}

/* All that came of it takes the place of patches that lie there. What has a number says
 * that the others go with it; of what has none, and is wanted, that is the reader's to
 * say. */
static bool
is_reroll(td_am_work *work, unsigned version, unsigned *slots)
{
	const td_index_series *series = version_at(work, version);
	unsigned patches = 0;

	if (work->slots->len < 3 || series->cover != 0 ||
	    (series->total > 1 && series->received >= series->total))
		return false;
	for (unsigned i = 0; i < work->mails->len; i++) {
		td_am_mail *mail = mail_at(work, i);
		place its;

		slots[i] = 0;
		if (mail->posting != (int)version || mail->slot == 0 || mail->extra)
			continue;
		its = find_place(work, mail);
		slots[i] = its.slot;
		if (slots[i] == 0)
			return false;
		if (its.by_title && version == work->chosen &&
		    !work->options->fill_single) {
			work->am->alone_number = its.number;
			work->am->alone_total = its.total;
			work->am->alone_version = its.version;
			return false;
		}
		patches++;
	}
	return patches > 0;
}

static bool
is_in_place_of(const td_am_mail *mail, const td_am_mail *other)
{
	return other && other->posting == mail->posting && other->slot == mail->slot &&
	       g_ascii_strcasecmp(other->address, mail->address) == 0 &&
	       g_str_has_prefix(mail->title, other->title);
}

/* "[RESEND][PATCH v2 3/6]" and "[PATCH v9 4/7] ... (repost)" in answer to that patch, by
 * who sent it: it is mended. The last one counts. */
static void
take_mended(td_am_work *work)
{
	for (unsigned i = 0; i < work->mails->len; i++) {
		td_am_mail *mail = mail_at(work, i);
		int *at;

		if (!mail->extra || mail->slot == 0 || mail->slot >= work->slots->len ||
		    mail->patch_id[0] == '\0' ||
		    !is_in_place_of(mail, td_am_find_mail(work, mail->parent)))
			continue;
		at = &g_array_index(work->slots, int, mail->slot);
		if (*at >= 0 && mail_at(work, (unsigned)*at)->posting == mail->posting &&
		    mail_at(work, (unsigned)*at)->received <= mail->received)
			*at = (int)i;
	}
}

static void
begin(td_am_work *work, unsigned version)
{
	const td_index_series *series = version_at(work, version);

	g_array_set_size(work->slots, series->total + 1);
	for (unsigned i = 0; i <= series->total; i++)
		g_array_index(work->slots, int, i) = -1;
	work->am->rerolled = false;
	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_am_mail *mail = mail_at(work, i);

		if (mail->posting == (int)version && !mail->extra &&
		    mail->slot <= series->total)
			g_array_index(work->slots, int, mail->slot) = (int)i;
	}
	if (!work->options->no_reroll)
		take_mended(work);
}

void
td_am_fill_slots(td_am_work *work)
{
	g_autofree unsigned *slots = g_new0(unsigned, work->mails->len + 1);
	unsigned first =
	    work->options->no_reroll || work->options->no_parent ? work->chosen : 0;

	for (unsigned version = first; version <= work->chosen; version++) {
		work->am->alone_number = 0;
		if (version == first || !is_reroll(work, version, slots)) {
			begin(work, version);
			continue;
		}
		work->am->rerolled = true;
		for (unsigned i = 0; i < work->mails->len; i++) {
			if (slots[i] > 0)
				g_array_index(work->slots, int, slots[i]) = (int)i;
		}
	}
}

static bool
is_used(const td_am_work *work, unsigned posting)
{
	for (unsigned i = 0; i < work->slots->len; i++) {
		int at = g_array_index(work->slots, int, i);

		if (at >= 0 && mail_at(work, (unsigned)at)->posting == (int)posting)
			return true;
	}
	return false;
}

void
td_am_find_others(td_am_work *work)
{
	const td_index_series *chosen = version_at(work, work->chosen);

	for (unsigned i = 0; i < work->am->versions->len; i++) {
		const td_index_series *one = version_at(work, i);
		const td_am_mail *head;

		if (i == work->chosen || one->version != chosen->version ||
		    one->minor != chosen->minor || one->rfc != chosen->rfc ||
		    is_used(work, i))
			continue;
		head = td_am_find_mail(work, one->head);
		if (head)
			g_ptr_array_add(work->am->others, g_strdup(head->message_id));
	}
}

const td_am_mail *
td_am_find_rival(const td_am_work *work, const td_am_mail *patch)
{
	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_am_mail *mail = mail_at(work, i);

		if (mail != patch && mail->posting == patch->posting &&
		    mail->slot == patch->slot && mail->patch_id[0] != '\0' &&
		    (strcmp(mail->patch_id, patch->patch_id) != 0 ||
			strcmp(mail->title, patch->title) != 0))
			return mail;
	}
	return NULL;
}
