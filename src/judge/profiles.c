/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/profiles.c - profiles of series into rows, and what finds them there */
#include "judge/profiles.h"

#include <string.h>

#include "series/trait.h"
#include "store/seen.h"
#include "store/store.h"

enum {
	most_known = 16384, /* profiles in memory at once */
	most_of_key = 24,   /* series that a key finds: "minor fixes" has thousands */
	stamp_bits = 15,    /* of a stamp that are not of the time */
	key_bits = 47,      /* of a key: six bytes in a row, as a stamp has until 2106 */
};

bool
td_profiles_sign(td_index *index, int64_t message, const td_patch *patch, GError **error)
{
	g_autoptr(GString) mentions = g_string_new(NULL);
	td_sketch prose = { .n = 0 };
	unsigned version = 0;
	sqlite3_stmt *stmt;

	for (unsigned i = 0; patch->mentions != NULL && i < patch->mentions->len; i++) {
		const td_mention *mention = patch->mentions->pdata[i];

		g_string_append_c(mentions, (char)('0' + mention->kind));
		g_string_append_len(mentions, mention->message_id,
		    (gssize)strlen(mention->message_id) + 1);
	}
	/* What the head says stands for its series. */
	if (patch->subject->number <= 1)
		prose = patch->prose;
	/* What a subject says counts more than what was done before. */
	if (patch->subject->number <= 1 && !patch->subject->has_version)
		version = patch->said_version;
	if (patch->sketch.n == 0 && prose.n == 0 && mentions->len == 0 && version == 0)
		return true;
	stmt = td_store_sql(index, TD_SQL_SIGN_ADD, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	td_bind_blob(
	    stmt, 2, patch->sketch.lines, patch->sketch.n * sizeof *patch->sketch.lines);
	td_bind_blob(stmt, 3, mentions->str, mentions->len);
	td_bind_blob(stmt, 4, prose.lines, prose.n * sizeof *prose.lines);
	if (version > 0)
		sqlite3_bind_int64(stmt, 5, version);
	else
		sqlite3_bind_null(stmt, 5);
	return td_store_run(index, stmt, error);
}

td_chain_profile *
td_profiles_find(td_index *index, int64_t series, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PROFILE_FIND, error);
	td_chain_profile *profile = NULL;
	bool row;

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, series);
	if (!td_store_step(index, stmt, &row, error))
		return NULL;
	if (row)
		profile = td_chain_profile_read(series, sqlite3_column_blob(stmt, 0),
		    (size_t)sqlite3_column_bytes(stmt, 0));
	sqlite3_reset(stmt);
	return profile;
}

/*
 * A time in the order of traces, which is the one of src/series: of two at the same
 * second their heads say which is first. Ids do not, as these hang on the way they came
 * here.
 */
static int64_t
stamp_at(int64_t time, uint64_t head)
{
	int64_t most = INT64_C(1) << (63 - stamp_bits);

	return (int64_t)((uint64_t)CLAMP(time, -most, most - 1) << stamp_bits |
			 head >> (64 - stamp_bits));
}

static int64_t
stamp_of(const td_chain_profile *profile)
{
	return stamp_at(profile->facts.time, profile->facts.head);
}

/* Two of a million series have one key by chance, and are a candidate more. */
static int64_t
cut_key(uint64_t hash)
{
	return (int64_t)(hash >> (64 - key_bits));
}

/* Where a series lies by that key: kinds are told apart by what is done to their hash. */
static uint64_t
mix_kind(td_chain_key_kind kind, uint64_t hash)
{
	switch (kind) {
	case TD_CHAIN_LOOK:
		break;
	case TD_CHAIN_NAME:
		return hash << 1;
	case TD_CHAIN_OWN:
		return ~hash;
	case TD_CHAIN_WRITER:
		return hash ^ UINT64_C(0x5851f42d4c957f2d);
	case TD_CHAIN_FOLLOWER:
		return hash ^ UINT64_C(0x14057b7ef767814f);
	}
	return hash;
}

static bool
write_traces(
    td_index *index, const td_chain_profile *profile, td_sql which, GError **error)
{
	g_autoptr(GArray) keys = td_chain_keys(profile);

	for (unsigned i = 0; i < keys->len; i++) {
		const td_chain_key *key = &g_array_index(keys, td_chain_key, i);
		sqlite3_stmt *stmt = td_store_sql(index, which, error);

		if (stmt == NULL)
			return false;
		if (index->traces != NULL)
			td_seen_add(index->traces,
			    (uint64_t)cut_key(mix_kind(key->kind, key->hash)));
		sqlite3_bind_int64(stmt, 1, cut_key(mix_kind(key->kind, key->hash)));
		sqlite3_bind_int64(stmt, 2, stamp_of(profile));
		sqlite3_bind_int64(stmt, 3, profile->series);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

static void
keep(td_index *index, td_chain_profile *take_profile)
{
	if (index->profiles == NULL)
		index->profiles = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL,
		    (GDestroyNotify)td_chain_profile_free);
	/* The key is in what was kept. */
	g_hash_table_replace(index->profiles, &take_profile->series, take_profile);
}

const td_chain_profile *
td_profiles_know(td_index *index, int64_t series, GError **error)
{
	td_chain_profile *profile = index->profiles != NULL
					? g_hash_table_lookup(index->profiles, &series)
					: NULL;

	if (profile != NULL)
		return profile;
	profile = td_profiles_find(index, series, error);
	if (profile != NULL)
		keep(index, profile);
	return profile;
}

void
td_profiles_bound(td_index *index)
{
	if (index->profiles != NULL && g_hash_table_size(index->profiles) > most_known)
		g_hash_table_remove_all(index->profiles);
}

void
td_profiles_unknow(td_index *index)
{
	g_clear_pointer(&index->profiles, g_hash_table_destroy);
}

bool
td_profiles_store(td_index *index, td_chain_profile *take_profile, GError **error)
{
	const td_chain_profile *profile = take_profile;
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PROFILE_ADD, error);

	keep(index, take_profile);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, profile->series);
	td_bind_blob(stmt, 2, profile->memory, profile->length);
	return td_store_run(index, stmt, error) &&
	       write_traces(index, profile, TD_SQL_TRACE_ADD, error);
}

bool
td_profiles_remove(td_index *index, const td_chain_profile *profile, GError **error)
{
	int64_t series = profile->series;
	bool removed = write_traces(index, profile, TD_SQL_TRACE_REMOVE, error) &&
		       td_store_run_ids(index, TD_SQL_PROFILE_REMOVE, series, 0, error);

	if (index->profiles != NULL)
		g_hash_table_remove(index->profiles, &series);
	return removed;
}

bool
td_profiles_learn(td_index *index, GError **error)
{
	if (index->traces == NULL)
		index->traces = td_seen_new();
	return td_store_learn(index, TD_SQL_TRACES, index->traces, error);
}

void
td_profiles_forget(td_index *index)
{
	g_clear_pointer(&index->traces, td_seen_free);
}

static bool
may_have(const td_index *index, uint64_t hash)
{
	return index->traces == NULL ||
	       td_seen_may_have(index->traces, (uint64_t)cut_key(hash));
}

static bool
find_by_key(td_index *index, td_sql which, uint64_t hash, int64_t time, GHashTable *ids,
    GError **error)
{
	sqlite3_stmt *stmt;

	if (!may_have(index, hash))
		return true;
	stmt = td_store_sql(index, which, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, cut_key(hash));
	sqlite3_bind_int64(stmt, 2, time);
	sqlite3_bind_int(stmt, 3, most_of_key);
	return td_store_take_ids(index, stmt, ids, error);
}

/* What the older ones have that a key of this one finds; false where it finds none. */
static bool
older_kind(td_chain_key_kind kind, td_chain_key_kind *sought)
{
	*sought = kind == TD_CHAIN_NAME       ? TD_CHAIN_OWN
		  : kind == TD_CHAIN_FOLLOWER ? TD_CHAIN_WRITER
					      : kind;
	return kind != TD_CHAIN_OWN && kind != TD_CHAIN_WRITER;
}

static bool
younger_kind(td_chain_key_kind kind, td_chain_key_kind *sought)
{
	*sought = kind == TD_CHAIN_OWN      ? TD_CHAIN_NAME
		  : kind == TD_CHAIN_WRITER ? TD_CHAIN_FOLLOWER
					    : kind;
	return kind != TD_CHAIN_NAME && kind != TD_CHAIN_FOLLOWER;
}

static bool
find_by_keys(td_index *index, const td_chain_profile *profile, bool older,
    GHashTable *ids, GError **error)
{
	g_autoptr(GArray) keys = td_chain_keys(profile);

	for (unsigned i = 0; i < keys->len; i++) {
		const td_chain_key *key = &g_array_index(keys, td_chain_key, i);
		td_chain_key_kind kind;

		if ((older ? older_kind : younger_kind)(key->kind, &kind) &&
		    !find_by_key(index, older ? TD_SQL_TRACE_BEFORE : TD_SQL_TRACE_AFTER,
			mix_kind(kind, key->hash), stamp_of(profile), ids, error))
			return false;
	}
	return true;
}

bool
td_profiles_find_older(
    td_index *index, const td_chain_profile *profile, GHashTable *ids, GError **error)
{
	return find_by_keys(index, profile, true, ids, error);
}

bool
td_profiles_find_younger(
    td_index *index, const td_chain_profile *profile, GHashTable *ids, GError **error)
{
	return find_by_keys(index, profile, false, ids, error);
}

bool
td_profiles_find_same_patch(td_index *index, const td_chain_profile *profile,
    uint64_t title, bool older, GHashTable *ids, GError **error)
{
	return title == 0 ||
	       find_by_key(index, older ? TD_SQL_TRACE_BEFORE : TD_SQL_TRACE_AFTER,
		   mix_kind(TD_CHAIN_LOOK, td_trait_mix(title, TD_TRAIT_LOOK)),
		   stamp_of(profile), ids, error);
}

bool
td_profiles_find_titled(td_index *index, const char *title, int64_t until, unsigned most,
    GArray *ids, GError **error)
{
	return td_profiles_find_by_title(
	    index, td_chain_title_key(title), until, most, ids, error);
}

bool
td_profiles_find_by_title(td_index *index, uint64_t key, int64_t until, unsigned most,
    GArray *ids, GError **error)
{
	sqlite3_stmt *stmt;

	if (!may_have(index, key))
		return true;
	stmt = td_store_sql(index, TD_SQL_TRACE_BEFORE, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, cut_key(key));
	sqlite3_bind_int64(stmt, 2, stamp_at(until, UINT64_MAX));
	sqlite3_bind_int64(stmt, 3, most);
	return td_store_add_ids(index, stmt, ids, error);
}

bool
td_profiles_find_same_title(
    td_index *index, uint64_t title, GHashTable *ids, GError **error)
{
	return find_by_key(index, TD_SQL_TRACE_BEFORE, td_trait_mix(title, TD_TRAIT_LOOK),
	    INT64_MAX, ids, error);
}
