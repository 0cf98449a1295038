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
	td_oid blob; /* that mail: where it lies now if the history is another one; zeros
			where it is not known */
	int64_t event; /* the ledger's last event that was looked at */
} td_hook_cursor;

/* How far the list of that project number was told to a hook, by its name. *cursor is set
 * where *found. */
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

/* One that is to be made; all is borrowed. */
typedef struct td_delivery_order {
	const char *hook;
	const char *key; /* tells the event from all others of the hook */
	const char *kind, *body;
} td_delivery_order;

/* What is there already, by its key, is not added again. */
bool td_delivery_add(
    td_ledger *ledger, const td_delivery_order *order, int64_t now, GError **error);
/* Those of the hook that wait, oldest first, at most limit. GPtrArray of td_delivery *,
 * freed with it. */
GPtrArray *td_delivery_load_waiting(
    td_ledger *ledger, const char *hook, unsigned limit, GError **error);
bool
td_delivery_any_waiting(td_ledger *ledger, const char *hook, bool *any, GError **error);
/* Before it is sent: that it is tried once more is known whatever becomes of us, so who
 * was sent a try twice is told another number. */
bool td_delivery_begin(td_ledger *ledger, int64_t id, GError **error);
/* It arrived. The body goes, the row stays so that its key is known. */
bool td_delivery_done(td_ledger *ledger, int64_t id, int64_t now, GError **error);
/* It did not. It waits on, or is given up. */
bool td_delivery_failed(
    td_ledger *ledger, int64_t id, bool give_up, const char *problem, GError **error);

/* A hook whose receiver failed: nothing is sent to it until then, so that later
 * deliveries do not pass by one that waits. */
typedef struct td_hook_pause {
	int64_t since;  /* the first failure after what last arrived */
	unsigned tries; /* since then; 0: it is well */
	int64_t due;
} td_hook_pause;

/* All 0 where it is well. */
bool td_hook_find_pause(
    td_ledger *ledger, const char *hook, td_hook_pause *pause, GError **error);
/* One of no tries ends it. */
bool td_hook_put_pause(
    td_ledger *ledger, const char *hook, const td_hook_pause *pause, GError **error);

typedef struct td_delivery_count {
	uint64_t waiting, done, given_up;
	char *problem; /* of the last one that failed; NULL for none; g_free it */
} td_delivery_count;
bool td_delivery_summary(
    td_ledger *ledger, const char *hook, td_delivery_count *count, GError **error);
