/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of posts made by hand: numbers, marks, series, copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/limits.h"
#include "posts/events.h"
#include "posts/make.h"
#include "posts/slug.h"
#include "table.h"

static void
a_number_is_the_place_and_the_list(void **state)
{
	g_autoptr(td_posts) posts = make_table(7);
	uint32_t at = 99;

	(void)state;
	assert_int_equal(td_posts_number(posts, 1), 20 * TD_MAX_PROJECTS + 7);
	assert_true(td_posts_find(posts, 20 * TD_MAX_PROJECTS + 7, &at));
	assert_int_equal(at, 1);
	assert_false(td_posts_find(posts, 20 * TD_MAX_PROJECTS + 8, &at));
	assert_false(td_posts_find(posts, 21 * TD_MAX_PROJECTS + 7, &at));
	assert_false(td_posts_find(posts, UINT64_MAX, &at));
	assert_true(td_posts_find_series(posts, 10 * TD_MAX_PROJECTS + 7, &at));
	assert_int_equal(at, 0);
	assert_false(td_posts_find_series(posts, 20 * TD_MAX_PROJECTS + 7, &at));
	assert_true(td_posts_find_blob(posts, &td_posts_get(posts, 4)->blob, &at));
	assert_int_equal(at, 4);
}

static void
what_was_said_by_hand_counts(void **state)
{
	g_autoptr(td_posts) posts = make_table(1);
	td_post_mark *mark;

	(void)state;
	assert_int_equal(td_posts_state(posts, 1), TD_SLUG_UNDER_REVIEW);
	assert_false(td_posts_is_archived(posts, 1));
	mark = td_posts_mark(posts, 1);
	mark->has_state = true;
	mark->state = TD_SLUG_DEFERRED;
	mark->archived = true;
	assert_int_equal(td_posts_state(posts, 1), TD_SLUG_DEFERRED);
	assert_true(td_posts_is_archived(posts, 1));
	assert_int_equal(td_posts_state(posts, 3), TD_SLUG_UNDER_REVIEW);
}

static void
patches_of_a_series_are_by_number(void **state)
{
	g_autoptr(td_posts) posts = make_table(1);
	g_autoptr(GArray) patches = td_posts_patches(posts, 0);

	(void)state;
	assert_int_equal(patches->len, 2);
	assert_int_equal(g_array_index(patches, uint32_t, 0), 3);
	assert_int_equal(g_array_index(patches, uint32_t, 1), 1);
}

/* 1/3 and 2/3, whose third did not come. */
static void
a_series_is_complete_when_its_last_patch_came(void **state)
{
	g_autoptr(td_posts) posts = td_posts_new(1, 1);
	const td_post patches[] = {
		{ .message = 1,
		    .kind = TD_POST_PATCH,
		    .number = 1,
		    .series = 1,
		    .next = 2 },
		{ .message = 2,
		    .kind = TD_POST_PATCH,
		    .number = 2,
		    .series = 1,
		    .next = 3 },
		{ .message = 3, .kind = TD_POST_PATCH, .number = 3, .series = 1 },
	};
	const td_post_series series = { .first = 0, .last = 1, .patches = 2, .total = 3 };

	(void)state;
	g_array_append_vals(posts->posts, patches, 2);
	g_array_append_val(posts->series, series);
	td_posts_get(posts, 1)->next = 0;
	td_posts_add_turns(posts, 0);
	assert_int_equal(posts->turns->len, 2);
	assert_int_equal(td_posts_series(posts, 0)->complete, 0);

	g_array_set_size(posts->turns, 0);
	g_array_append_val(posts->posts, patches[2]);
	td_posts_get(posts, 1)->next = 3;
	td_posts_series(posts, 0)->last = 2;
	td_posts_series(posts, 0)->patches = 3;
	td_posts_add_turns(posts, 0);
	assert_int_equal(posts->turns->len, 4);
	assert_int_equal(td_posts_series(posts, 0)->complete, 3);
}

static void
a_copy_has_all_but_marks(void **state)
{
	g_autoptr(td_posts) posts = make_table(1);
	g_autoptr(td_posts) copy = NULL;
	g_autoptr(GPtrArray) tables = NULL;
	td_event_filter filter = { .limit = 100 };
	uint64_t total = 0;
	g_autoptr(GArray) all = NULL;
	g_autofree char *words = NULL, *same = NULL;
	uint32_t at;

	(void)state;
	tables = tables_of(posts, NULL);
	all = td_events_select(tables, &filter, &total);
	words = words_of(all);
	td_posts_mark(posts, 1)->archived = true;
	copy = td_posts_copy(posts);
	td_posts_mark(posts, 3)->archived = true;
	g_clear_pointer(&tables, g_ptr_array_unref);
	g_clear_pointer(&all, g_array_unref);
	tables = tables_of(copy, NULL);
	all = td_events_select(tables, &filter, &total);
	same = words_of(all);
	assert_string_equal(same, words);
	for (uint32_t i = 0; i < posts->posts->len; i++) {
		assert_true(
		    td_posts_find_message(copy, td_posts_get(posts, i)->message, &at));
		assert_int_equal(at, i);
		assert_true(td_posts_find_blob(copy, &td_posts_get(posts, i)->blob, &at));
		assert_false(td_posts_is_archived(copy, i));
	}
	assert_int_equal(copy->series->len, posts->series->len);
	assert_int_equal(copy->until, posts->until);
	assert_int_equal(copy->last, posts->last);
}

static void
each_state_has_a_slug(void **state)
{
	td_slug slug;

	(void)state;
	for (unsigned i = 0; i < TD_STATE_COUNT; i++)
		assert_true(td_slug_of_state((td_state)i) < TD_SLUG_COUNT);
	assert_int_equal(td_slug_of_state(TD_STATE_APPLIED), TD_SLUG_ACCEPTED);
	for (unsigned i = 0; i < TD_SLUG_COUNT; i++) {
		assert_true(td_slug_find(td_slug_word((td_slug)i), &slug));
		assert_int_equal(slug, i);
	}
	assert_true(td_slug_find("Under Review", &slug));
	assert_int_equal(slug, TD_SLUG_UNDER_REVIEW);
	assert_false(td_slug_find("nonsense", &slug));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_the_place_and_the_list),
		cmocka_unit_test(what_was_said_by_hand_counts),
		cmocka_unit_test(patches_of_a_series_are_by_number),
		cmocka_unit_test(a_series_is_complete_when_its_last_patch_came),
		cmocka_unit_test(a_copy_has_all_but_marks),
		cmocka_unit_test(each_state_has_a_slug),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
