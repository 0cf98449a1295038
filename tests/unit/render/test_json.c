/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/test_json.c - the writer, and the report through it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../output/harmless.h"
#include "model.h"
#include "output/json.h"

static void
write_sample(td_json *json)
{
	td_json_object(json, NULL);
	td_json_array(json, "empty");
	td_json_end(json);
	td_json_array(json, "list");
	td_json_int(json, NULL, -1);
	td_json_bool(json, NULL, true);
	td_json_null(json, NULL);
	td_json_object(json, NULL);
	td_json_end(json);
	td_json_end(json);
	td_json_string(json, "none", NULL);
	td_json_end(json);
}

static void
values_nest_with_their_commas(void **state)
{
	g_autoptr(GString) all = g_string_new(NULL);
	td_sink sink = td_sink_string(all);
	td_out *out = td_out_new(&sink);
	g_autoptr(td_json) json = td_json_new(out);

	(void)state;
	write_sample(json);
	td_out_char(out, '\n');
	td_json_indent(json);
	write_sample(json);
	assert_true(td_out_close(out, NULL));
	assert_string_equal(all->str,
	    "{\"empty\":[],\"list\":[-1,true,null,{}],\"none\":null}\n"
	    "{\n \"empty\": [],\n \"list\": [\n  -1,\n  true,\n  null,\n  {}\n ],\n"
	    " \"none\": null\n}");
}

static void
strings_may_be_any_bytes(void **state)
{
	static const struct {
		td_span text;
		const char *json;
	} cases[] = {
		{ { "", 0 }, "\"\"" },
		{ { "a\"b\\c/", 6 }, "\"a\\\"b\\\\c/\"" },
		{ { "\0\x1b\n\t\r\x7f", 6 }, "\"\\u0000\\u001b\\n\\t\\r\\u007f\"" },
		{ { "\xc2\x9b\xe2\x80\xae\xe2\x80\xa8", 8 },
		    "\"\\u009b\\u202e\\u2028\"" },
		{ { "\xff\xc3(\xe2\x82", 5 }, "\"��(��\"" },
		{ { "Jörg 中 \xf0\x9f\x90\xa7", 14 }, "\"Jörg 中 \xf0\x9f\x90\xa7\"" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) all = g_string_new(NULL);
		td_sink sink = td_sink_string(all);
		td_out *out = td_out_new(&sink);
		g_autoptr(td_json) json = td_json_new(out);

		td_json_span(json, NULL, cases[i].text);
		assert_true(td_out_close(out, NULL));
		assert_string_equal(all->str, cases[i].json);
	}
}

static void
a_busy_list(void **state)
{
	td_report *report = model_busy();
	g_autofree char *text = model_render("json", report, NULL);

	(void)state;
	model_assert_golden("busy.json", text);
	model_free(report);
}

static void
parts_not_asked_for_are_not_there(void **state)
{
	td_report *report = model_busy();
	g_autofree char *text = NULL;

	(void)state;
	report->parts = TD_PART_DOMAINS;
	text = model_render("json", report, NULL);
	assert_non_null(strstr(text, "\"domains\": ["));
	assert_null(strstr(text, "\"series\""));
	assert_null(strstr(text, "\"totals\""));
	model_free(report);
}

static void
nothing_hostile_gets_through(void **state)
{
	td_report *report = model_hostile();
	g_autofree char *text = model_render("json", report, NULL);

	(void)state;
	assert_harmless(text);
	model_free(report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_nest_with_their_commas),
		cmocka_unit_test(strings_may_be_any_bytes),
		cmocka_unit_test(a_busy_list),
		cmocka_unit_test(parts_not_asked_for_are_not_there),
		cmocka_unit_test(nothing_hostile_gets_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
