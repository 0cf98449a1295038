/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "message/attribute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

static void
a_file_is_called_in_every_way_there_is(void **state)
{
	static const char *const rows[][2] = {
		{ "attachment; filename=a.patch", "a.patch" },
		{ "attachment; filename=\"a b.patch\"; x=y", "a b.patch" },
		{ "text/x-diff; NAME=a.diff", "a.diff" },
		{ "x; filename=\"=?utf-8?Q?gr=C3=BCn.patch?=\"", "gr\xC3\xBCn.patch" },
		{ "x; filename*=UTF-8''gr%C3%BCn.patch", "gr\xC3\xBCn.patch" },
		{ "x; filename*=iso-8859-1'de'gr%FCn_1.patch", "gr\xC3\xBCn_1.patch" },
		{ "x; filename=\"grun.patch\"; filename*=utf-8''gr%c3%bcn.patch",
		    "gr\xC3\xBCn.patch" },
		{ "x;\n\tfilename*0=0001-a-long-name;\n\tfilename*1=-goes-on.patch",
		    "0001-a-long-name-goes-on.patch" },
		{ "x; filename*0*=UTF-8''gr%C3; filename*1*=%BCn; filename*2=\" x%41\"",
		    "gr\xC3\xBCn x%41" },
		{ "x; filename*1=none", "" },
		{ "x; filename*=no-charset", "no-charset" },
		{ "x; filename*=UTF-8''a%", "a%" },
		{ "x; filename*=UTF-8''a%4", "a%4" },
		{ "x; filename*=UTF-8''?=x?", "?=x?" },
		{ "x; filename*=''", "" },
		{ "x; filename=", "" },
		{ "x", "" },
		{ "", "" },
	};
	g_auto(td_converters) converters = { 0 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name =
		    td_attribute_file_name(td_span_of(rows[i][0]), &converters);

		if (strcmp(name, rows[i][1]) != 0)
			print_message("# %s\n", rows[i][0]);
		assert_string_equal(name, rows[i][1]);
	}
}

static void
pieces_without_end_end(void **state)
{
	g_autoptr(GString) value = g_string_new("x");
	g_auto(td_converters) converters = { 0 };
	g_autofree char *name = NULL;

	(void)state;
	for (unsigned i = 0; i < 500; i++)
		g_string_append_printf(value, "; name*%u=%c", i, i < 100 ? 'a' : 'b');
	name = td_attribute_file_name(td_span_of(value->str), &converters);
	assert_null(strchr(name, 'b'));
	assert_int_equal(strlen(name), 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_called_in_every_way_there_is),
		cmocka_unit_test(pieces_without_end_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
