/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch - what a reviewer says a trailer is for */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "patch/trailer.h"

#define ACK "Acked-by: B <b@example.org>\n"

typedef struct row {
	const char *text;  /* the whole answer */
	const char *about; /* of its last trailer; NULL for none */
} row;

static void
check(const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		g_autoptr(GPtrArray) trailers =
		    td_trailer_parse_reply(td_span_of(rows[i].text), NULL);
		const td_trailer *last;

		assert_true(trailers->len > 0);
		last = g_ptr_array_index(trailers, trailers->len - 1);
		if (g_strcmp0(last->about, rows[i].about) != 0)
			fail_msg(
			    "%s: %s, not %s", rows[i].text, last->about, rows[i].about);
	}
}

static void
numbers_in_the_line_above_are_a_range(void **state)
{
	static const row rows[] = {
		{ "For patches 1-3:\n" ACK, "1-3" },
		{ "For patches 1, 2 and 5-7,\n\n" ACK, "1,2,5-7" },
		{ "for patch 3:\n" ACK, "3" },
		{ "For 1/3 and 3/3:\n" ACK, "1,3" },
		{ "For patches 01/11 - 03/11\n" ACK, "1-3" },
		{ "Patches 2 to 4 look good to me.\n" ACK, "2-4" },
		{ "So, for patches #2 & #4 with the typo fixed:\n" ACK, "2,4" },
		{ "patch 2:\n" ACK ACK, "2" },
		{ "For the patches 1..4:\n" ACK, "1-4" },
		{ "For the first two:\n" ACK, "1-2" },
		{ "Similarly here is my r-b for the first 7\n" ACK, "1-7" },
		{ "All but 3 are fine for the first 7\n" ACK, NULL },
		{ "Not yet sure, but for the first two\n" ACK, NULL },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
the_series_is_all(void **state)
{
	static const row rows[] = {
		{ "For the series:\n" ACK, "all" },
		{ "For the whole patch set,\n" ACK, "all" },
		{ "for all patches\n" ACK, "all" },
		{ "Series looks good.\n" ACK, "all" },
		{ "Acked-by: B <b@example.org> # for the series\n", "all" },
		{ "Acked-by: B <b@example.org> for the whole series\n", "all" },
		{ "For the whole series you can add\n" ACK, "all" },
		{ "As we discussed, for the whole series:\n" ACK, "all" },
		{ "You can add my tag for all patches.\n" ACK, "all" },
		{ "Entire series now looks good to me\n" ACK, "all" },
		{ "Acked-by: B <b@example.org> for both patches\n", "both" },
		{ "Acked-by: B <b@example.org> (both patches).\n", "both" },
		{ "Both patches:\n" ACK, "both" },
		{ "For both of them, with the typo fixed:\n" ACK, "both" },
		{ "Both look fine.\n" ACK, "both" },
		{ "Acked-by: B <b@example.org> (series)\n", "all" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
a_comment_beside_goes_before_the_line_above(void **state)
{
	static const row rows[] = {
		{ "Acked-by: B <b@example.org> # patches 1-3\n", "1-3" },
		{ "Acked-by: B <b@example.org> for patches 2 and 4\n", "2,4" },
		{ "Acked-by: B <b@example.org> # 1-3\n", "1-3" },
		{ "Acked-by: B <b@example.org> to patches #2-#4\n", "2-4" },
		{ "Acked-by: B <b@example.org> on patch #1 and #15.\n", "1,15" },
		{ "For the series:\nAcked-by: B <b@example.org> (for patch 2)\n", "2" },
		{ ACK "[for patches 2 and 3]\n", "2,3" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
prose_says_nothing(void **state)
{
	static const row rows[] = {
		{ ACK, NULL },
		{ "Looks good.\n" ACK, NULL },
		{ "Thanks for the series!\n" ACK, NULL },
		{ "Thank you for the series.\n" ACK, NULL },
		{ "Sorry for the long wait for the series.\n" ACK, NULL },
		{ "Both Bob and I tried it\n" ACK, NULL },
		{ "It took me 3 days to wait for the series\n" ACK, NULL },
		{ "I have seen what is missing for patch 3\n" ACK, NULL },
		{ "Patch 3 is broken, but otherwise\n" ACK, NULL },
		{ "For the rest of the series:\n" ACK, NULL },
		{ "For the series except patch 3:\n" ACK, NULL },
		{ "For patches 1-3, but not for 2:\n" ACK, NULL },
		{ "For 5.10 and later:\n" ACK, NULL },
		{ "for 2 weeks\n" ACK, NULL },
		{ "For this patch:\n" ACK, NULL },
		{ "> For patches 1-3:\n" ACK, NULL },
		{ "For patches 1-3:\n> quoted\n" ACK, NULL },
		{ "Acked-by: B <b@example.org> # 5.10+\n", NULL },
		{ "Acked-by: B <b@example.org> # v2\n", NULL },
		{ "Acked-by: B <b@example.org> on 5.10 and 5.15\n", NULL },
		{ "Tested-by: B <b@example.org> on 2 machines\n", NULL },
		{ "For patches 3-1:\n" ACK, NULL },
		{ "For patches 99999999999:\n" ACK, NULL },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
a_line_in_brackets_below_is_a_note(void **state)
{
	g_autoptr(GPtrArray) trailers = td_trailer_parse_reply(
	    td_span_of(ACK " [ on a big machine ]\n[second line]\n"), NULL);
	const td_trailer *trailer = g_ptr_array_index(trailers, 0);

	(void)state;
	assert_int_equal(trailers->len, 1);
	assert_string_equal(trailer->note, "[ on a big machine ]");
	assert_string_equal(trailer->value, "B <b@example.org>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_in_the_line_above_are_a_range),
		cmocka_unit_test(the_series_is_all),
		cmocka_unit_test(a_comment_beside_goes_before_the_line_above),
		cmocka_unit_test(prose_says_nothing),
		cmocka_unit_test(a_line_in_brackets_below_is_a_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
