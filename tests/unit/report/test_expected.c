/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_expected.c - which patches' texts a page tells that it will want
 */
#include "letters.h"

#include <string.h>

static void
note(const GPtrArray *patches, void *data)
{
	GString *told = data;

	for (unsigned i = 0; i < patches->len; i++)
		g_string_append_printf(told, "%s ",
		    ((const td_report_patch *)g_ptr_array_index(patches, i))->message_id);
	g_string_append_c(told, ';');
}

/* Newest first, a cover before its patches, and none of what has a later version. */
static void
the_patches_of_a_page_are_told_before_it_is_made(void **state)
{
	static const letter letters[] = {
		{ .id = "a1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Text.\n" DIFF("a.c") },
		{ .id = "b0@x",
		    .from = REX,
		    .subject = "[PATCH 0/2] valve: all of it",
		    .body = "Text.\n" },
		{ .id = "b1@x",
		    .reply_to = "b0@x",
		    .from = REX,
		    .subject = "[PATCH 1/2] valve: one",
		    .body = "Text.\n" DIFF("v.c") },
		{ .id = "b2@x",
		    .reply_to = "b0@x",
		    .from = REX,
		    .subject = "[PATCH 2/2] valve: two",
		    .body = "Text.\n" DIFF("w.c") },
		{ .id = "a2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] pump: fix leak",
		    .body = "Text.\n" DIFF("a.c") },
	};
	g_autoptr(td_index) index = index_of(letters, G_N_ELEMENTS(letters));
	g_autoptr(GString) told = g_string_new(NULL);
	td_report *report =
	    report_of(index, (td_report_options){ .expect = note, .load_data = told });

	(void)state;
	assert_string_equal(told->str, "a2@x b0@x b1@x b2@x ;");
	td_report_free(report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_patches_of_a_page_are_told_before_it_is_made),
	};

	return cmocka_run_group_tests_name("expected texts", tests, NULL, NULL);
}
