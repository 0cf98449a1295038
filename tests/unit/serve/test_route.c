/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "serve/route.h"

static const td_route routes[] = {
	{ "/", NULL, TD_GET, TD_FORM_HTML },
	{ "/{list}", NULL, TD_GET, TD_FORM_HTML },
	{ "/api/patches/{n}/", NULL, TD_GET, TD_FORM_JSON },
	{ "/api/patches/{n}/", NULL, TD_PATCH, TD_FORM_JSON },
	{ "/{list}/", NULL, TD_GET | TD_POST, TD_FORM_HTML },
	{ "/{list}/{id}/raw", NULL, TD_GET, TD_FORM_TEXT },
	{ "/{list}/{id}/", NULL, TD_GET, TD_FORM_HTML },
	{ "/{list}/{a}/{b}/{c}/", NULL, TD_POST, TD_FORM_TEXT },
	{ 0 },
};

static void
the_first_line_that_fits_answers(void **state)
{
	static const struct {
		const char *method, *target;
		td_routed routed;
		int route; /* -1: none */
		const char *first;
	} cases[] = {
		{ "GET", "/", TD_ROUTED, 0, NULL },
		{ "HEAD", "/kvm", TD_ROUTED, 1, "kvm" },
		{ "GET", "/kvm/", TD_ROUTED, 4, "kvm" },
		{ "POST", "/kvm/?x=m", TD_ROUTED, 4, "kvm" },
		{ "GET", "/api/patches/7/", TD_ROUTED, 2, "7" },
		{ "PATCH", "/api/patches/7/", TD_ROUTED, 3, "7" },
		{ "GET", "/api/patches/7", TD_ROUTED_SLASH, 2, NULL },
		{ "PATCH", "/api/patches/7", TD_ROUTED_NOWHERE, -1, NULL },
		{ "PUT", "/api/patches/7/", TD_ROUTED_METHOD, 3, NULL },
		{ "GET", "/kvm/a@b/raw", TD_ROUTED, 5, "kvm" },
		{ "GET", "/kvm/a@b/raw/", TD_ROUTED_NOWHERE, -1, NULL },
		{ "GET", "/kvm/a@b", TD_ROUTED_SLASH, 6, NULL },
		{ "GET", "/kvm//raw", TD_ROUTED_NOWHERE, -1, NULL },
		{ "GET", "/kvm/%2F/", TD_ROUTED, 6, "kvm" },
		{ "GET", "/a/b/c/d", TD_ROUTED_NOWHERE, -1, NULL },
		{ "POST", "/kvm/a@b/", TD_ROUTED_METHOD, 6, NULL },
		{ "BREW", "/kvm/a@b/", TD_ROUTED_METHOD, 6, NULL },
		{ "GET", "/a/b/c/d/", TD_ROUTED_METHOD, 7, NULL },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_request) request =
		    td_request_parse(cases[i].method, cases[i].target, NULL);
		const td_route *route = NULL;
		unsigned methods;

		assert_int_equal(
		    td_route_find(routes, request, &route, &methods), cases[i].routed);
		if (cases[i].route >= 0)
			assert_ptr_equal(route, &routes[cases[i].route]);
		if (cases[i].first)
			assert_string_equal(request->captured[0], cases[i].first);
		/* What is told to be allowed. */
		if (cases[i].routed == TD_ROUTED_METHOD)
			assert_int_equal(methods, cases[i].route == 3
						      ? TD_GET | TD_PATCH
						      : routes[cases[i].route].methods);
	}
}

/* A line of the table that is written wrongly would never be found. */
static void
every_line_of_the_table_can_be_reached(void **state)
{
	(void)state;
	for (const td_route *one = td_routes; one->pattern; one++) {
		g_autoptr(GString) target = g_string_new(one->pattern);
		g_autoptr(td_request) request = NULL;
		const td_route *found = NULL;
		unsigned methods;
		bool post = (one->methods & TD_GET) == 0;

		assert_int_equal(one->pattern[0], '/');
		assert_non_null(one->run);
		g_string_replace(target, "{", "7", 0);
		g_string_replace(target, "}", "x", 0);
		request = td_request_parse("GET", target->str, NULL);
		if (post)
			request->method = one->methods;
		assert_int_equal(
		    td_route_find(td_routes, request, &found, &methods), TD_ROUTED);
		if (found != one)
			fail_msg("%s is hidden by %s", one->pattern, found->pattern);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_line_that_fits_answers),
		cmocka_unit_test(every_line_of_the_table_can_be_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
