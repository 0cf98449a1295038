/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
assert_span(td_span span, const char *text)
{
	if (!td_span_is(span, text))
		fail_msg("'%.*s' is not '%s'", (int)span.n, span.p, text);
}

static void
what_is_white_goes_at_the_end_alone(void **state)
{
	static const struct {
		const char *text, *left;
	} cases[] = {
		{ "", "" },
		{ "a", "a" },
		{ " a", " a" },
		{ "a b \t\r\n\f", "a b" },
		{ " \t\r\n\f", "" },
		{ "a\v", "a\v" },
		{ "a\x7f\x1f", "a\x7f\x1f" },
	};

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_span(td_span_trim_end(td_span_of(cases[i].text)), cases[i].left);
	assert_int_equal(td_span_trim_end((td_span){ 0 }).n, 0);
}

static void
parts_end_at_the_separator_which_goes_with_them(void **state)
{
	td_span rest = td_span_of("a/bc//d");

	(void)state;
	assert_span(td_span_next(&rest, '/'), "a");
	assert_span(rest, "bc//d");
	assert_span(td_span_next(&rest, '/'), "bc");
	assert_span(td_span_next(&rest, '/'), "");
	assert_span(rest, "d");
	assert_span(td_span_next(&rest, '/'), "d");
	assert_span(rest, "");
	assert_span(td_span_next(&rest, '/'), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_white_goes_at_the_end_alone),
		cmocka_unit_test(parts_end_at_the_separator_which_goes_with_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
