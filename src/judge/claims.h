/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/claims.h - which series each notice speaks of, kept in rows
 *
 * For this folder and write/mail_parts.c. Words of a notice are noted with its mail
 * (news: what it names, hashed). Once series are settled each new notice, and each one
 * whose answer may have changed, is held against them: series/claim.h has the rule.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/claim.h"
#include "store/file.h"

/* Notes the words of a notice, whose message that is: what td_claims_find_notices finds
 * it by. Between begin and commit. */
bool
td_claims_note(td_index *index, int64_t message, const td_notice *notice, GError **error);

/* Adds to notices (a set of int64_t *, messages) those that speak of the series, or may
 * when it has come. */
bool td_claims_find_notices(
    td_index *index, int64_t series, GHashTable *notices, GError **error);

/*
 * Makes the claims of these notices again; one that was taken back has none. Adds to
 * series (a set of int64_t *) all that notices spoke of before or speak of now; and of
 * meanings, which are as they were but may mean others, what they speak of otherwise.
 */
bool td_claims_settle(td_index *index, GHashTable *notices, GHashTable *meanings,
    GHashTable *series, GError **error);

/* What notices say of a series; *last is the last of them to come, 0 for none, and
 * *received when that was. */
bool td_claims_count(td_index *index, int64_t series, td_claim_tally *tally,
    int64_t *last, int64_t *received, GError **error);
