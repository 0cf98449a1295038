/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/event.h - what readers did, as it is told to others; never changed */
#pragma once

#include "ledger/ledger.h"

typedef enum td_ledger_event_kind {
	TD_LEDGER_STATE = 1, /* before and after are slugs */
	TD_LEDGER_DELEGATE,  /* before and after are users' ids in digits; NULL: nobody */
	TD_LEDGER_CHECK,     /* test is the check's id */
} td_ledger_event_kind;

/* Strings are borrowed until the callback returns. */
typedef struct td_ledger_event {
	int64_t id; /* given when it is added */
	int64_t made;
	td_ledger_event_kind kind;
	td_ledger_key about;
	int64_t user;
	const char *before, *after;
	int64_t test;
} td_ledger_event;

/* Its id is not looked at. */
bool td_ledger_event_add(td_ledger *ledger, const td_ledger_event *event, GError **error);
/* Those after that id, in their order; 0: all. */
bool td_ledger_event_each(td_ledger *ledger, int64_t after,
    void (*each)(const td_ledger_event *event, void *data), void *data, GError **error);
