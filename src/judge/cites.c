/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/cites.c - commits that later mails cite, against the series that wait */
#include "judge/cites.h"

#include <string.h>

#include "base/ids.h"
#include "judge/called.h"
#include "judge/claims.h"
#include "judge/news.h"
#include "judge/profiles.h"
#include "series/state.h"
#include "series/trait.h"
#include "store/store.h"

/* Their rows are above those of the mail's own items (claims.c): what is cited, and a
 * part of the series' number, as one citation may prove several postings. */
enum { first_part = 7 << 13, item_bits = 6, series_bits = 7, most_titled = 64 };

/* The first mail that proves a patch. */
typedef struct proof {
	int64_t message, received, place;
	unsigned item; /* of it */
} proof;

/* A series while what proves it is looked for. */
typedef struct taking {
	td_meant *meant;
	int64_t series;
	td_claim_tally *tally;
	proof first;
} taking;

bool
td_cites_find_waiting(td_index *index, uint64_t title, GHashTable *series, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!td_profiles_find_by_title(index, title, INT64_MAX, most_titled, ids, error))
		return false;
	for (unsigned i = 0; i < ids->len; i++) {
		int64_t id = g_array_index(ids, int64_t, i), state;

		if (g_hash_table_contains(series, &id))
			continue;
		if (!td_store_find_number(
			index, TD_SQL_STANDING_STATE, id, &state, error))
			return false;
		if (state != TD_STATE_APPLIED && state != TD_STATE_SUPERSEDED)
			td_ids_add(series, id);
	}
	return true;
}

bool
td_cites_remove(td_index *index, int64_t series, GError **error)
{
	return td_store_run_ids(index, TD_SQL_CITED_REMOVE, series, 0, error);
}

/* It is the last posting of the title, or the same patch that was sent on in that. */
static bool
is_meant(const taking *self, const td_called *patch, const td_called *mail,
    const td_claim_series *last, bool *is, GError **error)
{
	g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(td_claim_series));

	*is = last->series == self->series && last->titled == patch->slot;
	if (last->series == self->series)
		return true;
	if (!td_meant_elsewhere(
		self->meant, mail, last->series, (unsigned)last->titled, others, error))
		return false;
	for (unsigned i = 0; i < MIN(others->len, (unsigned)TD_CLAIM_MOST_POSTINGS); i++)
		*is = *is ||
		      g_array_index(others, td_claim_series, i).series == self->series;
	return true;
}

/* Its item, where that mail proves that patch of the series; -1 where it does not. */
static bool
find_item(const taking *self, const td_called *patch, const td_called *mail, int *found,
    GError **error)
{
	g_autoptr(GArray) items =
	    td_news_load_items(td_meant_index(self->meant), mail->message, error);

	*found = -1;
	for (unsigned i = 0; items != NULL && i < items->len && *found < 0; i++) {
		const td_news_item *one = &g_array_index(items, td_news_item, i);
		td_claim_series its;
		bool meant_it;

		if (!td_notice_source_is_proof(one->words.source) || one->title == NULL ||
		    strcmp(one->title, patch->title) != 0)
			continue;
		if (!td_meant_by_proof(self->meant, mail, one->title, &its, error))
			return false;
		if (its.series == 0 || its.titled < 0)
			continue;
		if (!is_meant(self, patch, mail, &its, &meant_it, error))
			return false;
		if (meant_it)
			*found = (int)i;
	}
	return items != NULL;
}

/* The first mail to come that proves it; message 0 for none. */
static bool
find_proof(const taking *self, const td_called *patch, proof *best, GError **error)
{
	td_index *index = td_meant_index(self->meant);
	g_autoptr(GHashTable) mails =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	GHashTableIter iter;
	gpointer key;

	*best = (proof){ .message = 0 };
	if (!td_news_find_proofs(
		index, td_trait_text(patch->title, TD_TRAIT_TITLE), mails, error))
		return false;
	g_hash_table_iter_init(&iter, mails);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		g_auto(td_called) mail = { .message = 0 };
		int item;

		if (!td_called_load(&mail, index, *(int64_t *)key, 0, error))
			return false;
		if (mail.message == 0 || mail.place == 0 ||
		    td_store_compare_places(index, mail.received, mail.place,
			patch->received, patch->place) <= 0 ||
		    (best->message != 0 &&
			td_store_compare_places(index, mail.received, mail.place,
			    best->received, best->place) >= 0))
			continue;
		if (!find_item(self, patch, &mail, &item, error))
			return false;
		if (item >= 0)
			*best = (proof){ mail.message, mail.received, mail.place,
				(unsigned)item };
	}
	return true;
}

static bool
keep(td_index *index, int64_t series, const td_called *patch, const proof *found,
    GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CITED_PUT, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1,
	    found->message << TD_PART_BITS | first_part |
		(series & TD_LOW(series_bits)) << item_bits |
		(found->item & TD_LOW(item_bits)));
	sqlite3_bind_int64(stmt, 2, series);
	sqlite3_bind_int64(stmt, 3, patch->slot);
	sqlite3_bind_int(stmt, 4, TD_CLAIM_ROW_CITED);
	return td_store_run(index, stmt, error);
}

/* Whether mails cite any of its patches, for what that is worth. */
static bool
is_cited(td_index *index, int64_t series, bool *cited, GError **error)
{
	g_autoptr(GHashTable) mails =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	GError *failed = NULL;
	const td_chain_profile *profile = td_profiles_know(index, series, &failed);

	*cited = false;
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	/* What is carried to a stable tree stands as it does. */
	if (profile == NULL || profile->facts.branch != 0)
		return true;
	for (unsigned i = 0;
	     i < profile->facts.n_patches && g_hash_table_size(mails) == 0; i++)
		if (!td_news_find_proofs(index, profile->patches[i].title, mails, error))
			return false;
	*cited = g_hash_table_size(mails) > 0;
	return true;
}

static bool
take_all(taking *self, GError **error)
{
	td_index *index = td_meant_index(self->meant);
	g_autoptr(GArray) patches = td_called_load_series(index, self->series, error);

	for (unsigned i = 0; patches != NULL && i < patches->len; i++) {
		const td_called *patch = &g_array_index(patches, td_called, i);
		const td_claim claim = { .slot = (unsigned)patch->slot, .cited = true };
		proof found;

		/* A cover letter is no commit. */
		if (patch->slot == 0 && patches->len > 1)
			continue;
		if (!find_proof(self, patch, &found, error))
			return false;
		if (found.message == 0)
			continue;
		td_claim_tally_add(self->tally, &claim);
		if (!keep(index, self->series, patch, &found, error))
			return false;
		if (self->first.message == 0 ||
		    td_store_compare_places(index, found.received, found.place,
			self->first.received, self->first.place) < 0)
			self->first = found;
	}
	return patches != NULL;
}

bool
td_cites_take(td_meant *meant, int64_t series, td_claim_tally *tally, int64_t *first,
    GError **error)
{
	taking self = { .meant = meant, .series = series, .tally = tally };
	bool cited;

	*first = 0;
	if (!is_cited(td_meant_index(meant), series, &cited, error) ||
	    (cited && !take_all(&self, error)))
		return false;
	*first = self.first.message;
	return true;
}

bool
td_cites_find_others(
    td_index *index, const td_chain_profile *profile, GHashTable *series, GError **error)
{
	g_autoptr(GHashTable) mails =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

	for (unsigned i = 0; i < profile->facts.n_patches; i++) {
		uint64_t title = profile->patches[i].title;

		if (!td_news_find_proofs(index, title, mails, error))
			return false;
		if (g_hash_table_size(mails) == 0)
			continue;
		if (!td_profiles_find_same_title(index, title, series, error))
			return false;
		g_hash_table_remove_all(mails);
	}
	return true;
}
