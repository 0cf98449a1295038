/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/standing.c - what mails say of a series, gathered for src/series to judge */
#include "judge/standing.h"

#include <string.h>

#include "index/stored_series.h"
#include "judge/answers.h"
#include "judge/cites.h"
#include "judge/claims.h"
#include "judge/edges.h"
#include "judge/judged.h"
#include "judge/kin.h"
#include "judge/profiles.h"
#include "judge/taken.h"
#include "series/credit.h"
#include "series/part.h"
#include "store/store.h"

enum { most_followers = 64 }; /* that are looked through */

/* What the answer is for: "Re: [PATCH 3/7]" below the cover letter is for 3. */
static unsigned
slot_meant(const td_judged *one, const td_answer *mail, unsigned slot)
{
	return td_credit_slot(
	    slot, mail->has_number ? mail->number : 0, mail->total, one->series.total);
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
	td_judged *one =
	    target != NULL ? g_hash_table_lookup(series, &target->series) : NULL;
	unsigned slot;

	if (one == NULL || !td_judged_find_slot(one, target->id, &slot))
		return true;
	one->last = MAX(one->last, mail->received);
	if (own)
		return td_judged_hear(one, index, mail, target, slot, error);
	if (mail->kind != TD_KIND_REPLY || !mail->human)
		return true;
	one->replies++;
	return td_judged_hear(
	    one, index, mail, target, slot_meant(one, mail, slot), error);
}

static bool
take_claims(td_index *index, td_judged *one, GError **error)
{
	td_claims_told told;

	if (!td_claims_count(index, one->id, &told, error))
		return false;
	one->facts.notice = told.last;
	one->last = MAX(one->last, told.received);
	one->tally = told.tally;
	td_claim_tally_tell(&one->tally, &one->facts);
	return !told.cited || td_cites_remove(index, one->id, error);
}

/* Where it is neither applied nor superseded without; and what is asked to be pulled has
 * had its commits from the first, whether it is or not. */
static bool
take_cited(td_cites *cites, td_judged *one, GError **error)
{
	const td_state_facts *facts = &one->facts;

	if (facts->whole_applied || facts->newer != 0 || facts->taken != 0 ||
	    facts->pulled || facts->applied_anyhow >= facts->patches)
		return true;
	if (!td_cites_take(cites, one->id, &one->tally, &one->facts.citing, error))
		return false;
	td_claim_tally_tell(&one->tally, &one->facts);
	return true;
}

static bool
came_later(const td_chain_facts *a, const td_chain_facts *b)
{
	return a->time != b->time ? a->time > b->time : a->head > b->head;
}

/*
 * The same patch again from somebody else: a maintainer takes it along, it is carried to
 * an older branch, or two found one fault. Nobody's version is superseded by that.
 */
static bool
is_anothers(const td_chain_facts *older, const td_chain_facts *newer)
{
	return !newer->resend && newer->sender_address != older->sender_address &&
	       newer->sender_address != older->author_address &&
	       newer->sender_name != older->sender_name &&
	       newer->sender_name != older->author_name;
}

static td_part_counts
counts_of(const td_chain_facts *facts)
{
	return (td_part_counts){ .total = facts->total, .received = facts->received };
}

/* Adds what follows it whole to all, of td_follower; part: what came of a part of it. */
static bool
add_followers(td_index *index, int64_t series, bool part, GArray *all, GError **error)
{
	g_autoptr(GArray) after = td_edges_after(index, series, error);

	for (unsigned i = 0; after != NULL && i < after->len; i++) {
		td_follower one = g_array_index(after, td_follower, i);

		one.part = one.part || part;
		if (!one.partly)
			g_array_append_val(all, one);
	}
	return after != NULL;
}

/* The newest of those that follow it, or follow what somebody else made of it. */
static bool
take_newer(td_index *index, td_judged *one, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_follower));
	td_chain_facts newest = { .time = INT64_MIN };
	const td_chain_profile *own = NULL;
	GError *failed = NULL;

	if (!add_followers(index, one->id, false, all, error))
		return false;
	if (all->len > 0)
		own = td_profiles_know(index, one->id, &failed);
	for (unsigned i = 0; own != NULL && i < all->len; i++) {
		const td_follower next = g_array_index(all, td_follower, i);
		const td_chain_profile *profile =
		    td_profiles_know(index, next.series, &failed);
		bool part;

		if (profile == NULL && failed != NULL)
			break;
		if (profile == NULL)
			continue;
		part = td_part_is_of(
		    counts_of(&own->facts), counts_of(&profile->facts), next.part);
		if (part || (next.alias && is_anothers(&own->facts, &profile->facts))) {
			if (all->len < most_followers &&
			    !add_followers(index, next.series, part, all, error))
				return false;
		} else if (came_later(&profile->facts, &newest)) {
			newest = profile->facts;
			one->facts.newer = profile->facts.head_message;
		}
	}
	if (failed != NULL)
		g_propagate_error(error, failed);
	return failed == NULL;
}

/* What took it in, where nothing follows it. */
static bool
take_taken(td_index *index, td_judged *one, GError **error)
{
	const td_chain_profile *own = NULL;
	GError *failed = NULL;

	if (one->facts.newer != 0)
		return true;
	own = td_profiles_know(index, one->id, &failed);
	if (failed != NULL)
		g_propagate_error(error, failed);
	return failed == NULL &&
	       (own == NULL || td_taken_find(index, own, &one->facts.taken, error));
}

static bool
prepare(td_index *index, td_judged *one, bool *found, GError **error)
{
	const td_chain_profile *profile = NULL;
	GError *failed = NULL;

	if (!td_stored_series_find(index, one->id, &one->series, found, error))
		return false;
	if (!*found)
		return true;
	profile = td_profiles_know(index, one->id, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	one->members = td_stored_series_members(index, one->id, error);
	if (one->members == NULL)
		return false;
	for (unsigned i = 0; i < one->members->len; i++) {
		const td_index_member *member =
		    &g_array_index(one->members, td_index_member, i);

		g_hash_table_insert(one->slots,
		    g_memdup2(&member->message, sizeof member->message),
		    GUINT_TO_POINTER(MIN(member->number, TD_JUDGED_SLOTS - 1u)));
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
store(td_index *index, td_judged *one, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_PUT, error);
	g_autofree char *reviewers = td_judged_say_reviewers(one);
	int64_t evidence;
	td_state state;

	if (stmt == NULL)
		return false;
	one->facts.reviewed = td_judged_count(one);
	one->facts.verdict = one->word.message;
	one->facts.rejected = one->word.rejected;
	one->facts.mild = one->word.mild;
	state = td_state_decide(&one->facts, &evidence);
	sqlite3_bind_int64(stmt, 1, one->id);
	sqlite3_bind_int64(stmt, 2, one->sent);
	sqlite3_bind_int(stmt, 3, (int)state);
	td_bind_some(stmt, 4, evidence);
	sqlite3_bind_int64(stmt, 5, one->last);
	sqlite3_bind_int64(stmt, 6, one->replies);
	for (int i = 0; i < 3; i++)
		sqlite3_bind_int64(stmt, 7 + i, g_hash_table_size(one->reviewers[i]));
	if (reviewers != NULL)
		td_bind_text(stmt, 10, reviewers);
	else
		sqlite3_bind_null(stmt, 10);
	return td_store_run(index, stmt, error);
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
		const td_judged *one = value;

		for (unsigned i = 0; i < one->members->len; i++) {
			int64_t thread;

			if (!td_answers_find_thread(index,
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

/* As am takes them, but for covers that say it: those have a series of their own here. */
static void
adopt_covers(GHashTable *series, const td_answers *mails)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		td_judged *one = value;
		bool wanted = one->series.cover == 0 && one->series.total > 1;

		for (unsigned i = 0; wanted && i < one->members->len; i++) {
			const td_index_member *member =
			    &g_array_index(one->members, td_index_member, i);
			const td_answer *patch = td_answers_find(mails, member->message);
			td_answer *up = patch != NULL && !member->extra
					    ? td_answers_find(mails, patch->parent)
					    : NULL;

			if (up == NULL || up->series != 0 ||
			    !td_credit_is_cover((td_kind)up->kind, up->total,
				patch->total, up->author == patch->sender))
				continue;
			up->series = one->id;
			td_judged_add_cover(one, up->id);
			wanted = false;
		}
	}
}

/* All series of one group at once. */
static bool
judge_group(td_index *index, td_cites *cites, GHashTable *series, GError **error)
{
	g_auto(td_answers) mails = { NULL, NULL };
	GHashTableIter iter;
	gpointer value;

	td_answers_init(&mails);
	if (!load_threads(index, series, &mails, error) ||
	    !td_answers_bridge(&mails, index, error))
		return false;
	adopt_covers(series, &mails);
	for (unsigned i = 0; i < mails.all->len; i++)
		if (!take_mail(index, series, &mails, (int)i, error))
			return false;
	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		td_judged *one = value;

		if (one->only_heard)
			continue;
		if (!take_claims(index, one, error) || !take_newer(index, one, error) ||
		    !take_taken(index, one, error) || !take_cited(cites, one, error) ||
		    !store(index, one, error))
			return false;
	}
	return true;
}

/* Adds it to those that are judged together; one that is gone has no standing. */
static bool
add_judged(td_index *index, int64_t series, GHashTable *some, GError **error)
{
	g_autoptr(td_judged) one = td_judged_new(series);
	bool found;

	if (!prepare(index, one, &found, error))
		return false;
	if (!found)
		return td_store_run_ids(index, TD_SQL_STANDING_REMOVE, series, 0, error);
	g_hash_table_insert(some, &one->id, one);
	one = NULL;
	return true;
}

/* The number of each patch, by what it changes. */
static GHashTable *
list_changes(const td_chain_profile *profile)
{
	GHashTable *changes = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (profile->patches[i].patch_id != 0)
			g_hash_table_insert(changes,
			    (void *)(uintptr_t)&profile->patches[i].patch_id,
			    GUINT_TO_POINTER(profile->patches[i].number));
	return changes;
}

/* What an older version got for patches that are the same in this one. */
static bool
carry_from(td_index *index, GHashTable *some, td_judged *one, GHashTable *changes,
    int64_t elder, GError **error)
{
	td_judged *from = g_hash_table_lookup(some, &elder);
	GError *failed = NULL;
	const td_chain_profile *older = td_profiles_know(index, elder, &failed);

	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	for (unsigned i = 0; older != NULL && i < older->facts.n_patches; i++) {
		unsigned number = GPOINTER_TO_UINT(
		    g_hash_table_lookup(changes, &older->patches[i].patch_id));

		if (number == 0)
			continue;
		if (from == NULL) {
			bool found;

			from = td_judged_new(elder);
			from->only_heard = true;
			g_hash_table_insert(some, &from->id, from);
			if (!prepare(index, from, &found, error))
				return false;
			if (!found)
				return true;
		}
		td_judged_carry(from, older->patches[i].number, one, number);
	}
	return true;
}

static bool
carry_all(td_index *index, GHashTable *some, td_judged *one, GError **error)
{
	GError *failed = NULL;
	const td_chain_profile *profile = NULL;
	g_autoptr(GHashTable) changes = NULL;
	int64_t at;

	if (!td_edges_find_elder(index, one->id, &at, error))
		return false;
	if (at == 0)
		return true;
	profile = td_profiles_know(index, one->id, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	if (profile == NULL)
		return true;
	changes = list_changes(profile);
	for (unsigned i = 0; at != 0 && i < TD_MOST_ELDERS; i++)
		if (!carry_from(index, some, one, changes, at, error) ||
		    !td_edges_find_elder(index, at, &at, error))
			return false;
	return true;
}

/* Those that are judged, each with what its older versions got for it. */
static bool
add_elders(td_index *index, GHashTable *some, GError **error)
{
	g_autofree void **all = g_hash_table_get_keys_as_array(some, NULL);

	for (unsigned i = 0; all[i] != NULL; i++)
		if (!carry_all(index, some, g_hash_table_lookup(some, all[i]), error))
			return false;
	return true;
}

/* As far as one group goes in all, from *at on. */
static bool
settle_group(
    td_index *index, td_cites *cites, const GArray *all, unsigned *at, GError **error)
{
	unsigned group = g_array_index(all, td_kin, *at).group;
	g_autoptr(GHashTable) some = g_hash_table_new_full(
	    g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)td_judged_free);

	for (; *at < all->len && g_array_index(all, td_kin, *at).group == group; ++*at)
		if (!add_judged(
			index, g_array_index(all, td_kin, *at).series, some, error))
			return false;
	return add_elders(index, some, error) && judge_group(index, cites, some, error);
}

bool
td_standing_settle(
    td_index *index, GHashTable *series, td_kin_cluster find_cluster, GError **error)
{
	g_autoptr(GArray) all = td_kin_group(index, series, find_cluster, error);
	g_autoptr(td_cites) cites = td_cites_new(index);

	for (unsigned i = 0; all != NULL && i < all->len;) {
		td_profiles_bound(index);
		if (!settle_group(index, cites, all, &i, error))
			return false;
	}
	return all != NULL;
}
