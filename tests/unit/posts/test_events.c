/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happened, told from tables of posts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/limits.h"
#include "posts/events.h"
#include "table.h"

static void
what_happened_is_told_backwards(void **state)
{
	g_autoptr(td_posts) posts = make_table(1);
	g_autoptr(GPtrArray) tables = tables_of(posts, NULL);
	td_event_filter filter = { .limit = 100 };
	uint64_t total = 0, again = 0;
	g_autoptr(GArray) all = td_events_select(tables, &filter, &total), page = NULL;
	g_autoptr(GHashTable) ids = g_hash_table_new(g_direct_hash, g_direct_equal);
	g_autofree char *words = words_of(all), *first = NULL;

	(void)state;
	assert_string_equal(words,
	    "series-created:4 patch-created:4 series-completed:0 patch-completed:1 "
	    "patch-completed:3 patch-created:3 patch-state-changed:3 "
	    "patch-state-changed:1 patch-comment-created:2 patch-created:1 "
	    "series-created:0 cover-created:0");
	assert_int_equal(total, all->len);
	for (guint i = 0; i < all->len; i++)
		assert_true(g_hash_table_add(
		    ids, GSIZE_TO_POINTER(g_array_index(all, td_event, i).id)));
	filter = (td_event_filter){ .limit = 2, .oldest_first = true, .skip = 1 };
	page = td_events_select(tables, &filter, &again);
	first = words_of(page);
	assert_string_equal(first, "series-created:0 patch-created:1");
	assert_int_equal(again, total);
}

static void
each_filter_of_what_happened_leaves_out_the_rest(void **state)
{
	const int64_t one = 10 * TD_MAX_PROJECTS + 1, two = 20 * TD_MAX_PROJECTS + 1;
	g_autoptr(GHashTable) cover = set_of(&one), patch = set_of(&two);
	const td_event said[] = { { .kind = TD_EVENT_PATCH_STATE,
				      .id = 1,
				      .date = 150,
				      .post = 1,
				      .own = "first" },
		{ .kind = TD_EVENT_CHECK_CREATED,
		    .id = 2,
		    .date = 203,
		    .post = 3,
		    .own = "second" } };
	g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(td_event));
	const struct {
		td_event_filter filter;
		const char *words;
	} cases[] = {
		{ { .kinds = 1u << TD_EVENT_COVER_CREATED |
			     1u << TD_EVENT_SERIES_COMPLETED },
		    "series-completed:0 cover-created:0" },
		{ { .since = 204 }, "series-created:4 patch-created:4" },
		{ { .before = 201 }, "series-created:0 cover-created:0" },
		{ { .since = 202, .before = 203 },
		    "patch-state-changed:3 patch-state-changed:1 "
		    "patch-comment-created:2" },
		{ { .series = cover },
		    "series-completed:0 patch-completed:1 patch-completed:3 "
		    "series-created:0" },
		{ { .patches = patch },
		    "patch-completed:1 patch-state-changed:1 patch-comment-created:2 "
		    "patch-created:1" },
		{ { .covers = cover }, "cover-created:0" },
		{ { .covers = patch }, "" },
		{ { .own = own, .own_only = true },
		    "check-created:3 patch-state-changed:1" },
		{ { .own = own, .patches = patch },
		    "patch-completed:1 patch-state-changed:1 patch-comment-created:2 "
		    "patch-created:1 patch-state-changed:1" },
	};
	g_autoptr(td_posts) posts = make_table(1);
	g_autoptr(GPtrArray) tables = tables_of(posts, NULL);

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(said); i++) {
		td_event event = said[i];

		event.posts = posts;
		g_array_append_val(own, event);
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_event_filter filter = cases[i].filter;
		uint64_t total = 0;
		g_autoptr(GArray) events = NULL;
		g_autofree char *words = NULL;

		filter.limit = 100;
		events = td_events_select(tables, &filter, &total);
		words = words_of(events);
		if (strcmp(words, cases[i].words) != 0)
			fail_msg("%u: '%s', not '%s'", i, words, cases[i].words);
		assert_int_equal(total, events->len);
	}
}

static void
pages_of_what_happened_are_cut_at_both_ends(void **state)
{
	g_autoptr(td_posts) posts = make_table(1);
	g_autoptr(GPtrArray) tables = tables_of(posts, NULL);

	(void)state;
	for (unsigned oldest = 0; oldest < 2; oldest++) {
		td_event_filter filter = { .limit = 100, .oldest_first = oldest == 1 };
		uint64_t total = 0, n = 0;
		g_autoptr(GArray) all = td_events_select(tables, &filter, &total);

		filter.limit = 5;
		for (; filter.skip <= total + 5; filter.skip += 5) {
			g_autoptr(GArray) page =
			    td_events_select(tables, &filter, &(uint64_t){ 0 });

			for (guint i = 0; i < page->len; i++, n++)
				assert_int_equal(g_array_index(page, td_event, i).id,
				    g_array_index(all, td_event, n).id);
		}
		assert_int_equal(n, total);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_happened_is_told_backwards),
		cmocka_unit_test(each_filter_of_what_happened_leaves_out_the_rest),
		cmocka_unit_test(pages_of_what_happened_are_cut_at_both_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
