/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger/ledger.h - what readers say of patches, and what they were told: their own data
 *
 * A small SQLite file beside the index. The index is a cache and may be deleted; this may
 * not: states, delegates, checks, bundles, users, events and webhooks' deliveries are
 * nowhere else. So it is keyed by what the archive itself keeps, never by a number of the
 * index: a list's name, a mail's blob and its Message-ID. docs/ledger.md has its tables.
 *
 * Several processes and threads may have it open, each with a handle of its own. One
 * writes at a time, the others wait for it up to five seconds. What takes an error fails
 * with DATABASE, beside what is said where it is declared.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"

typedef struct td_ledger td_ledger; /* handle */

/* A mail as this file names it. Borrowed. */
typedef struct td_ledger_key {
	unsigned project;       /* td_ledger_project's */
	const char *message_id; /* without <> */
	td_oid blob;
} td_ledger_key;

/*
 * Makes the file where it is not there, for its owner alone to read; an older one is
 * brought up to date. DATABASE, IO.
 */
td_ledger *td_ledger_open(const char *path, GError **error);
void td_ledger_close(td_ledger *ledger); /* NULL is fine */

/* What is written between the two is there whole or not at all; closing drops what was
 * not committed. Calls that write outside of it are a transaction each. */
bool td_ledger_begin(td_ledger *ledger, GError **error);
bool td_ledger_commit(td_ledger *ledger, GError **error);
/* After an error in between. */
void td_ledger_rollback(td_ledger *ledger);

/* Grows whenever a mark, a check, a bundle or an answer's being addressed is written, by
 * whomever. */
bool td_ledger_clock(td_ledger *ledger, int64_t *clock, GError **error);

/* The number of a list, from 1 to TD_MAX_PROJECTS - 1: given at the first asking and
 * never to another list, not even after the list was removed. LIMIT. */
bool
td_ledger_project(td_ledger *ledger, const char *list, unsigned *project, GError **error);
/* The same without giving one: 0 for a list that has none. */
bool td_ledger_find_project(
    td_ledger *ledger, const char *list, unsigned *project, GError **error);
/* The list's name; NULL without error for none. g_free it. */
char *td_ledger_project_name(td_ledger *ledger, unsigned project, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_ledger, td_ledger_close)
