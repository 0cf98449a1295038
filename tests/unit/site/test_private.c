/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/site/test_private.c - what a request shows, and which lists that opens */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lists/closed.h"
#include "site/private.h"

/* Longer than what is looked at. */
#define SIXTEEN "0123456789abcdef"
#define SIXTY_FOUR SIXTEEN SIXTEEN SIXTEEN SIXTEEN
#define LONG SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR
#define LONGEST LONG LONG LONG LONG

static void
add(GPtrArray *closed, char *name, char *token, char *other)
{
	td_closed_list *list = g_new0(td_closed_list, 1);

	list->name = name;
	list->tokens = g_ptr_array_new();
	if (token)
		g_ptr_array_add(list->tokens, token);
	if (other)
		g_ptr_array_add(list->tokens, other);
	g_ptr_array_add(closed, list);
}

static void
free_list(void *data)
{
	td_closed_list *list = data;

	g_ptr_array_unref(list->tokens);
	g_free(list);
}

static void
a_token_opens_its_lists_and_no_others(void **state)
{
	static const struct {
		const char *authorization, *hidden;
	} cases[] = {
		{ NULL, "board vault none long" },
		{ "", "board vault none long" },
		{ "Bearer", "board vault none long" },
		{ "Bearer ", "board vault none long" },
		{ "Bearer one", "vault none long" },
		{ "bEARER  one ", "vault none long" },
		{ "Bearer two", "board none long" },
		{ "Bearer both", "none long" },
		{ "Bearer on", "board vault none long" },
		{ "Bearer onee", "board vault none long" },
		{ "Bearer One", "board vault none long" },
		{ "Bearer one two", "board vault none long" },
		{ "one", "board vault none long" },
		{ "Token one", "board vault none long" },
		/* ann:one, :one, one: and one, as a browser sends them. */
		{ "Basic YW5uOm9uZQ==", "vault none long" },
		{ "Basic Om9uZQ==", "vault none long" },
		{ "Basic b25lOg==", "board vault none long" },
		{ "Basic b25l", "board vault none long" },
		{ "Basic ::::", "board vault none long" },
		{ "Bearer " LONGEST, "board vault none long" },
	};
	char board[] = "board", vault[] = "vault", none[] = "none", lengthy[] = "long";
	char one[] = "one", two[] = "two", both[] = "both", longest[] = LONGEST;
	g_autoptr(GPtrArray) closed = g_ptr_array_new_with_free_func(free_list);

	(void)state;
	add(closed, board, one, both);
	add(closed, vault, both, two);
	add(closed, none, NULL, NULL);
	add(closed, lengthy, longest, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) hidden =
		    td_private_hidden(closed, cases[i].authorization);
		g_autofree char *names = NULL;

		g_ptr_array_add(hidden, NULL);
		names = g_strjoinv(" ", (char **)hidden->pdata);
		if (strcmp(names, cases[i].hidden) != 0)
			fail_msg("%.40s: %s", cases[i].authorization, names);
	}
}

static void
where_nothing_is_private_nothing_is_hidden(void **state)
{
	g_autoptr(GPtrArray) closed = g_ptr_array_new();
	g_autoptr(GPtrArray) hidden = td_private_hidden(closed, "Bearer one");

	(void)state;
	assert_int_equal(hidden->len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_opens_its_lists_and_no_others),
		cmocka_unit_test(where_nothing_is_private_nothing_is_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
