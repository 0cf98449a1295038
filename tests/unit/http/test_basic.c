/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/http/test_basic.c - the password that a client shows, if it is one */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "http/basic.h"

static void
what_stands_behind_the_name_is_the_password(void **state)
{
	static const struct {
		const char *pair, *password; /* NULL: none */
	} cases[] = {
		{ "jane:secret", "secret" },
		{ ":secret", "secret" },
		{ "jane:a:b", "a:b" },
		{ "jane:", "" },
		{ "jane", NULL },
		{ "", NULL },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *pair = cases[i].pair;
		g_autofree char *packed =
		    g_base64_encode((const unsigned char *)pair, strlen(pair));
		g_autofree char *header = g_strconcat("bAsIc ", packed, NULL);
		g_autofree char *password = td_basic_password(header);

		if (cases[i].password)
			assert_string_equal(password, cases[i].password);
		else
			assert_null(password);
	}
}

static void
another_scheme_has_none(void **state)
{
	static const char *const headers[] = { "", "Basic",
		"Bearer amFuZTpzZWNyZXQ=", "Token amFuZTpzZWNyZXQ=", "Basic ????" };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(headers); i++)
		assert_null(td_basic_password(headers[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_behind_the_name_is_the_password),
		cmocka_unit_test(another_scheme_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
