/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/compare/test_compare.c - versions of series and what became of their patches
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "compare/compare.h"

/* A patch with a line for each character of lines. */
static void
add(td_compare *compare, td_compare_side side, const char *title, const char *lines)
{
	const td_patch_options options = { 0 };
	g_autoptr(GString) mail = g_string_new(NULL);
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;

	g_string_append_printf(mail,
	    "From: Ann <ann@example.org>\nMessage-ID: <m@example.org>\n"
	    "Subject: [PATCH] %s\n\nWhy.\n---\n",
	    title);
	if (*lines)
		g_string_append_printf(mail,
		    "diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n"
		    "+++ b/f\n@@ -0,0 +1,%zu @@\n",
		    strlen(lines));
	for (const char *p = lines; *p; p++)
		g_string_append_printf(mail, "+line %c\n", *p);
	message = td_message_parse((td_span){ mail->str, mail->len }, 0);
	patch = td_patch_read(message, &options);
	assert_true(td_compare_add(compare, side, patch, message->message_id));
}

/* Versions as "title=lines title=lines"; the pairs as "1=1 2!2 ->3 3<-". */
static char *
pairs_of(const char *older, const char *newer, char **summary)
{
	static const char signs[] = "=!<>";
	g_autoptr(td_compare) compare = td_compare_new();
	g_autoptr(GString) text = g_string_new(NULL);
	const char *const versions[] = { older, newer };
	const GArray *pairs;

	for (unsigned side = 0; side < 2; side++) {
		g_auto(GStrv) patches = g_strsplit(versions[side], " ", -1);

		for (char **p = patches; *p && **p; p++) {
			char *lines = strchr(*p, '=');

			*lines++ = '\0';
			add(compare, side == 0 ? TD_COMPARE_OLD : TD_COMPARE_NEW, *p,
			    lines);
		}
	}
	td_compare_match(compare, TD_COMPARE_FACTOR);
	assert_false(td_compare_is_rough(compare));
	pairs = td_compare_pairs(compare);
	for (unsigned i = 0; i < pairs->len; i++) {
		const td_compare_pair *pair = &g_array_index(pairs, td_compare_pair, i);

		if (text->len > 0)
			g_string_append_c(text, ' ');
		if (pair->older >= 0)
			g_string_append_printf(text, "%d", pair->older + 1);
		g_string_append_c(text, signs[pair->status]);
		if (pair->newer >= 0)
			g_string_append_printf(text, "%d", pair->newer + 1);
	}
	*summary = td_compare_summary(compare);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
patches_find_their_next_version(void **state)
{
	static const struct {
		const char *what, *older, *newer, *pairs, *summary;
	} cases[] = {
		{ "the same", "a=abcdefgh b=ijklmnop", "a=abcdefgh b=ijklmnop", "1=1 2=2",
		    "all patches are unchanged" },
		{ "one patch", "a=abc", "a=abc", "1=1", "the patch is unchanged" },
		{ "a message", "a=abc", "b=abc", "1!1",
		    "the patch changed only in the message" },
		{ "a line and a message", "a=abcdefgh b=ijklmnop",
		    "a=abcdefgX c=ijklmnop", "1!1 2!2",
		    "1 of 2 patches changed, 1 only in the message" },
		{ "a line", "a=abcdefgh b=ijklmnop", "a=abcdefgX b=ijklmnop", "1!1 2=2",
		    "1 of 2 patches changed" },
		{ "a new one", "a=abcdefgh", "n=12345678 a=abcdefgh", ">1 1=2",
		    "1 of 2 patches unchanged, 1 new" },
		{ "a dropped one", "a=abcdefgh b=ijklmnop", "b=ijklmnop", "1< 2=1",
		    "the patch is unchanged, 1 dropped" },
		{ "all of it", "a=abc b=def", "", "1< 2<",
		    "0 of 0 patches unchanged, 2 dropped" },
		{ "from nothing", "", "a=abc", ">1", "the patch is new" },
		{ "another order", "a=abcdefgh b=ijklmnop", "b=ijklmnop a=abcdefgh",
		    "2=1 1=2", "all patches are unchanged, in another order" },
		{ "a new title", "old=abcdefgh", "new=abcdefgX", "1!1",
		    "the patch changed" },
		{ "written anew", "a=abcdefgh b=ijklmnop", "a=12345678 b=ijklmnop",
		    "1< >1 2=2", "1 of 2 patches unchanged, 1 rewritten" },
		{ "split in two: the larger part is the same patch",
		    "a=abcdefghijklmnopqrst", "a=abcdefghijklmn b=opqrst", "1!1 >2",
		    "1 of 2 patches changed, 1 new" },
		{ "merged: the larger part is the same patch",
		    "a=abcdefghijklmn b=opqrst", "a=abcdefghijklmnopqrst", "1!1 2<",
		    "the patch changed, 1 dropped" },
		{ "one of many, written anew", "a=abcdefgh b=ijklmnop", "a=12345678",
		    "1< 2< >1", "the patch was rewritten, 1 dropped" },
		{ "none of them", "a=abcdefgh", "n=12345678 m=90ABCDEF", "1< >1 >2",
		    "all patches are new, 1 dropped" },
		{ "several, all written anew", "a=abcdefgh b=ijklmnop c=qrstuvwx",
		    "a=12345678 b=90ABCDEF", "1< 2< 3< >1 >2",
		    "2 of 2 patches rewritten, 1 dropped" },
		{ "twice the same", "a=abc b=abc", "a=abc b=abc", "2!1 1!2",
		    "2 of 2 patches changed only in the message, in another order" },
		{ "no diff", "a=", "a=", "1=1", "the patch is unchanged" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *summary = NULL;
		g_autofree char *pairs =
		    pairs_of(cases[i].older, cases[i].newer, &summary);

		if (strcmp(pairs, cases[i].pairs) != 0 ||
		    strcmp(summary, cases[i].summary) != 0)
			fail_msg("%s: %s, %s", cases[i].what, pairs, summary);
	}
}

/* Each patch has lines of its own, and every other one has two others in the newer
 * version. */
static void
more_than_can_be_weighed_goes_by_titles(void **state)
{
	enum { n = TD_MAX_COMPARE_WEIGHED / 2 + 1 };
	g_autoptr(td_compare) compare = td_compare_new();
	const GArray *pairs;

	(void)state;
	for (unsigned i = 0; i < n; i++) {
		char lines[] = { (char)('a' + i / 26), (char)('A' + i % 26), '1', '2',
			'\0' };
		g_autofree char *title = g_strdup_printf("patch %u", i);

		add(compare, TD_COMPARE_OLD, title, lines);
		if (i % 2 != 0)
			lines[2] = lines[3] = '3';
		add(compare, TD_COMPARE_NEW, title, lines);
	}
	add(compare, TD_COMPARE_OLD, "twice", "45");
	add(compare, TD_COMPARE_OLD, "twice", "67");
	add(compare, TD_COMPARE_NEW, "twice", "89");
	td_compare_match(compare, TD_COMPARE_FACTOR);
	assert_true(td_compare_is_rough(compare));
	pairs = td_compare_pairs(compare);
	/* Which of two that are called alike it was cannot be told. */
	assert_int_equal(pairs->len, n + 3);
	for (unsigned i = 0; i < n; i++) {
		const td_compare_pair *pair = &g_array_index(pairs, td_compare_pair, i);

		assert_int_equal(pair->older, i);
		assert_int_equal(pair->newer, i);
		assert_int_equal(
		    pair->status, i % 2 == 0 ? TD_COMPARE_SAME : TD_COMPARE_CHANGED);
	}
}

static void
lines_tell_what_changed(void **state)
{
	g_autoptr(td_compare) compare = td_compare_new();
	const td_compare_pair *pair;

	(void)state;
	add(compare, TD_COMPARE_OLD, "a", "abcdefgh");
	add(compare, TD_COMPARE_NEW, "a", "abcdefgX");
	td_compare_match(compare, TD_COMPARE_FACTOR);
	pair = &g_array_index(td_compare_pairs(compare), td_compare_pair, 0);
	assert_true(pair->diff_changed);
	assert_false(pair->message_changed);
	assert_int_equal(pair->lines, 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patches_find_their_next_version),
		cmocka_unit_test(more_than_can_be_weighed_goes_by_titles),
		cmocka_unit_test(lines_tell_what_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
