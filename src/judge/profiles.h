/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/profiles.h - what series look like, and what they are found by
 *
 * For this folder and src/write; docs/versions.md. A row of sign is what a mail said that
 * only chaining needs; profile and trace are made of it again with each series; edge is
 * what src/series concluded.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/chain.h"
#include "store/file.h"

/* The sketch and mentions of a patch or cover letter. */
bool
td_profiles_sign(td_index *index, int64_t message, const td_patch *patch, GError **error);

/* For a run that adds many: which keys there are, so that others are not asked for, until
 * forget. Between begin and commit of the one writer. */
bool td_profiles_learn(td_index *index, GError **error);
void td_profiles_forget(td_index *index);

/* Reads the mails of a stored series; for td_chain_profile_free, as is what find gives.
 * NULL without error where there is none such. */
td_chain_profile *td_profiles_make(td_index *index, int64_t series, GError **error);
/* One that was stored; NULL without error for none. */
td_chain_profile *td_profiles_find(td_index *index, int64_t series, GError **error);
/* Takes the profile, which is known from then on. */
bool td_profiles_store(td_index *index, td_chain_profile *take_profile, GError **error);
bool td_profiles_remove(td_index *index, const td_chain_profile *profile, GError **error);

/*
 * The same as find for the one writer, who asks for many of them again and again:
 * borrowed until bound or unknow, or until it is stored anew or removed. Bound is for
 * where none of them is in use, and forgets all where too many are known.
 */
const td_chain_profile *td_profiles_know(td_index *index, int64_t series, GError **error);
void td_profiles_bound(td_index *index);
void td_profiles_unknow(td_index *index);

/* Adds to ids (a set of int64_t *) the series that may be older, or younger. */
bool td_profiles_find_older(
    td_index *index, const td_chain_profile *profile, GHashTable *ids, GError **error);
bool td_profiles_find_younger(
    td_index *index, const td_chain_profile *profile, GHashTable *ids, GError **error);

/* Adds to ids (a set of int64_t *) the nearest series, older or younger than that one,
 * with a patch of that title. */
bool td_profiles_find_same_patch(td_index *index, const td_chain_profile *profile,
    uint64_t title, bool older, GHashTable *ids, GError **error);

/* Adds to ids (of int64_t) the series with a mail of that title (td_subject_key) that
 * were sent until then, the newest first; most of them at most. */
bool td_profiles_find_titled(td_index *index, const char *title, int64_t until,
    unsigned most, GArray *ids, GError **error);
/* The same by td_chain_title_key. */
bool td_profiles_find_by_title(td_index *index, uint64_t key, int64_t until,
    unsigned most, GArray *ids, GError **error);
/* Adds to ids (a set of int64_t *) those with a patch of that title (td_trait_text). */
bool td_profiles_find_same_title(
    td_index *index, uint64_t title, GHashTable *ids, GError **error);
