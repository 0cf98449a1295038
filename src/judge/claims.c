/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/claims.c - what each notice speaks of, as series/claim.c decides, into rows */
#include "judge/claims.h"

#include <string.h>

#include "index/stored_series.h"
#include "judge/answered.h"
#include "judge/called.h"
#include "judge/cites.h"
#include "judge/claim_rows.h"
#include "judge/meant.h"
#include "judge/news.h"
#include "judge/profiles.h"
#include "series/posted.h"
#include "store/map.h"
#include "store/store.h"

/* Rows of one item: what it speaks of, and where the same patch was posted before. */
enum { item_bits = 14 };
/* Later postings of a title that are looked at, and how wrong a Date may be. */
enum { most_each = 128 }; /* patches of a series that is applied whole */
enum { most_later = 256, most_late = 2 * 86400 };

/* One notice after the other is settled. */
typedef struct settling {
	td_index *index;
	td_meant *meant;
	td_answered *answered;
	td_called notice;
	GArray *rows; /* of td_claim_row: of this one */
} settling;

static bool
take_notices_of(td_index *index, int64_t series, GHashTable *notices, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLAIM_NOTICES, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series);
	return td_store_take_ids(index, stmt, notices, error);
}

/* Those that speak of a later posting of the same patch speak of this one, too. */
static bool
take_notices_after(
    td_index *index, const td_called *its, GHashTable *notices, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!td_profiles_find_titled(index, its->title,
		its->received + TD_POSTED_BETWEEN + most_late, most_later, ids, error))
		return false;
	for (unsigned i = 0; i < ids->len; i++)
		if (!take_notices_of(
			index, g_array_index(ids, int64_t, i), notices, error))
			return false;
	return true;
}

bool
td_claims_find_notices(
    td_index *index, int64_t series, GHashTable *notices, GError **error)
{
	g_autoptr(GArray) mails = td_called_load_series(index, series, error);

	if (mails == NULL)
		return false;
	for (unsigned i = 0; i < mails->len; i++) {
		const td_called *its = &g_array_index(mails, td_called, i);

		if (!td_news_find_id(index, its->message_id, notices, error) ||
		    !td_news_find_title(
			index, its->title, its->received, notices, error) ||
		    !take_notices_after(index, its, notices, error))
			return false;
	}
	return take_notices_of(index, series, notices, error);
}

/* part: an item, and which of its postings. */
static void
add_claim(const settling *self, int64_t part, const td_claim *claim)
{
	const td_claim_row one = { .id = self->notice.message << TD_PART_BITS | part,
		.series = claim->series,
		.slot = claim->slot,
		.partly = (claim->partly ? TD_CLAIM_ROW_PARTLY : 0) |
			  (claim->elsewhere ? TD_CLAIM_ROW_ELSEWHERE : 0) |
			  (claim->promised ? TD_CLAIM_ROW_PROMISED : 0) };

	g_array_append_val(self->rows, one);
}

/* "Will apply." of the author takes advice. */
static bool
is_own(const settling *self, int64_t series, bool *own, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(self->index, TD_SQL_CLAIM_IS_OWN, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, self->notice.message);
	sqlite3_bind_int64(stmt, 2, series);
	if (!td_store_step(self->index, stmt, &row, error))
		return false;
	*own = row && sqlite3_column_int(stmt, 0) != 0;
	sqlite3_reset(stmt);
	return true;
}

/* What a request to pull or an announcement lists, whatever it answers. */
static bool
decide_listed(settling *self, const td_news_item *one, td_claim *claim, GError **error)
{
	const td_claim_series none = { .slot = -1, .titled = -1 };
	td_claim_series found;

	if (!td_meant_by_pull(self->meant, &self->notice, one->title, &found, error))
		return false;
	*claim = td_claim_find(&one->words, &none, &none, &found);
	return true;
}

/* Where the title is in what it answers or names no other series is looked for. */
static bool
decide(settling *self, const td_news_item *one, int64_t answered, td_claim *claim,
    GError **error)
{
	td_claim_series by_answer, by_id, by_title = { .series = 0 };
	bool plain_cover = answered < 0, pull = false;

	if (td_notice_source_is_list(one->words.source))
		return decide_listed(self, one, claim, error);
	if (!td_meant_by_mail(self->meant, plain_cover ? -answered : answered, one->title,
		&by_answer, error) ||
	    !td_meant_by_id(self->meant, one->message_id, one->title, &by_id, error))
		return false;
	if (plain_cover)
		by_answer.slot = 0;
	/* What was pulled may be called as the set that was sent a week before. */
	if (one->words.titled && by_answer.series == 0 && by_id.series == 0 &&
	    !td_meant_is_pull(self->meant, &self->notice, one->title, &pull, error))
		return false;
	if (by_answer.titled < 0 && by_id.titled < 0 && !pull &&
	    !td_meant_by_title(self->meant, &self->notice, one->title, &by_title, error))
		return false;
	*claim = td_claim_find(&one->words, &by_answer, &by_id, &by_title);
	if (claim->series != 0 && one->by_other) {
		bool own;

		if (!is_own(self, claim->series, &own, error))
			return false;
		if (own)
			claim->series = 0;
	}
	return true;
}

/*
 * The same patch of the same person, posted before in another series: a maintainer takes
 * it from there and sends it on in a round of many, and it is that one that is applied.
 * Or it was sent again, and the notice answers what came first.
 */
static bool
claim_elsewhere(settling *self, unsigned item_at, const td_claim *claim, GError **error)
{
	g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(td_claim_series));

	if (claim->partly)
		return true;
	if (!td_meant_elsewhere(
		self->meant, &self->notice, claim->series, claim->slot, others, error))
		return false;
	for (unsigned i = 0; i < MIN(others->len, (unsigned)TD_CLAIM_MOST_POSTINGS);
	     i++) {
		const td_claim_series *one = &g_array_index(others, td_claim_series, i);
		td_claim same = { .series = one->series,
			.slot = (unsigned)one->slot,
			.elsewhere = one->slot != 0,
			.promised = claim->promised };

		add_claim(self, (int64_t)(i + 1) << item_bits | item_at, &same);
	}
	return true;
}

/* Who applies a whole series, or pulls it, applies each of its patches. */
static bool
claim_each_elsewhere(
    settling *self, unsigned first, const td_claim *claim, GError **error)
{
	td_index_series whole;
	bool found;

	if (claim->slot != 0 || claim->partly)
		return true;
	if (!td_stored_series_find(self->index, claim->series, &whole, &found, error))
		return false;
	for (unsigned i = 1; found && whole.total > 1 && i <= whole.total &&
			     i <= most_each && first + i < 1u << item_bits;
	     i++) {
		const td_claim one = {
			.series = claim->series, .slot = i, .promised = claim->promised
		};

		if (!claim_elsewhere(self, first + i, &one, error))
			return false;
	}
	return true;
}

/* What its items speak of; what waits and is cited is looked at by itself. */
static bool
claim_all(settling *self, GHashTable *waiting, GError **error)
{
	g_autoptr(GArray) items =
	    td_news_load_items(self->index, self->notice.message, error);
	int64_t answered;

	if (items == NULL ||
	    !td_answered_find(self->answered, self->notice.message, &answered, error))
		return false;
	for (unsigned i = 0; i < items->len; i++) {
		const td_news_item *one = &g_array_index(items, td_news_item, i);
		td_claim claim;

		if (td_notice_source_is_proof(one->words.source)) {
			if (!td_cites_find_waiting(self->index,
				td_chain_title_key(one->title), waiting, error))
				return false;
			continue;
		}
		if (!td_claim_counts(one->words.source) || i >= 1u << item_bits)
			continue;
		if (!decide(self, one, answered, &claim, error))
			return false;
		if (claim.series == 0)
			continue;
		add_claim(self, i, &claim);
		if (!claim_elsewhere(self, i, &claim, error) ||
		    !claim_each_elsewhere(
			self, items->len + i * most_each, &claim, error))
			return false;
	}
	return true;
}

/* A notice that its archive took back has no place. */
static bool
settle_one(
    settling *self, int64_t message, bool itself, GHashTable *series, GError **error)
{
	td_index *index = self->index;
	g_autoptr(GArray) before = g_array_new(FALSE, FALSE, sizeof(td_claim_row));
	bool fine;

	td_profiles_bound(index);
	g_array_set_size(self->rows, 0);
	self->notice = (td_called){ .message = 0 };
	fine = td_claim_rows_load(index, message, before, error) &&
	       td_called_load(&self->notice, index, message, 0, error) &&
	       (self->notice.message == 0 || self->notice.place == 0 ||
		   claim_all(self, series, error));
	td_called_clear(&self->notice);
	if (!fine)
		return false;
	g_array_sort(self->rows, td_claim_rows_compare);
	if (itself) {
		td_claim_rows_add(before, series);
		td_claim_rows_add(self->rows, series);
	}
	return !td_claim_rows_add_changed(before, self->rows, series) ||
	       td_claim_rows_store(index, message, self->rows, error);
}

bool
td_claims_settle(td_index *index, GHashTable *notices, GHashTable *meanings,
    GHashTable *series, GError **error)
{
	g_autoptr(td_meant) meant = td_meant_new(index);
	g_autoptr(td_answered) answered = td_answered_new(index);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(td_claim_row));
	settling self = {
		.index = index, .meant = meant, .answered = answered, .rows = rows
	};
	GHashTableIter iter;
	void *message;

	g_hash_table_iter_init(&iter, notices);
	while (g_hash_table_iter_next(&iter, &message, NULL))
		if (!settle_one(&self, *(int64_t *)message, true, series, error))
			return false;
	g_hash_table_iter_init(&iter, meanings);
	while (g_hash_table_iter_next(&iter, &message, NULL))
		if (!g_hash_table_contains(notices, message) &&
		    !settle_one(&self, *(int64_t *)message, false, series, error))
			return false;
	return true;
}

bool
td_claims_count(td_index *index, int64_t series, td_claims_told *told, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLAIM_OF_SERIES, error);
	int64_t place = 0;
	bool row;

	*told = (td_claims_told){ .last = 0 };
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series);
	do {
		td_claim one;
		int64_t when;

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		if (sqlite3_column_int(stmt, 2) & TD_CLAIM_ROW_CITED) {
			told->cited = true;
			continue;
		}
		one = (td_claim){ .series = series,
			.slot = (unsigned)sqlite3_column_int(stmt, 1),
			.partly = sqlite3_column_int(stmt, 2) & TD_CLAIM_ROW_PARTLY,
			.elsewhere = sqlite3_column_int(stmt, 2) & TD_CLAIM_ROW_ELSEWHERE,
			.promised = sqlite3_column_int(stmt, 2) & TD_CLAIM_ROW_PROMISED };
		td_claim_tally_add(&told->tally, &one);
		when = sqlite3_column_int64(stmt, 3);
		if (told->last == 0 ||
		    td_store_compare_places(index, when, sqlite3_column_int64(stmt, 4),
			told->received, place) > 0) {
			told->last = sqlite3_column_int64(stmt, 0);
			told->received = when;
			place = sqlite3_column_int64(stmt, 4);
		}
	} while (row);
	return true;
}
