/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch - classes of mail: the rules that we ship, and the globs under them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "patch/glob.h"
#include "patch/rules.h"

static void
globs_match_the_whole_text(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool matches;
	} cases[] = {
		{ "", "", true },
		{ "", "a", false },
		{ "*", "", true },
		{ "*", "abc", true },
		{ "abc", "ABC", true },
		{ "abc", "abcd", false },
		{ "abcd", "abc", false },
		{ "a?c", "abc", true },
		{ "a?c", "ac", false },
		{ "a*c", "ac", true },
		{ "a*c", "abcbc", true },
		{ "a*c", "abcb", false },
		{ "*b*b*", "abab", true },
		{ "*b*b*", "aab", false },
		{ "**a**", "bab", true },
		{ "[patch*", "[PATCH 1/2] x", true },
		{ "[patch*", "Re: [PATCH 1/2] x", false },
		{ "*?", "", false },
		{ "*?", "a", true },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		if (td_glob_match(cases[i].pattern, td_span_of(cases[i].text)) !=
		    cases[i].matches)
			fail_msg("\"%s\" on \"%s\" is not %d", cases[i].pattern,
			    cases[i].text, cases[i].matches);
	}
}

static void
no_glob_takes_exponential_time(void **state)
{
	g_autofree char *text = g_strnfill(1000000, 'a');
	int64_t start = g_get_monotonic_time();

	(void)state;
	assert_false(td_glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*b", td_span_of(text)));
	assert_true(g_get_monotonic_time() - start < 10 * G_USEC_PER_SEC);
}

/* As the command line does it: git reads the file. */
static td_rules *
shipped_rules(void)
{
	const char *file = g_getenv("TIDINGS_CLASSES");
	const char *argv[] = { "git", "config", "-f", file, "--list", NULL };
	td_rules *rules = td_rules_new();
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	td_span rest, line;

	assert_non_null(file);
	assert_true(g_spawn_sync(NULL, (char **)(uintptr_t)argv, NULL,
	    G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error));
	rest = td_span_of(text);
	while (td_span_next_line(&rest, &line)) {
		/* class.NAME.FIELD=PATTERN */
		g_autofree char *row = td_span_dup(line);
		char *pattern = strchr(row, '='), *field;

		assert_non_null(pattern);
		*pattern++ = '\0';
		field = strrchr(row, '.');
		*field++ = '\0';
		if (!td_rules_add(rules, strchr(row, '.') + 1, field, pattern, &error))
			fail_msg("%s", error->message);
	}
	return rules;
}

#define JANE "From: Jane <jane@example.org>\n"
#define DIFF(path)                                                                       \
	"\n---\ndiff --git a/" path " b/" path "\n--- a/" path "\n+++ b/" path           \
	"\n@@ -1 +1 @@\n-a\n+b\n"

static const struct {
	const char *class_name, *mail;
} cases[] = {
	{ "human", JANE "Subject: [PATCH 1/2] x\n" DIFF("x") },
	{ "human", JANE "Subject: hello\n\ntext\n" },
	{ "human", "\n" },
	{ "human", "From: Jane via Bugspray Bot <bugbot@kernel.org>\nSubject: x\n\nx\n" },
	{ "human", JANE "Subject: Re: [PATCH AUTOSEL 6.1 1/5] x\n\nNo.\n" },
	{ "human",
	    JANE "Subject: Re: linux-next: build failure after merge\n\nThanks\n" },
	{ "human", JANE "Subject: Re: [PULL 3/9] x\n\nx\n" },
	{ "human", JANE "Subject: question\n\ncommit "
			"0123456789012345678901234567890123456789 upstream broke it\n" },
	{ "bot", "From: kernel test robot <lkp@intel.com>\nSubject: Re: x\n\nx\n" },
	{ "bot", "From: kernel test robot <a@example.org>\nSubject: Re: x\n\nx\n" },
	{ "bot",
	    "From: syzbot <syzbot+0a1b@syzkaller.appspotmail.com>\nSubject: x\n\nx\n" },
	{ "bot", "From: patchwork-bot+net@kernel.org\nSubject: Re: x\n\nx\n" },
	{ "bot", "From: patchwork-bot+f2fs--- via List <list@example.org>\n"
		 "Reply-To: patchwork-bot+f2fs@kernel.org,\n list@example.org\n"
		 "Subject: Re: x\n\nx\n" },
	{ "human", "From: Jane via List <list@example.org>\n"
		   "Reply-To: jane@example.org\nSubject: Re: x\n\nx\n" },
	{ "bot", "From: Test jobs <noreply@lab.example.org>\nSubject: job 1\n\nx\n" },
	{ "bot", "From: lkft@linaro.org\nSubject: lkft kselftest for next-1\n\nx\n" },
	{ "bot", "From: Patchwork <patchwork@patchwork.example.org>\nSubject: x\n\nx\n" },
	{ "bot", "From: noreply-lava@lab.example.org\nSubject: job 1\n\nx\n" },
	{ "human", "From: Jane <1+jane@users.noreply.example.org>\nSubject: x\n\nx\n" },
	{ "bot", JANE "Subject: Fixes tag needs some work in the pump tree\n\nx\n" },
	{ "bot", JANE "Subject: Missing signoff in the pump tree\n\nx\n" },
	{ "human", JANE "Subject: Re: Missing signoff in the pump tree\n\nx\n" },
	{ "bot", "From: \"tip-bot2 for Jane\" <tip-bot2@linutronix.de>\n\nx\n" },
	{ "bot", JANE "auto-submitted:\n auto-replied\n\nx\n" },
	{ "bot", JANE "Subject: linux-next: build failure after merge of x\n\nx\n" },
	{ "bot", JANE "Subject: patch \"x\" added to usb-testing\n\nx\n" },
	{ "bot", JANE "Subject: + a-b.patch added to mm-unstable branch\n\nx\n" },
	{ "autosel",
	    JANE "X-stable: review\nSubject: [PATCH AUTOSEL 6.1 1/5] x\n" DIFF("x") },
	{ "stable", JANE "X-stable: review\nSubject: [PATCH 6.1 001/112] x\n" DIFF("x") },
	{ "stable",
	    JANE "Subject: Patch \"x\" has been added to the 6.1-stable tree\n\n" },
	{ "stable", JANE "Subject: FAILED: patch \"[PATCH] x\" failed to apply\n\n" },
	{ "backport", JANE "Subject: [PATCH 6.1.y 1/5] x\n" DIFF("x") },
	{ "backport", JANE "Subject: [PATCH v2 1/5 5.15.y] x\n" DIFF("x") },
	{ "backport", JANE "Subject: [PATCH 5.10] x\n" DIFF("x") },
	{ "backport", JANE "Subject: [PATCH] x\n\n[ Upstream commit "
			   "0123456789012345678901234567890123456789 ]\n" DIFF("x") },
	{ "foreign", JANE "Subject: [kvm-unit-tests PATCH v2] x\n" DIFF("x") },
	{ "foreign", JANE "Subject: [PATCH xfstests 1/2] x\n" DIFF("x") },
	{ "human", JANE "List-Id: <fstests.vger.kernel.org>\n"
			"Subject: [PATCH fstests 1/2] x\n" DIFF("x") },
	{ "repost", JANE "Subject: [PULL 03/12] x\n" DIFF("x") },
	{ "repost", JANE "Subject: [PULL v2 03/12] x\n" DIFF("x") },
	{ "human", JANE "Subject: [PULL 00/12] x\n\nx\n" },
	{ "human", JANE "Subject: [GIT PULL] x\n\nx\n" },
};

static const char *
classify(const td_rules *rules, const char *mail)
{
	unsigned defects = 0;
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);
	g_autofree char *text = td_body_to_utf8(body);

	return td_rules_classify(rules, message, patch, td_span_of(text));
}

static void
the_shipped_rules_find_each_class(void **state)
{
	g_autoptr(td_rules) rules = shipped_rules();

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *got = classify(rules, cases[i].mail);

		if (strcmp(got, cases[i].class_name) != 0)
			fail_msg("expected %s, got %s: %s", cases[i].class_name, got,
			    cases[i].mail);
	}
}

static void
classes_are_listed_in_order_with_human_first(void **state)
{
	g_autoptr(td_rules) rules = td_rules_new();
	const char *const *names;

	(void)state;
	assert_true(td_rules_add(rules, "b", "from", "*", NULL));
	assert_true(td_rules_add(rules, "a", "from", "*", NULL));
	assert_true(td_rules_add(rules, "b", "subject", "*", NULL));
	names = td_rules_classes(rules);
	assert_string_equal(names[0], "human");
	assert_string_equal(names[1], "b");
	assert_string_equal(names[2], "a");
	assert_null(names[3]);
	assert_string_equal(classify(rules, JANE "\n"), "b");
}

/* A rule is not asked where the first two letters of a value tell that it cannot match.
 */
static void
a_rule_is_asked_whatever_a_value_begins_with(void **state)
{
	static const struct {
		const char *pattern, *subject;
		bool matches;
	} asked[] = {
		{ "x", "x", true },
		{ "x", "xy", false },
		{ "xy", "x", false },
		{ "xy", "XY", true },
		{ "x?", "xy", true },
		{ "x?", "x", false },
		{ "x*", "x", true },
		{ "x*z", "xyz", true },
		{ "?y", "xy", true },
		{ "?y", "xz", false },
		{ "??", "x", false },
		{ "*", "", true },
		{ "*y", "xy", true },
		{ "x\u00e9*", "x\u00e9t\u00e9", true },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(asked); i++) {
		g_autoptr(td_rules) rules = td_rules_new();
		g_autofree char *mail =
		    g_strdup_printf("From: Ann <ann@example.org>\nSubject: %s\n"
				    "Content-Type: text/plain; charset=utf-8\n\n",
			asked[i].subject);

		assert_true(td_rules_add(rules, "a", "subject", "zz", NULL));
		assert_true(td_rules_add(rules, "b", "subject", asked[i].pattern, NULL));
		if (strcmp(classify(rules, mail), asked[i].matches ? "b" : "human") != 0)
			fail_msg("\"%s\" on \"%s\"", asked[i].pattern, asked[i].subject);
	}
}

static void
every_file_must_match_a_path_of_the_class(void **state)
{
	g_autoptr(td_rules) rules = td_rules_new();

	(void)state;
	assert_true(td_rules_add(rules, "docs", "path", "Documentation/*", NULL));
	assert_true(td_rules_add(rules, "docs", "path", "*.rst", NULL));
	assert_string_equal(classify(rules, JANE "Subject: [PATCH] x\n" DIFF(
						"Documentation/a") DIFF("b.rst")),
	    "docs");
	assert_string_equal(classify(rules, JANE "Subject: [PATCH] x\n" DIFF(
						"Documentation/a") DIFF("b.c")),
	    "human");
	assert_string_equal(classify(rules, JANE "Subject: x\n\nx\n"), "human");
}

static void
rules_that_mean_nothing_are_refused(void **state)
{
	static const char *const bad[][3] = {
		{ "a", "form", "x" },
		{ "", "from", "x" },
		{ "a", "from", "" },
		{ "a", "header", "X-Foo" },
		{ "a", "header", ": x" },
		{ "a", "header", "X-Foo: " },
		{ "a", "only", "reply" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(td_rules) rules = td_rules_new();
		g_autoptr(GError) error = NULL;

		assert_false(
		    td_rules_add(rules, bad[i][0], bad[i][1], bad[i][2], &error));
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_USAGE));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(globs_match_the_whole_text),
		cmocka_unit_test(no_glob_takes_exponential_time),
		cmocka_unit_test(the_shipped_rules_find_each_class),
		cmocka_unit_test(classes_are_listed_in_order_with_human_first),
		cmocka_unit_test(a_rule_is_asked_whatever_a_value_begins_with),
		cmocka_unit_test(every_file_must_match_a_path_of_the_class),
		cmocka_unit_test(rules_that_mean_nothing_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
