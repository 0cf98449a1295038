/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/cites.c - commits that later mails cite, against the series that wait */
#include "judge/cites.h"

#include <string.h>

#include "base/ids.h"
#include "judge/called.h"
#include "judge/claims.h"
#include "judge/meant.h"
#include "judge/news.h"
#include "judge/profiles.h"
#include "series/state.h"
#include "series/trait.h"
#include "store/store.h"

/* Their rows are above those of the mail's own items (claims.c): what is cited, and a
 * part of the series' number, as one citation may prove several postings. */
enum {
	first_part = 7 << 13,
	item_bits = 6,
	series_bits = 7,
	most_titled = 64,
	most_proofs = 256, /* of one title, the first to come */
	most_known = 4096, /* titles */
};

/* A mail that proves patches. */
typedef struct proof {
	int64_t message, received, place;
	unsigned item; /* of it */
} proof;

/* What it proves. */
typedef struct aim {
	proof by;
	int64_t series;
	int slot; /* -1: that of the same patch */
} aim;

struct td_cites {
	td_meant *meant;
	GHashTable *known; /* title to GArray of aim, as the mails came */
};

/* A series while what proves it is looked for. */
typedef struct taking {
	td_cites *cites;
	int64_t series;
	td_claim_tally *tally;
	proof first;
} taking;

td_cites *
td_cites_new(td_index *index)
{
	td_cites *cites = g_new0(td_cites, 1);

	cites->meant = td_meant_new(index);
	cites->known = g_hash_table_new_full(
	    g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
	return cites;
}

void
td_cites_free(td_cites *cites)
{
	if (cites == NULL)
		return;
	g_hash_table_destroy(cites->known);
	td_meant_free(cites->meant);
	g_free(cites);
}

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

/* The last posting of the title, and the same patch that was sent on in that. */
static bool
add_aims(td_cites *cites, const td_called *mail, unsigned item, const char *title,
    GArray *aims, GError **error)
{
	g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(td_claim_series));
	aim one = { .by = { mail->message, mail->received, mail->place, item } };
	td_claim_series last;

	if (!td_meant_by_proof(cites->meant, mail, title, &last, error))
		return false;
	if (last.series == 0 || last.titled < 0)
		return true;
	if (!td_meant_elsewhere(
		cites->meant, mail, last.series, (unsigned)last.titled, others, error))
		return false;
	one.series = last.series;
	one.slot = last.titled;
	g_array_append_val(aims, one);
	for (unsigned i = 0; i < MIN(others->len, (unsigned)TD_CLAIM_MOST_POSTINGS);
	     i++) {
		one.series = g_array_index(others, td_claim_series, i).series;
		one.slot = -1;
		g_array_append_val(aims, one);
	}
	return true;
}

static bool
add_mail(td_cites *cites, const td_called *mail, const char *title, GArray *aims,
    GError **error)
{
	g_autoptr(GArray) items =
	    td_news_load_items(td_meant_index(cites->meant), mail->message, error);

	for (unsigned i = 0; items != NULL && i < items->len; i++) {
		const td_news_item *one = &g_array_index(items, td_news_item, i);

		if (td_notice_source_is_proof(one->words.source) && one->title != NULL &&
		    strcmp(one->title, title) == 0)
			return add_aims(cites, mail, i, title, aims, error);
	}
	return items != NULL;
}

static int
compare_mails(const void *a, const void *b, void *data)
{
	const td_called *x = a, *y = b;

	return td_store_compare_places(
	    data, x->received, x->place, y->received, y->place);
}

/* The mails that cite the title, as they came; of td_called. */
static GArray *
load_mails(td_index *index, const char *title, GError **error)
{
	g_autoptr(GHashTable) ids =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(td_called));
	GHashTableIter iter;
	gpointer key;

	g_array_set_clear_func(mails, (GDestroyNotify)td_called_clear);
	if (!td_news_find_proofs(index, td_trait_text(title, TD_TRAIT_TITLE), ids, error))
		return NULL;
	g_hash_table_iter_init(&iter, ids);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		td_called mail = { .message = 0 };

		if (!td_called_load(&mail, index, *(int64_t *)key, 0, error)) {
			td_called_clear(&mail);
			return NULL;
		}
		if (mail.message != 0 && mail.place != 0)
			g_array_append_val(mails, mail);
		else
			td_called_clear(&mail);
	}
	g_array_sort_with_data(mails, compare_mails, index);
	return g_steal_pointer(&mails);
}

/* Each title is looked up once, however many series have it. Borrowed until the next
 * call; NULL on error. */
static const GArray *
know_aims(td_cites *cites, const char *title, GError **error)
{
	const GArray *known = g_hash_table_lookup(cites->known, title);
	g_autoptr(GArray) mails = NULL, aims = NULL;

	if (known != NULL)
		return known;
	if (g_hash_table_size(cites->known) >= most_known)
		g_hash_table_remove_all(cites->known);
	mails = load_mails(td_meant_index(cites->meant), title, error);
	if (mails == NULL)
		return NULL;
	aims = g_array_new(FALSE, FALSE, sizeof(aim));
	for (unsigned i = 0; i < MIN(mails->len, (unsigned)most_proofs); i++)
		if (!add_mail(
			cites, &g_array_index(mails, td_called, i), title, aims, error))
			return NULL;
	g_hash_table_insert(cites->known, g_strdup(title), aims);
	return g_steal_pointer(&aims);
}

/* The first mail to come that proves it; message 0 for none. */
static bool
find_proof(const taking *self, const td_called *patch, proof *best, GError **error)
{
	const GArray *aims = know_aims(self->cites, patch->title, error);

	*best = (proof){ .message = 0 };
	for (unsigned i = 0; aims != NULL && i < aims->len && best->message == 0; i++) {
		const aim *one = &g_array_index(aims, aim, i);

		if (one->series == self->series &&
		    (one->slot < 0 || one->slot == patch->slot))
			*best = one->by;
	}
	return aims != NULL;
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
	for (unsigned i = 0; i < profile->facts.n_patches && !*cited; i++)
		if (!td_news_is_proved(index, profile->patches[i].title, cited, error))
			return false;
	return true;
}

static bool
take_all(taking *self, GError **error)
{
	td_index *index = td_meant_index(self->cites->meant);
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
td_cites_take(td_cites *cites, int64_t series, td_claim_tally *tally, int64_t *first,
    GError **error)
{
	taking self = { .cites = cites, .series = series, .tally = tally };
	bool cited;

	*first = 0;
	if (!is_cited(td_meant_index(cites->meant), series, &cited, error) ||
	    (cited && !take_all(&self, error)))
		return false;
	*first = self.first.message;
	return true;
}

bool
td_cites_find_others(
    td_index *index, const td_chain_profile *profile, GHashTable *series, GError **error)
{
	for (unsigned i = 0; i < profile->facts.n_patches; i++) {
		uint64_t title = profile->patches[i].title;
		bool cited;

		if (!td_news_is_proved(index, title, &cited, error))
			return false;
		if (cited && !td_profiles_find_same_title(index, title, series, error))
			return false;
	}
	return true;
}
