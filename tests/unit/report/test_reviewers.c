/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_reviewers.c - who reviewed, and how often */
#include "letters.h"

static void
who_reviews_from_another_address_is_one_person(void **state)
{
	static const letter letters[] = {
		A_PATCH,
		ANSWER(
		    REX, "1@x", "Reviewed-by: Rex Reviewer <rex+linux@corp.example>\n"),
		/* Her own answer is none of somebody else's. */
		ANSWER("Ann Author <ann@home.example>", "2@x", "Thanks.\n"),
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_reviewer *reviewer;

	(void)state;
	assert_int_equal(report->reviewers->len, 1);
	reviewer = g_ptr_array_index(report->reviewers, 0);
	assert_string_equal(reviewer->person->address, "rex@example.net");
	assert_int_equal(reviewer->reviewed, 1);
	assert_int_equal(reviewer->replies, 1);
	assert_int_equal(series_of(report, "p@x")->repliers, 1);
	assert_int_equal(report->totals.repliers, 2);
}

/* Of a day most reviews are for what came before it. */
static void
a_review_of_what_came_before_counts_for_who_gave_it(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .reply_to = "p@x",
		    .from = REX,
		    .subject = "Re: Aw: [PATCH] pump: fix leak",
		    .body = "Reviewed-by: " REX "\nTested-by: " REX "\n" },
		/* Of somebody else, of a robot, and of what is no patch. */
		ANSWER("Sly Sender <sly@example.org>", "2@x",
		    "Acked-by: Max Maintainer <max@example.org>\n"),
		{ .id = "3@x",
		    .reply_to = "p@x",
		    .from = "robot <lkp@robots.example>",
		    .class_name = "bot",
		    .subject = "Re: [PATCH] pump: fix leak",
		    .body = "Tested-by: robot <lkp@robots.example>\n" },
		{ .id = "4@x",
		    .reply_to = "q@x",
		    .from = REX,
		    .subject = "Re: how do I review?",
		    .body = "Reviewed-by: " REX "\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_reviewer *reviewer;
	const td_report_thread *thread;

	(void)state;
	assert_int_equal(report->totals.trailers, 2);
	assert_int_equal(report->totals.reviewers, 1);
	assert_int_equal(report->reviewers->len, 1);
	reviewer = g_ptr_array_index(report->reviewers, 0);
	assert_int_equal(reviewer->replies, 1);
	/* Nor did who answered first here begin it. */
	assert_int_equal(report->threads->len, 1);
	thread = g_ptr_array_index(report->threads, 0);
	assert_true(thread->begun_before);
	assert_string_equal(thread->title, "pump: fix leak");
	assert_string_equal(thread->starter->address, "rex@example.net");
}

static void
an_author_who_tested_gave_nothing(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n\nTested-by: " ANN "\nReviewed-by: Rex Reviewer "
			    "<rex@work.example.com>\n" DIFF("a.c") },
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = REX,
		    .subject = "Re: [PATCH] pump: fix leak",
		    .body = "Reviewed-by: " REX "\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(series_at(report, 0)->tested, 0);
	assert_int_equal(series_at(report, 0)->reviewed, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_reviews_from_another_address_is_one_person),
		cmocka_unit_test(a_review_of_what_came_before_counts_for_who_gave_it),
		cmocka_unit_test(an_author_who_tested_gave_nothing),
	};

	return cmocka_run_group_tests_name("report reviewers", tests, NULL, NULL);
}
