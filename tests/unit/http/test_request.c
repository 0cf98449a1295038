/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "http/request.h"

static td_request *
parse(const char *target)
{
	g_autoptr(GError) error = NULL;
	td_request *request = td_request_parse("GET", target, &error);

	if (!request)
		fail_msg("%s: %s", target, error->message);
	return request;
}

static char *
join(const td_request *request)
{
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < request->segments->len; i++)
		g_string_append_printf(
		    text, "[%s]", (const char *)g_ptr_array_index(request->segments, i));
	return g_string_free(text, FALSE);
}

static void
a_path_is_taken_apart_and_decoded(void **state)
{
	static const struct {
		const char *target, *segments;
		bool folder;
	} cases[] = {
		{ "/", "", true },
		{ "/kvm", "[kvm]", false },
		{ "/kvm/", "[kvm]", true },
		{ "/kvm/a%2Fb%40c/raw", "[kvm][a/b@c][raw]", false },
		{ "/kvm/a+b@c/", "[kvm][a+b@c]", true },
		{ "/kvm//x", "[kvm][][x]", false },
		{ "http://lists.example.org/kvm/?x=1", "[kvm]", true },
		{ "HTTPS://lists.example.org", "", true },
		{ "/%C3%A4/", "[ä]", true },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_request) request = parse(cases[i].target);
		g_autofree char *segments = join(request);

		assert_string_equal(segments, cases[i].segments);
		assert_int_equal(request->folder, cases[i].folder);
	}
}

static void
arguments_are_those_of_a_form(void **state)
{
	g_autoptr(td_request) request =
	    parse("/kvm/?q=s%3A%22a+b%22&x=m&empty&state=new&state=old&&=");
	unsigned number;

	(void)state;
	assert_string_equal(td_request_argument(request, "q"), "s:\"a b\"");
	assert_string_equal(td_request_argument(request, "x"), "m");
	assert_string_equal(td_request_argument(request, "empty"), "");
	assert_string_equal(td_request_argument(request, "state"), "new");
	assert_null(td_request_argument(request, "o"));
	assert_int_equal(request->arguments->len, 6);
	assert_string_equal(
	    request->query, "q=s%3A%22a+b%22&x=m&empty&state=new&state=old&&=");
	assert_true(td_request_number(request, "o", 10, 7, &number, NULL));
	assert_int_equal(number, 7);
	assert_false(td_request_number(request, "x", 10, 7, &number, NULL));
}

static const char *
form_header(const char *name, void *data)
{
	(void)data;
	return g_ascii_strcasecmp(name, "content-type") == 0
		   ? "application/x-www-form-urlencoded; charset=utf-8"
		   : NULL;
}

static void
a_body_that_is_a_form_has_arguments_too(void **state)
{
	g_autoptr(td_request) request = parse("/kvm/?x=m");

	(void)state;
	request->find_header = form_header;
	assert_true(td_request_set_body(request, td_span_of("q=a%0D%0Ab&x=A"), NULL));
	assert_string_equal(td_request_argument(request, "q"), "a  b");
	assert_string_equal(td_request_argument(request, "x"), "m");
}

static void
what_is_malformed_is_refused(void **state)
{
	static const char *const targets[] = { "", "kvm", "*", "?x", "/a%", "/a%4",
		"/a%4g", "/a%00", "/a%0a", "/a%7f", "/a%ff", "/a\x01", "/../a", "/a/..",
		"/%2e%2E/a", "/.", "/?a=%", "/?%00=b", "/?a=%c3", "/?a=%1b" };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(targets); i++) {
		g_autoptr(GError) error = NULL;

		if (td_request_parse("GET", targets[i], &error))
			fail_msg("'%s' was taken", targets[i]);
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_USAGE));
	}
}

static char *
repeat(const char *before, const char *what, unsigned times)
{
	GString *text = g_string_new(before);

	while (times-- > 0)
		g_string_append(text, what);
	return g_string_free(text, FALSE);
}

static void
what_is_too_much_is_refused(void **state)
{
	char *targets[] = {
		repeat("/", "a", TD_MAX_TARGET),
		repeat("/", "a", TD_MAX_SEGMENT_BYTES + 1),
		repeat("", "/a", TD_MAX_SEGMENTS + 1),
		repeat("/?", "a&", TD_MAX_ARGUMENTS + 1),
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(targets); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(td_request_parse("GET", targets[i], &error));
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_LIMIT));
		g_clear_pointer(&targets[i], g_free);
	}
}

static void
head_is_a_get_and_other_words_are_none(void **state)
{
	g_autoptr(td_request) head = td_request_parse("HEAD", "/", NULL);
	g_autoptr(td_request) other = td_request_parse("get", "/", NULL);

	(void)state;
	assert_int_equal(head->method, TD_GET);
	assert_true(head->head);
	assert_int_equal(other->method, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_taken_apart_and_decoded),
		cmocka_unit_test(arguments_are_those_of_a_form),
		cmocka_unit_test(a_body_that_is_a_form_has_arguments_too),
		cmocka_unit_test(what_is_malformed_is_refused),
		cmocka_unit_test(what_is_too_much_is_refused),
		cmocka_unit_test(head_is_a_get_and_other_words_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
