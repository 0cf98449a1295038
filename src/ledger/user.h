/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger/user.h - who may write, and the tokens that show it
 *
 * A token is 40 hexadecimal digits of the system's random numbers. Only its SHA-256 is
 * stored: with 160 bits of chance there is nothing to guess, so no slow hash is needed.
 */
#pragma once

#include "ledger/ledger.h"

typedef struct td_user {
	int64_t id;
	char *name, *email;
	char *lists;  /* those it may write to, joined by commas; NULL: all */
	int64_t made; /* seconds since 1970 */
	bool revoked; /* has no token */
} td_user;

/* New, or known by that name: then with these settings from now on, and with a new token
 * in the place of the old one. g_free *token. */
bool td_user_put(td_ledger *ledger, const td_user *user, char **token, GError **error);
/* The token counts no longer; what the user did stays. NOT_FOUND. */
bool td_user_revoke(td_ledger *ledger, const char *name, GError **error);

/* NULL without error for none. A revoked one is still found by name and id. */
td_user *td_user_find_token(td_ledger *ledger, const char *token, GError **error);
td_user *td_user_find_name(td_ledger *ledger, const char *name, GError **error);
td_user *td_user_find_id(td_ledger *ledger, int64_t id, GError **error);
/* By id. GPtrArray of td_user *, freed with it. */
GPtrArray *td_user_load_all(td_ledger *ledger, GError **error);

/* Whether that list is one of theirs. A revoked one has no list. */
bool td_user_may_write(const td_user *user, const char *list);
void td_user_free(td_user *user); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_user, td_user_free)
