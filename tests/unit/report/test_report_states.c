/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_report_states.c - what a series' state rests on on a page */
#include "letters.h"

static void
words_of_answers_are_told(void **state)
{
	static const struct {
		letter letters[4];
		unsigned n;
		td_report_status status;
		const char *evidence, *words;
	} cases[] = {
		{ { A_PATCH, ANSWER(REX, "1@x", "NAK.\n") }, 2, TD_STATUS_REJECTED, "1@x",
		    "rejected by Rex Reviewer" },
		{ { A_PATCH,
		      ANSWER(REX, "1@x", "> Fix.\n\nPlease resend with a test.\n") },
		    2, TD_STATUS_CHANGES, "1@x", "changes requested by Rex Reviewer" },
		{ { A_PATCH, ANSWER(REX, "1@x", "Why?\n"),
		      ANSWER(ANN, "2@x", "I'll fix that in v2.\n") },
		    3, TD_STATUS_CHANGES, "2@x", "the author will send another version" },
		/* From another address of hers. */
		{ { A_PATCH, ANSWER("Ann Author <ann@home.example>", "1@x",
				 "I'll fix that in v2.\n") },
		    2, TD_STATUS_CHANGES, "1@x", "the author will send another version" },
		{ { A_PATCH, ANSWER("Another <ann@home.example>", "1@x",
				 "I'll fix that in v2.\n") },
		    2, TD_STATUS_NEW, "", "" },
		{ { A_PATCH, ANSWER(ANN, "1@x", "Please ignore this patch.\n") }, 2,
		    TD_STATUS_REJECTED, "1@x", "withdrawn by the author" },
		{ { A_PATCH, ANSWER(REX, "1@x", "pw-bot: changes-requested\n") }, 2,
		    TD_STATUS_CHANGES, "1@x", "changes requested by Rex Reviewer" },
		/* A robot's word is nobody's. */
		{ { A_PATCH, { .id = "1@x",
				 .reply_to = "p@x",
				 .from = "robot <lkp@robots.example>",
				 .class_name = "bot",
				 .subject = "Re: [PATCH] pump: fix leak",
				 .body = "NAK.\n" } },
		    2, TD_STATUS_NEW, "", "" },
		/* He thinks better of it. */
		{ { A_PATCH, ANSWER(REX, "1@x", "NAK.\n"),
		      ANSWER(REX, "2@x", "Reviewed-by: " REX "\n") },
		    3, TD_STATUS_REVIEWED, "", "" },
		/* What comes after it goes before it. */
		{ { A_PATCH, ANSWER(REX, "1@x", "NAK.\n"),
		      { .id = "v2@x",
			  .from = ANN,
			  .subject = "[PATCH v2] pump: fix leak",
			  .body = "Fix.\n" DIFF("a.c") } },
		    3, TD_STATUS_SUPERSEDED, "v2@x", "v2 came later" },
		/* Another will apply the patch, and its author what he was told. */
		{ { A_PATCH, ANSWER(REX, "1@x", "Looks good. Will apply.\n") }, 2,
		    TD_STATUS_APPLIED, "1@x", "applied by Rex Reviewer" },
		{ { A_PATCH, ANSWER(REX, "1@x", "Please name it.\n"),
		      ANSWER(ANN, "2@x", "Thanks, will apply.\n") },
		    3, TD_STATUS_NEW, "", "" },
		{ { A_PATCH, ANSWER(REX, "1@x", "Please resend.\n"),
		      ANSWER("Max <max@example.org>", "2@x", "Applied, thanks!\n") },
		    3, TD_STATUS_APPLIED, "2@x", "applied by Max" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_report) report =
		    report_of_letters(cases[i].letters, cases[i].n);
		const td_report_series *series = series_of(report, "p@x");

		if (series->status != cases[i].status)
			fail_msg("case %u: %s", i, td_report_status_word(series->status));
		assert_string_equal(series->evidence, cases[i].evidence);
		assert_string_equal(series->evidence_text, cases[i].words);
	}
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
		g_autoptr(td_report) report = REPORT_OF(letters);

		assert_int_equal(series_of(report, "c@x")->status, TD_STATUS_APPLIED);
		assert_int_equal(series_of(report, "p@x")->status, cases[i].status);
		if (cases[i].status == TD_STATUS_APPLIED)
			assert_string_equal(series_of(report, "p@x")->evidence, "bot@x");
	}
}

/* Who applies a round by answering its cover letter applies each of its patches. */
static void
a_patch_is_applied_out_of_a_round_that_is_applied_whole(void **state)
{
	static const letter letters[] = {
		A_PATCH,
		{ .id = "c@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 0/2] pump fixes",
		    .body = "Two.\n" },
		{ .id = "c1@x",
		    .reply_to = "c@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 1/2] pump: fix noise",
		    .body = "Fix.\n" DIFF("b.c") },
		{ .id = "c2@x",
		    .reply_to = "c@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 2/2] pump: fix leak",
		    .body = "From: " ANN "\n\nFix.\n" DIFF("a.c") },
		{ .id = "ty@x",
		    .reply_to = "c@x",
		    .from = REX,
		    .subject = "Re: [PATCH 0/2] pump fixes",
		    .body = "Applied, thanks!\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(series_of(report, "c@x")->status, TD_STATUS_APPLIED);
	assert_int_equal(series_of(report, "p@x")->status, TD_STATUS_APPLIED);
}

/* "Applied" in answer to what was sent again since. */
static void
what_was_sent_again_is_applied_with_the_first(void **state)
{
	static const struct {
		const char *subject;
		td_report_status status;
	} cases[] = {
		{ "[PATCH RESEND] pump: fix leak", TD_STATUS_APPLIED },
		{ "[PATCH v2 RESEND] pump: fix leak", TD_STATUS_RESENT },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const letter letters[] = {
			A_PATCH,
			{ .id = "again@x",
			    .from = ANN,
			    .subject = cases[i].subject,
			    .body = "Fix.\n" DIFF("a.c") },
			ANSWER(REX, "1@x", "Applied, thanks!\n"),
		};
		g_autoptr(td_report) report = REPORT_OF(letters);

		assert_int_equal(series_of(report, "p@x")->status, TD_STATUS_APPLIED);
		assert_int_equal(series_of(report, "again@x")->status, cases[i].status);
	}
}

/* Where a newer version came, that one is what was applied. */
static void
an_older_version_is_superseded_and_not_applied_elsewhere(void **state)
{
	static const letter letters[] = {
		A_PATCH,
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
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(series_of(report, "v2@x")->status, TD_STATUS_APPLIED);
	assert_int_equal(series_of(report, "p@x")->status, TD_STATUS_SUPERSEDED);
}

/* All of it came again with more; of what is asked for a page knows the files alone. */
static void
what_a_larger_set_has_is_superseded(void **state)
{
	static const struct {
		const char *sender, *path;
		td_report_status status;
		const char *evidence;
	} cases[] = {
		{ ANN, "a.c", TD_STATUS_SUPERSEDED, "set@x" },
		{ ANN, "b.c", TD_STATUS_NEW, "" },
		{ REX, "a.c", TD_STATUS_NEW, "" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *body =
		    g_strdup_printf("Fix.\n---\n %s | 1 +\n\ndiff --git a/%s b/%s\n"
				    "--- a/%s\n+++ b/%s\n@@ -1 +1,2 @@\n one\n+more\n",
			cases[i].path, cases[i].path, cases[i].path, cases[i].path,
			cases[i].path);
		const letter letters[] = {
			A_PATCH,
			{ .id = "set@x",
			    .from = cases[i].sender,
			    .subject = "[PATCH 0/2] pump: all of it",
			    .body = "Two.\n",
			    .days = 3 },
			{ .id = "set-1@x",
			    .reply_to = "set@x",
			    .from = cases[i].sender,
			    .subject = "[PATCH 1/2] pump: prepare",
			    .body = "Prepare.\n" DIFF("c.c"),
			    .days = 3 },
			{ .id = "set-2@x",
			    .reply_to = "set@x",
			    .from = cases[i].sender,
			    .subject = "[PATCH 2/2] pump: fix leak",
			    .body = body,
			    .days = 3 },
		};
		g_autoptr(td_report) report = REPORT_OF(letters);
		const td_report_series *series = series_of(report, "p@x");

		assert_int_equal(series->status, cases[i].status);
		assert_string_equal(series->evidence, cases[i].evidence);
		assert_int_equal(series_of(report, "set@x")->status, TD_STATUS_NEW);
	}
}

static void
a_part_that_was_applied_is_counted(void **state)
{
	static const letter letters[] = {
		{ .id = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 0/2] pump: two fixes",
		    .body = "Two.\n" },
		{ .id = "c1@x",
		    .reply_to = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 1/2] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "c2@x",
		    .reply_to = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 2/2] pump: fix noise",
		    .body = "Fix.\n" DIFF("b.c") },
		{ .id = "1@x",
		    .reply_to = "c2@x",
		    .from = "Max <max@example.org>",
		    .subject = "Re: [PATCH 2/2] pump: fix noise",
		    .body = "Applied, thanks!\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_int_equal(series_of(report, "c@x")->status, TD_STATUS_PARTLY_APPLIED);
	assert_string_equal(
	    series_of(report, "c@x")->evidence_text, "1 of 2 applied by Max");
}

/* Not pr-tracker alone tells that something was pulled. */
static void
a_pull_is_merged_when_somebody_says_so(void **state)
{
	static const struct {
		const char *from, *body;
		bool merged;
	} cases[] = {
		{ "Max <max@example.org>", "Pulled, thanks!\n", true },
		{ "Max <max@example.org>", "Why this late?\n", false },
		{ "patchwork-bot+net@kernel.org",
		    "Hello:\n\nThis pull request was applied to net/net.git (main)\n"
		    "by Max <max@example.org>:\n\nOn Saturday you wrote:\n> Hi.\n\n"
		    "Here is the summary with links:\n  - [GIT,PULL] pump fixes\n"
		    "    https://git.kernel.org/net/c/111111111111\n",
		    true },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const letter letters[] = {
			{ .id = "p@x",
			    .from = ANN,
			    .subject = "[GIT PULL] pump fixes",
			    .body =
				"The following changes since commit "
				"0123456789012345678901234567890123456789:\n\n"
				"  Linux 6.1\n\nare available in the Git repository "
				"at:\n\n  https://git.example.org/pump.git tags/fix\n\n"
				"for you to fetch changes up to "
				"0123456789012345678901234567890123456780:\n\n"
				"  pump: fix\n" },
			{ .id = "1@x",
			    .reply_to = "p@x",
			    .from = cases[i].from,
			    .subject = "Re: [GIT PULL] pump fixes",
			    .body = cases[i].body },
		};
		g_autoptr(td_report) report = REPORT_OF(letters);
		const td_report_pull *pull;

		assert_int_equal(report->pulls->len, 1);
		pull = g_ptr_array_index(report->pulls, 0);
		assert_string_equal(pull->merged_by, cases[i].merged ? "1@x" : "");
	}
}

static void
what_proposes_nothing_is_not_applied(void **state)
{
	static const struct {
		letter letters[2];
		unsigned applied;
	} cases[] = {
		{ { { .id = "1@x", .from = REX, .subject = "pumps leak" },
		      ANSWER(ANN, "2@x", "Applied, thanks!\n") },
		    1 },
		{ { { .id = "p@x", .from = REX, .subject = "pumps leak" },
		      { .id = "2@x",
			  .reply_to = "p@x",
			  .from = ANN,
			  .subject = "Re: pumps leak",
			  .body = "I've applied this fix to Debian as 2.42-2.\n" } },
		    0 },
		{ { { .id = "p@x",
			.reply_to = "0@x",
			.from = REX,
			.subject = "Re: pumps leak",
			.body = "> Any idea?\n\nThis:\n" DIFF("a.c") },
		      { .id = "2@x",
			  .reply_to = "p@x",
			  .from = ANN,
			  .subject = "Re: pumps leak",
			  .body = "Applied, thanks!\n" } },
		    1 },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_report) report = report_of_letters(cases[i].letters, 2);

		assert_int_equal(report->applied->len, cases[i].applied);
	}
}

/* Nobody reviews an answer to the cover letter that lost its "Re:". */
static void
what_is_no_patch_needs_no_review(void **state)
{
	static const letter letters[] = {
		{ .id = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 0/1] pumps",
		    .body = "All.\n" },
		{ .id = "p1@x",
		    .reply_to = "c@x",
		    .from = ANN,
		    .subject = "[PATCH 1/1] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "t@x",
		    .reply_to = "c@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 0/1] pumps",
		    .body = "It runs here.\n" },
		{ .id = "r@x",
		    .reply_to = "p1@x",
		    .from = REX,
		    .subject = "Re: [PATCH 1/1] pump: fix leak",
		    .body = "Reviewed-by: " REX "\n" },
	};
	g_autoptr(td_report) report = report_of_letters(letters, G_N_ELEMENTS(letters));
	const td_report_series *series = series_of(report, "c@x");

	(void)state;
	assert_non_null(series);
	assert_int_equal(series->patches->len, 2);
	assert_int_equal(series->status, TD_STATUS_REVIEWED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_answers_are_told),
		cmocka_unit_test(what_is_no_patch_needs_no_review),
		cmocka_unit_test(a_patch_is_applied_out_of_a_later_posting),
		cmocka_unit_test(a_patch_is_applied_out_of_a_round_that_is_applied_whole),
		cmocka_unit_test(what_was_sent_again_is_applied_with_the_first),
		cmocka_unit_test(
		    an_older_version_is_superseded_and_not_applied_elsewhere),
		cmocka_unit_test(what_a_larger_set_has_is_superseded),
		cmocka_unit_test(a_part_that_was_applied_is_counted),
		cmocka_unit_test(a_pull_is_merged_when_somebody_says_so),
		cmocka_unit_test(what_proposes_nothing_is_not_applied),
	};

	return cmocka_run_group_tests_name("report states", tests, NULL, NULL);
}
