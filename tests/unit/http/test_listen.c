/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/http/test_listen.c - who can come to an address that was named */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "http/encode.h"
#include "http/listen.h"

static void
without_a_star_this_host_alone_comes_in(void **state)
{
	static const char *const names[] = { "127.0.0.1:0", "localhost:0", ":0", "0" };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *address = NULL;
		int socket = td_listen(names[i], &address, &error);

		if (socket < 0)
			fail_msg("%s: %s", names[i], error->message);
		close(socket);
		if (!g_str_has_prefix(address, "127.0.0.1:") ||
		    strcmp(address, "127.0.0.1:0") == 0)
			fail_msg("%s: %s", names[i], address);
	}
}

static void
what_is_no_address_is_told(void **state)
{
	static const char *const names[] = { "", ":", "127.0.0.1:", "example.org:0",
		"x:0", "[:0", "127.0.0.1:http", "127.0.0.1:99999x" };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *address = NULL;

		if (td_listen(names[i], &address, &error) >= 0)
			fail_msg("'%s' is taken for %s", names[i], address);
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_USAGE));
	}
}

static void
text_is_worth_packing_and_what_is_packed_is_not(void **state)
{
	static const char *const worth[] = { "text/html; charset=UTF-8", "text/css",
		"application/json", "application/atom+xml", "application/mbox",
		"image/svg+xml" };
	static const char *const not [] = { "image/png", "application/gzip",
		"application/octet-stream", "message/rfc822", "" };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(worth); i++)
		assert_true(td_is_compressible(worth[i]));
	for (unsigned i = 0; i < G_N_ELEMENTS(not ); i++)
		assert_false(td_is_compressible(not [i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_star_this_host_alone_comes_in),
		cmocka_unit_test(what_is_no_address_is_told),
		cmocka_unit_test(text_is_worth_packing_and_what_is_packed_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
