/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger/delivery.h - what webhooks are to be told, and how far each has come
 *
 * An event becomes a delivery in the same transaction as the hook's cursor moves past it,
 * so that nothing is lost and nothing is queued twice, whenever the program is killed. A
 * delivery keeps its id over all tries: a receiver that saw it knows it again.
 */
#pragma once

#include "ledger/ledger.h"

/* How far a hook was told of a list. */
typedef struct td_hook_cursor {
	int64_t position; /* of the list's last mail that was looked at */
	int64_t event;    /* the ledger's last event that was looked at */
} td_hook_cursor;

bool td_hook_find_cursor(td_ledger *ledger, const char *hook, unsigned project,
    td_hook_cursor *cursor, bool *found, GError **error);
bool td_hook_put_cursor(td_ledger *ledger, const char *hook, unsigned project,
    const td_hook_cursor *cursor, GError **error);

/* The states that a hook was told of: of all series of a list, by the blob of the series'
 * first mail. GHashTable of td_oid * to the number (GINT_TO_POINTER), freed with it. */
GHashTable *
td_hook_load_told(td_ledger *ledger, const char *hook, unsigned project, GError **error);
bool td_hook_put_told(td_ledger *ledger, const char *hook, unsigned project,
    const td_oid *blob, unsigned state, GError **error);

typedef struct td_delivery {
	int64_t id;
	char *hook;
	char *kind, *key;
	char *body; /* what is sent */
	int64_t made;
	unsigned tries; /* so far */
} td_delivery;

/* key tells one event from all others of the hook: what is there already is not added
 * again. */
bool td_delivery_add(td_ledger *ledger, const char *hook, const char *key,
    const char *kind, const char *body, int64_t now, GError **error);
/* Those of the hook that are due by then, oldest first, at most limit. GPtrArray of
 * td_delivery *, freed with it. */
GPtrArray *td_delivery_load_due(
    td_ledger *ledger, const char *hook, int64_t now, unsigned limit, GError **error);
/* When the next one of any hook is due; 0 for none. */
bool td_delivery_next_due(td_ledger *ledger, int64_t *due, GError **error);
/* It arrived. The body goes, the row stays so that its key is known. */
bool td_delivery_done(td_ledger *ledger, int64_t id, int64_t now, GError **error);
/* It did not; due again then, or never where due is 0. */
bool td_delivery_failed(
    td_ledger *ledger, int64_t id, int64_t due, const char *problem, GError **error);

/* All of the hook that are due before then wait until then. */
bool td_delivery_hold(td_ledger *ledger, const char *hook, int64_t until, GError **error);

typedef struct td_delivery_count {
	uint64_t waiting, done, given_up;
	char *problem; /* of the last one that failed; NULL for none */
} td_delivery_count;
bool td_delivery_summary(
    td_ledger *ledger, const char *hook, td_delivery_count *count, GError **error);

void td_delivery_free(td_delivery *delivery);
