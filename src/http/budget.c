/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/budget.c - what clients took, each as one number */
#include "http/budget.h"

#include <glib.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <time.h>

#include "http/client.h"

enum {
	places = 65536,
	saved = 50, /* seconds of what was not used that may be used at once */
};

/*
 * A bucket that drips, as the time at which it will be empty: what was taken puts that
 * off, by as long as it takes to drip out. No two numbers need be changed at once.
 */
struct td_budget {
	atomic_uint milliseconds;
	uint64_t seed;
	_Atomic int64_t empty[places];
};

td_budget *
td_budget_new(unsigned milliseconds)
{
	/* Memory of several processes: the one that runs git tells what that took. */
	td_budget *budget = mmap(NULL, sizeof *budget, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (budget == MAP_FAILED)
		g_error("no memory for what clients cost");
	atomic_store(&budget->milliseconds, milliseconds);
	budget->seed = (uint64_t)g_random_int() << 32 | g_random_int();
	return budget;
}

void
td_budget_free(td_budget *budget)
{
	if (budget)
		munmap(budget, sizeof *budget);
}

void
td_budget_set(td_budget *budget, unsigned milliseconds)
{
	atomic_store(&budget->milliseconds, milliseconds);
}

unsigned
td_budget_wait(td_budget *budget, uint64_t client, int64_t now)
{
	size_t place = td_client_place(client, budget->seed, places);
	int64_t over = atomic_load(&budget->empty[place]) - now - saved * G_USEC_PER_SEC;

	return over <= 0 || atomic_load(&budget->milliseconds) == 0
		   ? 0
		   : (unsigned)(1 + over / G_USEC_PER_SEC);
}

void
td_budget_charge(td_budget *budget, uint64_t client, int64_t now, int64_t took)
{
	size_t place = td_client_place(client, budget->seed, places);
	int64_t before = atomic_load(&budget->empty[place]), after;
	unsigned milliseconds = atomic_load(&budget->milliseconds);

	if (milliseconds == 0)
		return;
	do {
		after = MAX(before, now) + took * 1000 / milliseconds;
	} while (!atomic_compare_exchange_weak(&budget->empty[place], &before, after));
}

int64_t
td_account_clock(const td_account *account)
{
	struct timespec now;

	if (!account->budget)
		return 0;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

void
td_account_charge(const td_account *account, int64_t since)
{
	if (account->budget)
		td_budget_charge(account->budget, account->client, g_get_monotonic_time(),
		    td_account_clock(account) - since);
}

unsigned
td_account_wait(const td_account *account)
{
	return account->budget ? td_budget_wait(account->budget, account->client,
				     g_get_monotonic_time())
			       : 0;
}
