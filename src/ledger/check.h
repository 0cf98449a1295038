/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/check.h - what machines found when they tried a patch */
#pragma once

#include "ledger/ledger.h"

/* In the order of patchwork's numbers, which is not that of how bad they are. */
typedef enum td_check_state {
	TD_CHECK_PENDING,
	TD_CHECK_SUCCESS,
	TD_CHECK_WARNING,
	TD_CHECK_FAIL,
	TD_CHECK_COUNT,
} td_check_state;

typedef struct td_check {
	int64_t id;
	int64_t user;
	int64_t made; /* seconds since 1970 */
	td_check_state state;
	char *target_url, *context, *description; /* "" where not said */
} td_check;

/* "pending"; static. */
const char *td_check_word(td_check_state state);
bool td_check_find_word(const char *word, td_check_state *state);

/* *id is the new check's. */
bool td_check_add(td_ledger *ledger, const td_ledger_key *key, const td_check *check,
    int64_t *id, GError **error);
/* Of one mail, by id. GPtrArray of td_check *, freed with it. */
GPtrArray *td_check_load(td_ledger *ledger, const td_ledger_key *key, GError **error);
/* NULL without error for none. */
td_check *td_check_find(td_ledger *ledger, int64_t id, GError **error);
void td_check_free(td_check *check);

/* Of each context and user the newest counts: the others are taken out. */
void td_check_thin(GPtrArray *checks);
/* Of each context and user the newest counts, and the worst of those is the whole: fail,
 * warning, pending, success. Without any it is pending. */
td_check_state td_check_combine(const GPtrArray *checks);

/* Each mail that has one made after that time of the clock, with all of its checks
 * combined. */
bool td_check_each_since(td_ledger *ledger, int64_t clock,
    void (*each)(const td_ledger_key *key, td_check_state state, void *data), void *data,
    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_check, td_check_free)
