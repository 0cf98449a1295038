/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions to tables of posts: filters, orders, pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/limits.h"
#include "posts/page.h"
#include "table.h"

static char *
places_of(const GArray *page)
{
	GString *places = g_string_new(NULL);

	for (guint i = 0; i < page->len; i++)
		g_string_append_printf(places, "%s%u", i > 0 ? " " : "",
		    g_array_index(page, td_post_ref, i).at);
	return g_string_free(places, FALSE);
}

/* Patches 1 and 3 were sent at once, by 9 and by 5; 4 is new, by 7 and archived. */
static td_posts *
make_marked_table(void)
{
	td_posts *posts = make_table(1);
	static const int64_t submitters[kinds] = { 5, 9, 7, 5, 7, 5 };

	for (uint32_t i = 0; i < kinds; i++)
		td_posts_get(posts, i)->submitter = submitters[i];
	td_posts_get(posts, 1)->date = 103;
	td_posts_mark(posts, 4)->archived = true;
	td_posts_mark(posts, 1)->check = 3;
	td_posts_mark(posts, 3)->delegate = 8;
	return posts;
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
an_order_is_all_of_its_keys(void **state)
{
	static const struct {
		td_post_order order;
		bool descending;
		td_post_next_order next[TD_POST_ORDERS - 1];
		unsigned n;
		const char *places;
	} cases[] = {
		{ .order = TD_POST_BY_NUMBER, .places = "1 3 4" },
		{ .order = TD_POST_BY_NUMBER, .descending = true, .places = "4 3 1" },
		{ .order = TD_POST_BY_DATE, .places = "4 1 3" },
		{ .order = TD_POST_BY_DATE, .descending = true, .places = "3 1 4" },
		{ .order = TD_POST_BY_STATE, .places = "4 1 3" },
		{ .order = TD_POST_BY_STATE, .descending = true, .places = "3 1 4" },
		{ .order = TD_POST_BY_ARCHIVED, .descending = true, .places = "4 3 1" },
		{ .order = TD_POST_BY_SUBMITTER, .places = "3 4 1" },
		{ .order = TD_POST_BY_CHECK, .places = "3 4 1" },
		{ .order = TD_POST_BY_PROJECT, .places = "1 3 4" },
		{ TD_POST_BY_DATE, false, { { TD_POST_BY_SUBMITTER, false } }, 1,
		    "4 3 1" },
		{ TD_POST_BY_DATE, true, { { TD_POST_BY_SUBMITTER, false } }, 1,
		    "3 1 4" },
		{ TD_POST_BY_DATE, false, { { TD_POST_BY_SUBMITTER, true } }, 1,
		    "4 1 3" },
		{ TD_POST_BY_PROJECT, false,
		    { { TD_POST_BY_STATE, true }, { TD_POST_BY_SUBMITTER, false } }, 2,
		    "3 1 4" },
	};
	g_autoptr(td_posts) posts = make_marked_table();
	g_autoptr(GPtrArray) tables = tables_of(posts, NULL);

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_post_filter filter = { .kind = TD_POST_PATCH,
			.order = cases[i].order,
			.descending = cases[i].descending,
			.next = { cases[i].next[0], cases[i].next[1] },
			.next_n = cases[i].n,
			.limit = 9 };
		uint64_t total = 0;
		g_autoptr(GArray) page = td_posts_select(tables, &filter, &total);
		g_autofree char *places = places_of(page);

		if (strcmp(places, cases[i].places) != 0)
			fail_msg("%u: '%s', not '%s'", i, places, cases[i].places);
		assert_int_equal(total, 3);
	}
}

static void
each_filter_leaves_out_what_it_does_not_name(void **state)
{
	const int64_t five = 5, eight = 8, fourth = 4;
	const int64_t series = 10 * TD_MAX_PROJECTS + 1;
	g_autoptr(GHashTable) by = set_of(&five), to = set_of(&eight);
	g_autoptr(GHashTable) mail = set_of(&fourth), of = set_of(&series);
	const struct {
		td_post_filter filter;
		const char *places;
	} cases[] = {
		{ { .kind = TD_POST_PATCH, .submitters = by }, "3" },
		{ { .kind = TD_POST_PATCH, .delegates = to }, "3" },
		{ { .kind = TD_POST_PATCH, .messages = mail }, "3" },
		{ { .kind = TD_POST_PATCH, .series = of }, "1 3" },
		{ { .kind = TD_POST_PATCH, .archived = 1 }, "4" },
		{ { .kind = TD_POST_PATCH, .archived = -1 }, "1 3" },
		{ { .kind = TD_POST_PATCH, .states = 1u << TD_SLUG_NEW }, "4" },
		{ { .kind = TD_POST_PATCH, .since = 103 }, "1 3" },
		{ { .kind = TD_POST_PATCH, .since = 104 }, "" },
		{ { .kind = TD_POST_PATCH, .before = 103 }, "4" },
		{ { .kind = TD_POST_PATCH, .before = 104 }, "1 3 4" },
		{ { .kind = TD_POST_COVER }, "0" },
		{ { .kind = TD_POST_ANSWER, .target = 2 }, "2" },
		{ { .kind = TD_POST_ANSWER, .target = 1 }, "" },
	};
	g_autoptr(td_posts) posts = make_marked_table(), other = make_table(2);
	g_autoptr(GPtrArray) one = tables_of(posts, NULL), two = tables_of(posts, other);

	(void)state;
	other->posts->len = 0;
	other->series->len = 0;
	for (unsigned i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
		td_post_filter filter = cases[i / 2].filter;
		uint64_t total = 0;
		g_autoptr(GArray) page = NULL;
		g_autofree char *places = NULL;

		filter.limit = 9;
		page = td_posts_select(i % 2 == 0 ? one : two, &filter, &total);
		places = places_of(page);
		if (strcmp(places, cases[i / 2].places) != 0)
			fail_msg("%u: '%s', not '%s'", i, places, cases[i / 2].places);
		assert_int_equal(total, page->len);
	}
}

static void
a_series_has_the_date_and_sender_of_its_first_mail(void **state)
{
	const int64_t five = 5, first = 1, fourth = 4;
	const int64_t single = 50 * TD_MAX_PROJECTS + 1;
	g_autoptr(GHashTable) by = set_of(&five), cover = set_of(&first);
	g_autoptr(GHashTable) patch = set_of(&fourth), of = set_of(&single);
	const struct {
		td_post_filter filter;
		const char *places;
	} cases[] = {
		{ { .limit = 9 }, "0 1" },
		{ { .limit = 9, .descending = true }, "1 0" },
		{ { .limit = 1, .skip = 1 }, "1" },
		{ { .limit = 1, .skip = 1, .descending = true }, "0" },
		{ { .limit = 9, .order = TD_POST_BY_DATE }, "1 0" },
		{ { .limit = 9, .order = TD_POST_BY_DATE, .descending = true }, "0 1" },
		{ { .limit = 9, .submitters = by }, "0" },
		{ { .limit = 9, .since = 100 }, "0" },
		{ { .limit = 9, .before = 100 }, "1" },
		{ { .limit = 9, .messages = cover }, "0" },
		{ { .limit = 9, .messages = patch }, "" },
		{ { .limit = 9, .series = of }, "1" },
	};
	g_autoptr(td_posts) posts = make_marked_table();
	g_autoptr(GPtrArray) tables = tables_of(posts, NULL);

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		uint64_t total = 0;
		g_autoptr(GArray) page =
		    td_posts_select_series(tables, &cases[i].filter, &total);
		g_autofree char *places = places_of(page);

		if (strcmp(places, cases[i].places) != 0)
			fail_msg("%u: '%s', not '%s'", i, places, cases[i].places);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_cut_from_all_that_are_wanted),
		cmocka_unit_test(an_order_is_all_of_its_keys),
		cmocka_unit_test(each_filter_leaves_out_what_it_does_not_name),
		cmocka_unit_test(a_series_has_the_date_and_sender_of_its_first_mail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
