/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_unthreaded.c - postings in several threads, whatever lies beside
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "series/series.h"

enum { mails = 60, rounds = 3000, minute = 60 };

static const char *const senders[] = { "a", "b" };
static const char *const tags[] = { "PATCH", "PATCH net", "RFC" };
static const char *const names[] = { "t0", "t1", "t2", "t3" };

/* Threads of a few mails, some in a row and some spread over days. */
static void
make(GRand *rand, td_series_mail *all)
{
	int64_t now = 1700000000;

	for (int i = 0; i < mails; i++) {
		int parent = i > 0 ? g_rand_int_range(rand, -i, i) : -1;
		unsigned total = (unsigned)g_rand_int_range(rand, 1, 5);
		unsigned number = (unsigned)g_rand_int_range(rand, 0, (int)total + 1);
		int64_t step = g_rand_int_range(rand, 0, 100);

		now += step < 60 ? step : step < 90 ? step * 20 : step * 2000;
		all[i] = (td_series_mail){
			.id = i + 1,
			.thread = parent >= 0 ? all[parent].thread : i + 1,
			.parent = parent >= 0 ? parent + 1 : 0,
			.sender = senders[g_rand_int_range(rand, 0, 2)],
			.title = names[g_rand_int_range(rand, 0, 4)],
			.patch_id = "",
			.message_id = "",
			.tags = tags[g_rand_int_range(rand, 0, 3)],
			.kind = number == 0 ? TD_KIND_COVER : TD_KIND_PATCH,
			.version = (unsigned)g_rand_int_range(rand, 1, 3),
			.has_version = g_rand_boolean(rand),
			.number = number,
			.total = total,
			.has_number = g_rand_int_range(rand, 0, 5) > 0,
			.sent = now,
			.received = now + 5,
		};
	}
}

static void
tell(GPtrArray *lines, const td_series_mail *some, unsigned n)
{
	g_autoptr(GPtrArray) found = td_series_group(some, n);

	for (unsigned i = 0; i < found->len; i++) {
		const td_series *series = found->pdata[i];
		g_autoptr(GString) line = g_string_new(NULL);

		g_string_append_printf(line, "%d v%u.%u %u/%u c%d:", (int)series->head,
		    series->version, series->minor, series->received, series->total,
		    (int)series->cover);
		for (unsigned k = 0; k < series->members->len; k++) {
			const td_series_member *member =
			    &g_array_index(series->members, td_series_member, k);

			g_string_append_printf(line, " %s%u=%d", member->extra ? "+" : "",
			    member->number, (int)member->id);
		}
		g_ptr_array_add(lines, g_string_free(g_steal_pointer(&line), FALSE));
	}
}

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* As write/ties.c ties them: by thread, or one posting within half an hour. */
static bool
hang_together(const td_series_mail *a, const td_series_mail *b)
{
	if (a->thread == b->thread)
		return true;
	return a->has_number && b->has_number && a->total > 1 && a->total == b->total &&
	       a->version == b->version && strcmp(a->sender, b->sender) == 0 &&
	       llabs(a->sent - b->sent) <= 30 * minute;
}

static void
find_parts(const td_series_mail *all, int part[mails])
{
	bool changed = true;

	for (int i = 0; i < mails; i++)
		part[i] = i;
	while (changed) {
		changed = false;
		for (int i = 0; i < mails; i++) {
			for (int k = 0; k < mails; k++) {
				if (part[k] > part[i] &&
				    hang_together(&all[i], &all[k])) {
					part[k] = part[i];
					changed = true;
				}
			}
		}
	}
}

static void
what_else_is_there_changes_nothing(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	(void)state;
	for (int round = 0; round < rounds; round++) {
		g_autoptr(GPtrArray) at_once = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GPtrArray) in_parts = g_ptr_array_new_with_free_func(g_free);
		td_series_mail all[mails], some[mails];
		int part[mails];

		make(rand, all);
		tell(at_once, all, mails);
		find_parts(all, part);
		for (int p = 0; p < mails; p++) {
			unsigned n = 0;

			for (int i = 0; i < mails; i++)
				if (part[i] == p)
					some[n++] = all[i];
			tell(in_parts, some, n);
		}
		g_ptr_array_sort(at_once, compare_lines);
		g_ptr_array_sort(in_parts, compare_lines);
		assert_int_equal(at_once->len, in_parts->len);
		for (unsigned i = 0; i < at_once->len; i++)
			assert_string_equal(at_once->pdata[i], in_parts->pdata[i]);
	}
}

/* A series that got a part again a week later is not near to all that came between. */
static void
a_week_between_two_mails_is_no_stretch(void **state)
{
	td_series_mail all[3];
	g_autoptr(GPtrArray) found = NULL;

	(void)state;
	for (int i = 0; i < 3; i++)
		all[i] = (td_series_mail){
			.id = i + 1,
			.thread = i == 2 ? 1 : i + 1,
			.parent = i == 2 ? 1 : 0,
			.sender = "a",
			.title = names[i],
			.patch_id = "",
			.message_id = "",
			.tags = "PATCH",
			.kind = TD_KIND_PATCH,
			.version = 1,
			.has_number = true,
			.number = (unsigned)i + 1,
			.total = 4,
			.sent = 1700000000 + i * 4 * 86400,
			.received = 1700000000 + i * 4 * 86400,
		};
	found = td_series_group(all, 3);
	assert_int_equal(found->len, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_else_is_there_changes_nothing),
		cmocka_unit_test(a_week_between_two_mails_is_no_stretch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
