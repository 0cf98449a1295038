/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_report.c - small lists of mails, and what is told of them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "letters.h"

static const letter two_versions[] = {
	{ .id = "c1@x",
	    .from = "Ann Author <ann@example.org>",
	    .subject = "[PATCH 0/2] pump: two fixes",
	    .body = "Two fixes.\n" },
	{ .id = "p1@x",
	    .reply_to = "c1@x",
	    .from = "Ann Author <ann@example.org>",
	    .subject = "[PATCH 1/2] pump: fix leak",
	    .body =
		"Fix it.\n\nSigned-off-by: Ann Author <ann@example.org>\n" DIFF("a.c") },
	{ .id = "p2@x",
	    .reply_to = "c1@x",
	    .from = "Ann Author <ann@example.org>",
	    .subject = "[PATCH 2/2] pump: fix noise",
	    .body = "From: Bea Builder <bea@corp.example>\n\nQuiet.\n" DIFF("lib/b.c") },
	{ .id = "r1@x",
	    .reply_to = "p1@x",
	    .from = "Rex Reviewer <rex@example.net>",
	    .subject = "Re: [PATCH 1/2] pump: fix leak",
	    .body = "> Fix it.\n> Acked-by: Not Me <not@example.org>\n\n"
		    "Reviewed-by: Rex Reviewer <rex@example.net>\n" },
	{ .id = "r2@x",
	    .reply_to = "c1@x",
	    .from = "Tea Tester <tea@example.net>",
	    .subject = "Re: [PATCH 0/2] pump: two fixes",
	    .body = "Tested-by: Tea Tester <tea@example.net>\n" },
	{ .id = "r3@x",
	    .reply_to = "p2@x",
	    .from = "Rex Reviewer <rex@example.net>",
	    .subject = "Re: [PATCH 2/2] pump: fix noise",
	    .body = "Acked-by: Some Other <other@example.org>\n" },
	{ .id = "b1@x",
	    .reply_to = "p2@x",
	    .from = "robot <lkp@robots.example>",
	    .subject = "Re: [PATCH 2/2] pump: fix noise",
	    .class_name = "bot",
	    .body = "Reported-by: robot <lkp@robots.example>\n" },
	{ .id = "d1@x",
	    .from = "Ann Author <ANN@example.org>",
	    .subject = "[PATCH v2 0/2] pump: two fixes",
	    .body = "Again.\n" },
	{ .id = "d2@x",
	    .reply_to = "d1@x",
	    .from = "Ann Author <ANN@example.org>",
	    .subject = "[PATCH v2 2/2] pump: fix noise",
	    .body = "From: Bea Builder <bea@corp.example>\n\nQuiet.\n" DIFF("lib/b.c") },
};

static void
a_later_version_supersedes_the_earlier(void **state)
{
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });

	(void)state;
	assert_int_equal(report->series->len, 2);
	assert_int_equal(series_at(report, 0)->status, TD_STATUS_UPDATED);
	assert_int_equal(series_at(report, 0)->version, 2);
	assert_int_equal(series_at(report, 1)->status, TD_STATUS_SUPERSEDED);
	assert_string_equal(series_at(report, 1)->evidence, "d1@x");
	assert_int_equal(report->totals.new_versions, 1);
	assert_int_equal(report->totals.new_series, 1);
}

static void
a_part_that_did_not_come_is_named(void **state)
{
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });
	const td_report_series *series = series_at(report, 0);

	(void)state;
	assert_int_equal(series->total, 2);
	assert_int_equal(series->received_patches, 1);
	assert_int_equal(series->missing->len, 1);
	assert_int_equal(g_array_index(series->missing, unsigned, 0), 1);
	assert_int_equal(series_at(report, 1)->missing->len, 0);
}

static void
trailers_of_replies_know_their_patch(void **state)
{
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });
	const td_report_series *series = series_at(report, 1);
	const td_report_trailer *trailer;

	(void)state;
	assert_int_equal(series->trailers->len, 3);
	trailer = g_ptr_array_index(series->trailers, 0);
	assert_string_equal(trailer->key, "Reviewed-by");
	assert_int_equal(trailer->number, 1);
	assert_string_equal(trailer->message_id, "r1@x");
	assert_false(trailer->mismatch);
	trailer = g_ptr_array_index(series->trailers, 1);
	assert_true(trailer->for_cover);
	trailer = g_ptr_array_index(series->trailers, 2);
	assert_true(trailer->mismatch);
	assert_int_equal(series->reviewed, 1);
	assert_int_equal(series->tested, 1);
	assert_int_equal(series->acked, 0);
	assert_int_equal(series->replies, 3);
	assert_int_equal(series->repliers, 2);
}

static void
the_author_counts_and_not_the_sender(void **state)
{
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });
	const td_report_contributor *first, *second;

	(void)state;
	assert_int_equal(report->contributors->len, 2);
	first = g_ptr_array_index(report->contributors, 0);
	second = g_ptr_array_index(report->contributors, 1);
	assert_string_equal(first->person->name, "Ann Author");
	assert_int_equal(first->patches, 1);
	assert_string_equal(second->person->name, "Bea Builder");
	/* One, that came twice. */
	assert_int_equal(second->patches, 1);
	assert_int_equal(second->posted, 2);
	assert_int_equal(second->series, 2);
	assert_string_equal(second->person->domain, "corp.example");
}

static void
machines_are_left_out_and_counted(void **state)
{
	static const char *const all[] = { "all", NULL };
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) human = report_of(index, (td_report_options){ 0 });
	g_autoptr(td_report) whole =
	    report_of(index, (td_report_options){ .classes = all });

	(void)state;
	assert_int_equal(human->totals.left_out, 1);
	assert_int_equal(human->totals.mails, 8);
	assert_int_equal(whole->totals.left_out, 0);
	assert_int_equal(whole->totals.mails, 9);
	assert_string_equal(human->list_name, "sample");
}

static void
a_path_selects_whole_series_and_their_replies(void **state)
{
	static const char *const folder[] = { "lib", NULL };
	static const char *const glob[] = { "a.*", NULL };
	static const char *const none[] = { "li", NULL };
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) lib =
	    report_of(index, (td_report_options){ .paths = folder });
	g_autoptr(td_report) a = report_of(index, (td_report_options){ .paths = glob });
	g_autoptr(td_report) no = report_of(index, (td_report_options){ .paths = none });

	(void)state;
	assert_int_equal(lib->series->len, 2);
	assert_int_equal(a->series->len, 1);
	assert_int_equal(a->totals.replies, 3);
	assert_int_equal(no->series->len, 0);
	assert_int_equal(no->totals.mails, 0);
}

static void
people_and_words_select(void **state)
{
	static const char *const bea[] = { "BEA@", NULL };
	static const char *const noise[] = { "NOISE", NULL };
	g_autoptr(td_index) index = index_of(two_versions, G_N_ELEMENTS(two_versions));
	g_autoptr(td_report) by = report_of(index, (td_report_options){ .authors = bea });
	g_autoptr(td_report) of =
	    report_of(index, (td_report_options){ .subjects = noise });

	(void)state;
	assert_int_equal(by->series->len, 2);
	assert_int_equal(of->series->len, 2);
}

static void
an_applied_series_names_its_evidence(void **state)
{
	static const letter letters[] = {
		{ .id = "p@x",
		    .from = "Ann Author <ann@example.org>",
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "1.b4-ty@x",
		    .reply_to = "p@x",
		    .from = "Max <max@example.org>",
		    .subject = "Re: [PATCH] pump: fix leak",
		    .body = "On Sat, 01 Nov 2025 00:00:00 +0000, Ann Author wrote:\n> "
			    "Fix.\n\n"
			    "Applied, thanks!\n\n[1/1] pump: fix leak\n"
			    "      commit: 0123456789012345678901234567890123456789\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_series *series = series_at(report, 0);
	const td_report_applied *applied;

	(void)state;
	assert_int_equal(series->status, TD_STATUS_APPLIED);
	assert_string_equal(series->evidence, "1.b4-ty@x");
	assert_int_equal(report->applied->len, 1);
	applied = g_ptr_array_index(report->applied, 0);
	assert_string_equal(applied->about, "p@x");
	assert_string_equal(applied->commit, "0123456789012345678901234567890123456789");
}

static void
a_machine_reports_what_somebody_applied(void **state)
{
	static const char *const by[] = { "\nby Max Maintainer <max@example.org>:", ":" };
	static const char *const told[] = {
		"applied to net/net.git main by Max Maintainer",
		"applied to net/net.git main, patchwork-bot+net@kernel.org reports",
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(by); i++) {
		g_autofree char *body =
		    g_strdup_printf("Hello:\n\nThis patch was applied "
				    "to net/net.git (main)%s\n\nOn "
				    "Saturday you wrote:\n> Fix.\n",
			by[i]);
		const letter letters[] = {
			{ .id = "p@x",
			    .from = "Ann Author <ann@example.org>",
			    .subject = "[PATCH] pump: fix leak",
			    .body = "Fix.\n" DIFF("a.c") },
			{ .id = "bot@x",
			    .reply_to = "p@x",
			    .from = "patchwork-bot+net@kernel.org",
			    .subject = "Re: [PATCH] pump: fix leak",
			    .body = body },
		};
		g_autoptr(td_report) report = REPORT_OF(letters);
		const td_report_applied *applied;

		assert_string_equal(series_at(report, 0)->evidence_text, told[i]);
		assert_int_equal(report->applied->len, 1);
		applied = g_ptr_array_index(report->applied, 0);
		assert_int_equal(applied->reported, i == 1);
		assert_string_equal(applied->by->address,
		    i == 0 ? "max@example.org" : "patchwork-bot+net@kernel.org");
	}
}

static void
a_list_that_rewrites_from_hides_nobody(void **state)
{
	static const letter letters[] = {
		{ .id = "p@x",
		    .from = "Ann Author <ann@example.org>",
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "r@x",
		    .reply_to = "p@x",
		    .from = "Rex Reviewer via sample <sample@example.org>\n"
			    "Reply-To: Rex Reviewer <rex@example.net>",
		    .subject = "Re: [PATCH] pump: fix leak",
		    .body = "Reviewed-by: Rex Reviewer <rex@example.net>\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_reviewer *reviewer;

	(void)state;
	assert_int_equal(report->reviewers->len, 1);
	reviewer = g_ptr_array_index(report->reviewers, 0);
	assert_string_equal(reviewer->person->address, "rex@example.net");
	assert_string_equal(reviewer->person->name, "Rex Reviewer");
	assert_int_equal(reviewer->replies, 1);
	assert_int_equal(reviewer->reviewed, 1);
}

static void
dates_far_from_arrival_are_said(void **state)
{
	static const letter letters[] = {
		{ .id = "a@x",
		    .from = "a@example.org",
		    .subject = "one",
		    .body = "one\n",
		    .days_late = 3 },
		{ .id = "b@x",
		    .from = "a@example.org",
		    .subject = "two",
		    .body = "two\n" },
	};
	g_autoptr(td_index) index = index_of(letters, G_N_ELEMENTS(letters));
	g_autoptr(td_report) report =
	    report_of(index, (td_report_options){ .order = TD_ORDER_DATE });

	(void)state;
	assert_int_equal(report->totals.late, 1);
	assert_int_equal(report->remarks->len, 1);
	assert_int_equal(report->days->len, 1);
	assert_int_equal(g_array_index(report->days, td_report_day, 0).mails, 2);
}

/* Each answers the one before, in either order of arrival, and each is another's review.
 */
static void
a_deep_thread_is_all_about_its_patch(void **state)
{
	enum { DEEP = 5000 };
	g_autofree letter *letters = g_new0(letter, DEEP + 1);
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

	(void)state;
	letters[0] = (letter){ .id = "0@x",
		.from = "Ann Author <ann@example.org>",
		.subject = "[PATCH] pump: fix leak",
		.body = "Fix.\n" DIFF("a.c") };
	for (int i = 1; i <= DEEP; i++) {
		letter *l = &letters[i];

		l->id = g_strdup_printf("%d@x", i);
		l->reply_to = g_strdup_printf("%d@x", i - 1);
		l->from = "Rex Reviewer <rex@example.net>";
		l->subject = "Re: [PATCH] pump: fix leak";
		l->body = g_strdup_printf("Reviewed-by: R%d <r%d@example.net>\n", i, i);
		g_ptr_array_add(texts, (void *)(uintptr_t)l->id);
		g_ptr_array_add(texts, (void *)(uintptr_t)l->reply_to);
		g_ptr_array_add(texts, (void *)(uintptr_t)l->body);
	}
	for (int turn = 0; turn < 2; turn++) {
		g_autoptr(td_index) index = index_of(letters, DEEP + 1);
		g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });
		const td_report_series *series = series_at(report, 0);

		assert_int_equal(report->series->len, 1);
		assert_int_equal(series->replies, DEEP);
		assert_int_equal(series->trailers->len, DEEP);
		for (int i = 1; i <= DEEP / 2; i++) {
			letter other = letters[i];

			letters[i] = letters[DEEP + 1 - i];
			letters[DEEP + 1 - i] = other;
		}
	}
}

/* Who wrote a patch does not review it, but counts for the others. */
static void
a_series_is_reviewed_when_each_patch_is(void **state)
{
	letter letters[] = {
		{ .id = "1@x",
		    .from = "Ann Author <ann@example.org>",
		    .subject = "[PATCH 1/2] one",
		    .body = "One.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = "Ann Author <ann@example.org>",
		    .subject = "[PATCH 2/2] two",
		    .body =
			"From: Bea Builder <bea@corp.example>\n\nTwo.\n" DIFF("b.c") },
		{ .id = "r1@x",
		    .reply_to = "1@x",
		    .from = "Bea Builder <bea@corp.example>",
		    .subject = "Re: [PATCH 1/2] one",
		    .body = "Reviewed-by: Bea Builder <bea@corp.example>\n" },
		{ .id = "r2@x",
		    .reply_to = "2@x",
		    .from = "Bea Builder <bea@corp.example>",
		    .subject = "Re: [PATCH 2/2] two",
		    .body = "Acked-by: Bea Builder <bea@corp.example>\n" },
		{ .id = "r3@x",
		    .reply_to = "2@x",
		    .from = "Ann Author <ann@example.org>",
		    .subject = "Re: [PATCH 2/2] two",
		    .body = "Reviewed-by: Ann Author <ann@example.org>\n" },
		{ .id = "r4@x",
		    .reply_to = "2@x",
		    .from = "Cid Carver <cid@example.net>",
		    .subject = "Re: [PATCH 2/2] two",
		    .body = "Reviewed-by: Cid Carver <cid@example.net>\n" },
	};

	(void)state;
	/* Neither who wrote a patch nor who sent it makes it reviewed. */
	for (unsigned n = 3; n <= G_N_ELEMENTS(letters); n++) {
		g_autoptr(td_report) report = report_of_letters(letters, n);

		assert_int_equal(series_at(report, 0)->status,
		    n == 6 ? TD_STATUS_REVIEWED : TD_STATUS_NEW);
	}
}

static void
an_empty_index_gives_an_empty_report(void **state)
{
	g_autoptr(td_report) report = report_of_letters(NULL, 0);

	(void)state;
	assert_int_equal(report->series->len, 0);
	assert_int_equal(report->days->len, 0);
	assert_string_equal(report->list_name, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_later_version_supersedes_the_earlier),
		cmocka_unit_test(a_part_that_did_not_come_is_named),
		cmocka_unit_test(trailers_of_replies_know_their_patch),
		cmocka_unit_test(the_author_counts_and_not_the_sender),
		cmocka_unit_test(machines_are_left_out_and_counted),
		cmocka_unit_test(a_path_selects_whole_series_and_their_replies),
		cmocka_unit_test(people_and_words_select),
		cmocka_unit_test(an_applied_series_names_its_evidence),
		cmocka_unit_test(a_machine_reports_what_somebody_applied),
		cmocka_unit_test(a_list_that_rewrites_from_hides_nobody),
		cmocka_unit_test(dates_far_from_arrival_are_said),
		cmocka_unit_test(a_deep_thread_is_all_about_its_patch),
		cmocka_unit_test(a_series_is_reviewed_when_each_patch_is),
		cmocka_unit_test(an_empty_index_gives_an_empty_report),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
