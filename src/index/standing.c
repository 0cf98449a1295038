/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/standing.c - what mails say of a series, gathered for src/series to judge */
#include "index/standings.h"

#include <string.h>

#include "index/answers.h"
#include "index/claims.h"
#include "index/profiles.h"
#include "index/store.h"

enum { most_slots = TD_CLAIM_SLOTS };

/* One of the series whose standing is made. */
typedef struct judged {
	int64_t id;
	td_state_facts facts;
	td_index_series series;
	GArray *members;   /* of td_index_member */
	GHashTable *slots; /* int64_t * message of a member to its slot */
	int64_t sent, last;
	unsigned replies;
	GHashTable *reviewers[3]; /* sets of hashes: reviewed, acked, tested */
	bool reviewed[most_slots];
	int64_t verdict_time;
} judged;

static judged *
judged_new(int64_t id)
{
	judged *one = g_new0(judged, 1);

	one->id = id;
	one->slots = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (int i = 0; i < 3; i++)
		one->reviewers[i] =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	return one;
}

static void
judged_free(judged *one)
{
	for (int i = 0; i < 3; i++)
		g_hash_table_destroy(one->reviewers[i]);
	g_hash_table_destroy(one->slots);
	g_clear_pointer(&one->members, g_array_unref);
	g_free(one);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(judged, judged_free)

/* The slot of a member; 0 for the cover; false where it is none. */
static bool
slot_of(const judged *one, int64_t message, unsigned *slot)
{
	void *found;

	if (!g_hash_table_lookup_extended(one->slots, &message, NULL, &found))
		return false;
	*slot = GPOINTER_TO_UINT(found);
	return true;
}

static void
mark(bool *slots, const judged *one, unsigned slot)
{
	if (slot != 0) {
		slots[slot] = true;
		return;
	}
	for (unsigned i = 1; i <= one->facts.patches && i < most_slots; i++)
		slots[i] = true;
}

static unsigned
count(const bool *slots)
{
	unsigned n = 0;

	for (unsigned i = 1; i < most_slots; i++)
		n += slots[i] ? 1 : 0;
	return n;
}

static void
take_command(judged *one, const td_answer *mail, const char *value)
{
	static const char *const no[] = { "reject", "not-applicable", "deferred",
		"superseded", "awaiting" };
	static const char *const open[] = { "under-review", "new", "accept",
		"needs-ack" };

	if (mail->received < one->verdict_time)
		return;
	one->verdict_time = mail->received;
	for (size_t i = 0; i < G_N_ELEMENTS(open); i++) {
		if (g_ascii_strncasecmp(value, open[i], strlen(open[i])) == 0) {
			one->facts.verdict = 0;
			return;
		}
	}
	one->facts.verdict = mail->id;
	one->facts.rejected = false;
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		if (g_ascii_strncasecmp(value, no[i], strlen(no[i])) == 0)
			one->facts.rejected = true;
}

static uint64_t
hash_value(const char *value)
{
	const char *open = strchr(value, '<');
	size_t n = open != NULL ? strcspn(open + 1, ">") : 0;
	g_autofree char *address =
	    open != NULL ? g_strndup(open + 1, n) : g_strdup(value);

	return td_answer_who(address);
}

static void
take_trailer(judged *one, const td_answer *mail, const td_answer *target, unsigned slot,
    const char *key, const char *value)
{
	static const char *const keys[] = { "Reviewed-by", "Acked-by", "Tested-by" };
	uint64_t who = hash_value(value);

	if (mail != target && g_ascii_strcasecmp(key, "pw-bot") == 0) {
		take_command(one, mail, value);
		return;
	}
	if (mail != target && g_ascii_strcasecmp(key, "Nacked-by") == 0 &&
	    mail->sender != target->author) {
		take_command(one, mail, "rejected");
		return;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (g_ascii_strcasecmp(key, keys[i]) != 0 || who == target->author ||
		    who == target->sender)
			continue;
		if (!g_hash_table_contains(one->reviewers[i], &who))
			g_hash_table_add(one->reviewers[i], g_memdup2(&who, sizeof who));
		if (i < 2) {
			mark(one->reviewed, one, slot);
			one->facts.review = mail->id;
		}
	}
}

static bool
take_trailers(td_index *index, judged *one, const td_answer *mail,
    const td_answer *target, unsigned slot, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_TRAILERS, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, mail->id << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, mail->id << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			take_trailer(one, mail, target, slot, td_column_text(stmt, 0),
			    td_column_text(stmt, 1));
	} while (row);
	return true;
}

/* The patches' own trailers, and what answers to them say. */
static bool
take_mail(
    td_index *index, GHashTable *series, const td_answers *mails, int at, GError **error)
{
	const td_answer *mail = td_answers_at(mails, at);
	bool own = mail->series != 0;
	int target_at = own ? at : td_answers_find_target(mails, at);
	const td_answer *target = target_at >= 0 ? td_answers_at(mails, target_at) : NULL;
	judged *one =
	    target != NULL ? g_hash_table_lookup(series, &target->series) : NULL;
	unsigned slot;

	if (one == NULL || !slot_of(one, target->id, &slot))
		return true;
	one->last = MAX(one->last, mail->received);
	if (own)
		return take_trailers(index, one, mail, target, slot, error);
	if (mail->kind != TD_KIND_REPLY || !mail->human)
		return true;
	one->replies++;
	return take_trailers(index, one, mail, target, slot, error);
}

static bool
take_claims(td_index *index, judged *one, GError **error)
{
	td_claim_tally tally = { .whole = false };
	int64_t received;

	if (!td_claims_count(
		index, one->id, &tally, &one->facts.notice, &received, error))
		return false;
	one->last = MAX(one->last, received);
	td_claim_tally_tell(&tally, &one->facts);
	return true;
}

static bool
came_later(const td_chain_facts *a, const td_chain_facts *b)
{
	return a->time != b->time ? a->time > b->time : a->head > b->head;
}

/* The newest of those that follow it. */
static bool
take_newer(td_index *index, judged *one, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_EDGE_AFTER, error);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	td_chain_facts newest = { .time = INT64_MIN };
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, one->id);
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row && !td_edge_is_partly(sqlite3_column_int(stmt, 1))) {
			int64_t id = sqlite3_column_int64(stmt, 0);

			g_array_append_val(ids, id);
		}
	} while (row);
	for (unsigned i = 0; i < ids->len; i++) {
		GError *failed = NULL;
		g_autoptr(td_chain_profile) profile =
		    td_profiles_find(index, g_array_index(ids, int64_t, i), &failed);

		if (failed != NULL) {
			g_propagate_error(error, failed);
			return false;
		}
		if (profile != NULL && came_later(&profile->facts, &newest)) {
			newest = profile->facts;
			one->facts.newer = profile->facts.head_message;
		}
	}
	return true;
}

static bool
prepare(td_index *index, judged *one, bool *found, GError **error)
{
	g_autoptr(td_chain_profile) profile = NULL;
	GError *failed = NULL;

	if (!td_profiles_series(index, one->id, &one->series, found, error))
		return false;
	if (!*found)
		return true;
	profile = td_profiles_find(index, one->id, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	one->members = td_profiles_members(index, one->id, error);
	if (one->members == NULL)
		return false;
	for (unsigned i = 0; i < one->members->len; i++) {
		const td_index_member *member =
		    &g_array_index(one->members, td_index_member, i);

		g_hash_table_insert(one->slots,
		    g_memdup2(&member->message, sizeof member->message),
		    GUINT_TO_POINTER(MIN(member->number, most_slots - 1u)));
	}
	one->facts.version = one->series.version;
	one->facts.minor = one->series.minor;
	one->facts.patches = MAX(one->series.total, 1u);
	one->facts.missing =
	    one->facts.patches - MIN(one->facts.patches, one->series.received);
	one->facts.rfc = one->series.rfc;
	one->facts.resend = one->series.resend;
	if (profile != NULL) {
		one->facts.pulled = profile->facts.pulled != 0;
		one->sent = profile->facts.time;
	}
	return true;
}

static bool
store(td_index *index, judged *one, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_PUT, error);
	int64_t evidence;
	td_state state;

	if (stmt == NULL)
		return false;
	one->facts.reviewed = count(one->reviewed);
	state = td_state_decide(&one->facts, &evidence);
	sqlite3_bind_int64(stmt, 1, one->id);
	sqlite3_bind_int64(stmt, 2, one->sent);
	sqlite3_bind_int(stmt, 3, (int)state);
	td_bind_some(stmt, 4, evidence);
	sqlite3_bind_int64(stmt, 5, one->last);
	sqlite3_bind_int64(stmt, 6, one->replies);
	for (int i = 0; i < 3; i++)
		sqlite3_bind_int64(stmt, 7 + i, g_hash_table_size(one->reviewers[i]));
	return td_store_run(index, stmt, error);
}

static bool
find_thread(td_index *index, int64_t message, int64_t *thread, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_OF_THREAD, error);
	bool row;

	*thread = 0;
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row)
		*thread = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

/* A series that was sent without threading lies in many. */
static bool
load_threads(td_index *index, GHashTable *series, td_answers *mails, GError **error)
{
	g_autoptr(GHashTable) threads =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const judged *one = value;

		for (unsigned i = 0; i < one->members->len; i++) {
			int64_t thread;

			if (!find_thread(index,
				g_array_index(one->members, td_index_member, i).message,
				&thread, error))
				return false;
			if (thread == 0 || g_hash_table_contains(threads, &thread))
				continue;
			g_hash_table_add(threads, g_memdup2(&thread, sizeof thread));
			if (!td_answers_load(mails, index, thread, error))
				return false;
		}
	}
	td_answers_sort(mails, index);
	return true;
}

/* All series of one cluster at once. */
static bool
judge_cluster(td_index *index, GHashTable *series, GError **error)
{
	g_auto(td_answers) mails = { NULL, NULL };
	GHashTableIter iter;
	gpointer value;

	td_answers_init(&mails);
	if (!load_threads(index, series, &mails, error))
		return false;
	for (unsigned i = 0; i < mails.all->len; i++)
		if (!take_mail(index, series, &mails, (int)i, error))
			return false;
	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		judged *one = value;

		if (!take_claims(index, one, error) || !take_newer(index, one, error) ||
		    !store(index, one, error))
			return false;
	}
	return true;
}

typedef struct pair {
	int64_t cluster, series;
} pair;

static int
compare_pairs(const void *a, const void *b)
{
	const pair *x = a, *y = b;

	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

/* Series with the cluster of each; that of one that is gone is 0. */
static GArray *
list_pairs(td_index *index, GHashTable *series, GError **error)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(pair));
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pair one = { .series = *(int64_t *)key };

		if (!td_clusters_find(index, one.series, &one.cluster, error))
			return NULL;
		g_array_append_val(pairs, one);
	}
	g_array_sort(pairs, compare_pairs);
	return g_steal_pointer(&pairs);
}

/* Adds it to those that are judged together; one that is gone has no standing. */
static bool
add_judged(td_index *index, int64_t series, GHashTable *some, GError **error)
{
	g_autoptr(judged) one = judged_new(series);
	bool found;

	if (!prepare(index, one, &found, error))
		return false;
	if (!found)
		return td_store_run_ids(index, TD_SQL_STANDING_REMOVE, series, 0, error);
	g_hash_table_insert(some, &one->id, one);
	one = NULL;
	return true;
}

bool
td_standing_settle(td_index *index, GHashTable *series, GError **error)
{
	g_autoptr(GArray) pairs = list_pairs(index, series, error);

	for (unsigned i = 0; pairs != NULL && i < pairs->len;) {
		int64_t cluster = g_array_index(pairs, pair, i).cluster;
		g_autoptr(GHashTable) some = g_hash_table_new_full(
		    g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)judged_free);

		for (; i < pairs->len && g_array_index(pairs, pair, i).cluster == cluster;
		     i++)
			if (!add_judged(
				index, g_array_index(pairs, pair, i).series, some, error))
				return false;
		if (!judge_cluster(index, some, error))
			return false;
	}
	return pairs != NULL;
}
