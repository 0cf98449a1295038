/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/allowance.c - ends questions that cost too much */
#include "store/allowance.h"

#include <time.h>

#include "base/error.h"
#include "store/store.h"

enum {
	operations = 5000, /* of SQLite between two looks at the clock: some 50 us */
	calls = 64         /* of td_index_go_on */
};

/* Time that others take, or a slow disk, is not held against who asks. */
static int64_t
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
look(void *data)
{
	td_index *index = data;

	index->spent = index->spent || clock_now() >= index->allowed;
	return index->spent;
}

void
td_index_allow(td_index *index, unsigned milliseconds)
{
	index->allowed =
	    milliseconds != 0 ? clock_now() + milliseconds * INT64_C(1000) : 0;
	index->spent = false;
	sqlite3_progress_handler(
	    index->db, operations, index->allowed != 0 ? look : NULL, index);
}

bool
td_index_go_on(td_index *index, GError **error)
{
	if (index->allowed == 0)
		return true;
	if (!index->spent && ++index->looks % calls != 0)
		return true;
	return !look(index) || td_store_fail_spent(error);
}

bool
td_store_fail_spent(GError **error)
{
	g_set_error_literal(error, TD_ERROR, TD_ERROR_TIME,
	    "the question takes longer than it may here: ask for less");
	return false;
}
