/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "report/answer_tree.h"
#include "report/standing.h"

typedef struct answer_case {
	unsigned number, parent; /* of an answer; parents count from 1 */
} answer_case;

/* "0 .2 ..1": the places in order, with a dot for each step below. */
static char *
tree_of(const answer_case *cases, unsigned n)
{
	g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) tree = NULL;
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < n; i++) {
		td_page_answer *answer = g_new0(td_page_answer, 1);

		answer->number = cases[i].number;
		answer->parent = cases[i].parent;
		g_ptr_array_add(answers, answer);
	}
	tree = td_answer_tree(answers);
	for (unsigned i = 0; i < tree->len; i++) {
		const td_answer_place *at = &g_array_index(tree, td_answer_place, i);

		g_string_append(text, i > 0 ? " " : "");
		for (unsigned k = 0; k < at->depth; k++)
			g_string_append_c(text, '.');
		g_string_append_printf(text, "%u", at->place);
	}
	return g_string_free(text, FALSE);
}

static void
answers_stand_below_what_they_answer(void **state)
{
	static const answer_case cases[] = { { 2, 0 }, { 1, 0 }, { 2, 1 }, { 1, 2 },
		{ 2, 3 }, { 2, 1 }, { 0, 0 }, { 1, 0 } };
	g_autofree char *text = tree_of(cases, G_N_ELEMENTS(cases));

	(void)state;
	assert_string_equal(text, "6 1 .3 7 0 .2 ..4 .5");
}

static void
one_that_came_before_what_it_answers_stands_below_it(void **state)
{
	static const answer_case cases[] = { { 1, 2 }, { 1, 0 } };
	g_autofree char *text = tree_of(cases, G_N_ELEMENTS(cases));

	(void)state;
	assert_string_equal(text, "1 .0");
}

static void
a_ring_ends_and_loses_nobody(void **state)
{
	static const answer_case cases[] = { { 1, 2 }, { 1, 1 }, { 1, 3 }, { 1, 2 },
		{ 1, 0 }, { 1, 99 } };
	g_autofree char *text = tree_of(cases, G_N_ELEMENTS(cases));

	(void)state;
	assert_string_equal(text, "4 5 0 .1 2 3");
}

static void
no_answer_is_no_tree(void **state)
{
	g_autofree char *text = tree_of(NULL, 0);

	(void)state;
	assert_string_equal(text, "");
}

static void
a_long_chain_is_walked(void **state)
{
	enum { n = 5000 };
	g_autofree answer_case *cases = g_new0(answer_case, n);
	g_autofree char *text = NULL;

	(void)state;
	for (unsigned i = 0; i < n; i++)
		cases[i].parent = i % 1000;
	text = tree_of(cases, n);
	assert_true(g_str_has_prefix(text, "0 .1 ..2 ...3 "));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_stand_below_what_they_answer),
		cmocka_unit_test(one_that_came_before_what_it_answers_stands_below_it),
		cmocka_unit_test(a_ring_ends_and_loses_nobody),
		cmocka_unit_test(no_answer_is_no_tree),
		cmocka_unit_test(a_long_chain_is_walked),
	};

	return cmocka_run_group_tests_name("report answer_tree", tests, NULL, NULL);
}
