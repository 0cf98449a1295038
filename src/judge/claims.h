/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/claims.h - which series each notice speaks of, kept in rows
 *
 * For this folder. Once series are settled each new notice, and each one whose answer may
 * have changed, is held against them: series/claim.h has the rule. What mails cite is no
 * part of it (cites.h).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/claim.h"
#include "store/file.h"

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

/* claim.partly */
enum {
	TD_CLAIM_ROW_PARTLY = 1,
	TD_CLAIM_ROW_ELSEWHERE = 2,
	TD_CLAIM_ROW_PROMISED = 4,
	TD_CLAIM_ROW_CITED = 8, /* cites.c keeps these */
};

/* What notices say of a series. */
typedef struct td_claims_told {
	td_claim_tally tally;
	int64_t last, received; /* the last of them to come, 0 for none, and when */
	bool cited;             /* it has rows of what was cited */
} td_claims_told;

bool
td_claims_count(td_index *index, int64_t series, td_claims_told *told, GError **error);
