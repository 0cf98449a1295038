/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/meant.c - the patches of a range that a notice may mean, as judge/meant.c has
 * them for the index */
#include "report/meant.h"

#include "series/trait.h"

int
td_work_slot_of(const td_work_mail *mail)
{
	return mail->patch == mail->series->series->cover ? 0 : (int)mail->patch->number;
}

bool
td_work_is_carried(const td_work_series *series)
{
	return td_trait_branch(series->series->tags) != 0;
}

bool
td_work_is_pulled(td_work *work, const td_work_series *series)
{
	const td_report_series *its = series->series;
	const td_report_patch *head = its->cover              ? its->cover
				      : its->patches->len > 0 ? its->patches->pdata[0]
							      : NULL;
	const td_work_mail *mail = head ? td_work_find(work, head->message) : NULL;
	const td_work_mail *up = mail ? td_work_find(work, mail->parent) : NULL;

	return (mail && mail->asks) || (up && up->asks);
}

static td_pair
titled_pair(int64_t series, const char *key)
{
	return (td_pair){ .one = key, .more = (uint64_t)series };
}

static td_pair
slot_pair(int64_t series, unsigned slot)
{
	return (td_pair){ .other = GUINT_TO_POINTER(slot), .more = (uint64_t)series };
}

static void
note_in_series(td_work_meant *meant, td_work_mail *mail)
{
	int64_t series = mail->series->id;
	const td_pair titled = titled_pair(series, mail->patch->key);
	const td_work_mail *there = td_pairs_find(meant->in_series, titled);

	/* A set may be called as one of its patches: a list of titles has patches. */
	if (there == NULL || (td_work_slot_of(there) == 0 && td_work_slot_of(mail) > 0))
		td_pairs_put(meant->in_series, titled, mail);
	td_pairs_add(
	    meant->in_series, slot_pair(series, (unsigned)td_work_slot_of(mail)), mail);
}

static void
index_patches(td_work_meant *meant)
{
	for (unsigned i = 0; i < meant->work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(meant->work->mails, td_work_mail, i);
		GArray *places;

		if (!mail->patch && mail->kind != TD_KIND_PULL)
			continue;
		if (!g_hash_table_contains(meant->by_message_id, mail->message_id))
			g_hash_table_insert(meant->by_message_id,
			    (void *)(uintptr_t)mail->message_id, mail);
		if (!mail->patch || !mail->series)
			continue;
		note_in_series(meant, mail);
		places = g_hash_table_lookup(meant->by_title, mail->patch->key);
		if (!places) {
			places = g_array_new(FALSE, FALSE, sizeof(unsigned));
			g_hash_table_insert(
			    meant->by_title, (void *)(uintptr_t)mail->patch->key, places);
		}
		g_array_append_val(places, i);
	}
}

void
td_work_meant_init(td_work_meant *meant, td_work *work)
{
	*meant = (td_work_meant){ .work = work };
	meant->by_message_id = g_hash_table_new(g_str_hash, g_str_equal);
	meant->by_title =
	    g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
	meant->in_series = td_pairs_new(NULL);
	index_patches(meant);
}

void
td_work_meant_clear(td_work_meant *meant)
{
	g_clear_error(&meant->failed);
	g_hash_table_unref(meant->by_message_id);
	g_hash_table_unref(meant->by_title);
	g_hash_table_unref(meant->in_series);
}

td_work_mail *
td_work_meant_in_series(td_work_meant *meant, int64_t series, const char *key)
{
	return td_pairs_find(meant->in_series, titled_pair(series, key));
}

td_work_mail *
td_work_meant_by_slot(td_work_meant *meant, int64_t series, unsigned slot)
{
	return td_pairs_find(meant->in_series, slot_pair(series, slot));
}

unsigned
td_work_meant_count_before(const GArray *places, unsigned before)
{
	unsigned low = 0, high = places ? places->len : 0;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (g_array_index(places, unsigned, middle) < before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last one of that title to come before the notice; NULL for none. */
td_work_mail *
td_work_meant_by_title(td_work_meant *meant, const char *key, const td_work_mail *notice)
{
	const GArray *places = g_hash_table_lookup(meant->by_title, key);
	const td_work_mail *all = (const td_work_mail *)(void *)meant->work->mails->data;
	unsigned n = td_work_meant_count_before(places, (unsigned)(notice - all));

	return n > 0 ? &g_array_index(meant->work->mails, td_work_mail,
			   g_array_index(places, unsigned, n - 1))
		     : NULL;
}

/* The last of those that a request to pull may bring, as td_meant_by_pull has it. */
td_work_mail *
td_work_meant_by_pull(td_work_meant *meant, const char *key, const td_work_mail *pull)
{
	const GArray *places = g_hash_table_lookup(meant->by_title, key);
	td_work_mail *all = (td_work_mail *)(void *)meant->work->mails->data;

	for (unsigned n = td_work_meant_count_before(places, (unsigned)(pull - all));
	     n-- > 0;) {
		td_work_mail *mail = &all[g_array_index(places, unsigned, n)];
		const td_work_mail *up = td_work_find(meant->work, mail->parent);

		if (pull->received - mail->received > TD_POSTED_BETWEEN)
			break;
		if (!up || !td_trait_asks_to_pull(up->tags))
			return mail;
	}
	return NULL;
}

/* The last of those that a stable tree may have, or another mail cite, as
 * td_meant_by_proof has it. */
td_work_mail *
td_work_meant_by_proof(td_work_meant *meant, const char *key, const td_work_mail *proof)
{
	const GArray *places = g_hash_table_lookup(meant->by_title, key);
	td_work_mail *all = (td_work_mail *)(void *)meant->work->mails->data;

	for (unsigned n = td_work_meant_count_before(places, (unsigned)(proof - all));
	     n-- > 0;) {
		td_work_mail *mail = &all[g_array_index(places, unsigned, n)];

		/* A cover letter is no commit. */
		if (mail->series != proof->series &&
		    mail->patch != mail->series->series->cover &&
		    !td_work_is_carried(mail->series))
			return mail;
	}
	return NULL;
}
