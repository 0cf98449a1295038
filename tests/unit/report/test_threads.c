/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_threads.c - what a page says was talked about, and what began */
#include "letters.h"

#include <string.h>

#define BEA "Bea Tester <bea@example.net>"
#define CID "Cid Maintainer <cid@example.com>"

static const td_report_thread *
thread_at(const GPtrArray *list, unsigned i)
{
	assert_true(i < list->len);
	return g_ptr_array_index(list, i);
}

static void
what_begins_without_a_patch_is_listed(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x", .from = ANN, .subject = "[TOPIC] how many pumps?" },
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = BEA,
		    .subject = "Re: [TOPIC] how many pumps?" },
		{ .id = "3@x",
		    .from = CID,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "4@x", .from = BEA, .subject = "pump 2.0 is out" },
		/* What they answer was elsewhere. */
		{ .id = "5@x", .reply_to = "0@x", .from = BEA, .subject = "Re: valves" },
		{ .id = "6@x",
		    .from = "robot <lkp@robots.example>",
		    .class_name = "bot",
		    .subject = "pump.c:12: warning" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_thread *thread;

	(void)state;
	assert_int_equal(report->threads->len, 0);
	assert_int_equal(report->discussions->len, 2);
	assert_int_equal(report->totals.discussions, 2);
	thread = thread_at(report->discussions, 0);
	assert_string_equal(thread->title, "pump 2.0 is out");
	assert_int_equal(thread->mails, 0);
	thread = thread_at(report->discussions, 1);
	assert_string_equal(thread->title, "how many pumps?");
	assert_string_equal(thread->tags, "TOPIC");
	assert_string_equal(thread->starter->address, "ann@example.org");
	assert_int_equal(thread->mails, 1);
	assert_int_equal(thread->rank, 0);
}

static void
one_that_is_ranked_says_where(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x", .from = ANN, .subject = "pumps" },
		{ .id = "2@x", .reply_to = "1@x", .from = BEA, .subject = "Re: pumps" },
		{ .id = "3@x", .reply_to = "2@x", .from = CID, .subject = "Re: pumps" },
		{ .id = "4@x", .from = ANN, .subject = "valves" },
		{ .id = "5@x", .reply_to = "4@x", .from = BEA, .subject = "Re: valves" },
		{ .id = "6@x", .reply_to = "5@x", .from = CID, .subject = "Re: valves" },
		{ .id = "7@x", .reply_to = "6@x", .from = BEA, .subject = "Re: valves" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(report->threads->len, 2);
	assert_string_equal(thread_at(report->threads, 0)->title, "valves");
	assert_string_equal(thread_at(report->discussions, 0)->title, "valves");
	assert_int_equal(thread_at(report->discussions, 0)->rank, 1);
	assert_int_equal(thread_at(report->discussions, 1)->rank, 2);
}

static void
an_answer_that_came_first_began_nothing(void **state)
{
	static const letter letters[] = {
		{ .id = "2@x", .reply_to = "1@x", .from = BEA, .subject = "Re: pumps" },
		{ .id = "1@x", .from = ANN, .subject = "pumps" },
		{ .id = "3@x", .reply_to = "2@x", .from = CID, .subject = "Re: pumps" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_thread *thread;

	(void)state;
	thread = thread_at(report->threads, 0);
	assert_false(thread->begun_before);
	assert_string_equal(thread->message_id, "1@x");
	assert_string_equal(thread->starter->address, "ann@example.org");
	assert_int_equal(report->discussions->len, 1);
}

static void
what_a_robot_began_is_its(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = "robot <lkp@robots.example>",
		    .class_name = "bot",
		    .subject = "pump.c:12: warning" },
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = BEA,
		    .subject = "Re: pump.c:12: warning" },
		{ .id = "3@x",
		    .reply_to = "2@x",
		    .from = CID,
		    .subject = "Re: pump.c:12: warning" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_thread *thread;

	(void)state;
	thread = thread_at(report->threads, 0);
	assert_false(thread->begun_before);
	assert_string_equal(thread->starter->address, "lkp@robots.example");
	assert_int_equal(thread->mails, 2);
	/* Whose mails were not asked for. */
	assert_int_equal(report->discussions->len, 0);
}

static void
what_began_before_is_called_what_most_call_it(void **state)
{
	static const letter letters[] = {
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = BEA,
		    .subject = "Re: pumps [Was: valves]" },
		{ .id = "3@x",
		    .reply_to = "1@x",
		    .from = ANN,
		    .subject = "Re: how to drain (was: Re: valves)" },
		{ .id = "4@x",
		    .reply_to = "3@x",
		    .from = CID,
		    .subject = "Re: How to drain" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_thread *thread;

	(void)state;
	assert_int_equal(report->threads->len, 1);
	thread = thread_at(report->threads, 0);
	assert_true(thread->begun_before);
	assert_string_equal(thread->title, "how to drain");
	assert_string_equal(thread->message_id, "3@x");
	assert_string_equal(thread->starter->address, "ann@example.org");
}

static void
a_cover_letter_without_a_number_is_none(void **state)
{
	static const letter letters[] = {
		{ .id = "c@x", .from = ANN, .subject = "pump: two fixes" },
		{ .id = "1@x",
		    .reply_to = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 1/2] pump: one",
		    .body = "One.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .reply_to = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 2/2] pump: two",
		    .body = "Two.\n" DIFF("b.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(report->series->len, 1);
	assert_int_equal(report->discussions->len, 0);
}

/* A list that puts its own name and address into From hides who writes. */
static void
a_list_is_nobody(void **state)
{
#define LIST "Talk about samples <Sample@example.org>"
	static const letter letters[] = {
		{ .id = "1@x", .from = LIST, .subject = "pumps" },
		{ .id = "2@x", .reply_to = "1@x", .from = LIST, .subject = "Re: pumps" },
		{ .id = "3@x", .reply_to = "2@x", .from = LIST, .subject = "Re: pumps" },
		{ .id = "4@x", .reply_to = "3@x", .from = BEA, .subject = "Re: pumps" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_thread *thread = thread_at(report->threads, 0);

	(void)state;
	assert_int_equal(thread->mails, 3);
	assert_int_equal(thread->people, 1);
	assert_string_equal(thread->starter->name, "");
	assert_string_equal(thread->starter->address, "");
	assert_int_equal(report->totals.repliers, 1);
	assert_int_equal(report->totals.unnamed, 3);
	assert_int_equal(report->remarks->len, 1);
	assert_string_equal(g_ptr_array_index(report->remarks, 0),
	    "the list puts its own name into 3 mails: who sent them is not known");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_begins_without_a_patch_is_listed),
		cmocka_unit_test(one_that_is_ranked_says_where),
		cmocka_unit_test(an_answer_that_came_first_began_nothing),
		cmocka_unit_test(what_a_robot_began_is_its),
		cmocka_unit_test(what_began_before_is_called_what_most_call_it),
		cmocka_unit_test(a_cover_letter_without_a_number_is_none),
		cmocka_unit_test(a_list_is_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
