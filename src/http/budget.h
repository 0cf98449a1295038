/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/budget.h - how much of the processor each client may take over time
 *
 * An answer has an end of its own (store/allowance.h), but one after the other they may
 * keep all processors busy. So what a client's answers took is held against it, and is
 * forgotten with time: so many milliseconds a second, and what it did not use in the last
 * 50 seconds it may use at once. Workers share it without a lock. Clients are told apart
 * by a hash of their address, so two may count as one, seldom.
 */
#pragma once

#include <stdint.h>

typedef struct td_budget td_budget; /* handle; any thread may use it */

/*
 * milliseconds of the processor in each second; 0: clients may cost what they do.
 * Processes that are forked later have the same one. Aborts where there is no memory.
 */
td_budget *td_budget_new(unsigned milliseconds);
void td_budget_free(td_budget *budget); /* NULL is fine */
/* From now on; what was taken before is forgotten as fast as it would have been. */
void td_budget_set(td_budget *budget, unsigned milliseconds);

/* Seconds until the client may ask again; 0: now. Times are in microseconds, of a clock
 * that only goes on. */
unsigned td_budget_wait(td_budget *budget, uint64_t client, int64_t now);
/* An answer to it took so much. */
void td_budget_charge(td_budget *budget, uint64_t client, int64_t now, int64_t took);

/* Whom an answer is held against. */
typedef struct td_account {
	td_budget *budget; /* NULL: nobody; it may cost what it does */
	uint64_t client;
} td_account;

/* What this thread has taken of the processor so far, in microseconds. */
int64_t td_account_clock(const td_account *account);
/* All that it took since then. */
void td_account_charge(const td_account *account, int64_t since);
unsigned td_account_wait(const td_account *account);
