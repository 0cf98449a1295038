/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/meant.c - the series that a notice names, or calls by a title */
#include "judge/meant.h"

#include <string.h>

#include "index/copies.h"
#include "index/lookup.h"
#include "index/stored_series.h"
#include "judge/called.h"
#include "judge/profiles.h"
#include "series/posted.h"
#include "series/trait.h"
#include "store/store.h"

enum {
	most_known = 65536, /* mails of series in memory at once */
	most_titled = 24,   /* series of a title that came before a notice */
	most_examined = 256,
	most_same_id = 64,
	day = 86400,
};

struct td_meant {
	td_index *index;
	GHashTable *known; /* int64_t * series to GArray of td_called */
	unsigned n_known;  /* mails in it */
};

td_meant *
td_meant_new(td_index *index)
{
	td_meant *meant = g_new0(td_meant, 1);

	meant->index = index;
	meant->known = g_hash_table_new_full(
	    g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
	return meant;
}

void
td_meant_free(td_meant *meant)
{
	if (meant == NULL)
		return;
	g_hash_table_destroy(meant->known);
	g_free(meant);
}

td_index *
td_meant_index(const td_meant *meant)
{
	return meant->index;
}

/* Borrowed until the next call. */
static const GArray *
know_series(td_meant *meant, int64_t series, GError **error)
{
	GArray *mails = g_hash_table_lookup(meant->known, &series);

	if (mails != NULL)
		return mails;
	if (meant->n_known > most_known) {
		g_hash_table_remove_all(meant->known);
		meant->n_known = 0;
	}
	mails = td_called_load_series(meant->index, series, error);
	if (mails == NULL)
		return NULL;
	meant->n_known += mails->len + 1;
	g_hash_table_insert(meant->known, g_memdup2(&series, sizeof series), mails);
	return mails;
}

/* The first patch that has the title, else the cover letter; -1 for none. */
static int
find_title(const GArray *mails, const char *title)
{
	int cover = -1;

	for (unsigned i = 0; title != NULL && i < mails->len; i++) {
		const td_called *mail = &g_array_index(mails, td_called, i);

		if (strcmp(mail->title, title) != 0)
			continue;
		if (mail->slot > 0)
			return (int)i;
		cover = cover < 0 ? (int)i : cover;
	}
	return cover;
}

static int
slot_at(const GArray *mails, int at)
{
	return at >= 0 ? g_array_index(mails, td_called, at).slot : -1;
}

/* What is known of the series of a mail, which it is by a link. */
bool
td_meant_by_mail(td_meant *meant, int64_t message, const char *title,
    td_claim_series *found, GError **error)
{
	td_index_series series;
	const GArray *mails;
	int64_t id = 0;
	bool any;

	*found = (td_claim_series){ .slot = -1, .titled = -1 };
	if (message == 0)
		return true;
	if (!td_index_find_series(meant->index, message, &id, error))
		return false;
	if (id == 0)
		return true;
	if (!td_stored_series_find(meant->index, id, &series, &any, error))
		return false;
	mails = any ? know_series(meant, id, error) : NULL;
	if (mails == NULL)
		return !any;
	found->series = id;
	found->patches = MAX(series.total, 1u);
	found->titled = slot_at(mails, find_title(mails, title));
	for (unsigned i = 0; i < mails->len && found->slot < 0; i++)
		if (g_array_index(mails, td_called, i).message == message)
			found->slot = g_array_index(mails, td_called, i).slot;
	return true;
}

static void
take_if_better(td_meant *meant, td_called *best, const td_called *mail, bool first)
{
	int order = td_store_compare_places(
	    meant->index, mail->received, mail->place, best->received, best->place);

	if (best->message != 0 && (first ? order >= 0 : order <= 0))
		return;
	best->message = mail->message;
	best->received = mail->received;
	best->place = mail->place;
}

/* Of several with the Message-ID the first to come that is of a series. */
bool
td_meant_by_id(td_meant *meant, const char *message_id, const char *title,
    td_claim_series *found, GError **error)
{
	g_autoptr(GArray) ids = NULL;
	td_called best = { .message = 0 };

	*found = (td_claim_series){ .slot = -1, .titled = -1 };
	if (message_id[0] == '\0')
		return true;
	ids = td_index_find_messages(meant->index, message_id, error);
	if (ids == NULL || !td_index_drop_copies(meant->index, ids, 0, error))
		return false;
	for (unsigned i = 0; i < MIN(ids->len, most_same_id); i++) {
		int64_t id = g_array_index(ids, int64_t, i);
		g_auto(td_called) its = { .message = 0 };
		int64_t series = 0;

		if (!td_index_find_series(meant->index, id, &series, error) ||
		    !td_called_load(&its, meant->index, id, 0, error))
			return false;
		if (series != 0 && its.message != 0)
			take_if_better(meant, &best, &its, true);
	}
	return td_meant_by_mail(meant, best.message, title, found, error);
}

/* Below a request to pull, of which it is a part: it is not there yet. */
static bool
is_sent_along(td_index *index, int64_t message, bool *along, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLAIM_ABOVE, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*along = row && td_trait_asks_to_pull(td_column_text(stmt, 0));
	sqlite3_reset(stmt);
	return true;
}

bool
td_meant_is_pull(td_meant *meant, const td_called *notice, const char *title, bool *pull,
    GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(meant->index, TD_SQL_CLAIM_ABOVE, error);
	g_autofree char *above = NULL;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, notice->message);
	if (!td_store_step(meant->index, stmt, &row, error))
		return false;
	if (row && sqlite3_column_int(stmt, 1) == TD_KIND_PULL)
		above = td_subject_key(td_column_text(stmt, 2));
	*pull = above != NULL && strcmp(above, title) == 0;
	sqlite3_reset(stmt);
	return true;
}

/* Whose titles are looked for. */
typedef enum way {
	CALLED, /* a notice */
	LISTED, /* a request to pull, an announcement */
	PROVED, /* a stable tree, or who cites a commit */
} way;

/* What is carried to a stable tree has its own series, and so has what cites. */
static bool
may_be_proved(td_meant *meant, int64_t series, int64_t own, bool *may, GError **error)
{
	GError *failed = NULL;
	const td_chain_profile *profile = NULL;

	*may = false;
	if (series == own)
		return true;
	profile = td_profiles_know(meant->index, series, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	*may = profile == NULL || profile->facts.branch == 0;
	return true;
}

/* Not long before the request, and no part of another one. */
static bool
may_be_listed(td_meant *meant, const td_called *pull, const td_called *mail, bool *may,
    GError **error)
{
	bool along = false;

	*may = pull->received - mail->received <= TD_POSTED_BETWEEN;
	if (*may && !is_sent_along(meant->index, mail->message, &along, error))
		return false;
	*may = *may && !along;
	return true;
}

static bool
find_titled(td_meant *meant, const td_called *notice, const char *title, way how,
    td_claim_series *found, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	td_called best = { .message = 0 };
	int64_t own = 0;
	unsigned n = 0;

	*found = (td_claim_series){ .slot = -1, .titled = -1 };
	if (title == NULL)
		return true;
	if (!td_profiles_find_titled(
		meant->index, title, notice->received + day, most_examined, ids, error))
		return false;
	if (how == PROVED && ids->len > 0 &&
	    !td_index_find_series(meant->index, notice->message, &own, error))
		return false;
	for (unsigned i = 0; i < ids->len && n < most_titled; i++) {
		const GArray *mails =
		    know_series(meant, g_array_index(ids, int64_t, i), error);
		const td_called *mail;
		bool may = true;
		int at;

		if (mails == NULL)
			return false;
		at = find_title(mails, title);
		if (at < 0)
			continue;
		mail = &g_array_index(mails, td_called, at);
		if (td_store_compare_places(meant->index, mail->received, mail->place,
			notice->received, notice->place) >= 0)
			continue;
		n++;
		if (how == LISTED && !may_be_listed(meant, notice, mail, &may, error))
			return false;
		if (how == PROVED && !may_be_proved(meant, g_array_index(ids, int64_t, i),
					 own, &may, error))
			return false;
		/* A cover letter is no commit. */
		if (how == PROVED && mail->slot == 0 && mails->len > 1)
			may = false;
		if (may)
			take_if_better(meant, &best, mail, false);
	}
	return td_meant_by_mail(meant, best.message, title, found, error);
}

bool
td_meant_by_title(td_meant *meant, const td_called *notice, const char *title,
    td_claim_series *found, GError **error)
{
	return find_titled(meant, notice, title, CALLED, found, error);
}

bool
td_meant_by_pull(td_meant *meant, const td_called *pull, const char *title,
    td_claim_series *found, GError **error)
{
	return find_titled(meant, pull, title, LISTED, found, error);
}

bool
td_meant_by_proof(td_meant *meant, const td_called *proof, const char *title,
    td_claim_series *found, GError **error)
{
	return find_titled(meant, proof, title, PROVED, found, error);
}

/* Who wrote a mail, "name" and "address" put into one; NULL on error. */
static bool
load_author(td_index *index, int64_t message, char **name, char **address, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_AUTHOR, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*name = g_strdup(row ? td_column_text(stmt, 0) : "");
	*address = g_strdup(row ? td_column_text(stmt, 1) : "");
	sqlite3_reset(stmt);
	return true;
}

/* What is known of a mail of that title; strings are the caller's to free. */
typedef struct posting {
	td_posted posted;
	char *author_name, *author_address;
} posting;

static void
posting_clear(posting *one)
{
	g_free(one->author_name);
	g_free(one->author_address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(posting, posting_clear)

static bool
load_posting(posting *one, td_index *index, const td_called *mail, const char *title,
    GError **error)
{
	GError *failed = NULL;
	const td_chain_profile *profile =
	    td_profiles_know(index, one->posted.series, &failed);

	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	one->posted.received = mail->received;
	one->posted.patch.title = td_trait_text(title, TD_TRAIT_TITLE);
	if (profile != NULL)
		td_posted_take(&one->posted, profile);
	if (!load_author(
		index, mail->message, &one->author_name, &one->author_address, error))
		return false;
	one->posted.author_name = one->author_name;
	one->posted.author_address = one->author_address;
	return true;
}

/* The mail of the slot, that of a single patch for slot 0; NULL for none. */
static const td_called *
find_slot(const GArray *mails, unsigned slot)
{
	for (unsigned i = 0; i < mails->len; i++) {
		const td_called *mail = &g_array_index(mails, td_called, i);

		if (mail->slot == (int)slot || (slot == 0 && mails->len == 1))
			return mail;
	}
	return NULL;
}

/* A cover letter is no patch. */
static bool
is_cover(const td_called *mail, const GArray *mails)
{
	return mail->slot == 0 && mails->len > 1;
}

static int
compare_arrivals(const td_meant *meant, const td_called *a, const td_called *b)
{
	return td_store_compare_places(
	    meant->index, a->received, a->place, b->received, b->place);
}

/* What is applied: its mail, which is no longer to be looked at, and when who says so. */
typedef struct applying {
	posting what;
	td_called its; /* without strings */
	const td_called *notice;
	const char *title;
} applying;

/* Adds that series where it has the patch: had it before, or again since. */
static bool
add_elsewhere(td_meant *meant, int64_t series, const applying *applied, GArray *others,
    GError **error)
{
	const GArray *mails = know_series(meant, series, error);
	g_auto(posting) other = { .posted.series = series };
	td_claim_series found = { .series = series };
	const td_called *mail;
	bool again;
	int at;

	if (mails == NULL)
		return false;
	at = find_title(mails, applied->title);
	if (at < 0)
		return true;
	mail = &g_array_index(mails, td_called, at);
	again = compare_arrivals(meant, mail, &applied->its) >= 0;
	if (again && compare_arrivals(meant, mail, applied->notice) >= 0)
		return true;
	other.posted.cover = is_cover(mail, mails);
	found.slot = other.posted.cover ? 0 : MAX(mail->slot, 1);
	if (!load_posting(&other, meant->index, mail, applied->title, error))
		return false;
	if (again ? td_posted_is_again(&applied->what.posted, &other.posted)
		  : td_posted_is_same(&applied->what.posted, &other.posted))
		g_array_append_val(others, found);
	return true;
}

static void
drop_id(GArray *ids, int64_t id)
{
	for (unsigned i = ids->len; i-- > 0;)
		if (g_array_index(ids, int64_t, i) == id)
			g_array_remove_index(ids, i);
}

bool
td_meant_elsewhere(td_meant *meant, const td_called *notice, int64_t series,
    unsigned slot, GArray *others, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	const GArray *own = know_series(meant, series, error);
	const td_called *patch = own != NULL ? find_slot(own, slot) : NULL;
	g_autofree char *title = patch != NULL ? g_strdup(patch->title) : NULL;
	applying applied = { .notice = notice, .title = title };
	bool fine;

	if (own == NULL)
		return false;
	if (patch == NULL)
		return true;
	/* The series that are known may be forgotten below. */
	applied.its = (td_called){ .received = patch->received, .place = patch->place };
	applied.what.posted.series = series;
	applied.what.posted.cover = is_cover(patch, own);
	if (!td_profiles_find_titled(meant->index, title,
		MAX(patch->received, notice->received) + day, TD_POSTED_LOOKED_AT, ids,
		error))
		return false;
	drop_id(ids, series);
	if (ids->len == 0)
		return true;
	fine = load_posting(&applied.what, meant->index, patch, title, error);
	for (unsigned i = 0; fine && i < ids->len; i++)
		fine = add_elsewhere(
		    meant, g_array_index(ids, int64_t, i), &applied, others, error);
	posting_clear(&applied.what);
	return fine;
}
