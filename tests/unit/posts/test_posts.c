/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of posts made by hand: numbers, filters, order, pages, what happened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/limits.h"
#include "posts/events.h"
#include "posts/make.h"
#include "posts/order.h"
#include "posts/page.h"
#include "posts/slug.h"

enum { kinds = 6 };

/* A cover letter, two patches of which the second came late, an answer between them, a
 * single patch with an old Date, and a mail about nothing. */
static td_posts *
make_table(unsigned project)
{
	static const struct {
		td_post_kind kind;
		int64_t date;
		uint16_t number;
		uint32_t target, series, next;
	} rows[kinds] = {
		{ TD_POST_COVER, 100, 0, 0, 1, 2 },
		{ TD_POST_PATCH, 101, 2, 0, 1, 4 },
		{ TD_POST_ANSWER, 102, 0, 2, 0, 0 },
		{ TD_POST_PATCH, 103, 1, 0, 1, 0 },
		{ TD_POST_PATCH, 50, 0, 0, 2, 0 },
		{ TD_POST_OTHER, 60, 0, 0, 0, 0 },
	};
	static const uint32_t by_date[kinds] = { 4, 5, 0, 1, 2, 3 };
	const td_post_series series[] = {
		{ .first = 0,
		    .last = 3,
		    .cover = 1,
		    .complete = 4,
		    .patches = 2,
		    .version = 2,
		    .total = 2,
		    .state = TD_STATE_REVIEWED,
		    .evidence = 3 },
		{ .first = 4, .last = 4, .patches = 1, .total = 1 },
	};
	const td_post_turn turns[] = { { .at = 2, .series = 1, .state = true },
		{ .at = 3, .post = 4, .series = 1 }, { .at = 3, .post = 2, .series = 1 },
		{ .at = 3, .series = 1 } };
	td_posts *posts = td_posts_new(1, project);

	for (uint32_t i = 0; i < kinds; i++) {
		td_post post = { .message = i + 1,
			.position = 10 * (i + 1),
			.received = 200 + i,
			.kind = (uint8_t)rows[i].kind,
			.date = rows[i].date,
			.number = rows[i].number,
			.target = rows[i].target,
			.series = rows[i].series,
			.next = rows[i].next };

		memset(post.blob.id, (int)(kinds - i), sizeof post.blob.id);
		g_array_append_val(posts->posts, post);
	}
	g_array_append_vals(posts->series, series, G_N_ELEMENTS(series));
	g_array_append_vals(posts->turns, turns, G_N_ELEMENTS(turns));
	g_array_append_vals(posts->by_date, by_date, kinds);
	td_posts_sort(posts, posts->by_message, td_posts_compare_message);
	return posts;
}

static GPtrArray *
tables_of(td_posts *first, td_posts *second)
{
	GPtrArray *tables = g_ptr_array_new();

	g_ptr_array_add(tables, first);
	if (second != NULL)
		g_ptr_array_add(tables, second);
	return tables;
}

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
a_page_is_cut_from_all_that_are_wanted(void **state)
{
	g_autoptr(td_posts) one = make_table(1), two = make_table(2);
	g_autoptr(GPtrArray) single = tables_of(one, NULL), both = tables_of(one, two);
	td_post_filter filter = { .kind = TD_POST_PATCH,
		.order = TD_POST_BY_DATE,
		.descending = true,
		.limit = 2 };
	g_autoptr(GArray) page = td_posts_select(single, &filter, &(uint64_t){ 0 });
	g_autoptr(GArray) next = NULL, all = NULL, review = NULL;
	uint64_t total = 0;

	(void)state;
	assert_int_equal(page->len, 2);
	assert_int_equal(g_array_index(page, td_post_ref, 0).at, 3);
	assert_int_equal(g_array_index(page, td_post_ref, 1).at, 1);
	filter.skip = 2;
	next = td_posts_select(single, &filter, &total);
	assert_int_equal(total, 3);
	assert_int_equal(next->len, 1);
	assert_int_equal(g_array_index(next, td_post_ref, 0).at, 4);
	filter = (td_post_filter){ .kind = TD_POST_PATCH, .limit = 10 };
	all = td_posts_select(both, &filter, &total);
	assert_int_equal(total, 6);
	for (guint i = 1; i < all->len; i++) {
		const td_post_ref *a = &g_array_index(all, td_post_ref, i - 1);
		const td_post_ref *b = &g_array_index(all, td_post_ref, i);

		assert_true(
		    td_posts_number(a->posts, a->at) < td_posts_number(b->posts, b->at));
	}
	filter.states = 1u << TD_SLUG_NEW;
	filter.before = 60;
	review = td_posts_select(both, &filter, &total);
	assert_int_equal(total, 2);
	assert_int_equal(g_array_index(review, td_post_ref, 0).at, 4);
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

static char *
words_of(const GArray *events)
{
	GString *words = g_string_new(NULL);

	for (guint i = 0; i < events->len; i++) {
		const td_event *event = &g_array_index(events, td_event, i);

		g_string_append_printf(words, "%s%s:%u", i > 0 ? " " : "",
		    td_event_word(event->kind), event->post);
	}
	return g_string_free(words, FALSE);
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
		cmocka_unit_test(a_page_is_cut_from_all_that_are_wanted),
		cmocka_unit_test(patches_of_a_series_are_by_number),
		cmocka_unit_test(a_series_is_complete_when_its_last_patch_came),
		cmocka_unit_test(what_happened_is_told_backwards),
		cmocka_unit_test(a_copy_has_all_but_marks),
		cmocka_unit_test(each_state_has_a_slug),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
