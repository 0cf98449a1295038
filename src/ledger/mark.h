/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/mark.h - what was said of a patch by hand, and which answers are dealt with */
#pragma once

#include "ledger/ledger.h"

typedef struct td_mark {
	const char *state; /* a slug ("under-review"); NULL: what the mails say */
	int64_t delegate;  /* a user; 0 for none */
	bool archived;
	const char *commit_ref; /* NULL for none */
} td_mark;

/* Borrowed until the callback returns. */
typedef void (*td_mark_each)(const td_ledger_key *key, const td_mark *mark, void *data);

/* All that was written after that time of the clock; 0: all. */
bool td_mark_each_since(
    td_ledger *ledger, int64_t clock, td_mark_each each, void *data, GError **error);
/* That of one mail, if it has one. */
bool td_mark_find(td_ledger *ledger, const td_ledger_key *key, td_mark_each each,
    void *data, GError **error);
bool td_mark_put(
    td_ledger *ledger, const td_ledger_key *key, const td_mark *mark, GError **error);

/* False where nobody said so. */
bool td_answer_is_addressed(
    td_ledger *ledger, const td_ledger_key *key, bool *addressed, GError **error);
bool td_answer_put(
    td_ledger *ledger, const td_ledger_key *key, bool addressed, GError **error);
