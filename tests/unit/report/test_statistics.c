/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_statistics.c - who writes and who answers, over time */
#include "letters.h"

#include <glib/gstdio.h>

#include "report/statistics.h"

static void
patches_count_once_and_lists_hide_nobody(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] pump: fix leak",
		    .body = "Fix it.\n" DIFF("a.c") },
		{ .id = "3@x",
		    .from = ANN,
		    .subject = "[PATCH] valve: oil it",
		    .body = "Oil.\n" DIFF("b.c") },
		{ .id = "4@x",
		    .reply_to = "1@x",
		    .from = "Bea Tester via sample <sample@lists.example.org>\n"
			    "Reply-To: Bea Tester <bea@example.net>",
		    .subject = "Re: [PATCH] pump: fix leak",
		    .body = "Why?" },
	};
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = g_dir_make_tmp("tidings-XXXXXX", &error);
	g_autofree char *path = g_build_filename(folder, "index", NULL);
	td_index *index = index_at(path, letters, G_N_ELEMENTS(letters));
	g_autoptr(td_statistics) statistics =
	    td_statistics_build(index, 0, START + DAY, 30, NULL, &error);
	const td_statistics_count *count;

	(void)state;
	if (error)
		fail_msg("%s", error->message);
	assert_non_null(statistics);
	assert_int_equal(statistics->authors->len, 1);
	count = g_ptr_array_index(statistics->authors, 0);
	assert_int_equal(count->n, 2);
	assert_int_equal(statistics->repliers->len, 1);
	count = g_ptr_array_index(statistics->repliers, 0);
	assert_string_equal(count->address, "bea@example.net");
	assert_string_equal(count->name, "Bea Tester");
	td_index_close(index);
	assert_int_equal(g_unlink(path), 0);
	g_rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patches_count_once_and_lists_hide_nobody),
	};

	return cmocka_run_group_tests_name("report statistics", tests, NULL, NULL);
}
