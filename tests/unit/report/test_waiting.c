/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_waiting.c - which patches wait for a reviewer */
#include "letters.h"

static const char *
waiting_at(const td_report *report, unsigned i)
{
	return ((const td_report_series *)g_ptr_array_index(report->waiting, i))
	    ->message_id;
}

/* Who looks every week finds on top what became due since. */
static void
what_waits_for_the_fewest_days_is_first(void **state)
{
#define POSTED(at, day)                                                                  \
	{                                                                                \
		.id = (at), .from = ANN, .subject = "[PATCH] pump: fix " at,             \
		.body = "Fix.\n" DIFF("a.c"), .days = (day)                              \
	}
#define ANSWERED(at, to, day)                                                            \
	{                                                                                \
		.id = (at), .reply_to = (to), .from = REX, .subject = "Re: " to,         \
		.body = "Why?\n", .days = (day)                                          \
	}
	static const letter letters[] = {
		POSTED("old@x", 0),
		POSTED("old-answered@x", 1),
		POSTED("new@x", 2),
		POSTED("new-answered@x", 3),
		ANSWERED("1@x", "new-answered@x", 3),
		ANSWERED("2@x", "old-answered@x", 4),
		/* Its author's word is no answer. */
		{ .id = "3@x",
		    .reply_to = "old@x",
		    .from = ANN,
		    .subject = "Re: old",
		    .body = "Ping?\n",
		    .days = 9 },
		POSTED("not-yet@x", 10),
		{ .id = "last@x",
		    .from = REX,
		    .subject = "hello",
		    .body = "Hello.\n",
		    .days = 12 },
	};
	g_autoptr(td_index) index = index_of(letters, G_N_ELEMENTS(letters));
	g_autoptr(td_report) report =
	    report_of(index, (td_report_options){ .waiting_days = 7 });

	(void)state;
	assert_int_equal(report->waiting->len, 4);
	assert_string_equal(waiting_at(report, 0), "old-answered@x");
	assert_string_equal(waiting_at(report, 1), "new-answered@x");
	assert_string_equal(waiting_at(report, 2), "new@x");
	assert_string_equal(waiting_at(report, 3), "old@x");
}

/* Who is to act next is the author. */
static void
what_is_to_be_changed_waits_for_nobody(void **state)
{
	static const letter letters[] = {
		A_PATCH,
		ANSWER(REX, "1@x", "Please resend.\n"),
		{ .id = "q@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix noise",
		    .body = "Fix.\n" DIFF("b.c") },
		{ .id = "late@x",
		    .from = REX,
		    .subject = "hello",
		    .body = "Hello.\n",
		    .days = 20 },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(report->waiting->len, 1);
	assert_string_equal(
	    ((const td_report_series *)g_ptr_array_index(report->waiting, 0))->message_id,
	    "q@x");
}

/* The range begins behind the cover letter and the first patch. */
static void
an_answer_to_what_is_not_here_counts_for_its_series(void **state)
{
	static const letter letters[] = {
		{ .id = "2@x",
		    .reply_to = "0@x",
		    .from = ANN,
		    .subject = "[PATCH v2 2/2] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "a@x",
		    .reply_to = "0@x",
		    .from = REX,
		    .subject = "Re: [PATCH v2 0/2] pump: mend it",
		    .body = "Why?\n" },
		{ .id = "b@x",
		    .reply_to = "a@x",
		    .from = ANN,
		    .subject = "Re: [PATCH v2 0/2] pump: mend it",
		    .body = "It leaks.\n" },
		{ .id = "c@x",
		    .reply_to = "1@x> <0@x",
		    .from = REX,
		    .subject = "Re: [PATCH v2 1/2] pump: open it",
		    .body = "Why?\n" },
		/* None of this one: another version, and a patch that nobody answered. */
		{ .id = "d@x",
		    .reply_to = "0@x",
		    .from = REX,
		    .subject = "Re: [PATCH 0/2] pump: mend it",
		    .body = "Why?\n" },
		{ .id = "e@x",
		    .reply_to = "0@x",
		    .from = REX,
		    .subject = "Re: [PATCH v2 2/2] pump: fix leak",
		    .body = "Why?\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(series_at(report, 0)->replies, 3);
	assert_int_equal(series_at(report, 0)->repliers, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_to_what_is_not_here_counts_for_its_series),
		cmocka_unit_test(what_waits_for_the_fewest_days_is_first),
		cmocka_unit_test(what_is_to_be_changed_waits_for_nobody),
	};

	return cmocka_run_group_tests_name("report waiting", tests, NULL, NULL);
}
