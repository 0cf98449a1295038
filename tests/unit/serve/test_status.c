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
		{ TD_ERROR_UNREADABLE, 503, false },
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

/* NULL where it has none. */
static const char *
header_of(const td_response *response, const char *name)
{
	for (unsigned i = 0; i + 1 < response->headers->len; i += 2)
		if (strcmp(response->headers->pdata[i], name) == 0)
			return response->headers->pdata[i + 1];
	return NULL;
}

static void
who_comes_back_is_told_when_and_with_what(void **state)
{
	static const struct {
		td_error code;
		const char *after, *realm;
	} cases[] = {
		{ TD_ERROR_NOT_FOUND, NULL, NULL },
		{ TD_ERROR_DENIED, NULL, "Basic realm=\"tidings\"" },
		{ TD_ERROR_DATABASE, "10", NULL },
		{ TD_ERROR_UNREADY, "10", NULL },
		/* Asked again it costs as much. */
		{ TD_ERROR_TIME, NULL, NULL },
		{ TD_ERROR_IO, NULL, NULL },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_response) response = td_response_new();
		g_autoptr(GError) error = g_error_new(TD_ERROR, (int)cases[i].code, "no");
		const char *after, *realm;

		td_status_error(response, TD_FORM_TEXT, error);
		after = header_of(response, "Retry-After");
		realm = header_of(response, "WWW-Authenticate");
		if (g_strcmp0(after, cases[i].after) != 0 ||
		    g_strcmp0(realm, cases[i].realm) != 0)
			fail_msg("%u: %s, %s", cases[i].code, after, realm);
	}
}

static void
an_error_is_in_the_form_that_was_asked_for(void **state)
{
	g_autoptr(td_response) response = td_response_new();

	(void)state;
	td_status_page(response, TD_FORM_TEXT, 404, "no \"x\"");
	assert_string_equal(response->type, "text/plain; charset=UTF-8");
	assert_string_equal(response->body->str, "no \"x\"\n");
	td_status_page(response, TD_FORM_JSON, 404, "no \"x\"");
	assert_string_equal(response->type, "application/json");
	assert_string_equal(response->body->str, "{\"detail\":\"no \\\"x\\\"\"}\n");
	td_status_page(response, TD_FORM_HTML, 404, "no \"x\"");
	assert_true(g_str_has_prefix(response->type, "text/html"));
	assert_non_null(strstr(response->body->str, "Not found"));
}

static void
what_is_no_error_of_ours_is_500(void **state)
{
	g_autoptr(GError) error = g_error_new(G_FILE_ERROR, 1, "x");

	(void)state;
	assert_int_equal(td_status_of(error), 500);
}

static void
who_costs_too_much_is_told_for_how_long(void **state)
{
	(void)state;
	for (unsigned seconds = 1; seconds <= 2; seconds++) {
		g_autoptr(td_response) response = td_response_new();

		td_status_wait(response, TD_FORM_TEXT, seconds);
		assert_int_equal(response->status, 429);
		assert_true(g_str_has_suffix(response->body->str,
		    seconds == 1 ? "again in 1 second\n" : "again in 2 seconds\n"));
		assert_string_equal(
		    header_of(response, "Retry-After"), seconds == 1 ? "1" : "2");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_our_own_fault_is_not_told),
		cmocka_unit_test(who_comes_back_is_told_when_and_with_what),
		cmocka_unit_test(an_error_is_in_the_form_that_was_asked_for),
		cmocka_unit_test(what_is_no_error_of_ours_is_500),
		cmocka_unit_test(who_costs_too_much_is_told_for_how_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
