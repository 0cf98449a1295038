/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/error.h"
#include "serve/status.h"

static void
what_is_our_own_fault_is_not_told(void **state)
{
	static const struct {
		td_error code;
		unsigned status;
		bool told;
	} cases[] = {
		{ TD_ERROR_NOT_FOUND, 404, true },
		{ TD_ERROR_USAGE, 400, true },
		{ TD_ERROR_DENIED, 401, true },
		{ TD_ERROR_LIMIT, 413, true },
		{ TD_ERROR_DATABASE, 503, false },
		{ TD_ERROR_UNREADY, 503, false },
		{ TD_ERROR_TIME, 503, true },
		{ TD_ERROR_IO, 500, false },
		{ TD_ERROR_GIT, 500, false },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_response) response = td_response_new();
		g_autoptr(GError) error =
		    g_error_new(TD_ERROR, (int)cases[i].code, "'/srv/<b>'");

		for (td_form form = TD_FORM_HTML; form <= TD_FORM_TEXT; form++) {
			td_status_error(response, form, error);
			assert_int_equal(response->status, cases[i].status);
			assert_int_equal(
			    strstr(response->body->str, "/srv/") != NULL, cases[i].told);
			if (form == TD_FORM_HTML)
				assert_null(strstr(response->body->str, "<b>"));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_our_own_fault_is_not_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
