/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_report_states.c - how a page says that a series stands */
#include "letters.h"

#include <string.h>

#define PATCH                                                                            \
	{                                                                                \
		.id = "p@x", .from = ANN, .subject = "[PATCH] pump: fix leak",           \
		.body = "Fix.\n" DIFF("a.c")                                             \
	}
#define ANSWER(by, at, text)                                                             \
	{                                                                                \
		.id = (at), .reply_to = "p@x", .from = (by),                             \
		.subject = "Re: [PATCH] pump: fix leak", .body = (text)                  \
	}
#define REX "Rex Reviewer <rex@example.net>"

static void
words_of_answers_are_told(void **state)
{
	static const struct {
		letter letters[4];
		unsigned n;
		td_report_status status;
		const char *evidence, *words;
	} cases[] = {
		{ { PATCH, ANSWER(REX, "1@x", "NAK.\n") }, 2, TD_STATUS_REJECTED, "1@x",
		    "rejected by Rex Reviewer" },
		{ { PATCH, ANSWER(REX, "1@x", "> Fix.\n\nPlease resend with a test.\n") },
		    2, TD_STATUS_CHANGES, "1@x", "changes requested by Rex Reviewer" },
		{ { PATCH, ANSWER(REX, "1@x", "Why?\n"),
		      ANSWER(ANN, "2@x", "I'll fix that in v2.\n") },
		    3, TD_STATUS_CHANGES, "2@x", "the author will send another version" },
		{ { PATCH, ANSWER(ANN, "1@x", "Please ignore this patch.\n") }, 2,
		    TD_STATUS_REJECTED, "1@x", "withdrawn by the author" },
		{ { PATCH, ANSWER(REX, "1@x", "pw-bot: changes-requested\n") }, 2,
		    TD_STATUS_CHANGES, "1@x", "changes requested by Rex Reviewer" },
		/* A robot's word is nobody's. */
		{ { PATCH, { .id = "1@x",
			       .reply_to = "p@x",
			       .from = "robot <lkp@robots.example>",
			       .class_name = "bot",
			       .subject = "Re: [PATCH] pump: fix leak",
			       .body = "NAK.\n" } },
		    2, TD_STATUS_NEW, "", "" },
		/* He thinks better of it. */
		{ { PATCH, ANSWER(REX, "1@x", "NAK.\n"),
		      ANSWER(REX, "2@x", "Reviewed-by: " REX "\n") },
		    3, TD_STATUS_REVIEWED, "", "" },
		/* What comes after it goes before it. */
		{ { PATCH, ANSWER(REX, "1@x", "NAK.\n"),
		      { .id = "v2@x",
			  .from = ANN,
			  .subject = "[PATCH v2] pump: fix leak",
			  .body = "Fix.\n" DIFF("a.c") } },
		    3, TD_STATUS_SUPERSEDED, "v2@x", "v2 came later" },
		{ { PATCH, ANSWER(REX, "1@x", "Please resend.\n"),
		      ANSWER("Max <max@example.org>", "2@x", "Applied, thanks!\n") },
		    3, TD_STATUS_APPLIED, "2@x", "applied by Max" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_index) index = index_of(cases[i].letters, cases[i].n);
		g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });
		const td_report_series *series = series_of(report, "p@x");

		if (series->status != cases[i].status)
			fail_msg("case %u: %s", i, td_report_status_word(series->status));
		assert_string_equal(series->evidence, cases[i].evidence);
		assert_string_equal(series->evidence_text, cases[i].words);
	}
}

/* Who is to act next is the author. */
static void
what_is_to_be_changed_waits_for_nobody(void **state)
{
	static const letter letters[] = {
		PATCH,
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
	g_autoptr(td_index) index = index_of(letters, G_N_ELEMENTS(letters));
	g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });

	(void)state;
	assert_int_equal(report->waiting->len, 1);
	assert_string_equal(
	    ((const td_report_series *)g_ptr_array_index(report->waiting, 0))->message_id,
	    "q@x");
}

/* A maintainer sends what he took on in a round of his own, and that is applied. */
static void
a_patch_is_applied_out_of_a_later_posting(void **state)
{
	static const struct {
		const char *author, *path;
		td_report_status status;
	} cases[] = {
		{ ANN, "a.c", TD_STATUS_APPLIED },
		/* Somebody else's of that name, and one that touches something else. */
		{ "Cyd Other <cyd@example.org>", "a.c", TD_STATUS_NEW },
		{ ANN, "other.c", TD_STATUS_NEW },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *diff = g_strdup_printf("Fix.\n---\n"
							"diff --git a/%s b/%s\n"
							"--- a/%s\n+++ b/%s\n"
							"@@ -1,2 +1,2 @@\n one\n-two\n"
							"+four\n",
		    cases[i].path, cases[i].path, cases[i].path, cases[i].path);
		const letter letters[] = {
			{ .id = "p@x",
			    .from = cases[i].author,
			    .subject = "[PATCH] pump: fix leak",
			    .body = diff },
			{ .id = "c@x",
			    .from = "Max <max@example.org>",
			    .subject = "[PATCH net 0/2] pump fixes",
			    .body = "Please pull.\n" },
			{ .id = "c1@x",
			    .reply_to = "c@x",
			    .from = "Max <max@example.org>",
			    .subject = "[PATCH net 1/2] pump: fix leak",
			    .body = "From: " ANN "\n\nFix.\n" DIFF("a.c") },
			{ .id = "c2@x",
			    .reply_to = "c@x",
			    .from = "Max <max@example.org>",
			    .subject = "[PATCH net 2/2] pump: fix noise",
			    .body = "From: " ANN "\n\nFix.\n" DIFF("b.c") },
			{ .id = "bot@x",
			    .reply_to = "c@x",
			    .from = "patchwork-bot+net@kernel.org",
			    .subject = "Re: [PATCH net 0/2] pump fixes",
			    .body =
				"Hello:\n\nThis series was applied to net/net.git "
				"(main)\nby Max <max@example.org>:\n\nOn Saturday you "
				"wrote:\n> Please pull.\n\nHere is the summary with "
				"links:\n"
				"  - [net,1/2] pump: fix leak\n"
				"    https://git.kernel.org/net/c/111111111111\n"
				"  - [net,2/2] pump: fix noise\n"
				"    https://git.kernel.org/net/c/222222222222\n" },
		};
		g_autoptr(td_index) index = index_of(letters, G_N_ELEMENTS(letters));
		g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });

		assert_int_equal(series_of(report, "c@x")->status, TD_STATUS_APPLIED);
		assert_int_equal(series_of(report, "p@x")->status, cases[i].status);
		if (cases[i].status == TD_STATUS_APPLIED)
			assert_string_equal(series_of(report, "p@x")->evidence, "bot@x");
	}
}

/* Where a newer version came, that one is what was applied. */
static void
an_older_version_is_superseded_and_not_applied_elsewhere(void **state)
{
	static const letter letters[] = {
		PATCH,
		{ .id = "v2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "bot@x",
		    .reply_to = "v2@x",
		    .from = "Max <max@example.org>",
		    .subject = "Re: [PATCH v2] pump: fix leak",
		    .body = "Applied, thanks!\n" },
	};
	g_autoptr(td_index) index = index_of(letters, G_N_ELEMENTS(letters));
	g_autoptr(td_report) report = report_of(index, (td_report_options){ 0 });

	(void)state;
	assert_int_equal(series_of(report, "v2@x")->status, TD_STATUS_APPLIED);
	assert_int_equal(series_of(report, "p@x")->status, TD_STATUS_SUPERSEDED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_answers_are_told),
		cmocka_unit_test(what_is_to_be_changed_waits_for_nobody),
		cmocka_unit_test(a_patch_is_applied_out_of_a_later_posting),
		cmocka_unit_test(
		    an_older_version_is_superseded_and_not_applied_elsewhere),
	};

	return cmocka_run_group_tests_name("report states", tests, NULL, NULL);
}
