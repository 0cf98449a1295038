/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_report_versions.c - which version follows which on a page */
#include "letters.h"

static const char *
followed_by(const td_report *report, const char *id)
{
	const td_report_previous *previous = series_of(report, id)->previous;

	return previous ? previous->message_id : "";
}

static void
versions_go_on_under_other_names(void **state)
{
	static const letter letters[] = {
		{ .id = "a1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Text.\n" DIFF("a.c") },
		{ .id = "r@x",
		    .reply_to = "a1@x",
		    .from = "Rex <rex@example.net>",
		    .subject = "Re: [PATCH] pump: fix leak",
		    .body = "Which one?\n" },
		/* It answers an answer to the one before. */
		{ .id = "a2@x",
		    .reply_to = "r@x",
		    .from = ANN,
		    .subject = "[PATCH v2] pump: do not lose water",
		    .body = "Text.\n" DIFF("b.c") },
		/* From home, and in no thread: most patches are the same. */
		{ .id = "b1@x",
		    .from = ANN,
		    .subject = "[PATCH 1/2] valve: one",
		    .body = "Text.\n" DIFF("v.c") },
		{ .id = "b12@x",
		    .reply_to = "b1@x",
		    .from = ANN,
		    .subject = "[PATCH 2/2] valve: two",
		    .body = "Text.\n" DIFF("w.c") },
		{ .id = "b2@x",
		    .from = "Ann Author <ann@home.example>",
		    .subject = "[PATCH v2 0/2] valve: all of it",
		    .body = "Text.\n" },
		{ .id = "b21@x",
		    .reply_to = "b2@x",
		    .from = "Ann Author <ann@home.example>",
		    .subject = "[PATCH v2 1/2] valve: one",
		    .body = "Text.\n" DIFF("v.c") },
		{ .id = "b22@x",
		    .reply_to = "b2@x",
		    .from = "Ann Author <ann@home.example>",
		    .subject = "[PATCH v2 2/2] valve: another",
		    .body = "Text.\n" DIFF("z.c") },
		/* The same patch, as a reviewer likes the title. */
		{ .id = "c1@x",
		    .from = ANN,
		    .subject = "[PATCH] tap(man): typo",
		    .body = "Text.\n" DIFF("tap.1") },
		{ .id = "c2@x",
		    .reply_to = "c1@x",
		    .from = ANN,
		    .subject = "[PATCH] tap: (man) typo",
		    .body = "Text.\n" DIFF("tap.1") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "a2@x"), "a1@x");
	assert_string_equal(followed_by(report, "b2@x"), "b1@x");
	assert_string_equal(followed_by(report, "c2@x"), "c1@x");
	assert_int_equal(series_of(report, "a1@x")->status, TD_STATUS_SUPERSEDED);
	assert_int_equal(series_of(report, "b1@x")->status, TD_STATUS_SUPERSEDED);
	assert_int_equal(series_of(report, "c1@x")->status, TD_STATUS_SUPERSEDED);
}

static void
what_looks_like_a_version_is_none(void **state)
{
	static const letter letters[] = {
		{ .id = "a1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Text.\n" DIFF("a.c") },
		/* Somebody else's, though it answers it. */
		{ .id = "b2@x",
		    .reply_to = "a1@x",
		    .from = "Bea Builder <bea@corp.example>",
		    .subject = "[PATCH v2] pump: another way",
		    .body = "Text.\n" DIFF("a.c") },
		/* Another piece of work in the same thread, with other patches. */
		{ .id = "a3@x",
		    .reply_to = "a1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: and paint it",
		    .body = "Text.\n" DIFF("p.c") },
		/* Nothing in common. */
		{ .id = "d2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] door: close it",
		    .body = "Text.\n" DIFF("door.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "b2@x"), "");
	assert_string_equal(followed_by(report, "a3@x"), "");
	assert_string_equal(followed_by(report, "d2@x"), "");
	assert_int_equal(series_of(report, "a1@x")->status, TD_STATUS_NEW);
}

/* One that shares no title, no patch and no thread with the first. */
static void
a_version_is_known_by_what_b4_calls_it(void **state)
{
	static const letter letters[] = {
		{ .id = "20251101-pump-v1-1-0123456789ab@example.org",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "20251101-valve-v1-1-0123456789ab@example.org",
		    .from = ANN,
		    .subject = "[PATCH] valve: fix noise",
		    .body = "Fix.\n" DIFF("v.c") },
		{ .id = "20251101-pump-v2-1-ba9876543210@example.org",
		    .from = ANN,
		    .subject = "[PATCH v2] water: do not lose it",
		    .body = "Fix.\n" DIFF("b.c") },
		{ .id = "20251101-pump-v3-1-words-are-none@example.org",
		    .from = ANN,
		    .subject = "[PATCH v3] hose: something else",
		    .body = "Fix.\n" DIFF("c.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, letters[2].id), letters[0].id);
	assert_string_equal(followed_by(report, letters[3].id), "");
	assert_int_equal(series_of(report, letters[0].id)->status, TD_STATUS_SUPERSEDED);
	assert_int_equal(series_of(report, letters[1].id)->status, TD_STATUS_NEW);
}

/* Nobody knows what they touch. */
static void
names_alike_without_files_are_no_versions(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH 1/1] tank: do not let water overflow it",
		    .body = "The diff comes.\n" },
		{ .id = "2@x",
		    .from = ANN,
		    .subject = "[PATCH v2 1/1] tank: do not let the water overflow",
		    .body = "The diff comes.\n" },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "2@x"), "");
}

/* Who forgets to count, and "fix some comments" of another file. */
static void
the_same_version_again_follows_where_it_touches_the_same(void **state)
{
	static const struct {
		const char *path;
		const char *follows;
	} cases[] = { { "a.c", "1@x" }, { "b.c", "" } };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *diff = g_strdup_printf("Fix.\n---\n"
							"diff --git a/%s b/%s\n"
							"--- a/%s\n+++ b/%s\n"
							"@@ -1,2 +1,2 @@\n one\n-two\n"
							"+four\n",
		    cases[i].path, cases[i].path, cases[i].path, cases[i].path);
		const letter letters[] = {
			{ .id = "1@x",
			    .from = ANN,
			    .subject = "[PATCH v2] fix some comments",
			    .body = "Fix.\n" DIFF("a.c") },
			{ .id = "2@x",
			    .from = ANN,
			    .subject = "[PATCH v2] fix some comments",
			    .body = diff },
		};
		g_autoptr(td_report) report = REPORT_OF(letters);

		assert_string_equal(followed_by(report, "2@x"), cases[i].follows);
		assert_int_equal(series_of(report, "1@x")->status,
		    i == 0 ? TD_STATUS_SUPERSEDED : TD_STATUS_UPDATED);
	}
}

/* From one address and the other until the list takes it. */
static void
one_patch_sent_again_at_once_is_that_patch(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .from = "Ann Author <ann@home.example>",
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c"),
		    .sooner = 420 },
		/* One change to each of many, posted at once. */
		{ .id = "3@x",
		    .from = ANN,
		    .subject = "[PATCH] valve: fix typo",
		    .body = "Fix.\n" DIFF("v.c") },
		{ .id = "4@x",
		    .from = ANN,
		    .subject = "[PATCH] valve: fix typo",
		    .body = "Fix.\n" DIFF("w.c"),
		    .sooner = 420 },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "2@x"), "1@x");
	assert_int_equal(series_of(report, "1@x")->status, TD_STATUS_SUPERSEDED);
	assert_string_equal(followed_by(report, "4@x"), "");
}

#define MORE(path)                                                                       \
	"---\n " path " | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n"      \
	"diff --git a/" path " b/" path "\n--- a/" path "\n+++ b/" path "\n"             \
	"@@ -1,2 +1,2 @@\n one\n-two\n+four\n"

/* Who writes "Subject:" twice gives the one between another title. */
static void
the_one_between_may_have_another_title(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] Subject: pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "3@x",
		    .from = ANN,
		    .subject = "[PATCH v3] pump: fix leak",
		    .body = "Fix.\n" MORE("a.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "2@x"), "1@x");
	assert_string_equal(followed_by(report, "3@x"), "2@x");
}

/* "RFC v3" after "v2" counts on, and a set becomes a patch after its RFC. */
static void
an_rfc_is_between_versions_or_before_them(void **state)
{
	static const letter letters[] = {
		{ .id = "2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "3@x",
		    .from = ANN,
		    .subject = "[PATCH RFC v3] pump: fix leak",
		    .body = "Fix.\n" MORE("a.c") },
		{ .id = "r@x",
		    .from = ANN,
		    .subject = "[RFC] valve: fixes noise",
		    .body = "Fix.\n" DIFF("v.c") },
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] valve: fix noise",
		    .body = "Fix.\n" DIFF("v.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "3@x"), "2@x");
	assert_string_equal(followed_by(report, "1@x"), "r@x");
}

/* A mail of the first was lost; the second has all of it a minute later. */
static void
what_came_in_part_is_followed_by_what_came_whole(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH 1/2] pump: one",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "w1@x",
		    .from = ANN,
		    .subject = "[PATCH 1/2] pump: one",
		    .body = "Fix.\n" DIFF("a.c"),
		    .sooner = 540 },
		{ .id = "w2@x",
		    .reply_to = "w1@x",
		    .from = ANN,
		    .subject = "[PATCH 2/2] pump: two",
		    .body = "Fix.\n" DIFF("b.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "w1@x"), "1@x");
	assert_int_equal(series_of(report, "1@x")->status, TD_STATUS_SUPERSEDED);
}

/* Under the same title, and with what had been in it. */
static void
somebody_else_sends_the_next_version(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .from = REX,
		    .subject = "[PATCH v2] pump: fix leak",
		    .body = "Fix.\n" MORE("a.c") },
		{ .id = "t1@x",
		    .from = ANN,
		    .subject = "[PATCH 0/2] updates",
		    .body = "All.\n" },
		{ .id = "t11@x",
		    .reply_to = "t1@x",
		    .from = ANN,
		    .subject = "[PATCH 1/2] valve: one",
		    .body = "Fix.\n" DIFF("v.c") },
		{ .id = "t2@x",
		    .from = REX,
		    .subject = "[PATCH v2 0/2] updates",
		    .body = "All.\n" },
		{ .id = "t21@x",
		    .reply_to = "t2@x",
		    .from = REX,
		    .subject = "[PATCH v2 1/2] door: one",
		    .body = "Fix.\n" DIFF("d.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "2@x"), "1@x");
	assert_string_equal(followed_by(report, "t2@x"), "");
}

/* Under another title, with another diff: but there is no other v1 of that file. */
static void
a_number_means_the_only_one_that_it_can(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] do not lose water",
		    .body = "Fix.\n" MORE("a.c") },
		{ .id = "v1@x",
		    .from = ANN,
		    .subject = "[PATCH] valve: fix noise",
		    .body = "Fix.\n" DIFF("v.c") },
		{ .id = "n1@x",
		    .from = ANN,
		    .subject = "[PATCH] paint the valve",
		    .body = "Fix.\n" DIFF("v.c") },
		{ .id = "v2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] quiet it",
		    .body = "Fix.\n" MORE("v.c") },
		{ .id = "t1@x",
		    .from = ANN,
		    .subject = "[PATCH] tap: fix rust",
		    .body = "Fix.\n" DIFF("t.c") },
		{ .id = "late@x",
		    .from = ANN,
		    .subject = "[PATCH v2] dry it",
		    .body = "Fix.\n" MORE("t.c"),
		    .days = 60 },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "2@x"), "1@x");
	assert_string_equal(followed_by(report, "v2@x"), "");
	assert_string_equal(followed_by(report, "late@x"), "");
}

/* A mirror has all of a day at once, so what arrived when says nothing. */
static void
two_rounds_of_one_day_are_told_by_their_dates(void **state)
{
	static const letter letters[] = {
		{ .id = "1@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c"),
		    .days = 1,
		    .days_late = 1 },
		{ .id = "2@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n\nMore.\n" DIFF("a.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);

	(void)state;
	assert_string_equal(followed_by(report, "2@x"), "1@x");
	assert_int_equal(series_of(report, "1@x")->status, TD_STATUS_SUPERSEDED);
}

/* A patch counts once, as it was posted last, and a cover letter that came without its
 * patches is none that waits. */
static void
work_counts_once_and_a_lost_cover_is_superseded(void **state)
{
	static const letter letters[] = {
		A_PATCH,
		{ .id = "v2@x",
		    .from = ANN,
		    .subject = "[PATCH v2] pump: fix leak",
		    .body = "Fix.\n" DIFF("a.c") },
		{ .id = "b@x",
		    .from = ANN,
		    .subject = "[PATCH] pump: fix leak",
		    .body = "Fix.\n" DIFF("b.c") },
		{ .id = "c@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 0/1] pump fixes of many",
		    .body = "One.\n" },
		{ .id = "d@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 0/1] pump fixes of many",
		    .body = "One.\n" },
		{ .id = "d1@x",
		    .reply_to = "d@x",
		    .from = "Max <max@example.org>",
		    .subject = "[PATCH 1/1] pump: fix noise",
		    .body = "Fix.\n" DIFF("c.c") },
	};
	g_autoptr(td_report) report = REPORT_OF(letters);
	const td_report_contributor *first = g_ptr_array_index(report->contributors, 0);

	(void)state;
	assert_string_equal(first->person->address, "ann@example.org");
	assert_int_equal(first->patches, 2);
	assert_int_equal(first->posted, 3);
	assert_int_equal(series_of(report, "c@x")->status, TD_STATUS_SUPERSEDED);
	assert_int_equal(series_of(report, "d@x")->status, TD_STATUS_NEW);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_go_on_under_other_names),
		cmocka_unit_test(what_looks_like_a_version_is_none),
		cmocka_unit_test(a_version_is_known_by_what_b4_calls_it),
		cmocka_unit_test(names_alike_without_files_are_no_versions),
		cmocka_unit_test(
		    the_same_version_again_follows_where_it_touches_the_same),
		cmocka_unit_test(one_patch_sent_again_at_once_is_that_patch),
		cmocka_unit_test(the_one_between_may_have_another_title),
		cmocka_unit_test(an_rfc_is_between_versions_or_before_them),
		cmocka_unit_test(what_came_in_part_is_followed_by_what_came_whole),
		cmocka_unit_test(somebody_else_sends_the_next_version),
		cmocka_unit_test(a_number_means_the_only_one_that_it_can),
		cmocka_unit_test(two_rounds_of_one_day_are_told_by_their_dates),
		cmocka_unit_test(work_counts_once_and_a_lost_cover_is_superseded),
	};

	return cmocka_run_group_tests_name("report versions", tests, NULL, NULL);
}
