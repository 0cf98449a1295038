/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_which.c - which patches of a series a maintainer means */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "reading.h"

static void
what_is_counted_is_not_all_of_more(void **state)
{
	static const struct {
		const char *tag, *text, *expected;
	} of[] = {
		{ "0/5", "Applied these three patches as they are harmless.\n",
		    "partly" },
		{ "0/3", "Applied these three patches as they are harmless.\n", "whole" },
		{ "0/5", "Both applied.\n", "partly" },
		{ "2/2", "Both applied.\n", "whole" },
		{ "0/5", "All applied.\n", "whole" },
		{ "1/2", "2 patches applied, thanks.\n", "whole" },
		{ "1/4", "2 patches applied, thanks.\n", "partly" },
		{ "0/5", "Fixed both and pushed the patchset.\n", "whole" },
		{ "0/5", "DT patches applied, thanks.\n", "partly" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				    "Subject: Re: [PATCH %s] x\n\n%s",
			of[i].tag, of[i].text);
		g_autofree char *got = read_notice(mail);
		g_autofree char *expected =
		    g_strdup_printf("maintainer [|] %s: 0/0 \"\" <p@x> ", of[i].expected);

		assert_string_equal(got, expected);
	}
}

/* What is said below a remark to one of them. */
static void
the_others_are_all_but_what_is_answered(void **state)
{
	static const char mail[] = "From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				   "Subject: Re: [PATCH 2/3] x\n\n%s";
	static const char others[] =
	    "maintainer [|] partly: 1/0 \"\" <p@x> ; 3/0 \"\" <p@x> ";
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "Please split this.\n\nI've applied the other changes.\n", others },
		{ "This one is broken. I already queued the rest.\n", others },
		{ "Merged the rest of the series, thanks.\n",
		    "maintainer [|]: 0/0 \"\" <p@x> " },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *whole = g_strdup_printf(mail, cases[i].text);
		g_autofree char *got = read_notice(whole);

		assert_string_equal(got, cases[i].expected);
	}
}

static void
commits_say_which_of_more_were_applied(void **state)
{
	g_autofree char *got =
	    read_notice("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
			"Subject: Re: [PATCH 1/4] x\n\n> x\n\n"
			"2 patches applied to my-next, thanks.\n\n"
			"0123456789ab one\nfedcba987654 two more\n\n-- \nJ\n");

	(void)state;
	assert_string_equal(got, "maintainer [my-next|] partly: 0/0 \"one\" <p@x> "
				 "01234567; 0/0 \"two more\" <p@x> fedcba98");
}

/* Where it is known how many there are, what is left out says which the others are. */
static void
all_but_some_are_the_others(void **state)
{
	static const struct {
		unsigned total;
		const char *text, *expected;
	} of[] = {
		{ 5, "Applied all patches except 3.\n", "1 2 4 5" },
		{ 5, "Applied all patches except 3 hunks that failed.\n", "0" },
		{ 5, "Applied all but patch 5/5, thanks.\n", "1 2 3 4" },
		{ 4,
		    "I have applied the series apart from patches 2 and 3: they are "
		    "old.\n",
		    "1 4" },
		{ 4, "I've applied this set, minus #1 which was applied elsewhere.\n",
		    "2 3 4" },
		{ 3, "Series applied after dropping patch 1 and rebasing.\n", "2 3" },
		{ 4, "Applied the series without the last patch.\n", "1 2 3" },
		{ 4, "Applied the series except the last two patches.\n", "1 2" },
		{ 3, "Applied, except for the second patch.\n", "1 3" },
		{ 6, "Applied patches 1-5 except 3 for now.\n", "1 2 4 5" },
		{ 3, "All merged into i2c/fixes except for patch 2 which is in next.\n",
		    "1 3" },
		{ 4, "All but patch 3 applied, thanks.\n", "1 2 4" },
		{ 6, "All but 5/6 applied, thanks.\n", "1 2 3 4 6" },
		{ 4, "All patches except the last one applied.\n", "1 2 3" },
		{ 2, "Applied all patches except 3.\n", "0" },
		{ 3, "Applied the series except the docs.\n", "0" },
		{ 0, "Applied all patches except 3.\n", "0" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				    "Subject: Re: [PATCH 0/%u] x\n\n%s",
			of[i].total, of[i].text);
		g_autofree char *got = read_notice(mail);
		g_auto(GStrv) numbers = g_strsplit(of[i].expected, " ", -1);
		g_autoptr(GString) expected = g_string_new(" partly:");

		for (char **n = numbers; *n; n++)
			g_string_append_printf(
			    expected, "%s %s/0 \"\" <p@x> ", n == numbers ? "" : ";", *n);
		if (!g_str_has_suffix(got, expected->str))
			fail_msg("%s: expected \"%s\", got \"%s\"", of[i].text,
			    expected->str, got);
	}
}

static void
this_patch_is_the_one_that_is_answered(void **state)
{
	static const struct {
		const char *tag, *text, *expected;
	} of[] = {
		{ "5/6",
		    "I've applied all but this patch into the review-jo-next branch.\n",
		    "[review-jo-next|] partly: 1/0 2/0 3/0 4/0 6/0" },
		{ "2/3", "Applied the series except this one.\n", "[|] partly: 1/0 3/0" },
		{ "2/3", "Applied all but this hunk.\n", "[|] partly: 0/0" },
		/* Those of another set are not of this. */
		{ "24/43", "Patches 4/9 and 24/43 applied to x-next.\n",
		    "[x-next|] partly: 24/0" },
		{ "2/3", "Applied 1/4, thanks.\n", "[|] partly: 1/0" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				    "Subject: Re: [PATCH %s] x\n\n%s",
			of[i].tag, of[i].text);
		g_autofree char *got = read_notice(mail);
		g_auto(GStrv) parts = g_strsplit(got, " \"\" <p@x> ", -1);
		g_autofree char *joined = g_strjoinv("", parts);
		g_auto(GStrv) items = g_strsplit(joined, ";", -1);
		g_autofree char *plain = g_strjoinv("", items);
		const char *expected = of[i].expected;

		if (g_str_has_prefix(plain, "maintainer "))
			memmove(plain, plain + strlen("maintainer "),
			    strlen(plain) - strlen("maintainer ") + 1);
		if (!g_str_equal(plain, expected))
			fail_msg("%s: expected \"%s\", got \"%s\"", of[i].text, expected,
			    plain);
	}
}

/* "I applied v16" in answer to v15. */
static void
another_version_is_meant_where_it_is_named(void **state)
{
	static const struct {
		const char *tag, *text;
		bool meant;
	} of[] = {
		{ "v15 0/4", "I applied v16 to i2c-next.\n", false },
		{ "v15 0/4", "I applied v15 to i2c-next.\n", true },
		{ "", "Applied v2, thanks.\n", false },
		{ "v3", "Until then, I've pushed v4 to my x/topo branch.\n", false },
		/* Only its cover letter may say which version it is. */
		{ "1/3", "Applied v2, thanks.\n", true },
		{ "v3", "Applied for v6.1, thanks.\n", true },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				    "Subject: Re: [PATCH %s] x\n\n%s",
			of[i].tag, of[i].text);
		g_autofree char *got = read_notice(mail);

		if (!g_str_equal(got, "none") != of[i].meant)
			fail_msg("%s: %s", of[i].text, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_counted_is_not_all_of_more),
		cmocka_unit_test(the_others_are_all_but_what_is_answered),
		cmocka_unit_test(commits_say_which_of_more_were_applied),
		cmocka_unit_test(all_but_some_are_the_others),
		cmocka_unit_test(another_version_is_meant_where_it_is_named),
		cmocka_unit_test(this_patch_is_the_one_that_is_answered),
	};

	return cmocka_run_group_tests_name("notice which", tests, NULL, NULL);
}
